// GraphML 1.0: the nodes and edges of property_graph.h; parallel edges are kept.
//
// Keys have readable names and are declared for nodes and edges apart, `label` and `weight` stand
// where Gephi looks for them, dates are ISO 8601 strings, and edge ids are unique: without any of
// these one importer or another loses something. The schema, which some importers hold files to,
// allows few characters in ids: those of entities are written as name_token() does,
// "person:kim-jong-un". Values that are not known are left out.
#pragma once

#include <ostream>
#include <string_view>

#include "export/property_graph.h"
#include "export/xml_text.h"

namespace entente {

class GraphMlExporter : public PropertyGraphExporter {
 public:
  GraphMlExporter(std::ostream& stream, const FormatOptions& options)
      : PropertyGraphExporter(options), stream_(stream) {}

  void begin() override;
  ExportReport report() const override;

 protected:
  void node(const Node& node) override;
  void edge(const Edge& edge) override;
  void finish() override;

 private:
  // Writes a <data> element; nothing where `value` is empty.
  void data(std::string_view key, std::string_view value);

  std::ostream& stream_;
  XmlText text_;
};

}  // namespace entente
