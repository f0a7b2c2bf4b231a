#include "graph/resolve/person_name.h"

#include <algorithm>
#include <array>
#include <optional>

#include "graph/resolve/romanize.h"
#include "graph/resolve/spelling.h"

namespace entente {
namespace {

struct Piece {
  std::string letters;
  bool before_hyphen = false;
};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  bool inside = false;
  for (const char c : text) {
    if (is_letter(c)) {
      if (!inside) pieces.emplace_back();
      pieces.back().letters += c;
      inside = true;
    } else if (c != '\'' && c != '`') {
      if (c == '-' && inside) pieces.back().before_hyphen = true;
      inside = false;
    }
  }
  return pieces;
}

constexpr std::array<std::string_view, 24> roman_numbers{
    "i",    "ii",  "iii", "iv",  "v",    "vi",    "vii", "viii", "ix",  "x",    "xi",    "xii",
    "xiii", "xiv", "xv",  "xvi", "xvii", "xviii", "xix", "xx",   "xxi", "xxii", "xxiii", "xxiv"};

std::optional<std::size_t> roman_number(std::string_view word) {
  const auto found = std::find(roman_numbers.begin(), roman_numbers.end(), word);
  if (found == roman_numbers.end()) return {};
  return static_cast<std::size_t>(found - roman_numbers.begin()) + 1;
}

// Takes the number off the end; the given names of who has a Roman one are made English.
std::string take_number(std::vector<Piece>& pieces, const NameWords& words) {
  if (pieces.size() < 2) return {};
  const std::string last = pieces.back().letters;
  if (const auto number = roman_number(last)) {
    pieces.pop_back();
    for (Piece& piece : pieces) {
      const std::string_view english = words.ruler(piece.letters);
      if (!english.empty()) piece.letters = english;
    }
    // "Juan Carlos I" is called "Juan Carlos" as well.
    return *number == 1 ? std::string() : std::to_string(*number);
  }
  std::string number(words.generation(last));
  if (!number.empty()) pieces.pop_back();
  return number;
}

bool is_patronymic(std::string_view sounds) {
  constexpr std::array<std::string_view, 5> endings{"oviC", "eviC", "ovna", "evna", "iCna"};
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
    return sounds.size() > ending.size() && sounds.ends_with(ending);
  });
}

constexpr std::string_view article = "al";  // as Arabic writes it, one word with its noun
constexpr std::size_t shortest_with_article = 5;

}  // namespace

std::string PersonName::joined() const {
  std::string all;
  for (const Word& word : words) all += word.sounds;
  return all;
}

PersonName person_name(std::string_view name, const NameWords& words) {
  const RomanName roman = romanized(name);
  PersonName result{.words = {},
                    .number = {},
                    .non_latin = roman.non_latin,
                    .vowelless = roman.vowelless,
                    .unspaced = roman.unspaced};
  std::vector<Piece> pieces = pieces_of(roman.text);
  // "King Abdullah II", but not "King of Spain".
  while (pieces.size() > 2 && words.is_title(pieces[0].letters) &&
         !words.is_particle(pieces[1].letters)) {
    pieces.erase(pieces.begin());
  }
  result.number = take_number(pieces, words);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    std::string letters = std::move(pieces[i].letters);
    const bool inner = i > 0 || pieces[i].before_hyphen;
    if (inner && i + 1 < pieces.size() && words.is_particle(letters)) continue;
    if (roman.vowelless && letters.size() >= shortest_with_article &&
        letters.starts_with(article)) {
      letters.erase(0, article.size());
    }
    std::string sounds = sounded(letters);
    result.words.push_back({std::move(letters), std::move(sounds)});
  }
  if (result.words.size() == 3 && is_patronymic(result.words[1].sounds)) {
    result.words.erase(result.words.begin() + 1);
  }
  return result;
}

namespace {

enum class WordMatch { None, Full, Initial };

struct WordComparison {
  WordMatch match = WordMatch::None;
  int cost = 0;
};

class Comparer {
 public:
  Comparer(const PersonName& shorter, const PersonName& longer, const NameWords& words)
      : shorter_(shorter), longer_(longer), words_(words) {}

  PersonComparison compare() const {
    PersonComparison result{.words = shorter_.words.size()};
    if (shorter_.words.empty() || shorter_.number != longer_.number) return result;
    if (const auto joined = compare_joined()) return *joined;
    const bool of_ruler = !shorter_.number.empty() && longer_.words.size() == 1;
    if (shorter_.words.size() == 1 && !of_ruler) return compare_surname();
    if (shorter_.words.size() < longer_.words.size()) {
      const PersonComparison extended = compare_extended(0);
      if (extended.match != PersonMatch::Different || shorter_.words.size() < 3) return extended;
      return compare_extended(1);  // "Manuel López Obrador" and "Andrés Manuel López Obrador"
    }
    if (pair_up(0, result)) return result;
    for (std::size_t shift = 1; shift < longer_.words.size(); ++shift) {
      PersonComparison turned{.words = shorter_.words.size()};
      if (pair_up(shift, turned) && turned.match == PersonMatch::Same) {
        turned.match = PersonMatch::Reordered;
        return turned;
      }
    }
    return result;
  }

 private:
  WordComparison compare_words(const PersonName::Word& left, const PersonName::Word& right) const {
    if (left.is_initial() || right.is_initial()) {
      const bool same = left.letters.front() == right.letters.front();
      return {same ? WordMatch::Initial : WordMatch::None, 0};
    }
    const int cost =
        spelling_cost(left.sounds, right.sounds, shorter_.vowelless || longer_.vowelless);
    if (is_same_word(left.sounds, right.sounds, cost)) return {WordMatch::Full, cost};
    const std::string_view left_full = words_.full_form(left.letters);
    const std::string_view right_full = words_.full_form(right.letters);
    const bool short_form = left_full == right.letters || right_full == left.letters;
    return {short_form ? WordMatch::Initial : WordMatch::None, 0};
  }

  void count(const PersonName::Word& left, const PersonName::Word& right, int cost,
             PersonComparison& result) const {
    result.cost += cost;
    result.letters += std::max(left.sounds.size(), right.sounds.size());
  }

  // Each word of the shorter with one of the longer, which has as many, the first `shift` of it put
  // last.
  bool pair_up(std::size_t shift, PersonComparison& result) const {
    bool initials = false;
    std::size_t full = 0;
    PersonComparison found{.match = PersonMatch::Same, .words = shorter_.words.size()};
    for (std::size_t i = 0; i < shorter_.words.size(); ++i) {
      const auto& left = shorter_.words[i];
      const auto& right = longer_.words[(i + shift) % longer_.words.size()];
      const auto [match, cost] = compare_words(left, right);
      if (match == WordMatch::None) return false;
      const bool same_initial = left.letters == right.letters;
      initials = initials || (match == WordMatch::Initial && !same_initial);
      if (match == WordMatch::Full) ++full;
      count(left, right, cost, found);
    }
    if (full == 0) return false;
    if (initials || (full == 1 && shorter_.number.empty())) found.match = PersonMatch::Initials;
    result = found;
    return true;
  }

  // Scripts without spaces, and hyphens that one writes and another does not: "Jong Un", "Jongun".
  std::optional<PersonComparison> compare_joined() const {
    const bool unspaced = shorter_.unspaced || longer_.unspaced;
    if (!unspaced && shorter_.words.size() == longer_.words.size()) return {};
    const std::string left = shorter_.joined(), right = longer_.joined();
    const std::size_t letters = std::max(left.size(), right.size());
    if (!unspaced && left != right) return {};
    if (letters < shortest_joined) return {};
    const int cost = spelling_cost(left, right, shorter_.vowelless || longer_.vowelless);
    if (!is_same_word(left, right, cost)) return {};
    return PersonComparison{PersonMatch::Same, cost, letters, 2};
  }

  // The one word may be any but the first of the longer name, or its only one.
  PersonComparison compare_surname() const {
    PersonComparison result{.words = 1};
    const auto& word = shorter_.words.front();
    if (word.is_initial()) return result;
    const bool alone = longer_.words.size() == 1;
    for (std::size_t i = alone ? 0 : 1; i < longer_.words.size(); ++i) {
      const auto& other = longer_.words[i];
      const auto [match, cost] = compare_words(word, other);
      if (match != WordMatch::Full) continue;
      const std::size_t letters = std::max(word.sounds.size(), other.sounds.size());
      if (result.match == PersonMatch::Different || cost < result.cost) {
        result = {PersonMatch::Surname, cost, letters, 1};
      }
    }
    return result;
  }

  // The first words are the same, the others of the shorter name are among those of the longer.
  // `at` is where the first of them stands.
  PersonComparison compare_extended(std::size_t at) const {
    PersonComparison result{.match = PersonMatch::Extended, .words = shorter_.words.size()};
    std::size_t full = 0;
    bool inner_initial = false, extra_initial = false;
    for (std::size_t i = 0; i < shorter_.words.size(); ++i) {
      const auto& left = shorter_.words[i];
      const std::size_t left_after = shorter_.words.size() - i;
      bool found = false;
      for (; at + left_after <= longer_.words.size(); ++at) {
        const auto& right = longer_.words[at];
        const auto [match, cost] = compare_words(left, right);
        if (match != WordMatch::None) {
          count(left, right, cost, result);
          if (match == WordMatch::Full) ++full;
          found = true;
          ++at;
          break;
        }
        if (i == 0) break;
        extra_initial = extra_initial || right.is_initial();
      }
      if (!found) return {.words = shorter_.words.size()};
      inner_initial = inner_initial || (i > 0 && left.is_initial());
    }
    // "George W. Bush" is not "George H. W. Bush".
    if (full == 0 || (inner_initial && extra_initial)) return {.words = shorter_.words.size()};
    if (full < shorter_.words.size()) result.match = PersonMatch::Initials;
    return result;
  }

  static constexpr std::size_t shortest_joined = 6;

  const PersonName& shorter_;
  const PersonName& longer_;
  const NameWords& words_;
};

}  // namespace

PersonComparison compare(const PersonName& left, const PersonName& right, const NameWords& words) {
  return left.words.size() <= right.words.size() ? Comparer(left, right, words).compare()
                                                 : Comparer(right, left, words).compare();
}

}  // namespace entente
