#include "graph/resolve/name_words.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "tests/graph/resolve/name_pairs.h"

namespace entente {
namespace {

using testing::words;

std::string id_called(std::string_view name) {
  const auto known = words().called(name);
  return known ? known->id : "";
}

bool has_name(const NameWords::Known& known, const std::string& name) {
  return std::ranges::find(known.names, name) != known.names.end();
}

TEST(CalledByLanguages, CountriesByTheirNamesInAllLanguagesAndByTheirCodes) {
  for (const char* name : {"USA", "U.S.", "EE. UU.", "united states of america", "Estados Unidos"})
    EXPECT_EQ(id_called(name), "country/USA") << name;
  EXPECT_EQ(id_called("COG"), "country/COG");
  EXPECT_EQ(id_called("Congo"), "country/COD");
  EXPECT_EQ(id_called("German"), "") << "who is from there is not the country";
  EXPECT_EQ(id_called("Atlantis"), "");
}

TEST(CalledByLanguages, EntitiesByAllTheirNames) {
  EXPECT_EQ(id_called("OTAN"), "org/nato");
  const auto known = words().called("North Atlantic Treaty Organization");
  ASSERT_TRUE(known);
  EXPECT_EQ(known->type, EntityType::Organization);
  EXPECT_TRUE(has_name(*known, "nato"));
  EXPECT_TRUE(has_name(*known, "otan"));
}

TEST(CalledByLanguages, ANameIsOfOneAlone) {
  EXPECT_TRUE(has_name(*words().called("COD"), "congo"));
  EXPECT_FALSE(has_name(*words().called("COG"), "congo"));
}

}  // namespace
}  // namespace entente
