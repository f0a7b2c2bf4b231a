#include "graph/alliances/actors.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

#include "tests/graph/alliances/told_facts.h"

namespace entente {
namespace {

using testing::day;
using testing::fact;
using Reason = RollUpStep::Reason;

Entity entity(const std::string& id, EntityType type, const std::string& name,
              const std::string& country = "") {
  return {.id = id, .name = name, .type = type, .country = country, .names = {{name, 1}}};
}

class RolledUp : public ::testing::Test {
 protected:
  static Leaders known_leaders() {
    const auto folder =
        std::filesystem::path(::testing::TempDir()) /
        ("leaders-" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "a.tsv")
        << "John Kerry\tUSA\t2013-02-01\t2017-01-20\n"
           "Ann Same\tUSA\t2013-02-01\t2017-01-20\nAnn Same\tGBR\t2013-02-01\t2017-01-20\n";
    return Leaders::load(folder);
  }

  static Memberships known_memberships() {
    const auto file =
        std::filesystem::path(::testing::TempDir()) /
        ("blocs-" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::ofstream(file) << "NATO;North Atlantic Treaty Organization\tFIN\t2023-04-04\n"
                           "Union\tFIN\t1995-01-01\nUnion\tIRL\t1973-01-01\n";
    return Memberships::load(file);
  }

  Actors actors(RollUp roll_up) const {
    Actors actors(roll_up, leaders_, words_, &memberships_);
    for (const Entity& each : entities_) actors.add(each);
    for (const Fact& each : facts_) actors.add(each);
    return actors;
  }

  std::string actor_of(const std::string& id, const std::string& date,
                       RollUp roll_up = RollUp::Country) const {
    return actors(roll_up).actor_of(id, day(date));
  }

  const Leaders leaders_ = known_leaders();
  const Memberships memberships_ = known_memberships();
  const NameWords words_ = NameWords::load(ENTENTE_SOURCE_DIR "/extract/language");
  std::vector<Entity> entities_{
      entity("country/RUS", EntityType::GeoPolitical, "Russia", "RUS"),
      entity("country/FIN", EntityType::GeoPolitical, "Finland", "FIN"),
      entity("org/nato", EntityType::Organization, "NATO"),
      entity("org/ministry-of-defence-of-russia", EntityType::Organization,
             "Ministry of Defence of Russia", "RUS"),
      entity("org/wagner", EntityType::Organization, "Wagner"),
      entity("org/idf", EntityType::Organization, "Israeli Defense Forces"),
      entity("org/council", EntityType::Organization, "US-China Business Council"),
      entity("gpe/kazan", EntityType::GeoPolitical, "Kazan", "RUS"),
      entity("org/police-india", EntityType::Organization, "Police (India)"),
      entity("person/shoigu", EntityType::Person, "Sergei Shoigu"),
      entity("person/stubb", EntityType::Person, "Alexander Stubb"),
      entity("person/kerry", EntityType::Person, "John Kerry", "FIN"),
      entity("person/same", EntityType::Person, "Ann Same"),
      entity("person/spokesman", EntityType::Person, "Igor Konashenkov")};
  std::vector<Fact> facts_{fact({.subject = "person/shoigu",
                                 .relation_class = RelationClass::Role,
                                 .object = "org/ministry-of-defence-of-russia",
                                 .date = "2012/2024",
                                 .relation = "defence minister of"}),
                           fact({.subject = "person/stubb",
                                 .relation_class = RelationClass::Role,
                                 .object = "country/FIN",
                                 .date = "2024",
                                 .relation = "president of"}),
                           fact({.subject = "person/stubb",
                                 .relation_class = RelationClass::Role,
                                 .object = "org/nato",
                                 .date = "2018",
                                 .relation = "envoy of"}),
                           fact({.subject = "person/spokesman",
                                 .relation_class = RelationClass::Role,
                                 .object = "person/shoigu",
                                 .observed = "2020-05-05",
                                 .relation = "spokesman of"}),
                           fact({.subject = "org/wagner",
                                 .relation_class = RelationClass::Member,
                                 .object = "country/RUS",
                                 .relation = "belongs to"})};
};

TEST_F(RolledUp, OnePersonActsForWhoeverHisPostIsInOnThatDay) {
  EXPECT_EQ(actor_of("person/stubb", "2024-06-01"), "country/FIN");
  EXPECT_EQ(actor_of("person/stubb", "2018-06-01"), "org/nato");
  EXPECT_EQ(actor_of("person/stubb", "2018-12-31"), "org/nato");
  EXPECT_EQ(actor_of("person/stubb", "2023-12-30"), "country/FIN") << "the nearer one, days before";
}

TEST_F(RolledUp, ASteadyActorIsThatOfEveryDay) {
  std::size_t steady = 0;
  for (const RollUp roll_up : {RollUp::None, RollUp::Organization, RollUp::Country, RollUp::Bloc}) {
    const Actors rolled = actors(roll_up);
    for (const Entity& each : entities_) {
      const auto always = rolled.find_steady_actor(each.id);
      if (!always) continue;
      ++steady;
      for (int of_day = day("1990-01-01"); of_day < day("2030-01-01"); of_day += 29)
        ASSERT_EQ(rolled.find_actor(each.id, of_day), *always) << iso_day(of_day);
    }
  }
  EXPECT_GT(steady, 2 * entities_.size());
  const Actors rolled = actors(RollUp::Country);
  EXPECT_EQ(rolled.find_steady_actor("gpe/kazan"), "country/RUS");
  EXPECT_EQ(rolled.find_steady_actor("org/nobody-knows"), "org/nobody-knows");
  for (const char* changing : {"person/stubb", "person/kerry", "org/wagner"})
    EXPECT_FALSE(rolled.find_steady_actor(changing)) << changing;
}

TEST_F(RolledUp, WhoGoInCirclesHaveNoSteadyActor) {
  entities_ = {entity("person/a", EntityType::Person, "A"),
               entity("person/b", EntityType::Person, "B")};
  facts_ = {
      fact({.subject = "person/a", .relation_class = RelationClass::Role, .object = "person/b"}),
      fact({.subject = "person/b", .relation_class = RelationClass::Role, .object = "person/a"})};
  EXPECT_FALSE(actors(RollUp::Country).find_steady_actor("person/a"));
  EXPECT_EQ(actor_of("person/a", "2020-01-01"), "person/b");
}

TEST_F(RolledUp, StepsLeadOnUntilACountry) {
  const auto steps = actors(RollUp::Country).steps_of("person/spokesman", day("2020-05-06"));
  ASSERT_EQ(steps.size(), 3u);
  EXPECT_EQ(steps[0].to, "person/shoigu");
  EXPECT_EQ(steps[1].to, "org/ministry-of-defence-of-russia");
  EXPECT_EQ(steps[1].relation, "defence minister of");
  EXPECT_EQ(steps[1].reason, Reason::Post);
  EXPECT_EQ(steps[2].to, "country/RUS");
  EXPECT_EQ(steps[2].reason, Reason::Country);
}

TEST_F(RolledUp, OrganisationsAndPlacesBelongToTheirCountry) {
  EXPECT_EQ(actor_of("gpe/kazan", "2020-01-01"), "country/RUS");
  EXPECT_EQ(actor_of("org/wagner", "2020-01-01"), "country/RUS") << "by membership";
  EXPECT_EQ(actor_of("org/idf", "2020-01-01"), "country/ISR") << "by its name";
  EXPECT_EQ(actor_of("org/council", "2020-01-01"), "org/council") << "of two";
  EXPECT_EQ(actor_of("org/nato", "2020-01-01"), "org/nato") << "of no country";
  EXPECT_EQ(actor_of("org/police-india", "2020-01-01"), "country/IND") << "by its name";
}

TEST_F(RolledUp, KnownLeadersActForTheirCountryWhileInOffice) {
  EXPECT_EQ(actor_of("person/kerry", "2015-01-01"), "country/USA");
  EXPECT_EQ(actor_of("person/kerry", "2019-01-01"), "country/FIN")
      << "what documents say of him, then";
  EXPECT_EQ(actor_of("person/same", "2015-01-01"), "person/same") << "two of one name tell nothing";
}

TEST_F(RolledUp, HowFarIsForTheUserToSay) {
  EXPECT_EQ(actor_of("person/shoigu", "2020-01-01", RollUp::None), "person/shoigu");
  EXPECT_EQ(actor_of("person/shoigu", "2020-01-01", RollUp::Organization),
            "org/ministry-of-defence-of-russia");
  EXPECT_EQ(actor_of("person/shoigu", "2020-01-01", RollUp::Country), "country/RUS");
  EXPECT_EQ(actor_of("gpe/kazan", "2020-01-01", RollUp::Organization), "gpe/kazan");
}

TEST_F(RolledUp, CountriesActForTheFirstOfTheirBlocsOnThatDay) {
  EXPECT_EQ(actor_of("country/FIN", "2023-04-03", RollUp::Bloc), "bloc/Union");
  EXPECT_EQ(actor_of("country/FIN", "2023-04-04", RollUp::Bloc), "bloc/NATO");
  EXPECT_EQ(actor_of("country/FIN", "1990-01-01", RollUp::Bloc), "country/FIN");
  EXPECT_EQ(actor_of("country/IRL", "1990-01-01", RollUp::Bloc), "bloc/Union")
      << "a country that the graph does not name";
  EXPECT_EQ(actor_of("country/RUS", "2024-01-01", RollUp::Bloc), "country/RUS");
  EXPECT_EQ(actor_of("country/FIN", "2024-01-01"), "country/FIN") << "unless asked for";
  const auto steps = actors(RollUp::Bloc).steps_of("person/stubb", day("2024-06-01"));
  ASSERT_EQ(steps.size(), 2u);
  EXPECT_EQ(steps[0].to, "country/FIN");
  EXPECT_EQ(steps[1].to, "bloc/NATO");
  EXPECT_EQ(steps[1].reason, Reason::KnownMember);
  EXPECT_EQ(steps[1].days->first, day("2023-04-04"));
}

TEST_F(RolledUp, AnOrganisationThatIsCalledLikeABlocIsIt) {
  EXPECT_EQ(actor_of("org/nato", "2020-01-01", RollUp::Bloc), "bloc/NATO");
  EXPECT_EQ(actor_of("person/stubb", "2018-06-01", RollUp::Bloc), "bloc/NATO") << "its envoy";
  EXPECT_EQ(actor_of("org/wagner", "2020-01-01", RollUp::Bloc), "country/RUS");
}

TEST_F(RolledUp, FactsMakeMembersOfBlocs) {
  facts_.push_back(fact({.subject = "country/RUS",
                         .relation_class = RelationClass::Member,
                         .object = "org/nato",
                         .date = "2030",
                         .relation = "joined"}));
  facts_.push_back(fact({.subject = "country/RUS",
                         .relation_class = RelationClass::Member,
                         .object = "org/council",
                         .date = "2030",
                         .relation = "member of"}));
  EXPECT_EQ(actor_of("country/RUS", "2030-06-01", RollUp::Bloc), "bloc/NATO");
  EXPECT_EQ(actor_of("country/RUS", "2025-06-01", RollUp::Bloc), "country/RUS");
  const auto steps = actors(RollUp::Bloc).steps_of("org/wagner", day("2030-06-01"));
  ASSERT_EQ(steps.size(), 2u);
  EXPECT_EQ(steps[1].reason, Reason::Membership);
  EXPECT_EQ(steps[1].relation, "joined");
  const auto who = actors(RollUp::Bloc).who_may_act_for("bloc/NATO");
  for (const char* id : {"country/FIN", "country/RUS", "org/nato", "org/wagner", "person/stubb"})
    EXPECT_EQ(std::ranges::count(who, id), 1) << id;
}

TEST_F(RolledUp, DeniedPostsDoNotCount) {
  facts_ = {fact({.subject = "person/stubb",
                  .relation_class = RelationClass::Role,
                  .object = "country/FIN",
                  .date = "2024",
                  .modality = Modality::Negated})};
  EXPECT_EQ(actor_of("person/stubb", "2024-06-01"), "person/stubb");
}

TEST_F(RolledUp, PostsMoreLikelyWrongThanRightDoNotCount) {
  const auto post = [](const std::string& object, double confidence) {
    return fact({.subject = "person/stubb",
                 .relation_class = RelationClass::Role,
                 .object = object,
                 .date = "2024",
                 .confidence = confidence});
  };
  facts_ = {post("country/FIN", 0.49)};
  EXPECT_EQ(actor_of("person/stubb", "2024-06-01"), "person/stubb");
  facts_ = {post("country/FIN", 0.6), post("country/RUS", 0.9)};
  EXPECT_EQ(actor_of("person/stubb", "2024-06-01"), "country/RUS");
}

TEST_F(RolledUp, CirclesEnd) {
  facts_.push_back(fact({.subject = "person/shoigu",
                         .relation_class = RelationClass::Role,
                         .object = "person/spokesman",
                         .date = "2020-05",
                         .relation = "chief of"}));
  facts_.erase(facts_.begin());
  EXPECT_EQ(actors(RollUp::Country).steps_of("person/shoigu", day("2020-05-05")).size(), 1u);
}

TEST_F(RolledUp, WhoMayActForAnActorIsFoundBackwards) {
  const std::vector<std::string> expected{
      "country/RUS", "gpe/kazan",     "org/ministry-of-defence-of-russia",
      "org/wagner",  "person/shoigu", "person/spokesman"};
  EXPECT_EQ(actors(RollUp::Country).who_may_act_for("country/RUS"), expected);
  for (const std::string& id : expected) EXPECT_EQ(actor_of(id, "2020-05-05"), "country/RUS");
  EXPECT_EQ(actors(RollUp::None).who_may_act_for("country/RUS"),
            std::vector<std::string>{"country/RUS"});
}

TEST_F(RolledUp, OrderOfFactsDoesNotMatter) {
  const std::string before = actor_of("person/stubb", "2021-06-30");
  std::reverse(facts_.begin(), facts_.end());
  EXPECT_EQ(actor_of("person/stubb", "2021-06-30"), before);
}

}  // namespace
}  // namespace entente
