// The graph of the explorer (export/html), as one JSON object.
//
// How it works:
//   1. entity() and facts with fact() are kept: up to most_explorer_facts of them, which is what a
//      browser shows with ease.
//   2. json() adds what the page needs beside them: where each entity is drawn (layout.h), what is
//      known of documents, and the alliances of all actors that are in it, as `entente alliances`
//      weighs them with its defaults.
//
// The object; numbers without a word are places in one of its lists, −1 where there is nothing:
//   classes     name, weight (that of most of its facts), in the order of RelationClass
//   entities    id, name, type, country, names ([name, documents] each), x, y, radius
//               (layout.h), actor: whom it acts for on the last day of the alliances
//   documents   id, date, language, title, source, file, line, sentences ([number, text] each)
//   facts       id, subject, object (as most mentions put them), relation, class, weight
//               (Goldstein's), date, days ([first, last] since 1970-01-01, or null), modality,
//               confidence, sources, actors: the two that it counts for (absent where it counts for
//               none), evidence (document, sentence, confidence, module each)
//   actors      id, name
//   alliances   window (two days), windows (of a year each, two days), half_life (in days), pairs:
//               actor, other, score, interval, stories (how many), first, last, trend, windows
//               ([window, score, low, high, stories] each, of those that have stories). Those that
//               are surely partners come first, those that are surely opponents last.
//   left_out    how many facts were asked for that are not in it
//
// Used by one thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "graph/alliances/actors.h"
#include "graph/entity.h"
#include "graph/fact.h"
#include "graph/filter.h"
#include "store/graph_alliances.h"
#include "store/snapshot.h"

namespace entente {

inline constexpr std::size_t most_explorer_facts = 20000;

class ExplorerGraph {
 public:
  void entity(const Entity& entity) { entities_.push_back(entity); }

  // Throws Error for one more than most_explorer_facts, which says what to do.
  void fact(const Fact& fact);

  std::size_t entities() const { return entities_.size(); }
  std::size_t facts() const { return facts_.size(); }

  // `snapshot` is what the entities and facts are of, `stories` what alliances are weighed by:
  // those of all pairs, from the facts that match what was asked for but for its actors
  // (without_actors()). Throws Error where a text is not UTF-8, and as Snapshot does.
  std::string json(const Snapshot& snapshot, const Actors& actors, GraphStories stories,
                   std::size_t left_out = 0) const;

 private:
  std::vector<Entity> entities_;
  std::vector<Fact> facts_;
};

// What two actors are to each other does not depend on whom else was asked for.
Filter without_actors(Filter filter);

}  // namespace entente
