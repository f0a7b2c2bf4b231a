#include "extract/date.h"

#include <gtest/gtest.h>
#include <random>
#include <string>

namespace entente {
namespace {

TEST(Date, TheEpochIsDayZeroAndAThursday) {
  EXPECT_EQ(days_of("1970-01-01"), (DaySpan{0, 0}));
  EXPECT_EQ(iso_day(0), "1970-01-01");
  EXPECT_EQ(weekday_of(0), 3);
}

TEST(Date, KnownDaysHaveTheirWeekday) {
  EXPECT_EQ(weekday_of(days_of("2023-07-27")->first), 3);  // Thursday
  EXPECT_EQ(weekday_of(days_of("2024-02-29")->first), 3);  // Thursday
  EXPECT_EQ(weekday_of(days_of("1969-12-29")->first), 0);  // Monday, before the epoch
  EXPECT_EQ(weekday_of(days_of("1950-06-25")->first), 6);  // Sunday
}

TEST(Date, APrecisionCoversAllItsDays) {
  const auto year = *days_of("2024");
  EXPECT_EQ(iso_day(year.first), "2024-01-01");
  EXPECT_EQ(iso_day(year.last), "2024-12-31");
  EXPECT_EQ(year.last - year.first + 1, 366);
  const auto month = *days_of("2023-02");
  EXPECT_EQ(iso_day(month.first), "2023-02-01");
  EXPECT_EQ(iso_day(month.last), "2023-02-28");
}

TEST(Date, AnIntervalCoversBothEnds) {
  const auto span = *days_of("1950-06-25/1953");
  EXPECT_EQ(iso_day(span.first), "1950-06-25");
  EXPECT_EQ(iso_day(span.last), "1953-12-31");
  EXPECT_TRUE(is_date("2023/2023-07"));
  EXPECT_TRUE(is_date("2023-07-01/2023-07-01"));
}

TEST(Date, WhatIsNoDateIsRefused) {
  for (const std::string text : {"",
                                 " ",
                                 "/",
                                 "2023/",
                                 "/2023",
                                 "2023/2022",
                                 "2023-07-02/2023-07-01",
                                 "1950/1951/1952",
                                 "0000",
                                 "23",
                                 "20230727",
                                 "2023-7",
                                 "2023-7-1",
                                 "2023-07-",
                                 "2023-13",
                                 "2023-00",
                                 "2023-07-00",
                                 "2023-07-32",
                                 "2023-02-29",
                                 "1900-02-29",
                                 "2023-07-27T10:00",
                                 "2023-07-27 ",
                                 " 2023",
                                 "-023",
                                 "+023",
                                 "2023-+1",
                                 "2023-07--1",
                                 "2023_07_27",
                                 "12023",
                                 "٢٠٢٣",
                                 "yesterday"}) {
    EXPECT_FALSE(is_date(text)) << '"' << text << '"';
  }
  EXPECT_FALSE(is_date(std::string_view("2023\0", 5)));
}

TEST(Date, TheFirstAndTheLastYearWork) {
  EXPECT_EQ(iso_day(days_of("0001")->first), "0001-01-01");
  EXPECT_EQ(iso_day(days_of("9999")->last), "9999-12-31");
}

TEST(Date, EveryDayOfFourHundredYearsComesBackAndFollowsTheOneBefore) {
  const int first = days_of("1700-01-01")->first;
  const int last = days_of("2100-12-31")->last;
  for (int day = first; day <= last; ++day) {
    const std::string iso = iso_day(day);
    ASSERT_EQ(days_of(iso), (DaySpan{day, day})) << iso;
    ASSERT_EQ(weekday_of(day + 1), (weekday_of(day) + 1) % 7) << iso;
  }
}

TEST(Date, RandomTextNeverGivesASpanThatEndsBeforeItBegins) {
  constexpr unsigned seed = 20230727;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  constexpr std::string_view alphabet = "0123456789012345678901234567890123456789--//T";
  std::size_t dates = 0;
  for (int round = 0; round < 300'000; ++round) {
    std::string text(std::uniform_int_distribution<std::size_t>(0, 12)(random), '\0');
    for (char& c : text) {
      c = alphabet[std::uniform_int_distribution<std::size_t>(0, alphabet.size() - 1)(random)];
    }
    if (const auto span = days_of(text)) {
      ++dates;
      ASSERT_LE(span->first, span->last) << text;
    }
  }
  EXPECT_GT(dates, 1000u);
}

}  // namespace
}  // namespace entente
