#include "dot_exporter.h"

#include <iomanip>  // std::quoted escapes as DOT does

void DotExporter::begin() {
  stream_ << "digraph entente {\n  rankdir=LR;\n  node [shape=box, style=rounded];\n";
}

void DotExporter::node(const Node& node) {
  stream_ << "  " << std::quoted(node.id) << " [label=" << std::quoted(node.label) << "];\n";
}

void DotExporter::edge(const Edge& edge) {
  std::string_view label = edge.label;  // the relation; aggregated the class, which tells less
  for (std::size_t i = 0; i < edge.values.size(); ++i) {
    if (edge_attributes()[i].name == "relations") label = edge.values[i];
  }
  stream_ << "  " << std::quoted(edge.source) << " -> " << std::quoted(edge.target)
          << " [label=" << std::quoted(label) << ", penwidth=" << edge.weight;
  const bool doubtful = edge.kind.find(' ') != std::string_view::npos;  // "ASSAULT negated"
  if (doubtful) stream_ << ", style=dashed";
  stream_ << "];\n";
}

void DotExporter::finish() { stream_ << "}\n"; }
