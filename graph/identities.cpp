#include "graph/identities.h"

#include <algorithm>
#include <map>
#include <utility>

#include "extract/error.h"

namespace entente {

Identities::Identities(std::vector<Group> groups, Names names)
    : groups_(std::move(groups)), names_(std::move(names)) {
  std::ranges::sort(groups_, {}, &Group::id);
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    Group& group = groups_[i];
    std::sort(group.members.begin(), group.members.end());
    if (group.members.size() < 2) {
      throw Error("the entity \"" + group.id + "\" is joined with no other");
    }
    if (!std::binary_search(group.members.begin(), group.members.end(), group.id)) {
      throw Error("the entity \"" + group.id + "\" is not among those that are joined to it");
    }
    for (const std::string& member : group.members) {
      if (!group_of_.try_emplace(member, i).second) {
        throw Error("the entity \"" + member + "\" stands twice among those that are joined");
      }
    }
  }
  for (const auto& [id, name] : names_) {
    if (of(id) != id) throw Error("a name is given to \"" + id + "\", which is called otherwise");
  }
}

std::string_view Identities::of(std::string_view id) const {
  const auto found = group_of_.find(id);
  return found == group_of_.end() ? id : std::string_view(groups_[found->second].id);
}

std::span<const std::string> Identities::members_of(std::string_view id) const {
  const auto found = group_of_.find(id);
  if (found == group_of_.end()) return {};
  return groups_[found->second].members;
}

std::optional<std::string_view> Identities::name_of(std::string_view id) const {
  const auto found = names_.find(of(id));
  if (found == names_.end()) return {};
  return found->second;
}

std::vector<std::string> Identities::named(std::string_view name) const {
  std::vector<std::string> ids;
  const std::string wanted = lookup_key(name);
  for (const auto& [id, given] : names_) {
    if (lookup_key(given) == wanted) ids.push_back(id);
  }
  return ids;
}

std::vector<std::string> Identities::named_beginning(std::string_view beginning) const {
  std::vector<std::string> ids;
  const std::string wanted = lookup_key(beginning);
  for (const auto& [id, given] : names_) {
    if (lookup_key(given).starts_with(wanted)) ids.push_back(id);
  }
  return ids;
}

KeyedEnds joined(const FactKey& key, const Identities& identities) {
  KeyedEnds result{.key = key, .reversed = false};
  result.key.subject = identities.of(key.subject);
  result.key.object = identities.of(key.object);
  if (is_symmetric(key.relation_class) && result.key.object < result.key.subject) {
    std::swap(result.key.subject, result.key.object);
    result.reversed = true;
  }
  return result;
}

Fact joined(const Fact& fact, const Identities& identities) {
  auto [key, reversed] = joined(fact.key, identities);
  Fact result{.key = std::move(key), .evidence = fact.evidence};
  for (FactEvidence& piece : result.evidence) {
    if (!piece.source.empty()) piece.source = identities.of(piece.source);
    piece.reversed = piece.reversed != reversed;
  }
  result.evidence = merge_evidence(std::move(result.evidence));
  return result;
}

Contribution joined(const Contribution& contribution, const Identities& identities) {
  std::map<FactKey, Fact> facts;
  for (const Fact& fact : contribution.facts) {
    Fact one = joined(fact, identities);
    const auto [at, is_new] = facts.try_emplace(one.key, one);
    if (!is_new) at->second = merge(std::move(at->second), one);
  }
  std::map<std::string, NamedEntity> entities;
  for (const NamedEntity& entity : contribution.entities) {
    NamedEntity one{std::string(identities.of(entity.id)), entity.namings};
    const auto [at, is_new] = entities.try_emplace(one.id, one);
    if (!is_new) at->second = merge(std::move(at->second), one);
  }
  Contribution result;
  for (auto& [key, fact] : facts) result.facts.push_back(std::move(fact));
  for (auto& [id, entity] : entities) result.entities.push_back(std::move(entity));
  return result;
}

}  // namespace entente
