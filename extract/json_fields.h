// Reads the fields of a JSON object that is one line of a file. Whatever is wrong with them throws
// InputError with the file, the line and the reason.
//
// Fields that are null are as good as missing. `parent` is the name of the object that holds a
// field, "" for the line's own. Immutable: threads may share one.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "extract/json_value.h"
#include "extract/quotation.h"
#include "extract/triple.h"

namespace entente {

class JsonFields {
 public:
  // `file` MUST outlive this object.
  JsonFields(std::string_view file, std::size_t line_number) : file_(file), line_(line_number) {}

  [[noreturn]] void fail(const std::string& reason) const;

  // The object on the line; `what` it should be is named where it is none. Objects nested too
  // deeply and fields that stand twice are refused.
  JsonValue parse_object(std::string_view line, std::string_view what) const;

  // The field, or null where it is missing.
  static const JsonValue* find(const JsonValue& object, std::string_view name);

  // "" where the field is missing.
  std::string string(const JsonValue& object, std::string_view parent, std::string_view name) const;

  // A string that is not blank.
  std::string required_string(const JsonValue& object, std::string_view parent,
                              std::string_view name) const;

  // A whole number from 0 up; 0 where the field is missing.
  std::size_t count(const JsonValue& object, std::string_view parent, std::string_view name) const;

  // A day (YYYY-MM-DD); "" where the field is missing.
  std::string day(const JsonValue& object, std::string_view parent, std::string_view name) const;

  // What is named by one of a list of words; nothing where the field is missing.
  template <typename Enum>
  std::optional<Enum> named(const JsonValue& object, std::string_view parent,
                            std::string_view field,
                            std::optional<Enum> (*value_of)(std::string_view)) const {
    const std::string name = string(object, parent, field);
    if (name.empty()) return {};
    const auto value = value_of(name);
    if (!value) {
      fail("the field " + quoted_path(parent, field) + " has the unknown value " + quotation(name));
    }
    return value;
  }

  // An entity, as an object or its name alone; nothing where the field is missing. Without a type
  // it is MISC, without an id that is derived from type and name (see entity_id).
  std::optional<EntityRef> entity(const JsonValue& object, std::string_view field) const;

  // The same for a value that the field holds, alone or among others.
  std::optional<EntityRef> entity_of(const JsonValue& value, std::string_view field) const;

  // `"parent.name"`, in quotes.
  static std::string quoted_path(std::string_view parent, std::string_view name);

 private:
  std::string_view file_;
  std::size_t line_;
};

}  // namespace entente
