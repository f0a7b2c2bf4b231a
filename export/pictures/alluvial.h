// Blocs over time as a picture: in each window a column of blocs, as high as they have members, and
// between two windows streams of the members that go from one to the other.
//
// The largest blocs are drawn one by one, the six largest in colours of their own. Whoever comes
// from one of them or goes to one, but is in none at the time, is folded into the others; blocs
// that are not drawn are counted. Blocs are put in an order in which streams cross little. Labels
// stand only where they have room; all blocs that are drawn are named below.
//
// Pure functions, safe to call from any thread.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "export/pictures/picture_parts.h"
#include "graph/alliances/blocs.h"

namespace entente {

struct AlluvialPicture {
  PictureWords words;
  std::span<const BlocWindow> windows;
  std::function<std::string(const std::string& id)> name_of;  // of an actor
  // The id of the element of the page that tells more of a bloc.
  std::function<std::string(std::size_t window, std::size_t number)> link_of;
};

std::string draw(const AlluvialPicture& picture, Svg::Place place);

}  // namespace entente
