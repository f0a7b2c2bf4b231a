#include "store/schema.h"

#include <algorithm>
#include <cstdint>
#include <gtest/gtest.h>
#include <limits>
#include <random>
#include <set>

#include "store/coding.h"

namespace entente {
namespace {

std::string random_text(std::mt19937& random) {
  static constexpr std::string_view letters(
      "\0\x01\xFF"
      "ab",
      5);
  std::string text;
  for (auto left = random() % 4; left > 0; --left) text += letters[random() % letters.size()];
  return text;
}

FactKey random_key(std::mt19937& random) {
  return {.subject = random_text(random),
          .object = random_text(random),
          .relation_class = static_cast<RelationClass>(random() % relation_class_count),
          .relation = random_text(random),
          .date = random() % 2 == 0 ? "" : "2023",
          .modality = static_cast<Modality>(random() % 4)};
}

TEST(Schema, KeysOfFactsComeBackAndKeepTheOrderOfFacts) {
  std::mt19937 random(20);
  std::vector<FactKey> keys;
  for (int i = 0; i < 500; ++i) keys.push_back(random_key(random));
  std::sort(keys.begin(), keys.end());
  std::vector<std::string> bytes;
  for (const FactKey& key : keys) {
    bytes.push_back(fact_key(key));
    EXPECT_EQ(parse_fact_key(bytes.back()), key);
    EXPECT_EQ(parse_object_key(object_key(key)), key);
    EXPECT_EQ(fact_of_object_key(object_key(key)), bytes.back());
  }
  EXPECT_TRUE(std::is_sorted(bytes.begin(), bytes.end()));
}

// Neighbours share their ends, their relation, or nothing; a key that is none changes nothing.
TEST(Schema, KeysReadOneAfterTheOtherAreWhatEachIs) {
  std::mt19937 random(23);
  FactKeyReader reader;
  FactKey read;
  FactKey key = random_key(random);
  for (int i = 0; i < 2000; ++i) {
    const FactKey other = random_key(random);
    switch (random() % 6) {
      case 0:
        key = other;
        break;
      case 1:
        key.object = other.object;
        break;
      case 2:
        key.relation_class = other.relation_class;
        break;
      case 3:
        key.relation = other.relation;
        break;
      case 4:
        key.date = other.date;
        break;
      default: {
        std::string part = fact_key(random() % 2 == 0 ? key : other);
        part.resize(random() % part.size());
        EXPECT_THROW(reader.read(part, read), DecodeError);
      }
    }
    reader.read(fact_key(key), read);
    ASSERT_EQ(read, key);
  }
}

TEST(Schema, KeysOfDecisionsComeBackAndKeepTheOrderOfNumbers) {
  std::string last;
  for (const std::uint64_t number : {1ull, 2ull, 255ull, 256ull, 70'000ull, ~0ull}) {
    const std::string key = decision_key(number);
    EXPECT_EQ(parse_decision_key(key), number);
    EXPECT_LT(last, key);
    EXPECT_THROW(parse_decision_key(key.substr(1)), DecodeError);
    last = key;
  }
}

TEST(Schema, RangeOfAPrefixHoldsItsKeysOnly) {
  std::mt19937 random(21);
  for (int i = 0; i < 2000; ++i) {
    const std::string text = random_text(random), other = random_text(random);
    const KeyRange range = prefix_range(text_prefix(text));
    const std::string key = name_key(other, "entity");
    EXPECT_EQ(range.begin <= key && key < range.end, other == text);
    EXPECT_EQ(entity_of_name_key(key), "entity");
    EXPECT_EQ(fact_of_evidence_key(evidence_key(other, "fact")), "fact");
  }
}

TEST(Schema, PartOfAKeyIsRefused) {
  const std::string key = fact_key({.subject = "a",
                                    .object = "b",
                                    .relation_class = RelationClass::Agree,
                                    .relation = "r",
                                    .date = "",
                                    .modality = Modality::Asserted});
  for (std::size_t size = 0; size < key.size(); ++size) {
    EXPECT_THROW(parse_fact_key(key.substr(0, size)), DecodeError);
  }
  EXPECT_THROW(parse_fact_key(key + "x"), DecodeError);
  std::string unknown_modality = key;
  unknown_modality.back() = 4;
  EXPECT_THROW(parse_fact_key(unknown_modality), DecodeError);
  EXPECT_THROW(fact_of_time_key("1234"), DecodeError);
}

TEST(Schema, TimeRangesHoldEveryFactOfTheWindow) {
  std::mt19937 random(22);
  const auto random_days = [&] {
    const int first = static_cast<int>(random() % 40'000) - 20'000;
    return DaySpan{first, first + static_cast<int>(random() % (1u << random() % 15))};
  };
  for (int i = 0; i < 3000; ++i) {
    const DaySpan days = random_days(), window = random_days();
    Fact fact;
    fact.key.date = iso_day(days.first) + "/" + iso_day(days.last);
    const auto keys = time_keys(fact);
    ASSERT_EQ(keys.size(), 1u);
    EXPECT_EQ(parse_fact_key(fact_of_time_key(keys[0])), fact.key);
    if (days.first > window.last || window.first > days.last) continue;
    const auto ranges = time_ranges(window);
    EXPECT_EQ(std::count_if(ranges.begin(), ranges.end(),
                            [&](const KeyRange& range) {
                              return range.begin <= keys[0] && keys[0] < range.end;
                            }),
              1);
  }
}

TEST(Schema, OpenWindowsReachTheFirstAndTheLastYear) {
  for (const std::string date : {"0001", "9999-12-31", "0001/9999"}) {
    Fact fact;
    fact.key.date = date;
    const auto ranges = time_ranges(
        {.first = std::numeric_limits<int>::min(), .last = std::numeric_limits<int>::max()});
    const std::string key = time_keys(fact).at(0);
    EXPECT_TRUE(std::any_of(ranges.begin(), ranges.end(), [&](const KeyRange& range) {
      return range.begin <= key && key < range.end;
    })) << date;
  }
}

TEST(Schema, KeyOfByTimeIsItsDayAndItsFact) {
  std::mt19937 random(24);
  const Fact fact{random_key(random), {{.document = "d", .observed = "2023-07-26"}}};
  const std::string key = time_keys(fact).at(0);
  EXPECT_EQ(std::string(day_of_time_key(key)).append(fact_of_time_key(key)), key);
  EXPECT_EQ(fact_of_time_key(key), fact_key(fact.key));
  EXPECT_THROW(day_of_time_key(key.substr(0, 4)), DecodeError);
}

TEST(Schema, FactWithoutADateStandsOnEachDayItWasObserved) {
  Fact fact;
  for (const std::string observed : {"2023-07-27", "", "2023-07-27", "2024"}) {
    fact.evidence.push_back({.document = "d", .observed = observed});
  }
  EXPECT_EQ(time_keys(fact).size(), 2u);
}

TEST(Schema, KeysAreShownToPeople) {
  const FactKey key{.subject = "person/kim",
                    .object = std::string("a\0b", 3),
                    .relation_class = RelationClass::Consult,
                    .relation = "met",
                    .date = "2023-07",
                    .modality = Modality::Planned};
  const std::string fact = R"("person/kim" "met" "a\x00b" (CONSULT, 2023-07, planned))";
  EXPECT_EQ(readable_key(Family::Facts, fact_key(key)), fact);
  EXPECT_EQ(readable_key(Family::ByObject, object_key(key)), fact);
  EXPECT_EQ(readable_key(Family::ByTime, time_keys({key, {}}).front()), "from 2023-07-01: " + fact);
  EXPECT_EQ(readable_key(Family::Evidence, evidence_key("d1", fact_key(key))),
            "document \"d1\": " + fact);
  EXPECT_EQ(readable_key(Family::Names, name_key("kim", "person/kim")), R"("kim" of "person/kim")");
  EXPECT_EQ(readable_key(Family::Documents, "d1"), "\"d1\"");
}

TEST(Schema, BytesThatAreNoKeyAreShownAsTheyAre) {
  for (const Family family : {Family::Evidence, Family::Facts, Family::Names, Family::ByObject,
                              Family::ByTime, Family::Meta}) {
    EXPECT_EQ(readable_key(family, "no\n\\"), R"(no\x0a\x5c)");
  }
  for (std::size_t size = 0; size < 12; ++size) {
    EXPECT_NO_THROW(readable_key(Family::ByTime, std::string(size, '\xFF')));
  }
}

}  // namespace
}  // namespace entente
