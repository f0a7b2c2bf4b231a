// Noun frames of the lexicon over noun phrases.
#include <algorithm>

#include "extract/modules/arguments.h"
#include "extract/modules/clause.h"
#include "extract/modules/modules.h"

namespace entente {
namespace {

class NominalFinder {
 public:
  NominalFinder(const Analysis& analysis, std::size_t sentence, std::vector<Relation>& relations)
      : analysis_(analysis),
        tree_(analysis.trees[sentence]),
        sentence_(sentence),
        relations_(relations) {}

  void find() {
    for (std::size_t i = 0; i < tree_.size(); ++i) {
      const Upos upos = tree_.word(i).upos;
      if (upos != Upos::Noun && upos != Upos::Adj) continue;
      for (const NounFrame& frame : analysis_.lexicon.noun_frames(tree_.word(i).lemma)) {
        apply(frame, i);
      }
    }
  }

 private:
  EntityList in_slots(const std::vector<Slot>& slots, std::size_t noun) const {
    EntityList list;
    for (const Slot& slot : slots) {
      for (const std::size_t entity : entities_in_slot(analysis_, sentence_, noun, slot)) {
        if (std::find(list.begin(), list.end(), entity) == list.end()) list.push_back(entity);
      }
    }
    return list;
  }

  // "el apoyo a la guerra de Rusia": what a noun in a slot is about, where it names nobody itself.
  EntityList behind_nouns(const std::vector<Slot>& slots, std::size_t noun) const {
    EntityList list;
    for (const Slot& slot : slots) {
      for (const std::size_t word : words_in_slot(analysis_.lexicon.grammar(), tree_, noun, slot)) {
        const auto& frames = analysis_.lexicon.noun_frames(tree_.word(word).lemma);
        if (frames.empty()) continue;
        const EntityList inner = in_slots(frames.front().subjects, word);
        list.insert(list.end(), inner.begin(), inner.end());
      }
    }
    return list;
  }

  void pair_up(const NounFrame& frame, std::size_t noun, const EntityList& members) {
    for (std::size_t i = 0; i < members.size(); ++i) {
      for (std::size_t j = i + 1; j < members.size(); ++j) {
        add(frame, noun, members[i], members[j]);
      }
    }
  }

  void apply(const NounFrame& frame, std::size_t noun) {
    const EntityList together = in_slots(frame.between, noun);
    pair_up(frame, noun, together);
    EntityList subjects = in_slots(frame.subjects, noun);
    EntityList targets = in_slots(frame.targets, noun);
    // "US-Russian talks": what stands between several is said of them all.
    if (!frame.between.empty() && together.empty() && targets.empty()) {
      pair_up(frame, noun, subjects);
      return;
    }
    // "la retirada de Israel de Gaza": of places that both could fill, the first is the subject's.
    const bool shared = !subjects.empty() && subjects == targets;
    if (shared) {
      subjects = {subjects.front()};
      targets.erase(targets.begin());
    }
    if (targets.empty() && !shared) targets = behind_nouns(frame.targets, noun);
    for (const std::size_t subject : subjects) {
      for (const std::size_t target : targets) add(frame, noun, subject, target);
    }
  }

  EntityType type_of(std::size_t entity) const {
    return analysis_.entities.entity(entity).ref.type;
  }

  void add(const NounFrame& frame, std::size_t noun, std::size_t subject, std::size_t object) {
    if (subject == object || !allows(frame.subject_types, type_of(subject)) ||
        !allows(frame.target_types, type_of(object))) {
      return;
    }
    Relation relation;
    relation.sentence = sentence_;
    relation.predicate = noun;
    relation.subject = subject;
    relation.object = object;
    relation.label = frame.relation;
    relation.relation_class = frame.relation_class;
    relation.date = date_of(analysis_, sentence_, noun);
    relation.modality = frame.modality.value_or(modality_of(analysis_, sentence_, noun));
    relation.source = source_of(analysis_, sentence_, noun);
    if (relation.source == subject) relation.source.reset();  // who announces his own act
    relation.confidence = 0.5;
    relation.module = "nominals";
    relations_.push_back(std::move(relation));
  }

  const Analysis& analysis_;
  const DependencyTree& tree_;
  std::size_t sentence_;
  std::vector<Relation>& relations_;
};

}  // namespace

void extract_nominals(const Analysis& analysis, std::vector<Relation>& relations) {
  for (std::size_t s = 0; s < analysis.trees.size(); ++s) {
    NominalFinder(analysis, s, relations).find();
  }
}

}  // namespace entente
