// What the formats of graph programs tell of a graph: nodes and edges with typed attributes, the
// same in each of these formats, each with one writer of its own.
//
// A node is an entity: label (its name), type (PER ORG GPE LOC MISC), country (ISO 3166-1 alpha-3),
// aliases (every other name, joined by "; ").
//
// An edge is a fact: label (the relation), weight and documents (how many documents say so), class,
// date, since and until (the first and the last day of the date), modality, confidence, mentions,
// sources (names of those who say so, joined by "; "), observed_first, observed_last, and of the
// surest piece of evidence its sentence, document and module. It runs as most documents put it.
//
// Aggregated, an edge is all facts of a class and modality between two entities (fact_groups.h):
// label (the kind, see Edge), weight and documents (how many documents state any of them), class,
// modality, relations (joined by "; "), facts (their number), since and until (the first and the
// last day of their dates), confidence, mentions, observed_first, observed_last. In the symmetric
// classes it runs from the lesser id to the greater.
//
// Dates are ISO 8601 text: importers that have a type for dates disagree about it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "export/exporter.h"
#include "export/fact_groups.h"
#include "extract/date.h"

namespace entente {

enum class AttributeType { Text, Whole, Real };

struct Attribute {
  std::string_view name;
  AttributeType type;
};

// A format of a graph program. Its writer says in begin() what node_attributes and edge_attributes
// there are, in the order of the values below.
class PropertyGraphExporter : public Exporter {
 public:
  explicit PropertyGraphExporter(const FormatOptions& options);

  void entity(const Entity& entity) final;
  void fact(const FactView& view) final;
  void end() final;
  ExportReport report() const override;

 protected:
  // Values are text as the attribute's type is written in it, "" where unknown. All of it is valid
  // during the call.
  struct Node {
    std::string_view id;
    std::string_view label;
    std::span<const std::string> values;
  };

  struct Edge {
    std::string_view id;
    std::string_view source;
    std::string_view target;
    std::string_view label;
    std::size_t weight = 0;
    // The class, followed by the modality unless it is asserted: "ASSAULT", "ASSAULT negated".
    // Programs that join parallel edges of the same kind then never add up what does not belong
    // together.
    std::string_view kind;
    std::span<const std::string> values;
    // When it holds (Fact::spells): in order, without overlap; none where that is not known.
    std::span<const DaySpan> spells;
  };

  static std::span<const Attribute> node_attributes();
  std::span<const Attribute> edge_attributes() const;

  virtual void node(const Node& node) = 0;
  virtual void edge(const Edge& edge) = 0;
  virtual void finish() = 0;

 private:
  void group(const FactGroup& group);

  bool aggregate_;
  FactGrouping grouping_;
  ExportReport report_;
};

}  // namespace entente
