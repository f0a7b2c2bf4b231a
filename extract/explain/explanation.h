// Why the triples of a document are what they are, for people to check.
//
// How it works: an Explanation is made beside the triples, from the same analysis and the same
// relations, and owns all that it tells; how it is shown is the business of who shows it. Sentences
// and words are zero-based indices into `annotation`; entities, mentions and triples are indices
// into the lists here; texts that tell people something are English.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"
#include "extract/entities/entities.h"
#include "extract/explain/pair_judgement.h"
#include "extract/modules/analysis.h"
#include "extract/modules/pair_model.h"
#include "extract/nlp/annotation.h"
#include "extract/time/timex.h"
#include "extract/triple.h"

namespace entente {

struct WordPlace {
  std::size_t sentence = 0;
  std::size_t first = 0;
  std::size_t last = 0;  // inclusive
};

struct ExplainedEntity {
  EntityRef ref;
  std::vector<std::string> names;  // every form in the text
  std::size_t mentions = 0;
};

struct ExplainedMention {
  WordPlace words;
  std::size_t head = 0;
  std::size_t entity = 0;
  Link link = Link::Name;  // why it stands for the entity
};

struct ExplainedTime {
  WordPlace words;
  Timex time;
};

// What a link means, for people: "a post whose holder is known".
std::string_view meaning_of(Link link);

// What a part of a triple rests on.
struct Grounds {
  std::string why;                 // "" where the words say it all
  std::optional<WordPlace> words;  // that it comes from
};

// A rule that found a relation between the triple's two.
struct FiredRule {
  std::string module;    // "events"
  std::string relation;  // "met"
  RelationClass relation_class = RelationClass::Other;
  bool inverse = false;  // of the triple's object to its subject
  WordPlace words;       // that state it
  std::string frame;     // the lexicon's entry; "" where the rule needs none
};

struct ExplainedTriple {
  Triple triple;
  std::size_t subject = 0;  // entities
  std::size_t object = 0;
  std::optional<std::size_t> source;

  // The mentions that are related; the nearest one where the sentence has none.
  std::optional<std::size_t> subject_mention;
  std::optional<std::size_t> object_mention;

  std::size_t predicate = 0;      // the word that states it, in the sentence of the evidence
  std::vector<std::size_t> path;  // words of the tree from one mention's head to the other's; none
                                  // where one of them stands in another sentence

  std::vector<FiredRule> rules;            // in the order of the text
  std::optional<PairJudgement> judgement;  // none where nothing has been learnt of the pair

  Grounds relation;
  Grounds date;
  Grounds modality;  // without words where it is learnt, which may be so of what is asserted
  Grounds source_grounds;
};

// True where one of the rules gave the triple its name.
bool named_by_rule(const ExplainedTriple& told);

struct Explanation {
  Document document;
  Annotation annotation;
  std::vector<ExplainedEntity> entities;
  std::vector<ExplainedMention> mentions;  // in the order of the text; what stands inside of others
                                           // behind those of its sentence
  std::vector<ExplainedTime> times;        // in the order of the text
  std::vector<ExplainedTriple> triples;
};

// Explains `relations`, all that was found in the document, in their order. `model` is the one that
// judged them, nullptr where there was none.
Explanation explain(const Analysis& analysis, const PairModel* model,
                    std::span<const Relation> relations);

}  // namespace entente
