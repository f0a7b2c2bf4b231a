#include "extract/nlp/token_rules.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_set>
#include <utility>

#include "extract/error.h"
#include "extract/json_file.h"
#include "extract/nlp/utf16.h"

namespace entente {
namespace {

using nlohmann::json;

// One object of the file, whose entries are asked for by name; what nobody asks for is a mistake.
class Entry {
 public:
  Entry(const json& value, std::string path) : value_(value), path_(std::move(path)) {
    if (!value_.is_object()) fail(path_, "must be an object");
  }

  Entry object(const std::string& name) { return Entry(at(name), path_of(name)); }

  bool has(const std::string& name) const { return value_.contains(name); }

  std::string text(const std::string& name) {
    const json& value = at(name);
    if (!value.is_string()) fail(path_of(name), "must be a string");
    return value.get<std::string>();
  }

  bool flag(const std::string& name) {
    const json& value = at(name);
    if (!value.is_boolean()) fail(path_of(name), "must be true or false");
    return value.get<bool>();
  }

  std::size_t count(const std::string& name) {
    const json& value = at(name);
    if (!value.is_number_unsigned()) fail(path_of(name), "must be a number of letters");
    return value.get<std::size_t>();
  }

  std::vector<std::u16string> strings(const std::string& name) {
    return strings(at(name), path_of(name));
  }

  Utf16Set string_set(const std::string& name) {
    const auto values = strings(name);
    return {values.begin(), values.end()};
  }

  std::vector<std::vector<std::u16string>> lists(const std::string& name) {
    std::vector<std::vector<std::u16string>> values;
    for_each(name, [&](const json& value, const std::string& path) {
      values.push_back(strings(value, path));
    });
    return values;
  }

  Utf16Map<std::vector<std::u16string>> lists_by_name(const std::string& name) {
    const json& value = at(name);
    if (!value.is_object()) fail(path_of(name), "must be an object");
    Utf16Map<std::vector<std::u16string>> values;
    for (const auto& [key, list] : value.items()) {
      values.emplace(to_utf16(key), strings(list, path_of(name) + "." + key));
    }
    return values;
  }

  // Calls visit(value, path) for each element of an array.
  template <typename Visit>
  void for_each(const std::string& name, Visit visit) {
    const json& array = at(name);
    if (!array.is_array()) fail(path_of(name), "must be an array");
    for (std::size_t i = 0; i < array.size(); ++i) {
      visit(array[i], path_of(name) + "[" + std::to_string(i) + "]");
    }
  }

  // Fails where the object holds more than was asked for.
  void close() const {
    for (const auto& [name, value] : value_.items()) {
      if (!asked_.contains(name)) fail(path_of(name), "is unknown");
    }
  }

 private:
  [[noreturn]] static void fail(const std::string& path, const std::string& reason) {
    throw Error(path + " " + reason);
  }

  static std::vector<std::u16string> strings(const json& array, const std::string& path) {
    if (!array.is_array()) fail(path, "must be an array of strings");
    std::vector<std::u16string> values;
    for (std::size_t i = 0; i < array.size(); ++i) {
      if (!array[i].is_string() || array[i].get_ref<const std::string&>().empty()) {
        fail(path + "[" + std::to_string(i) + "]", "must be a string that is not empty");
      }
      values.push_back(to_utf16(array[i].get<std::string>()));
    }
    return values;
  }

  const json& at(const std::string& name) {
    asked_.insert(name);
    if (!value_.contains(name)) fail(path_of(name), "is missing");
    return value_.at(name);
  }

  std::string path_of(const std::string& name) const {
    return path_.empty() ? name : path_ + "." + name;
  }

  const json& value_;
  std::string path_;
  std::unordered_set<std::string> asked_;
};

Utf16Map<std::u16string> by_bare_form(const std::vector<std::u16string>& words) {
  Utf16Map<std::u16string> hosts;
  for (const auto& host : words) hosts.emplace(without_acute(host), host);
  return hosts;
}

Enclitics read_enclitics(Entry entry) {
  Enclitics enclitics;
  for (const auto& words : entry.lists("sequences")) {
    std::u16string joined;
    for (const auto& word : words) joined += word;
    enclitics.longest_sequence = std::max(enclitics.longest_sequence, joined.size());
    enclitics.sequences.emplace(joined, words);
  }
  enclitics.hosts = by_bare_form(entry.strings("hosts"));
  enclitics.accented_hosts = by_bare_form(entry.strings("accented_hosts"));
  entry.for_each("productive", [&](const json& value, const std::string& path) {
    Entry ending(value, path);
    enclitics.productive.push_back(
        {ending.strings("endings"), ending.string_set("enclitics"), ending.count("shortest_stem")});
    ending.close();
  });
  enclitics.exceptions = entry.string_set("exceptions");
  entry.close();
  return enclitics;
}

Clitics read_clitics(Entry entry) {
  Clitics clitics{entry.strings("endings"), entry.flag("possessive_after_s")};
  entry.close();
  return clitics;
}

Joint read_joint(Entry entry) {
  Joint joint;
  joint.joins_all = entry.flag("joins_all");
  if (!joint.joins_all) {
    joint.prefixes = entry.string_set("prefixes");
    joint.suffixes = entry.string_set("suffixes");
    joint.words = entry.string_set("words");
  }
  entry.close();
  return joint;
}

void read_signs(TokenRules& rules, Entry entry) {
  rules.hyphen = read_joint(entry.object("hyphen"));
  rules.kept_at_line_end = entry.string_set("kept_at_line_end");
  rules.slash = read_joint(entry.object("slash"));
  rules.number_shapes = entry.string_set("number_shapes");
  rules.units = entry.string_set("units");
  rules.currencies = entry.string_set("currencies");
  rules.elided = entry.string_set("elided");
  rules.emoticons = entry.string_set("emoticons");
  for (const auto& emoticon : rules.emoticons) {
    rules.longest_emoticon = std::max(rules.longest_emoticon, emoticon.size());
  }
  entry.close();
}

TokenRules read_rules(const json& value) {
  Entry root(value, "");
  TokenRules rules;
  rules.language = root.text("language");
  Entry abbreviations = root.object("abbreviations");
  rules.open_abbreviations = abbreviations.string_set("open");
  rules.closed_abbreviations = abbreviations.string_set("closed");
  rules.before_number = abbreviations.string_set("before_number");
  abbreviations.close();
  rules.sentence_starters = root.string_set("sentence_starters");
  rules.lower_case_starts = root.flag("lower_case_starts");
  rules.contractions = root.lists_by_name("contractions");
  rules.uncontracted = root.string_set("uncontracted");
  rules.percent_joins_number = root.flag("percent_joins_number");
  rules.hash_joins_number = root.flag("hash_joins_number");
  read_signs(rules, root.object("signs"));
  if (root.has("enclitics")) rules.enclitics = read_enclitics(root.object("enclitics"));
  if (root.has("clitics")) rules.clitics = read_clitics(root.object("clitics"));
  root.close();
  return rules;
}

}  // namespace

TokenRules TokenRules::load(const std::filesystem::path& file) {
  const json content = read_json_file(file, "a language needs its tokens.json");
  try {
    return read_rules(content);
  } catch (const Error& error) {
    throw InputError(file.string(), 0, error.what());
  }
}

}  // namespace entente
