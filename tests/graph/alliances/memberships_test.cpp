#include "graph/alliances/memberships.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <limits>

#include "extract/error.h"
#include "tests/graph/alliances/told_facts.h"

namespace entente {
namespace {

using testing::day;

Memberships loaded(const std::string& text) {
  const auto file =
      std::filesystem::path(::testing::TempDir()) /
      ("blocs-" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
  std::ofstream(file) << text;
  return Memberships::load(file);
}

TEST(Memberships, AreReadInTheOrderOfBlocs) {
  const Memberships known = loaded(
      "# comment\n"
      "Pact;Pact of Steel\tAAA\t2000\t2010-06\n"
      "Union\tBBB\t2001-02-03\t\r\n"
      "\n"
      "Union\tAAA\n"
      "Pact\tBBB\t\t1999\n");
  ASSERT_EQ(known.find("pact of steel"), 0u);
  EXPECT_EQ(known.find("UNION"), 1u);
  EXPECT_EQ(known.find("bloc/Union"), 1u);
  EXPECT_FALSE(known.find("Other"));
  EXPECT_EQ(known.id_of(0), "bloc/Pact");
  using Membership = Memberships::Membership;
  constexpr int ever = std::numeric_limits<int>::max();
  constexpr int never = std::numeric_limits<int>::min();
  EXPECT_EQ(
      known.of_country("AAA"),
      (std::vector<Membership>{{0, {day("2000-01-01"), day("2010-06-30")}}, {1, {never, ever}}}));
  EXPECT_EQ(known.of_country("BBB"), (std::vector<Membership>{{0, {never, day("1999-12-31")}},
                                                              {1, {day("2001-02-03"), ever}}}));
  EXPECT_TRUE(known.of_country("CCC").empty());
  EXPECT_EQ(known.countries_of(1), (std::vector<std::string>{"AAA", "BBB"}));
}

TEST(Memberships, MistakesAreNamedWithTheirLine) {
  for (const char* line : {"Pact", "Pact\tRussia", "Pact\tRUS\tyesterday", "Pact\tRUS\t2001\t2000",
                           "\tRUS", "Pact\tRUS\t2001\t2002\tmore", "Pact\trus"}) {
    try {
      loaded(std::string("Pact\tAAA\n") + line + "\n");
      ADD_FAILURE() << line;
    } catch (const InputError& error) {
      EXPECT_NE(std::string(error.what()).find(":2"), std::string::npos) << error.what();
    }
  }
  EXPECT_THROW(loaded("# nothing\n"), Error);
  EXPECT_THROW(Memberships::load("/no/such/file"), Error);
}

TEST(Memberships, ThoseThatAreKnownHold) {
  const auto known = Memberships::load(ENTENTE_SOURCE_DIR "/graph/alliances/blocs.tsv");
  const auto bloc_on = [&](const char* country, const std::string& date) -> std::string {
    for (const auto& [bloc, days] : known.of_country(country)) {
      if (days.first <= day(date) && day(date) <= days.last) return known.id_of(bloc);
    }
    return "";
  };
  EXPECT_EQ(bloc_on("FIN", "2023-04-03"), "bloc/European Union");
  EXPECT_EQ(bloc_on("FIN", "2023-04-04"), "bloc/NATO");
  EXPECT_EQ(bloc_on("FRA", "2020-01-01"), "bloc/NATO") << "before the union";
  EXPECT_EQ(bloc_on("POL", "1980-01-01"), "bloc/Warsaw Pact");
  EXPECT_EQ(bloc_on("POL", "1995-01-01"), "");
  EXPECT_EQ(bloc_on("UZB", "2010-01-01"), "bloc/CSTO");
  EXPECT_EQ(bloc_on("UZB", "2014-01-01"), "bloc/SCO");
  EXPECT_EQ(bloc_on("PRK", "2014-01-01"), "");
  EXPECT_EQ(known.find("North Atlantic Treaty Organization"), known.find("NATO"));
}

}  // namespace
}  // namespace entente
