#include "export/exporter.h"

#include <algorithm>
#include <array>

#include "export/graphml.h"
#include "export/json_lines.h"
#include "extract/error.h"

namespace entente {
namespace {

template <typename Format>
std::unique_ptr<Exporter> make(std::ostream& stream) {
  return std::make_unique<Format>(stream);
}

constexpr std::array formats{
    ExportFormat{"graphml", "GraphML 1.0, for Gephi, NetworkX, igraph, yEd, Cytoscape",
                 make<GraphMlExporter>},
    ExportFormat{"jsonl",
                 "Triples as JSON Lines, one for each piece of evidence, as `ingest` reads",
                 make<JsonLinesExporter>},
};

}  // namespace

std::span<const ExportFormat> export_formats() { return formats; }

std::unique_ptr<Exporter> make_exporter(std::string_view format, std::ostream& stream) {
  std::string names;
  for (const ExportFormat& known : formats) {
    if (known.name == format) return known.make(stream);
    names.append(names.empty() ? "" : ", ").append(known.name);
  }
  throw Error("there is no export format '" + std::string(format) + "'; there are: " + names);
}

const FactEvidence& best_evidence(const Fact& fact) {
  return *std::max_element(fact.evidence.begin(), fact.evidence.end(),
                           [](const FactEvidence& left, const FactEvidence& right) {
                             return left.confidence < right.confidence;
                           });
}

}  // namespace entente
