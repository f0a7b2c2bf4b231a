// Stories from facts kept in memory are those that a graph is read for, and all questions agree on
// which facts are whose.
#include "store/graph_alliances.h"

#include <array>
#include <gtest/gtest.h>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "store/graph_timeline.h"
#include "tests/graph/random_triples.h"
#include "tests/store/graph_folder.h"
#include "tests/store/put_documents.h"

namespace entente {
namespace {

constexpr std::array roll_ups{RollUp::None, RollUp::Organization, RollUp::Country};

// The two and their stories, facts by their keys.
std::string text_of(const PairStories& pair, const Events& events) {
  std::string text = pair.left + ' ' + pair.right;
  for (const Story& story : pair.stories) {
    text += ' ' + std::to_string(story.day) + ' ' + std::to_string(story.weight);
    for (const std::size_t n : story.facts) text += ' ' + fact_id(events.key_of(n));
  }
  return text;
}

// Everything that stories tell.
std::string text_of(const GraphStories& stories) {
  std::string text = std::to_string(stories.window.first) + ' ' +
                     std::to_string(stories.window.last) + ' ' + std::to_string(stories.undated) +
                     ' ' + std::to_string(stories.later);
  for (const PairStories& pair : stories.pairs) text += '\n' + text_of(pair, *stories.events);
  return text;
}

class KeptFacts : public ::testing::Test {
 protected:
  KeptFacts() : store_(Store::open(folder_.graph(), {.mode = StoreMode::Create})) {
    std::mt19937 random(31);
    auto triples = testing::random_triples(random, 600, 9);
    // Some hold posts with others, whom they act for then.
    for (Triple& triple : triples) {
      if (random() % 5 == 0) triple.relation_class = RelationClass::Role;
    }
    testing::put_documents(store_, triples, 9);
  }

  testing::GraphFolder folder_;
  Store store_;
  const Leaders leaders_;
  const NameWords words_;
};

TEST_F(KeptFacts, TellTheStoriesOfTheGraph) {
  const Identities groups(
      {{"person/vladimir-putin", {"person/kim-jong-un", "person/vladimir-putin"}}});
  const std::vector<std::optional<std::string>> since{{}, "2023", "2023-07-27", "1951"};
  const std::vector<std::optional<std::string>> until{{}, "2023-12-31", "9999"};
  std::mt19937 random(32);
  const auto pick = [&](const auto& values) { return values[random() % values.size()]; };
  std::size_t pairs = 0;
  for (int round = 0; round < 300; ++round) {
    SCOPED_TRACE("round " + std::to_string(round) + " of seed 32");
    const Snapshot view = store_.snapshot().joined(
        std::make_shared<const Identities>(random() % 2 == 0 ? groups : Identities()));
    const Actors actors = actors_of(view, pick(roll_ups), leaders_, words_);
    Filter filter{.since = pick(since), .until = pick(until)};
    if (random() % 3 == 0) filter.modalities = {Modality::Asserted};
    if (random() % 3 == 0) filter.documents = {testing::document_name(0)};
    if (random() % 3 == 0) filter.min_confidence = 0.9;
    std::optional<std::string_view> actor;
    if (random() % 4 != 0) {
      actor = pick(std::vector{"country/PRK", "country/RUS", "country/XYZ", "org/kcna", "misc/a"});
    }
    const GraphStories read = stories_of(view, actors, actor, filter);
    const GraphFacts facts(view);
    const GraphStories kept = stories_of(facts, actors, actor, filter);
    EXPECT_EQ(text_of(kept), text_of(read));
    pairs += read.pairs.size();
    if (!actor || kept.pairs.empty()) continue;
    const PairStories& pair = pick(kept.pairs);
    const std::string& other = pair.left == *actor ? pair.right : pair.left;
    const GraphStories between = stories_of(facts, actors, actor, filter, other);
    const std::string of_two = text_of(between);
    EXPECT_EQ(of_two, text_of(stories_of(view, actors, actor, filter, other)));
    EXPECT_EQ(of_two, text_of(stories_of(facts, actors, other, filter, *actor)));
    // Where the end is open it is the last report of those who are asked for.
    if (!filter.until) continue;
    ASSERT_EQ(between.pairs.size(), 1u);
    EXPECT_EQ(text_of(between.pairs.front(), *between.events), text_of(pair, *kept.events));
  }
  EXPECT_GT(pairs, 300u);
}

// Meetings, each told by a document of a day.
class TimeOfStories : public ::testing::Test {
 protected:
  TimeOfStories() : store_(Store::open(folder_.graph(), {.mode = StoreMode::Create})) {}

  struct How {
    RelationClass relation_class = RelationClass::Consult;
    Modality modality = Modality::Asserted;
  };

  void tell(const std::string& subject, const std::string& object, const std::string& date,
            const std::string& observed) {
    tell(subject, object, date, observed, {});
  }

  void tell(const std::string& subject, const std::string& object, const std::string& date,
            const std::string& observed, const How& how) {
    const auto mention = [](const std::string& id) {
      return EntityRef{.id = id, .name = id, .type = EntityType::Misc, .country = ""};
    };
    std::vector<Triple> told(1);
    told[0].document = "d" + std::to_string(++documents_);
    told[0].subject = mention(subject);
    told[0].relation = "met";
    told[0].relation_class = how.relation_class;
    told[0].object = mention(object);
    told[0].modality = how.modality;
    told[0].date = date;
    told[0].observed = observed;
    store_.put_document({.id = told[0].document}, told);
  }

  GraphStories stories(std::optional<std::string_view> actor,
                       std::optional<std::string_view> other = {}, const Filter& filter = {}) {
    const Snapshot view = store_.snapshot();
    const Actors actors = actors_of(view, roll_up_, leaders_, words_);
    return stories_of(view, actors, actor, filter, other);
  }

  GraphTimeline timeline(std::string_view actor, std::optional<std::string_view> other = {},
                         const Filter& filter = {}) {
    const Snapshot view = store_.snapshot();
    const Actors actors = actors_of(view, roll_up_, leaders_, words_);
    return timeline_of(view, actors, actor, other, filter);
  }

  GraphNeighbours neighbours(const std::string& actor) {
    const Snapshot view = store_.snapshot();
    const Actors actors = actors_of(view, roll_up_, leaders_, words_);
    return neighbours_of(view, actors, actor, {}, 180);
  }

  static DaySpan days(std::string_view interval) { return *days_of(interval); }

  testing::GraphFolder folder_;
  Store store_;
  const Leaders leaders_;
  const NameWords words_;
  RollUp roll_up_ = RollUp::None;
  std::size_t documents_ = 0;
};

TEST_F(TimeOfStories, IsThatOfTheFactsOfThoseWhoAreAskedFor) {
  tell("a", "b", "2022-02-01", "2022-02-03");
  tell("b", "c", "2022-06-01", "2022-06-01");
  tell("c", "d", "2021-01-01", "2022-09-01");
  EXPECT_EQ(stories({}).window, days("2021-01-01/2022-09-01"));
  EXPECT_EQ(stories("b").window, days("2022-02-01/2022-06-01"));
  EXPECT_EQ(stories("a", "b").window, days("2022-02-01/2022-02-03"));
  EXPECT_EQ(stories("b", "a").window, days("2022-02-01/2022-02-03"));
}

TEST_F(TimeOfStories, BeginsWithTheFirstDayOfAnInterval) {
  tell("a", "b", "2020-01/2020-12", "2020-05-01");
  EXPECT_EQ(stories({}).window, days("2020-01-01/2020-05-01"));
}

TEST_F(TimeOfStories, EndsWithTheLastReportAndSaysWhatIsLater) {
  tell("a", "b", "2020-05-01", "2020-09-01");
  tell("a", "b", "2021-06-01", "2020-09-01");
  const GraphStories found = stories("a");
  EXPECT_EQ(found.window, days("2020-05-01/2020-09-01"));
  EXPECT_EQ(found.later, 1u);
  EXPECT_EQ(stories("a", {}, {.until = "2020"}).later, 0u) << "it is not asked for";
  EXPECT_EQ(stories("a", {}, {.until = "2021"}).pairs.front().stories.size(), 2u);
}

// The minister acts for another on the last day of the fact than on the last one asked for.
TEST_F(TimeOfStories, APairHasThoseOfTheListOfEither) {
  roll_up_ = RollUp::Organization;
  tell("minister", "a", "2010/2021", "2020-01-01", {.relation_class = RelationClass::Role});
  tell("minister", "c", "2022/2030", "2022-06-01", {.relation_class = RelationClass::Role});
  tell("minister", "b", "2019/2023", "2020-01-01");
  for (const auto& [actor, filter] :
       {std::pair("a", Filter{.until = "2020"}), std::pair("c", Filter{.until = "2022"}),
        std::pair("c", Filter{.since = "2023", .until = "2024"})}) {
    SCOPED_TRACE(*filter.until);
    const GraphStories list = stories(actor, {}, filter);
    ASSERT_EQ(list.pairs.size(), 1u);
    const std::string expected = text_of(list.pairs.front(), *list.events);
    for (const GraphStories& pair : {stories(actor, "b", filter), stories("b", actor, filter),
                                     timeline(actor, "b", filter).told}) {
      ASSERT_EQ(pair.pairs.size(), 1u);
      EXPECT_EQ(text_of(pair.pairs.front(), *pair.events), expected);
    }
  }
}

// Each says of how many facts it would hold if they were not yet to come.
TEST_F(TimeOfStories, WhatIsLaterIsOfThoseWhoItsEndsActForThen) {
  roll_up_ = RollUp::Organization;
  tell("minister", "a", "2010/2014", "2020-06-01", {.relation_class = RelationClass::Role});
  tell("minister", "c", "2015/2019", "2020-06-01", {.relation_class = RelationClass::Role});
  tell("minister", "b", "2013", "2020-06-01");
  const auto expect_later = [&](const std::string& actor, std::size_t in_stories,
                                std::size_t of_neighbours, std::size_t in_timeline) {
    EXPECT_EQ(stories(actor).later, in_stories) << actor;
    EXPECT_EQ(neighbours(actor).later, of_neighbours) << actor;
    EXPECT_EQ(timeline(actor).told.later, in_timeline) << actor;
  };
  tell("minister", "b", "2025", "2020-06-01");
  expect_later("a", 0, 0, 0);
  expect_later("b", 1, 1, 1);
  expect_later("c", 1, 1, 1);
  tell("minister", "b", "2026", "2020-06-01", {.relation_class = RelationClass::Kin});
  expect_later("c", 1, 2, 2);
  tell("minister", "b", "2027", "2020-06-01", {.modality = Modality::Negated});
  expect_later("c", 1, 2, 3);
  expect_later("a", 0, 0, 0);
}

TEST_F(TimeOfStories, WhatHasNoDayIsOfThoseWhoItsEndsActForInTheEnd) {
  roll_up_ = RollUp::Organization;
  tell("minister", "a", "2010/2014", "2020-06-01", {.relation_class = RelationClass::Role});
  tell("minister", "c", "2015/2019", "2020-06-01", {.relation_class = RelationClass::Role});
  tell("minister", "b", "", "");
  for (const auto& [actor, undated] : {std::pair("a", 0u), std::pair("c", 1u)}) {
    EXPECT_EQ(stories(actor).undated, undated) << actor;
    EXPECT_EQ(stories(actor, "b").undated, undated) << actor;
    EXPECT_EQ(neighbours(actor).undated, undated) << actor;
    EXPECT_EQ(timeline(actor).told.undated, undated) << actor;
  }
}

TEST_F(KeptFacts, WithoutADayAreInNoStory) {
  testing::GraphFolder folder;
  Store store = Store::open(folder.graph(), {.mode = StoreMode::Create});
  std::vector<Triple> undated(1);
  undated[0].document = "d";
  undated[0].subject = {.id = "a", .name = "A", .type = EntityType::Misc, .country = ""};
  undated[0].relation = "met";
  undated[0].relation_class = RelationClass::Consult;
  undated[0].object = {.id = "b", .name = "B", .type = EntityType::Misc, .country = ""};
  store.put_document({.id = "d"}, undated);
  const Snapshot view = store.snapshot();
  const Actors actors = actors_of(view, RollUp::None, leaders_, words_);
  const GraphStories stories = stories_of(view, actors, {}, {});
  EXPECT_EQ(stories.window, DaySpan());
  EXPECT_EQ(stories.undated, 1u);
  EXPECT_TRUE(stories.pairs.empty());
}

}  // namespace
}  // namespace entente
