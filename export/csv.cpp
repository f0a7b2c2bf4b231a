#include "export/csv.h"

#include <algorithm>

namespace entente {
namespace {

constexpr std::string_view line_end = "\r\n";

// Whether a spreadsheet would take `text`, or what is left of it without apostrophes in front, for
// a formula. The wide forms of the signs count for some of them.
bool looks_like_formula(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of('\''), text.size()));
  for (const std::string_view sign :
       {"=", "+", "-", "@", "\t", "\r", "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"}) {
    if (text.starts_with(sign)) return true;
  }
  return false;
}

}  // namespace

std::string CsvText::text(std::string_view text) { return cell(text, "\uFFFD"); }
std::string CsvText::identifier(std::string_view text) { return cell(text, "\uFFFD00"); }

std::string CsvText::cell(std::string_view text, std::string_view replacement) {
  std::string content;
  if (looks_like_formula(text)) {
    content = "'";
    ++guarded_;
  }
  bool quoted = false;
  for (const char c : text) {
    if (c == '\0') {
      content += replacement;
      ++replaced_;
      continue;
    }
    if (c == '"') content += '"';
    quoted |= c == '"' || c == ',' || c == '\r' || c == '\n';
    content += c;
  }
  return quoted ? '"' + content + '"' : content;
}

void CsvExporter::begin() {
  nodes_ << "id,label";
  for (const Attribute& attribute : node_attributes()) nodes_ << ',' << attribute.name;
  nodes_ << line_end;
  edges_ << "id,source,target,label,weight";
  for (const Attribute& attribute : edge_attributes()) edges_ << ',' << attribute.name;
  edges_ << line_end;
}

void CsvExporter::node(const Node& node) {
  nodes_ << text_.identifier(node.id) << ',' << text_.text(node.label);
  values(nodes_, node_attributes(), node.values);
}

void CsvExporter::edge(const Edge& edge) {
  edges_ << edge.id << ',' << text_.identifier(edge.source) << ',' << text_.identifier(edge.target)
         << ',' << text_.text(edge.label) << ',' << edge.weight;
  values(edges_, edge_attributes(), edge.values);
}

ExportReport CsvExporter::report() const {
  ExportReport report = PropertyGraphExporter::report();
  report.replaced_characters = text_.replaced_characters();
  report.guarded_texts = text_.guarded();
  return report;
}

void CsvExporter::values(std::ostream& stream, std::span<const Attribute> attributes,
                         std::span<const std::string> values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool is_text = attributes[i].type == AttributeType::Text;
    stream << ',' << (is_text ? text_.text(values[i]) : values[i]);
  }
  stream << line_end;
}

}  // namespace entente
