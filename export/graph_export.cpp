#include "export/graph_export.h"

#include <set>
#include <string>

#include "export/fact_views.h"

namespace entente {
namespace {

bool asks_for_everything(const Filter& filter) {
  const auto& [about, subject, object, classes, relations, since, until, modalities, min_support,
               min_confidence, documents] = filter;
  return about.empty() && subject.empty() && object.empty() && classes.empty() &&
         relations.empty() && !since && !until && modalities.empty() && min_support == 0 &&
         min_confidence <= 0 && documents.empty();
}

std::set<std::string> entities_of(const Snapshot& snapshot, const Filter& filter) {
  std::set<std::string> ids;
  snapshot.facts(filter, [&](const Fact& fact) {
    ids.insert(fact.key.subject);
    ids.insert(fact.key.object);
    for (std::string& source : fact.sources()) ids.insert(std::move(source));
    return Walk::Continue;
  });
  return ids;
}

}  // namespace

ExportReport export_graph(const Snapshot& snapshot, const Filter& filter, Sentences sentences,
                          Exporter& exporter) {
  exporter.begin();
  if (asks_for_everything(filter)) {
    snapshot.entities([&](const Entity& entity) {
      exporter.entity(entity);
      return Walk::Continue;
    });
  } else {
    for (const std::string& id : entities_of(snapshot, filter)) {
      if (const auto entity = snapshot.entity(id)) exporter.entity(*entity);
    }
  }
  visit_facts(snapshot, filter, sentences, [&](const FactView& view) {
    exporter.fact(view);
    return Walk::Continue;
  });
  exporter.end();
  return exporter.report();
}

}  // namespace entente
