#include "extract/modules/refused_judgements.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "extract/entities/reasons.h"
#include "extract/modules/arguments.h"
#include "extract/modules/modules.h"
#include "extract/modules/verb_chain.h"

namespace entente {
namespace {

// What says what somebody thinks of another: these are told of deeds, too.
bool is_opinion(RelationClass relation_class) {
  return relation_class == RelationClass::Accuse || relation_class == RelationClass::Reject ||
         relation_class == RelationClass::Support;
}

bool is_harm(RelationClass relation_class) {
  return relation_class == RelationClass::Accuse || relation_class == RelationClass::Assault ||
         relation_class == RelationClass::Coerce || relation_class == RelationClass::Reject ||
         relation_class == RelationClass::Sanction || relation_class == RelationClass::Threaten;
}

class Judgement {
 public:
  explicit Judgement(const PairInTree& pair) : pair_(pair), tree_(pair.tree()) {}

  // 1. "Sanctioned a firm over its aid to Iran", "jailed a banker for financing Hezbollah"
  bool is_in_reason() const {
    const std::size_t verb = pair_.top();
    if (!is_event(pair_.relation().relation_class) || !is_active(verb)) return false;
    const auto object = tree_.child(verb, "obj");
    if (!object || pair_.verb_of_subject(pair_.subject()) != verb || !harms(verb)) return false;
    // "Expelled diplomats over Russia's deed" is meant for Russia.
    if (pair_.relation().predicate == verb && is_harm(pair_.relation().relation_class) &&
        does_a_deed(pair_.object())) {
      return false;
    }
    for (std::size_t at = pair_.object().head; at != verb; at = *tree_.head(at)) {
      const std::size_t above = *tree_.head(at);
      if (at != tree_.renamed(pair_.object().head) && (above == verb || above == *object) &&
          at != *object && is_reason(pair_.grammar(), tree_, at)) {
        return true;
      }
    }
    return false;
  }

  // 2. "Blocked a statement criticising China", "rejected accusations that it backs the M23"; but
  // who backs a text that backs another backs that one.
  bool is_in_judged_text() const {
    const std::size_t noun = tree_.renamed(pair_.object().head);
    if (!is_opinion(pair_.relation().relation_class) || tree_.relation(noun) != "obj") return false;
    const std::size_t said = *tree_.head(noun);
    const std::size_t verb = pair_.relation().predicate;
    if (tree_.relation(said) != "acl" || tree_.word(said).upos != Upos::Verb) return false;
    const std::size_t text = *tree_.head(said);
    return tree_.head(text) == verb && tree_.relation(text) != "nsubj" &&
           tree_.word(verb).upos == Upos::Verb &&
           pair_.tells(verb, pair_.relation().relation_class) && pair_.is_subject_of(verb) &&
           !(pair_.relation().relation_class == RelationClass::Support &&
             pair_.tells(said, RelationClass::Support));
  }

  // 2. "Voted against a resolution condemning Iran": who keeps a text from being does not say it.
  bool is_said_in_refused_text() const {
    const std::size_t said = pair_.relation().predicate;
    if (!is_event(pair_.relation().relation_class) || tree_.relation(said) != "acl" ||
        tree_.word(said).upos != Upos::Verb) {
      return false;
    }
    const std::size_t text = *tree_.head(said);
    const auto verb = tree_.governing_verb(text);
    return verb && pair_.verb_of_subject(pair_.subject()) == verb && *verb != said &&
           !is_doer(pair_.relation().subject, said) && refuses(*verb, text);
  }

  // 3. "Criticised the arrest of Morel", "rechazó la destitución de Morel"
  bool is_of_who_suffered() const {
    const RelationClass told = pair_.relation().relation_class;
    const std::size_t verb = pair_.relation().predicate;
    if (!is_opinion(told) || tree_.word(verb).upos != Upos::Verb) return false;
    const std::size_t sufferer = tree_.renamed(pair_.object().head);
    const auto above = tree_.head(sufferer);
    if (!above) return false;
    if (*above != verb) {
      const std::string slot =
          tree_.word(sufferer).deprel == "nmod:poss" ? "poss" : tree_.case_of(sufferer);
      return tree_.head(*above) == verb && is_suffered(*above, slot);
    }
    // "Criticó el indulto a Morel", where the tree has him hang on the verb.
    const auto object = tree_.child(verb, "obj");
    return object && *object < sufferer && tree_.case_of(*object).empty() &&
           is_suffered(*object, tree_.case_of(sufferer));
  }

  // 4. "Refused to sanction Russia"
  bool is_of_who_is_spared() const {
    const std::size_t verb = pair_.relation().predicate;
    if (pair_.relation().relation_class != RelationClass::Reject) return false;
    for (std::size_t at = pair_.object().head; tree_.head(at); at = *tree_.head(at)) {
      if (tree_.head(at) != verb) continue;
      return tree_.relation(at) == "xcomp" && tree_.word(at).upos == Upos::Verb && harms(at) &&
             modality_by(pair_.analysis(), tree_, verb, at) == Modality::Negated;
    }
    return false;
  }

  // 5. "Supported a motion against Morel"
  bool is_turned_against() const {
    const RelationClass told = pair_.relation().relation_class;
    if (told != RelationClass::Support && told != RelationClass::Cooperate &&
        told != RelationClass::Agree) {
      return false;
    }
    for (const std::size_t start : {pair_.subject().head, pair_.object().head}) {
      for (std::size_t at = start; at != pair_.top(); at = *tree_.head(at)) {
        if (holds(pair_.grammar().against, tree_.case_of(at))) return true;
      }
    }
    return false;
  }

 private:
  bool is_active(std::size_t verb) const {
    return tree_.word(verb).upos == Upos::Verb && !is_passive(pair_.grammar(), tree_, verb);
  }

  bool is_doer(std::size_t entity, std::size_t verb) const {
    const EntityList doers = subjects_of(pair_.analysis(), pair_.relation().sentence, verb);
    return std::ranges::find(doers, entity) != doers.end();
  }

  // "Russia's attack", "el ataque de Rusia"
  bool does_a_deed(const Mention& mention) const {
    const std::size_t noun = tree_.renamed(mention.head);
    return tree_.word(noun).deprel == "nmod:poss" || tree_.relation(noun) == "amod" ||
           (tree_.relation(noun) == "nmod" && holds(pair_.grammar().of, tree_.case_of(noun)));
  }

  // True for a verb that, with its noun where it needs one, blames or harms its object.
  bool harms(std::size_t verb) const {
    return std::ranges::any_of(
        pair_.lexicon().verb_frames(frame_lemma(tree_, verb)), [&](const VerbFrame& frame) {
          const bool is_harmful = is_harm(frame.relation_class) && !frame.inverse;
          return is_harmful &&
                 (frame.themes.empty() || theme_of(frame, pair_.grammar(), tree_, verb));
        });
  }

  bool refuses(std::size_t verb, std::size_t text) const {
    const Lexicon& lexicon = pair_.lexicon();
    const std::string lemma = frame_lemma(tree_, verb);
    const std::string preposition = tree_.case_of(text);
    const auto negates = [](const ModalVerb& modal) { return modal.modality == Modality::Negated; };
    return std::ranges::any_of(lexicon.deed_verbs(lemma), negates) ||
           std::ranges::any_of(lexicon.modal_verbs(lemma), negates) ||
           std::ranges::any_of(lexicon.verb_frames(lemma), [&](const VerbFrame& frame) {
             const Slot slot = preposition.empty() ? Slot("obj") : preposition;
             return frame.relation_class == RelationClass::Reject && frame.themes.empty() &&
                    holds(frame.targets, slot);
           });
  }

  // True for a noun that names what is done to whoever stands in one of its slots, and there alone:
  // "arrest of", "indulto a". Who welcomes a release is with the released.
  bool is_suffered(std::size_t noun, const std::string& slot) const {
    return std::ranges::any_of(
        pair_.lexicon().noun_frames(tree_.word(noun).lemma), [&](const NounFrame& frame) {
          const RelationClass done = frame.relation_class;
          const bool eases = done == RelationClass::Concede &&
                             pair_.relation().relation_class != RelationClass::Support;
          const bool befalls = (is_harm(done) && done != RelationClass::Reject) || eases ||
                               frame.relation == "dismissed";
          return befalls && holds(frame.targets, slot) && !holds(frame.subjects, slot);
        });
  }

  const PairInTree& pair_;
  const DependencyTree& tree_;
};

}  // namespace

bool is_refused_judgement(const PairInTree& pair) {
  const Judgement judgement(pair);
  return judgement.is_in_reason() || judgement.is_in_judged_text() ||
         judgement.is_said_in_refused_text() || judgement.is_of_who_suffered() ||
         judgement.is_of_who_is_spared() || judgement.is_turned_against();
}

}  // namespace entente
