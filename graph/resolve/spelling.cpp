#include "graph/resolve/spelling.h"

#include <algorithm>
#include <array>
#include <vector>

namespace entente {
namespace {

struct Rewriting {
  std::string_view letters;
  std::string_view sound;
  bool before_front = false;  // only before e, i or y
};

// The first that fits counts: longer ones stand before their beginnings.
constexpr std::array rewritings{
    Rewriting{"shch", "S"}, Rewriting{"sch", "S"},      Rewriting{"sh", "S"},
    Rewriting{"tsch", "C"}, Rewriting{"tch", "C"},      Rewriting{"ch", "C"},
    Rewriting{"dzh", "J"},  Rewriting{"dj", "J"},       Rewriting{"kh", "X"},
    Rewriting{"zh", "Z"},   Rewriting{"gh", "g"},       Rewriting{"th", "t"},
    Rewriting{"dh", "d"},   Rewriting{"ph", "f"},       Rewriting{"bh", "b"},
    Rewriting{"ck", "k"},   Rewriting{"qu", "k", true}, Rewriting{"gu", "g", true},
    Rewriting{"q", "k"},    Rewriting{"c", "s", true},  Rewriting{"c", "k"},
    Rewriting{"x", "ks"},   Rewriting{"oo", "u"},       Rewriting{"w", "v"},
    Rewriting{"y", "i"}};

bool is_front(char letter) { return letter == 'e' || letter == 'i' || letter == 'y'; }

const Rewriting* rewriting_at(std::string_view rest) {
  for (const Rewriting& rule : rewritings) {
    // The first letter decides nearly always, and faster.
    if (rule.letters.front() != rest.front() || !rest.starts_with(rule.letters)) continue;
    const std::string_view after = rest.substr(rule.letters.size());
    if (!rule.before_front || (!after.empty() && is_front(after.front()))) return &rule;
  }
  return nullptr;
}

struct Likeness {
  char left;
  char right;
  int cost;
};

// What transliterations and languages disagree on; everything else costs a whole letter.
constexpr std::array likenesses{
    Likeness{'o', 'u', 25}, Likeness{'e', 'i', 35}, Likeness{'e', 'a', 40}, Likeness{'e', 'o', 45},
    Likeness{'a', 'o', 45}, Likeness{'e', 'u', 60}, Likeness{'a', 'u', 60}, Likeness{'a', 'i', 60},
    Likeness{'i', 'u', 70}, Likeness{'i', 'o', 70}, Likeness{'i', 'j', 25}, Likeness{'J', 'i', 40},
    Likeness{'Z', 'i', 40}, Likeness{'X', 'h', 20}, Likeness{'X', 'j', 20}, Likeness{'X', 'k', 25},
    Likeness{'X', 'g', 50}, Likeness{'h', 'j', 25}, Likeness{'h', 'g', 40}, Likeness{'g', 'k', 35},
    Likeness{'g', 'j', 40}, Likeness{'J', 'j', 15}, Likeness{'J', 'Z', 20}, Likeness{'J', 'g', 40},
    Likeness{'J', 'C', 40}, Likeness{'j', 'C', 45}, Likeness{'Z', 'z', 25}, Likeness{'Z', 'j', 25},
    Likeness{'Z', 'S', 50}, Likeness{'S', 's', 40}, Likeness{'S', 'C', 60}, Likeness{'C', 'k', 50},
    Likeness{'C', 'X', 40}, Likeness{'z', 's', 60}, Likeness{'s', 'k', 60}, Likeness{'b', 'v', 35},
    Likeness{'f', 'v', 30}, Likeness{'v', 'u', 25}, Likeness{'p', 'b', 60}, Likeness{'t', 'd', 50},
    Likeness{'m', 'n', 60}, Likeness{'l', 'r', 70}};

constexpr std::size_t letters = 128;
using CostTable = std::array<std::array<int, letters>, letters>;

constexpr CostTable make_costs() {
  CostTable costs{};
  for (std::size_t i = 0; i < letters; ++i) {
    for (std::size_t k = 0; k < letters; ++k) costs[i][k] = i == k ? 0 : letter_cost;
  }
  for (const Likeness& like : likenesses) {
    costs[static_cast<std::size_t>(like.left)][static_cast<std::size_t>(like.right)] = like.cost;
    costs[static_cast<std::size_t>(like.right)][static_cast<std::size_t>(like.left)] = like.cost;
  }
  return costs;
}
constexpr CostTable costs = make_costs();

constexpr int gender_cost = 250;  // "Julio" and "Julia", "Daniel" and "Daniela" are never one name
constexpr int missing_vowel = 50;
constexpr int missing_glide = 35;       // "Yeltsin" and "Eltsin", "Aliyev" and "Aliev"
constexpr int missing_o_before_u = 25;  // "Mahmoud" and "Mahmud"
constexpr int missing_h = 25;
constexpr int missing_last_vowel = 80;  // "Juan" and "Juana"
constexpr int missing_consonant = 90;
constexpr int missing_dental = 50;  // before a sibilant: "Jatami", "Djibril" and "Jibril"

bool is_sibilant(char sound) {
  return std::string_view("sSzZCJj").find(sound) != std::string_view::npos;
}

// What it costs that the other word lacks the sound at `i`.
int missing(std::string_view word, std::size_t i, bool vowelless) {
  const char sound = word[i];
  const bool last = i + 1 == word.size();
  if (is_vowel(sound)) {
    if (vowelless) return 0;
    if (last && sound == 'a') return gender_cost;
    if (!last && sound == 'o' && word[i + 1] == 'u') return missing_o_before_u;
    if (last && i > 0 && !is_vowel(word[i - 1])) return missing_last_vowel;
    const bool beside_vowel = (i > 0 && is_vowel(word[i - 1])) || (!last && is_vowel(word[i + 1]));
    return beside_vowel ? missing_glide : missing_vowel;
  }
  if (sound == 'h') return missing_h;
  if (!last && (sound == 't' || sound == 'd') && is_sibilant(word[i + 1])) return missing_dental;
  return missing_consonant;
}

int substitution(std::string_view left, std::size_t i, std::string_view right, std::size_t k) {
  const auto code = [](char c) { return static_cast<unsigned char>(c) % letters; };
  const char a = left[i], b = right[k];
  const bool endings = i + 1 == left.size() && k + 1 == right.size();
  if (endings && ((a == 'o' && b == 'a') || (a == 'a' && b == 'o'))) return gender_cost;
  if (a != b && code(a) == code(b)) return letter_cost;
  return costs[code(a)][code(b)];
}

constexpr std::size_t short_word = 4;
constexpr int most_in_short_word = 20;
constexpr int most_per_letter = 12;

char class_of(char sound) {
  switch (sound) {
    case 'S':
    case 'z':
    case 'Z':
      return 's';
    case 'C':
    case 'X':
    case 'g':
    case 'h':
    case 'j':
    case 'J':
    case 'k':
      return 'k';
    case 'b':
    case 'f':
      return 'v';
    case 'd':
      return 't';
    case 'm':
      return 'n';
    default:
      return sound;
  }
}

}  // namespace

bool is_vowel(char sound) {
  return sound == 'a' || sound == 'e' || sound == 'i' || sound == 'o' || sound == 'u';
}

std::string sounded(std::string_view word) {
  std::string sounds;
  const auto add = [&](char sound) {
    if (sounds.empty() || sounds.back() != sound) sounds += sound;
  };
  while (!word.empty()) {
    if (const Rewriting* rule = rewriting_at(word)) {
      for (const char sound : rule->sound) add(sound);
      word.remove_prefix(rule->letters.size());
    } else {
      add(word.front());
      word.remove_prefix(1);
    }
  }
  // "Abdullah" and "Abdulla"
  if (sounds.size() > 2 && sounds.back() == 'h' && is_vowel(sounds[sounds.size() - 2])) {
    sounds.pop_back();
  }
  return sounds;
}

namespace {

// What it costs that the other word lacks each of the sounds.
std::vector<int> missing_costs(std::string_view word, bool vowelless) {
  std::vector<int> all;
  all.reserve(word.size());
  for (std::size_t i = 0; i < word.size(); ++i) all.push_back(missing(word, i, vowelless));
  return all;
}

int most_cost(std::size_t letters_of_longer) {
  return letters_of_longer <= short_word ? most_in_short_word
                                         : most_per_letter * static_cast<int>(letters_of_longer);
}

}  // namespace

int spelling_cost(std::string_view left, std::string_view right, bool vowelless) {
  if (left == right) return 0;
  const int most = most_cost(std::max(left.size(), right.size()));
  const std::vector<int> without_right = missing_costs(right, vowelless);
  std::vector<int> row(right.size() + 1, 0);
  for (std::size_t k = 0; k < right.size(); ++k) row[k + 1] = row[k] + without_right[k];
  for (std::size_t i = 0; i < left.size(); ++i) {
    int diagonal = row[0];
    const int without_left = missing(left, i, vowelless);
    row[0] += without_left;
    int least = row[0];
    for (std::size_t k = 0; k < right.size(); ++k) {
      const int best = std::min({diagonal + substitution(left, i, right, k),
                                 row[k + 1] + without_left, row[k] + without_right[k]});
      diagonal = row[k + 1];
      row[k + 1] = best;
      least = std::min(least, best);
    }
    if (least > most) return most + letter_cost;
  }
  return row.back() > most ? most + letter_cost : row.back();
}

bool is_same_word(std::string_view left, std::string_view right, int cost) {
  return cost <= most_cost(std::max(left.size(), right.size()));
}

std::string skeleton(std::string_view sounded_word) {
  std::string bones;
  for (std::size_t i = 0; i < sounded_word.size(); ++i) {
    const char sound = sounded_word[i];
    if (is_vowel(sound) || (sound == 'h' && i > 0)) continue;
    const bool dental = (sound == 't' || sound == 'd') && i + 1 < sounded_word.size() &&
                        is_sibilant(sounded_word[i + 1]);
    const char bone = class_of(sound);
    if (!dental && (bones.empty() || bones.back() != bone)) bones += bone;
  }
  return bones.empty() ? std::string(sounded_word.substr(0, 1)) : bones;
}

}  // namespace entente
