#include "graph/resolve/resolution.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <random>

#include "extract/error.h"
#include "tests/graph/resolve/name_pairs.h"

namespace entente {
namespace {

using testing::words;

std::vector<Profile> persons(const std::vector<std::string>& described) {
  std::vector<Profile> profiles;
  for (const std::string& one : described) {
    const std::string id = "person/" + one.substr(0, one.find(" {"));
    profiles.push_back(testing::profile_of(one, EntityType::Person, id));
  }
  return profiles;
}

// All names of pairs.tsv in one graph.
std::vector<Profile> all_names() {
  std::vector<Profile> profiles;
  for (testing::NamePair& pair : testing::read_name_pairs()) {
    for (Profile* profile : {&pair.left, &pair.right}) {
      profile->id = std::to_string(profiles.size());
      profiles.push_back(std::move(*profile));
    }
  }
  return profiles;
}

// What a graph knows once its entities are joined.
std::vector<Profile> joined(const std::vector<Profile>& profiles, const Identities& identities) {
  std::map<std::string, std::vector<const Profile*>> parts;
  for (const Profile& profile : profiles) {
    parts[std::string(identities.of(profile.id))].push_back(&profile);
  }
  std::vector<Profile> result;
  for (const auto& [id, of_one] : parts) {
    result.push_back(united(of_one));
    result.back().id = id;
  }
  return result;
}

TEST(Resolution, OnePersonInFourSpellingsIsOne) {
  const auto resolution = resolve(persons({"Serguéi Shoigú", "Sergei Shoigu", "Sergey Shoygu",
                                           "Сергей Шойгу", "Serguéi Lavrov"}),
                                  words());
  ASSERT_EQ(resolution.identities.groups().size(), 1u);
  EXPECT_EQ(resolution.identities.groups().front().members.size(), 4u);
  EXPECT_EQ(resolution.joined.size(), 3u);
}

TEST(Resolution, IsCalledByTheIdThatIsNamedMost) {
  auto profiles = persons({"Serguéi Shoigú", "Sergei Shoigu"});
  profiles[0].names[0].documents = 5;
  EXPECT_EQ(resolve(profiles, words()).identities.of("person/Sergei Shoigu"),
            "person/Serguéi Shoigú");
}

TEST(Resolution, KnownIdGoesBeforeOneThatIsNamedMore) {
  auto profile = testing::profile_of("Agencia Central de Noticias de Corea {PRK}",
                                     EntityType::Organization, "org/acnc");
  profile.names[0].documents = 9;
  const auto known = testing::profile_of("KCNA {PRK}", EntityType::Organization, "org/kcna");
  EXPECT_EQ(resolve({profile, known}, words()).identities.of("org/acnc"), "org/kcna");
}

TEST(Resolution, ShortNameThatCouldBeTwoPersonsIsNeither) {
  const std::string first = "John Smith {USA}", second = "James Smith {USA}",
                    both = "J. Smith {USA}";
  EXPECT_FALSE(resolve(persons({first, both}), words()).identities.empty());
  const auto resolution = resolve(persons({first, second, both}), words());
  EXPECT_TRUE(resolution.identities.empty());
  EXPECT_EQ(resolution.possible.size(), 2u);
}

TEST(Resolution, NameBetweenTwoPersonsDoesNotMakeThemOne) {
  const auto resolution = resolve(
      persons({"George H. W. Bush {USA}", "George Bush {USA}", "George W. Bush {USA}"}), words());
  EXPECT_NE(resolution.identities.of("person/George H. W. Bush"),
            resolution.identities.of("person/George W. Bush"));
}

TEST(Resolution, AcronymOfTwoOrganisationsIsNeither) {
  const auto organisation = [](const std::string& name) {
    return testing::profile_of(name, EntityType::Organization, "org/" + name);
  };
  const auto acronym = organisation("FPLN");
  const auto first = organisation("Frente Popular de Liberación Nacional");
  const auto second = organisation("Frente Patriótico de Liberación Nacional");
  EXPECT_FALSE(resolve({acronym, first}, words()).identities.empty());
  EXPECT_TRUE(resolve({acronym, first, second}, words()).identities.empty());
}

TEST(Resolution, WithoutWordsOfAnyLanguageLettersAreCompared) {
  EXPECT_FALSE(
      resolve(persons({"Serguéi Shoigú", "Sergey Shoygu"}), NameWords()).identities.empty());
}

TEST(Resolution, DoesNotDependOnTheOrder) {
  auto profiles = all_names();
  const Resolution expected = resolve(profiles, words());
  EXPECT_GT(expected.identities.groups().size(), 100u);
  std::mt19937 random(5);
  for (int i = 0; i < 3; ++i) {
    std::shuffle(profiles.begin(), profiles.end(), random);
    const Resolution resolution = resolve(profiles, words());
    EXPECT_TRUE(resolution.identities == expected.identities);
    EXPECT_EQ(resolution.joined, expected.joined);
    EXPECT_EQ(resolution.possible, expected.possible);
  }
}

TEST(Resolution, OfAResolvedGraphChangesNothing) {
  const auto profiles = all_names();
  const Resolution first = resolve(profiles, words());
  const Resolution second = resolve(joined(profiles, first.identities), words());
  EXPECT_TRUE(second.identities.empty()) << second.joined.front().reason;
}

TEST(Profiles, PostsComeFromRoles) {
  Profiles profiles;
  profiles.add(Entity{.id = "person/x", .name = "X", .country = {}, .names = {{"X", 1}}});
  profiles.add(Entity{.id = "country/RUS", .name = "Russia", .country = "RUS", .names = {}});
  FactKey key{.subject = "person/x",
              .object = "country/RUS",
              .relation_class = RelationClass::Role,
              .relation = "president of",
              .date = "2003",
              .modality = Modality::Asserted};
  profiles.add(Fact{key, {}});
  key.date = "2001-05";
  profiles.add(Fact{key, {}});
  key.modality = Modality::Negated;
  key.relation = "king of";
  profiles.add(Fact{key, {}});
  const auto taken = profiles.take();
  ASSERT_EQ(taken.size(), 2u);
  const std::vector<Post> posts{{"president of", "country/RUS", "RUS", days_of("2001-05/2003")}};
  EXPECT_EQ(taken[1].posts, posts);
  EXPECT_EQ(taken[1].related, std::vector<std::uint64_t>{hash_of("country/RUS")});
}

TEST(NameWords, MissingFolderIsAnError) { EXPECT_THROW(NameWords::load("/no/such/folder"), Error); }

}  // namespace
}  // namespace entente
