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
  std::string text;                          // of a format of one file
  std::map<std::string, std::string> files;  // of one of a folder, by their names
  ExportReport report;
};

inline Exported export_triples(std::string_view format, std::span<const Triple> triples,
                               const FormatOptions& options = {}) {
  const Contribution graph = contribution_of(triples);
  std::map<std::string, std::ostringstream> streams;
  const auto exporter = export_format(format).make(
      [&](std::string_view name) -> std::ostream& { return streams[std::string(name)]; }, options);
  std::map<std::string, Entity> entities;
  exporter->begin();
  for (const NamedEntity& named : graph.entities) {
    const Entity& entity =
        entities.emplace(named.id, entity_of(named.id, tally_of(named))).first->second;
    exporter->entity(entity);
  }
  if (exporter->names_documents()) {
    std::map<std::string, DocumentRecord> records;
    for (const Triple& one : triples) {
      records[one.document] = {.id = one.document, .date = one.observed, .language = "es"};
    }
    for (const auto& [id, record] : records) exporter->document_record(record);
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
  Exported exported{.text = {}, .files = {}, .report = exporter->report()};
  for (const auto& [name, stream] : streams) {
    (name.empty() ? exported.text : exported.files[name]) = stream.str();
  }
  return exported;
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

// Two documents that agree on one fact, a second relation between the same two, a self loop, a fact
// about which only the relation is known.
inline std::vector<Triple> small_graph() {
  Triple met = triple(kim(), "met", RelationClass::Consult, shoigu());
  met.source = kcna();
  Triple met_again = met;
  met_again.document = "es-002";
  met_again.observed = "2023-07-28";
  met_again.confidence = 0.5;
  met_again.subject.name = "Kim";
  Triple gave = triple(shoigu(), "delivered letter to", RelationClass::Consult, kim());
  gave.date = "2023-07";
  gave.modality = Modality::Possible;
  Triple praised_itself = triple(kcna(), "praised", RelationClass::Support, kcna());
  Triple bare{.document = "foreign",
              .observed = "",
              .subject = kim(),
              .relation = "knows",
              .relation_class = RelationClass::Other,
              .object = kcna(),
              .date = "",
              .modality = Modality::Asserted,
              .source = std::nullopt,
              .confidence = 1.0,
              .module = "",
              .evidence = {}};
  return {met, met_again, gave, praised_itself, bare};
}

inline std::size_t count_of(std::string_view what, std::string_view text) {
  std::size_t count = 0;
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + what.size())) ++count;
  return count;
}

}  // namespace entente
