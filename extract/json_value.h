// JSON as a tree: what is read of a line before anything is made of it. The library's own tree
// takes three times as long to make.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente {

struct JsonValue {
  enum class Kind { Null, Boolean, Unsigned, Negative, Fraction, String, Array, Object };

  Kind kind = Kind::Null;
  std::string string{};
  std::uint64_t whole = 0;  // of Unsigned
  double number = 0;        // of any number
  // Of an object in the order of the text, each name once; of an array its elements, without names.
  std::vector<std::pair<std::string, JsonValue>> members{};

  bool is_number() const {
    return kind == Kind::Unsigned || kind == Kind::Negative || kind == Kind::Fraction;
  }

  // "an array", "a number".
  std::string_view kind_name() const;
};

// Throws Error with the reason: broken JSON, nesting deeper than 32, a field that stands twice in
// one object.
JsonValue parse_json(std::string_view text);

}  // namespace entente
