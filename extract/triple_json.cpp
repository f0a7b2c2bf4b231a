#include "extract/triple_json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "extract/date.h"
#include "extract/error.h"
#include "extract/json_fields.h"
#include "extract/json_text.h"
#include "extract/quotation.h"
#include "extract/triple_limits.h"

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

// Millionths: enough for any score, few enough that a line stays readable.
constexpr double confidence_steps = 1e6;

constexpr std::array<std::string_view, 12> triple_fields{
    "document", "observed", "subject", "relation",   "class",  "object",
    "date",     "modality", "source",  "confidence", "module", "evidence"};
constexpr std::array<std::string_view, 4> entity_fields{"id", "name", "type", "country"};
constexpr std::array<std::string_view, 4> evidence_fields{"sentence", "begin", "end", "text"};

// The JSON library prints some doubles with 17 digits where fewer name them, so not its own.
std::string shortest_digits(double value) {
  std::array<char, 32> digits{};
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
  return {digits.data(), end.ptr};
}

// Adds a member whose value is already JSON to an object that is not yet closed.
void append(std::string& object, std::string_view name, std::string_view json) {
  object.append(object.empty() ? "{\"" : ",\"").append(name).append("\":").append(json);
}

Json to_json(const EntityRef& entity) {
  return {{"id", string_or_null(entity.id)},
          {"name", entity.name},
          {"type", name_of(entity.type)},
          {"country", string_or_null(entity.country)}};
}

Json to_json(const Evidence& evidence) {
  if (evidence == Evidence{}) return nullptr;
  return {{"sentence", evidence.sentence},
          {"begin", evidence.begin},
          {"end", evidence.end},
          {"text", evidence.text}};
}

class TripleParser : private JsonFields {
 public:
  using JsonFields::JsonFields;

  ParsedTriple parse(std::string_view line) const {
    const JsonValue record = parse_object(line, "a triple");
    Triple triple;
    triple.document = required_string(record, "", "document");
    triple.observed = day(record, "", "observed");
    triple.subject = required_entity(record, "subject");
    triple.relation = required_string(record, "", "relation");
    triple.relation_class =
        named(record, "", "class", relation_class_of).value_or(RelationClass::Other);
    triple.object = required_entity(record, "object");
    triple.date = date_of(record);
    triple.modality = named(record, "", "modality", modality_of).value_or(Modality::Asserted);
    triple.source = entity(record, "source");
    triple.confidence = confidence_of(record);
    triple.module = string(record, "", "module");
    triple.evidence = evidence_of(record);
    try {
      check_lengths(triple);
    } catch (const Error& error) {
      fail(error.what());
    }
    std::vector<std::string> named = only_named(record, triple);
    return {std::move(triple), unknown_fields(record), std::move(named)};
  }

 private:
  std::vector<std::string> only_named(const JsonValue& record, const Triple& triple) const {
    std::vector<std::string> ids;
    const auto note = [&](std::string_view field, const EntityRef& entity) {
      const JsonValue& value = *find(record, field);
      const auto lacks = [&](std::string_view name) { return string(value, field, name).empty(); };
      if (value.kind == JsonValue::Kind::String || (lacks("id") && lacks("type")))
        ids.push_back(entity.id);
    };
    note("subject", triple.subject);
    note("object", triple.object);
    if (triple.source) note("source", *triple.source);
    return ids;
  }

  EntityRef required_entity(const JsonValue& record, std::string_view field) const {
    auto result = entity(record, field);
    if (!result) {
      fail("the field " + quoted_path(field, "name") + " is missing or empty; it is required");
    }
    return *std::move(result);
  }

  std::string date_of(const JsonValue& record) const {
    std::string date = string(record, "", "date");
    if (!date.empty() && !is_date(date)) {
      fail("the field \"date\" is no ISO 8601 date or interval that exists: " + quotation(date));
    }
    return date;
  }

  double confidence_of(const JsonValue& record) const {
    const JsonValue* value = find(record, "confidence");
    if (value == nullptr) return 1.0;
    if (!value->is_number()) {
      fail("the field \"confidence\" must be a number, this is " + std::string(value->kind_name()));
    }
    const double confidence = value->number;
    if (!(confidence >= 0.0 && confidence <= 1.0)) {
      fail("the field \"confidence\" must lie between 0 and 1, this is " + Json(confidence).dump());
    }
    return round_confidence(confidence);
  }

  Evidence evidence_of(const JsonValue& record) const {
    const JsonValue* value = find(record, "evidence");
    if (value == nullptr) return {};
    if (value->kind != JsonValue::Kind::Object) {
      fail("the field \"evidence\" must be an object, this is " + std::string(value->kind_name()));
    }
    Evidence evidence;
    evidence.sentence = count(*value, "evidence", "sentence");
    evidence.begin = count(*value, "evidence", "begin");
    evidence.end = count(*value, "evidence", "end");
    evidence.text = string(*value, "evidence", "text");
    if (evidence.end < evidence.begin) fail("\"evidence.end\" lies before \"evidence.begin\"");
    return evidence;
  }

  template <std::size_t Size>
  static bool contains(const std::array<std::string_view, Size>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  }

  static std::vector<std::string> unknown_fields(const JsonValue& record) {
    std::vector<std::string> unknown;
    for (const auto& [name, value] : record.members) {
      if (!contains(triple_fields, name)) {
        unknown.push_back(name);
      } else if (value.kind == JsonValue::Kind::Object) {
        for (const auto& [inner, ignored] : value.members) {
          const bool known = name == "evidence" ? contains(evidence_fields, inner)
                                                : contains(entity_fields, inner);
          if (!known) unknown.push_back(std::string(name).append(".").append(inner));
        }
      }
    }
    return unknown;
  }
};

}  // namespace

// The nearest double to a whole number of millionths, so that rounding twice changes nothing.
// Adding zero turns -0 into 0.
double round_confidence(double confidence) {
  return std::round(confidence * confidence_steps) / confidence_steps + 0.0;
}

std::string to_json_line(const Triple& triple) {
  if (!(triple.confidence >= 0.0 && triple.confidence <= 1.0)) {
    throw Error("a triple of the document \"" + triple.document + "\" has the confidence " +
                std::to_string(triple.confidence) + "; it must lie between 0 and 1");
  }
  try {
    std::string line;
    append(line, "document", Json(triple.document).dump());
    append(line, "observed", string_or_null(triple.observed).dump());
    append(line, "subject", to_json(triple.subject).dump());
    append(line, "relation", Json(triple.relation).dump());
    append(line, "class", Json(name_of(triple.relation_class)).dump());
    append(line, "object", to_json(triple.object).dump());
    append(line, "date", string_or_null(triple.date).dump());
    append(line, "modality", Json(name_of(triple.modality)).dump());
    append(line, "source", (triple.source ? to_json(*triple.source) : Json(nullptr)).dump());
    append(line, "confidence", shortest_digits(round_confidence(triple.confidence)));
    append(line, "module", string_or_null(triple.module).dump());
    append(line, "evidence", to_json(triple.evidence).dump());
    return line + "}";
  } catch (const Json::type_error&) {
    throw Error("a triple of the document \"" + triple.document +
                "\" cannot be written: a text in it is not UTF-8");
  }
}

ParsedTriple parse_triple(std::string_view line, std::string_view file, std::size_t line_number) {
  return TripleParser(file, line_number).parse(line);
}

}  // namespace entente
