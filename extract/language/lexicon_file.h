// Strict reading of a lexicon's JSON files: every value is checked, and every field must be known.
//
// How it works:
//   1. read_lexicon_file() parses a file; a syntax error is reported with its line.
//   2. LexiconEntry wraps one JSON object and hands out its fields by name, checked.
//   3. finish() fails for a field that nobody asked for, so that a misspelt name is never ignored.
//
// Everything throws InputError that names the file, the entry and the reason.
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extract/triple.h"

namespace entente {

// The one object that a lexicon file holds.
nlohmann::json read_lexicon_file(const std::filesystem::path& file);

class LexiconEntry {
 public:
  // `place` is how errors call the entry: "frames[17]", or "" for the file as a whole. Throws where
  // `value` is no object. Keeps a reference to `value`, which MUST outlive it.
  LexiconEntry(const std::filesystem::path& file, std::string place, const nlohmann::json& value);

  // Adds the entry's own name to its place: "frames[17] (reunir)".
  void call(std::string_view name);

  // Required, not empty, and written with single spaces only.
  std::string text(const std::string& field);
  // The same, in lower case besides: a lemma in capitals would never be found.
  std::string lemma(const std::string& field);
  std::optional<std::string> optional_text(const std::string& field);
  std::string text_or_empty(const std::string& field);  // missing and "" are the same
  bool flag(const std::string& field);                  // false where it is missing

  // Empty where the field is missing; no element may be empty or stand twice.
  std::vector<std::string> texts(const std::string& field);
  std::vector<std::string> lemmas(const std::string& field);
  std::map<std::string, std::string> lemma_map(const std::string& field);

  // A required lemma, or a list of at least one.
  std::vector<std::string> lemma_or_list(const std::string& field);
  // An object of lemma maps, each with its name; empty where the field is missing.
  std::map<std::string, std::map<std::string, std::string>> named_lemma_maps(
      const std::string& field);

  RelationClass relation_class(const std::string& field);
  EntityType entity_type(const std::string& field);
  std::vector<EntityType> entity_types(const std::string& field);
  Modality modality(const std::string& field);
  std::optional<Modality> optional_modality(const std::string& field);
  std::map<std::string, Modality> modality_map(const std::string& field);

  // The objects of a required list, in order; their places are "FIELD[INDEX]".
  std::vector<LexiconEntry> entries(const std::string& field);

  bool has(const std::string& field) const { return value_->contains(field); }

  // Throws where the object has a field that was not asked for.
  void finish() const;

  [[noreturn]] void fail(const std::string& reason) const;

 private:
  const nlohmann::json* find(const std::string& field);
  const nlohmann::json& require(const std::string& field);
  std::string checked(const nlohmann::json& value, const std::string& field) const;
  std::string checked_lemma(std::string text, const std::string& field) const;
  EntityType checked_type(const std::string& name) const;
  Modality checked_modality(const std::string& name) const;
  const nlohmann::json* find_object(const std::string& field);

  std::string file_;
  std::string place_;
  const nlohmann::json* value_;
  std::set<std::string> known_;
};

}  // namespace entente
