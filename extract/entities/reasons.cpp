#include "extract/entities/reasons.h"

namespace entente {

bool is_reason(const Grammar& grammar, const DependencyTree& tree, std::size_t word) {
  if (holds(grammar.reasons, tree.case_of(word))) return true;
  const auto mark = tree.child(word, "mark");
  return mark && holds(grammar.reasons, tree.word(*mark).lemma);
}

}  // namespace entente
