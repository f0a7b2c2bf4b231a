// Verb frames of the lexicon over the clauses of the trees.
#include <algorithm>

#include "extract/modules/arguments.h"
#include "extract/modules/clause.h"
#include "extract/modules/modules.h"

namespace entente {
namespace {

constexpr std::size_t largest_meeting = 6;  // members of a reciprocal subject that are paired

class EventFinder {
 public:
  EventFinder(const Analysis& analysis, std::size_t sentence, std::vector<Relation>& relations)
      : analysis_(analysis),
        tree_(analysis.trees[sentence]),
        grammar_(analysis.lexicon.grammar()),
        sentence_(sentence),
        relations_(relations) {}

  void find() {
    for (std::size_t i = 0; i < tree_.size(); ++i) {
      const Word& word = tree_.word(i);
      const bool participle = word.upos == Upos::Adj && word.has("VerbForm=Part");
      if (word.upos == Upos::Verb || participle) apply_frames(i);
    }
  }

 private:
  void apply_frames(std::size_t verb) {
    const auto& frames = analysis_.lexicon.verb_frames(frame_lemma(tree_, verb));
    if (frames.empty()) return;
    const bool reflexive = is_reflexive(grammar_, tree_, verb);
    const bool themed = std::any_of(frames.begin(), frames.end(), [&](const VerbFrame& frame) {
      return !frame.themes.empty() && theme_of(frame, grammar_, tree_, verb);
    });
    for (const VerbFrame& frame : frames) {
      if (!allows_reflexive(frame, reflexive)) continue;
      // A light verb with its noun means what the noun says and nothing else.
      if (themed && frame.themes.empty()) continue;
      const auto theme = theme_of(frame, grammar_, tree_, verb);
      if (!frame.themes.empty() && !theme) continue;
      apply(frame, verb, theme, entities_in_slot(analysis_, sentence_, verb, frame.subject));
    }
  }

  // True where a noun is the verb's direct object.
  bool has_object(std::size_t verb) const {
    const auto object = tree_.child(verb, "obj");
    return object && tree_.word(*object).upos == Upos::Noun && tree_.case_of(*object).empty();
  }

  EntityType type_of(std::size_t entity) const {
    return analysis_.entities.entity(entity).ref.type;
  }

  void apply(const VerbFrame& frame, std::size_t verb, std::optional<std::size_t> theme,
             const EntityList& subjects) {
    EntityList targets;
    for (const Slot& slot : frame.targets) {
      for (const std::optional<std::size_t> predicate : {std::optional{verb}, theme}) {
        if (!predicate) continue;
        for (const std::size_t entity : entities_in_slot(analysis_, sentence_, *predicate, slot)) {
          // "Vendió al X al Y": an indirect and a personal object look alike.
          const bool either = frame.subject != "subj" &&
                              std::find(subjects.begin(), subjects.end(), entity) != subjects.end();
          const bool known = std::find(targets.begin(), targets.end(), entity) != targets.end();
          if (!either && !known) targets.push_back(entity);
        }
      }
    }
    const std::string label = theme ? relation_with(frame, english(frame, *theme)) : frame.relation;
    for (const std::size_t subject : subjects) {
      for (const std::size_t target : targets) {
        if (frame.inverse) {
          add(frame, verb, target, subject, label);
        } else {
          add(frame, verb, subject, target, label);
        }
      }
    }
    // "Putin and Bush met", but not "met the deadline".
    const bool among_themselves =
        frame.reciprocal && targets.empty() && (theme || !has_object(verb));
    if (among_themselves && subjects.size() <= largest_meeting) {
      for (std::size_t i = 0; i < subjects.size(); ++i) {
        for (std::size_t j = i + 1; j < subjects.size(); ++j) {
          add(frame, verb, subjects[i], subjects[j], label);
        }
      }
    }
    if (theme) add_author(frame, verb, *theme, subjects, targets);
  }

  const std::string& english(const VerbFrame& frame, std::size_t theme) const {
    return frame.themes.at(tree_.word(theme).lemma);
  }

  // "Shoigu entregó a Kim una carta firmada por Putin": who wrote what is delivered sent it.
  void add_author(const VerbFrame& frame, std::size_t verb, std::size_t theme,
                  const EntityList& subjects, const EntityList& targets) {
    const auto label = author_relation(frame, english(frame, theme));
    if (!label) return;
    EntityList authors;
    for (const std::string& of : grammar_.of) {
      const EntityList named = entities_in_slot(analysis_, sentence_, theme, of);
      authors.insert(authors.end(), named.begin(), named.end());
    }
    for (const std::size_t c : tree_.children(theme)) {
      if (tree_.relation(c) != "acl" && tree_.relation(c) != "amod") continue;
      if (!is_passive(grammar_, tree_, c)) continue;
      const EntityList agents = subjects_of(analysis_, sentence_, c);
      authors.insert(authors.end(), agents.begin(), agents.end());
    }
    for (const std::size_t author : authors) {
      const bool delivers = std::find(subjects.begin(), subjects.end(), author) != subjects.end();
      for (const std::size_t target : targets) {
        if (!delivers) add(frame, verb, author, target, *label);
      }
    }
  }

  void add(const VerbFrame& frame, std::size_t verb, std::size_t subject, std::size_t object,
           const std::string& label) {
    if (subject == object ||
        !allows(frame.subject_types, type_of(frame.inverse ? object : subject)) ||
        !allows(frame.target_types, type_of(frame.inverse ? subject : object))) {
      return;
    }
    Relation relation;
    relation.sentence = sentence_;
    relation.predicate = verb;
    relation.subject = subject;
    relation.object = object;
    relation.label = label;
    relation.relation_class = frame.relation_class;
    relation.date = date_of(analysis_, sentence_, verb);
    relation.modality = frame.modality.value_or(modality_of(analysis_, sentence_, verb));
    relation.source = source_of(analysis_, sentence_, verb);
    if (relation.source == subject) relation.source.reset();  // who announces his own act
    relation.confidence = 0.6;
    relation.module = "events";
    relations_.push_back(std::move(relation));
  }

  const Analysis& analysis_;
  const DependencyTree& tree_;
  const Grammar& grammar_;
  std::size_t sentence_;
  std::vector<Relation>& relations_;
};

}  // namespace

void extract_events(const Analysis& analysis, std::vector<Relation>& relations) {
  for (std::size_t s = 0; s < analysis.trees.size(); ++s) {
    EventFinder(analysis, s, relations).find();
  }
}

}  // namespace entente
