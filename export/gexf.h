// GEXF 1.3 or 1.2, dynamic: the nodes and edges of property_graph.h with the days on which edges
// hold.
//
// Time: an edge has a spell from the first to the last day of its fact's date, whatever precision
// that has; a fact without a date, one for each day on which documents state it, days in a row as
// one; aggregated, what the spells of its facts cover together. A fact of which neither is known
// has no spell, which Gephi takes for "always"; so do nodes: nobody knows when an actor began to be
// one, and Gephi's timeline plays edges on nodes that stay where they are. Only intervals are used,
// as one file may not mix them with timestamps.
//
// Kinds: importers join parallel edges of one kind into one. So the kind of an edge is its class
// (and modality), which GEXF 1.2 cannot say.
//
// Attribute titles differ in more than case, ids are their titles, and values that are not known
// are left out.
#pragma once

#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "export/property_graph.h"
#include "export/xml_text.h"

namespace entente {

class GexfExporter : public PropertyGraphExporter {
 public:
  GexfExporter(std::ostream& stream, const FormatOptions& options)
      : PropertyGraphExporter(options), stream_(stream), version_(options.gexf_version) {}

  void begin() override;
  ExportReport report() const override;

 protected:
  void node(const Node& node) override;
  void edge(const Edge& edge) override;
  void finish() override;

 private:
  void declare(std::string_view element, std::span<const Attribute> attributes);
  void values(std::span<const Attribute> attributes, std::span<const std::string> values);
  void begin_edges();  // closes the nodes before the first edge

  std::ostream& stream_;
  GexfVersion version_;
  XmlText text_;
  bool in_edges_ = false;
};

}  // namespace entente
