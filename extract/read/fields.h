// The fields that a record of a corpus may have, and what they are called in it.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "extract/document.h"

namespace entente {

enum class Field : std::size_t { Id, Date, Language, Title, Text, Source };
inline constexpr std::size_t field_count = 6;
inline constexpr std::array<Field, field_count> all_fields{
    Field::Id, Field::Date, Field::Language, Field::Title, Field::Text, Field::Source};

class FieldNames {
 public:
  // `renamed` as in ReadOptions::fields. Throws Error for an unknown field and for an empty name.
  explicit FieldNames(const std::map<std::string, std::string>& renamed);

  // What the corpus calls it.
  const std::string& operator[](Field field) const {
    return names_[static_cast<std::size_t>(field)];
  }

  // True where the user named it, so that a table without it is not what the user thinks it is.
  bool is_renamed(Field field) const { return renamed_[static_cast<std::size_t>(field)]; }

 private:
  std::array<std::string, field_count> names_;
  std::array<bool, field_count> renamed_{};
};

// The values of one record as it has them; "" where it has none.
class FieldValues {
 public:
  std::string& operator[](Field field) { return values_[static_cast<std::size_t>(field)]; }

  // A document of these values, which are moved from.
  Document into_document(std::string file, std::size_t line) &&;

 private:
  std::array<std::string, field_count> values_;
};

}  // namespace entente
