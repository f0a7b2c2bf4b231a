#include "graph/resolve/name_words.h"

#include <algorithm>

#include "extract/entity_id.h"
#include "extract/error.h"
#include "extract/language/lexicon_file.h"
#include "graph/entity.h"

namespace entente {
namespace {

constexpr std::size_t short_acronym = 3;  // letters; also a word where written small: "who"

template <typename Map>
std::string_view value_or_empty(const Map& map, std::string_view key) {
  const auto found = map.find(key);
  return found == map.end() ? std::string_view{} : std::string_view(found->second);
}

bool holds_small_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

template <typename Set>
void add_folded(Set& set, const std::vector<std::string>& words) {
  for (const std::string& word : words) set.insert(fold_name(word));
}

template <typename Map>
void add_folded(Map& map, const std::map<std::string, std::string>& words) {
  for (const auto& [word, value] : words) map.try_emplace(fold_name(word), fold_name(value));
}

}  // namespace

NameWords NameWords::load(const std::filesystem::path& folder) {
  if (!std::filesystem::is_directory(folder)) {
    throw Error(folder.string() + ": no such folder of languages");
  }
  std::vector<std::filesystem::path> languages;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (std::filesystem::exists(entry.path() / "names.json")) languages.push_back(entry.path());
  }
  std::sort(languages.begin(), languages.end());
  NameWords words;
  for (const auto& language : languages) {
    words.load_names(language / "names.json");
    words.load_countries(language / "countries.json");
    words.load_entities(language / "entities.json");
  }
  return words;
}

void NameWords::load_names(const std::filesystem::path& file) {
  const nlohmann::json json = read_lexicon_file(file);
  LexiconEntry entry(file, "", json);
  add_folded(particles_, entry.lemmas("particles"));
  add_folded(titles_, entry.lemmas("titles"));
  add_folded(function_words_, entry.lemmas("function_words"));
  add_folded(legal_forms_, entry.lemmas("legal_forms"));
  add_folded(kinds_, entry.lemmas("kinds"));
  add_folded(generations_, entry.lemma_map("generations"));
  add_folded(rulers_, entry.lemma_map("rulers"));
  add_folded(full_forms_, entry.lemma_map("short_names"));
  add_folded(concepts_, entry.lemma_map("words"));
  entry.finish();
}

void NameWords::load_countries(const std::filesystem::path& file) {
  const nlohmann::json json = read_lexicon_file(file);
  for (LexiconEntry& country : LexiconEntry(file, "", json).entries("countries")) {
    const std::string code = country.text("code");
    std::vector<std::string> names = country.texts("names");
    names.push_back(country.text("name"));
    for (const std::string& name : names) add_country_phrase(name, code);
    for (const std::string& name : country.texts("demonyms")) add_country_phrase(name, code);
    names.push_back(code);
    known_countries_.add(
        {.id = "country/" + code, .type = EntityType::GeoPolitical, .country = code, .names = {}},
        names);
    if (country.text("script") != "Latn") transcribing_.insert(code);
  }
}

void NameWords::load_entities(const std::filesystem::path& file) {
  const nlohmann::json json = read_lexicon_file(file);
  for (LexiconEntry& entity : LexiconEntry(file, "", json).entries("entities")) {
    const std::string name = entity.text("name");
    std::vector<std::string> names{name};
    for (const std::string& other : entity.texts("names")) names.push_back(other);
    known_.add({.id = entity_id(entity.entity_type("type"), name),
                .type = entity.entity_type("type"),
                .country = entity.text_or_empty("country"),
                .names = {}},
               names);
  }
}

void NameWords::Directory::add(Known entity, const std::vector<std::string>& names) {
  const std::size_t place = by_id_.try_emplace(entity.id, entities_.size()).first->second;
  if (place == entities_.size()) entities_.push_back(std::move(entity));
  for (const std::string& name : names) {
    const auto [at, is_new] = by_name_.try_emplace(fold_name(name), place);
    if (is_new) entities_[place].names.push_back(at->first);
  }
}

const NameWords::Known* NameWords::Directory::find(std::string_view key) const {
  const auto found = by_name_.find(key);
  return found == by_name_.end() ? nullptr : &entities_[found->second];
}

void NameWords::add_country_phrase(std::string_view phrase, const std::string& code) {
  std::string folded = fold_name(phrase);
  const auto words = static_cast<std::size_t>(std::count(folded.begin(), folded.end(), ' ')) + 1;
  longest_country_ = std::max(longest_country_, words);
  countries_.try_emplace(std::move(folded), code);
}

bool NameWords::is_particle(std::string_view word) const { return particles_.contains(word); }
bool NameWords::is_title(std::string_view word) const { return titles_.contains(word); }
bool NameWords::is_function_word(std::string_view word) const {
  return function_words_.contains(word);
}
bool NameWords::is_legal_form(std::string_view word) const { return legal_forms_.contains(word); }
bool NameWords::is_kind(std::string_view concept_word) const {
  return kinds_.contains(concept_word);
}
std::string_view NameWords::generation(std::string_view word) const {
  return value_or_empty(generations_, word);
}
std::string_view NameWords::ruler(std::string_view word) const {
  return value_or_empty(rulers_, word);
}
std::string_view NameWords::full_form(std::string_view word) const {
  return value_or_empty(full_forms_, word);
}
std::string_view NameWords::concept_of(std::string_view word) const {
  return value_or_empty(concepts_, word);
}
std::string_view NameWords::country_of(std::string_view phrase) const {
  return value_or_empty(countries_, phrase);
}
bool NameWords::transcribes(std::string_view country) const {
  return transcribing_.contains(country);
}

const NameWords::Known* NameWords::known(std::string_view key, std::string_view written) const {
  if (key.size() <= short_acronym && holds_small_letter(written)) return nullptr;
  return known_.find(key);
}

std::optional<NameWords::Known> NameWords::called(std::string_view name) const {
  const std::string key = lookup_key(name);
  const Known* known = known_countries_.find(key);
  if (known == nullptr) known = known_.find(key);
  return known == nullptr ? std::nullopt : std::optional(*known);
}

}  // namespace entente
