#include "extract/modules/pair_wording.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "extract/entities/roles.h"
#include "extract/modules/arguments.h"
#include "extract/modules/clause.h"
#include "extract/modules/modules.h"
#include "extract/modules/verb_chain.h"

namespace entente {
namespace {

constexpr std::size_t most_words_between = 8;  // farther off, a word states something else

// True for what one competes in: a cup, a place; a country only for who is none, as teams of two
// countries compete with each other.
bool hosts(EntityType contest, EntityType competitor) {
  return contest == EntityType::Misc || contest == EntityType::Location ||
         (contest == EntityType::GeoPolitical && competitor != EntityType::GeoPolitical);
}

// "The final between X and Y of the cup": a cup is what they compete in, never who competes.
bool is_event_of(EntityType contest, EntityType competitor) {
  return hosts(contest, competitor) &&
         (!hosts(competitor, contest) ||
          (contest == EntityType::Misc && competitor != EntityType::Misc));
}

// The label of a relation whose words no frame of the lexicon names.
std::string_view plain_label(RelationClass relation_class, EntityType subject, EntityType object) {
  switch (relation_class) {
    case RelationClass::Agree:
      return "agreed with";
    case RelationClass::Consult:
      return "had contact with";
    case RelationClass::Support:
      return "supports";
    case RelationClass::Concede:
      return "yielded to";
    case RelationClass::Cooperate:
      return "cooperates with";
    case RelationClass::Aid:
      return "helped";
    case RelationClass::Retreat:
      return "withdrew from";
    case RelationClass::Request:
      return "made a request to";
    case RelationClass::Accuse:
      return "criticised";
    case RelationClass::Reject:
      return "rejected";
    case RelationClass::Threaten:
      return "threatened";
    case RelationClass::Protest:
      return "protested against";
    case RelationClass::Sanction:
      return "sanctioned";
    case RelationClass::Mobilize:
      return "deployed in";
    case RelationClass::Coerce:
      return "coerced";
    case RelationClass::Assault:
      return "attacked";
    case RelationClass::Role:
      return object == EntityType::Person ? "works for" : "holds a post in";
    case RelationClass::Member:
      return "belongs to";
    case RelationClass::Located:
      return "located in";
    case RelationClass::Kin:
      return "is family of";
    case RelationClass::Transact:
      return "does business with";
    case RelationClass::Contest:
      return is_event_of(object, subject) ? "competes in" : "competes with";
    case RelationClass::Appoint:
      return "appointed";
    case RelationClass::Create:
      return "created";
    case RelationClass::Other:
      break;
  }
  return "is related to";
}

// The words that may state a relation of the class and direction of a label.
class Wording {
 public:
  Wording(const Analysis& analysis, const PairCandidate& candidate, const PairLabel& label)
      : analysis_(analysis),
        tree_(analysis.trees[candidate.sentence]),
        candidate_(candidate),
        label_(label) {}

  std::size_t subject() const {
    return (is_forward() ? candidate_.first : candidate_.second)->entity;
  }
  std::size_t object() const {
    return (is_forward() ? candidate_.second : candidate_.first)->entity;
  }
  EntityType type_of(std::size_t entity) const {
    return analysis_.entities.entity(entity).ref.type;
  }

  // The word that states the relation: what the verb above both undoes, else the nearest one on the
  // way between the two, or among few words between them, that can name it; else the verb of the
  // clause that both stand in.
  std::size_t predicate() const {
    const Mention& first = *candidate_.first;
    const Mention& second = *candidate_.second;
    const std::size_t top = common_ancestor(tree_, first.head, second.head);
    if (const auto deed = undone_deed(top)) return *deed;
    if (name_at(top)) return top;
    for (const std::size_t start : {first.head, second.head}) {
      for (std::optional<std::size_t> at = start; at && *at != top; at = tree_.head(*at)) {
        if (name_at(*at)) return *at;
      }
    }
    if (const auto post = own_post()) return *post;
    if (second.first <= first.last + most_words_between) {
      for (std::size_t i = first.last + 1; i < second.first; ++i) {
        if (name_at(i)) return i;
      }
    }
    if (const auto deed = deed_put_off(top)) return *deed;
    // "X, que estudió en París, fue detenido": what is told of X in a clause of its own.
    const bool below_first = top == first.head;
    if (below_first || top == second.head) {
      const auto verb = tree_.governing_verb(below_first ? second.head : first.head);
      if (verb && *verb != top && tree_.dominates(top, *verb)) return *verb;
    }
    return below_modals(tree_.governing_verb(top).value_or(top));
  }

  // "Considered a visit to Rome", "scrapped its acquisition of Acme": a noun for a deed that one of
  // the two has a part in, which the verb above both undoes or leaves open.
  std::optional<std::size_t> deed_put_off(std::size_t verb) const {
    for (const std::size_t c : tree_.children(verb)) {
      const bool is_deed = tree_.word(c).upos == Upos::Noun &&
                           !analysis_.lexicon.noun_frames(tree_.word(c).lemma).empty();
      const bool has_part =
          tree_.dominates(c, candidate_.first->head) || tree_.dominates(c, candidate_.second->head);
      const ModalVerb* const by =
          is_deed && has_part ? deed_verb(analysis_, tree_, verb, c) : nullptr;
      // "Cut all flights to": ending it may be what is told.
      if (!by || by->ends || by->modality == Modality::Asserted) continue;
      const bool is_rejection =
          by->modality == Modality::Negated && label_.relation_class == RelationClass::Reject;
      if (!is_rejection) return c;
    }
    return {};
  }

  bool is_put_off(std::size_t deed) const {
    const std::size_t top = common_ancestor(tree_, candidate_.first->head, candidate_.second->head);
    return deed_put_off(top) == deed;
  }

  // "Wants to destroy Iraq": what is done there, below the verbs that only say whether it is.
  std::size_t below_modals(std::size_t verb) const {
    const std::size_t last = candidate_.second->head;
    for (bool found = true; found;) {
      found = false;
      for (const std::size_t c : tree_.children(verb)) {
        if (tree_.relation(c) != "xcomp" || tree_.word(c).upos != Upos::Verb ||
            !tree_.dominates(c, last)) {
          continue;
        }
        const auto modality = modality_by(analysis_, tree_, verb, c);
        const bool refused =
            modality == Modality::Negated &&
            label_.relation_class == RelationClass::Reject;  // the rejection itself
        if (modality && !refused) {
          verb = c;
          found = true;
          break;
        }
      }
    }
    return verb;
  }

  // The name that a frame or post of the word gives to a relation of this class between entities of
  // these types, of several verb frames the one in whose slots they stand, nothing if there is
  // none. Of a symmetric class only what reads the same in both directions: the model does not tell
  // them apart.
  std::optional<std::string> name_at(std::size_t word_index) const {
    const Word& word = tree_.word(word_index);
    const RelationClass wanted = label_.relation_class;
    const EntityType subject = type_of(this->subject());
    const EntityType object = type_of(this->object());
    const bool symmetric = is_symmetric(wanted);
    if (word.upos == Upos::Verb || word.upos == Upos::Aux) {
      std::optional<std::string> name;
      bool reached = false;
      for (const VerbFrame& frame : analysis_.lexicon.verb_frames(frame_lemma(tree_, word_index))) {
        if (frame.relation_class != wanted || frame.inverse || (symmetric && !frame.reciprocal) ||
            !allows(frame.subject_types, subject) || !allows(frame.target_types, object)) {
          continue;
        }
        if (const auto theme = theme_of(frame, analysis_.lexicon.grammar(), tree_, word_index)) {
          return relation_with(frame, frame.themes.at(tree_.word(*theme).lemma));
        }
        if (!frame.themes.empty() || is_anothers_trade(frame, word_index)) continue;
        if (has_both(frame, word_index)) return frame.relation;
        const bool is_there = reaches(frame, word_index);
        // "India's manager said" tells not that he did so in India, nor "X met Y in Rome" where Y
        // was.
        if (wanted == RelationClass::Located &&
            (!is_there || !stands_in(frame.subject, word_index, this->subject()))) {
          continue;
        }
        if (!name || (is_there && !reached)) name = frame.relation;
        reached |= is_there;
      }
      return name;
    }
    for (const NounFrame& frame : analysis_.lexicon.noun_frames(word.lemma)) {
      if (frame.relation_class == wanted && (!frame.between.empty() || !symmetric) &&
          allows(frame.subject_types, subject) && allows(frame.target_types, object)) {
        return frame.relation;
      }
    }
    return post_at(word_index);
  }

 private:
  bool stands_in(const Slot& slot, std::size_t predicate, std::size_t entity) const {
    const EntityList there = entities_in_slot(analysis_, candidate_.sentence, predicate, slot);
    return std::ranges::find(there, entity) != there.end();
  }

  // True where the two stand in the slots of the frame.
  bool has_both(const VerbFrame& frame, std::size_t verb) const {
    return stands_in(frame.subject, verb, subject()) &&
           std::ranges::any_of(frame.targets,
                               [&](const Slot& slot) { return stands_in(slot, verb, object()); });
  }

  // True where the object is in the phrase that fills a slot of the frame: "sold it to Acme's
  // unit".
  bool reaches(const VerbFrame& frame, std::size_t verb) const {
    const std::size_t head = (is_forward() ? candidate_.second : candidate_.first)->head;
    return std::ranges::any_of(frame.targets, [&](const Slot& slot) {
      if (slot == "obj") return false;  // "bought a unit of Acme" is no purchase of Acme
      const auto words = words_in_slot(analysis_.lexicon.grammar(), tree_, verb, slot);
      return std::ranges::any_of(words,
                                 [&](std::size_t word) { return tree_.dominates(word, head); });
    });
  }

  // "X sold Y to Z": Z is no subject of a frame whose subject is X, nor X of one that Z is.
  bool is_anothers_trade(const VerbFrame& frame, std::size_t verb) const {
    return frame.relation_class == RelationClass::Transact &&
           !entities_in_slot(analysis_, candidate_.sentence, verb, frame.subject).empty() &&
           !stands_in(frame.subject, verb, subject());
  }

  // A contest has no direction, but whoever competes in an event is its subject.
  bool is_forward() const {
    const bool turned =
        label_.relation_class == RelationClass::Contest &&
        is_event_of(type_of(candidate_.first->entity), type_of(candidate_.second->entity));
    return label_.forward && !turned;
  }

  // "Suspended sanctions on": whoever ends or prevents the deed that a noun names does not do it.
  std::optional<std::size_t> undone_deed(std::size_t verb) const {
    for (const std::size_t c : tree_.children(verb)) {
      if (tree_.word(c).upos != Upos::Noun || !name_at(c)) continue;
      const ModalVerb* const by = deed_verb(analysis_, tree_, verb, c);
      if (by && by->modality == Modality::Negated) return c;
    }
    return {};
  }

  bool can_be(const Role& role) const {
    return role.class_for(type_of(object())) == label_.relation_class &&
           can_be_held_by(role, type_of(subject())) && allows(role.target_types, type_of(object()));
  }

  // The post that a word names, with what stands around it: "vice president of". One that another
  // is said to hold names none of the subject's.
  std::optional<std::string> post_at(std::size_t word) const {
    if (!is_called_by(word)) return {};
    bool is_post = false;
    for (const RolePhrase& phrase : analysis_.entities.roles_of(candidate_.sentence)) {
      if (phrase.noun != word) continue;
      is_post = true;
      const bool of_another = label_.relation_class == RelationClass::Role && phrase.holder &&
                              *phrase.holder != subject();
      if (of_another || !can_be(*phrase.role)) continue;
      return relation_in(phrase, analysis_.entities.entity(object()).ref);
    }
    if (is_post) return {};
    const Role* role = analysis_.lexicon.role(tree_.word(word).lemma);
    const bool fits = role && can_be(*role) && role->relation.find('{') == std::string::npos;
    return fits ? std::optional{role->relation} : std::nullopt;
  }

  // The noun of a post that the subject is said to hold, in nothing else than the object.
  std::optional<std::size_t> own_post() const {
    if (label_.relation_class != RelationClass::Role) return {};
    for (const RolePhrase& phrase : analysis_.entities.roles_of(candidate_.sentence)) {
      const bool elsewhere = !phrase.targets.empty() &&
                             std::ranges::find(phrase.targets, object()) == phrase.targets.end();
      if (phrase.holder == subject() && !elsewhere && post_at(phrase.noun)) return phrase.noun;
    }
    return {};
  }

  // "Hunter, son of": who stands with the word is the son. The one label of kin has no direction;
  // its subject is the first of the two.
  bool is_called_by(std::size_t word) const {
    if (label_.relation_class != RelationClass::Kin) return true;
    const std::size_t holder = candidate_.first->head;
    const auto stands_with = [&](std::size_t below, std::size_t above) {
      const std::string_view relation = tree_.relation(below);
      return tree_.head(below) == above &&
             (relation == "appos" || relation == "flat" || relation == "compound" ||
              tree_.word(below).deprel == "nmod:desc");
    };
    return stands_with(holder, word) || stands_with(word, holder);
  }

  const Analysis& analysis_;
  const DependencyTree& tree_;
  const PairCandidate& candidate_;
  const PairLabel& label_;
};

// True for what is so on some day, so that the words around tell of it: events, and where persons
// and events are or what a verb of its own puts somewhere. A name inside of a name is none.
bool is_dated(const Analysis& analysis, const PairCandidate& candidate,
              const WordedRelation& worded) {
  if (is_inside(candidate)) return false;
  const Relation& relation = worded.relation;
  if (relation.relation_class != RelationClass::Located) return is_event(relation.relation_class);
  const EntityType subject = analysis.entities.entity(relation.subject).ref.type;
  const Word& word = analysis.trees[relation.sentence].word(relation.predicate);
  return (worded.named && word.upos == Upos::Verb) || subject == EntityType::Person ||
         subject == EntityType::Misc;
}

}  // namespace

WordedRelation worded(const Analysis& analysis, const PairCandidate& candidate,
                      const PairLabel& label) {
  const Wording wording(analysis, candidate, label);
  WordedRelation result;
  Relation& relation = result.relation;
  relation.sentence = candidate.sentence;
  relation.predicate = wording.predicate();
  relation.subject = wording.subject();
  relation.object = wording.object();
  relation.relation_class = label.relation_class;
  const auto name = wording.name_at(relation.predicate);
  result.named = name.has_value();
  result.put_off = !name && wording.is_put_off(relation.predicate);
  const bool body = is_inside(candidate) && label.relation_class == RelationClass::Member &&
                    wording.type_of(relation.object) == EntityType::GeoPolitical;
  relation.label =
      name   ? *name
      : body ? std::string("organisation of")
             : std::string(plain_label(label.relation_class, wording.type_of(relation.subject),
                                       wording.type_of(relation.object)));
  const std::string& lemma = analysis.trees[candidate.sentence].word(relation.predicate).lemma;
  const bool joins = result.named && analysis.lexicon.is_accession(lemma);  // "membership"
  if (joins || is_dated(analysis, candidate, result)) {
    relation.date = date_of(analysis, candidate.sentence, relation.predicate);
    relation.modality = modality_of(analysis, candidate.sentence, relation.predicate);
  }
  // "No quiere a X": what the negation says is the rejection itself.
  if (!name && label.relation_class == RelationClass::Reject &&
      relation.modality == Modality::Negated) {
    relation.modality = Modality::Asserted;
  }
  if (!is_inside(candidate) && is_event(label.relation_class)) {
    relation.source = source_of(analysis, candidate.sentence, relation.predicate);
    if (relation.source == relation.subject) relation.source.reset();
  }
  return result;
}

Modality modality_by_rules(const Analysis& analysis, const FoundRelations& found,
                           const PairCandidate& candidate, const PairLabel& label) {
  for (const std::size_t i : found.between(candidate.first->entity, candidate.second->entity)) {
    if (states(found[i], candidate, label)) return found[i].modality;
  }
  return worded(analysis, candidate, label).relation.modality;
}

}  // namespace entente
