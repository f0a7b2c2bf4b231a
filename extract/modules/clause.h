// The qualifiers of a clause: when it happened, whether it is asserted, and who says so; each also
// with the words that it comes from, for people to check.
// Pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "extract/modules/analysis.h"

namespace entente {

// The dated time expression that modifies the verb or event noun, nullptr where there is none.
const Timex* time_of(const Analysis& analysis, std::size_t sentence, std::size_t predicate);

// True where the time stands with the verb of a clause, not within a phrase ("la cumbre del
// lunes").
bool stands_with_verb(const DependencyTree& tree, const Timex& time);

// The clause says when, but not on which day: "many times", "once", "some days later".
bool tells_no_day(const Analysis& analysis, std::size_t sentence, std::size_t predicate);

// Its ISO date, "" where there is none.
std::string date_of(const Analysis& analysis, std::size_t sentence, std::size_t predicate);

// The word that dates the predicate, and nothing beside it, behind the day of the document where it
// is not told in the past: "on Wednesday, Annan begins a tour". "Until 2025" dates the end alone.
std::optional<std::size_t> time_to_come(const Analysis& analysis, std::size_t sentence,
                                        std::size_t predicate);

struct WordedModality {
  Modality modality = Modality::Asserted;
  std::optional<std::size_t> word;  // that it comes from, none where it is asserted
};

// From negation, mood and tense, modal verbs and adverbs, conditionals, purpose clauses, questions,
// times to come and what governs the clause, "denied reports that"; of a noun: from itself and the
// word that it is subject or object of, or whose deed it names, "cancelled the visit".
WordedModality worded_modality_of(const Analysis& analysis, std::size_t sentence,
                                  std::size_t predicate);
Modality modality_of(const Analysis& analysis, std::size_t sentence, std::size_t predicate);

struct WordedSource {
  std::size_t entity = 0;
  std::size_t word = 0;  // that makes it one: "informó", "según"
};

// The entity that the text makes responsible for the clause ("…, informó KCNA", "según Moscú"):
// the subject of the nearest reporting verb that governs it. Nothing where the writer says it.
std::optional<WordedSource> worded_source_of(const Analysis& analysis, std::size_t sentence,
                                             std::size_t predicate);
std::optional<std::size_t> source_of(const Analysis& analysis, std::size_t sentence,
                                     std::size_t predicate);

}  // namespace entente
