#include <algorithm>

#include "extract/modules/arguments.h"
#include "extract/modules/clause.h"
#include "extract/modules/verb_chain.h"

namespace entente {

std::optional<WordedSource> worded_source_of(const Analysis& analysis, std::size_t sentence,
                                             std::size_t predicate) {
  const DependencyTree& tree = analysis.trees[sentence];
  const auto first = [](const EntityList& list, std::size_t word) -> std::optional<WordedSource> {
    if (list.empty()) return {};
    return WordedSource{list.front(), word};
  };
  const auto speaker = [&](std::size_t verb) -> std::optional<WordedSource> {
    if (!analysis.lexicon.is_reporting_verb(tree.word(verb).lemma)) return {};
    if (denying_adverb(analysis, tree, verb)) return {};  // it is the writer who denies it
    return first(subjects_of(analysis, sentence, verb), verb);
  };
  const auto accuses = [&](std::size_t verb, std::size_t deed) {
    const auto& frames = analysis.lexicon.verb_frames(tree.word(verb).lemma);
    const bool accusing = std::any_of(frames.begin(), frames.end(), [](const VerbFrame& frame) {
      return frame.relation_class == RelationClass::Accuse;
    });
    return accusing && modality_by(analysis, tree, verb, deed) == Modality::Possible;
  };
  // What is coordinated with a verb of the reported clause is reported too, though a parser may
  // hang it on the verb of saying.
  const auto above = [&](std::size_t word) -> std::optional<std::size_t> {
    const auto head = tree.head(word);
    if (!head || tree.relation(word) != "conj") return head;
    const auto partner = agreeing_verb(tree, *head, word);
    return partner ? partner : head;
  };
  // A partner may itself hang below the word, so the way up is no longer than the sentence.
  std::size_t steps = 0;
  for (std::optional<std::size_t> at = predicate; at && steps < tree.size();
       at = above(*at), ++steps) {
    for (const std::size_t c : tree.children(*at)) {
      if (analysis.lexicon.is_attribution(tree.case_of(c))) {  // "según Moscú"
        const std::size_t preposition = tree.child(c, "case").value_or(c);
        if (const auto who = first(entities_of(analysis, sentence, c), preposition)) return who;
      }
      // "…, informó KCNA", "según informó KCNA"
      const auto introduction = introduction_of(tree, c);
      if (tree.relation(c) == "parataxis" ||
          (tree.relation(c) == "advcl" && introduction &&
           analysis.lexicon.is_attribution(tree.word(*introduction).lemma))) {
        if (const auto who = speaker(c)) return who;
      }
    }
    const auto head = tree.head(*at);
    if (!head) break;
    const std::string_view relation = tree.relation(*at);
    // "acusó a Moscú de atacar a Kiev": the deed is what the accuser says.
    if (tree.word(*at).upos == Upos::Verb && relation != "conj" && accuses(*head, *at)) {
      if (const auto who = first(subjects_of(analysis, sentence, *head), *head)) return who;
    }
    if (relation == "ccomp" || relation == "parataxis" || relation == "obj") {
      if (const auto who = speaker(*head)) return who;
    }
  }
  return {};
}

std::optional<std::size_t> source_of(const Analysis& analysis, std::size_t sentence,
                                     std::size_t predicate) {
  const auto source = worded_source_of(analysis, sentence, predicate);
  return source ? std::optional{source->entity} : std::nullopt;
}

}  // namespace entente
