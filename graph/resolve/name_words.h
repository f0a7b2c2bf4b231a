// What languages know about the words of names: particles, titles, what organisations are called.
//
//   const NameWords words = NameWords::load("extract/language");
//
// How it works:
//   1. Every language's folder gives its names.json, and the names and demonyms of its
//      countries.json and entities.json. A language without names.json gives nothing.
//   2. The languages are put together: a graph holds names of all of them. Where two disagree, the
//      language whose code comes first is right.
//
// All keys are folded (fold_name), but for what is written with one letter a sound (spelling.h).
// Const after construction: threads may share one.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/language/text_map.h"
#include "extract/triple.h"

namespace entente {

class NameWords {
 public:
  // An entity that has one name across languages, from entities.json, or a country.
  struct Known {
    std::string id;
    EntityType type = EntityType::Misc;
    std::string country;             // ISO 3166-1 alpha-3, or ""
    std::vector<std::string> names;  // in all languages, as lookup_key gives them; no demonyms
  };

  // No words of any language: names are compared by their letters alone.
  NameWords() = default;

  // Throws InputError that names the file and the entry of a mistake, Error where `folder` is none.
  static NameWords load(const std::filesystem::path& folder);

  bool is_particle(std::string_view word) const;       // "de", "von", "bin"
  bool is_title(std::string_view word) const;          // "mr", "general"
  bool is_function_word(std::string_view word) const;  // of an organisation's name: "the", "para"
  bool is_legal_form(std::string_view word) const;     // "inc"
  bool is_kind(std::string_view concept_word) const;   // says what it is: "agency", "party"

  // "" where there is none.
  std::string_view generation(std::string_view word) const;  // "jr", "hijo": "2"
  std::string_view ruler(std::string_view word) const;       // "juan", of a pope: "john"
  std::string_view full_form(std::string_view word) const;   // "bill": "william"
  std::string_view concept_of(std::string_view word) const;  // "ministerio": "ministry"

  // The country that a phrase of folded words names, by its name or a demonym; "" for none.
  std::string_view country_of(std::string_view phrase) const;
  std::size_t longest_country() const { return longest_country_; }  // in words

  // True where the country's main script is not Latin: its names are transcribed, in many ways.
  bool transcribes(std::string_view country) const;

  // Entities of entities.json with this name (as lookup_key gives it); nullptr for none. `written`
  // is the name itself: a short acronym counts only in capitals.
  const Known* known(std::string_view key, std::string_view written) const;

  // Whom languages call by this name, however it is written: a country, by its code (ISO 3166-1
  // alpha-3) too, else an entity of entities.json.
  std::optional<Known> called(std::string_view name) const;

 private:
  // Entities with their names, each name of the first one alone that was given it.
  class Directory {
   public:
    void add(Known entity, const std::vector<std::string>& names);
    const Known* find(std::string_view key) const;

   private:
    std::vector<Known> entities_;
    TextMap<std::size_t> by_id_, by_name_;
  };

  void load_names(const std::filesystem::path& file);
  void load_countries(const std::filesystem::path& file);
  void load_entities(const std::filesystem::path& file);
  void add_country_phrase(std::string_view phrase, const std::string& code);

  TextSet particles_, titles_, function_words_, legal_forms_, kinds_, transcribing_;
  TextMap<std::string> generations_, rulers_, full_forms_, concepts_, countries_;
  Directory known_, known_countries_;
  std::size_t longest_country_ = 0;
};

}  // namespace entente
