// Sentences with the time expressions that they hold, from a JSON file:
//   [{"text": "Llegó el lunes .", "date": "2023-07-26", "expect": [["el lunes", "DATE",
//   "2023-07-24"]],
//     "tree": [["Llegó", "llegar", "VERB", "Tense=Past", 0, "root"]], "names": [["Plaza 25 de
//     Mayo", "LOC"]], "told": "2023-07-20"}]
// "tree" tells form, lemma, part of speech, features, head and relation of some words; all others
// depend on its first word. "told" is the date that the text told last. "tree", "names" and "told"
// may be missing.
#pragma once

#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "extract/nlp/annotation.h"
#include "extract/time/timex.h"

namespace entente {

struct ExpectedTimex {
  std::string text;  // its words, joined by spaces
  std::string type;  // as TIMEX3 calls it
  std::string value;
  bool operator==(const ExpectedTimex&) const = default;
};

struct TimeCase {
  std::string text;
  std::string date;
  std::string told;
  Sentence sentence;
  std::vector<ExpectedTimex> expected;
};

std::ostream& operator<<(std::ostream& stream, const ExpectedTimex& timex);
std::ostream& operator<<(std::ostream& stream, const TimeCase& time_case);

Sentence sentence_of(const std::string& words_and_spaces);
std::vector<TimeCase> read_time_cases(const std::filesystem::path& file);
std::vector<ExpectedTimex> as_expected(const Sentence& sentence, const std::vector<Timex>& found);

}  // namespace entente
