#include "extract/nlp/token_rules.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "extract/error.h"
#include "extract/nlp/utf16.h"

namespace entente {
namespace {

using nlohmann::json;

std::vector<std::u16string> strings(const json& array) {
  std::vector<std::u16string> values;
  for (const auto& value : array) values.push_back(to_utf16(value.get<std::string>()));
  return values;
}

Utf16Set string_set(const json& array) {
  const auto values = strings(array);
  return {values.begin(), values.end()};
}

Utf16Map<std::u16string> by_bare_form(const json& array) {
  Utf16Map<std::u16string> hosts;
  for (const auto& host : strings(array)) hosts.emplace(without_acute(host), host);
  return hosts;
}

Enclitics read_enclitics(const json& entry) {
  Enclitics enclitics;
  for (const auto& sequence : entry.at("sequences")) {
    const auto words = strings(sequence);
    std::u16string joined;
    for (const auto& word : words) joined += word;
    enclitics.longest_sequence = std::max(enclitics.longest_sequence, joined.size());
    enclitics.sequences.emplace(joined, words);
  }
  enclitics.hosts = by_bare_form(entry.at("hosts"));
  enclitics.accented_hosts = by_bare_form(entry.at("accented_hosts"));
  for (const auto& ending : entry.at("productive")) {
    enclitics.productive.push_back({strings(ending.at("endings")),
                                    string_set(ending.at("enclitics")),
                                    ending.at("shortest_stem").get<std::size_t>()});
  }
  enclitics.exceptions = string_set(entry.at("exceptions"));
  return enclitics;
}

TokenRules read_rules(const json& root) {
  TokenRules rules;
  rules.language = root.at("language").get<std::string>();
  const json& abbreviations = root.at("abbreviations");
  rules.open_abbreviations = string_set(abbreviations.at("open"));
  rules.closed_abbreviations = string_set(abbreviations.at("closed"));
  rules.sentence_starters = string_set(root.at("sentence_starters"));
  for (const auto& [form, words] : root.at("contractions").items()) {
    rules.contractions.emplace(to_utf16(form), strings(words));
  }
  rules.uncontracted = string_set(root.at("uncontracted"));
  rules.percent_joins_number = root.at("percent_joins_number").get<bool>();
  if (root.contains("enclitics")) rules.enclitics = read_enclitics(root["enclitics"]);
  return rules;
}

}  // namespace

TokenRules TokenRules::load(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    throw InputError(file.string(), 0, "cannot be opened; a language needs its tokens.json");
  }
  try {
    return read_rules(json::parse(stream));
  } catch (const json::exception& error) {
    throw InputError(file.string(), 0, std::string("is not a valid tokens.json: ") + error.what());
  }
}

}  // namespace entente
