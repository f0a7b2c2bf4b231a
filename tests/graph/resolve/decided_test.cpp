// Resolution within what users have decided.
#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <set>

#include "extract/error.h"
#include "graph/resolve/resolution.h"
#include "tests/graph/made_decisions.h"
#include "tests/graph/resolve/name_pairs.h"

namespace entente {
namespace {

using testing::merge_decision;
using testing::numbered;
using testing::rename_decision;
using testing::split_decision;
using testing::words;

using Groups = std::set<std::set<std::string>>;

// Who is one; persons "Sergei Shoigu" and so on, as "person/Sergei Shoigu".
Groups groups_of(const std::vector<std::string>& names, const std::vector<Decision>& decisions) {
  std::vector<Profile> profiles;
  for (const std::string& name : names) {
    const std::string id = name.substr(0, name.find(" {"));
    profiles.push_back(testing::profile_of(name, EntityType::Person, id));
  }
  const Resolution resolution = resolve(profiles, words(), numbered(decisions));
  Groups groups;
  for (const auto& group : resolution.identities.groups()) {
    groups.emplace(group.members.begin(), group.members.end());
  }
  return groups;
}

const std::vector<std::string> shoigus{"Serguéi Shoigú", "Sergei Shoigu", "Sergey Shoygu",
                                       "Serguéi Lavrov", "Sergey Lavrov"};

TEST(Decided, MergeJoinsTheWholeGroups) {
  EXPECT_EQ(groups_of(shoigus, {}), Groups({{"Serguéi Shoigú", "Sergei Shoigu", "Sergey Shoygu"},
                                            {"Serguéi Lavrov", "Sergey Lavrov"}}));
  EXPECT_EQ(groups_of(shoigus, {merge_decision("Sergey Shoygu", "Serguéi Lavrov")}),
            Groups({{shoigus.begin(), shoigus.end()}}));
}

TEST(Decided, MergesJoinOverAnEntityThatIsNotThere) {
  EXPECT_EQ(
      groups_of({"Ann", "Bob"}, {merge_decision("Ann", "gone"), merge_decision("gone", "Bob")}),
      Groups({{"Ann", "Bob"}}));
  EXPECT_EQ(groups_of(shoigus, {merge_decision("Sergei Shoigu", "gone"),
                                split_decision({"gone", "Serguéi Shoigú", "Sergey Shoygu"})}),
            Groups({{"Serguéi Shoigú", "Sergey Shoygu"}, {"Serguéi Lavrov", "Sergey Lavrov"}}));
}

TEST(Decided, SplitTakesOneOutAndLeavesTheOthersTogether) {
  const Groups expected({{"Serguéi Shoigú", "Sergey Shoygu"}, {"Serguéi Lavrov", "Sergey Lavrov"}});
  EXPECT_EQ(
      groups_of(shoigus, {split_decision({"Sergei Shoigu", "Serguéi Shoigú", "Sergey Shoygu"})}),
      expected);
}

TEST(Decided, OthersOfASplitGroupGoWithWhomTheyLookMostLike) {
  const std::vector<std::string> names{"Mikhail Gorbachov", "Mikhail Gorbachev", "Mijaíl Gorbachov",
                                       "Mikhaïl Gorbatchev"};
  ASSERT_EQ(groups_of(names, {}).size(), 1u);
  for (const std::string& one : names) {
    for (const std::string& other : names) {
      if (one >= other) continue;
      const Groups groups = groups_of(names, {split_decision({one, other})});
      std::size_t joined = 0;
      for (const auto& group : groups) {
        EXPECT_FALSE(group.contains(one) && group.contains(other));
        joined += group.size();
      }
      EXPECT_GE(joined, 3u) << one << ", " << other << ": somebody went with nobody";
    }
  }
}

TEST(Decided, WhoIsSplitFromOneMeaningOfAShortNameIsTheOther) {
  const std::vector<std::string> names{"John Smith {USA}", "James Smith {USA}", "J. Smith {USA}"};
  EXPECT_TRUE(groups_of(names, {}).empty());
  EXPECT_EQ(groups_of(names, {split_decision({"J. Smith", "John Smith"})}),
            Groups({{"J. Smith", "James Smith"}}));
}

TEST(Decided, ShortNameOfTwoThatAreMergedIsTheirs) {
  const std::vector<std::string> names{"John Smith {USA}", "James Smith {USA}", "J. Smith {USA}"};
  EXPECT_EQ(groups_of(names, {merge_decision("James Smith", "John Smith")}),
            Groups({{"J. Smith", "James Smith", "John Smith"}}));
}

TEST(Decided, WhatIsDecidedIsNotSuggestedAnyMore) {
  std::vector<Profile> profiles;
  for (const std::string name : {"John Smith {USA}", "James Smith {USA}", "J. Smith {USA}"}) {
    profiles.push_back(
        testing::profile_of(name, EntityType::Person, name.substr(0, name.find(" {"))));
  }
  const auto possible = [&](const std::vector<Decision>& decisions) {
    std::set<std::pair<std::string, std::string>> pairs;
    for (const Likeness& likeness : resolve(profiles, words(), numbered(decisions)).possible) {
      pairs.emplace(likeness.left, likeness.right);
    }
    return pairs;
  };
  using Pairs = std::set<std::pair<std::string, std::string>>;
  EXPECT_EQ(possible({}), Pairs({{"J. Smith", "James Smith"}, {"J. Smith", "John Smith"}}));
  EXPECT_EQ(possible({split_decision({"J. Smith", "John Smith", "James Smith"})}), Pairs());
  EXPECT_EQ(possible({merge_decision("J. Smith", "John Smith"),
                      split_decision({"John Smith", "James Smith"})}),
            Pairs());
}

TEST(Decided, RenamingChangesTheNameAlone) {
  const auto profile = testing::profile_of("Kim Jong Un", EntityType::Person, "person/kim");
  const Resolution resolution =
      resolve({profile}, words(), numbered({rename_decision("person/kim", "Kim III")}));
  EXPECT_TRUE(resolution.identities.empty());
  EXPECT_EQ(resolution.identities.name_of("person/kim"), "Kim III");
}

// All names of pairs.tsv in one graph, and random decisions on them: half of the splits are of two
// that resolution joins.
class RandomlyDecided : public ::testing::Test {
 protected:
  RandomlyDecided() {
    for (testing::NamePair& pair : testing::read_name_pairs()) {
      for (Profile* profile : {&pair.left, &pair.right}) {
        profile->id = std::to_string(profiles_.size());
        profiles_.push_back(std::move(*profile));
      }
    }
    found_ = resolve(profiles_, words());
    const auto& groups = found_.identities.groups();
    while (decisions_.size() < 60) {
      Decision next =
          random_() % 2 == 0 ? merge_decision(any(), any()) : split_decision({any(), any()});
      if (random_() % 2 == 0) {
        const auto& members = groups[random_() % groups.size()].members;
        next = split_decision({members.front(), members.back()});
      }
      try {
        check_decision(next, decisions_);
      } catch (const Error&) {
        continue;
      }
      decisions_.push_back(std::move(next));
      decisions_ = numbered(std::move(decisions_));
    }
  }

  std::string any() { return profiles_[random_() % profiles_.size()].id; }

  std::mt19937 random_{17};
  std::vector<Profile> profiles_;
  Resolution found_;
  std::vector<Decision> decisions_;
};

TEST_F(RandomlyDecided, MergesAndSplitsAlwaysHold) {
  const Identities identities = resolve(profiles_, words(), decisions_).identities;
  std::size_t merges = 0, splits = 0;
  for (const Decision& decision : decisions_) {
    const bool one = identities.of(decision.entities[0]) == identities.of(decision.entities[1]);
    EXPECT_EQ(one, decision.kind == DecisionKind::Merge) << text_of(decision);
    ++(decision.kind == DecisionKind::Merge ? merges : splits);
  }
  EXPECT_GT(merges, 10u);
  EXPECT_GT(splits, 10u);
  // What no decision is about stays as it was.
  std::set<std::string> touched;
  for (const Decision& decision : decisions_) {
    touched.insert(decision.entities.begin(), decision.entities.end());
  }
  std::size_t untouched = 0;
  for (const Identities::Group& group : found_.identities.groups()) {
    const auto is_touched = [&](const std::string& id) { return touched.contains(id); };
    if (std::ranges::any_of(group.members, is_touched)) continue;
    EXPECT_EQ(identities.of(group.id), group.id);
    const auto members = identities.members_of(group.id);
    EXPECT_TRUE(std::ranges::includes(members, group.members)) << group.id;
    ++untouched;
  }
  EXPECT_GT(untouched, 100u);
}

TEST_F(RandomlyDecided, OrderOfMergesAndSplitsDoesNotMatter) {
  const Resolution expected = resolve(profiles_, words(), decisions_);
  std::ranges::shuffle(decisions_, random_);
  std::ranges::shuffle(profiles_, random_);
  for (Decision& decision : decisions_) {
    if (random_() % 2 == 0) std::ranges::reverse(decision.entities);  // A and B, or B and A
  }
  const Resolution resolution = resolve(profiles_, words(), numbered(decisions_));
  EXPECT_TRUE(resolution.identities == expected.identities);
  EXPECT_EQ(resolution.joined, expected.joined);
  EXPECT_EQ(resolution.possible, expected.possible);
}

TEST_F(RandomlyDecided, MergesAloneUndoNothingThatWasFound) {
  std::erase_if(decisions_, [](const Decision& d) { return d.kind == DecisionKind::Split; });
  const Resolution resolution = resolve(profiles_, words(), decisions_);
  for (const Identities::Group& group : found_.identities.groups()) {
    for (const std::string& member : group.members) {
      EXPECT_EQ(resolution.identities.of(member), resolution.identities.of(group.id));
    }
  }
}

TEST_F(RandomlyDecided, ConfirmingWhatIsFoundChangesNothing) {
  std::vector<Decision> confirmed;
  for (const Identities::Group& group : found_.identities.groups()) {
    if (random_() % 4 == 0) confirmed.push_back(merge_decision(group.members[1], group.members[0]));
  }
  ASSERT_GT(confirmed.size(), 20u);
  const Resolution resolution = resolve(profiles_, words(), numbered(confirmed));
  EXPECT_TRUE(resolution.identities == found_.identities);
  EXPECT_EQ(resolution.joined, found_.joined);
  EXPECT_EQ(resolution.possible, found_.possible);
}

}  // namespace
}  // namespace entente
