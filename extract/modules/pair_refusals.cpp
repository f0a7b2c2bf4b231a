#include "extract/modules/pair_refusals.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "extract/entities/roles.h"
#include "extract/modules/arguments.h"
#include "extract/modules/modules.h"

namespace entente {
namespace {

bool refuses(RelationClass relation_class) {
  return relation_class == RelationClass::Reject || relation_class == RelationClass::Accuse;
}

// A post whose holder says what another thinks.
bool speaks_for(const Role& role) {
  const std::string_view relation = role.relation;
  return relation.ends_with("spokesman of") || relation == "representative of" ||
         relation == "envoy of";
}

class Refusal {
 public:
  Refusal(const Analysis& analysis, const PairCandidate& candidate, const Relation& relation)
      : analysis_(analysis),
        tree_(analysis.trees[candidate.sentence]),
        relation_(relation),
        subject_(candidate.first->entity == relation.subject ? *candidate.first
                                                             : *candidate.second),
        object_(candidate.first->entity == relation.subject ? *candidate.second : *candidate.first),
        top_(common_ancestor(tree_, subject_.head, object_.head)) {}

  // "France opposes a war on Iraq": who only refuses or condemns a deed does not do it.
  bool is_of_who_refuses() const {
    if (tree_.word(top_).upos != Upos::Verb || tree_.word(relation_.predicate).upos != Upos::Noun ||
        !is_event(relation_.relation_class) || refuses(relation_.relation_class)) {
      return false;
    }
    std::size_t refused = relation_.predicate;
    while (tree_.head(refused) && *tree_.head(refused) != top_) refused = *tree_.head(refused);
    const std::string slot = tree_.relation(refused) == "obj" ? "obj" : tree_.case_of(refused);
    bool is_refusal = false;
    for (const VerbFrame& frame : analysis_.lexicon.verb_frames(frame_lemma(tree_, top_))) {
      const bool is_of_slot = std::ranges::find(frame.targets, slot) != frame.targets.end();
      if (!frame.themes.empty() || !is_of_slot) continue;
      if (!refuses(frame.relation_class)) return false;
      is_refusal = true;
    }
    return is_refusal && is_subject_of(top_);
  }

  // "President Morel said that Peru …": a post is not held in the land that another clause is
  // about, nor is it the one of somebody unnamed there: "expelled a Russian diplomat after Morel
  // …".
  bool is_post_in_another_clause() const {
    if (relation_.relation_class != RelationClass::Role ||
        type_of(object_) != EntityType::GeoPolitical) {
      return false;
    }
    const bool subject_is_below = leaves_clause(subject_.head);
    if (!subject_is_below && !leaves_clause(object_.head)) return false;
    const bool is_topic =
        object_.kind == MentionKind::Name && tree_.relation(object_.head) == "nsubj";
    return is_topic || (subject_is_below && is_below_unnamed_holder());
  }

  // "Killed a guard of Morel", "his lawyer accused": what is told of somebody's guard or lawyer is
  // not told of him. A spokesman speaks for him.
  bool is_of_somebody_elses() const {
    const RelationClass told = relation_.relation_class;
    if (told == RelationClass::Role || told == RelationClass::Member) return false;
    // "Married the daughter of Morel"
    if (told == RelationClass::Kin && tells(top_, RelationClass::Kin)) return false;
    return is_owner(subject_) || is_owner(object_);
  }

  // "Liberó a dos rehenes, Duarte y Ferrer": who is let go is not seized by it.
  bool is_of_who_is_freed() const {
    if (relation_.relation_class != RelationClass::Coerce) return false;
    bool frees = false;
    for (const VerbFrame& frame :
         analysis_.lexicon.verb_frames(frame_lemma(tree_, relation_.predicate))) {
      if (!frame.themes.empty() || !allows(frame.target_types, type_of(object_))) continue;
      if (frame.relation_class == RelationClass::Coerce) return false;
      frees |= frame.relation_class == RelationClass::Concede;
    }
    return frees;
  }

  // "Fue detenido en Lugo y absuelto por el Supremo": an agent does what its own verb says.
  bool is_of_agent_elsewhere() const {
    const auto verb = tree_.head(subject_.head);
    return verb && *verb != relation_.predicate && is_event(relation_.relation_class) &&
           tree_.word(*verb).upos == Upos::Verb && tree_.relation(*verb) == "conj" &&
           !tells(*verb, relation_.relation_class) &&
           is_passive(analysis_.lexicon.grammar(), tree_, *verb) &&
           holds(analysis_.lexicon.grammar().agent, tree_.case_of(subject_.head));
  }

  // "Macron sent Barrot to Beirut": who is there is the one sent.
  bool is_of_sender() const {
    if (relation_.relation_class != RelationClass::Located) return false;
    const std::size_t verb = relation_.predicate;
    bool moves_object = false;
    for (const VerbFrame& frame : analysis_.lexicon.verb_frames(frame_lemma(tree_, verb))) {
      if (frame.relation_class != RelationClass::Located || !frame.themes.empty()) continue;
      if (frame.subject != "obj") return false;
      moves_object = true;
    }
    const EntityList moved = entities_in_slot(analysis_, relation_.sentence, verb, "obj");
    const bool moves_person = std::ranges::any_of(moved, [&](std::size_t entity) {
      return analysis_.entities.entity(entity).ref.type == EntityType::Person;
    });
    return moves_object && moves_person && is_subject_of(verb);
  }

 private:
  bool is_subject_of(std::size_t verb) const {
    const EntityList subjects = subjects_of(analysis_, relation_.sentence, verb);
    return std::ranges::find(subjects, relation_.subject) != subjects.end();
  }

  EntityType type_of(const Mention& mention) const {
    return analysis_.entities.entity(mention.entity).ref.type;
  }

  // True where another clause begins between a word and what is above both.
  bool leaves_clause(std::size_t word) const {
    for (std::size_t at = word; at != top_; at = *tree_.head(at)) {
      const std::string_view relation = tree_.relation(at);
      const bool coordinated = relation == "conj" && at != word && tree_.child(at, "nsubj");
      if (relation == "ccomp" || relation == "advcl" || relation == "csubj" || coordinated) {
        return true;
      }
    }
    return false;
  }

  // True where the object is what somebody without a name is said to hold a post in.
  bool is_below_unnamed_holder() const {
    const auto phrases = analysis_.entities.roles_of(relation_.sentence);
    return std::ranges::any_of(phrases, [&](const RolePhrase& phrase) {
      return phrase.noun == relation_.predicate && !phrase.holder &&
             tree_.dominates(phrase.noun, object_.head);
    });
  }

  // True where the lexicon gives a word a relation of this class.
  bool tells(std::size_t word, RelationClass wanted) const {
    const auto fits = [&](const auto& frame) { return frame.relation_class == wanted; };
    const std::string& lemma = tree_.word(word).lemma;
    const Role* role = analysis_.lexicon.role(lemma);
    return std::ranges::any_of(analysis_.lexicon.verb_frames(frame_lemma(tree_, word)), fits) ||
           std::ranges::any_of(analysis_.lexicon.noun_frames(lemma), fits) || (role && fits(*role));
  }

  // True for a person who is only named as the one that a noun for a person belongs to.
  bool is_owner(const Mention& mention) const {
    const auto noun = tree_.head(mention.head);
    if (type_of(mention) != EntityType::Person || mention.head == top_ || !noun) return false;
    const Word& word = tree_.word(mention.head);
    const bool belongs = (tree_.relation(mention.head) == "nmod" && word.deprel != "nmod:desc") ||
                         word.has("Poss=Yes");
    return belongs && !tree_.dominates(tree_.renamed(*noun), top_) && is_other_person(*noun);
  }

  bool is_other_person(std::size_t noun) const {
    const Role* role = analysis_.lexicon.role(tree_.word(noun).lemma);
    for (const RolePhrase& phrase : analysis_.entities.roles_of(relation_.sentence)) {
      if (phrase.noun == noun) role = phrase.role;
    }
    return role && can_be_held_by(*role, EntityType::Person) && !speaks_for(*role);
  }

  const Analysis& analysis_;
  const DependencyTree& tree_;
  const Relation& relation_;
  const Mention& subject_;
  const Mention& object_;
  const std::size_t top_;
};

}  // namespace

bool is_refused(const Analysis& analysis, const PairCandidate& candidate,
                const Relation& relation) {
  const Refusal refusal(analysis, candidate, relation);
  return refusal.is_of_who_refuses() || refusal.is_post_in_another_clause() ||
         refusal.is_of_somebody_elses() || refusal.is_of_sender() || refusal.is_of_who_is_freed() ||
         refusal.is_of_agent_elsewhere();
}

}  // namespace entente
