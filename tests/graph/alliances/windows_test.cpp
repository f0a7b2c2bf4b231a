#include "graph/alliances/windows.h"

#include <gtest/gtest.h>

#include "extract/error.h"
#include "tests/graph/alliances/told_facts.h"

namespace entente {
namespace {

using testing::day;

TEST(Length, IsANumberAndAUnit) {
  EXPECT_EQ(length_of("90d"), (Length{90, Length::Unit::Days}));
  EXPECT_EQ(length_of("2w"), (Length{14, Length::Unit::Days}));
  EXPECT_EQ(length_of("6m"), (Length{6, Length::Unit::Months}));
  EXPECT_EQ(length_of("1y"), (Length{12, Length::Unit::Months}));
}

TEST(Length, AnythingElseIsNone) {
  for (const char* text :
       {"", "y", "0d", "-1d", "1", "1x", "1.5y", " 1y", "1y ", "99999999999d", "2000y"}) {
    EXPECT_FALSE(length_of(text)) << text;
  }
}

TEST(Windows, FollowEachOtherWithoutGapAndEndWithTheWhole) {
  for (const char* text : {"1d", "10d", "1m", "5m", "1y"}) {
    const DaySpan whole{day("2019-12-31"), day("2021-03-05")};
    const auto windows = windows_of(whole, *length_of(text));
    ASSERT_FALSE(windows.empty());
    EXPECT_EQ(windows.front().first, whole.first);
    EXPECT_EQ(windows.back().last, whole.last);
    for (std::size_t n = 1; n < windows.size(); ++n)
      EXPECT_EQ(windows[n].first, windows[n - 1].last + 1) << text;
  }
}

TEST(Windows, MonthsAndYearsAreThoseOfTheCalendar) {
  const auto years = windows_of({day("2019-02-28"), day("2022-01-01")}, *length_of("1y"));
  ASSERT_EQ(years.size(), 3u);
  EXPECT_EQ(iso_day(years[1].first), "2020-02-28");
  const auto months = windows_of({day("2020-01-31"), day("2020-04-10")}, *length_of("1m"));
  ASSERT_EQ(months.size(), 3u);
  EXPECT_EQ(iso_day(months[1].first), "2020-02-29") << "February has no 31st";
  EXPECT_EQ(iso_day(months[2].first), "2020-03-31") << "what is short once is not short for ever";
}

TEST(Windows, TooManyAreRefused) {
  EXPECT_THROW(windows_of({0, 100}, *length_of("1d"), 100), Error);
  EXPECT_EQ(windows_of({0, 99}, *length_of("1d"), 100).size(), 100u);
}

}  // namespace
}  // namespace entente
