#include "export/graphml.h"

#include <fmt/format.h>
#include <string>

namespace entente {
namespace {

// Ids are unique in the file, so the second "label" needs another; importers go by the name.
constexpr std::string_view node_label = "label";
constexpr std::string_view edge_label = "edge_label";

std::string_view graphml_type(AttributeType type) {
  switch (type) {
    case AttributeType::Whole:
      return "int";
    case AttributeType::Real:
      return "double";
    default:
      return "string";
  }
}

std::string key_element(std::string_view id, std::string_view domain, const Attribute& attribute) {
  return fmt::format("  <key id=\"{}\" for=\"{}\" attr.name=\"{}\" attr.type=\"{}\"/>\n", id,
                     domain, attribute.name, graphml_type(attribute.type));
}

}  // namespace

void GraphMlExporter::begin() {
  stream_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
             "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"\n"
             "         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
             "         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
             "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";
  stream_ << key_element(node_label, "node", {"label", AttributeType::Text});
  for (const Attribute& attribute : node_attributes()) {
    stream_ << key_element(attribute.name, "node", attribute);
  }
  stream_ << key_element(edge_label, "edge", {"label", AttributeType::Text})
          << key_element("weight", "edge", {"weight", AttributeType::Real});
  for (const Attribute& attribute : edge_attributes()) {
    stream_ << key_element(attribute.name, "edge", attribute);
  }
  stream_ << "  <graph id=\"entente\" edgedefault=\"directed\">\n";
}

void GraphMlExporter::node(const Node& node) {
  stream_ << "    <node id=\"" << name_token(node.id) << "\">\n";
  data(node_label, node.label);
  for (std::size_t i = 0; i < node.values.size(); ++i) {
    data(node_attributes()[i].name, node.values[i]);
  }
  stream_ << "    </node>\n";
}

void GraphMlExporter::edge(const Edge& edge) {
  stream_ << "    <edge id=\"" << edge.id << "\" source=\"" << name_token(edge.source)
          << "\" target=\"" << name_token(edge.target) << "\">\n";
  data(edge_label, edge.label);
  data("weight", std::to_string(edge.weight));
  for (std::size_t i = 0; i < edge.values.size(); ++i) {
    data(edge_attributes()[i].name, edge.values[i]);
  }
  stream_ << "    </edge>\n";
}

void GraphMlExporter::finish() { stream_ << "  </graph>\n</graphml>\n"; }

ExportReport GraphMlExporter::report() const {
  ExportReport report = PropertyGraphExporter::report();
  report.replaced_characters = text_.replaced_characters();
  return report;
}

void GraphMlExporter::data(std::string_view key, std::string_view value) {
  if (value.empty()) return;
  stream_ << "      <data key=\"" << key << "\">" << text_.content(value) << "</data>\n";
}

}  // namespace entente
