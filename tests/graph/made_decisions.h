// Decisions in a line, for tests.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "graph/decisions.h"

namespace entente::testing {

inline Decision merge_decision(std::string one, std::string other) {
  return {.kind = DecisionKind::Merge, .entities = {std::move(one), std::move(other)}};
}

inline Decision split_decision(std::vector<std::string> entities) {
  return {.kind = DecisionKind::Split, .entities = std::move(entities)};
}

inline Decision rename_decision(std::string one, std::string name) {
  return {.kind = DecisionKind::Rename, .entities = {std::move(one)}, .name = std::move(name)};
}

// Numbered from 1, in this order.
inline std::vector<Decision> numbered(std::vector<Decision> decisions) {
  for (std::size_t i = 0; i < decisions.size(); ++i) decisions[i].number = i + 1;
  return decisions;
}

}  // namespace entente::testing
