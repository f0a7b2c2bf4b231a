// Names in the text: step 1 of entities.h.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/entities/entities.h"
#include "extract/entities/text_index.h"

namespace entente {

// A name as it stands in the text, before it is known whose it is.
struct NameMention {
  std::size_t sentence = 0;
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t head = 0;
  EntityType type = EntityType::Misc;
  MentionKind kind = MentionKind::Name;
  std::string text;                  // as written, on one line
  std::string folded;                // fold_name(text)
  const Country* country = nullptr;  // a country's name, short name, demonym or seat
  const Country* capital = nullptr;  // the country whose capital it is
  const KnownEntity* known = nullptr;
  bool person = false;   // the names head took it for a person's
  bool titled = false;   // a person's behind a title: "Mr. Jordan"
  bool is_site = false;  // a place that its own words tell is no city: "calle Mayor"
  // Index of the name before it that it stands for: of an acronym in brackets, an organisation's
  // own noun ("the Commission") or a person's byname ('alias "Tirofijo"')
  std::size_t same_as = none;
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
};

std::vector<NameMention> find_names(const Annotation& annotation,
                                    std::span<const DependencyTree> trees, const TextIndex& text,
                                    const Lexicon& lexicon, const CommonNames& common);

// Fills what the lexicon knows of a name by its text: the country, capital or known entity, and the
// type. A person may be called as a place of one word is, but for countries: "Houston",
// "Virginia", but not "Camp David".
void look_up(NameMention& name, const Lexicon& lexicon);

// False where a lexicon's short acronym is written as a word: "Who" is no "WHO", "Ira" no "IRA".
bool is_written_so(const NameMention& name, const std::vector<std::string>& names);

// A demonym is written as its language writes it: "Russian" in English, "ruso" in Spanish.
bool is_written_as_demonym(std::string_view text, const std::vector<std::string>& demonyms);

// True for a demonym that is one person's description, "el murciano ganó": a subject in the
// singular with a definite article and nothing else.
bool is_native(const DependencyTree& tree, std::size_t word, const Lexicon& lexicon);

// True where the lexicon knows it.
bool is_known(const NameMention& name);

// True where a word begins with a capital letter or a digit.
bool starts_upper(std::string_view form);

// "KCNA", "U.N."
bool is_acronym(std::string_view text);

// `part` is a run of whole words of `whole`, and shorter.
bool is_part_of(std::string_view part, std::string_view whole);

struct TextRange {
  std::size_t begin = 0;  // in code points of the document
  std::size_t end = 0;
};

// Where a word stands in the text; where the words of a multiword token spell it, each has a part
// of its own: "Iraq" and "'s" of "Iraq's".
TextRange range_of(const DependencyTree& tree, std::size_t i);

// The word of [first, last] whose head lies outside of it.
std::size_t span_head(const DependencyTree& tree, std::size_t first, std::size_t last);

}  // namespace entente
