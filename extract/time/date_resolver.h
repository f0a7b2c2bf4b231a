// From what a time expression says to ISO 8601, seen from the document's date.
#pragma once

#include <optional>
#include <string>

#include "extract/time/date_parts.h"
#include "extract/time/tense.h"

namespace entente {

// Choices that TIMEX3 leaves open or writes otherwise, made here:
//   - a week is the interval of its seven days from Monday on, a quarter, a decade and a century
//   one
//     of months or years; "hace dos semanas" is the whole week, "hace 14 días" the day;
//   - a day, month or weekday without a year is the nearest that the tense fits, the document's own
//     day included; with a future tense a weekday is a later day. In the present a weekday is to
//     come, without a tense it is the last one, as news has it; a day or month without a tense or
//     in the present is the nearest on either side;
//   - "pasado" and "próximo" exclude the document's own day or month.
class DateResolver {
 public:
  // `document_day` counts from 1970-01-01; nothing where the document has no date.
  explicit DateResolver(std::optional<int> document_day) : document_day_(document_day) {}

  // "" where the words, the document's date and the tense do not fix a date that exists.
  std::string resolve(const TimeReading& reading, Tense tense) const;

  // The date that lies `number` units before or after ("shift") the document's: "hace dos semanas".
  std::string span(const DateParts& parts) const;

 private:
  std::string date(const DateParts& parts, Tense tense) const;
  std::string interval(DateParts from, DateParts to, Tense tense) const;
  std::string weekend(const DateParts& parts, Tense tense) const;
  std::string nth(const DateParts& parts, Tense tense) const;
  std::optional<int> full_year(const DateParts& parts) const;

  std::optional<int> document_day_;
};

// The TIMEX3 value of a length of time: "P3D", "PT2H30M", "PXY" where the number is not told.
std::string duration_value(const TimeReading& reading);

}  // namespace entente
