#include "graph/alliances/stories.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <numeric>
#include <random>

#include "tests/graph/alliances/told_facts.h"

namespace entente {
namespace {

using testing::day;
using testing::fact;

const DaySpan year{day("2022-01-01"), day("2022-12-31")};

class StoriesOf : public ::testing::Test {
 protected:
  std::vector<PairStories> stories(const std::vector<Fact>& facts) {
    std::vector<std::size_t> all(facts.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    ToldStories told = stories_of(facts, all, actors_, year);
    undated_ = told.undated;
    later_ = told.later;
    return std::move(told.pairs);
  }

  const Leaders leaders_;
  const NameWords words_;
  const Actors actors_{RollUp::None, leaders_, words_};
  std::size_t undated_ = 0;
  std::size_t later_ = 0;
};

TEST_F(StoriesOf, OneMeetingToldInDifferentWordsIsOneStory) {
  const auto pairs = stories({fact({.subject = "a",
                                    .object = "b",
                                    .date = "2022-03-01",
                                    .document = "d1",
                                    .relation = "met"}),
                              fact({.subject = "a",
                                    .object = "b",
                                    .date = "2022-03-02",
                                    .document = "d2",
                                    .relation = "spoke with"}),
                              fact({.subject = "b",
                                    .object = "a",
                                    .date = "2022-03-03",
                                    .document = "d3",
                                    .relation = "visited"}),
                              fact({.subject = "a",
                                    .object = "b",
                                    .date = "2022-03-04",
                                    .document = "d4",
                                    .relation = "met"})});
  ASSERT_EQ(pairs.size(), 1u);
  ASSERT_EQ(pairs.front().stories.size(), 2u) << "the fourth is another one";
  EXPECT_EQ(pairs.front().stories.front().facts.size(), 3u);
}

TEST_F(StoriesOf, OfDifferentClassesAreDifferent) {
  const auto pairs = stories({fact({.subject = "a", .object = "b", .date = "2022-03-01"}),
                              fact({.subject = "a",
                                    .relation_class = RelationClass::Threaten,
                                    .object = "b",
                                    .date = "2022-03-01"})});
  ASSERT_EQ(pairs.front().stories.size(), 2u);
}

TEST_F(StoriesOf, SurestTellingCounts) {
  const std::vector<Fact> facts{fact({.subject = "a",
                                      .relation_class = RelationClass::Aid,
                                      .object = "b",
                                      .date = "2022-03-01",
                                      .confidence = 0.5}),
                                fact({.subject = "a",
                                      .relation_class = RelationClass::Aid,
                                      .object = "b",
                                      .date = "2022-03-02",
                                      .document = "e",
                                      .confidence = 0.9}),
                                fact({.subject = "a",
                                      .relation_class = RelationClass::Aid,
                                      .object = "b",
                                      .date = "2022-03-02",
                                      .document = "f",
                                      .relation = "x",
                                      .modality = Modality::Planned})};
  const auto pairs = stories(facts);
  const Story& story = pairs.front().stories.front();
  EXPECT_DOUBLE_EQ(story.weight, 7.4 * 0.9);
  EXPECT_EQ(story.day, day("2022-03-02"));
  EXPECT_EQ(facts[story.facts.front()].evidence.front().document, "e");
}

TEST_F(StoriesOf, PostsMembershipsAndDenialsAreNone) {
  EXPECT_TRUE(stories({fact({.subject = "a",
                             .relation_class = RelationClass::Role,
                             .object = "b",
                             .date = "2022"}),
                       fact({.subject = "a",
                             .relation_class = RelationClass::Member,
                             .object = "b",
                             .date = "2022"}),
                       fact({.subject = "a",
                             .relation_class = RelationClass::Assault,
                             .object = "b",
                             .date = "2022",
                             .modality = Modality::Negated})})
                  .empty());
}

// An invitation or an application is no quarrel; a demand is.
TEST_F(StoriesOf, OfRequestsDemandsAloneWeigh) {
  const auto request = [](const std::string& relation) {
    return fact({.subject = "a",
                 .relation_class = RelationClass::Request,
                 .object = "b",
                 .date = "2022-03-01",
                 .relation = relation});
  };
  for (const std::string relation : {"invited", "applied to join", "asked for help from", "urged",
                                     "proposed to", "called on", "made request to"})
    EXPECT_TRUE(stories({request(relation)}).empty()) << relation;
  for (const std::string relation :
       {"demanded from", "demanded withdrawal of", "insisted to", "ordered", "claims"}) {
    const auto pairs = stories({request(relation)});
    ASSERT_EQ(pairs.size(), 1u) << relation;
    EXPECT_EQ(pairs.front().stories.front().weight, -5.0) << relation;
  }
}

TEST_F(StoriesOf, IntervalsCountForTheirLastDayInTheWindow) {
  EXPECT_EQ(day_of(fact({.subject = "a", .object = "b", .date = "2021/2024"}), year), year.last);
  EXPECT_EQ(day_of(fact({.subject = "a", .object = "b", .date = "2022-03"}), year),
            day("2022-03-31"));
  EXPECT_FALSE(day_of(fact({.subject = "a", .object = "b", .date = "2023"}), year));
}

TEST_F(StoriesOf, LastFromTheFirstToTheLastDayOfTheirDate) {
  const auto pairs = stories({fact({.subject = "a", .object = "b", .date = "2022-02/2023"})});
  ASSERT_EQ(pairs.size(), 1u);
  EXPECT_EQ(pairs.front().stories.front().first, day("2022-02-01"));
  EXPECT_EQ(pairs.front().stories.front().day, year.last);
}

TEST_F(StoriesOf, WhatTakesLongIsOneStoryWithWhatIsOfTheSameDays) {
  const auto pairs = stories(
      {fact({.subject = "a", .object = "b", .date = "2022"}),
       fact({.subject = "a", .object = "b", .date = "2022-12"}),
       fact({.subject = "a", .object = "b", .date = "2022-01/2022-12", .document = "e"}),
       fact({.subject = "a", .object = "b", .date = "2022-12-29", .document = "f"}),
       fact({.subject = "a", .object = "b", .date = "2022-12-29/2022-12-31", .document = "g"})});
  std::vector<std::size_t> tellings;
  for (const Story& story : pairs.front().stories) tellings.push_back(story.facts.size());
  EXPECT_EQ(tellings, (std::vector<std::size_t>{2, 1, 2})) << "a year, a month, three days";
}

// Nor of where the window ends: what takes long is never told with what happened on its last day.
TEST_F(StoriesOf, WhichFactsAreOneStoryDoesNotHangOnTheWindow) {
  const std::vector<Fact> facts{
      fact({.subject = "a", .object = "b", .date = "2021/2024"}),
      fact({.subject = "a", .object = "b", .date = "2022-12-31", .document = "e"})};
  EXPECT_EQ(stories(facts).front().stories.size(), 2u);
}

TEST_F(StoriesOf, DatedAfterTheWindowAreCounted) {
  EXPECT_TRUE(stories({fact({.subject = "a", .object = "b", .date = "2023-01-01"}),
                       fact({.subject = "a", .object = "b", .date = "2021"})})
                  .empty());
  EXPECT_EQ(later_, 1u);
}

TEST_F(StoriesOf, OnlyWhatWouldBeToldIsCountedAsLeftOut) {
  const std::vector<Fact> facts{
      fact({.subject = "a", .object = "b", .date = "2023-01-01"}),
      fact({.subject = "a", .object = "a", .date = "2023-01-01"}),
      fact({.subject = "a", .object = "b", .date = "2021"}),
      fact({.subject = "b", .object = "c", .date = "2023-01-01"}),
      fact({.subject = "a", .relation_class = RelationClass::Role, .object = "b", .date = "2023"}),
      fact({.subject = "a", .object = "b"}),
      fact({.subject = "a", .object = "a"}),
      fact({.subject = "b", .object = "c"})};
  stories(facts);
  EXPECT_EQ(later_, 2u);
  EXPECT_EQ(undated_, 2u);
  std::vector<std::size_t> all(facts.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  const ToldStories of_one = stories_of(Events(facts), all, actors_, year, {.actor = "a"});
  EXPECT_EQ(of_one.later, 1u);
  EXPECT_EQ(of_one.undated, 1u);
}

TEST_F(StoriesOf, WithoutADateTheFirstReportInTheWindowTells) {
  Fact told = fact({.subject = "a", .object = "b", .observed = "2021-12-31"});
  EXPECT_FALSE(day_of(told, year));
  told.evidence.push_back({.document = "e", .observed = "2022-02-02"});
  EXPECT_EQ(day_of(told, year), day("2022-02-02"));
}

// What events keep of facts says the same as the facts.
TEST_F(StoriesOf, DaysOfEventsAreThoseOfTheirFacts) {
  std::mt19937 random(13);
  const std::vector<std::string> dates{"", "", "", "2021", "2022-03", "2022-03-05", "2021/2024"};
  std::vector<Fact> facts;
  for (int n = 0; n < 500; ++n) {
    Fact told = fact({.subject = "a",
                      .object = "b",
                      .date = dates[random() % dates.size()],
                      .observed = iso_day(year.first - 400 + static_cast<int>(random() % 1200))});
    for (auto more = random() % 4; more > 0; --more) {
      const bool is_dated = random() % 3 > 0;
      const int observed = year.first - 400 + static_cast<int>(random() % 1200);
      told.evidence.push_back(
          {.document = "e" + std::to_string(more), .observed = is_dated ? iso_day(observed) : ""});
    }
    facts.push_back(std::move(told));
  }
  const Events events(facts);
  std::size_t in_window = 0;
  for (int round = 0; round < 40; ++round) {
    const int first = year.first - 500 + static_cast<int>(random() % 1000);
    const DaySpan window{first, first + static_cast<int>(random() % 600)};
    for (std::size_t n = 0; n < facts.size(); ++n) {
      ASSERT_EQ(events.days_in(n, window), days_in(facts[n], window));
      in_window += events.days_in(n, window) ? 1 : 0;
    }
  }
  EXPECT_GT(in_window, 1000u);
  for (std::size_t n = 0; n < facts.size(); ++n) EXPECT_EQ(events[n].days, facts[n].days());
}

// Of one actor, or of two, they are those of all pairs without the others.
TEST_F(StoriesOf, OfOneActorAreThoseOfAllThatHaveItAtAnEnd) {
  std::mt19937 random(19);
  std::vector<Fact> facts;
  for (int n = 0; n < 300; ++n) {
    facts.push_back(fact({.subject = std::string(1, static_cast<char>('a' + random() % 5)),
                          .relation_class = static_cast<RelationClass>(random() % 16),
                          .object = std::string(1, static_cast<char>('a' + random() % 5)),
                          .date = iso_day(year.first + static_cast<int>(random() % 300)),
                          .document = std::to_string(n),
                          .relation = std::to_string(n)}));
  }
  const Events events(facts);
  std::vector<std::size_t> which(facts.size());
  std::iota(which.begin(), which.end(), std::size_t{0});
  const auto all = stories_of(events, which, actors_, year).pairs;
  ASSERT_EQ(all.size(), 10u);
  const auto facts_in = [](const std::vector<PairStories>& pairs) {
    std::vector<std::size_t> found;
    for (const PairStories& pair : pairs) {
      for (const Story& story : pair.stories)
        found.insert(found.end(), story.facts.begin(), story.facts.end());
    }
    return found;
  };
  auto expected = all;
  std::erase_if(expected,
                [](const PairStories& pair) { return pair.left != "c" && pair.right != "c"; });
  EXPECT_EQ(facts_in(stories_of(events, which, actors_, year, {.actor = "c"}).pairs),
            facts_in(expected));
  std::erase_if(expected,
                [](const PairStories& pair) { return pair.left != "a" && pair.right != "a"; });
  ASSERT_EQ(expected.size(), 1u);
  EXPECT_EQ(facts_in(stories_of(events, which, actors_, year, {.actor = "c", .other = "a"}).pairs),
            facts_in(expected));
}

TEST_F(StoriesOf, WhatHasNoDayAtAllIsCounted) {
  EXPECT_TRUE(stories({fact({.subject = "a", .object = "b"})}).empty());
  EXPECT_EQ(undated_, 1u);
}

TEST_F(StoriesOf, OrderOfFactsDoesNotMatter) {
  std::mt19937 random(7);
  std::vector<Fact> facts;
  for (int n = 0; n < 200; ++n) {
    facts.push_back(fact({.subject = std::string(1, static_cast<char>('a' + random() % 4)),
                          .relation_class = static_cast<RelationClass>(random() % 16),
                          .object = std::string(1, static_cast<char>('a' + random() % 4)),
                          .date = iso_day(year.first + static_cast<int>(random() % 30)),
                          .document = std::to_string(n),
                          .relation = std::to_string(n),
                          .confidence = static_cast<double>(random() % 100) / 100}));
  }
  const auto text_of = [&](const std::vector<PairStories>& pairs) {
    std::string text;
    for (const PairStories& pair : pairs) {
      text += pair.left + pair.right;
      for (const Story& story : pair.stories) {
        text += ' ' + std::to_string(story.day) + ' ' + std::to_string(story.weight);
        for (const std::size_t n : story.facts) text += ' ' + facts[n].key.relation;
      }
    }
    return text;
  };
  const std::string before = text_of(stories(facts));
  std::shuffle(facts.begin(), facts.end(), random);
  EXPECT_EQ(text_of(stories(facts)), before);
}

// So many facts are shared out among threads, those of one pair are not.
TEST_F(StoriesOf, AreThoseThatEachPairHasAlone) {
  std::mt19937 random(8);
  std::vector<Fact> facts;
  for (int n = 0; n < 20'000; ++n) {
    facts.push_back(fact({.subject = std::string(1, static_cast<char>('a' + random() % 6)),
                          .relation_class = static_cast<RelationClass>(random() % 16),
                          .object = std::string(1, static_cast<char>('a' + random() % 6)),
                          .date = iso_day(year.first + static_cast<int>(random() % 300)),
                          .document = std::to_string(n),
                          .relation = std::to_string(n),
                          .confidence = static_cast<double>(1 + random() % 100) / 101}));
  }
  const std::size_t dated = facts.size();
  for (std::size_t n = 0; n < dated; n += 2'000) {
    facts.insert(facts.begin() + static_cast<std::ptrdiff_t>(n),
                 fact({.subject = "a", .object = "b", .relation = "undated"}));
  }
  const Events events(facts);
  const auto pairs = stories(facts);
  ASSERT_EQ(pairs.size(), 15u);
  EXPECT_EQ(undated_, 10u);
  std::vector<std::size_t> all(facts.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  EXPECT_EQ(stories_of(events, all, actors_, year, {.actor = "c"}).pairs.size(), 5u);
  for (const PairStories& pair : pairs) {
    std::vector<std::size_t> which;
    for (std::size_t n = 0; n < facts.size(); ++n) {
      const FactKey& key = facts[n].key;
      if (std::minmax(key.subject, key.object) == std::minmax(pair.left, pair.right))
        which.push_back(n);
    }
    const auto alone = stories_of(events, which, actors_, year).pairs;
    ASSERT_EQ(alone.size(), 1u);
    ASSERT_EQ(alone.front().stories.size(), pair.stories.size());
    for (std::size_t n = 0; n < pair.stories.size(); ++n) {
      EXPECT_EQ(alone.front().stories[n].day, pair.stories[n].day);
      EXPECT_EQ(alone.front().stories[n].facts, pair.stories[n].facts);
    }
  }
}

}  // namespace
}  // namespace entente
