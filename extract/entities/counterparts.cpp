#include "extract/entities/counterparts.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace entente {
namespace {

constexpr std::string_view counterpart_relation = "counterpart of";  // as the lexicons call it

// The country that a demonym beside the noun names.
std::optional<std::size_t> country_of(const RolePhrase& phrase, const DependencyTree& tree,
                                      const MentionTable& mentions,
                                      std::span<const DocumentEntity> entities) {
  for (const std::size_t c : tree.children(phrase.noun)) {
    const Mention* const mention = mentions.at(phrase.sentence, c);
    if (mention && mention->kind == MentionKind::Demonym && entities[mention->entity].country) {
      return mention->entity;
    }
  }
  return {};
}

// The post in a country that somebody was last said to hold before a phrase, or in its sentence.
const RolePhrase* post_of(std::size_t holder, const RolePhrase& before,
                          std::span<const DocumentEntity> entities,
                          std::span<const RolePhrase> roles) {
  const RolePhrase* found = nullptr;
  for (const RolePhrase& role : roles) {
    if (role.sentence > before.sentence) break;
    const bool is_post = role.holder == holder && !is_counterpart(role) &&
                         role.role->relation_class == RelationClass::Role &&
                         std::ranges::any_of(role.targets, [&](std::size_t target) {
                           return entities[target].country != nullptr;
                         });
    if (is_post) found = &role;
  }
  return found;
}

}  // namespace

bool is_counterpart(const RolePhrase& phrase) {
  return phrase.role->relation == counterpart_relation;
}

void add_posts_of_counterparts(std::span<const DependencyTree> trees, const MentionTable& mentions,
                               std::span<const DocumentEntity> entities,
                               std::vector<RolePhrase>& roles) {
  std::vector<RolePhrase> all;
  for (const RolePhrase& phrase : roles) {
    all.push_back(phrase);
    if (!is_counterpart(phrase) || !phrase.holder || phrase.targets.empty()) continue;
    const auto country = country_of(phrase, trees[phrase.sentence], mentions, entities);
    const RolePhrase* const post = post_of(phrase.targets.front(), phrase, entities, roles);
    if (!country || !post) continue;
    RolePhrase held = phrase;
    held.role = post->role;
    held.relation = post->relation;
    held.targets = {*country};
    all.push_back(std::move(held));
  }
  roles = std::move(all);
}

}  // namespace entente
