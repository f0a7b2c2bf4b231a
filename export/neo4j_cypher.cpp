#include <array>
#include <fmt/format.h>

#include "export/neo4j.h"
#include "extract/triple.h"

namespace entente {

using namespace neo4j;

namespace {

// Each of them is one transaction; more rows would be faster to write and slower to plan.
constexpr std::size_t bytes_of_statements = 1u << 18;

// A string literal. `\uXXXX` is replaced before anything else is read, wherever it stands, so that
// a backslash of the text must not come to stand before its "u".
std::string literal(std::string_view text) {
  std::string result = "'";
  bool after_backslash = false;
  for (const char c : text) {
    const bool joins_backslash = after_backslash && c == 'u';
    after_backslash = c == '\\';
    switch (c) {
      case '\\':
        result += "\\\\";
        break;
      case '\'':
        result += "\\'";
        break;
      case '\n':
        result += "\\n";
        break;
      case '\r':
        result += "\\r";
        break;
      case '\t':
        result += "\\t";
        break;
      default:
        if (joins_backslash) {
          result += "\\u0075";
        } else if (static_cast<unsigned char>(c) < ' ' || c == '\x7F') {
          result += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
        } else {
          result += c;
        }
    }
  }
  return result + '\'';
}

// Nothing where the value is not known.
std::string expression(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return literal(*text);
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
    std::string list;
    for (const std::string& text : *texts) list += (list.empty() ? "" : ", ") + literal(text);
    return '[' + list + ']';
  }
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
  if (const auto* real = std::get_if<double>(&value)) {
    const std::string digits = fmt::format("{}", *real);
    return digits.find_first_of(".e") == digits.npos ? digits + ".0" : digits;
  }
  if (const auto* boolean = std::get_if<bool>(&value)) return *boolean ? "true" : "false";
  return {};
}

// {id: …, start: …, end: …, of: {properties}}
std::string map_of(const TableDescription& table, const Row& row) {
  std::string properties;
  const auto add = [&](std::string_view name, const std::string& value) {
    if (value.empty()) return;
    properties += fmt::format("{}{}: {}", properties.empty() ? "" : ", ", name, value);
  };
  if (!table.label.empty()) add("id", literal(row.id));
  for (std::size_t i = 0; i < row.values.size(); ++i) {
    add(table.columns[i].name, expression(row.values[i]));
  }
  if (!table.label.empty()) return '{' + properties + '}';
  std::string map = fmt::format("{{start: {}, end: {}", literal(row.start), literal(row.end));
  if (!properties.empty()) map += fmt::format(", of: {{{}}}", properties);
  return map + '}';
}

// SET clauses: all properties, then those that are dates as dates.
std::string set(const TableDescription& table, std::string_view variable,
                std::string_view properties) {
  std::string clause = fmt::format("SET {} = {}", variable, properties);
  for (const Column& column : table.columns) {
    if (column.type != ColumnType::Date) continue;
    clause += fmt::format(", {0}.{1} = date({2}.{1})", variable, column.name, properties);
  }
  return clause;
}

std::string clauses_for(const TableDescription& table, const std::string& kind) {
  if (table.table == Table::Entities) {
    return "MERGE (n:Entity {id: row.id})\n"
           "REMOVE n:Person:Organization:GeoPolitical:Location:Misc\n" +
           set(table, "n", "row") + ", n:" + kind;
  }
  if (!table.label.empty()) {
    return fmt::format("MERGE (n:{} {{id: row.id}})\n", table.label) + set(table, "n", "row");
  }
  const std::string ends = fmt::format("MATCH (a:{} {{id: row.start}}), (b:{} {{id: row.end}})\n",
                                       table.start, table.end);
  if (table.table != Table::Relations) return ends + fmt::format("MERGE (a)-[:{}]->(b)", kind);
  std::string clauses = ends;
  if (const auto relation_class = relation_class_of(kind);
      relation_class && is_symmetric(*relation_class)) {
    // Another document may have turned it round since an earlier export.
    clauses += fmt::format(
        "OPTIONAL MATCH (b)-[turned:{} {{id: row.of.id}}]->(a) WHERE a <> b\n"
        "DELETE turned\n"
        "WITH row, a, b\n",
        kind);
  }
  return clauses + fmt::format("MERGE (a)-[r:{} {{id: row.of.id}}]->(b)\n", kind) +
         set(table, "r", "row.of");
}

}  // namespace

void CypherExporter::begin() { stream_ << neo4j_schema; }

void CypherExporter::row(const TableDescription& table, const Row& row) {
  const std::string map = map_of(table, row);
  std::string& rows = pending_[{table.table, row.kind}];
  rows.append(rows.empty() ? "  " : ",\n  ").append(map);
  pending_bytes_ += map.size();
  if (pending_bytes_ >= bytes_of_statements) flush();
}

void CypherExporter::flush() {
  for (const auto& [what, rows] : pending_) {
    const TableDescription& table = tables()[static_cast<std::size_t>(what.first)];
    stream_ << "UNWIND [\n" << rows << "\n] AS row\n" << clauses_for(table, what.second) << ";\n";
  }
  pending_.clear();
  pending_bytes_ = 0;
}

}  // namespace entente
