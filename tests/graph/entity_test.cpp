#include "graph/entity.h"

#include <gtest/gtest.h>

#include "extract/error.h"
#include "graph/merge.h"

namespace entente {
namespace {

NamedEntity putin() {
  return {.id = "person/vladimir-putin",
          .namings = {{"d1", "Putin", EntityType::Person, "RUS"},
                      {"d1", "Vladimir Putin", EntityType::Person, "RUS"},
                      {"d2", "Vladímir Putin", EntityType::Misc, ""},
                      {"d3", "Vladimir Putin", EntityType::Misc, ""}}};
}

TEST(Entity, IsWhatMostDocumentsSay) {
  const Entity entity = entity_of(putin().id, tally_of(putin()));
  EXPECT_EQ(entity.name, "Vladimir Putin");
  EXPECT_EQ(entity.type, EntityType::Misc);
  EXPECT_EQ(entity.country, "RUS");
  EXPECT_EQ(entity.names, (std::vector<Entity::Name>{
                              {"Putin", 1}, {"Vladimir Putin", 2}, {"Vladímir Putin", 1}}));
}

TEST(Entity, TieGoesToTheLongestNameAndThenToTheLeast) {
  const auto name_of_tie = [](std::vector<std::string> names) {
    EntityTally tally;
    for (const std::string& name : names) tally.names[name] = 1;
    return entity_of("org/x", tally).name;
  };
  EXPECT_EQ(name_of_tie({"EFE", "Agencia EFE"}), "Agencia EFE");
  EXPECT_EQ(name_of_tie({"NATO", "OTAN"}), "NATO");
}

TEST(Entity, DocumentThatRepeatsANameCountsOnce) {
  NamedEntity entity = putin();
  entity.namings = {{"d1", "Putin", EntityType::Person, ""}, {"d1", "Putin", EntityType::Misc, ""}};
  const EntityTally tally = tally_of(entity);
  EXPECT_EQ(tally.names.at("Putin"), 1);
  EXPECT_EQ(tally.types.size(), 2u);
}

TEST(Entity, TallyWithoutADocumentIsThatOfTheOthers) {
  NamedEntity first{.id = putin().id, .namings = {putin().namings[0], putin().namings[1]}};
  NamedEntity rest{.id = putin().id, .namings = {putin().namings[2], putin().namings[3]}};
  EXPECT_EQ(merge(first, rest), putin());
  EntityTally tally = tally_of(putin());
  tally.add(tally_of(first), -1);
  EXPECT_EQ(tally, tally_of(rest));
  tally.add(tally_of(rest), -1);
  EXPECT_TRUE(tally.empty());
}

TEST(Entity, WithoutANameIsRefused) { EXPECT_THROW(entity_of("org/x", EntityTally{}), Error); }

TEST(Entity, NamesAreLookedUpFolded) {
  EXPECT_EQ(lookup_key("Vladímir  PUTIN"), "vladimir putin");
  EXPECT_EQ(lookup_key("!!!"), "!!!");
}

}  // namespace
}  // namespace entente
