#include "extract/triple.h"

#include <gtest/gtest.h>
#include <set>
#include <string>

namespace entente {
namespace {

// Every value from the first to the one named last; each new one must be added here.
template <typename Enum, typename Inverse>
void expect_names_to_come_back(Enum last, Inverse inverse) {
  std::set<std::string_view> names;
  for (int value = 0; value <= static_cast<int>(last); ++value) {
    const auto name = name_of(static_cast<Enum>(value));
    EXPECT_TRUE(names.insert(name).second) << name << " stands twice";
    EXPECT_EQ(inverse(name), static_cast<Enum>(value)) << name;
  }
}

TEST(Triple, EveryNameComesBack) {
  expect_names_to_come_back(EntityType::Misc, entity_type_of);
  expect_names_to_come_back(RelationClass::Other, relation_class_of);
  expect_names_to_come_back(Modality::Planned, modality_of);
  EXPECT_EQ(static_cast<std::size_t>(RelationClass::Other) + 1, relation_class_count);
}

TEST(Triple, NamesAreThoseOfTheInterchangeFormat) {
  EXPECT_EQ(name_of(EntityType::Person), "PER");
  EXPECT_EQ(name_of(EntityType::GeoPolitical), "GPE");
  EXPECT_EQ(name_of(RelationClass::Consult), "CONSULT");
  EXPECT_EQ(name_of(RelationClass::Mobilize), "MOBILIZE");
  EXPECT_EQ(name_of(RelationClass::Role), "ROLE");
  EXPECT_EQ(name_of(Modality::Possible), "possible");
}

// The number is part of stored keys.
TEST(Triple, ClassesKeepTheirNumbers) {
  EXPECT_EQ(static_cast<int>(RelationClass::Agree), 0);
  EXPECT_EQ(static_cast<int>(RelationClass::Assault), 15);
  EXPECT_EQ(static_cast<int>(RelationClass::Role), 16);
  EXPECT_EQ(static_cast<int>(RelationClass::Other), 24);
}

TEST(Triple, AnotherNameIsNone) {
  for (const std::string_view name : {"", "per", "PER ", "consult", "Asserted", "PERSON"}) {
    EXPECT_FALSE(entity_type_of(name)) << name;
    EXPECT_FALSE(relation_class_of(name)) << name;
    EXPECT_FALSE(modality_of(name)) << name;
  }
}

TEST(Triple, FiveClassesHoldInBothDirections) {
  std::set<std::string_view> symmetric;
  for (std::size_t value = 0; value < relation_class_count; ++value) {
    const auto relation_class = static_cast<RelationClass>(value);
    if (is_symmetric(relation_class)) symmetric.insert(name_of(relation_class));
  }
  EXPECT_EQ(symmetric,
            (std::set<std::string_view>{"AGREE", "CONSULT", "COOPERATE", "KIN", "CONTEST"}));
}

}  // namespace
}  // namespace entente
