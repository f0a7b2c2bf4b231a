// Who fills the places around a predicate: subjects, objects and prepositional complements as
// entities.
//
// Works on Universal Dependencies; what a treebank labels obj, iobj or obl is told apart by the
// preposition, since treebanks and parsers disagree on the label far more than on the head. Labels
// that only some treebanks have ("nsubj:pass", "acl:relcl") help where they are there.
// Pure functions. Every result lists entity indices without repetition, in the order of the text.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/modules/analysis.h"

namespace entente {

using EntityList = std::vector<std::size_t>;

// The entities that the noun phrase at a word stands for: its name, its apposition's, the holder of
// a post, the antecedent of a relative pronoun; of coordinated phrases all.
EntityList entities_of(const Analysis& analysis, std::size_t sentence, std::size_t word);

// True for "fue acusado", "acusado por", with the agent or patient roles swapped.
bool is_passive(const Grammar& grammar, const DependencyTree& tree, std::size_t verb);

// The lemma under which the lexicon has a verb: with its particle, "hand over".
std::string frame_lemma(const DependencyTree& tree, std::size_t word);

// True where the verb stands with a reflexive or pronominal pronoun: "se reunió", "reunirse".
bool is_reflexive(const Grammar& grammar, const DependencyTree& tree, std::size_t verb);

// True where a verb with a reflexive pronoun, or without one, may have the frame.
bool allows_reflexive(const VerbFrame& frame, bool reflexive);

// The theme of a frame that stands with a verb, where it has one: "carta" of "entregó una carta".
std::optional<std::size_t> theme_of(const VerbFrame& frame, const Grammar& grammar,
                                    const DependencyTree& tree, std::size_t verb);

// What a frame states with one of its themes, in English: "delivered letter to". What the author of
// that theme then did, "sent letter to", is none of every frame's.
std::string relation_with(const VerbFrame& frame, const std::string& theme);
std::optional<std::string> author_relation(const VerbFrame& frame, const std::string& theme);

// Who does it: the subject (of a passive: the agent), that of the governing verb, or its object,
// for infinitives, gerunds and coordinated verbs without their own, the antecedent in relative
// clauses, and the previous main clause's for a verb that drops it.
EntityList subjects_of(const Analysis& analysis, std::size_t sentence, std::size_t verb);

// "KCNA dijo que Kim y Shoigu hablaron y llegaron a un consenso": where a coordinated verb differs
// in number from the verb it hangs on, the nearest verb between them that agrees and has a subject.
std::optional<std::size_t> agreeing_verb(const DependencyTree& tree, std::size_t governor,
                                         std::size_t verb);

// The word that heads each phrase in a slot (see Slot in lexicon.h) of a verb or noun; in "subj"
// the noun that stands as the subject of an active verb.
std::vector<std::size_t> words_in_slot(const Grammar& grammar, const DependencyTree& tree,
                                       std::size_t predicate, std::string_view slot);

// The entities in a slot of a verb or noun; "adj", "poss", "compound" and "head" for nouns only.
EntityList entities_in_slot(const Analysis& analysis, std::size_t sentence, std::size_t predicate,
                            std::string_view slot);

}  // namespace entente
