// What the words of a time expression say, before a document's date gives it a place in time.
// Plain values.
#pragma once

#include <array>
#include <cstddef>
#include <optional>

namespace entente {

// A unit of time: "trimestre" is three months.
struct Period {
  int count = 1;
  char unit = 'D';     // as ISO 8601 writes it: Y, M, W, D; of a clock H, M, S
  bool clock = false;  // told apart because M stands for months and for minutes
};

struct DateParts {
  std::optional<int> day;      // 1–31
  std::optional<int> month;    // 1–12
  std::optional<int> year;     // in full; 0–99 where `short_year`
  bool short_year = false;     // "julio del 98"
  std::optional<int> weekday;  // 0 is Monday
  std::optional<int> offset;   // days from the document's date: "ayer" is -1
  std::optional<int> shift;    // "pasado" is -1, "este" 0, "próximo" 1
  std::optional<int> ordinal;  // "primer trimestre" is 1, "último" -1
  std::optional<double> number;
  std::optional<Period> unit;
};

enum class TimeKind {
  Date,  // from day, month, year, weekday, offset and shift, as far as they are given
  Span,  // `number` units away from the document's date: "hace dos años", "el mes pasado"
  Weekend,
  Nth,       // the n-th unit of a year: "primer trimestre de 1998"
  Decade,    // `year`, or its last two digits: "los años 80"
  Century,   // `number`: "siglo XX"
  Duration,  // `number` units; both parts add up: "dos horas y 30 minutos"
  Set,       // every `number` units
  Time,      // a time of the day, on a day that is told as in Date, or by the words around
  Vague,     // a time that no calendar knows: "entonces"
  None       // no time at all, only the looks of one: "52 years old"
};

// What tells on which side of the document's date a date without its year lies.
enum class Direction {
  Tense,   // that of the verb
  Ahead,   // the words alone tell the future: "prevista para el lunes"
  Nearest  // a limit or deadline is the nearest, whatever the verb: "extended to Nov. 20"
};

// The day that a span of time is counted from.
enum class Anchor {
  Document,  // "hace dos días"
  Told,      // the one that the text told last: "dos días después", "the previous day"
  Below      // one that hangs on the words themselves: "the eve of Sunday's election"
};

// What a pattern read: one date, or the two ends of an interval.
struct TimeReading {
  TimeKind kind = TimeKind::Date;
  std::array<DateParts, 2> parts;
  bool interval = false;  // the second of `parts` is filled
  Direction direction = Direction::Tense;
  Anchor anchor = Anchor::Document;
};

}  // namespace entente
