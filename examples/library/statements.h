// An extraction module of one's own: who speaks of whom.
#pragma once

#include <vector>

#include "extract/modules/analysis.h"

// "KCNA dijo que Kim y Shoigu hablaron": KCNA speaks of Kim, and of Shoigu. Serves all languages:
// which verbs report, and whose words a clause is, the lexicon and the tree tell.
void extract_statements(const entente::Analysis& analysis,
                        std::vector<entente::Relation>& relations);
