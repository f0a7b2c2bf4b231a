#include "export/interchange.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>

#include "extract/date.h"
#include "extract/error.h"
#include "extract/json_fields.h"
#include "extract/json_text.h"
#include "extract/triple_json.h"
#include "graph/merge.h"

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view white_space = " \t\r\n";
constexpr std::uint64_t highest_number = std::numeric_limits<std::uint32_t>::max();

constexpr std::array<std::string_view, 9> record_fields{
    "document", "date", "language", "title", "source", "file", "line", "text_hash", "names"};
constexpr std::array<std::string_view, 6> decision_fields{"number", "kind", "entities",
                                                          "name",   "time", "note"};

std::string line_of(const Json& json, const std::string& what) {
  try {
    return json.dump();
  } catch (const Json::type_error&) {
    throw Error(what + " cannot be written: a text in it is not UTF-8");
  }
}

std::optional<DecisionKind> decision_kind_of(std::string_view name) {
  for (const DecisionKind kind : {DecisionKind::Merge, DecisionKind::Split, DecisionKind::Rename}) {
    if (name_of(kind) == name) return kind;
  }
  return {};
}

// "2026-11-28T14:41:14Z".
bool is_time(std::string_view text) {
  static constexpr std::string_view pattern = "0000-00-00T00:00:00Z";
  const auto fits = [](char c, char wanted) {
    return wanted == '0' ? c >= '0' && c <= '9' : c == wanted;
  };
  return std::ranges::equal(text, pattern, fits) && is_date(text.substr(0, 10));
}

// The first field of the object on the line, where it is written without escapes.
std::string_view first_field(std::string_view line) {
  const auto skip = [&line](std::string_view what) {
    line.remove_prefix(std::min(line.find_first_not_of(white_space), line.size()));
    if (!line.starts_with(what)) return false;
    line.remove_prefix(what.size());
    return true;
  };
  if (!skip("{") || !skip("\"")) return {};
  return line.substr(0, line.find('"'));
}

class Parser : private JsonFields {
 public:
  using JsonFields::JsonFields;

  InterchangeLine parse_record(std::string_view line) const {
    InterchangeLine parsed;
    const JsonValue record = inner(line, "record", record_fields, parsed.unknown_fields);
    DocumentLine document{.record = {.id = required_string(record, "record", "document"),
                                     .date = day(record, "record", "date"),
                                     .language = string(record, "record", "language"),
                                     .title = string(record, "record", "title"),
                                     .source = string(record, "record", "source"),
                                     .file = string(record, "record", "file"),
                                     .line = count(record, "record", "line"),
                                     .text_hash = string(record, "record", "text_hash")}};
    document.names = names_of(record, document.record.id);
    parsed.content = std::move(document);
    return parsed;
  }

  InterchangeLine parse_decision(std::string_view line) const {
    InterchangeLine parsed;
    const JsonValue object = inner(line, "decision", decision_fields, parsed.unknown_fields);
    Decision decision{.number = count(object, "decision", "number"),
                      .entities = strings(object, "decision", "entities"),
                      .name = string(object, "decision", "name"),
                      .time = required_string(object, "decision", "time"),
                      .note = string(object, "decision", "note")};
    if (decision.number == 0 || decision.number > highest_number) {
      fail("the field \"decision.number\" must be a whole number from 1 to " +
           std::to_string(highest_number));
    }
    required_string(object, "decision", "kind");
    decision.kind = *named(object, "decision", "kind", decision_kind_of);
    if (!has_its_entities(decision)) {
      fail("a " + std::string(name_of(decision.kind)) + " cannot be of " +
           std::to_string(decision.entities.size()) + " entities");
    }
    if (decision.kind == DecisionKind::Rename) required_string(object, "decision", "name");
    if (!is_time(decision.time)) {
      fail("the field \"decision.time\" is no time in UTC (YYYY-MM-DDThh:mm:ssZ): \"" +
           decision.time + "\"");
    }
    parsed.content = std::move(decision);
    return parsed;
  }

 private:
  // The object that the line holds in its one field.
  JsonValue inner(std::string_view line, const std::string& field,
                  std::span<const std::string_view> known,
                  std::vector<std::string>& unknown) const {
    const JsonValue outer = parse_object(line, "a " + field);
    const JsonValue* value = find(outer, field);
    if (value == nullptr || value->kind != JsonValue::Kind::Object) {
      fail("the field " + quoted_path("", field) + " must be an object, this is " +
           std::string(value == nullptr ? "null" : value->kind_name()));
    }
    for (const auto& [name, ignored] : outer.members) {
      if (name != field) unknown.push_back(name);
    }
    for (const auto& [name, ignored] : value->members) {
      if (std::ranges::find(known, name) == known.end()) unknown.push_back(field + "." + name);
    }
    return *value;
  }

  // The elements of an array; none where the field is missing.
  std::vector<JsonValue> array(const JsonValue& object, std::string_view parent,
                               std::string_view name) const {
    const JsonValue* value = find(object, name);
    if (value == nullptr) return {};
    if (value->kind != JsonValue::Kind::Array) {
      fail("the field " + quoted_path(parent, name) + " must be an array, this is " +
           std::string(value->kind_name()));
    }
    std::vector<JsonValue> elements;
    for (const auto& [nameless, element] : value->members) elements.push_back(element);
    return elements;
  }

  std::vector<std::string> strings(const JsonValue& object, std::string_view parent,
                                   std::string_view name) const {
    std::vector<std::string> values;
    for (const JsonValue& value : array(object, parent, name)) {
      if (value.kind != JsonValue::Kind::String || value.string.empty()) {
        fail("the field " + quoted_path(parent, name) +
             " must hold strings that are not empty, this holds " + std::string(value.kind_name()));
      }
      values.push_back(value.string);
    }
    return values;
  }

  std::vector<NamedEntity> names_of(const JsonValue& record, const std::string& document) const {
    std::map<std::string, NamedEntity> names;
    for (const JsonValue& value : array(record, "record", "names")) {
      const auto entity = entity_of(value, "record.names");
      if (!entity) fail("the field \"record.names\" holds an empty name");
      const NamedEntity named{entity->id,
                              {{document, entity->name, entity->type, entity->country}}};
      const auto [at, is_new] = names.emplace(entity->id, named);
      if (!is_new) at->second = merge(at->second, named);
    }
    std::vector<NamedEntity> sorted;
    for (auto& [id, entity] : names) sorted.push_back(std::move(entity));
    return sorted;
  }
};

}  // namespace

std::string to_json_line(const DocumentLine& document) {
  const DocumentRecord& record = document.record;
  Json names = Json::array();
  for (const NamedEntity& entity : document.names) {
    for (const Naming& naming : entity.namings) {
      names.push_back({{"id", entity.id},
                       {"name", naming.name},
                       {"type", name_of(naming.type)},
                       {"country", string_or_null(naming.country)}});
    }
  }
  return line_of({{"record",
                   {{"document", record.id},
                    {"date", string_or_null(record.date)},
                    {"language", string_or_null(record.language)},
                    {"title", string_or_null(record.title)},
                    {"source", string_or_null(record.source)},
                    {"file", string_or_null(record.file)},
                    {"line", record.line},
                    {"text_hash", string_or_null(record.text_hash)},
                    {"names", std::move(names)}}}},
                 "the record of document \"" + record.id + "\"");
}

std::string to_json_line(const Decision& decision) {
  return line_of({{"decision",
                   {{"number", decision.number},
                    {"kind", name_of(decision.kind)},
                    {"entities", decision.entities},
                    {"name", string_or_null(decision.name)},
                    {"time", decision.time},
                    {"note", string_or_null(decision.note)}}}},
                 "decision " + std::to_string(decision.number));
}

InterchangeLine parse_interchange_line(std::string_view line, std::string_view file,
                                       std::size_t line_number) {
  const std::string_view field = first_field(line);
  if (field == "record") return Parser(file, line_number).parse_record(line);
  if (field == "decision") return Parser(file, line_number).parse_decision(line);
  ParsedTriple parsed = parse_triple(line, file, line_number);
  return {std::move(parsed.triple), std::move(parsed.unknown_fields), std::move(parsed.only_named)};
}

}  // namespace entente
