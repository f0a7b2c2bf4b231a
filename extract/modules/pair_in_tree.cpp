#include "extract/modules/pair_in_tree.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "extract/modules/arguments.h"

namespace entente {

PairInTree::PairInTree(const Analysis& analysis, const PairCandidate& candidate,
                       const Relation& relation)
    : analysis_(analysis),
      tree_(analysis.trees[candidate.sentence]),
      relation_(relation),
      subject_(candidate.first->entity == relation.subject ? *candidate.first : *candidate.second),
      object_(candidate.first->entity == relation.subject ? *candidate.second : *candidate.first),
      top_(common_ancestor(tree_, subject_.head, object_.head)) {}

EntityType PairInTree::type_of(const Mention& mention) const {
  return analysis_.entities.entity(mention.entity).ref.type;
}

bool PairInTree::is_subject_of(std::size_t verb) const {
  const EntityList subjects = subjects_of(analysis_, relation_.sentence, verb);
  return std::ranges::find(subjects, relation_.subject) != subjects.end();
}

bool PairInTree::tells(std::size_t word, RelationClass wanted) const {
  const auto fits = [&](const auto& frame) { return frame.relation_class == wanted; };
  const Word& said = tree_.word(word);
  if (said.upos == Upos::Verb) {
    return std::ranges::any_of(lexicon().verb_frames(frame_lemma(tree_, word)), fits);
  }
  const Role* role = lexicon().role(said.lemma);
  return std::ranges::any_of(lexicon().noun_frames(said.lemma), fits) || (role && fits(*role));
}

const Role* PairInTree::role_at(std::size_t noun) const {
  const Role* role = lexicon().role(tree_.word(noun).lemma);
  for (const RolePhrase& phrase : analysis_.entities.roles_of(relation_.sentence)) {
    if (phrase.noun == noun) role = phrase.role;
  }
  return role;
}

std::optional<std::size_t> PairInTree::verb_of_subject(const Mention& mention) const {
  const std::size_t noun = tree_.renamed(mention.head);
  return tree_.relation(noun) == "nsubj" ? tree_.head(noun) : std::nullopt;
}

bool PairInTree::is_clause_about_place(std::size_t verb) const {
  return tree_.relation(verb) == "acl" && tree_.child(verb, "nsubj") &&
         std::ranges::any_of(tree_.children(verb), [&](std::size_t c) {
           return holds(grammar().relative_places, tree_.word(c).lemma);
         });
}

bool is_place(EntityType type) {
  return type == EntityType::GeoPolitical || type == EntityType::Location;
}

bool speaks_for(const Role& role) {
  const std::string_view relation = role.relation;
  return relation.ends_with("spokesman of") || relation == "representative of" ||
         relation == "envoy of";
}

}  // namespace entente
