#include "extract/time/timex.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "extract/date.h"
#include "extract/error.h"
#include "extract/time/date_resolver.h"
#include "extract/time/tense.h"
#include "extract/time/time_grammar.h"

namespace entente {
namespace {

constexpr std::size_t iso_day_length = 10;

std::optional<int> day_of_document(std::string_view date) {
  if (date.empty()) return std::nullopt;
  const auto days = days_of(date);
  if (!days || date.size() != iso_day_length) {
    throw Error("the document's date \"" + std::string(date) +
                "\" is no day like 2023-07-26; give such a day or none");
  }
  return days->first;
}

TimexType type_of(TimeKind kind) {
  switch (kind) {
    case TimeKind::Duration:
      return TimexType::Duration;
    case TimeKind::Set:
      return TimexType::Set;
    case TimeKind::Time:
      return TimexType::Time;
    case TimeKind::Date:
    case TimeKind::Span:
    case TimeKind::Weekend:
    case TimeKind::Nth:
    case TimeKind::Decade:
    case TimeKind::Century:
    case TimeKind::Vague:
    case TimeKind::None:
      break;
  }
  return TimexType::Date;
}

// The word of an expression whose head lies outside it.
std::size_t top_word(const Sentence& sentence, const TimeMatch& match) {
  for (std::size_t i = match.first; i <= match.last; ++i) {
    const std::size_t head = sentence.words[i].head;
    if (head < match.first + 1 || head > match.last + 1) return i;
  }
  return match.first;
}

// "Friday 's purchases": what belongs to a noun tells its own time in the present no more than
// "last Friday" would.
bool modifies_noun(const Sentence& sentence, std::size_t word) {
  const std::string& relation = sentence.words[word].deprel;
  return relation == "nmod:poss" || relation.starts_with("compound");
}

// A time of the day takes the day that the words nearest to it tell, those before it first.
std::string day_beside(const std::vector<Timex>& expressions, std::size_t index) {
  const auto is_day = [](const Timex& timex) {
    return timex.type != TimexType::Duration && timex.type != TimexType::Set &&
           timex.value.size() == iso_day_length && is_date(timex.value);
  };
  for (std::size_t i = index; i-- > 0;) {
    if (is_day(expressions[i])) return expressions[i].value;
  }
  for (std::size_t i = index + 1; i < expressions.size(); ++i) {
    if (is_day(expressions[i])) return expressions[i].value;
  }
  return {};
}

// What lies some days, weeks, months or years from a date that is told at least as exactly, ""
// where none is.
std::string counted_from(std::string_view told, const DateParts& parts) {
  const auto days = days_of(told);
  if (!days || !parts.unit || told.find('/') != std::string_view::npos) return {};
  constexpr std::size_t iso_year_length = 4;
  constexpr std::size_t iso_month_length = 7;
  const std::size_t exact = parts.unit->unit == 'Y'   ? iso_year_length
                            : parts.unit->unit == 'M' ? iso_month_length
                                                      : iso_day_length;
  return told.size() < exact ? std::string{} : DateResolver(days->first).span(parts);
}

// "At nine" tells of no other day.
bool tells_time(const Timex& timex) {
  return timex.type == TimexType::Date || (timex.type == TimexType::Time && !timex.value.empty());
}

// "The eve of Sunday 's election": what `below` tells hangs on the words of `match`.
bool hangs_on(const Sentence& sentence, const Timex& below, const TimeMatch& match) {
  std::size_t at = below.first;
  for (std::size_t steps = 0; steps < sentence.words.size(); ++steps) {  // heads may be in a circle
    const std::size_t head = sentence.words[at].head;
    if (head == 0 || head > sentence.words.size()) return false;
    at = head - 1;
    if (match.first <= at && at <= match.last) return true;
  }
  return false;
}

// Resolves what counts from another time than the document's; `told` is what was told last before
// the sentence.
void count_from_others(const Sentence& sentence, const std::vector<TimeMatch>& matches,
                       std::string_view told, std::vector<Timex>& expressions) {
  for (std::size_t i = 0; i < expressions.size(); ++i) {
    Timex& timex = expressions[i];
    const TimeReading& reading = matches[i].reading;
    std::string value;
    if (reading.anchor == Anchor::Told) {
      value = counted_from(told, reading.parts[0]);
    } else if (reading.anchor == Anchor::Below && i + 1 < expressions.size() &&
               tells_time(expressions[i + 1]) &&
               hangs_on(sentence, expressions[i + 1], matches[i])) {
      value = counted_from(expressions[i + 1].value, reading.parts[0]);
    }
    if (!value.empty()) timex = {timex.first, timex.last, TimexType::Date, std::move(value)};
    if (tells_time(timex)) told = timex.value;
  }
}

bool tells_day(const DateParts& parts) {
  return parts.day || parts.month || parts.year || parts.weekday || parts.offset;
}

}  // namespace

TimeTagger::TimeTagger(std::shared_ptr<const TimeGrammar> grammar) : grammar_(std::move(grammar)) {}

TimeTagger TimeTagger::load(const std::filesystem::path& folder) {
  return TimeTagger(std::make_shared<const TimeGrammar>(folder / "time.json"));
}

Tense TimeTagger::tense_of(const Sentence& sentence, const TimeMatch& match) const {
  switch (match.reading.direction) {
    case Direction::Ahead:
      return Tense::Future;
    case Direction::Nearest:
      return Tense::Unknown;
    case Direction::Tense:
      break;
  }
  const std::size_t top = top_word(sentence, match);
  const Tense tense = governing_tense(sentence, match.first, top, grammar_->tense_words());
  return tense == Tense::Present && modifies_noun(sentence, top) ? Tense::Unknown : tense;
}

std::string told_last(const std::vector<Timex>& expressions, std::string before) {
  for (const Timex& timex : expressions) {
    if (tells_time(timex)) before = timex.value;
  }
  return before;
}

std::vector<Timex> TimeTagger::tag(const Sentence& sentence, std::string_view document_date,
                                   std::string_view told) const {
  const DateResolver resolver(day_of_document(document_date));
  const std::vector<TimeMatch> matches = grammar_->matches(sentence);
  std::vector<Timex> expressions;
  expressions.reserve(matches.size());
  for (const TimeMatch& match : matches) {
    Timex timex{match.first, match.last, type_of(match.reading.kind), {}};
    if (timex.type == TimexType::Duration || timex.type == TimexType::Set) {
      timex.value = duration_value(match.reading);
    } else if (match.reading.anchor == Anchor::Document) {
      timex.value = resolver.resolve(match.reading, tense_of(sentence, match));
    }
    expressions.push_back(std::move(timex));
  }
  count_from_others(sentence, matches, told, expressions);
  for (std::size_t i = 0; i < expressions.size(); ++i) {
    if (expressions[i].type == TimexType::Time && !tells_day(matches[i].reading.parts[0])) {
      expressions[i].value = day_beside(expressions, i);
    }
  }
  return expressions;
}

}  // namespace entente
