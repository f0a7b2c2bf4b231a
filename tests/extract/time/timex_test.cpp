#include "extract/time/timex.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "extract/date.h"
#include "extract/error.h"
#include "time_cases.h"

namespace entente {
namespace {

const std::filesystem::path data{ENTENTE_TEST_DATA};

const TimeTagger& spanish() {
  static const TimeTagger tagger =
      TimeTagger::load(std::filesystem::path(ENTENTE_SOURCE_DIR) / "extract/language/es");
  return tagger;
}

std::vector<TimeCase> spanish_cases() { return read_time_cases(data / "cases.json"); }

class SpanishTime : public testing::TestWithParam<TimeCase> {};

TEST_P(SpanishTime, IsFoundAndResolved) {
  const TimeCase& given = GetParam();
  EXPECT_EQ(as_expected(given.sentence, spanish().tag(given.sentence, given.date, given.told)),
            given.expected);
}

INSTANTIATE_TEST_SUITE_P(Cases, SpanishTime, testing::ValuesIn(spanish_cases()));

const TimeTagger& english() {
  static const TimeTagger tagger =
      TimeTagger::load(std::filesystem::path(ENTENTE_SOURCE_DIR) / "extract/language/en");
  return tagger;
}

std::vector<TimeCase> english_cases() { return read_time_cases(data / "en_cases.json"); }

class EnglishTime : public testing::TestWithParam<TimeCase> {};

TEST_P(EnglishTime, IsFoundAndResolved) {
  const TimeCase& given = GetParam();
  EXPECT_EQ(as_expected(given.sentence, english().tag(given.sentence, given.date, given.told)),
            given.expected);
}

INSTANTIATE_TEST_SUITE_P(Cases, EnglishTime, testing::ValuesIn(english_cases()));

TEST(TimeTagger, ReadsAnotherLanguageFromItsFileAlone) {
  const TimeTagger english = TimeTagger::load(data / "english");
  for (const TimeCase& given : read_time_cases(data / "english/cases.json")) {
    EXPECT_EQ(as_expected(given.sentence, english.tag(given.sentence, given.date)), given.expected)
        << given;
  }
}

void expect_no_guess(const TimeTagger& tagger, const std::vector<TimeCase>& cases) {
  std::size_t relative = 0;
  for (const TimeCase& given : cases) {
    const auto undated = tagger.tag(given.sentence, "");
    const auto early = tagger.tag(given.sentence, "1985-03-05");
    const auto late = tagger.tag(given.sentence, "2023-07-26");
    ASSERT_EQ(undated.size(), early.size()) << given;
    ASSERT_EQ(undated.size(), late.size()) << given;
    for (std::size_t i = 0; i < undated.size(); ++i) {
      if (early[i].value != late[i].value) {
        ++relative;
        EXPECT_EQ(undated[i].value, "") << given;
      }
    }
  }
  EXPECT_GT(relative, 40U);
}

TEST(TimeTagger, GuessesNothingWithoutADocumentDate) {
  expect_no_guess(spanish(), spanish_cases());
  expect_no_guess(english(), english_cases());
}

TEST(TimeTagger, TheLastTimeToldIsThatOfTheLastDateOrTimeOfTheDay) {
  const auto told = [](const std::string& text) {
    return told_last(spanish().tag(sentence_of(text), "2023-07-26"), "2023-07-01");
  };
  EXPECT_EQ(told("El lunes y ayer , durante dos horas ."), "2023-07-25");
  EXPECT_EQ(told("Durante dos horas ."), "2023-07-01");
  EXPECT_EQ(told("Ayer y recientemente ."), "");
}

TEST(TimeTagger, RefusesADocumentDateThatIsNoDay) {
  for (const char* date :
       {"2023", "2023-07", "2023-02-30", "26/07/2023", "2023-07-26/2023-07-27"}) {
    EXPECT_THROW(spanish().tag(sentence_of("Llegó ayer ."), date), Error) << date;
  }
}

TEST(TimeTagger, FindsNothingInNothing) {
  EXPECT_TRUE(spanish().tag(Sentence{}, "2023-07-26").empty());
  EXPECT_TRUE(spanish().tag(sentence_of(". , ( ) \" -"), "2023-07-26").empty());
}

TEST(TimeTagger, ReadsCapitalsAndMissingAccents) {
  const Sentence sentence = sentence_of("EL MIERCOLES");
  const auto found = spanish().tag(sentence, "2023-07-26");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].value, "2023-07-26");
}

TEST(TimeTagger, SurvivesATreeThatRunsInACircle) {
  Sentence sentence = sentence_of("el jueves reunirse viajar");
  for (std::size_t i = 0; i < sentence.words.size(); ++i) sentence.words[i].head = 3;
  sentence.words[2].head = 4;
  EXPECT_EQ(spanish().tag(sentence, "2023-07-26").size(), 1U);
  for (Word& word : sentence.words) word.head = 1000;
  EXPECT_EQ(spanish().tag(sentence, "2023-07-26").size(), 1U);
}

// Sentences of words drawn from all cases: whatever stands beside whatever, the contract holds.
void expect_contract(const TimeTagger& tagger, const std::vector<TimeCase>& cases) {
  constexpr unsigned seed = 20230726;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::set<std::string> distinct;
  for (const TimeCase& given : cases) {
    for (const Word& word : given.sentence.words) distinct.insert(word.form);
  }
  const std::vector<std::string> vocabulary(distinct.begin(), distinct.end());
  std::mt19937 random(seed);
  std::uniform_int_distribution<std::size_t> pick(0, vocabulary.size() - 1);
  std::size_t found_in_all = 0;
  for (int round = 0; round < 2000; ++round) {
    Sentence sentence;
    for (int i = 0; i < 20; ++i) {
      Word word;
      word.form = vocabulary[pick(random)];
      sentence.words.push_back(word);
    }
    const auto found = tagger.tag(sentence, "2023-07-26");
    found_in_all += found.size();
    for (std::size_t i = 0; i < found.size(); ++i) {
      ASSERT_LE(found[i].first, found[i].last);
      ASSERT_LT(found[i].last, sentence.words.size());
      ASSERT_TRUE(i == 0 || found[i].first > found[i - 1].last);
      const std::string& value = found[i].value;
      if (found[i].type == TimexType::Duration || found[i].type == TimexType::Set) {
        ASSERT_TRUE(value.size() > 2 && value.front() == 'P') << value;
      } else {
        ASSERT_TRUE(value.empty() || is_date(value)) << value;
      }
    }
  }
  EXPECT_GT(found_in_all, 1000U);
}

TEST(TimeTagger, KeepsItsContractOnRandomWords) {
  expect_contract(spanish(), spanish_cases());
  expect_contract(english(), english_cases());
}

// A weekday is resolved to a day of that name, at most a week away, on the side of the tense.
TEST(TimeTagger, ResolvesEveryWeekdayFromEveryDay) {
  constexpr int monday = 19563;  // 2023-07-24
  const std::vector<std::string> names{"lunes",   "martes", "miércoles", "jueves",
                                       "viernes", "sábado", "domingo"};
  for (int day = monday; day < monday + 7; ++day) {
    for (int weekday = 0; weekday < 7; ++weekday) {
      Sentence sentence = sentence_of("viajó el " + names[static_cast<std::size_t>(weekday)]);
      sentence.words[0].upos = Upos::Verb;
      sentence.words[1].head = 3;
      sentence.words[2].head = 1;
      sentence.words[0].feats = "Mood=Ind|Tense=Past|VerbForm=Fin";
      const int past = days_of(spanish().tag(sentence, iso_day(day)).at(0).value).value().first;
      EXPECT_EQ(weekday_of(past), weekday);
      EXPECT_TRUE(past <= day && past > day - 7);
      sentence.words[0].feats = "Mood=Ind|Tense=Fut|VerbForm=Fin";
      const int future = days_of(spanish().tag(sentence, iso_day(day)).at(0).value).value().first;
      EXPECT_EQ(weekday_of(future), weekday);
      EXPECT_TRUE(future > day && future <= day + 7);
    }
  }
}

std::string value_of(const TimeTagger& tagger, const std::string& text, const std::string& date) {
  const auto expressions = tagger.tag(sentence_of(text), date);
  return expressions.empty() ? "none" : expressions.front().value;
}

TEST(TimeTagger, NoDateLiesBeyondTheCalendar) {
  EXPECT_EQ(value_of(spanish(), "hace 99999999999 años", "2023-07-27"), "");
  EXPECT_EQ(value_of(spanish(), "mañana", "9999-12-31"), "");
  EXPECT_EQ(value_of(spanish(), "ayer", "0001-01-01"), "");
  EXPECT_EQ(value_of(spanish(), "el próximo lunes", "9999-12-31"), "");
  EXPECT_EQ(value_of(spanish(), "el mes pasado", "0001-01-05"), "");
  EXPECT_EQ(value_of(english(), "the 99999999999th century", "2023-07-27").substr(0, 1), "n");
}

TEST(TimeTagger, ALargeNumberIsWrittenInFull) {
  EXPECT_EQ(value_of(spanish(), "durante 1234567 años", ""), "P1234567Y");
}

}  // namespace
}  // namespace entente
