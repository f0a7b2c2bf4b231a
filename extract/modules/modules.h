// The extraction modules. Each reads a document's analysis and appends the relations it finds, in
// the order of the text. Pure functions; only judge_pairs() and settle() see what others found.
#pragma once

#include <string>
#include <vector>

#include "extract/modules/analysis.h"

namespace entente {

class PairModel;

// Verb frames: "Corea del Norte apoya a Rusia", "fue detenido por", "mantuvo una reunión con".
void extract_events(const Analysis& analysis, std::vector<Relation>& relations);

// Noun frames: "el apoyo de Corea del Norte a Rusia", "reunión entre X e Y".
void extract_nominals(const Analysis& analysis, std::vector<Relation>& relations);

// Posts and kinship: "el presidente ruso, Vladímir Putin".
void extract_roles(const Analysis& analysis, std::vector<Relation>& relations);

// What a phrase says of a post in a target: "former foreign minister of".
std::string relation_in(const RolePhrase& phrase, const EntityRef& target);

// What belongs to what: "el Ejército colombiano", "la empresa española Telefónica".
void extract_membership(const Analysis& analysis, std::vector<Relation>& relations);

// What lies where: "Bariloche (Argentina)"; capitals called so: "la capital, Pyongyang".
void extract_places(const Analysis& analysis, std::vector<Relation>& relations);

// What all modules that rules make find, one after the other.
std::vector<Relation> propose_relations(const Analysis& analysis);

// Judges pairs of mentions by what has been learned: gives the rules' relations the model's
// probability as their confidence, takes out those below its threshold, and appends what the model
// finds beyond them. Of the latter, between two mentions that stand apart, rules and model make out
// the modality together.
void judge_pairs(const Analysis& analysis, const PairModel& model,
                 std::vector<Relation>& relations);

// All that is found in a document: propose_relations(), judge_pairs() where there is a model, and
// date_by_story(), with settle() before and after. The judge comes first: which tellings are of one
// event depends on the modality.
std::vector<Relation> find_relations(const Analysis& analysis, const PairModel* model = nullptr);

// The triple that a relation stands for, with its evidence.
Triple to_triple(const Analysis& analysis, const Relation& relation);

// True for what happens at some time, false for what holds until it ends: ROLE, MEMBER, LOCATED,
// KIN.
bool is_event(RelationClass relation_class);

// Keeps, of relations that say the same in one sentence, the surest.
void drop_repetitions(std::vector<Relation>& relations);

// Settles what only the whole document tells: an event told twice, once with its date or its
// source, has them in both places; relations found twice in a sentence become one.
void settle(const Analysis& analysis, std::vector<Relation>& relations);

// Gives what a story tells as done, without a date, the day that the story is on: "llegó hoy a
// Roma. Se reunió con …".
void date_by_story(const Analysis& analysis, std::vector<Relation>& relations);

}  // namespace entente
