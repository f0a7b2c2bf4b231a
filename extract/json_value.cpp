#include "extract/json_value.h"

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>

#include "extract/error.h"
#include "extract/json_error.h"
#include "extract/limits.h"
#include "extract/quotation.h"

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t usual_fields = 12;

// Makes the tree of what the library parses. Refuses what must never become one: bottomless nesting
// and fields given twice.
class TreeMaker {
 public:
  // `length` of the text, in bytes.
  explicit TreeMaker(std::size_t length) : length_(length) {}

  JsonValue take() { return std::move(root_); }

  // What the library tells, in its words.
  bool null() { return add({}); }
  bool boolean(bool) { return add({.kind = JsonValue::Kind::Boolean}); }
  bool number_integer(std::int64_t value) {
    return add({.kind = JsonValue::Kind::Negative, .number = static_cast<double>(value)});
  }
  bool number_unsigned(std::uint64_t value) {
    return add(
        {.kind = JsonValue::Kind::Unsigned, .whole = value, .number = static_cast<double>(value)});
  }
  bool number_float(double value, const std::string&) {
    return add({.kind = JsonValue::Kind::Fraction, .number = value});
  }
  bool string(std::string& value) {
    return add({.kind = JsonValue::Kind::String, .string = std::move(value)});
  }
  bool binary(Json::binary_t&) { return false; }  // there is none in JSON text
  bool start_object(std::size_t) { return open({.kind = JsonValue::Kind::Object}); }
  bool key(std::string& name) {
    auto& members = open_.back()->members;
    if (std::any_of(members.begin(), members.end(),
                    [&](const auto& member) { return member.first == name; })) {
      throw Error("the field " + quotation(name) + " stands twice in one object");
    }
    if (members.size() == limits::triple_fields) {
      throw Error("an object has more than " + std::to_string(limits::triple_fields) + " fields");
    }
    members.emplace_back(std::move(name), JsonValue{});
    return true;
  }
  bool end_object() { return close(); }
  bool start_array(std::size_t) { return open({.kind = JsonValue::Kind::Array}); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t position, const std::string&, const Json::exception& error) {
    const bool broken = dynamic_cast<const Json::parse_error*>(&error) != nullptr;
    throw Error(describe_json_error(broken ? position : length_, error));
  }

 private:
  bool add(JsonValue value) {
    place() = std::move(value);
    return true;
  }
  bool open(JsonValue value) {
    if (open_.size() >= limits::triple_nesting) {
      throw Error("nested more than " + std::to_string(limits::triple_nesting) + " levels deep");
    }
    JsonValue& opened = place();
    opened = std::move(value);
    if (opened.kind == JsonValue::Kind::Object) opened.members.reserve(usual_fields);
    open_.push_back(&opened);
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  // Where the next value goes. What is open stays where it is while its own members come.
  JsonValue& place() {
    if (open_.empty()) return root_;
    auto& members = open_.back()->members;
    if (open_.back()->kind == JsonValue::Kind::Array) {
      if (members.size() == limits::array_elements) {
        throw Error("an array has more than " + std::to_string(limits::array_elements) +
                    " elements");
      }
      members.emplace_back(std::string(), JsonValue{});
    }
    return members.back().second;
  }

  std::size_t length_;
  JsonValue root_;
  std::vector<JsonValue*> open_;
};

}  // namespace

std::string_view JsonValue::kind_name() const {
  switch (kind) {
    case Kind::Array:
      return "an array";
    case Kind::Object:
      return "an object";
    case Kind::String:
      return "a string";
    case Kind::Boolean:
      return "a boolean";
    case Kind::Null:
      return "null";
    default:
      return "a number";
  }
}

JsonValue parse_json(std::string_view text) {
  TreeMaker maker(text.size());
  Json::sax_parse(text.begin(), text.end(), &maker);
  return maker.take();
}

}  // namespace entente
