// Triples as JSON Lines: the interchange format of extract/triple_json.h.
//
// One line for each piece of evidence of each fact, so that `entente ingest` of the file builds the
// same facts again. Entities stand there under their canonical names alone: the other names that
// documents give them are not facts and stay behind.
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

 private:
  std::ostream& stream_;
  std::size_t entities_ = 0;
  std::size_t facts_ = 0;
};

}  // namespace entente
