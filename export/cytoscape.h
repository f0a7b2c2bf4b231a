// Cytoscape's JSON ("elements"): the nodes and edges of property_graph.h, as Cytoscape.js takes
// them and Cytoscape opens them (.cyjs).
//
// {"elements": {"nodes": [{"data": {"id", "label", …}}], "edges": [{"data": {"id", "source",
// "target", "label", "weight", …}}]}}, one element a line. Values that are not known are left out.
// Throws Error where a text is not UTF-8; JSON holds all others as they are.
#pragma once

#include <ostream>
#include <string_view>

#include "export/property_graph.h"

namespace entente {

class CytoscapeExporter : public PropertyGraphExporter {
 public:
  CytoscapeExporter(std::ostream& stream, const FormatOptions& options)
      : PropertyGraphExporter(options), stream_(stream) {}

  void begin() override;

 protected:
  void node(const Node& node) override;
  void edge(const Edge& edge) override;
  void finish() override;

 private:
  void begin_edges();                 // closes the nodes before the first edge
  void write(std::string_view line);  // an element of the present list

  std::ostream& stream_;
  bool in_edges_ = false;
  bool first_ = true;  // no element of the present list is written yet
};

}  // namespace entente
