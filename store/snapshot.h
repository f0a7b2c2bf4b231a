// A Snapshot is what a graph held at one moment: all its reads agree with each other.
//
// Facts and entities come in the order of their keys and ids, whatever way they are found: by range
// scans of the facts of a subject or pair, of by_object, by_time or a document's evidence where the
// filter allows it, of all facts otherwise. Memory does not grow with the graph, except for
// load_graph, which returns what it finds.
//
// Entities are those that documents name, unless joined() shows some as one. Facts are all that
// documents state, unless known_by() shows those that were known by a day. Every document counts by
// itself, unless with_copies() counts copies as one.
//
// Immutable: threads may share one. Every method throws Error where the graph is damaged, naming
// the column family and the key.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/error.h"
#include "graph/decisions.h"
#include "graph/entity.h"
#include "graph/fact.h"
#include "graph/filter.h"
#include "graph/identities.h"
#include "graph/merge.h"
#include "graph/resolve/name_words.h"
#include "store/document_record.h"

namespace entente {

class Copies;
class Database;
class TemporalGraph;
struct View;

// What a visitor wants next.
enum class Walk { Continue, Stop };

// Whether evidence comes with its sentences: they are stored apart, one more read for each document
// of a fact.
enum class Sentences { Skip, Load };

// Reading has reached the moment that Snapshot::reading_until gave it.
class TimeIsUp : public Error {
 public:
  using Error::Error;
};

struct StoreStatistics {
  std::size_t documents = 0;
  std::size_t copies = 0;  // those of them that are copies of others
  std::size_t entities = 0;
  std::size_t facts = 0;
  std::size_t mentions = 0;
  std::array<std::size_t, relation_class_count> facts_by_class{};
  std::string first_date{};  // the first and last day of the dates of facts, "" where none has one
  std::string last_date{};
  std::string first_observed{};  // of the evidence
  std::string last_observed{};
  bool operator==(const StoreStatistics&) const = default;
};

class Snapshot {
 public:
  using FactVisitor = std::function<Walk(const Fact&)>;
  using EntityVisitor = std::function<Walk(const Entity&)>;
  using DocumentVisitor = std::function<Walk(const DocumentRecord&)>;
  using ContributionVisitor = std::function<Walk(const DocumentRecord&, const Contribution&)>;

  // Of the present state. Use Store::snapshot.
  explicit Snapshot(std::shared_ptr<const Database> database);

  // The same state, with the entities that are one shown as one: any of their ids and names stands
  // for all of them, the counts of their names are added up, and facts that become the same are
  // merged, as by joined() of identities.h. Entities that users have given a name are called by it,
  // and found by it too. Memory grows with the keys of the facts that get another key by it.
  Snapshot joined(std::shared_ptr<const Identities> identities) const;

  // The same state; facts(), entities(), documents() and what is made of them throw TimeIsUp beyond
  // `end`.
  Snapshot reading_until(std::chrono::steady_clock::time_point end) const;
  // The same state as far as it was known by a day (days since 1970-01-01): facts, statistics and
  // graphs know of no document after it (graph/known_by.h). Entities keep the names that all
  // documents give them and are one where all together say so; records, contributions and decisions
  // are all there.
  Snapshot known_by(int day) const;

  // The same state; what facts are told by counts a document and its copies as one (copies.h).
  Snapshot with_copies(std::shared_ptr<const Copies> copies) const;

  // The same state; find() also knows what languages call entities: countries by their codes and
  // names in all languages, organisations by their acronyms. `names` gives whom languages know by a
  // name, or nothing, and is asked only where the graph has nobody of it.
  using KnownNames = std::function<std::optional<NameWords::Known>(std::string_view name)>;
  Snapshot with_known_names(KnownNames names) const;

  // Those that with_copies() gave, or none.
  const Copies& copies() const;

  // True where known_by() leaves something out of sight, or might.
  bool is_of_a_day() const;

  // Which entities are one, as put_identities left it, and what decisions call them; nothing where
  // documents, merges or splits have changed since.
  std::optional<Identities> identities() const;

  // Which documents are copies, as put_copies left it; nothing where documents have changed since.
  std::optional<Copies> kept_copies() const;

  // What users have decided, in the order of numbers.
  std::vector<Decision> decisions() const;

  // Visits the facts that match, those alone whose keys come after `after` where that is given.
  // Actors are found as find() says; throws Error for one that the graph does not know.
  void facts(const Filter& filter, const FactVisitor& visit, Sentences sentences = Sentences::Skip,
             const std::optional<FactKey>& after = {}) const;

  // The same by at most as many threads, each with a part of the facts: those of part 0 come before
  // those of part 1, and so on. `visit` is called by all of them, of one part by one alone, in the
  // order of keys; Walk::Stop ends its part.
  using PartVisitor = std::function<Walk(std::size_t part, const Fact&)>;
  void facts_in_parts(const Filter& filter, std::size_t parts, const PartVisitor& visit) const;

  // About how many facts there are, told without reading them.
  std::size_t about_as_many_facts() const;

  std::optional<Fact> fact(const FactKey& key, Sentences sentences = Sentences::Skip) const;

  // Those whose ids come after `after`; all have ids that come after "".
  void entities(const EntityVisitor& visit, std::string_view after = {}) const;
  std::optional<Entity> entity(std::string_view id) const;

  // The entity with this id, or else those with this name (compared by lookup_key): ids, sorted.
  std::vector<std::string> look_up(std::string_view id_or_name) const;

  // The entities with a name that begins with `beginning` (both as lookup_key gives them), or,
  // where a user has given it a name, with that: ids, sorted. No more than `most` names are looked
  // at.
  std::vector<std::string> names_beginning(std::string_view beginning, std::size_t most) const;

  // The same as look_up, or else those whom languages call so (with_known_names).
  std::vector<std::string> find(std::string_view id_or_name) const;

  // The same as find; Error where there is none, naming those that come near.
  std::vector<std::string> require(std::string_view id_or_name) const;

  // Those whose ids come after `after`.
  void documents(const DocumentVisitor& visit, std::string_view after = {}) const;
  std::optional<DocumentRecord> document(std::string_view id) const;

  // Visits every document, or those whose ids come after `after`, with all that Store::put_document
  // was given of it: the same graph can be made of that and decisions(). Entities are those that
  // documents name, also where they are joined.
  void contributions(const ContributionVisitor& visit, std::string_view after = {}) const;

  // Counts what is there: reads all facts, entities and documents. As known by a day, entities are
  // those that facts and their sources speak of; their ids are kept in memory.
  StoreStatistics statistics() const;

  // The facts that match, with the entities at their ends and their sources.
  TemporalGraph load_graph(const Filter& filter, Sentences sentences = Sentences::Skip) const;

 private:
  explicit Snapshot(View view);

  Entity read_entity(std::string_view id, const EntityTally& tally) const;

  std::shared_ptr<const View> view_;
};

}  // namespace entente
