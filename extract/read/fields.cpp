#include "extract/read/fields.h"

#include <algorithm>

#include "extract/error.h"

namespace entente {
namespace {

// As users of ReadOptions::fields call them; "lang" is the language's own name in records.
constexpr std::array<std::string_view, field_count> option_names{"id",    "date", "language",
                                                                 "title", "text", "source"};
constexpr std::string_view language_name = "lang";

}  // namespace

FieldNames::FieldNames(const std::map<std::string, std::string>& renamed) {
  std::copy(option_names.begin(), option_names.end(), names_.begin());
  names_[static_cast<std::size_t>(Field::Language)] = language_name;
  for (const auto& [option, name] : renamed) {
    const auto found = option == language_name
                           ? option_names.begin() + static_cast<std::size_t>(Field::Language)
                           : std::find(option_names.begin(), option_names.end(), option);
    if (found == option_names.end()) {
      throw Error("documents have no field \"" + option +
                  "\"; they have id, date, language, title, text and source");
    }
    if (name.empty()) throw Error("the field \"" + option + "\" is given an empty name");
    const auto index = static_cast<std::size_t>(found - option_names.begin());
    names_[index] = name;
    renamed_[index] = true;
  }
}

Document FieldValues::into_document(std::string file, std::size_t line) && {
  Document document;
  document.id = std::move((*this)[Field::Id]);
  document.date = std::move((*this)[Field::Date]);
  document.language = std::move((*this)[Field::Language]);
  document.title = std::move((*this)[Field::Title]);
  document.text = std::move((*this)[Field::Text]);
  document.source = std::move((*this)[Field::Source]);
  document.file = std::move(file);
  document.line = line;
  return document;
}

}  // namespace entente
