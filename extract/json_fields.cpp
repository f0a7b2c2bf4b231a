#include "extract/json_fields.h"

#include <algorithm>

#include "extract/date.h"
#include "extract/entity_id.h"
#include "extract/error.h"
#include "extract/quotation.h"

namespace entente {
namespace {

using Kind = JsonValue::Kind;

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool is_country_code(std::string_view code) {
  return code.size() == 3 &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

void JsonFields::fail(const std::string& reason) const {
  throw InputError(std::string(file_), line_, reason);
}

JsonValue JsonFields::parse_object(std::string_view line, std::string_view what) const {
  JsonValue object;
  try {
    object = parse_json(line);
  } catch (const Error& error) {
    fail(error.what());
  }
  if (object.kind != Kind::Object) {
    fail(std::string(what).append(" must be a JSON object, this is ").append(object.kind_name()));
  }
  return object;
}

const JsonValue* JsonFields::find(const JsonValue& object, std::string_view name) {
  const auto found = std::find_if(object.members.begin(), object.members.end(),
                                  [&](const auto& member) { return member.first == name; });
  return found == object.members.end() || found->second.kind == Kind::Null ? nullptr
                                                                           : &found->second;
}

std::string JsonFields::string(const JsonValue& object, std::string_view parent,
                               std::string_view name) const {
  const JsonValue* value = find(object, name);
  if (value == nullptr) return {};
  if (value->kind != Kind::String) {
    fail("the field " + quoted_path(parent, name) + " must be a string, this is " +
         std::string(value->kind_name()));
  }
  return value->string;
}

std::string JsonFields::required_string(const JsonValue& object, std::string_view parent,
                                        std::string_view name) const {
  std::string value = string(object, parent, name);
  if (is_blank(value)) {
    fail("the field " + quoted_path(parent, name) + " is missing or empty; it is required");
  }
  return value;
}

std::size_t JsonFields::count(const JsonValue& object, std::string_view parent,
                              std::string_view name) const {
  const JsonValue* value = find(object, name);
  if (value == nullptr) return 0;
  if (value->kind != Kind::Unsigned) {
    fail("the field " + quoted_path(parent, name) + " must be a whole number from 0 up");
  }
  return value->whole;
}

std::string JsonFields::day(const JsonValue& object, std::string_view parent,
                            std::string_view name) const {
  std::string day = string(object, parent, name);
  const auto span = days_of(day);
  if (!day.empty() && (!span || iso_day(span->first) != day)) {
    fail("the field " + quoted_path(parent, name) +
         " is no ISO 8601 day that exists (YYYY-MM-DD): " + quotation(day));
  }
  return day;
}

std::optional<EntityRef> JsonFields::entity(const JsonValue& object, std::string_view field) const {
  const JsonValue* value = find(object, field);
  if (value == nullptr) return {};
  return entity_of(*value, field);
}

std::optional<EntityRef> JsonFields::entity_of(const JsonValue& value,
                                               std::string_view field) const {
  EntityRef result;
  if (value.kind == Kind::String) {
    result.name = value.string;
    if (is_blank(result.name)) return {};
  } else if (value.kind == Kind::Object) {
    result.id = string(value, field, "id");
    result.name = required_string(value, field, "name");
    result.type = named(value, field, "type", entity_type_of).value_or(EntityType::Misc);
    result.country = string(value, field, "country");
  } else {
    fail("the field " + quoted_path("", field) + " must be an object or a name, this is " +
         std::string(value.kind_name()));
  }
  if (!result.country.empty() && !is_country_code(result.country)) {
    fail("the field " + quoted_path(field, "country") +
         " must be three capital letters (ISO 3166-1 alpha-3), this is " +
         quotation(result.country));
  }
  if (result.id.empty()) result.id = entity_id(result.type, result.name);
  return result;
}

std::string JsonFields::quoted_path(std::string_view parent, std::string_view name) {
  std::string path = "\"";
  if (!parent.empty()) path.append(parent).append(".");
  return path.append(name).append("\"");
}

}  // namespace entente
