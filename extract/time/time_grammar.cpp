#include "extract/time/time_grammar.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "extract/date.h"
#include "extract/error.h"
#include "extract/limits.h"

namespace entente {
namespace {

constexpr int first_year = 1000;
constexpr int last_year = 2199;

const std::map<std::string, TimeKind, std::less<>> kinds{
    {"date", TimeKind::Date},         {"span", TimeKind::Span},     {"weekend", TimeKind::Weekend},
    {"nth", TimeKind::Nth},           {"decade", TimeKind::Decade}, {"century", TimeKind::Century},
    {"duration", TimeKind::Duration}, {"set", TimeKind::Set},       {"time", TimeKind::Time},
    {"vague", TimeKind::Vague},       {"none", TimeKind::None}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Up to ten thousand either way: more than any year, and products of two are no trouble.
std::optional<int> whole_number(std::string_view text) {
  constexpr int largest = 10000;
  int value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (status != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (value < -largest || value > largest) return std::nullopt;
  return value;
}

// Like whole_number(), of digits alone: no sign.
std::optional<int> digits(std::string_view text) {
  if (text.empty() || !is_digit(text.front())) return std::nullopt;
  return whole_number(text);
}

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find_first_of(separators, begin);
    parts.push_back(text.substr(begin, end - begin));
    if (end == std::string_view::npos) return parts;
    begin = end + 1;
  }
}

// "P3M", "PT1H".
std::optional<Period> period_of(std::string_view iso) {
  if (!iso.starts_with('P')) return std::nullopt;
  iso.remove_prefix(1);
  Period period;
  period.clock = iso.starts_with('T');
  if (period.clock) iso.remove_prefix(1);
  if (iso.size() < 2) return std::nullopt;
  period.unit = iso.back();
  const std::string_view units = period.clock ? "HMS" : "YMWD";
  const auto count = digits(iso.substr(0, iso.size() - 1));
  if (!count || *count < 1 || units.find(period.unit) == std::string_view::npos)
    return std::nullopt;
  period.count = *count;
  return period;
}

// "9:50", "20h30", and "08.00" where the point is no mark of decimals.
bool is_clock(std::string_view text, char decimal) {
  if (text.ends_with('h') || text.ends_with('H')) text.remove_suffix(1);
  const auto parts = split(text, decimal == '.' ? ":hH" : ":.hH");
  if (parts.size() != 2 || parts[0].size() > 2 || parts[1].size() != 2) return false;
  const auto hour = digits(parts[0]);
  const auto minute = digits(parts[1]);
  return hour && minute && *hour <= 24 && *minute < 60;
}

std::string_view without_apostrophe(std::string_view text) {
  for (const std::string_view apostrophe : {"'", "’", "‘"}) {
    if (text.starts_with(apostrophe)) return text.substr(apostrophe.size());
  }
  return text;
}

// "80" or "1980", by its first year.
std::optional<int> decade_of(std::string_view text) {
  const auto decade = digits(text);
  if (!decade || *decade % 10 != 0 || (text.size() != 2 && text.size() != 4)) return std::nullopt;
  if (text.size() == 4 && (*decade < first_year || *decade > last_year)) return std::nullopt;
  return decade;
}

// What "1990s", "1990's" and "'90s" are the plural of, "" for anything else.
std::string_view singular_decade(std::string_view text) {
  text = without_apostrophe(text);
  for (const std::string_view plural : {"'s", "’s", "s"}) {
    if (text.ends_with(plural)) return text.substr(0, text.size() - plural.size());
  }
  return {};
}

// Whether `text` begins with an ASCII prefix in lower case, whatever its own case.
bool starts_with_letters(std::string_view text, std::string_view prefix) {
  return text.size() > prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), text.begin(), [](char wanted, char given) {
           return wanted == (given >= 'A' && given <= 'Z' ? given - 'A' + 'a' : given);
         });
}

std::optional<int> roman_number(std::string_view text) {
  const auto value_of = [](char c) {
    switch (c) {
      case 'I':
        return 1;
      case 'V':
        return 5;
      case 'X':
        return 10;
      default:
        return 0;
    }
  };
  int value = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int here = value_of(text[i]);
    if (here == 0) return std::nullopt;
    const int next = i + 1 < text.size() ? value_of(text[i + 1]) : 0;
    value += here < next ? -here : here;
  }
  if (value < 1) return std::nullopt;
  return value;
}

// 2 is below the tens of 30, so that they make 32; it is not below the ones of 3.
bool completes(double value, double more) {
  for (const double unit : {1000.0, 100.0, 10.0}) {
    if (std::fmod(value, unit) == 0) return more < unit;
  }
  return false;
}

void set_part(DateParts& parts, std::optional<int> DateParts::*part, int value) {
  parts.*part = value;
}

// "98", "'98".
bool read_short_year(std::string_view form, DateParts& parts) {
  const std::string_view text = without_apostrophe(form);
  const auto year = digits(text);
  if (text.size() != 2 || !year) return false;
  parts.year = *year;
  parts.short_year = true;
  return true;
}

bool read_decade(std::string_view text, DateParts& parts) {
  const auto decade = decade_of(text);
  if (decade) parts.year = *decade;
  return decade.has_value();
}

bool read_roman(std::string_view form, DateParts& parts) {
  const auto value = roman_number(form);
  if (value) parts.number = *value;
  return value.has_value();
}

// "1950-1953", "1998/99".
bool read_years(std::string_view form, TimeReading& reading) {
  const auto fields = split(form, "-/");
  if (fields.size() != 2 || fields[0].size() != 4) return false;
  const auto from = digits(fields[0]);
  auto to = digits(fields[1]);
  if (!from || !to) return false;
  constexpr int century = 100;
  if (fields[1].size() == 2) {
    *to += *from / century * century + (*to <= *from % century ? century : 0);
  }
  if (*from < first_year || *to > last_year || *to <= *from) return false;
  reading.parts[0].year = *from;
  reading.parts[1].year = *to;
  reading.interval = true;
  return true;
}

template <typename Word, typename Sought>
bool contains(const std::vector<Word>& words, const Sought& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

TimeGrammar::TimeGrammar(const std::filesystem::path& file) : file_(file.string()) {
  const nlohmann::json content = read_lexicon_file(file);
  LexiconEntry root(file, "", content);
  const auto mark = [&](const std::string& field) {
    const std::string text = root.text(field);
    if (text.size() != 1) root.fail("\"" + field + "\" must be one ASCII character");
    return text.front();
  };
  decimal_ = mark("decimal");
  thousands_ = mark("thousands");
  static const std::map<std::string, DateOrder, std::less<>> orders{
      {"DMY", DateOrder::DayFirst}, {"MDY", DateOrder::MonthFirst}, {"any", DateOrder::Any}};
  const auto order = orders.find(root.text("date_order"));
  if (order == orders.end()) {
    root.fail("\"date_order\" must be \"DMY\", \"MDY\" or \"any\"");
  }
  date_order_ = order->second;
  for (const auto& [word, text] : root.lemma_map("numbers")) {
    double value = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (status != std::errc{} || end != text.data() + text.size() || value <= 0) {
      root.fail("\"numbers\": \"" + word + "\" has no positive number");
    }
    numbers_.emplace(word, value);
  }
  number_joiners_ = root.lemmas("number_joiners");
  tense_words_.perfect = root.lemmas("perfect_auxiliaries");
  tense_words_.future = root.lemmas("future_auxiliaries");
  tense_words_.supporting = root.lemmas("supporting_auxiliaries");
  tense_words_.planning = root.lemmas("planning_verbs");
  prefixes_ = root.lemmas("prefixes");
  for (const auto& [name, words] : root.lemma_map("groups"))
    groups_.emplace(name, numbers_of(words));
  for (const auto& [name, words] : root.named_lemma_maps("classes")) add_class(root, name, words);
  for (const std::string& name : root.texts("capitalised")) {
    const auto found = class_names_.find(name);
    if (found == class_names_.end())
      root.fail("\"capitalised\": no class is called \"" + name + "\"");
    classes_[found->second].capitalised = true;
  }
  for (LexiconEntry& entry : root.entries("patterns")) add_pattern(entry);
  root.finish();
  by_first_word_.resize(word_numbers_.size() + 1);
  for (std::size_t i = 0; i < sequences_.size(); ++i) index(i);
}

TimeGrammar::WordNumber TimeGrammar::number_of(std::string_view word) {
  const auto next = static_cast<WordNumber>(word_numbers_.size() + 1);
  return word_numbers_.try_emplace(std::string(word), next).first->second;
}

std::vector<TimeGrammar::WordNumber> TimeGrammar::numbers_of(std::string_view alternatives) {
  std::vector<WordNumber> numbers;
  for (const std::string_view word : split(alternatives, "|")) numbers.push_back(number_of(word));
  return numbers;
}

TimeGrammar::Part TimeGrammar::part_of(const LexiconEntry& entry, const std::string& class_name) {
  static const std::map<std::string, Part, std::less<>> parts{
      {"day", Part::Day},         {"month", Part::Month},   {"year", Part::Year},
      {"weekday", Part::Weekday}, {"offset", Part::Offset}, {"shift", Part::Shift},
      {"ordinal", Part::Ordinal}, {"number", Part::Number}, {"unit", Part::Unit}};
  const auto found = parts.find(class_name.substr(0, class_name.find('.')));
  if (found == parts.end()) {
    std::string names;
    for (const auto& [name, part] : parts) names += (names.empty() ? "" : ", ") + name;
    entry.fail("\"classes\": \"" + class_name + "\" fills no part; the parts are " + names);
  }
  return found->second;
}

void TimeGrammar::add_class(const LexiconEntry& entry, const std::string& name,
                            const std::map<std::string, std::string>& words) {
  WordClass added{.part = part_of(entry, name), .values = {}, .units = {}};
  for (const auto& [word, text] : words) {
    if (added.part == Part::Unit) {
      const auto period = period_of(text);
      if (!period) {
        entry.fail("\"classes\": " + name + ": \"" + word + "\" has no period like \"P1M\": \"" +
                   text + "\"");
      }
      added.units.emplace(number_of(word), *period);
    } else {
      const auto value = whole_number(text);
      if (!value) {
        entry.fail("\"classes\": " + name + ": \"" + word + "\" has no whole number: \"" + text +
                   "\"");
      }
      added.values.emplace(number_of(word), *value);
    }
  }
  if (groups_.contains(name)) entry.fail("\"" + name + "\" is a group and a class");
  class_names_.emplace(name, classes_.size());
  classes_.push_back(std::move(added));
}

void TimeGrammar::add_pattern(LexiconEntry& entry) {
  const std::string match = entry.text("match");
  entry.call(match);
  const std::string kind = entry.text("kind");
  const auto found = kinds.find(kind);
  if (found == kinds.end()) {
    std::string names;
    for (const auto& [name, value] : kinds) names += (names.empty() ? "" : ", ") + name;
    entry.fail("unknown kind \"" + kind + "\"; the kinds are " + names);
  }
  Pattern pattern;
  pattern.kind = found->second;
  if (const auto letter_case = entry.optional_text("case")) {
    if (letter_case != "lower") entry.fail("\"case\" must be \"lower\"");
    pattern.letter_case = Case::Lower;
  }
  const auto fixed_number = [&](const std::string& field) -> std::optional<int> {
    const auto text = entry.optional_text(field);
    if (!text) return std::nullopt;
    const auto value = whole_number(*text);
    if (!value) entry.fail("\"" + field + "\" must be a whole number in quotes");
    return value;
  };
  pattern.fixed.day = fixed_number("day");
  pattern.fixed.month = fixed_number("month");
  pattern.fixed.offset = fixed_number("offset");
  pattern.fixed.shift = fixed_number("shift");
  if (const auto number = fixed_number("number")) pattern.fixed.number = *number;
  if (const auto unit = entry.optional_text("unit")) {
    pattern.fixed.unit = period_of(*unit);
    if (!pattern.fixed.unit) entry.fail("\"unit\" must be a period like \"P1M\"");
  }
  if (entry.flag("ahead")) pattern.direction = Direction::Ahead;
  if (entry.flag("nearest")) pattern.direction = Direction::Nearest;
  if (const auto from = entry.optional_text("from")) {
    if (from != "told" && from != "below") entry.fail("\"from\" must be \"told\" or \"below\"");
    pattern.anchor = from == "told" ? Anchor::Told : Anchor::Below;
  }
  entry.finish();

  const std::vector<std::string_view> items = split(match, " ");
  std::size_t next = 0;
  for (Steps& steps : expand(entry, items, next, false)) {
    const bool any_word = std::any_of(steps.begin(), steps.end(), [](const Step& step) {
      return step.type == Step::Type::Words || step.type == Step::Type::Class ||
             step.type == Step::Type::BuiltIn;
    });
    if (!any_word) entry.fail("matches nothing at all: not everything may be optional");
    sequences_.push_back({patterns_.size(), std::move(steps)});
  }
  patterns_.push_back(pattern);
}

TimeGrammar::Step TimeGrammar::step_of(const LexiconEntry& entry, std::string_view item) {
  static const std::map<std::string, BuiltIn, std::less<>> built_ins{
      {"number", BuiltIn::Number}, {"day", BuiltIn::Day},
      {"year", BuiltIn::Year},     {"short_year", BuiltIn::ShortYear},
      {"decade", BuiltIn::Decade}, {"decades", BuiltIn::Decades},
      {"hour", BuiltIn::Hour},     {"spelled_day", BuiltIn::SpelledDay},
      {"clock", BuiltIn::Clock},   {"roman", BuiltIn::Roman},
      {"date", BuiltIn::Date},     {"years", BuiltIn::Years},
      {"half", BuiltIn::Half}};
  Step step;
  if (item == "^") {
    step.type = Step::Type::Begin;
  } else if (item == "$") {
    step.type = Step::Type::End;
  } else if (item == "~") {
    step.type = Step::Type::Second;
  } else if (!item.starts_with('<') || !item.ends_with('>')) {
    if (item.size() > 1 && item.starts_with('!')) {
      step.type = Step::Type::NotWords;
      item.remove_prefix(1);
    }
    if (contains(split(item, "|"), "")) {
      entry.fail("an empty word in \"" + std::string(item) + "\"");
    }
    step.words = numbers_of(item);
  } else {
    const std::string_view name = item.substr(1, item.size() - 2);
    if (const auto group = groups_.find(name); group != groups_.end()) {
      step.words = group->second;
    } else if (const auto word_class = class_names_.find(name); word_class != class_names_.end()) {
      step.type = Step::Type::Class;
      step.word_class = word_class->second;
    } else if (const auto built_in = built_ins.find(name); built_in != built_ins.end()) {
      step.type = Step::Type::BuiltIn;
      step.built_in = built_in->second;
    } else {
      entry.fail("no group, class or built-in item is called \"" + std::string(name) + "\"");
    }
  }
  return step;
}

// Every way through the items from `next` on: an optional part is one way with and one without it.
std::vector<TimeGrammar::Steps> TimeGrammar::expand(const LexiconEntry& entry,
                                                    const std::vector<std::string_view>& items,
                                                    std::size_t& next, bool inner) {
  std::vector<Steps> ways{Steps{}};
  for (; next < items.size(); ++next) {
    const std::string_view item = items[next];
    if (item == "]") {
      if (!inner) entry.fail("a \"]\" without its \"[\"");
      return ways;
    }
    if (item == "[") {
      ++next;
      const std::vector<Steps> middles = expand(entry, items, next, true);
      if (ways.size() * (middles.size() + 1) > limits::pattern_ways) {
        entry.fail("has more ways than the limit of " + std::to_string(limits::pattern_ways) +
                   "; make two patterns of it");
      }
      std::vector<Steps> longer;
      for (const Steps& way : ways) {
        for (const Steps& middle : middles) {
          longer.push_back(way);
          longer.back().insert(longer.back().end(), middle.begin(), middle.end());
        }
      }
      ways.insert(ways.end(), longer.begin(), longer.end());
    } else {
      const Step step = step_of(entry, item);
      for (Steps& way : ways) way.push_back(step);
    }
  }
  if (inner) entry.fail("a \"[\" without its \"]\"");
  return ways;
}

void TimeGrammar::index(std::size_t sequence) {
  for (const Step& step : sequences_[sequence].steps) {
    switch (step.type) {
      case Step::Type::Words:
        for (const WordNumber word : step.words) by_first_word_[word].push_back(sequence);
        return;
      case Step::Type::Class:
        for (const auto& [word, value] : classes_[step.word_class].values) {
          by_first_word_[word].push_back(sequence);
        }
        for (const auto& [word, value] : classes_[step.word_class].units) {
          by_first_word_[word].push_back(sequence);
        }
        return;
      case Step::Type::BuiltIn:
        by_number_.push_back(sequence);
        return;
      case Step::Type::Begin:
      case Step::Type::End:
      case Step::Type::Second:
      case Step::Type::NotWords:
        break;
    }
  }
}

TimeGrammar::Tokens TimeGrammar::tokens_of(const Sentence& sentence) const {
  Tokens tokens;
  tokens.reserve(sentence.words.size());
  for (std::size_t i = 0; i < sentence.words.size(); ++i) {
    const Word& word = sentence.words[i];
    Token token;
    token.form = word.form;
    for (const std::string& prefix : prefixes_) {
      if (!starts_with_letters(token.form, prefix)) continue;
      token.form.remove_prefix(prefix.size());
      break;
    }
    icu::UnicodeString text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(token.form.data(), static_cast<int32_t>(token.form.size())));
    token.capital = u_isupper(text.char32At(0)) != 0;
    token.verb = word.upos == Upos::Verb || word.upos == Upos::Aux;
    token.counts = word.head > i + 1 && word.head <= sentence.words.size() &&
                   word.deprel.starts_with("nummod") &&
                   !sentence.words[word.head - 1].has("Number=Sing");
    text.toLower().toUTF8String(token.lower);
    if (const auto word = word_numbers_.find(token.lower); word != word_numbers_.end()) {
      token.word = word->second;
    }
    tokens.push_back(std::move(token));
  }
  return tokens;
}

std::optional<double> TimeGrammar::digits_value(std::string_view text) const {
  if (text.empty() || !is_digit(text.front()) || !is_digit(text.back())) return std::nullopt;
  std::string plain;
  std::size_t group = std::string::npos;  // digits since the last mark of thousands
  bool fraction = false;
  for (const char c : text) {
    if (is_digit(c)) {
      plain += c;
      if (group != std::string::npos) ++group;
    } else if (c == thousands_ && !fraction && (group == std::string::npos || group == 3)) {
      group = 0;
    } else if (c == decimal_ && !fraction && (group == std::string::npos || group == 3)) {
      plain += '.';
      fraction = true;
      group = std::string::npos;
    } else {
      return std::nullopt;
    }
  }
  if (group != std::string::npos && group != 3) return std::nullopt;
  double value = 0;
  const auto status = std::from_chars(plain.data(), plain.data() + plain.size(), value).ec;
  if (status != std::errc{}) return std::nullopt;
  return value;
}

std::optional<TimeGrammar::Number> TimeGrammar::number_at(const Tokens& tokens,
                                                          std::size_t at) const {
  if (const auto value = digits_value(tokens[at].form)) return Number{*value, at + 1, true};
  const auto word_value = [&](std::size_t index) -> std::optional<double> {
    if (index >= tokens.size()) return std::nullopt;
    const auto found = numbers_.find(tokens[index].lower);
    if (found == numbers_.end()) return std::nullopt;
    return found->second;
  };
  const auto start = word_value(at);
  if (!start) return std::nullopt;
  double total = 0;
  double value = *start;
  std::size_t end = at + 1;
  while (end < tokens.size()) {
    const bool joined = contains(number_joiners_, tokens[end].lower);
    const std::size_t next = end + (joined ? 1 : 0);
    const auto more = word_value(next);
    if (!more) break;
    constexpr double thousand = 1000;
    constexpr double hundred = 100;
    if (!joined && *more == thousand && value < thousand) {
      total += value * thousand;
      value = 0;
    } else if (!joined && *more == hundred && value > 1 && value < hundred) {
      value *= hundred;
    } else if (value == 0 ? *more < thousand : completes(value, *more)) {
      value += *more;
    } else {
      break;
    }
    end = next + 1;
  }
  return Number{total + value, end, false};
}

std::optional<TimeGrammar::Number> TimeGrammar::whole_number_at(const Tokens& tokens,
                                                                std::size_t at, int least,
                                                                int most) const {
  const auto number = number_at(tokens, at);
  if (!number || number->value < least || number->value > most ||
      number->value != std::floor(number->value)) {
    return std::nullopt;
  }
  return number;
}

// A day of the month; in digits it has two of them at most.
std::optional<TimeGrammar::Number> TimeGrammar::day_at(const Tokens& tokens, std::size_t at) const {
  const std::string_view form = tokens[at].form;
  if (is_digit(form.front()) && form.size() > 2) return std::nullopt;
  return whole_number_at(tokens, at, 1, 31);
}

// A year is written without a mark of thousands, or in several words, also as English says it
// ("nineteen ninety-six"); what counts is none.
std::optional<TimeGrammar::Number> TimeGrammar::year_at(const Tokens& tokens,
                                                        std::size_t at) const {
  auto year = number_at(tokens, at);
  if (!year || tokens[at].counts) return std::nullopt;
  constexpr double century = 100;
  if (!year->digits && year->value > 15 && year->value <= 20 && year->end < tokens.size()) {
    const auto rest = number_at(tokens, year->end);
    if (rest && !rest->digits && rest->value >= 10 && rest->value < century) {
      year = Number{year->value * century + rest->value, rest->end, false};
    }
  }
  const bool written = year->digits ? tokens[at].form.size() == 4 : year->end > at + 1;
  if (!written || year->value < first_year || year->value > last_year ||
      year->value != std::floor(year->value)) {
    return std::nullopt;
  }
  return year;
}

// "13/04/2000", "13.04.2000", "04/13/00", "2000-04-13".
bool TimeGrammar::read_date(std::string_view form, DateParts& parts) const {
  const auto fields = split(form, "/-.");
  if (fields.size() != 3) return false;
  std::array<int, 3> values{};
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto value = digits(fields[i]);
    if (!value) return false;
    values.at(i) = *value;
  }
  const bool iso = fields[0].size() == 4;
  if (!iso && fields[2].size() != 4 && (fields[2].size() != 2 || form.find('/') == form.npos)) {
    return false;
  }
  const int year = iso ? values[0] : values[2];
  int month = iso ? values[1] : values[0];
  int day = iso ? values[2] : values[1];
  constexpr int months = 12;
  const bool day_first =
      date_order_ == DateOrder::DayFirst || (date_order_ == DateOrder::Any && month > months);
  if (!iso && day_first) std::swap(month, day);
  if (month < 1 || month > months || day < 1 || day > 31) return false;
  parts.year = year;
  parts.short_year = !iso && fields[2].size() == 2;
  if (iso || date_order_ != DateOrder::Any || day > months || day == month) {
    parts.month = month;
    parts.day = day;
  }
  return true;
}

std::optional<std::size_t> TimeGrammar::match_class(const WordClass& words, Case letter_case,
                                                    const Token& token, std::size_t at,
                                                    DateParts& parts) const {
  if (token.capital ? letter_case == Case::Lower : words.capitalised) return std::nullopt;
  if (token.verb && (words.part == Part::Month || words.part == Part::Weekday)) return std::nullopt;
  if (words.part == Part::Unit) {
    const auto unit = words.units.find(token.word);
    if (unit == words.units.end()) return std::nullopt;
    parts.unit = unit->second;
    return at + 1;
  }
  const auto found = words.values.find(token.word);
  if (found == words.values.end()) return std::nullopt;
  switch (words.part) {
    case Part::Day:
      set_part(parts, &DateParts::day, found->second);
      break;
    case Part::Month:
      set_part(parts, &DateParts::month, found->second);
      break;
    case Part::Year:
      set_part(parts, &DateParts::year, found->second);
      break;
    case Part::Weekday:
      set_part(parts, &DateParts::weekday, found->second);
      break;
    case Part::Offset:
      set_part(parts, &DateParts::offset, found->second);
      break;
    case Part::Shift:
      set_part(parts, &DateParts::shift, found->second);
      break;
    case Part::Ordinal:
      set_part(parts, &DateParts::ordinal, found->second);
      break;
    case Part::Number:
    case Part::Unit:
      parts.number = found->second;
      break;
  }
  return at + 1;
}

std::optional<std::size_t> TimeGrammar::match_built_in(BuiltIn built_in, const Tokens& tokens,
                                                       std::size_t at, TimeReading& reading) const {
  const std::string_view form = tokens[at].form;
  DateParts& parts = reading.parts[reading.interval ? 1 : 0];
  const auto one_token = [&](bool read) { return read ? std::optional(at + 1) : std::nullopt; };
  switch (built_in) {
    case BuiltIn::Number: {
      const auto number = number_at(tokens, at);
      if (!number) return std::nullopt;
      parts.number = number->value;
      return number->end;
    }
    case BuiltIn::Day:
    case BuiltIn::SpelledDay: {
      const bool spelled = !is_digit(form.front());
      const auto day = day_at(tokens, at);
      if (!day || spelled != (built_in == BuiltIn::SpelledDay)) return std::nullopt;
      parts.day = static_cast<int>(day->value);
      return day->end;
    }
    case BuiltIn::Year: {
      const auto year = year_at(tokens, at);
      if (!year) return std::nullopt;
      parts.year = static_cast<int>(year->value);
      return year->end;
    }
    case BuiltIn::Half: {
      constexpr double half = 0.5;
      const auto number = number_at(tokens, at);
      if (!number || number->digits || number->value != half) return std::nullopt;
      parts.number = half;
      return number->end;
    }
    case BuiltIn::Hour: {
      const auto hour = whole_number_at(tokens, at, 0, 24);
      if (!hour) return std::nullopt;
      return hour->end;
    }
    case BuiltIn::ShortYear:
      return one_token(read_short_year(form, parts));
    case BuiltIn::Decade:
      return one_token(read_decade(form, parts));
    case BuiltIn::Decades:
      return one_token(read_decade(singular_decade(form), parts));
    case BuiltIn::Clock:
      return one_token(is_clock(form, decimal_));
    case BuiltIn::Roman:
      return one_token(read_roman(form, parts));
    case BuiltIn::Date:
      return one_token(read_date(form, parts));
    case BuiltIn::Years:
      return one_token(read_years(form, reading));
  }
  return std::nullopt;
}

// False where the words up to the first one that says something do not fit: most sequences begin
// with "the" or "of", and end here.
bool TimeGrammar::may_match(const Sequence& sequence, const Tokens& tokens, std::size_t at) const {
  for (const Step& step : sequence.steps) {
    const WordNumber word = at < tokens.size() ? tokens[at].word : unknown_word;
    switch (step.type) {
      case Step::Type::Words:
        if (!contains(step.words, word)) return false;
        ++at;
        break;
      case Step::Type::NotWords:
        if (contains(step.words, word)) return false;
        break;
      case Step::Type::Class: {
        const WordClass& words = classes_[step.word_class];
        return words.values.contains(word) || words.units.contains(word);
      }
      case Step::Type::BuiltIn:
        return at < tokens.size();
      case Step::Type::Begin:
      case Step::Type::End:
      case Step::Type::Second:
        break;
    }
  }
  return true;
}

std::optional<TimeMatch> TimeGrammar::match(const Sequence& sequence, const Tokens& tokens,
                                            std::size_t at) const {
  const Pattern& pattern = patterns_[sequence.pattern];
  TimeMatch found;
  found.reading.kind = pattern.kind;
  found.reading.parts[0] = pattern.fixed;
  found.reading.direction = pattern.direction;
  found.reading.anchor = pattern.anchor;
  found.first = at;
  std::optional<std::size_t> end;
  for (const Step& step : sequence.steps) {
    switch (step.type) {
      case Step::Type::Begin:
        found.first = at;
        break;
      case Step::Type::End:
        end = at;
        break;
      case Step::Type::Second:
        found.reading.interval = true;
        break;
      case Step::Type::Words:
        if (at >= tokens.size() || !contains(step.words, tokens[at].word)) return std::nullopt;
        ++at;
        break;
      case Step::Type::NotWords:
        if (at < tokens.size() && contains(step.words, tokens[at].word)) return std::nullopt;
        break;
      case Step::Type::Class: {
        if (at >= tokens.size()) return std::nullopt;
        const auto next = match_class(classes_[step.word_class], pattern.letter_case, tokens[at],
                                      at, found.reading.parts[found.reading.interval ? 1 : 0]);
        if (!next) return std::nullopt;
        at = *next;
        break;
      }
      case Step::Type::BuiltIn: {
        if (at >= tokens.size() || tokens[at].form.empty()) return std::nullopt;
        const std::optional<double> number = found.reading.parts[0].number;
        const auto next = match_built_in(step.built_in, tokens, at, found.reading);
        if (!next) return std::nullopt;
        if (end && number) found.reading.parts[0].number = number;
        at = *next;
        break;
      }
    }
  }
  if (end.value_or(at) <= found.first) return std::nullopt;
  found.last = end.value_or(at) - 1;
  return found;
}

std::vector<TimeMatch> TimeGrammar::matches(const Sentence& sentence) const {
  const Tokens tokens = tokens_of(sentence);
  std::vector<TimeMatch> candidates;
  const auto within_name = [&](const TimeMatch& match) {
    return std::any_of(sentence.names.begin(), sentence.names.end(), [&](const NameSpan& name) {
      return name.first <= match.first && match.last <= name.last &&
             (name.type == EntityType::Person || name.last - name.first > match.last - match.first);
    });
  };
  const auto try_all = [&](const std::vector<std::size_t>& sequences, std::size_t at) {
    for (const std::size_t sequence : sequences) {
      if (!may_match(sequences_[sequence], tokens, at)) continue;
      const auto found = match(sequences_[sequence], tokens, at);
      if (found && !within_name(*found)) candidates.push_back(*found);
    }
  };
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    try_all(by_first_word_[tokens[at].word], at);
    const std::string_view form = tokens[at].form;
    const bool number =
        !form.empty() && (is_digit(form.front()) || without_apostrophe(form) != form ||
                          roman_number(form) || numbers_.contains(tokens[at].lower));
    if (number) try_all(by_number_, at);
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const TimeMatch& a, const TimeMatch& b) {
                     return a.first != b.first ? a.first < b.first : a.last > b.last;
                   });
  std::vector<TimeMatch> chosen;
  for (const TimeMatch& candidate : candidates) {
    if (chosen.empty() || candidate.first > chosen.back().last) chosen.push_back(candidate);
  }
  chosen.erase(
      std::remove_if(chosen.begin(), chosen.end(),
                     [](const TimeMatch& found) { return found.reading.kind == TimeKind::None; }),
      chosen.end());
  return chosen;
}

}  // namespace entente
