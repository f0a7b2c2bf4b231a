#include "graph/filter_words.h"

#include <gtest/gtest.h>

namespace entente {
namespace {

std::string refusal(const FilterWords& words) {
  try {
    filter_of(words, "--");
  } catch (const WrongQuestion& wrong) {
    return wrong.what();
  }
  return "";
}

TEST(FilterWords, SayWhatIsAskedFor) {
  const Filter filter = filter_of({.about = {"Kim"},
                                   .classes = {"CONSULT", "SUPPORT"},
                                   .relations = {"met"},
                                   .since = "2023-07",
                                   .modalities = {"planned"},
                                   .min_support = "2",
                                   .min_confidence = "0.5"},
                                  "");
  EXPECT_EQ(filter.about, std::vector<std::string>{"Kim"});
  EXPECT_EQ(filter.classes, (std::vector{RelationClass::Consult, RelationClass::Support}));
  EXPECT_EQ(filter.relations, std::vector<std::string>{"met"});
  EXPECT_EQ(filter.since, "2023-07");
  EXPECT_EQ(filter.until, std::nullopt);
  EXPECT_EQ(filter.modalities, std::vector{Modality::Planned});
  EXPECT_EQ(filter.min_support, 2u);
  EXPECT_EQ(filter.min_confidence, 0.5);
}

TEST(FilterWords, WithoutAnyAskForEverything) {
  const Filter filter = filter_of({}, "");
  EXPECT_TRUE(filter.classes.empty());
  EXPECT_EQ(filter.min_support, 0u);
  EXPECT_EQ(filter.since, std::nullopt);
}

TEST(FilterWords, ThatCannotBeUnderstoodAreRefusedWithWhatCouldBeSaid) {
  EXPECT_TRUE(refusal({.classes = {"WAR"}})
                  .starts_with("--class WAR: there is no such class; there are: AGREE"));
  EXPECT_EQ(refusal({.modalities = {"maybe"}}),
            "--modality maybe: there is no such modality; there are: asserted, negated, possible, "
            "planned");
  EXPECT_EQ(refusal({.since = "2023-02-30"}),
            "--since 2023-02-30: not a date of the calendar; write 2023, 2023-07 or 2023-07-26");
  EXPECT_EQ(refusal({.since = "2023", .until = "2022"}), "--until 2022 is before --since 2023");
  for (const std::string number :
       {"-1", "x", "1.5", "1e3", "99999999999999999999999", " 1", "1 "}) {
    EXPECT_EQ(refusal({.min_support = number}),
              "--min-support " + number + ": not a whole number from 0 up");
  }
  for (const std::string number : {"-0.1", "1.1", "nan", "inf", "x", "0.5 "}) {
    EXPECT_EQ(refusal({.min_confidence = number}),
              "--min-confidence " + number + ": not a number from 0 to 1");
  }
}

}  // namespace
}  // namespace entente
