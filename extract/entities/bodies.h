// Bodies of states that a text names without their state: "el Ejército", "Parliament".
//
// How it works:
//   1. Such a name stands for the body of that kind whose country the document names somewhere ("el
//      Ejército colombiano"): of several the last one before it, else the first.
//   2. Else it is that of the document's home country (salience.h), if a country has one body of
//   the
//      kind only.
//   3. Else nothing tells whose it is. Not to be taken for another document's, it is known by the
//      sentence that names it first: so copies of a report have one, and two reports have two.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/entities/entities.h"
#include "extract/entities/text_index.h"

namespace entente {

// What the body of a place is known by in all documents and languages: "org/army-of-colombia" or,
// where the lexicon has it, its own: the parliament of Israel is "org/knesset". Where a place may
// have several, they are known by the name as written. `noun` is the body without its place,
// `country` the place where it is one.
std::string body_id(const StateBody& body, std::string_view noun, const EntityRef& place,
                    const Country* country, std::string_view name, const Lexicon& lexicon);

// Makes entities that are named so the ones that they stand for, with their mentions, or gives them
// their country or an id of their own.
void resolve_bodies(std::span<const DependencyTree> trees, const TextIndex& text,
                    const Lexicon& lexicon, std::vector<DocumentEntity>& entities,
                    MentionTable& mentions);

}  // namespace entente
