// The function words of languages, and what those of a text say about its language.
//
// Articles, prepositions and pronouns make up two fifths of the words of prose, few of them are
// spelt alike in two languages, and a headline has some. Two languages are compared by the words
// that only one of them has: "los" speaks for Spanish against Portuguese, "de" for neither.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace entente {

// How often the words of a text are function words of each language. Languages are numbered as in
// FunctionWords::languages().
class WordEvidence {
 public:
  explicit WordEvidence(std::size_t languages)
      : hits_(languages), exclusive_(languages, std::vector<std::size_t>(languages)) {}

  // Counts a word that is a function word of the languages whose bits are set in `languages`.
  void add(std::uint64_t languages);

  // The language that the words point to: at least two words, and a quarter of all, are its own,
  // and against each other language they speak at least twice as often for it as for the other.
  std::optional<std::size_t> clear_language() const;

  // How many words are of `language` and not of `other`.
  std::size_t lead(std::size_t language, std::size_t other) const {
    return exclusive_[language][other];
  }

  // True where some word is one of `language`.
  bool speaks_for(std::size_t language) const { return hits_[language] > 0; }

  // True where another language leads `language` by more words than the reverse.
  bool speaks_against(std::size_t language) const;

 private:
  std::size_t words_ = 0;
  std::vector<std::size_t> hits_;
  std::vector<std::vector<std::size_t>> exclusive_;  // [a][b]: words of a that are none of b
};

// Const after loading; any number of threads may share it.
class FunctionWords {
 public:
  // Reads function_words.json of each folder under `languages` that has one: {"es": [WORD, …],
  // "pt": […], …}, the language and others that it could be taken for. Throws InputError that names
  // the file and the mistake.
  static FunctionWords load(const std::filesystem::path& languages);

  // ISO 639-1 codes.
  const std::vector<std::string>& languages() const { return languages_; }

  // The number of a language; nothing where its words are not known.
  std::optional<std::size_t> number_of(std::string_view language) const;

  // Counts the words of `text`, which are runs of letters, whatever their case.
  WordEvidence count(std::string_view text) const;

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
      return std::hash<std::string_view>{}(text);
    }
  };

  void add_file(const std::filesystem::path& file);

  std::vector<std::string> languages_;
  // Bit n is set where the word is one of languages_[n].
  std::unordered_map<std::string, std::uint64_t, TextHash, std::equal_to<>> words_;
};

}  // namespace entente
