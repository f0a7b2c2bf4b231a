// Random cooperative graphs for property tests.
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include "graph/alliances/cooperation.h"

namespace entente::testing {

// Of `actors` ("actor/0" and so on) each pair works together with this probability.
std::vector<Cooperation> random_cooperation(std::mt19937& random, std::size_t actors,
                                            double probability);

}  // namespace entente::testing
