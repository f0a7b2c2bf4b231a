#include "graph/decisions.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <random>

#include "extract/error.h"
#include "tests/graph/made_decisions.h"

namespace entente {
namespace {

using testing::merge_decision;
using testing::numbered;
using testing::rename_decision;
using testing::split_decision;
using Decisions = std::vector<Decision>;

// What refusing `next` says; "" where it may stand.
std::string refusal(const Decision& next, const Decisions& standing = {}) {
  try {
    check_decision(next, numbered(standing));
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(Decision, SaysInALineWhatItDecides) {
  EXPECT_EQ(text_of(merge_decision("person/a", "person/b")), "merge person/a and person/b");
  EXPECT_EQ(text_of(split_decision({"person/a", "person/b", "person/c"})),
            "split person/a from person/b, person/c");
  EXPECT_EQ(text_of(rename_decision("person/a", "A. B.")), "rename person/a to \"A. B.\"");
}

TEST(Decision, ThatSaysSomethingNewMayStand) {
  const Decisions standing{merge_decision("a", "b"), split_decision({"a", "x"}),
                           rename_decision("a", "A")};
  EXPECT_EQ(refusal(merge_decision("b", "c"), standing), "");
  EXPECT_EQ(refusal(split_decision({"c", "b"}), standing), "");
  EXPECT_EQ(refusal(split_decision({"a", "x", "y"}), standing), "") << "y is new";
  EXPECT_EQ(refusal(rename_decision("a", "B"), standing), "");
  EXPECT_EQ(refusal(merge_decision("x", "y"), standing), "");
}

TEST(Decision, RefusedIsAMergeOfTwoThatStandSplitAndTheSplitIsNamed) {
  Decision split = split_decision({"a", "b"});
  split.time = "2026-11-28T14:41:14Z";
  split.note = "brothers";
  EXPECT_EQ(refusal(merge_decision("b", "a"), {split}),
            "b and a cannot be merged; against it stands decision 1: split a from b "
            "(2026-11-28T14:41:14Z, \"brothers\"). To take it back: entente resolve undo 1");
}

TEST(Decision, RefusedIsAMergeOverOtherMergesAndAllAreNamed) {
  const Decisions standing{merge_decision("a", "m"), merge_decision("y", "z"),
                           split_decision({"x", "q", "m"}), merge_decision("p", "x")};
  const std::string said = refusal(merge_decision("a", "p"), standing);
  EXPECT_TRUE(has(said, "decision 1: merge a and m")) << said;
  EXPECT_TRUE(has(said, "decision 3: split x from q, m")) << said;
  EXPECT_TRUE(has(said, "decision 4: merge p and x")) << said;
  EXPECT_FALSE(has(said, "decision 2")) << said;
}

TEST(Decision, RefusedIsASplitOfWhatMergesJoinedAndTheyAreNamed) {
  const Decisions standing{merge_decision("a", "b"), merge_decision("c", "d"),
                           merge_decision("c", "b")};
  const std::string said = refusal(split_decision({"d", "a"}), standing);
  EXPECT_TRUE(has(said, "d and a cannot be split")) << said;
  for (const char* number : {"decision 1", "decision 2", "decision 3"}) {
    EXPECT_TRUE(has(said, number)) << said;
  }
  EXPECT_TRUE(has(refusal(split_decision({"x", "y", "x"})), "cannot be taken apart"));
}

TEST(Decision, RefusedIsACircleOfMerges) {
  const Decisions standing{merge_decision("a", "b"), merge_decision("b", "c")};
  const std::string said = refusal(merge_decision("c", "a"), standing);
  EXPECT_TRUE(has(said, "merged already")) << said;
  EXPECT_TRUE(has(said, "decision 1: merge a and b")) << said;
  EXPECT_TRUE(has(said, "decision 2: merge b and c")) << said;
}

TEST(Decision, RefusedIsTheSameTwice) {
  EXPECT_TRUE(has(refusal(merge_decision("b", "a"), {merge_decision("a", "b")}), "decision 1"));
  EXPECT_TRUE(has(refusal(split_decision({"b", "a"}), {split_decision({"a", "b"})}), "decision 1"));
  const Decisions names{rename_decision("a", "A"), rename_decision("a", "B")};
  EXPECT_TRUE(has(refusal(rename_decision("a", "B"), names), "decision 2"));
  EXPECT_EQ(refusal(rename_decision("a", "A"), names), "") << "it is called B by now";
}

TEST(Decision, RefusedIsWhatIsNone) {
  EXPECT_NE(refusal(merge_decision("a", "a")), "");
  EXPECT_NE(refusal(split_decision({"a"})), "");
  EXPECT_NE(refusal(rename_decision("a", " ")), "");
}

TEST(Renamed, TheLastNameOfAGroupGoes) {
  const Identities groups({{"a", {"a", "b"}}});
  const auto decisions = numbered({rename_decision("b", "First"), rename_decision("a", "Last"),
                                   rename_decision("c", "Other"), merge_decision("x", "y")});
  const Identities identities = renamed(groups, decisions);
  EXPECT_EQ(identities.name_of("a"), "Last");
  EXPECT_EQ(identities.name_of("b"), "Last");
  EXPECT_EQ(identities.name_of("c"), "Other");
  EXPECT_FALSE(identities.name_of("x"));
  EXPECT_EQ(identities.named("läst"), std::vector<std::string>{"a"});
  EXPECT_EQ(identities.groups(), groups.groups());
}

// Entities as whole numbers and who is one with whom, found by going over all pairs again and
// again.
class Naive {
 public:
  static constexpr std::size_t count = 12;

  explicit Naive(const Decisions& decisions) {
    for (std::size_t i = 0; i < count; ++i) group_[i] = i;
    for (bool changed = true; changed;) {
      changed = false;
      for (const Decision& decision : decisions) {
        if (decision.kind != DecisionKind::Merge) continue;
        auto &one = group_[std::stoul(decision.entities[0])],
             &other = group_[std::stoul(decision.entities[1])];
        changed = changed || one != other;
        one = other = std::min(one, other);
      }
    }
    for (const Decision& decision : decisions) {
      if (decision.kind != DecisionKind::Split) continue;
      for (std::size_t i = 1; i < decision.entities.size(); ++i) {
        apart_.emplace_back(group_[std::stoul(decision.entities[0])],
                            group_[std::stoul(decision.entities[i])]);
      }
    }
  }

  bool are_one(std::size_t left, std::size_t right) const { return group_[left] == group_[right]; }

  bool are_apart(std::size_t left, std::size_t right) const {
    return std::ranges::any_of(apart_, [&](const auto& pair) {
      return pair == std::pair(group_[left], group_[right]) ||
             pair == std::pair(group_[right], group_[left]);
    });
  }

 private:
  std::size_t group_[count];
  std::vector<std::pair<std::size_t, std::size_t>> apart_;  // groups
};

// Those of `tried` random merges and splits that may stand one after the other.
Decisions random_decisions(std::mt19937& random, std::size_t tried) {
  Decisions standing;
  const auto any = [&] { return std::to_string(random() % Naive::count); };
  for (; tried > 0; --tried) {
    Decision next =
        random() % 2 == 0 ? merge_decision(any(), any()) : split_decision({any(), any()});
    if (next.kind == DecisionKind::Split && random() % 3 == 0) next.entities.push_back(any());
    if (!refusal(next, standing).empty()) continue;
    standing.push_back(std::move(next));
    standing = numbered(std::move(standing));
  }
  return standing;
}

void expect_same(const Ties& ties, const Naive& naive) {
  for (std::size_t left = 0; left < Naive::count; ++left) {
    for (std::size_t right = 0; right < Naive::count; ++right) {
      const std::string one = std::to_string(left), other = std::to_string(right);
      ASSERT_EQ(ties.are_one(one, other), naive.are_one(left, right)) << one << " " << other;
      ASSERT_EQ(ties.are_apart(one, other), naive.are_apart(left, right)) << one << " " << other;
      ASSERT_FALSE(ties.are_one(one, other) && ties.are_apart(one, other)) << one << " " << other;
    }
  }
}

class RandomDecisions : public ::testing::TestWithParam<unsigned> {
 protected:
  std::mt19937 random_{GetParam()};
  const Decisions standing_ = random_decisions(random_, 40);
};

TEST_P(RandomDecisions, NeverContradictEachOtherWhicheverAreUndone) {
  Decisions left = standing_;
  ASSERT_GT(left.size(), 6u);
  while (!left.empty()) {
    expect_same(Ties(left), Naive(left));
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(random_() % left.size()));
  }
}

TEST_P(RandomDecisions, SayTheSameInAnyOrder) {
  Decisions shuffled = standing_;
  for (int i = 0; i < 5; ++i) {
    std::ranges::shuffle(shuffled, random_);
    expect_same(Ties(shuffled), Naive(standing_));
  }
}

TEST_P(RandomDecisions, RefuseWhatTheyContradictAndWhatTheySay) {
  const Naive naive(standing_);
  for (std::size_t left = 0; left < Naive::count; ++left) {
    for (std::size_t right = 0; right < Naive::count; ++right) {
      if (left == right) continue;
      const std::string one = std::to_string(left), other = std::to_string(right);
      const bool open = !naive.are_one(left, right) && !naive.are_apart(left, right);
      EXPECT_EQ(refusal(merge_decision(one, other), standing_).empty(), open);
      const std::string said = refusal(split_decision({one, other}), standing_);
      EXPECT_EQ(said.empty(), open);
      EXPECT_EQ(has(said, "decision "), !open) << said;
    }
  }
}

TEST_P(RandomDecisions, JoiningWhatIsNotApartKeepsApartWhatIs) {
  Ties ties(standing_);
  Decisions as_decided = standing_;
  for (int i = 0; i < 60; ++i) {
    const std::string one = std::to_string(random_() % Naive::count),
                      other = std::to_string(random_() % Naive::count);
    if (ties.are_apart(one, other)) continue;
    ties.join(one, other);
    if (one != other) as_decided.push_back(merge_decision(one, other));
  }
  expect_same(ties, Naive(as_decided));
}

INSTANTIATE_TEST_SUITE_P(Random, RandomDecisions, ::testing::Range(1u, 21u),
                         [](const auto& seed) { return "Seed" + std::to_string(seed.param); });

}  // namespace
}  // namespace entente
