#include "export/cytoscape.h"

#include <nlohmann/json.hpp>
#include <string>

#include "extract/error.h"

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

void add_values(Json& data, std::span<const Attribute> attributes,
                std::span<const std::string> values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i].empty()) continue;
    // A number is written as in the other formats.
    data[std::string(attributes[i].name)] =
        attributes[i].type == AttributeType::Text ? Json(values[i]) : Json::parse(values[i]);
  }
}

std::string line_of(const Json& data) {
  try {
    return "{\"data\":" + data.dump() + "}";
  } catch (const Json::type_error&) {
    throw Error("node or edge " +
                data.at("id").dump(-1, ' ', true, Json::error_handler_t::replace) +
                " cannot be written as JSON: a text in it is not UTF-8");
  }
}

}  // namespace

void CytoscapeExporter::begin() {
  stream_ << "{\"format_version\":\"1.0\",\"generated_by\":\"Entente\","
             "\"target_cytoscapejs_version\":\"~3\",\"elements\":{\"nodes\":[";
}

void CytoscapeExporter::node(const Node& node) {
  Json data{{"id", node.id}, {"label", node.label}};
  add_values(data, node_attributes(), node.values);
  write(line_of(data));
}

void CytoscapeExporter::edge(const Edge& edge) {
  begin_edges();
  Json data{{"id", edge.id},
            {"source", edge.source},
            {"target", edge.target},
            {"label", edge.label},
            {"weight", edge.weight}};
  add_values(data, edge_attributes(), edge.values);
  write(line_of(data));
}

void CytoscapeExporter::finish() {
  begin_edges();
  stream_ << "\n]}}\n";
}

void CytoscapeExporter::begin_edges() {
  if (in_edges_) return;
  stream_ << "\n],\"edges\":[";
  in_edges_ = true;
  first_ = true;
}

void CytoscapeExporter::write(std::string_view line) {
  stream_ << (first_ ? "\n" : ",\n") << line;
  first_ = false;
}

}  // namespace entente
