#include "extract/read/publication_day.h"

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(PublicationDay, TheDayPartOfADateTimeIsTaken) {
  for (const std::string_view date :
       {"2023-07-27", "2023-07-27T18:00", "2023-07-27T18:00:00", "2023-07-27t18:00:00z",
        "2023-07-27 18:00:00", "2023-07-27T18:00:00Z", "2023-07-27T18:00:00.123456Z",
        "2023-07-27T18:00:00,5", "2023-07-27T18:00:00+02:00", "2023-07-27T18:00-0500",
        "2023-07-27T18:00:00+02"}) {
    EXPECT_EQ(parse_publication_day(date), "2023-07-27") << date;
  }
}

TEST(PublicationDay, ADayOfALeapYearExistsInThatYearOnly) {
  EXPECT_EQ(parse_publication_day("2024-02-29"), "2024-02-29");
  EXPECT_FALSE(parse_publication_day("2023-02-29"));
}

TEST(PublicationDay, ANameMayHoldADay) {
  EXPECT_EQ(find_day_in_name("2023-07-27.txt"), "2023-07-27");
  EXPECT_EQ(find_day_in_name("efe_2023_07_27_kim.txt"), "2023-07-27");
  EXPECT_EQ(find_day_in_name("efe20230727b.txt"), "2023-07-27");
  EXPECT_EQ(find_day_in_name("12-2023-07-27-3.txt"), "2023-07-27");
  EXPECT_EQ(find_day_in_name("2023-13-01 then 2023-07-27"), "2023-07-27");
  EXPECT_EQ(find_day_in_name("2023-07-26 or 2023-07-27"), "2023-07-26");
}

TEST(PublicationDay, OtherDigitsAreNoDay) {
  for (const std::string_view name :
       {"", "article", "2023", "2023-07", "120230727", "202307271", "2023-07-271", "2023-7-27",
        "2023-07_27", "20231327", "2023-02-30", "12345678", "10661014", "27-07-2023",
        "2023 07 27"}) {
    EXPECT_FALSE(find_day_in_name(name)) << name;
  }
}

}  // namespace
}  // namespace entente
