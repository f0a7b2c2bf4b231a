#include "extract/entities/salience.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace entente {
namespace {

constexpr int per_sentence = -50;
constexpr int as_subject = 40;
constexpr int as_object = 15;
constexpr int per_phrase_above = -15;
constexpr int per_earlier_mention = 3;
constexpr int most_for_mentions = 15;
constexpr int per_word = -1;
constexpr int farthest_word = 20;

// What was counted several times, and twice as often as anything else.
template <typename Key>
std::optional<Key> prevailing(const std::map<Key, std::size_t>& counts) {
  const auto often = [](const auto& a, const auto& b) { return a.second < b.second; };
  const auto most = std::max_element(counts.begin(), counts.end(), often);
  if (most == counts.end() || most->second < 2) return {};
  const bool alone = std::all_of(counts.begin(), counts.end(), [&](const auto& other) {
    return other.first == most->first || 2 * other.second <= most->second;
  });
  return alone ? std::optional{most->first} : std::nullopt;
}

// What names it, a pronoun says nothing that the word it stands for does not.
bool is_evidence(const Mention& mention) { return mention.kind != MentionKind::Pronoun; }

}  // namespace

bool is_dateline(const DependencyTree& tree) {
  if (tree.size() == 0) return false;
  const std::string_view end = tree.word(tree.size() - 1).form;
  if (!end.ends_with("-") && !end.ends_with("–") && !end.ends_with("—")) return false;
  for (std::size_t i = 0; i < tree.size(); ++i) {
    if (tree.word(i).upos == Upos::Verb || tree.word(i).upos == Upos::Aux) return false;
  }
  return true;
}

bool is_subject(const DependencyTree& tree, const Mention& mention) {
  return mention.link == Link::DroppedSubject ||
         tree.relation(tree.renamed(mention.head)) == "nsubj";
}

int Salience::of(const Mention& mention, std::size_t sentence, std::size_t word) const {
  const DependencyTree& tree = trees_[mention.sentence];
  const std::size_t back = sentence - mention.sentence;
  int score = per_sentence * static_cast<int>(back);
  const std::size_t top = tree.renamed(mention.head);
  const bool subject = is_subject(tree, mention);
  if (subject) score += as_subject;
  if (tree.relation(top) == "obj") score += as_object;
  for (auto at = tree.head(top); !subject && at && tree.word(*at).upos != Upos::Verb;
       at = tree.head(*at)) {
    score += per_phrase_above;
  }
  if (const auto seen = seen_.find(mention.entity); seen != seen_.end()) {
    score += std::min(per_earlier_mention * seen->second, most_for_mentions);
  }
  const std::size_t words = back == 0 ? word - mention.first : mention.first;
  return score + per_word * std::min(static_cast<int>(words), farthest_word);
}

std::optional<std::size_t> main_country(const MentionTable& mentions, std::size_t sentences,
                                        std::span<const DocumentEntity> entities) {
  std::map<std::size_t, std::size_t> counts;
  for (std::size_t s = 0; s < sentences; ++s) {
    for (const Mention& mention : mentions.of(s)) {
      if (is_evidence(mention) && entities[mention.entity].country) ++counts[mention.entity];
    }
  }
  return prevailing(counts);
}

std::optional<std::size_t> home_country(const MentionTable& mentions, std::size_t sentences,
                                        const Lexicon& lexicon,
                                        std::vector<DocumentEntity>& entities) {
  std::map<std::string, std::size_t> of_country;  // by code
  std::map<std::size_t, std::size_t> of_region;
  for (std::size_t s = 0; s < sentences; ++s) {
    for (const Mention& mention : mentions.of(s)) {
      const DocumentEntity& entity = entities[mention.entity];
      if (!is_evidence(mention) || entity.ref.country.empty()) continue;
      ++of_country[entity.ref.country];
      if (is_region(entity, lexicon)) ++of_region[mention.entity];
    }
  }
  const auto code = prevailing(of_country);
  const Country* const country = code ? lexicon.country_by_code(*code) : nullptr;
  if (country == nullptr) return {};
  const bool is_of_region = std::ranges::any_of(of_region, [&](const auto& region) {
    return entities[region.first].ref.country == *code && 2 * region.second >= of_country[*code];
  });
  return is_of_region ? std::nullopt : std::optional{country_entity(*country, entities)};
}

bool is_region(const DocumentEntity& entity, const Lexicon& lexicon) {
  const bool is_part =
      !entity.country && !entity.ref.country.empty() &&
      (entity.ref.type == EntityType::GeoPolitical || entity.ref.type == EntityType::Location);
  if (!is_part) return false;
  return std::ranges::any_of(entity.names, [&](const std::string& name) {
    const KnownEntity* const known = lexicon.known_entity(name);
    return known && known->name == entity.ref.name && !known->demonyms.empty();
  });
}

std::size_t country_entity(const Country& country, std::vector<DocumentEntity>& entities) {
  const std::string id = "country/" + country.code;
  for (std::size_t i = 0; i < entities.size(); ++i) {
    if (entities[i].ref.id == id) return i;
  }
  DocumentEntity entity;
  entity.ref = {id, country.name, EntityType::GeoPolitical, country.code};
  entity.names = {country.name};
  entity.country = &country;
  entities.push_back(std::move(entity));
  return entities.size() - 1;
}

}  // namespace entente
