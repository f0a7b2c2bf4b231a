// An exporter of one's own: Graphviz' DOT.
#pragma once

#include <ostream>

#include "export/property_graph.h"

// Writes the nodes and edges of property_graph.h. With FormatOptions::aggregate an arrow stands for
// all facts of a class between two entities, the thicker the more documents tell of it.
class DotExporter : public entente::PropertyGraphExporter {
 public:
  DotExporter(std::ostream& stream, const entente::FormatOptions& options)
      : PropertyGraphExporter(options), stream_(stream) {}

  void begin() override;

 protected:
  void node(const Node& node) override;
  void edge(const Edge& edge) override;
  void finish() override;

 private:
  std::ostream& stream_;
};
