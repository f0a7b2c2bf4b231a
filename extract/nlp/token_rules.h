// What a language adds to ICU's word boundaries: its `tokens.json`, loaded.
//
// Strings are UTF-16, NFC and, unless said otherwise, lower case; apostrophes are those of a
// typewriter. Const after loading; threads may share it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace entente {

struct Utf16Hash {
  using is_transparent = void;
  std::size_t operator()(std::u16string_view text) const {
    return std::hash<std::u16string_view>{}(text);
  }
};
using Utf16Set = std::unordered_set<std::u16string, Utf16Hash, std::equal_to<>>;
template <typename Value>
using Utf16Map = std::unordered_map<std::u16string, Value, Utf16Hash, std::equal_to<>>;

// Pronouns written together with the verb before them: "entregar" + "le", "dar" + "se" + "lo".
struct Enclitics {
  // How words of an ending become hosts even where `hosts` does not list them.
  struct Ending {
    std::vector<std::u16string> endings;  // of the host as it is written: "ar", "ándo"
    Utf16Set enclitics;                   // written together: "se", "selo"
    std::size_t shortest_stem = 0;        // letters before the ending
  };

  Utf16Map<std::vector<std::u16string>> sequences;  // "selo" → "se", "lo"
  std::size_t longest_sequence = 0;                 // in UTF-16 units
  Utf16Map<std::u16string> hosts;           // without acute accents → as it is written alone
  Utf16Map<std::u16string> accented_hosts;  // likewise, for hosts that bear an accent here
  std::vector<Ending> productive;
  Utf16Set exceptions;  // whole words that are never taken apart
};

// Words that an apostrophe joins to the word before: "don't" = "do" + "n't".
struct Clitics {
  std::vector<std::u16string> endings;  // "n't", "'s"
  bool possessive_after_s = false;      // "companies'" = "companies" + "'"
};

// Which words a sign between letters makes one.
struct Joint {
  bool joins_all = false;  // "Norte-Sur"
  Utf16Set prefixes;       // else after these: "anti-American"
  Utf16Set suffixes;       // before these: "career-wise"
  Utf16Set words;          // and in these: "w/o"
};

struct TokenRules {
  std::string language;  // ISO 639-1

  // Abbreviations without their last full stop. One with a capital is one only as written: "Sat".
  Utf16Set open_abbreviations;    // something always follows them: "sr", "núm"
  Utf16Set closed_abbreviations;  // they may end a sentence: "etc", "ee.uu"
  Utf16Set before_number;         // abbreviations only there: "no" in "No. 10"

  Utf16Set sentence_starters;      // capitalised after an abbreviation, they begin a sentence
  bool lower_case_starts = false;  // after a terminator any word does, as in careless writing
  Utf16Map<std::vector<std::u16string>> contractions;  // "del" → "de", "el"
  Utf16Set uncontracted;                               // "al qaeda": names that only look like one
  Enclitics enclitics;
  Clitics clitics;

  Joint hyphen;
  Utf16Set
      kept_at_line_end;  // before a hyphen that stays where a line ends: "well" in "well-\nknown"
  Joint slash;           // between digits it always joins: "9/11"
  // Numbers that hyphens and slashes join, each digit written 0: "000-0000".
  Utf16Set number_shapes;
  Utf16Set units;                     // words of their own though they touch a number: "5" + "pm"
  Utf16Set currencies;                // "us$"
  Utf16Set elided;                    // words that begin with an apostrophe: "'em"
  Utf16Set emoticons;                 // as written
  std::size_t longest_emoticon = 0;   // in UTF-16 units
  bool percent_joins_number = false;  // "20%" is one word
  bool hash_joins_number = false;     // "#1" is one word

  // Throws InputError that names the file and the entry: one that is missing, unknown, or of
  // another kind than it should be.
  static TokenRules load(const std::filesystem::path& file);
};

}  // namespace entente
