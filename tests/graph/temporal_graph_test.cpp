#include "graph/temporal_graph.h"

#include <boost/graph/strong_components.hpp>
#include <gtest/gtest.h>

#include "extract/error.h"
#include "tests/graph/random_triples.h"

namespace entente {
namespace {

Triple triple(EntityRef subject, RelationClass relation_class, std::string relation,
              EntityRef object, std::string date) {
  return {.document = "es-001",
          .observed = "2023-07-27",
          .subject = std::move(subject),
          .relation = std::move(relation),
          .relation_class = relation_class,
          .object = std::move(object),
          .date = std::move(date),
          .modality = Modality::Asserted,
          .source = {},
          .confidence = 0.9,
          .module = "events",
          .evidence = {}};
}

const EntityRef kim{"person/kim-jong-un", "Kim Jong Un", EntityType::Person, "PRK"};
const EntityRef shoigu{"person/sergei-shoigu", "Sergei Shoigu", EntityType::Person, "RUS"};
const EntityRef russia{"country/RUS", "Russia", EntityType::GeoPolitical, "RUS"};
const EntityRef kcna{"org/kcna", "KCNA", EntityType::Organization, "PRK"};

TemporalGraph example_graph() {
  Triple reported = triple(kim, RelationClass::Support, "supports", russia, "");
  reported.source = kcna;
  return TemporalGraph(contribution_of(
      std::vector{triple(shoigu, RelationClass::Consult, "met", kim, "2023-07-26"),
                  triple(shoigu, RelationClass::Role, "minister of", russia, ""),
                  triple(kim, RelationClass::Support, "praised", kim, ""), reported}));
}

TEST(TemporalGraph, VerticesAndEdgesStandInOrder) {
  const TemporalGraph graph = example_graph();
  ASSERT_EQ(graph.entity_count(), 4u);
  EXPECT_EQ(graph.fact_count(), 4u);
  std::vector<std::string> ids;
  for (const auto vertex : graph.vertices()) ids.push_back(graph[vertex].id);
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  std::vector<FactKey> keys;
  for (const auto edge : graph.edges()) keys.push_back(graph[edge].key);
  EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end()));
}

TEST(TemporalGraph, EdgeRunsAsTheDocumentsPutIt) {
  const TemporalGraph graph = example_graph().select({.relations = {"met"}});
  ASSERT_EQ(graph.fact_count(), 1u);
  const auto edge = *graph.edges().begin();
  EXPECT_EQ(graph[graph.source(edge)].name, "Sergei Shoigu");
  EXPECT_EQ(graph[graph.target(edge)].name, "Kim Jong Un");
  EXPECT_EQ(graph.entity_count(), 2u);
}

TEST(TemporalGraph, EntityIsFoundByIdAndByName) {
  const TemporalGraph graph = example_graph();
  ASSERT_TRUE(graph.find("country/RUS"));
  EXPECT_EQ(graph[*graph.find("country/RUS")].name, "Russia");
  EXPECT_FALSE(graph.find("country/RU"));
  EXPECT_EQ(graph.look_up("kim jong-un"), std::vector<std::string>{"person/kim-jong-un"});
  EXPECT_EQ(graph.look_up("org/kcna"), std::vector<std::string>{"org/kcna"});
  EXPECT_TRUE(graph.look_up("Kim").empty());
}

TEST(TemporalGraph, LoopIsOneFactOfItsEntity) {
  const TemporalGraph graph = example_graph();
  const auto kim_vertex = *graph.find(kim.id);
  EXPECT_EQ(graph.facts_of(kim_vertex).size(), 3u);
  EXPECT_EQ(graph.neighbours(kim_vertex),
            (std::vector{*graph.find(russia.id), kim_vertex, *graph.find(shoigu.id)}));
}

TEST(TemporalGraph, SelectionKeepsTheSourcesOfItsFacts) {
  const TemporalGraph selected =
      example_graph().select({.subject = {"Kim Jong Un"}, .object = {"Russia"}});
  EXPECT_EQ(selected.fact_count(), 1u);
  EXPECT_TRUE(selected.find(kcna.id));
  EXPECT_FALSE(selected.find(shoigu.id));
  EXPECT_THROW(selected.select({.about = {"Sergei Shoigu"}}), Error);
}

TEST(TemporalGraph, SelectingEverythingIsTheSameGraph) {
  std::mt19937 random(7);
  const TemporalGraph graph(contribution_of(testing::random_triples(random, 200, 5)));
  EXPECT_TRUE(graph.select({}) == graph);
  EXPECT_FALSE(graph.select({.min_confidence = 0.99}) == graph);
}

TEST(TemporalGraph, AlgorithmsOfBoostRunOnIt) {
  const TemporalGraph graph(
      contribution_of(std::vector{triple(kim, RelationClass::Support, "supports", russia, ""),
                                  triple(russia, RelationClass::Aid, "gave food to", kim, "2023"),
                                  triple(shoigu, RelationClass::Role, "minister of", russia, "")}));
  std::vector<int> component(graph.entity_count());
  const auto index = boost::get(boost::vertex_index, graph.boost_graph());
  EXPECT_EQ(boost::strong_components(graph.boost_graph(),
                                     boost::make_iterator_property_map(component.begin(), index)),
            2);
  EXPECT_EQ(component[*graph.find(kim.id)], component[*graph.find(russia.id)]);
}

TEST(TemporalGraph, MissingOrDoubleMembersAreRefused) {
  const Contribution contribution =
      contribution_of(std::vector{triple(shoigu, RelationClass::Role, "minister of", russia, "")});
  std::vector<Entity> entities;
  for (const NamedEntity& entity : contribution.entities) {
    entities.push_back(entity_of(entity.id, tally_of(entity)));
  }
  const std::vector<Fact>& facts = contribution.facts;
  EXPECT_THROW(TemporalGraph({entities[0]}, facts), Error);
  EXPECT_THROW(TemporalGraph({entities[0], entities[0], entities[1]}, facts), Error);
  EXPECT_THROW(TemporalGraph(entities, {facts[0], facts[0]}), Error);
}

}  // namespace
}  // namespace entente
