#include "extract/triple_json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "extract/date.h"
#include "extract/entity_id.h"
#include "extract/error.h"
#include "extract/json_error.h"
#include "extract/limits.h"
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

// The nearest double to a whole number of millionths, so that rounding twice changes nothing.
// Adding zero turns -0 into 0.
double round_confidence(double confidence) {
  return std::round(confidence * confidence_steps) / confidence_steps + 0.0;
}

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

Json string_or_null(const std::string& value) {
  return value.empty() ? Json(nullptr) : Json(value);
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

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool is_country_code(std::string_view code) {
  return code.size() == 3 &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Refuses while it parses what must never become a tree: bottomless nesting and fields given twice.
class ParseGuard {
 public:
  bool operator()(int depth, Json::parse_event_t event, const Json& parsed) {
    switch (event) {
      case Json::parse_event_t::object_start:
        keys_.emplace_back();
        [[fallthrough]];
      case Json::parse_event_t::array_start:
        if (depth >= limits::triple_nesting) {
          throw Error("nested more than " + std::to_string(limits::triple_nesting) +
                      " levels deep");
        }
        break;
      case Json::parse_event_t::key:
        add_key(parsed.get_ref<const std::string&>());
        break;
      case Json::parse_event_t::object_end:
        keys_.pop_back();
        break;
      default:
        break;
    }
    return true;
  }

 private:
  void add_key(const std::string& key) {
    auto& siblings = keys_.back();
    if (std::find(siblings.begin(), siblings.end(), key) != siblings.end()) {
      throw Error("the field " + quotation(key) + " stands twice in one object");
    }
    if (siblings.size() == limits::triple_fields) {
      throw Error("an object has more than " + std::to_string(limits::triple_fields) + " fields");
    }
    siblings.push_back(key);
  }

  std::vector<std::vector<std::string>> keys_;  // of the objects that are open
};

class TripleParser {
 public:
  TripleParser(std::string_view file, std::size_t line_number) : file_(file), line_(line_number) {}

  ParsedTriple parse(std::string_view line) const {
    const Json record = parse_json(line);
    if (!record.is_object()) {
      fail("a triple must be a JSON object, this is " + kind_of(record));
    }
    Triple triple;
    triple.document = required_string(record, "", "document");
    triple.observed = observed_of(record);
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
    return {std::move(triple), unknown_fields(record)};
  }

 private:
  [[noreturn]] void fail(const std::string& reason) const {
    throw InputError(std::string(file_), line_, reason);
  }

  static std::string kind_of(const Json& value) {
    if (value.is_array()) return "an array";
    if (value.is_object()) return "an object";
    if (value.is_string()) return "a string";
    if (value.is_boolean()) return "a boolean";
    if (value.is_null()) return "null";
    return "a number";
  }

  static std::string quoted_path(std::string_view parent, std::string_view name) {
    std::string path = "\"";
    if (!parent.empty()) path.append(parent).append(".");
    return path.append(name).append("\"");
  }

  Json parse_json(std::string_view line) const {
    try {
      return Json::parse(line.begin(), line.end(), ParseGuard{});
    } catch (const Json::parse_error& error) {
      fail(describe_json_error(error.byte, error));
    } catch (const Json::exception& error) {
      fail(describe_json_error(line.size(), error));
    } catch (const Error& error) {
      fail(error.what());
    }
  }

  // The field, or null where it is missing or null.
  static const Json* find(const Json& object, std::string_view name) {
    const auto found = object.find(name);
    return found == object.end() || found->is_null() ? nullptr : &*found;
  }

  // "" where the field is missing or null.
  std::string string(const Json& object, std::string_view parent, std::string_view name) const {
    const Json* value = find(object, name);
    if (value == nullptr) return {};
    if (!value->is_string()) {
      fail("the field " + quoted_path(parent, name) + " must be a string, this is " +
           kind_of(*value));
    }
    return value->get<std::string>();
  }

  std::string required_string(const Json& object, std::string_view parent,
                              std::string_view name) const {
    std::string value = string(object, parent, name);
    if (is_blank(value)) {
      fail("the field " + quoted_path(parent, name) + " is missing or empty; it is required");
    }
    return value;
  }

  template <typename Enum>
  std::optional<Enum> named(const Json& object, std::string_view parent, std::string_view field,
                            std::optional<Enum> (*value_of)(std::string_view)) const {
    const std::string name = string(object, parent, field);
    if (name.empty()) return {};
    const auto value = value_of(name);
    if (!value) {
      fail("the field " + quoted_path(parent, field) + " has the unknown value " + quotation(name));
    }
    return value;
  }

  std::optional<EntityRef> entity(const Json& record, std::string_view field) const {
    const Json* value = find(record, field);
    if (value == nullptr) return {};
    EntityRef result;
    if (value->is_string()) {
      result.name = value->get<std::string>();
      if (is_blank(result.name)) return {};
    } else if (value->is_object()) {
      result.id = string(*value, field, "id");
      result.name = required_string(*value, field, "name");
      result.type = named(*value, field, "type", entity_type_of).value_or(EntityType::Misc);
      result.country = string(*value, field, "country");
    } else {
      fail("the field " + quoted_path("", field) + " must be an object or a name, this is " +
           kind_of(*value));
    }
    if (!result.country.empty() && !is_country_code(result.country)) {
      fail("the field " + quoted_path(field, "country") +
           " must be three capital letters (ISO 3166-1 alpha-3), this is " +
           quotation(result.country));
    }
    if (result.id.empty()) result.id = entity_id(result.type, result.name);
    return result;
  }

  EntityRef required_entity(const Json& record, std::string_view field) const {
    auto result = entity(record, field);
    if (!result) {
      fail("the field " + quoted_path(field, "name") + " is missing or empty; it is required");
    }
    return *std::move(result);
  }

  std::string date_of(const Json& record) const {
    std::string date = string(record, "", "date");
    if (!date.empty() && !is_date(date)) {
      fail("the field \"date\" is no ISO 8601 date or interval that exists: " + quotation(date));
    }
    return date;
  }

  std::string observed_of(const Json& record) const {
    std::string day = string(record, "", "observed");
    const auto span = days_of(day);
    if (!day.empty() && (!span || iso_day(span->first) != day)) {
      fail("the field \"observed\" is no ISO 8601 day that exists (YYYY-MM-DD): " + quotation(day));
    }
    return day;
  }

  double confidence_of(const Json& record) const {
    const Json* value = find(record, "confidence");
    if (value == nullptr) return 1.0;
    if (!value->is_number()) {
      fail("the field \"confidence\" must be a number, this is " + kind_of(*value));
    }
    const auto confidence = value->get<double>();
    if (!(confidence >= 0.0 && confidence <= 1.0)) {
      fail("the field \"confidence\" must lie between 0 and 1, this is " + value->dump());
    }
    return round_confidence(confidence);
  }

  std::size_t count(const Json& object, std::string_view parent, std::string_view name) const {
    const Json* value = find(object, name);
    if (value == nullptr) return 0;
    if (!value->is_number_unsigned()) {
      fail("the field " + quoted_path(parent, name) + " must be a whole number from 0 up");
    }
    return value->get<std::size_t>();
  }

  Evidence evidence_of(const Json& record) const {
    const Json* value = find(record, "evidence");
    if (value == nullptr) return {};
    if (!value->is_object()) {
      fail("the field \"evidence\" must be an object, this is " + kind_of(*value));
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

  static std::vector<std::string> unknown_fields(const Json& record) {
    std::vector<std::string> unknown;
    for (const auto& [name, value] : record.items()) {
      if (!contains(triple_fields, name)) {
        unknown.push_back(name);
      } else if (value.is_object()) {
        for (const auto& [inner, ignored] : value.items()) {
          const bool known = name == "evidence" ? contains(evidence_fields, inner)
                                                : contains(entity_fields, inner);
          if (!known) unknown.push_back(std::string(name).append(".").append(inner));
        }
      }
    }
    return unknown;
  }

  std::string_view file_;
  std::size_t line_;
};

}  // namespace

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
