// Exports the graph of a few triples without a store, as export_graph() does it from one.
#pragma once

#include <map>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "export/exporter.h"
#include "extract/entity_id.h"
#include "graph/merge.h"

namespace entente {

struct Exported {
  std::string text;
  ExportReport report;
};

inline Exported export_triples(std::string_view format, std::span<const Triple> triples) {
  const Contribution graph = contribution_of(triples);
  std::ostringstream stream;
  const auto exporter = make_exporter(format, stream);
  std::map<std::string, Entity> entities;
  exporter->begin();
  for (const NamedEntity& named : graph.entities) {
    const Entity& entity =
        entities.emplace(named.id, entity_of(named.id, tally_of(named))).first->second;
    exporter->entity(entity);
  }
  for (const Fact& fact : graph.facts) {
    std::vector<Entity> sources;
    for (const std::string& id : fact.sources()) sources.push_back(entities.at(id));
    exporter->fact({.fact = fact,
                    .subject = entities.at(fact.subject()),
                    .object = entities.at(fact.object()),
                    .sources = sources});
  }
  exporter->end();
  return {stream.str(), exporter->report()};
}

inline EntityRef named(EntityType type, std::string name, std::string country = "") {
  return {.id = entity_id(type, name),
          .name = std::move(name),
          .type = type,
          .country = std::move(country)};
}

inline Triple triple(EntityRef subject, std::string relation, RelationClass relation_class,
                     EntityRef object) {
  return {.document = "es-001",
          .observed = "2023-07-27",
          .subject = std::move(subject),
          .relation = std::move(relation),
          .relation_class = relation_class,
          .object = std::move(object),
          .date = "2023-07-26",
          .modality = Modality::Asserted,
          .source = std::nullopt,
          .confidence = 0.9,
          .module = "events",
          .evidence = {.sentence = 1, .begin = 7, .end = 40, .text = "Kim se reunió con Shoigu."}};
}

inline EntityRef kim() { return named(EntityType::Person, "Kim Jong Un", "PRK"); }
inline EntityRef shoigu() { return named(EntityType::Person, "Sergei Shoigu", "RUS"); }
inline EntityRef kcna() { return named(EntityType::Organization, "KCNA", "PRK"); }

}  // namespace entente
