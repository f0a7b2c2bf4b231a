#include "extract/explain/grounds.h"

#include <algorithm>
#include <string>
#include <utility>

#include "extract/entities/names.h"
#include "extract/modules/arguments.h"
#include "extract/modules/clause.h"
#include "extract/modules/modules.h"

namespace entente {
namespace {

constexpr const char* another_telling = "another telling of the same event";
constexpr const char* learnt = "as is learnt from annotated documents";

std::string quoted(const DependencyTree& tree, std::size_t word) {
  return "“" + tree.word(word).form + "”";
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += between;
    text += part;
  }
  return text;
}

// Where a frame looks for its two: "subj → con or a".
std::string slots(const std::string& subject, const std::string& target) {
  return (subject.empty() ? "?" : subject) + " → " + (target.empty() ? "?" : target);
}

std::string describe(const VerbFrame& frame, const std::string& theme) {
  std::string text = "verb “" + frame.lemma + "”";
  if (!theme.empty()) text += " with “" + theme + "”";
  if (frame.reflexive == VerbFrame::Reflexive::Required) text += ", reflexive";
  text += ": " + slots(frame.subject, joined(frame.targets, " or "));
  if (frame.inverse) text += ", where the latter acts on the former";
  if (frame.reciprocal) text += ", or several subjects among themselves";
  return text;
}

std::string describe(const NounFrame& frame) {
  std::string text = "noun “" + frame.lemma + "”: ";
  if (!frame.subjects.empty() || !frame.targets.empty()) {
    text += slots(joined(frame.subjects, " or "), joined(frame.targets, " or "));
    if (!frame.between.empty()) text += ", or ";
  }
  if (!frame.between.empty()) text += "several behind " + joined(frame.between, " or ");
  return text;
}

// The theme noun with which the frame gives this label, "" for one without themes; nothing where it
// does not give it.
std::optional<std::string> theme_for(const VerbFrame& frame, const std::string& label) {
  if (frame.relation == label) return std::string{};
  for (const auto& [theme, english] : frame.themes) {
    if (relation_with(frame, english) == label || author_relation(frame, english) == label) {
      return theme;
    }
  }
  return {};
}

// The entry of the lexicon by which the relation's predicate has the relation's label, "" where
// there is none.
std::string entry_behind(const Analysis& analysis, const Relation& relation) {
  const DependencyTree& tree = analysis.trees[relation.sentence];
  const Word& word = tree.word(relation.predicate);
  const bool reflexive = is_reflexive(analysis.lexicon.grammar(), tree, relation.predicate);
  for (const VerbFrame& frame :
       analysis.lexicon.verb_frames(frame_lemma(tree, relation.predicate))) {
    const bool fits =
        frame.relation_class == relation.relation_class && allows_reflexive(frame, reflexive);
    if (!fits) continue;
    if (const auto theme = theme_for(frame, relation.label)) return describe(frame, *theme);
  }
  for (const NounFrame& frame : analysis.lexicon.noun_frames(word.lemma)) {
    if (frame.relation == relation.label && frame.relation_class == relation.relation_class) {
      return describe(frame);
    }
  }
  const Role* role = analysis.lexicon.role(word.lemma);
  return role && role->relation == relation.label ? "post “" + role->lemma + "”" : "";
}

const RolePhrase* phrase_of(const Analysis& analysis, const Relation& relation) {
  for (const RolePhrase& phrase : analysis.entities.roles_of(relation.sentence)) {
    if (phrase.noun == relation.predicate && phrase.relation == relation.label) return &phrase;
  }
  return nullptr;
}

bool relates_the_same(const Relation& a, const Relation& b) {
  return (a.subject == b.subject && a.object == b.object) ||
         (a.subject == b.object && a.object == b.subject);
}

// True where both tell an event of one class between the same two.
bool tells_the_same(const Relation& a, const Relation& b) {
  return a.relation_class == b.relation_class && relates_the_same(a, b) &&
         (a.subject == b.subject || is_symmetric(a.relation_class));
}

WordPlace place_of(std::size_t sentence, const Timex& time) {
  return {sentence, time.first, time.last};
}

// The word that puts the relation's act into an event, "reunión" of "durante la reunión".
std::optional<std::size_t> event_around(const Analysis& analysis, const Relation& relation) {
  const DependencyTree& tree = analysis.trees[relation.sentence];
  for (const std::size_t c : tree.children(relation.predicate)) {
    const bool event = !analysis.lexicon.noun_frames(tree.word(c).lemma).empty();
    if (event && holds(analysis.lexicon.grammar().during, tree.case_of(c))) return c;
  }
  return {};
}

// The last time expression of the relation's date up to the end of its sentence.
std::optional<WordPlace> told_before(const Analysis& analysis, const Relation& relation) {
  std::optional<WordPlace> last;
  for (std::size_t s = 0; s <= relation.sentence; ++s) {
    for (const Timex& time : analysis.times[s]) {
      if (time.value == relation.date) last = place_of(s, time);
    }
  }
  return last;
}

}  // namespace

std::vector<FiredRule> rules_behind(const Analysis& analysis, const Relation& relation,
                                    std::span<const Relation> proposed) {
  std::vector<FiredRule> rules;
  for (const Relation& other : proposed) {
    if (other.sentence != relation.sentence || !relates_the_same(other, relation)) continue;
    FiredRule rule;
    rule.module = other.module;
    rule.relation = other.label;
    rule.relation_class = other.relation_class;
    rule.inverse = other.subject != relation.subject && !is_symmetric(other.relation_class);
    rule.words = {other.sentence, other.predicate, other.predicate};
    if (const RolePhrase* phrase = phrase_of(analysis, other)) {
      rule.words = {other.sentence, phrase->first, phrase->last};
      rule.frame = "post “" + phrase->role->lemma + "”";
    } else {
      rule.frame = entry_behind(analysis, other);
    }
    rules.push_back(std::move(rule));
  }
  std::stable_sort(rules.begin(), rules.end(), [](const FiredRule& a, const FiredRule& b) {
    return a.words.first < b.words.first;
  });
  return rules;
}

Grounds grounds_of_name(const Analysis& analysis, const Relation& relation) {
  if (const RolePhrase* phrase = phrase_of(analysis, relation)) {
    return {"post “" + phrase->role->lemma + "”",
            WordPlace{relation.sentence, phrase->first, phrase->last}};
  }
  const std::string entry = entry_behind(analysis, relation);
  const WordPlace words{relation.sentence, relation.predicate, relation.predicate};
  if (!entry.empty()) return {entry, words};
  const bool by_rule = relation.module != "pairs";
  return {by_rule ? "the rule's own name for it" : "the plain name of the class: no frame names it",
          words};
}

Grounds grounds_of_date(const Analysis& analysis, const Relation& relation,
                        std::span<const Relation> relations) {
  if (relation.date.empty()) return {};
  const DependencyTree& tree = analysis.trees[relation.sentence];
  const Timex* own = time_of(analysis, relation.sentence, relation.predicate);
  if (own && own->value == relation.date) {
    const std::size_t head = span_head(tree, own->first, own->last);
    const auto governor = tree.head(head);
    return {"it stands with " + quoted(tree, governor.value_or(relation.predicate)),
            place_of(relation.sentence, *own)};
  }
  for (const Relation& other : relations) {
    const Timex* time = time_of(analysis, other.sentence, other.predicate);
    if (time && time->value == relation.date && tells_the_same(other, relation)) {
      return {another_telling, place_of(other.sentence, *time)};
    }
  }
  if (const auto event = event_around(analysis, relation)) {
    return {"it happened in an event that the document dates elsewhere",
            WordPlace{relation.sentence, *event, *event}};
  }
  if (const auto words = told_before(analysis, relation)) return {"the story's day", words};
  return {"from elsewhere in the document", {}};
}

Grounds grounds_of_modality(const Analysis& analysis, const Relation& relation) {
  if (relation.modality_is_learnt) return {learnt, {}};
  if (relation.modality == Modality::Asserted) return {};
  const auto found = worded_modality_of(analysis, relation.sentence, relation.predicate);
  if (found.word && found.modality == relation.modality) {
    return {"", WordPlace{relation.sentence, *found.word, *found.word}};
  }
  return {"its own meaning", WordPlace{relation.sentence, relation.predicate, relation.predicate}};
}

Grounds grounds_of_source(const Analysis& analysis, const Relation& relation,
                          std::span<const Relation> relations) {
  if (!relation.source) return {};
  const auto said_in = [&](const Relation& telling) -> std::optional<WordPlace> {
    const auto said = worded_source_of(analysis, telling.sentence, telling.predicate);
    if (!said || said->entity != *relation.source) return {};
    return WordPlace{telling.sentence, said->word, said->word};
  };
  if (const auto words = said_in(relation)) return {"", words};
  for (const Relation& other : relations) {
    if (!tells_the_same(other, relation)) continue;
    if (const auto words = said_in(other)) return {another_telling, words};
  }
  return {"from elsewhere in the document", {}};
}

}  // namespace entente
