#include "graph/resolve/group_name.h"

#include <algorithm>

#include "extract/entity_id.h"
#include "graph/resolve/romanize.h"
#include "graph/resolve/spelling.h"

namespace entente {
namespace {

constexpr std::size_t longest_acronym = 8;
constexpr std::size_t shortest_spelt = 5;  // letters of a word that may be spelt differently

std::vector<std::string> words_of(std::string_view folded) {
  std::vector<std::string> words;
  while (!folded.empty()) {
    const std::size_t space = folded.find(' ');
    words.emplace_back(folded.substr(0, space));
    folded = space == std::string_view::npos ? std::string_view{} : folded.substr(space + 1);
  }
  return words;
}

// Capitals and dots alone: "KCNA", "EE.UU.". Small letters make a word of it.
bool is_acronym(std::string_view name) {
  std::size_t capitals = 0;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') {
      ++capitals;
    } else if (c != '.') {
      return false;
    }
  }
  return capitals >= 2 && capitals <= longest_acronym;
}

// "Fondo Monetario Internacional (FMI)" without what stands in brackets.
std::string_view without_bracketed_acronym(std::string_view name) {
  const std::size_t bracket = name.rfind(" (");
  if (bracket == std::string_view::npos || !name.ends_with(')')) return name;
  const std::string_view inside = name.substr(bracket + 2, name.size() - bracket - 3);
  return is_acronym(inside) ? name.substr(0, bracket) : name;
}

// "people's" and "peoples", "d'Estat"
std::string without_apostrophes(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\'') {
      result += text[i];
    } else if (i + 1 < text.size() && text[i + 1] == 's') {
      ++i;
    }
  }
  return result;
}

// The number of words from `at` on that name a country, the longest phrase first; 0 for none.
std::size_t country_at(const std::vector<std::string>& parts, std::size_t at,
                       const NameWords& words, std::string& code) {
  for (std::size_t n = std::min(words.longest_country(), parts.size() - at); n > 0; --n) {
    std::string phrase = parts[at];
    for (std::size_t i = 1; i < n; ++i) phrase += " " + parts[at + i];
    code = words.country_of(phrase);
    if (!code.empty()) return n;
  }
  return 0;
}

}  // namespace

bool GroupName::holds(Kind kind) const {
  return std::any_of(words.begin(), words.end(),
                     [&](const Word& word) { return word.kind == kind; });
}

GroupName group_name(std::string_view written, const NameWords& words) {
  const std::string_view name = without_bracketed_acronym(written);
  const RomanName roman = romanized(name);
  GroupName result{.words = {},
                   .acronym = {},
                   .initials = {},
                   .all_initials = {},
                   .non_latin = roman.non_latin,
                   .vowelless = roman.vowelless};
  const std::vector<std::string> parts = words_of(fold_name(without_apostrophes(roman.text)));
  if (is_acronym(name)) {
    for (const std::string& part : parts) result.acronym += part;
  }
  for (std::size_t i = 0; i < parts.size();) {
    result.all_initials += parts[i].front();
    std::string code;
    if (const std::size_t n = country_at(parts, i, words, code); n > 0) {
      result.words.push_back({GroupName::Kind::Country, code});
      result.initials += parts[i].front();
      for (std::size_t k = 1; k < n; ++k) result.all_initials += parts[i + k].front();
      i += n;
      continue;
    }
    const std::string& part = parts[i++];
    if (words.is_function_word(part)) continue;
    result.initials += part.front();
    if (i > 1 && i == parts.size() && words.is_legal_form(part)) {
      result.all_initials += part.substr(1);  // "Petróleos de Venezuela S.A." is PDVSA
      continue;
    }
    const std::string_view english = words.concept_of(part);
    if (english.empty()) {
      // The letters of an acronym are no sounds: BMV is not BMW.
      result.words.push_back({GroupName::Kind::Own, result.acronym.empty() ? sounded(part) : part});
    } else {
      result.words.push_back({GroupName::Kind::Concept, std::string(english)});
    }
  }
  std::sort(result.words.begin(), result.words.end());
  return result;
}

namespace {

using Word = GroupName::Word;

// Takes what both have out of both.
void take_common(std::vector<Word>& left, std::vector<Word>& right) {
  std::vector<Word> left_only, right_only;
  std::set_difference(left.begin(), left.end(), right.begin(), right.end(),
                      std::back_inserter(left_only));
  std::set_difference(right.begin(), right.end(), left.begin(), left.end(),
                      std::back_inserter(right_only));
  left = std::move(left_only);
  right = std::move(right_only);
}

// Pairs each own word that is left with the one of the other name that it may be, the likest first.
void take_spelt_alike(std::vector<Word>& left, std::vector<Word>& right, bool vowelless,
                      GroupComparison& result) {
  for (auto word = left.begin(); word != left.end();) {
    auto best = right.end();
    int best_cost = 0;
    for (auto other = right.begin(); other != right.end(); ++other) {
      const std::size_t letters = std::max(word->text.size(), other->text.size());
      if (word->kind != GroupName::Kind::Own || other->kind != GroupName::Kind::Own ||
          letters < shortest_spelt) {
        continue;
      }
      const int cost = spelling_cost(word->text, other->text, vowelless);
      if (is_same_word(word->text, other->text, cost) &&
          (best == right.end() || cost < best_cost)) {
        best = other;
        best_cost = cost;
      }
    }
    if (best == right.end()) {
      ++word;
      continue;
    }
    result.cost += best_cost;
    result.letters += std::max(word->text.size(), best->text.size());
    right.erase(best);
    word = left.erase(word);
  }
}

bool has_initials(const GroupName& name, std::string_view acronym) {
  return name.acronym.empty() && name.words.size() > 1 &&
         (name.initials == acronym || name.all_initials == acronym);
}

}  // namespace

GroupComparison compare(const GroupName& left, const GroupName& right, const NameWords& words) {
  GroupComparison result;
  if (left.words.empty() || right.words.empty()) return result;
  if (left.acronym.empty() != right.acronym.empty()) {
    const bool matches = left.acronym.empty() ? has_initials(left, right.acronym)
                                              : has_initials(right, left.acronym);
    if (matches) return {.match = GroupMatch::Acronym};
  }
  std::vector<Word> left_only = left.words, right_only = right.words;
  take_common(left_only, right_only);
  const bool acronyms = !left.acronym.empty() || !right.acronym.empty();
  if (!acronyms) {
    take_spelt_alike(left_only, right_only, left.vowelless || right.vowelless, result);
  }
  if (left_only.empty() && right_only.empty()) {
    const bool distinct = left.holds(GroupName::Kind::Own) || left.holds(GroupName::Kind::Country);
    result.match = distinct ? GroupMatch::Same : GroupMatch::Generic;
    return result;
  }
  if (!left_only.empty() && !right_only.empty()) return result;
  const std::vector<Word>& extra = left_only.empty() ? right_only : left_only;
  const GroupName& shorter = left_only.empty() ? left : right;
  if (extra.size() == 1 && extra.front().kind == GroupName::Kind::Country &&
      !shorter.holds(GroupName::Kind::Country)) {
    result.match = GroupMatch::Placed;
    result.country = extra.front().text;
  } else if (shorter.holds(GroupName::Kind::Own) &&
             std::all_of(extra.begin(), extra.end(), [&](const Word& word) {
               return word.kind == GroupName::Kind::Concept && words.is_kind(word.text);
             })) {
    result.match = GroupMatch::Extended;
  }
  return result;
}

}  // namespace entente
