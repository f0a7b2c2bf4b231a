#include "extract/json_fields.h"

#include <algorithm>
#include <vector>

#include "extract/date.h"
#include "extract/entity_id.h"
#include "extract/error.h"
#include "extract/json_error.h"

namespace entente {
namespace {

using Json = JsonFields::Json;

constexpr int deepest_nesting = 32;

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
        if (depth >= deepest_nesting) {
          throw Error("nested more than " + std::to_string(deepest_nesting) + " levels deep");
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
      throw Error("the field \"" + key + "\" stands twice in one object");
    }
    siblings.push_back(key);
  }

  std::vector<std::vector<std::string>> keys_;  // of the objects that are open
};

}  // namespace

void JsonFields::fail(const std::string& reason) const {
  throw InputError(std::string(file_), line_, reason);
}

Json JsonFields::parse_object(std::string_view line, std::string_view what) const {
  Json object;
  try {
    object = Json::parse(line.begin(), line.end(), ParseGuard{});
  } catch (const Json::parse_error& error) {
    fail(describe_json_error(error.byte, error));
  } catch (const Json::exception& error) {
    fail(describe_json_error(line.size(), error));
  } catch (const Error& error) {
    fail(error.what());
  }
  if (!object.is_object()) {
    fail(std::string(what) + " must be a JSON object, this is " + kind_of(object));
  }
  return object;
}

const Json* JsonFields::find(const Json& object, std::string_view name) {
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::string JsonFields::string(const Json& object, std::string_view parent,
                               std::string_view name) const {
  const Json* value = find(object, name);
  if (value == nullptr) return {};
  if (!value->is_string()) {
    fail("the field " + quoted_path(parent, name) + " must be a string, this is " +
         kind_of(*value));
  }
  return value->get<std::string>();
}

std::string JsonFields::required_string(const Json& object, std::string_view parent,
                                        std::string_view name) const {
  std::string value = string(object, parent, name);
  if (is_blank(value)) {
    fail("the field " + quoted_path(parent, name) + " is missing or empty; it is required");
  }
  return value;
}

std::size_t JsonFields::count(const Json& object, std::string_view parent,
                              std::string_view name) const {
  const Json* value = find(object, name);
  if (value == nullptr) return 0;
  if (!value->is_number_unsigned()) {
    fail("the field " + quoted_path(parent, name) + " must be a whole number from 0 up");
  }
  return value->get<std::size_t>();
}

std::string JsonFields::day(const Json& object, std::string_view parent,
                            std::string_view name) const {
  std::string day = string(object, parent, name);
  const auto span = days_of(day);
  if (!day.empty() && (!span || iso_day(span->first) != day)) {
    fail("the field " + quoted_path(parent, name) +
         " is no ISO 8601 day that exists (YYYY-MM-DD): \"" + day + "\"");
  }
  return day;
}

std::optional<EntityRef> JsonFields::entity(const Json& object, std::string_view field) const {
  const Json* value = find(object, field);
  if (value == nullptr) return {};
  return entity_of(*value, field);
}

std::optional<EntityRef> JsonFields::entity_of(const Json& value, std::string_view field) const {
  EntityRef result;
  if (value.is_string()) {
    result.name = value.get<std::string>();
    if (is_blank(result.name)) return {};
  } else if (value.is_object()) {
    result.id = string(value, field, "id");
    result.name = required_string(value, field, "name");
    result.type = named(value, field, "type", entity_type_of).value_or(EntityType::Misc);
    result.country = string(value, field, "country");
  } else {
    fail("the field " + quoted_path("", field) + " must be an object or a name, this is " +
         kind_of(value));
  }
  if (!result.country.empty() && !is_country_code(result.country)) {
    fail("the field " + quoted_path(field, "country") +
         " must be three capital letters (ISO 3166-1 alpha-3), this is \"" + result.country + "\"");
  }
  if (result.id.empty()) result.id = entity_id(result.type, result.name);
  return result;
}

std::string JsonFields::kind_of(const Json& value) {
  if (value.is_array()) return "an array";
  if (value.is_object()) return "an object";
  if (value.is_string()) return "a string";
  if (value.is_boolean()) return "a boolean";
  if (value.is_null()) return "null";
  return "a number";
}

std::string JsonFields::quoted_path(std::string_view parent, std::string_view name) {
  std::string path = "\"";
  if (!parent.empty()) path.append(parent).append(".");
  return path.append(name).append("\"");
}

}  // namespace entente
