#include "extract/modules/pair_refusals.h"

#include "extract/modules/pair_in_tree.h"
#include "extract/modules/refused_deeds.h"
#include "extract/modules/refused_doers.h"
#include "extract/modules/refused_judgements.h"
#include "extract/modules/refused_states.h"
#include "extract/modules/refused_whereabouts.h"

namespace entente {

bool is_refused(const Analysis& analysis, const PairCandidate& candidate,
                const Relation& relation) {
  const PairInTree pair(analysis, candidate, relation);
  return is_refused_deed(pair) || is_anothers_deed(pair) || is_refused_judgement(pair) ||
         is_refused_state(pair) || is_refused_whereabouts(pair);
}

}  // namespace entente
