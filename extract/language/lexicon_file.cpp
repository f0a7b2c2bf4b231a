#include "extract/language/lexicon_file.h"

#include <algorithm>
#include <unicode/unistr.h>
#include <utility>

#include "extract/error.h"
#include "extract/json_file.h"
#include "extract/quotation.h"

namespace entente {
namespace {

using nlohmann::json;

// "AGREE, CONSULT, …": every name of an enumeration whose values run from 0 to `count` - 1.
template <typename Enum>
std::string all_names(std::size_t count) {
  std::string names;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) names += ", ";
    names += name_of(static_cast<Enum>(i));
  }
  return names;
}

bool single_spaced(std::string_view text) {
  return !text.starts_with(' ') && !text.ends_with(' ') &&
         text.find("  ") == std::string_view::npos;
}

bool lower_case(const std::string& text) {
  const icu::UnicodeString given = icu::UnicodeString::fromUTF8(text);
  icu::UnicodeString lowered = given;
  return lowered.toLower() == given;
}

}  // namespace

json read_lexicon_file(const std::filesystem::path& file) {
  return read_json_file(file, "every file of a language's folder is needed");
}

LexiconEntry::LexiconEntry(const std::filesystem::path& file, std::string place, const json& value)
    : file_(file.string()), place_(std::move(place)), value_(&value) {
  if (!value.is_object()) fail("must be an object");
}

void LexiconEntry::call(std::string_view name) { place_ += " (" + std::string(name) + ")"; }

std::string LexiconEntry::text(const std::string& field) { return checked(require(field), field); }

std::string LexiconEntry::lemma(const std::string& field) {
  return checked_lemma(text(field), field);
}

std::optional<std::string> LexiconEntry::optional_text(const std::string& field) {
  const json* value = find(field);
  if (value == nullptr) return std::nullopt;
  return checked(*value, field);
}

std::string LexiconEntry::text_or_empty(const std::string& field) {
  const json* value = find(field);
  if (value == nullptr || (value->is_string() && value->get_ref<const std::string&>().empty()))
    return "";
  return checked(*value, field);
}

bool LexiconEntry::flag(const std::string& field) {
  const json* value = find(field);
  if (value == nullptr) return false;
  if (!value->is_boolean()) fail(quotation(field) + " must be true or false");
  return value->get<bool>();
}

std::vector<std::string> LexiconEntry::texts(const std::string& field) {
  std::vector<std::string> result;
  const json* value = find(field);
  if (value == nullptr) return result;
  if (!value->is_array()) fail(quotation(field) + " must be a list of strings");
  for (const json& element : *value) {
    std::string text = checked(element, field);
    if (std::find(result.begin(), result.end(), text) != result.end()) {
      fail(quotation(field) + " has " + quotation(text) + " twice");
    }
    result.push_back(std::move(text));
  }
  return result;
}

std::vector<std::string> LexiconEntry::lemmas(const std::string& field) {
  std::vector<std::string> result = texts(field);
  for (const std::string& text : result) checked_lemma(text, field);
  return result;
}

std::vector<std::string> LexiconEntry::lemma_or_list(const std::string& field) {
  if (!require(field).is_array()) return {lemma(field)};
  std::vector<std::string> result = lemmas(field);
  if (result.empty()) fail(quotation(field) + " must not be empty");
  return result;
}

std::map<std::string, std::string> LexiconEntry::lemma_map(const std::string& field) {
  std::map<std::string, std::string> result;
  const json* object = find_object(field);
  if (object == nullptr) return result;
  for (const auto& [key, value] : object->items()) {
    result.emplace(checked_lemma(key, field), checked(value, field));
  }
  return result;
}

RelationClass LexiconEntry::relation_class(const std::string& field) {
  const std::string name = text(field);
  const std::optional<RelationClass> found = relation_class_of(name);
  if (!found) {
    fail("unknown class " + quotation(name) + "; the classes are " +
         all_names<RelationClass>(relation_class_count));
  }
  return *found;
}

EntityType LexiconEntry::entity_type(const std::string& field) { return checked_type(text(field)); }

std::vector<EntityType> LexiconEntry::entity_types(const std::string& field) {
  std::vector<EntityType> types;
  for (const std::string& name : texts(field)) types.push_back(checked_type(name));
  return types;
}

Modality LexiconEntry::modality(const std::string& field) { return checked_modality(text(field)); }

std::optional<Modality> LexiconEntry::optional_modality(const std::string& field) {
  const std::optional<std::string> name = optional_text(field);
  if (!name) return std::nullopt;
  return checked_modality(*name);
}

std::map<std::string, Modality> LexiconEntry::modality_map(const std::string& field) {
  std::map<std::string, Modality> result;
  for (const auto& [lemma, name] : lemma_map(field)) {
    result.emplace(lemma, checked_modality(name));
  }
  return result;
}

std::map<std::string, std::map<std::string, std::string>> LexiconEntry::named_lemma_maps(
    const std::string& field) {
  std::map<std::string, std::map<std::string, std::string>> result;
  const json* object = find_object(field);
  if (object == nullptr) return result;
  LexiconEntry maps(file_, quotation(field), *object);
  for (const auto& item : object->items()) result.emplace(item.key(), maps.lemma_map(item.key()));
  return result;
}

std::vector<LexiconEntry> LexiconEntry::entries(const std::string& field) {
  const json& list = require(field);
  if (!list.is_array()) fail(quotation(field) + " must be a list of objects");
  std::vector<LexiconEntry> result;
  for (std::size_t i = 0; i < list.size(); ++i) {
    result.emplace_back(file_, field + "[" + std::to_string(i) + "]", list[i]);
  }
  return result;
}

void LexiconEntry::finish() const {
  for (const auto& [field, value] : value_->items()) {
    if (known_.contains(field)) continue;
    std::string names;
    for (const std::string& name : known_) names += (names.empty() ? "" : ", ") + name;
    fail("unknown field " + quotation(field) + "; the fields are " + names);
  }
}

void LexiconEntry::fail(const std::string& reason) const {
  throw InputError(file_, 0, place_.empty() ? reason : place_ + ": " + reason);
}

const json* LexiconEntry::find(const std::string& field) {
  known_.insert(field);
  const auto found = value_->find(field);
  return found == value_->end() ? nullptr : &*found;
}

const json& LexiconEntry::require(const std::string& field) {
  const json* value = find(field);
  if (value == nullptr) fail("the field " + quotation(field) + " is missing");
  return *value;
}

std::string LexiconEntry::checked(const json& value, const std::string& field) const {
  if (!value.is_string()) fail(quotation(field) + " must hold strings");
  std::string text = value.get<std::string>();
  if (text.empty()) fail(quotation(field) + " must not be empty");
  if (!single_spaced(text)) {
    fail(quotation(field) + ": " + quotation(text) + " has a space too many");
  }
  return text;
}

std::string LexiconEntry::checked_lemma(std::string text, const std::string& field) const {
  if (text.empty() || !single_spaced(text)) {
    fail(quotation(field) + ": " + quotation(text) + " is no lemma; words are joined by one space");
  }
  if (!lower_case(text)) fail(quotation(field) + ": " + quotation(text) + " must be lower case");
  return text;
}

EntityType LexiconEntry::checked_type(const std::string& name) const {
  const std::optional<EntityType> type = entity_type_of(name);
  if (!type) {
    fail("unknown entity type " + quotation(name) + "; the types are " + all_names<EntityType>(5));
  }
  return *type;
}

Modality LexiconEntry::checked_modality(const std::string& name) const {
  const std::optional<Modality> modality = modality_of(name);
  if (!modality) {
    fail("unknown modality " + quotation(name) + "; the modalities are " + all_names<Modality>(4));
  }
  return *modality;
}

const json* LexiconEntry::find_object(const std::string& field) {
  const json* value = find(field);
  if (value != nullptr && !value->is_object()) fail(quotation(field) + " must be an object");
  return value;
}

}  // namespace entente
