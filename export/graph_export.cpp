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

// What facts speak of and who states them: ids, sorted.
struct Named {
  std::set<std::string> entities;
  std::set<std::string> documents;  // only where the format names them
};

Named named_by(const Snapshot& snapshot, const Filter& filter, bool with_documents) {
  Named named;
  snapshot.facts(filter, [&](const Fact& fact) {
    named.entities.insert(fact.key.subject);
    named.entities.insert(fact.key.object);
    for (std::string& source : fact.sources()) named.entities.insert(std::move(source));
    if (with_documents) {
      for (const FactEvidence& piece : fact.evidence) named.documents.insert(piece.document);
    }
    return Walk::Continue;
  });
  return named;
}

void export_named(const Snapshot& snapshot, const Named& named, Exporter& exporter) {
  for (const std::string& id : named.entities) {
    if (const auto entity = snapshot.entity(id)) exporter.entity(*entity);
  }
  for (const std::string& id : named.documents) {
    if (const auto record = snapshot.document(id)) exporter.document_record(*record);
  }
}

void export_all_named(const Snapshot& snapshot, Exporter& exporter) {
  snapshot.entities([&](const Entity& entity) {
    exporter.entity(entity);
    return Walk::Continue;
  });
  if (!exporter.names_documents()) return;
  snapshot.documents([&](const DocumentRecord& record) {
    exporter.document_record(record);
    return Walk::Continue;
  });
}

void export_facts(const Snapshot& snapshot, const Filter& filter, Sentences sentences,
                  Exporter& exporter) {
  if (asks_for_everything(snapshot, filter)) {
    export_all_named(snapshot, exporter);
  } else {
    export_named(snapshot, named_by(snapshot, filter, exporter.names_documents()), exporter);
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
  exporter.source(snapshot, filter);
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
