// "Putin met Xi Jinping.", explained by hand.
#pragma once

#include "extract/explain/explanation.h"

namespace entente {

Explanation explained_sentence();

}  // namespace entente
