// The best dependency tree of a sentence: a maximum spanning tree in which the root has one child
// (Chu and Liu 1965, Edmonds 1967).
//
// How it works: where every word's best head makes a tree with one root, that is the answer.
// Otherwise every edge from the root is made worse by more than all scores together can differ, so
// that the best tree has the one that it must have and no other (Stanley and Cohen 2021); then
// cycles are contracted, each in quadratic time.
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <vector>

#include "extract/nlp/linear.h"

namespace entente {

// `scores(i, j)` is the score of head j for word i + 1, head 0 being the root. Returns the head of
// each word. Scores MUST be finite; that of a word as its own head is ignored.
std::vector<std::uint32_t> maximum_spanning_tree(const ConstRows& scores);

}  // namespace entente
