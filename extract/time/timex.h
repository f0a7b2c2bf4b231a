// Time expressions in an annotated document, resolved to ISO 8601 against the document's date.
//
// How it works:
//   1. Every sentence's words are matched against the patterns of the language's `time.json`
//      (months, weekdays, units, numbers as words, relative words): data, so that a language is a
//      file.
//   2. A match is resolved against the document's date; a weekday without more takes the nearest
//      such day that the tense of its governing verb fits ("el miércoles" with a past verb: the
//      last one, today included; with a future one: the next).
//   3. What counts from another time ("two days later", "la víspera") is resolved against the one
//      that the text told last, where that is told as exactly, or against the one that hangs on it
//      ("the eve of Sunday's election").
//   4. Nothing is guessed: what needs a document date and has none resolves to "".
// Const after loading; any number of threads may share a TimeTagger.
// Method in the spirit of HeidelTime (Strötgen and Gertz 2010) on TIMEX3 values.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extract/nlp/annotation.h"

namespace entente {

class TimeGrammar;
struct TimeMatch;
enum class Tense;

enum class TimexType { Date, Time, Duration, Set };  // as TIMEX3 has them

struct Timex {
  std::size_t first = 0;  // zero-based word indices in the sentence, the last inclusive
  std::size_t last = 0;
  TimexType type = TimexType::Date;
  // Date and Time: ISO day, month or year, or an interval ("1950/1953"); "" where the text does not
  // fix it. Duration and Set: the TIMEX3 value ("P3D", "P1W"), never a date.
  std::string value;
};

// The value of the last date or time of the day, `before` where there is none.
std::string told_last(const std::vector<Timex>& expressions, std::string before);

class TimeTagger {
 public:
  // Reads `time.json` of a language's folder. Throws InputError that names the file and the entry.
  static TimeTagger load(const std::filesystem::path& folder);

  // The expressions of one sentence, in the order of the text, never overlapping.
  // `document_date` is an ISO day or ""; anything else throws Error. `told` is the date that the
  // sentences before told last, "" where there is none.
  std::vector<Timex> tag(const Sentence& sentence, std::string_view document_date,
                         std::string_view told = {}) const;

 private:
  explicit TimeTagger(std::shared_ptr<const TimeGrammar> grammar);

  Tense tense_of(const Sentence& sentence, const TimeMatch& match) const;

  std::shared_ptr<const TimeGrammar> grammar_;
};

}  // namespace entente
