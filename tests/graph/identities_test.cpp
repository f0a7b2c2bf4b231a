#include "graph/identities.h"

#include <gtest/gtest.h>

#include "extract/error.h"
#include "tests/graph/random_triples.h"

namespace entente {
namespace {

Identities some() {
  return Identities({{"person/vladimir-putin", {"person/kim-jong-un", "person/vladimir-putin"}},
                     {"country/RUS", {"country/RUS", "misc/a", "org/kcna"}}});
}

TEST(Identities, EntityInNoGroupIsItself) {
  EXPECT_EQ(some().of("misc/a"), "country/RUS");
  EXPECT_EQ(some().of("misc/b"), "misc/b");
  EXPECT_EQ(some().members_of("org/kcna").size(), 3u);
  EXPECT_TRUE(some().members_of("misc/b").empty());
}

TEST(Identities, ContradictionsAreRefused) {
  const auto make = [](std::vector<Identities::Group> groups) { Identities(std::move(groups)); };
  EXPECT_THROW(make({{"a", {"a"}}}), Error);
  EXPECT_THROW(make({{"a", {"b", "c"}}}), Error);
  EXPECT_THROW(make({{"a", {"a", "b"}}, {"c", {"b", "c"}}}), Error);
  EXPECT_THROW(Identities({{"a", {"a", "b"}}}, {{"b", "B"}}), Error) << "it is called a";
}

TEST(Identities, EndsOfSymmetricFactsStayInOrder) {
  const FactKey key{.subject = "org/kcna",
                    .object = "place/x",
                    .relation_class = RelationClass::Consult,
                    .relation = "met",
                    .date = {},
                    .modality = Modality::Asserted};
  const Identities identities({{"place/y", {"org/kcna", "place/y"}}});
  const KeyedEnds turned = joined(key, identities);
  EXPECT_EQ(turned.key.subject, "place/x");
  EXPECT_EQ(turned.key.object, "place/y");
  EXPECT_TRUE(turned.reversed);
}

TEST(Identities, JoiningAndMergingMayBeDoneInEitherOrder) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const Contribution left = contribution_of(testing::random_triples(random, 60, 4));
    const Contribution right = contribution_of(testing::random_triples(random, 60, 4));
    EXPECT_EQ(joined(merge(left, right), some()),
              merge(joined(left, some()), joined(right, some())));
  }
}

TEST(Identities, JoiningTwiceIsJoiningOnce) {
  std::mt19937 random(3);
  const Contribution once =
      joined(contribution_of(testing::random_triples(random, 200, 5)), some());
  EXPECT_EQ(joined(once, some()), once);
}

}  // namespace
}  // namespace entente
