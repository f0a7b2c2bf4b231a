// GraphML 1.0: one node an entity, one edge a fact; parallel edges are kept.
//
// Keys have readable names and are declared for nodes and edges apart, `label` and `weight` stand
// where Gephi looks for them, dates are ISO 8601 strings, and edge ids are unique: without any of
// these one importer or another loses something. Values that are not known are left out.
//
// Nodes: label, type (PER ORG GPE LOC MISC), country (ISO 3166-1 alpha-3), aliases (every other
// name, joined by "; "). Edges: label (the relation), class, date, since and until (the first and
// the last day of the date), modality, weight and documents (how many documents say so), mentions,
// confidence, sources (names of those who say so, joined by "; "), observed_first, observed_last,
// and of the surest piece of evidence its sentence, document and module.
#pragma once

#include <cstddef>
#include <ostream>
#include <string_view>

#include "export/exporter.h"
#include "export/xml_text.h"

namespace entente {

class GraphMlExporter : public Exporter {
 public:
  explicit GraphMlExporter(std::ostream& stream) : stream_(stream) {}

  void begin() override;
  void entity(const Entity& entity) override;
  void fact(const FactView& view) override;
  void end() override;
  ExportReport report() const override;

 private:
  // Writes a <data> element; nothing where `value` is empty.
  void data(std::string_view key, std::string_view value);

  std::ostream& stream_;
  XmlText text_;
  std::size_t entities_ = 0;
  std::size_t facts_ = 0;
};

}  // namespace entente
