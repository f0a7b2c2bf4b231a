// Names inside of names: step 6 of entities.h.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "extract/entities/names.h"

namespace entente {

struct InnerName {
  NameMention name;
  std::size_t outer = 0;  // index of the name that it stands in
};

// What the names of organisations, places and works hold: lands and known entities of the lexicon
// ("Partido Socialista Serbio", "Tribunal de Apelación de París") and what the document names
// elsewhere too ("Comisión Ejecutiva del COI"). The longest from left to right, none in another;
// in the order of `names`, those of find_names().
std::vector<InnerName> find_inner_names(std::span<const NameMention> names,
                                        std::span<const DependencyTree> trees,
                                        const TextIndex& text, const Lexicon& lexicon);

}  // namespace entente
