#include "export/graphml.h"

#include <array>
#include <fmt/format.h>

#include "extract/date.h"

namespace entente {
namespace {

struct Key {
  std::string_view id;
  std::string_view domain;  // "node" or "edge"
  std::string_view name;
  std::string_view type;
};

// Ids are unique in the file, so the second "label" needs another; importers go by the name.
constexpr std::array keys{
    Key{"label", "node", "label", "string"},
    Key{"type", "node", "type", "string"},
    Key{"country", "node", "country", "string"},
    Key{"aliases", "node", "aliases", "string"},
    Key{"edge_label", "edge", "label", "string"},
    Key{"class", "edge", "class", "string"},
    Key{"date", "edge", "date", "string"},
    Key{"since", "edge", "since", "string"},
    Key{"until", "edge", "until", "string"},
    Key{"modality", "edge", "modality", "string"},
    Key{"weight", "edge", "weight", "double"},
    Key{"confidence", "edge", "confidence", "double"},
    Key{"documents", "edge", "documents", "int"},
    Key{"mentions", "edge", "mentions", "int"},
    Key{"sources", "edge", "sources", "string"},
    Key{"observed_first", "edge", "observed_first", "string"},
    Key{"observed_last", "edge", "observed_last", "string"},
    Key{"sentence", "edge", "sentence", "string"},
    Key{"document", "edge", "document", "string"},
    Key{"module", "edge", "module", "string"},
};

constexpr std::string_view separator = "; ";

void append_to_list(std::string& list, std::string_view item) {
  list.append(list.empty() ? "" : separator).append(item);
}

}  // namespace

void GraphMlExporter::begin() {
  stream_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
             "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"\n"
             "         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
             "         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
             "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";
  for (const Key& key : keys) {
    stream_ << fmt::format("  <key id=\"{}\" for=\"{}\" attr.name=\"{}\" attr.type=\"{}\"/>\n",
                           key.id, key.domain, key.name, key.type);
  }
  stream_ << "  <graph id=\"entente\" edgedefault=\"directed\">\n";
}

void GraphMlExporter::entity(const Entity& entity) {
  std::string aliases;
  for (const Entity::Name& name : entity.names) {
    if (name.name != entity.name) append_to_list(aliases, name.name);
  }
  stream_ << "    <node id=\"" << text_.identifier(entity.id) << "\">\n";
  data("label", entity.name);
  data("type", name_of(entity.type));
  data("country", entity.country);
  data("aliases", aliases);
  stream_ << "    </node>\n";
  ++entities_;
}

void GraphMlExporter::fact(const FactView& view) {
  const Fact& fact = view.fact;
  const Support support = fact.support();
  const FactEvidence& evidence = best_evidence(fact);
  std::string sources;
  for (const Entity& source : view.sources) append_to_list(sources, source.name);

  stream_ << "    <edge id=\"" << fact_id(fact.key) << "\" source=\""
          << text_.identifier(fact.subject()) << "\" target=\"" << text_.identifier(fact.object())
          << "\">\n";
  data("edge_label", fact.key.relation);
  data("class", name_of(fact.key.relation_class));
  data("date", fact.key.date);
  if (const auto days = days_of(fact.key.date)) {
    data("since", iso_day(days->first));
    data("until", iso_day(days->last));
  }
  data("modality", name_of(fact.key.modality));
  data("weight", std::to_string(support.documents));
  data("confidence", fmt::format("{:.4f}", fact.confidence()));
  data("documents", std::to_string(support.documents));
  data("mentions", std::to_string(support.mentions));
  data("sources", sources);
  data("observed_first", fact.first_observed());
  data("observed_last", fact.last_observed());
  data("sentence", evidence.text);
  data("document", evidence.document);
  data("module", evidence.module);
  stream_ << "    </edge>\n";
  ++facts_;
}

void GraphMlExporter::end() { stream_ << "  </graph>\n</graphml>\n"; }

ExportReport GraphMlExporter::report() const {
  return {
      .entities = entities_, .facts = facts_, .replaced_characters = text_.replaced_characters()};
}

void GraphMlExporter::data(std::string_view key, std::string_view value) {
  if (value.empty()) return;
  stream_ << "      <data key=\"" << key << "\">" << text_.content(value) << "</data>\n";
}

}  // namespace entente
