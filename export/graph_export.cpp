#include "export/graph_export.h"

#include <set>
#include <string>

#include "export/fact_views.h"

namespace entente {
namespace {

bool asks_for_everything(const Snapshot& snapshot, const Filter& filter) {
  const auto& [about, subject, object, classes, relations, since, until, modalities, min_support,
               min_confidence, documents] = filter;
  return about.empty() && subject.empty() && object.empty() && classes.empty() &&
         relations.empty() && !since && !until && modalities.empty() && min_support == 0 &&
         min_confidence <= 0 && documents.empty() && !snapshot.is_of_a_day();
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

void export_facts(const Snapshot& snapshot, const Filter& filter, Sentences sentences,
                  Exporter& exporter) {
  if (asks_for_everything(snapshot, filter)) {
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
}

void export_documents(const Snapshot& snapshot, Exporter& exporter) {
  snapshot.contributions([&](const DocumentRecord& record, const Contribution& contribution) {
    exporter.document(record, contribution);
    return Walk::Continue;
  });
  for (const Decision& decision : snapshot.decisions()) exporter.decision(decision);
}

}  // namespace

ExportReport export_graph(const Snapshot& snapshot, const Filter& filter, Sentences sentences,
                          Exporter& exporter) {
  const bool whole = exporter.holds_documents() && asks_for_everything(snapshot, filter) &&
                     sentences == Sentences::Load;
  exporter.begin();
  if (whole) {
    export_documents(snapshot, exporter);
  } else {
    export_facts(snapshot, filter, sentences, exporter);
  }
  exporter.end();
  ExportReport report = exporter.report();
  report.whole = whole;
  return report;
}

}  // namespace entente
