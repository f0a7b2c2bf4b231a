// Relations of a sentence compete: whoever is said to be at one place, to hold one post or to
// attack one enemy is less often said so of a second. Pairs of mentions are judged one by one,
// which does not see that.
//
// A rival of a relation is another of its class that shares an end with it: the one that acts, or
// the one acted upon; of symmetric classes either. From a relation's log-odds the probabilities of
// its surest rivals are taken, one at each end, where they are surer than it is. That was fitted by
// logistic regression on documents that the model has not learnt from (the model's card); what it
// takes on average the model's file gives to all.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "extract/triple.h"

namespace entente {

// That a relation is stated in a sentence.
struct Claim {
  std::size_t sentence = 0;
  RelationClass relation_class = RelationClass::Other;
  std::size_t subject = 0;  // entities of the document
  std::size_t object = 0;
  double probability = 0.0;  // above 0, below 1
};

// The probability of each claim beside its rivals, in the order of `claims`. Claims of one class
// about the same two are no rivals.
std::vector<double> beside_rivals(std::span<const Claim> claims);

}  // namespace entente
