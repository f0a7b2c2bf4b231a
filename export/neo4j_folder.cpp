// What the import tool reads: https://neo4j.com/docs/operations-manual/5/import/
#include <fmt/format.h>

#include "export/neo4j.h"

namespace entente {

using namespace neo4j;

// Further files of export/neo4j, made sources by the build.
extern const std::string_view neo4j_readme;
extern const std::string_view neo4j_load_script;
extern const std::string_view neo4j_examples;

namespace {

constexpr char list_separator = '\x1F';

std::string_view neo4j_type(ColumnType type) {
  switch (type) {
    case ColumnType::Text:
      return "string";
    case ColumnType::Texts:
      return "string[]";
    case ColumnType::Date:
      return "date";
    case ColumnType::Integer:
      return "long";
    case ColumnType::Real:
      return "double";
    case ColumnType::Boolean:
      break;
  }
  return "boolean";
}

std::string header_of(const TableDescription& table) {
  std::string header = table.label.empty()
                           ? fmt::format(":START_ID({}),:END_ID({}),:TYPE", table.start, table.end)
                           : fmt::format("id:ID({}),:LABEL", table.label);
  for (const Column& column : table.columns) {
    header += fmt::format(",{}:{}", column.name, neo4j_type(column.type));
  }
  return header + '\n';
}

std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + '"';
}

}  // namespace

void Neo4jFolderExporter::begin() {
  open_("README.md") << neo4j_readme;
  open_("load.sh") << neo4j_load_script;
  open_("schema.cypher") << neo4j_schema;
  open_("examples.cypher") << neo4j_examples;
  for (const TableDescription& table : tables()) {
    open_(fmt::format("{}-header.csv", table.name)) << header_of(table);
    data_[table.table] = &open_(fmt::format("{}.csv", table.name));
  }
}

void Neo4jFolderExporter::row(const TableDescription& table, const Row& row) {
  std::string line = table.label.empty() ? fmt::format("{},{},{}", in_quotes(row.start),
                                                       in_quotes(row.end), row.kind)
                                         : fmt::format("{},{}", in_quotes(row.id), row.kind);
  for (const Value& value : row.values) line.append(",").append(cell(value));
  *data_.at(table.table) << line << '\n';
}

std::string Neo4jFolderExporter::cell(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return in_quotes(*text);
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
    std::string list;
    for (const std::string& text : *texts) {
      if (!list.empty()) list += list_separator;
      for (const char c : text) {
        if (c == list_separator) count_replaced(1);
        c == list_separator ? list.append("\uFFFD") : list.append(1, c);
      }
    }
    return in_quotes(list);
  }
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
  if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
  if (const auto* boolean = std::get_if<bool>(&value)) return *boolean ? "true" : "false";
  return {};
}

}  // namespace entente
