// A fact for each holder and target of a role phrase.
#include <algorithm>
#include <string>

#include "extract/entities/roles.h"
#include "extract/modules/clause.h"
#include "extract/modules/modules.h"

namespace entente {
namespace {

constexpr double stated = 0.8;
constexpr double understood = 0.75;

Relation post_of(const Analysis& analysis, const RolePhrase& phrase, std::size_t target,
                 double confidence) {
  Relation relation;
  relation.sentence = phrase.sentence;
  relation.predicate = phrase.noun;
  relation.subject = *phrase.holder;
  relation.object = target;
  const EntityRef& held_in = analysis.entities.entity(target).ref;
  relation.label = relation_in(phrase, held_in);
  relation.relation_class = phrase.role->class_for(held_in.type);
  // "is not a member of", "will be president of"
  if (analysis.trees[phrase.sentence].child(phrase.noun, "cop")) {
    relation.modality = modality_of(analysis, phrase.sentence, phrase.noun);
  }
  relation.confidence = confidence;
  relation.module = "roles";
  return relation;
}

// A post that countries have, where the text does not say of whom: "the interior minister".
bool is_of_some_country(const Analysis& analysis, const RolePhrase& phrase) {
  if (!is_of_states(*phrase.role) || !phrase.targets.empty()) return false;
  const DependencyTree& tree = analysis.trees[phrase.sentence];
  const auto children = tree.children(phrase.noun);
  return std::none_of(children.begin(), children.end(), [&](std::size_t c) {
    return tree.relation(c) == "nmod" && (c < phrase.first || c > phrase.last);
  });
}

}  // namespace

std::string relation_in(const RolePhrase& phrase, const EntityRef& target) {
  const std::string& usual = phrase.role->relation;
  const std::string& there = phrase.role->relation_in(target.country);
  if (there == usual || !phrase.relation.ends_with(usual)) return phrase.relation;
  return phrase.relation.substr(0, phrase.relation.size() - usual.size()) + there;
}

void extract_roles(const Analysis& analysis, std::vector<Relation>& relations) {
  const DocumentEntities& entities = analysis.entities;
  const auto country = entities.main_country();
  for (const RolePhrase& phrase : entities.roles()) {
    if (!phrase.holder) continue;
    for (const std::size_t target : phrase.targets) {
      if (target != *phrase.holder) {
        relations.push_back(post_of(analysis, phrase, target, stated));
      }
    }
    // "The interior minister, Ana Hart": of the country that the document is about, where no other
    // post of hers tells of another.
    const bool unsaid = entities.entity(*phrase.holder).ref.country.empty();
    if (country && unsaid && is_of_some_country(analysis, phrase) &&
        exists_in(*phrase.role, entities.entity(*country), analysis.lexicon)) {
      relations.push_back(post_of(analysis, phrase, *country, understood));
    }
  }
}

}  // namespace entente
