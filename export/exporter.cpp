#include "export/exporter.h"

#include <algorithm>
#include <array>
#include <type_traits>

#include "export/graphml.h"
#include "export/json_lines.h"
#include "extract/error.h"

namespace entente {
namespace {

template <typename Format>
std::unique_ptr<Exporter> make_file(const OpenFile& open, const FormatOptions& options) {
  if constexpr (std::is_constructible_v<Format, std::ostream&, const FormatOptions&>) {
    return std::make_unique<Format>(open(""), options);
  } else {
    return std::make_unique<Format>(open(""));
  }
}

constexpr std::array formats{
    ExportFormat{"graphml", "GraphML 1.0, for Gephi, NetworkX, igraph, yEd, Cytoscape",
                 make_file<GraphMlExporter>},
    ExportFormat{"jsonl",
                 "Triples as JSON Lines, one for each piece of evidence, as `ingest` reads",
                 make_file<JsonLinesExporter>},
};

}  // namespace

std::span<const ExportFormat> export_formats() { return formats; }

const ExportFormat& export_format(std::string_view name) {
  std::string names;
  for (const ExportFormat& known : formats) {
    if (known.name == name) return known;
    names.append(names.empty() ? "" : ", ").append(known.name);
  }
  throw Error("there is no export format '" + std::string(name) + "'; there are: " + names);
}

std::unique_ptr<Exporter> make_exporter(std::string_view format, std::ostream& stream,
                                        const FormatOptions& options) {
  const ExportFormat& found = export_format(format);
  if (found.layout == ExportLayout::Folder) {
    throw Error("the export format '" + std::string(format) + "' writes a folder, not a stream");
  }
  return found.make([&](std::string_view) -> std::ostream& { return stream; }, options);
}

const FactEvidence& best_evidence(const Fact& fact) {
  return *std::max_element(fact.evidence.begin(), fact.evidence.end(),
                           [](const FactEvidence& left, const FactEvidence& right) {
                             return left.confidence < right.confidence;
                           });
}

}  // namespace entente
