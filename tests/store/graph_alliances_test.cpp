// Stories from facts kept in memory are those that a graph is read for.
#include "store/graph_alliances.h"

#include <array>
#include <gtest/gtest.h>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "tests/graph/random_triples.h"
#include "tests/store/graph_folder.h"
#include "tests/store/put_documents.h"

namespace entente {
namespace {

constexpr std::array roll_ups{RollUp::None, RollUp::Organization, RollUp::Country};

// Everything that stories tell, facts by their keys.
std::string text_of(const GraphStories& stories) {
  std::string text = std::to_string(stories.window.first) + ' ' +
                     std::to_string(stories.window.last) + ' ' + std::to_string(stories.undated);
  for (const PairStories& pair : stories.pairs) {
    text += '\n' + pair.left + ' ' + pair.right;
    for (const Story& story : pair.stories) {
      text += ' ' + std::to_string(story.day) + ' ' + std::to_string(story.weight);
      for (const std::size_t n : story.facts) text += ' ' + fact_id(stories.events->key_of(n));
    }
  }
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
    GraphStories of_two = stories_of(facts, actors, actor, filter, other);
    of_two.undated = kept.undated;
    GraphStories only = kept;
    only.pairs = {pair};
    EXPECT_EQ(text_of(of_two), text_of(only));
  }
  EXPECT_GT(pairs, 300u);
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
