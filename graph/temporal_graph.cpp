#include "graph/temporal_graph.h"

#include <algorithm>
#include <set>
#include <utility>

#include "extract/error.h"

namespace entente {
namespace {

std::vector<Entity> entities_of(const Contribution& contribution) {
  std::vector<Entity> entities;
  entities.reserve(contribution.entities.size());
  for (const NamedEntity& entity : contribution.entities) {
    entities.push_back(entity_of(entity.id, tally_of(entity)));
  }
  return entities;
}

}  // namespace

TemporalGraph::TemporalGraph(const Contribution& contribution)
    : TemporalGraph(entities_of(contribution), contribution.facts) {}

TemporalGraph::TemporalGraph(std::vector<Entity> entities, std::vector<Fact> facts) {
  std::sort(entities.begin(), entities.end(),
            [](const Entity& left, const Entity& right) { return left.id < right.id; });
  std::sort(facts.begin(), facts.end(),
            [](const Fact& left, const Fact& right) { return left.key < right.key; });
  for (const Entity& entity : entities) {
    if (entity_count() > 0 && graph_[entity_count() - 1].id == entity.id) {
      throw Error("entity \"" + entity.id + "\" stands twice among the entities of a graph");
    }
    boost::add_vertex(entity, graph_);
  }
  const auto end_of = [&](const std::string& id, const Fact& fact) {
    const auto vertex = find(id);
    if (!vertex) {
      throw Error("entity \"" + id + "\" of fact " + fact_id(fact.key) +
                  " is missing among the entities of a graph");
    }
    return *vertex;
  };
  const FactKey* last = nullptr;
  for (const Fact& fact : facts) {
    if (last && *last == fact.key) {
      throw Error("fact " + fact_id(fact.key) + " stands twice among the facts of a graph");
    }
    const Vertex source = end_of(fact.subject(), fact);
    const Vertex target = end_of(fact.object(), fact);
    const Edge edge = boost::add_edge(source, target, fact, graph_).first;
    last = &graph_[edge].key;
  }
}

std::optional<TemporalGraph::Vertex> TemporalGraph::find(std::string_view id) const {
  const auto all = vertices();
  const auto found = std::lower_bound(all.begin(), all.end(), id, [&](Vertex vertex, auto wanted) {
    return graph_[vertex].id < wanted;
  });
  if (found == all.end() || graph_[*found].id != id) return {};
  return *found;
}

std::vector<std::string> TemporalGraph::look_up(std::string_view id_or_name) const {
  if (find(id_or_name)) return {std::string(id_or_name)};
  const std::string wanted = lookup_key(id_or_name);
  std::vector<std::string> ids;
  for (const Vertex vertex : vertices()) {
    const auto& names = graph_[vertex].names;
    if (std::any_of(names.begin(), names.end(),
                    [&](const Entity::Name& name) { return lookup_key(name.name) == wanted; })) {
      ids.push_back(graph_[vertex].id);
    }
  }
  return ids;
}

std::vector<TemporalGraph::Edge> TemporalGraph::facts_of(Vertex vertex) const {
  std::vector<Edge> found;
  for (const Edge edge : boost::make_iterator_range(boost::out_edges(vertex, graph_))) {
    found.push_back(edge);
  }
  for (const Edge edge : boost::make_iterator_range(boost::in_edges(vertex, graph_))) {
    // A loop is among the out-edges already.
    if (source(edge) != vertex) found.push_back(edge);
  }
  std::sort(found.begin(), found.end(),
            [&](Edge left, Edge right) { return graph_[left].key < graph_[right].key; });
  return found;
}

std::vector<TemporalGraph::Vertex> TemporalGraph::neighbours(Vertex vertex) const {
  std::set<Vertex> found;
  for (const Edge edge : boost::make_iterator_range(boost::out_edges(vertex, graph_))) {
    found.insert(target(edge));
  }
  for (const Edge edge : boost::make_iterator_range(boost::in_edges(vertex, graph_))) {
    found.insert(source(edge));
  }
  return {found.begin(), found.end()};
}

TemporalGraph TemporalGraph::select(const Filter& filter) const {
  const FactMatcher matcher(filter, [&](std::string_view actor) { return look_up(actor); });
  std::vector<Fact> facts;
  std::set<Vertex> kept;
  for (const Edge edge : edges()) {
    const Fact& fact = graph_[edge];
    if (!matcher.matches(fact)) continue;
    facts.push_back(fact);
    kept.insert({source(edge), target(edge)});
    for (const std::string& id : fact.sources()) {
      if (const auto vertex = find(id)) kept.insert(*vertex);
    }
  }
  std::vector<Entity> entities;
  for (const Vertex vertex : kept) entities.push_back(graph_[vertex]);
  return {std::move(entities), std::move(facts)};
}

bool TemporalGraph::operator==(const TemporalGraph& other) const {
  return std::ranges::equal(
             vertices(), other.vertices(),
             [&](Vertex left, Vertex right) { return graph_[left] == other[right]; }) &&
         std::ranges::equal(edges(), other.edges(),
                            [&](Edge left, Edge right) { return graph_[left] == other[right]; });
}

}  // namespace entente
