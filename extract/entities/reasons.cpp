#include "extract/entities/reasons.h"

#include <algorithm>

namespace entente {
namespace {

bool judges(const VerbFrame& frame) {
  const RelationClass told = frame.relation_class;
  return told == RelationClass::Accuse || told == RelationClass::Sanction ||
         told == RelationClass::Support || told == RelationClass::Coerce;
}

}  // namespace

bool is_reason(const Grammar& grammar, const DependencyTree& tree, std::size_t word) {
  if (holds(grammar.reasons, tree.case_of(word))) return true;
  const auto mark = tree.child(word, "mark");
  return mark && holds(grammar.reasons, tree.word(*mark).lemma);
}

bool judges(const Lexicon& lexicon, std::string_view verb) {
  return std::ranges::any_of(lexicon.verb_frames(verb),
                             [](const VerbFrame& frame) { return judges(frame); });
}

bool judges_object(const Lexicon& lexicon, std::string_view verb) {
  return std::ranges::any_of(lexicon.verb_frames(verb), [](const VerbFrame& frame) {
    return judges(frame) && frame.themes.empty() && holds(frame.targets, "obj");
  });
}

}  // namespace entente
