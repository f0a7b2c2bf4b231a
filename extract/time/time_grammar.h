// The patterns of time expressions that a language's `time.json` holds, and where they match.
//
// The file, whose words are all lower case:
//   "decimal", "thousands"   the marks in numbers: "," and "."
//   "date_order"             of numeric dates: "DMY" or "MDY", or "any" where writers differ: then
//                            a date that reads both ways fixes its year alone; ISO dates are always
//                            known
//   "numbers"                {"dos": "2", …}; "number_joiners", ["y"], stand within numbers
//   "perfect_auxiliaries", "future_auxiliaries", "supporting_auxiliaries", "planning_verbs"
//                            lemmas, see tense.h
//   "prefixes"               of a word, which leave open when exactly: "mid-" in "mid-July"
//   "capitalised"            classes whose words begin with a capital: English months
//   "groups"                 {"edge": "principios|finales"}: words that patterns name as one
//   "classes"                {"month": {"enero": "1"}, …}: words with a value. A class fills the
//                            part that its name, up to a dot ("unit.rate"), says: day, month,
//                            year, weekday, offset, shift, ordinal, number, and unit, whose
//                            values are ISO periods: "P3M", "PT1H"
//   "patterns"               [{"kind": "date", "match": "[ el ] <day> de <month>"}, …]
// A pattern has a "kind" (see TimeKind; what a "none" matches is left out). It may fix parts
// ("day": "25", "month": "12", "shift": "-1", "offset": "0", "number": "1", "unit": "P1Y"), may
// look "ahead" or for the "nearest" date ("ahead": true) whatever the tense of the verb, and may
// ask for class words in lower case ("case": "lower": Spanish "mayo", not "Plaza de Mayo"). A span
// or duration may count "from" another time than the document's: the one "told" last ("two days
// later"), or one "below" it in the tree ("the eve of Sunday's election"). A month or weekday is
// never a verb ("May they rest", "sat"). `match` is made of items with one space between them:
//   de|del   one of these words
//   !de|del  none of these words comes next
//   <name>   a word of this group or class, or a built-in item: <number> in digits or words,
//            <day> (1 to 31 in digits), <spelled_day>, <year> (four digits, or words),
//            <short_year> ("98", "'98"), <decade> ("80", "1980"), <decades> ("1990s", "'90s"),
//            <hour> (0 to 24), <clock> ("9:50"), <roman>, <half> (0.5 in words), <date>
//            ("13/04/2000", "2000-04-13"), and <years> ("1950-1953"), which is both ends of an
//            interval
//   [ … ]    what is between may be missing
//   ^        the expression begins here, what is before is context; $ ends it likewise, and a
//            number before it holds: "<number> $ o <number> <unit>" is the two of "two or three
//            days"
//   ~        the second end of an interval begins here, or the second of two lengths of time
// Const after loading; any number of threads may share it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "extract/language/lexicon_file.h"
#include "extract/nlp/annotation.h"
#include "extract/time/date_parts.h"
#include "extract/time/tense.h"

namespace entente {

struct TimeMatch {
  std::size_t first = 0;  // zero-based word indices, the last inclusive
  std::size_t last = 0;
  TimeReading reading;
};

class TimeGrammar {
 public:
  // Throws InputError that names the file, the entry and the reason.
  explicit TimeGrammar(const std::filesystem::path& file);

  // The longest expressions from left to right, never overlapping. What lies within a longer name
  // ("Plaza 25 de Mayo") is none, nor is a person ("May").
  std::vector<TimeMatch> matches(const Sentence& sentence) const;

  const TenseWords& tense_words() const { return tense_words_; }

 private:
  enum class Part { Day, Month, Year, Weekday, Offset, Shift, Ordinal, Number, Unit };
  enum class Case { Any, Lower };
  enum class DateOrder { DayFirst, MonthFirst, Any };
  enum class BuiltIn {
    Number,
    Day,
    SpelledDay,
    Year,
    ShortYear,
    Decade,
    Decades,
    Hour,
    Clock,
    Roman,
    Date,
    Years,
    Half
  };

  // A word is looked up once, and then compared as a number.
  using WordNumber = std::uint32_t;
  static constexpr WordNumber unknown_word = 0;  // stands in no pattern

  struct WordClass {
    Part part;
    bool capitalised = false;
    std::unordered_map<WordNumber, int> values;
    std::unordered_map<WordNumber, Period> units;
  };
  struct Step {
    enum class Type { Words, NotWords, Class, BuiltIn, Begin, End, Second } type = Type::Words;
    std::vector<WordNumber> words;
    std::size_t word_class = 0;
    BuiltIn built_in = BuiltIn::Number;
  };
  using Steps = std::vector<Step>;
  struct Pattern {
    TimeKind kind = TimeKind::Date;
    Case letter_case = Case::Any;
    DateParts fixed;
    Direction direction = Direction::Tense;
    Anchor anchor = Anchor::Document;
  };
  struct Sequence {
    std::size_t pattern = 0;
    Steps steps;
  };
  struct Token {
    std::string lower;
    std::string_view form;
    WordNumber word = unknown_word;  // of `lower`
    bool capital = false;
    bool verb = false;
    bool counts = false;  // its head follows: "2000 personas", but not "the 1967 war"
  };
  struct Number {
    double value = 0;
    std::size_t end = 0;  // one past its last token
    bool digits = false;
  };
  using Tokens = std::vector<Token>;

  WordNumber number_of(std::string_view word);
  std::vector<WordNumber> numbers_of(std::string_view alternatives);
  static Part part_of(const LexiconEntry& entry, const std::string& class_name);
  void add_class(const LexiconEntry& entry, const std::string& name,
                 const std::map<std::string, std::string>& words);
  void add_pattern(LexiconEntry& entry);
  Step step_of(const LexiconEntry& entry, std::string_view item);
  std::vector<Steps> expand(const LexiconEntry& entry, const std::vector<std::string_view>& items,
                            std::size_t& next, bool inner);
  void index(std::size_t sequence);

  Tokens tokens_of(const Sentence& sentence) const;
  std::optional<double> digits_value(std::string_view text) const;
  std::optional<Number> number_at(const Tokens& tokens, std::size_t at) const;
  std::optional<std::size_t> match_class(const WordClass& words, Case letter_case,
                                         const Token& token, std::size_t at,
                                         DateParts& parts) const;
  std::optional<Number> whole_number_at(const Tokens& tokens, std::size_t at, int least,
                                        int most) const;
  std::optional<Number> day_at(const Tokens& tokens, std::size_t at) const;
  std::optional<Number> year_at(const Tokens& tokens, std::size_t at) const;
  bool read_date(std::string_view form, DateParts& parts) const;
  std::optional<std::size_t> match_built_in(BuiltIn built_in, const Tokens& tokens, std::size_t at,
                                            TimeReading& reading) const;
  bool may_match(const Sequence& sequence, const Tokens& tokens, std::size_t at) const;
  std::optional<TimeMatch> match(const Sequence& sequence, const Tokens& tokens,
                                 std::size_t at) const;

  std::string file_;
  char decimal_ = '.';
  char thousands_ = ',';
  DateOrder date_order_ = DateOrder::DayFirst;
  std::unordered_map<std::string, double> numbers_;
  std::vector<std::string> number_joiners_;
  TenseWords tense_words_;
  std::vector<std::string> prefixes_;
  std::unordered_map<std::string, WordNumber> word_numbers_;  // from 1
  std::map<std::string, std::vector<WordNumber>, std::less<>> groups_;
  std::map<std::string, std::size_t, std::less<>> class_names_;
  std::vector<WordClass> classes_;
  std::vector<Pattern> patterns_;
  std::vector<Sequence> sequences_;
  std::vector<std::vector<std::size_t>> by_first_word_;  // sequences, by the word's number
  std::vector<std::size_t> by_number_;  // sequences that begin with a built-in item
};

}  // namespace entente
