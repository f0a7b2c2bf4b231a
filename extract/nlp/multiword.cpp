#include "extract/nlp/multiword.h"

#include <algorithm>
#include <optional>
#include <unicode/uchar.h>

#include "extract/nlp/utf16.h"

namespace entente {
namespace {

enum class Capitals { None, First, All, Mixed };

Capitals capitals_of(std::u16string_view token) {
  std::size_t upper = 0;
  for (const char16_t unit : token) upper += u_isupper(unit) ? 1 : 0;
  if (upper == 0) return Capitals::None;
  if (upper == token.size()) return Capitals::All;
  return upper == 1 && u_isupper(token.front()) ? Capitals::First : Capitals::Mixed;
}

std::u16string capitalised(std::u16string word, Capitals capitals, bool first_word) {
  if (capitals == Capitals::All) {
    for (char16_t& unit : word) unit = static_cast<char16_t>(u_toupper(unit));
  } else if (capitals == Capitals::First && first_word) {
    word.front() = static_cast<char16_t>(u_toupper(word.front()));
  }
  return word;
}

// The token cut as `words` are, where they spell it: "CANNOT" → "CAN", "NOT".
std::vector<std::u16string> sliced(std::u16string_view token, std::u16string_view lower,
                                   const std::vector<std::u16string>& words) {
  std::vector<std::u16string> slices;
  std::size_t begin = 0;
  for (const auto& word : words) {
    if (lower.substr(begin, word.size()) != word) return {};
    slices.emplace_back(token.substr(begin, word.size()));
    begin += word.size();
  }
  if (begin != token.size()) return {};
  return slices;
}

std::vector<std::u16string> split_contraction(const TokenRules& rules, std::u16string_view token,
                                              std::u16string_view lower,
                                              const TokenContext& context) {
  const auto found = rules.contractions.find(lower);
  if (found == rules.contractions.end()) return {};
  const Capitals capitals = capitals_of(token);
  if (capitals == Capitals::First) {
    // "Vicente Del Bosque" and "Al Gore" bear a name, "Al Gobierno le preocupa" does not.
    const bool before_name = !context.next_token.empty() && u_isupper(context.next_token.front());
    if (before_name && !context.begins_sentence) return {};
    std::u16string pair(lower);
    pair += u' ';
    pair += lower_units(context.next_token);
    if (rules.uncontracted.contains(pair)) return {};
  }
  if (auto slices = sliced(token, lower, found->second); !slices.empty()) return slices;
  std::vector<std::u16string> words;
  for (const auto& word : found->second) {
    words.push_back(capitalised(word, capitals, words.empty()));
  }
  return words;
}

bool ends_with_any(std::u16string_view text, const std::vector<std::u16string>& endings,
                   std::size_t shortest_stem) {
  return std::any_of(endings.begin(), endings.end(), [&](const std::u16string& ending) {
    return text.size() >= ending.size() + shortest_stem && text.ends_with(ending);
  });
}

// "desoír" keeps the accent of its hiatus, "dár" and "diciéndo" lose that of the longer word.
std::u16string host_alone(std::u16string_view host) {
  std::u16string alone = without_acute(host);
  const std::size_t size = alone.size();
  if (host.ends_with(u"ír") && size > 2 &&
      std::u16string_view(u"aeo").find(alone[size - 3]) != std::u16string_view::npos) {
    alone[size - 2] = u'í';
  }
  return alone;
}

std::optional<std::u16string> find_host(const Enclitics& enclitics, std::u16string_view host,
                                        std::u16string_view sequence) {
  const std::u16string bare = without_acute(host);
  if (const auto found = enclitics.hosts.find(bare); found != enclitics.hosts.end()) {
    return found->second;
  }
  if (bare != host) {
    const auto found = enclitics.accented_hosts.find(bare);
    if (found != enclitics.accented_hosts.end()) return found->second;
  }
  for (const auto& productive : enclitics.productive) {
    if (productive.enclitics.contains(sequence) &&
        ends_with_any(host, productive.endings, productive.shortest_stem)) {
      return host_alone(host);
    }
  }
  return std::nullopt;
}

std::vector<std::u16string> split_enclitics(const Enclitics& enclitics, std::u16string_view token,
                                            std::u16string_view lower,
                                            const TokenContext& context) {
  if (enclitics.exceptions.contains(lower)) return {};
  const Capitals capitals = capitals_of(token);
  if (capitals == Capitals::Mixed) return {};
  if (capitals == Capitals::First && !context.begins_sentence) return {};
  const std::size_t longest = std::min(enclitics.longest_sequence, lower.size() - 1);
  for (std::size_t length = longest; length > 0; --length) {
    const std::u16string_view tail = lower.substr(lower.size() - length);
    const auto sequence = enclitics.sequences.find(tail);
    if (sequence == enclitics.sequences.end()) continue;
    const auto host = find_host(enclitics, lower.substr(0, lower.size() - length), tail);
    if (!host) continue;
    std::vector<std::u16string> words{capitalised(*host, capitals, true)};
    for (const auto& word : sequence->second) words.push_back(capitalised(word, capitals, false));
    return words;
  }
  return {};
}

// Where the clitic that ends `lower` begins; its size where there is none.
std::size_t clitic_of(const Clitics& clitics, std::u16string_view lower) {
  for (const std::u16string& ending : clitics.endings) {
    if (lower.size() <= ending.size() || !lower.ends_with(ending)) continue;
    const std::size_t begin = lower.size() - ending.size();
    if (u_isalnum(lower[begin - 1])) return begin;
  }
  if (clitics.possessive_after_s && lower.size() > 2 && lower.ends_with(u"s'")) {
    return lower.size() - 1;
  }
  return lower.size();
}

// "the 1990's" are no possessive.
bool is_decade(std::u16string_view lower) {
  return lower.ends_with(u"0's") && std::all_of(lower.begin(), lower.end() - 2, u_isdigit);
}

std::vector<std::u16string> split_clitics(const Clitics& clitics, std::u16string_view token,
                                          std::u16string_view lower) {
  if (is_decade(lower)) return {};
  std::vector<std::u16string> words;
  std::size_t end = token.size();
  for (std::size_t begin = clitic_of(clitics, lower); begin < end;
       begin = clitic_of(clitics, lower.substr(0, end))) {
    words.emplace(words.begin(), token.substr(begin, end - begin));
    end = begin;
  }
  if (!words.empty()) words.emplace(words.begin(), token.substr(0, end));
  return words;
}

// Lower case, with the apostrophes of a typewriter.
std::u16string key_of(std::u16string_view token) {
  std::u16string key = lower_units(token);
  std::replace_if(
      key.begin(), key.end(), [](char16_t unit) { return unit == u'’' || unit == u'`'; }, u'\'');
  return key;
}

}  // namespace

std::vector<std::u16string> split_multiword(const TokenRules& rules, std::u16string_view token,
                                            const TokenContext& context) {
  // Longer than any word of a language: neither map can hold it.
  static constexpr std::size_t longest_word = 40;
  if (token.size() < 2 || token.size() > longest_word) return {};
  const bool apostrophe = token.front() == u'\'' || token.front() == u'’';
  if (!u_isalnum(token.front()) && !apostrophe) return {};
  const std::u16string lower = key_of(token);
  auto words = split_contraction(rules, token, lower, context);
  if (words.empty()) words = split_clitics(rules.clitics, token, lower);
  if (!words.empty() || rules.enclitics.sequences.empty()) return words;
  return split_enclitics(rules.enclitics, token, lower, context);
}

}  // namespace entente
