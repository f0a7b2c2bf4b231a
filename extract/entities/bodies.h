// What texts call by a noun that others are called by, too: bodies of states ("el Ejército",
// "Parliament"), and kinds ("la Comisión", "the Party").
//
// How it works:
//   1. A body stands for the one of its kind whose country the document names somewhere ("el
//      Ejército colombiano"): of several for the last one before it, else for the first. That of a
//      country that the document speaks less of than of others has to be named shortly before.
//   2. Else, if a country has only one body of the kind, it is that of the document's home country
//      (salience.h).
//   3. Whatever else nothing tells whose it is is not to be taken for another document's: it is
//      known by the sentence that names it first. So copies of a report have one, and two reports
//      have two.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/entities/entities.h"
#include "extract/entities/text_index.h"

namespace entente {

// What the body of a place is known by in all documents, "org/army-of-colombia", and in all
// languages whose lexicons know it by a name of its own, if one does: the parliament of Israel is
// "org/knesset". `noun` is the body without its place; `country` is what the place is where it is a
// country, else nullptr.
std::string body_id(const StateBody& body, std::string_view noun, const EntityRef& place,
                    const Country* country, const Lexicon& lexicon);

// Makes entities that are named so the ones that they stand for, with their mentions, or gives them
// their country or an id of their own.
void resolve_bodies(std::span<const DependencyTree> trees, const TextIndex& text,
                    const Lexicon& lexicon, std::vector<DocumentEntity>& entities,
                    MentionTable& mentions);

}  // namespace entente
