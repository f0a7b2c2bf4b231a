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

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

constexpr int deepest_nesting = 32;

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

// JSON as a tree. The library's own one takes three times as long to make.
struct Value {
  enum class Kind { Null, Boolean, Unsigned, Negative, Fraction, String, Array, Object };

  Kind kind = Kind::Null;
  std::string string{};
  std::uint64_t whole = 0;  // of Unsigned
  double number = 0;        // of any number
  // Of an object; of an array only the last element, without a name.
  std::vector<std::pair<std::string, Value>> members{};

  bool is_number() const {
    return kind == Kind::Unsigned || kind == Kind::Negative || kind == Kind::Fraction;
  }
};

// Makes the tree of what the library parses. Refuses what must never become one: bottomless nesting
// and fields given twice.
class TreeMaker {
 public:
  // `length` of the text, in bytes.
  explicit TreeMaker(std::size_t length) : length_(length) {}

  Value take() { return std::move(root_); }

  // What the library tells, in its words.
  bool null() { return add({}); }
  bool boolean(bool) { return add({.kind = Value::Kind::Boolean}); }
  bool number_integer(std::int64_t value) {
    return add({.kind = Value::Kind::Negative, .number = static_cast<double>(value)});
  }
  bool number_unsigned(std::uint64_t value) {
    return add(
        {.kind = Value::Kind::Unsigned, .whole = value, .number = static_cast<double>(value)});
  }
  bool number_float(double value, const std::string&) {
    return add({.kind = Value::Kind::Fraction, .number = value});
  }
  bool string(std::string& value) {
    return add({.kind = Value::Kind::String, .string = std::move(value)});
  }
  bool binary(Json::binary_t&) { return false; }  // there is none in JSON text
  bool start_object(std::size_t) { return open({.kind = Value::Kind::Object}); }
  bool key(std::string& name) {
    auto& members = open_.back()->members;
    if (std::any_of(members.begin(), members.end(),
                    [&](const auto& member) { return member.first == name; })) {
      throw Error("the field \"" + name + "\" stands twice in one object");
    }
    members.emplace_back(std::move(name), Value{});
    return true;
  }
  bool end_object() { return close(); }
  bool start_array(std::size_t) { return open({.kind = Value::Kind::Array}); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t position, const std::string&, const Json::exception& error) {
    const bool broken = dynamic_cast<const Json::parse_error*>(&error) != nullptr;
    throw Error(describe_json_error(broken ? position : length_, error));
  }

 private:
  bool add(Value value) {
    place() = std::move(value);
    return true;
  }
  bool open(Value value) {
    if (open_.size() >= deepest_nesting) {
      throw Error("nested more than " + std::to_string(deepest_nesting) + " levels deep");
    }
    Value& opened = place();
    opened = std::move(value);
    if (opened.kind == Value::Kind::Object) opened.members.reserve(triple_fields.size());
    open_.push_back(&opened);
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  Value& place() {
    if (open_.empty()) return root_;
    auto& members = open_.back()->members;
    if (open_.back()->kind == Value::Kind::Array) members.assign(1, {});
    return members.back().second;
  }

  std::size_t length_;
  Value root_;
  std::vector<Value*> open_;
};

class TripleParser {
 public:
  TripleParser(std::string_view file, std::size_t line_number) : file_(file), line_(line_number) {}

  ParsedTriple parse(std::string_view line) const {
    const Value record = parse_json(line);
    if (record.kind != Value::Kind::Object) {
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
    return {std::move(triple), unknown_fields(record)};
  }

 private:
  [[noreturn]] void fail(const std::string& reason) const {
    throw InputError(std::string(file_), line_, reason);
  }

  static std::string kind_of(const Value& value) {
    switch (value.kind) {
      case Value::Kind::Array:
        return "an array";
      case Value::Kind::Object:
        return "an object";
      case Value::Kind::String:
        return "a string";
      case Value::Kind::Boolean:
        return "a boolean";
      case Value::Kind::Null:
        return "null";
      default:
        return "a number";
    }
  }

  static std::string quoted_path(std::string_view parent, std::string_view name) {
    std::string path = "\"";
    if (!parent.empty()) path.append(parent).append(".");
    return path.append(name).append("\"");
  }

  Value parse_json(std::string_view line) const {
    TreeMaker maker(line.size());
    try {
      Json::sax_parse(line.begin(), line.end(), &maker);
    } catch (const Error& error) {
      fail(error.what());
    }
    return maker.take();
  }

  // The field, or null where it is missing or null.
  static const Value* find(const Value& object, std::string_view name) {
    const auto found = std::find_if(object.members.begin(), object.members.end(),
                                    [&](const auto& member) { return member.first == name; });
    return found == object.members.end() || found->second.kind == Value::Kind::Null
               ? nullptr
               : &found->second;
  }

  // "" where the field is missing or null.
  std::string string(const Value& object, std::string_view parent, std::string_view name) const {
    const Value* value = find(object, name);
    if (value == nullptr) return {};
    if (value->kind != Value::Kind::String) {
      fail("the field " + quoted_path(parent, name) + " must be a string, this is " +
           kind_of(*value));
    }
    return value->string;
  }

  std::string required_string(const Value& object, std::string_view parent,
                              std::string_view name) const {
    std::string value = string(object, parent, name);
    if (is_blank(value)) {
      fail("the field " + quoted_path(parent, name) + " is missing or empty; it is required");
    }
    return value;
  }

  template <typename Enum>
  std::optional<Enum> named(const Value& object, std::string_view parent, std::string_view field,
                            std::optional<Enum> (*value_of)(std::string_view)) const {
    const std::string name = string(object, parent, field);
    if (name.empty()) return {};
    const auto value = value_of(name);
    if (!value) {
      fail("the field " + quoted_path(parent, field) + " has the unknown value \"" + name + "\"");
    }
    return value;
  }

  std::optional<EntityRef> entity(const Value& record, std::string_view field) const {
    const Value* value = find(record, field);
    if (value == nullptr) return {};
    EntityRef result;
    if (value->kind == Value::Kind::String) {
      result.name = value->string;
      if (is_blank(result.name)) return {};
    } else if (value->kind == Value::Kind::Object) {
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
           " must be three capital letters (ISO 3166-1 alpha-3), this is \"" + result.country +
           "\"");
    }
    if (result.id.empty()) result.id = entity_id(result.type, result.name);
    return result;
  }

  EntityRef required_entity(const Value& record, std::string_view field) const {
    auto result = entity(record, field);
    if (!result) {
      fail("the field " + quoted_path(field, "name") + " is missing or empty; it is required");
    }
    return *std::move(result);
  }

  std::string date_of(const Value& record) const {
    std::string date = string(record, "", "date");
    if (!date.empty() && !is_date(date)) {
      fail("the field \"date\" is no ISO 8601 date or interval that exists: \"" + date + "\"");
    }
    return date;
  }

  std::string observed_of(const Value& record) const {
    std::string day = string(record, "", "observed");
    const auto span = days_of(day);
    if (!day.empty() && (!span || iso_day(span->first) != day)) {
      fail("the field \"observed\" is no ISO 8601 day that exists (YYYY-MM-DD): \"" + day + "\"");
    }
    return day;
  }

  double confidence_of(const Value& record) const {
    const Value* value = find(record, "confidence");
    if (value == nullptr) return 1.0;
    if (!value->is_number()) {
      fail("the field \"confidence\" must be a number, this is " + kind_of(*value));
    }
    const double confidence = value->number;
    if (!(confidence >= 0.0 && confidence <= 1.0)) {
      fail("the field \"confidence\" must lie between 0 and 1, this is " +
           Json(value->number).dump());
    }
    return round_confidence(confidence);
  }

  std::size_t count(const Value& object, std::string_view parent, std::string_view name) const {
    const Value* value = find(object, name);
    if (value == nullptr) return 0;
    if (value->kind != Value::Kind::Unsigned) {
      fail("the field " + quoted_path(parent, name) + " must be a whole number from 0 up");
    }
    return value->whole;
  }

  Evidence evidence_of(const Value& record) const {
    const Value* value = find(record, "evidence");
    if (value == nullptr) return {};
    if (value->kind != Value::Kind::Object) {
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

  static std::vector<std::string> unknown_fields(const Value& record) {
    std::vector<std::string> unknown;
    for (const auto& [name, value] : record.members) {
      if (!contains(triple_fields, name)) {
        unknown.push_back(name);
      } else if (value.kind == Value::Kind::Object) {
        for (const auto& [inner, ignored] : value.members) {
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
