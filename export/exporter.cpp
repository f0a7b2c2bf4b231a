#include "export/exporter.h"

#include <algorithm>
#include <array>
#include <type_traits>

#include "export/csv.h"
#include "export/cytoscape.h"
#include "export/gexf.h"
#include "export/graphml.h"
#include "export/html.h"
#include "export/json_lines.h"
#include "export/neo4j.h"
#include "export/nquads.h"
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

constexpr std::array<std::string_view, 1> of_graphs{"--aggregate"};
constexpr std::array<std::string_view, 2> of_gexf{"--aggregate", "--gexf-version"};

std::unique_ptr<Exporter> make_csv(const OpenFile& open, const FormatOptions& options) {
  return std::make_unique<CsvExporter>(open, options);
}

std::unique_ptr<Exporter> make_neo4j_folder(const OpenFile& open, const FormatOptions&) {
  return std::make_unique<Neo4jFolderExporter>(open);
}

constexpr std::array formats{
    ExportFormat{"csv", "nodes.csv and edges.csv, for pandas, R, spreadsheets, databases", make_csv,
                 of_graphs, ExportLayout::Folder},
    ExportFormat{"cypher", "Cypher for a Neo4j server that runs; may be run again",
                 make_file<CypherExporter>},
    ExportFormat{"cytoscape", "JSON, for Cytoscape.js and Cytoscape", make_file<CytoscapeExporter>,
                 of_graphs},
    ExportFormat{"gexf", "GEXF 1.3 with time, for Gephi and its timeline, NetworkX, graphology",
                 make_file<GexfExporter>, of_gexf},
    ExportFormat{"graphml", "GraphML 1.0, for Gephi, NetworkX, igraph, yEd, Cytoscape",
                 make_file<GraphMlExporter>, of_graphs},
    ExportFormat{"html", "One page for a browser, to search and look at; up to 20,000 facts",
                 make_file<HtmlExporter>},
    ExportFormat{"jsonl",
                 "Triples as JSON Lines, one for each piece of evidence, as `ingest` reads",
                 make_file<JsonLinesExporter>},
    ExportFormat{"neo4j",
                 "A folder for `neo4j-admin database import full`, with a script that loads it",
                 make_neo4j_folder,
                 {},
                 ExportLayout::Folder},
    ExportFormat{"nquads",
                 "RDF with PROV-O as N-Quads, a named graph for each document, for SPARQL",
                 make_file<NQuadsExporter>},
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
