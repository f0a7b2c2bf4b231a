// A verb with what adds tense or modality to it, and the words around it that say how its clause
// is meant. What the qualifiers of a clause (clause.h) have in common.
// Pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "extract/modules/analysis.h"

namespace entente {

// What introduces a clause: "de" in "dejar de visitar", "to" in "has to visit".
std::optional<std::size_t> introduction_of(const DependencyTree& tree, std::size_t verb);

// The modality that a modal verb gives to the clause of `verb`, nothing where it is none there:
// only with its preposition behind it is "haber de", "be to" a modal verb, and what is told beside
// it is no complement: "rejected the offer after attacking".
std::optional<Modality> modality_by(const Analysis& analysis, const DependencyTree& tree,
                                    std::size_t modal_word, std::size_t verb);

// The verb and those that only add tense or modality above it: "quiere reunirse" from "reunirse".
struct ChainLink {
  std::size_t verb;
  std::size_t complement;  // the verb below it in the chain, itself for the first
};
std::vector<ChainLink> verb_chain(const Analysis& analysis, std::size_t sentence,
                                  std::size_t predicate);

// The word that bears the tense: "has" of "has signed", the verb itself where it has none beside
// it.
const Word& tensed_word(const DependencyTree& tree, std::size_t verb);

bool is_perfect(const Analysis& analysis, const Word& auxiliary);  // "have", "haber"

// "Have" of "should have signed".
std::optional<std::size_t> perfect_infinitive(const Analysis& analysis, const DependencyTree& tree,
                                              std::size_t verb);

// True for "president": what a noun calls a person tells nothing of when or whether the person does
// what the clause says: "su predecesor, que subió los impuestos en 2018", "the founder will speak".
bool is_called(const Analysis& analysis, const DependencyTree& tree, std::size_t word);

// "Not", "no longer", "no minister": the word that denies a verb or noun, of a verb also its
// subject or object; nothing where there is none.
std::optional<std::size_t> negation_of(const Analysis& analysis, const DependencyTree& tree,
                                       std::size_t word);

// "Falsely claimed that": an adverb that denies what the word above a clause tells.
std::optional<std::size_t> denying_adverb(const Analysis& analysis, const DependencyTree& tree,
                                          std::size_t governor);

// "The agreement signed in Rome", "el acuerdo alcanzado ayer": the participle that says of the deed
// that a noun names that it is done, whatever the clause goes on to say of it.
std::optional<std::size_t> performing_participle(const Analysis& analysis,
                                                 const DependencyTree& tree, std::size_t noun);

// What the word above makes of the deed that a noun names, nullptr where it says nothing of it:
// "cancelled the visit", "calls for sanctions".
const ModalVerb* deed_verb(const Analysis& analysis, const DependencyTree& tree,
                           std::size_t governor, std::size_t noun);

}  // namespace entente
