// Triples as JSON Lines: the interchange format of extract/triple_json.h.
//
// One line for each piece of evidence of each fact. Of a whole graph, each document comes with its
// record, and users' decisions follow (interchange.h): `entente ingest` of that gives the same
// graph again, to the byte. Entities stand there as each document names them. In a part of a graph
// they stand under their canonical names alone.
#pragma once

#include <cstddef>
#include <ostream>

#include "export/exporter.h"

namespace entente {

class JsonLinesExporter : public Exporter {
 public:
  explicit JsonLinesExporter(std::ostream& stream) : stream_(stream) {}

  void begin() override {}
  void entity(const Entity&) override { ++entities_; }  // stands in the triples that name it
  void fact(const FactView& view) override;
  void end() override {}
  ExportReport report() const override;

  bool holds_documents() const override { return true; }
  void document(const DocumentRecord& record, const Contribution& contribution) override;
  void decision(const Decision& decision) override;

 private:
  std::ostream& stream_;
  std::size_t entities_ = 0;
  std::size_t facts_ = 0;
};

}  // namespace entente
