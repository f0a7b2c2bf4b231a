#include "export/gexf.h"

#include <fmt/format.h>

namespace entente {
namespace {

std::string_view gexf_type(AttributeType type) {
  switch (type) {
    case AttributeType::Whole:
      return "integer";
    case AttributeType::Real:
      return "double";
    default:
      return "string";
  }
}

}  // namespace

void GexfExporter::begin() {
  stream_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  stream_ << (version_ == GexfVersion::V1_3
                  ? "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
                  : "<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n");
  stream_ << "  <meta>\n    <creator>Entente</creator>\n  </meta>\n"
             "  <graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\"";
  if (version_ == GexfVersion::V1_3) stream_ << " timerepresentation=\"interval\"";
  stream_ << ">\n";
  declare("node", node_attributes());
  declare("edge", edge_attributes());
  stream_ << "    <nodes>\n";
}

void GexfExporter::node(const Node& node) {
  stream_ << "      <node id=\"" << text_.identifier(node.id) << "\" label=\""
          << text_.attribute(node.label) << "\">\n";
  values(node_attributes(), node.values);
  stream_ << "      </node>\n";
}

void GexfExporter::edge(const Edge& edge) {
  begin_edges();
  stream_ << "      <edge id=\"" << edge.id << "\" source=\"" << text_.identifier(edge.source)
          << "\" target=\"" << text_.identifier(edge.target) << "\" label=\""
          << text_.attribute(edge.label) << "\" weight=\"" << edge.weight << "\"";
  if (version_ == GexfVersion::V1_3) stream_ << " kind=\"" << edge.kind << "\"";
  stream_ << ">\n";
  values(edge_attributes(), edge.values);
  if (!edge.spells.empty()) {
    stream_ << "        <spells>\n";
    for (const DaySpan& spell : edge.spells) {
      stream_ << "          <spell start=\"" << iso_day(spell.first) << "\" end=\""
              << iso_day(spell.last) << "\"/>\n";
    }
    stream_ << "        </spells>\n";
  }
  stream_ << "      </edge>\n";
}

void GexfExporter::finish() {
  begin_edges();
  stream_ << "    </edges>\n  </graph>\n</gexf>\n";
}

ExportReport GexfExporter::report() const {
  ExportReport report = PropertyGraphExporter::report();
  report.replaced_characters = text_.replaced_characters();
  return report;
}

void GexfExporter::declare(std::string_view element, std::span<const Attribute> attributes) {
  stream_ << "    <attributes class=\"" << element << "\" mode=\"static\">\n";
  for (const Attribute& attribute : attributes) {
    stream_ << fmt::format("      <attribute id=\"{0}\" title=\"{0}\" type=\"{1}\"/>\n",
                           attribute.name, gexf_type(attribute.type));
  }
  stream_ << "    </attributes>\n";
}

void GexfExporter::values(std::span<const Attribute> attributes,
                          std::span<const std::string> values) {
  stream_ << "        <attvalues>\n";
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i].empty()) continue;
    stream_ << "          <attvalue for=\"" << attributes[i].name << "\" value=\""
            << text_.attribute(values[i]) << "\"/>\n";
  }
  stream_ << "        </attvalues>\n";
}

void GexfExporter::begin_edges() {
  if (in_edges_) return;
  stream_ << "    </nodes>\n    <edges>\n";
  in_edges_ = true;
}

}  // namespace entente
