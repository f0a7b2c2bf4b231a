// What the questions of the API have in common: which part of a list is asked for, which facts are
// meant, and answers in pages.
//
// Whatever reads parameters throws Problem (400) and WrongQuestion.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "export/http/api.h"
#include "export/http/asked_graph.h"
#include "export/http/parameters.h"
#include "export/http/problem.h"
#include "graph/fact.h"
#include "graph/filter.h"
#include "graph/filter_words.h"
#include "store/snapshot.h"

namespace entente {

// {"facts":[…],"next":"…"}: a part of a list, made of JSON objects.
class Page {
 public:
  Page(std::string name, std::size_t limit) : name_(std::move(name)), limit_(limit) {}

  // False where the page is full: the next thing begins another one.
  bool has_room() const;

  // `place` is what the cursor of a page after this thing is made of.
  void add(const std::string& json, std::span<const std::string> place);

  // There is more to come.
  void more() { more_ = true; }

  Answer answer() const;

  // The cursor of the next page, or null.
  std::string next_json() const;

 private:
  std::string name_;
  std::size_t limit_;
  std::size_t size_ = 0;
  std::string items_;
  std::string next_;
  bool more_ = false;
};

// Which part of a list is asked for.
struct PageWords {
  std::size_t limit = 0;
  std::optional<std::vector<std::string>> after{};  // the place of the last thing shown
};

PageWords page_words(Parameters& parameters, std::size_t parts_of_a_place);

// Of a list that is made anew for each page: those of `things` that come after the last one shown.
// Throws Problem (410) where that is not among them any more.
template <typename Thing, typename Place>
std::span<const Thing> rest_of(const std::vector<Thing>& things, const PageWords& words,
                               const Place& place_of_thing) {
  if (!words.after) return things;
  const auto last = std::ranges::find_if(things, [&](const Thing& thing) {
    return std::ranges::equal(place_of_thing(thing), *words.after);
  });
  if (last == things.end()) {
    constexpr int gone = 410;
    throw Problem(gone, "the graph has changed since that page; begin again");
  }
  return std::span(last + 1, things.end());
}

// A page of such a list.
template <typename Thing, typename Place, typename Json>
Page page_of(std::string name, const std::vector<Thing>& things, const PageWords& words,
             const Place& place_of_thing, const Json& json_of_thing) {
  Page page(std::move(name), words.limit);
  for (const Thing& thing : rest_of(things, words, place_of_thing)) {
    if (!page.has_room()) {
      page.more();
      break;
    }
    page.add(json_of_thing(thing), place_of_thing(thing));
  }
  return page;
}

// A fact's key as a part of a cursor, and back; Problem (400) for what is of no fact.
constexpr std::size_t parts_of_a_fact = 6;
std::array<std::string, parts_of_a_fact> place_of(const FactKey& key);
FactKey fact_key_of(std::span<const std::string> place);

// The filter without and with actors.
FilterWords quality_words(Parameters& parameters);
Filter filter_of(Parameters& parameters);

// Throws Problem (404) for an actor that the graph does not know.
void check_known(const Snapshot& snapshot, const std::string& actor);
void check_known(const Snapshot& snapshot, const Filter& filter);

// The number of a parameter, from `least` up to `most`.
double number_of(Parameters& parameters, std::string_view name, double otherwise, double least,
                 double most);

}  // namespace entente
