#include "store/snapshot.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <set>
#include <utility>

#include "graph/copies.h"
#include "graph/known_by.h"
#include "graph/merge.h"
#include "graph/parallel.h"
#include "store/cursor.h"
#include "store/database.h"
#include "store/kept_decisions.h"
#include "store/near_entities.h"
#include "store/values.h"

namespace entente {
namespace {

// An index pays where it leads to a small part of the graph; beyond as many facts, reading them all
// in order is faster, and needs no memory for their keys.
constexpr std::size_t most_indexed_facts = 100'000;

// The clock is looked at once for as many entries: together they take less than a millisecond.
constexpr unsigned entries_by_glance = 64;

// Facts that are read at once by their keys.
constexpr std::ptrdiff_t most_at_once = 256;

// by_time is searched for the facts of a pair as long as that takes no more leaps than these: as
// much time as a few hundred of the pair's facts, read one after the other.
constexpr std::size_t most_leaps = 32;

// A part that a thread is begun for.
constexpr std::size_t least_keys_of_a_part = 2'000;

// An index that has to be read as a whole is read by several threads.
constexpr std::size_t most_parts_of_an_index = 8;

const KeyRange everything{};

// All keys after this one, in the order of bytes.
KeyRange after_key(std::string key) { return {.begin = std::move(key) + '\0', .end = {}}; }

// Those that begin, end or both at one of `cuts`, which are sorted.
std::vector<KeyRange> ranges_between(const std::vector<std::string>& cuts) {
  std::vector<KeyRange> ranges(1);
  for (const std::string& cut : cuts) {
    ranges.back().end = cut;
    ranges.push_back({.begin = cut, .end = {}});
  }
  return ranges;
}

// All ids after this one.
KeyRange after_id(std::string_view id) {
  return id.empty() ? everything : after_key(std::string(id));
}

std::string_view whole_key(std::string_view key) { return key; }

// The ids under which the store keeps an entity.
std::vector<std::string> members_of(const Identities& identities, const std::string& id) {
  const auto members = identities.members_of(id);
  if (members.empty()) return {id};
  return {members.begin(), members.end()};
}

std::vector<std::string> members_of(const Identities& identities,
                                    const std::vector<std::string>& ids) {
  std::vector<std::string> all;
  for (const std::string& id : ids) {
    const auto members = members_of(identities, id);
    all.insert(all.end(), members.begin(), members.end());
  }
  return all;
}

// The keys of stored facts that may be joined to the one with this key.
std::set<FactKey> stored_keys(const FactKey& key, const Identities& identities) {
  std::set<FactKey> keys;
  for (const std::string& subject : members_of(identities, key.subject)) {
    for (const std::string& object : members_of(identities, key.object)) {
      FactKey stored = key;
      const bool turned = is_symmetric(key.relation_class) && object < subject;
      stored.subject = turned ? object : subject;
      stored.object = turned ? subject : object;
      keys.insert(std::move(stored));
    }
  }
  return keys;
}

// What the keys of stored facts begin with that one of `subjects` and one of `objects` may be the
// ends of. In symmetric classes the lesser id is the subject, whoever was asked for as such.
std::set<std::string> beginnings_between(const std::vector<std::string>& subjects,
                                         const std::vector<std::string>& objects) {
  const auto pair = [](const std::string& subject, const std::string& object) {
    return text_prefix(subject) + text_prefix(object);
  };
  std::set<std::string> pairs;
  for (const std::string& subject : subjects) {
    for (const std::string& object : objects) pairs.insert(pair(subject, object));
  }
  std::set<std::string> beginnings = pairs;
  for (const std::string& subject : subjects) {
    for (const std::string& object : objects) {
      const std::string turned = pair(object, subject);
      if (subject < object || pairs.contains(turned)) continue;
      for (std::size_t n = 0; n < relation_class_count; ++n) {
        if (!is_symmetric(static_cast<RelationClass>(n))) continue;
        beginnings.insert(turned + static_cast<char>(n));
      }
    }
  }
  return beginnings;
}

// Those that the fact speaks of.
void add_entities(const Fact& fact, std::set<std::string>& ids) {
  ids.insert({fact.key.subject, fact.key.object});
  for (std::string& source : fact.sources()) ids.insert(std::move(source));
}

}  // namespace

// Where the facts of a filter are to be found: ranges of stored facts, disjoint, and single facts
// by the keys that they are shown under; both sorted. A fact of which the key is given may match,
// and is not shown from a range.
struct Snapshot::Plan {
  std::vector<KeyRange> ranges;
  std::vector<std::string> keys;
  bool keys_adjoin = false;  // they come in runs of neighbours

  // Leaves what comes after `key` alone.
  void begin_after(const std::string& key) {
    const KeyRange rest = after_key(key);
    std::erase_if(ranges, [&](const KeyRange& range) {
      return !range.end.empty() && range.end <= rest.begin;
    });
    for (KeyRange& range : ranges) range.begin = std::max(range.begin, rest.begin);
    keys.erase(keys.begin(), std::upper_bound(keys.begin(), keys.end(), key));
  }

  void finish() {
    std::sort(ranges.begin(), ranges.end(),
              [](const KeyRange& left, const KeyRange& right) { return left.begin < right.begin; });
    // An index often has them in their order.
    if (!std::is_sorted(keys.begin(), keys.end())) std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  }

  // What lies in `part` alone.
  Plan within(const KeyRange& part) const {
    Plan plan;
    for (const KeyRange& range : ranges) {
      KeyRange both{.begin = std::max(range.begin, part.begin), .end = range.end};
      if (!part.end.empty() && (both.end.empty() || part.end < both.end)) both.end = part.end;
      if (both.end.empty() || both.begin < both.end) plan.ranges.push_back(std::move(both));
    }
    std::ranges::copy_if(keys, std::back_inserter(plan.keys), [&](const std::string& key) {
      return part.begin <= key && (part.end.empty() || key < part.end);
    });
    return plan;
  }

  // Keys that cut it into at most as many parts that take about as long each, sorted.
  std::vector<std::string> cuts(const Database& database, std::size_t parts) const {
    const bool reads_all = ranges.size() == 1 && ranges.front().end.empty();
    if (reads_all) return database.cuts(Family::Facts, parts);
    std::vector<std::string> found;
    parts = std::min(parts, keys.size() / least_keys_of_a_part);
    for (std::size_t n = 1; n < parts; ++n) found.push_back(keys[n * keys.size() / parts]);
    return found;
  }

  // What a range has is read faster from there.
  void leave_to_ranges() {
    std::erase_if(keys, [&](const std::string& key) { return in_range(key); });
  }

  bool in_range(const std::string& key) const {
    const auto after = std::upper_bound(
        ranges.begin(), ranges.end(), key,
        [](const std::string& wanted, const KeyRange& range) { return wanted < range.begin; });
    return after != ranges.begin() && key < std::prev(after)->end;
  }
};

// Ends a reading whose time is up.
class Snapshot::Clock {
 public:
  explicit Clock(const Snapshot& snapshot) : end_(snapshot.end_) {}

  // To be called for each entry.
  void tick() {
    if (++entries_ % entries_by_glance != 0 || std::chrono::steady_clock::now() < end_) return;
    throw TimeIsUp("reading the graph takes longer than it may; ask for less of it");
  }

 private:
  std::chrono::steady_clock::time_point end_;
  unsigned entries_ = 0;
};

Snapshot::Snapshot(std::shared_ptr<const Database> database)
    : database_(std::move(database)),
      snapshot_(database_->db().GetSnapshot(),
                [database = database_](const auto* snapshot) {
                  database->db().ReleaseSnapshot(snapshot);
                }),
      identities_(std::make_shared<const Identities>()),
      copies_(std::make_shared<const Copies>()) {}

Snapshot Snapshot::joined(std::shared_ptr<const Identities> identities) const {
  Snapshot view = *this;
  view.identities_ = std::move(identities);
  return view;
}

Snapshot Snapshot::reading_until(std::chrono::steady_clock::time_point end) const {
  Snapshot view = *this;
  view.end_ = end;
  return view;
}

Snapshot Snapshot::known_by(int day) const {
  Snapshot view = *this;
  view.known_by_ = day;
  return view;
}

Snapshot Snapshot::with_copies(std::shared_ptr<const Copies> copies) const {
  Snapshot view = *this;
  view.copies_ = std::move(copies);
  return view;
}

bool Snapshot::is_known(const FactEvidence& evidence) const {
  return !known_by_ || is_known_by(evidence, *known_by_);
}

std::optional<Identities> Snapshot::identities() const {
  const auto value = database_->get(Family::Meta, identities_key, snapshot_.get());
  if (!value) return {};
  return renamed(
      database_->decoded(Family::Meta, identities_key, [&] { return decode_identities(*value); }),
      decisions());
}

std::optional<Copies> Snapshot::kept_copies() const {
  const auto value = database_->get(Family::Meta, copies_key, snapshot_.get());
  if (!value) return {};
  return database_->decoded(Family::Meta, copies_key, [&] { return decode_copies(*value); });
}

std::vector<Decision> Snapshot::decisions() const {
  return read_decisions(*database_, snapshot_.get());
}

// Finds where the facts of a filter are: by an index where it names few, else among all.
class Snapshot::Planner {
 public:
  Planner(const Snapshot& snapshot, const FactMatcher& matcher)
      : database_(*snapshot.database_),
        state_(snapshot.snapshot_.get()),
        identities_(*snapshot.identities_),
        matcher_(matcher),
        clock_(snapshot) {}

  Plan plan() {
    const bool indexed = collect_indexed();
    if (indexed && plan_.keys.size() <= most_) {
      plan_.finish();
      plan_.leave_to_ranges();
    } else {
      plan_ = {.ranges = {everything}, .keys = {}};
      most_ = std::numeric_limits<std::size_t>::max();
      collect_moved();
      plan_.finish();
    }
    return std::move(plan_);
  }

 private:
  // The key that is being looked at: its memory is used for the next.
  struct Reading {
    FactKeyReader reader;
    FactKey fact;
  };

  // False where no index helps.
  bool collect_indexed() {
    if (matcher_.subject() && matcher_.object()) {
      collect_between(*matcher_.subject(), *matcher_.object());
    } else if (matcher_.subject()) {
      collect_of(*matcher_.subject());
    } else if (matcher_.object()) {
      collect_of(*matcher_.object());
    } else if (matcher_.about()) {
      collect_of(*matcher_.about());
    } else if (!matcher_.documents().empty()) {
      for (const std::string& document : matcher_.documents()) {
        collect(Family::Evidence, prefix_range(text_prefix(document)), fact_of_evidence_key);
      }
    } else if (matcher_.window()) {
      collect(Family::ByTime, time_ranges(*matcher_.window()), fact_of_time_key);
    } else if (!matcher_.classes().empty()) {
      collect_of_classes(matcher_.classes());
    } else {
      return false;
    }
    return true;
  }

  // by_object has all keys and no values: of what holds every fact it is read fastest.
  void collect_of_classes(const std::vector<RelationClass>& classes) {
    const std::vector<KeyRange> parts =
        ranges_between(database_.cuts(Family::ByObject, most_parts_of_an_index));
    std::vector<std::vector<std::string>> keys(parts.size());
    in_parallel(parts.size(), [&](std::size_t part) {
      Reading reading;
      database_.scan(
          Family::ByObject, parts[part], state_, [&](std::string_view key, std::string_view) {
            const RelationClass one =
                database_.decoded(Family::ByObject, key, [&] { return class_of_object_key(key); });
            if (std::ranges::find(classes, one) == classes.end()) return Walk::Continue;
            return take(Family::ByObject, key, fact_of_object_key, reading, keys[part]);
          });
    });
    for (std::vector<std::string>& of_part : keys)
      std::ranges::move(of_part, std::back_inserter(plan_.keys));
  }

  void collect_between(const std::vector<std::string>& subjects,
                       const std::vector<std::string>& objects) {
    const std::set<std::string> beginnings =
        beginnings_between(members_of(identities_, subjects), members_of(identities_, objects));
    if (collect_days_of(beginnings)) return;
    for (const std::string& beginning : beginnings) take(prefix_range(beginning));
  }

  // The few facts of a short window among all that pairs ever had: by_time has those of a level
  // and day side by side. False where it would take too many leaps.
  bool collect_days_of(const std::set<std::string>& beginnings) {
    if (!matcher_.window()) return false;
    const std::int64_t days = std::int64_t{matcher_.window()->last} - matcher_.window()->first + 1;
    if (days > static_cast<std::int64_t>(most_leaps / beginnings.size())) return false;
    Cursor at(database_, Family::ByTime, state_);
    for (const KeyRange& range : time_ranges(*matcher_.window())) {
      std::string day = range.begin;
      while (day < range.end) {
        for (const std::string& one : beginnings) collect_beginning(at, day + one);
        at.move_on(prefix_range(day).end);
        if (!at.valid()) return true;
        if (at.leaps() > most_leaps) {
          plan_.keys.clear();
          return false;
        }
        day =
            database_.decoded(Family::ByTime, at.key(), [&] { return day_of_time_key(at.key()); });
      }
    }
    return true;
  }

  void collect_beginning(Cursor& at, const std::string& prefix) {
    for (at.move_on(prefix); at.valid() && at.key().starts_with(prefix); at.next()) {
      if (take(Family::ByTime, at.key(), fact_of_time_key) == Walk::Stop) return;
    }
  }

  void collect_of(const std::vector<std::string>& ids) {
    for (const std::string& member : members_of(identities_, ids)) {
      const KeyRange range = prefix_range(text_prefix(member));
      take(range);
      collect(Family::ByObject, range, fact_of_object_key);
    }
    plan_.keys_adjoin = true;
  }

  // Facts that are joined have to be read one by one.
  void take(const KeyRange& range) {
    if (identities_.empty()) {
      plan_.ranges.push_back(range);
    } else {
      collect(Family::Facts, range, whole_key);
    }
  }

  // The facts that joining moves elsewhere.
  void collect_moved() {
    for (const Identities::Group& group : identities_.groups()) {
      for (const std::string& member : group.members) {
        if (member == group.id) continue;
        const KeyRange range = prefix_range(text_prefix(member));
        collect(Family::Facts, range, whole_key);
        collect(Family::ByObject, range, fact_of_object_key);
      }
    }
  }

  // By the keys that they are shown under; stops where they become too many.
  template <typename FactOf>
  void collect(Family family, const KeyRange& range, const FactOf& fact_of) {
    collect(family, std::vector{range}, fact_of);
  }

  template <typename FactOf>
  void collect(Family family, const std::vector<KeyRange>& ranges, const FactOf& fact_of) {
    if (plan_.keys.size() > most_) return;
    database_.scan_ranges(family, ranges, state_, [&](std::string_view key, std::string_view) {
      return take(family, key, fact_of);
    });
  }

  // `fact_of` finds the key of a stored fact in that of an entry.
  template <typename FactOf>
  Walk take(Family family, std::string_view key, const FactOf& fact_of) {
    clock_.tick();
    return take(family, key, fact_of, reading_, plan_.keys);
  }

  // The same for one of several threads.
  template <typename FactOf>
  Walk take(Family family, std::string_view key, const FactOf& fact_of, Reading& reading,
            std::vector<std::string>& keys) const {
    auto stored = database_.decoded(family, key, [&] {
      auto bytes = fact_of(key);
      reading.reader.read(bytes, reading.fact);
      return bytes;
    });
    if (!identities_.empty()) {
      const FactKey shown = entente::joined(reading.fact, identities_).key;
      if (matcher_.may_match(shown)) keys.push_back(fact_key(shown));
    } else if (matcher_.may_match(reading.fact)) {
      keys.emplace_back(std::move(stored));
    }
    return keys.size() <= most_ ? Walk::Continue : Walk::Stop;
  }

  const Database& database_;
  const rocksdb::Snapshot* state_;
  const Identities& identities_;
  const FactMatcher& matcher_;
  Clock clock_;
  std::size_t most_ = most_indexed_facts;
  Plan plan_;
  Reading reading_;
};

// Without evidence where it was not known.
Fact Snapshot::read_fact(std::string_view key, std::string_view value) const {
  Fact fact = database_->decoded(Family::Facts, key, [&] {
    return Fact{parse_fact_key(key), decode_fact_evidence(value)};
  });
  copies_->mark(fact.evidence);
  return known_by_ ? entente::known_by(std::move(fact), *known_by_) : fact;
}

void Snapshot::load_sentences(Fact& fact, std::string_view key) const {
  auto piece = fact.evidence.begin();
  while (piece != fact.evidence.end()) {
    const std::string document = piece->document;
    const std::string at = evidence_key(document, key);
    const auto value = database_->get(Family::Evidence, at, snapshot_.get());
    if (!value) database_->throw_damaged(Family::Evidence, at, "the evidence of a fact is missing");
    auto told =
        database_->decoded(Family::Evidence, at, [&] { return decode_evidence(document, *value); });
    for (FactEvidence& full : told) {
      if (!is_known(full)) continue;
      if (piece == fact.evidence.end() || compare_identity(*piece, full) != 0) {
        database_->throw_damaged(Family::Evidence, at, "the evidence is not that of its fact");
      }
      full.original = piece->original;
      *piece++ = std::move(full);
    }
    if (told.empty()) database_->throw_damaged(Family::Evidence, at, "there is no evidence in it");
  }
}

// Shows the facts of a plan in the order of their keys.
class Snapshot::FactWalk {
 public:
  FactWalk(const Snapshot& snapshot, const FactMatcher& matcher, const Plan& plan,
           const FactVisitor& visit, Sentences sentences)
      : snapshot_(snapshot),
        database_(*snapshot.database_),
        matcher_(matcher),
        plan_(plan),
        visit_(visit),
        sentences_(sentences),
        clock_(snapshot),
        key_(plan.keys.begin()) {}

  void run() {
    if (!plan_.ranges.empty()) {
      Walk next = Walk::Continue;
      database_.scan_ranges(
          Family::Facts, plan_.ranges, snapshot_.snapshot_.get(),
          [&](std::string_view at, std::string_view value) { return next = pass(at, value); });
      if (next == Walk::Stop) return;
    }
    while (key_ != plan_.keys.end()) {
      if (show_key() == Walk::Stop) return;
    }
  }

 private:
  Walk pass(std::string_view at, std::string_view value) {
    clock_.tick();
    while (key_ != plan_.keys.end() && *key_ < at) {
      if (show_key() == Walk::Stop) return Walk::Stop;
    }
    if (key_ != plan_.keys.end() && *key_ == at) return Walk::Continue;
    return show_scanned(at, value);
  }

  // Not where it is shown under another key.
  Walk show_scanned(std::string_view at, std::string_view value) {
    const Identities& identities = *snapshot_.identities_;
    read_key(at);
    if (!matcher_.may_match(fact_.key)) return Walk::Continue;
    if (!identities.empty() && entente::joined(fact_.key, identities).key != fact_.key) {
      return Walk::Continue;
    }
    return show_stored(at, value);
  }

  // What its key allows.
  Walk show_stored(std::string_view at, std::string_view value) {
    database_.decoded(Family::Facts, at, [&] { read_fact_evidence(value, fact_.evidence); });
    snapshot_.copies_->mark(fact_.evidence);
    if (snapshot_.known_by_) {
      fact_ = entente::known_by(std::move(fact_), *snapshot_.known_by_);
      if (fact_.evidence.empty()) return Walk::Continue;
    }
    if (!matcher_.matches_evidence(fact_)) return Walk::Continue;
    if (sentences_ == Sentences::Load) snapshot_.load_sentences(fact_, at);
    if (snapshot_.identities_->empty()) return visit_(fact_);
    return visit_(entente::joined(fact_, *snapshot_.identities_));
  }

  void read_key(std::string_view at) {
    database_.decoded(Family::Facts, at, [&] { reader_.read(at, fact_.key); });
  }

  Walk show_key() {
    clock_.tick();
    if (snapshot_.identities_->empty()) return show_stored_key();
    const std::string& at = *key_++;
    const FactKey key = database_.decoded(Family::Facts, at, [&] { return parse_fact_key(at); });
    const auto fact = snapshot_.read_joined(key, Sentences::Skip);
    if (!fact) {
      if (snapshot_.known_by_) return Walk::Continue;
      throw_missing(at);
    }
    if (!matcher_.matches(*fact)) return Walk::Continue;
    if (sentences_ == Sentences::Skip) return visit_(*fact);
    return visit_(*snapshot_.read_joined(key, sentences_));
  }

  // Where none are joined, a fact stands under the key that it is shown under.
  Walk show_stored_key() {
    const auto value = plan_.keys_adjoin ? step_to_value() : next_value();
    const std::string& at = *key_++;
    if (!value) throw_missing(at);
    read_key(at);
    return show_stored(at, *value);
  }

  // One step from the fact before, mostly.
  std::optional<std::string_view> step_to_value() {
    if (!facts_) facts_.emplace(database_, Family::Facts, snapshot_.snapshot_.get());
    facts_->step_or_move_on(*key_);
    if (!facts_->valid() || facts_->key() != *key_) return {};
    return facts_->value();
  }

  // Of many that are read at once.
  std::optional<std::string_view> next_value() {
    if (next_value_ == values_.size()) {
      const auto most = std::min<std::ptrdiff_t>(most_at_once, plan_.keys.end() - key_);
      values_ = database_.get_sorted(Family::Facts, {key_, key_ + most}, snapshot_.snapshot_.get());
      next_value_ = 0;
    }
    return values_[next_value_++];
  }

  [[noreturn]] void throw_missing(const std::string& at) const {
    database_.throw_damaged(Family::Facts, at, "a fact that an index names is missing");
  }

  const Snapshot& snapshot_;
  const Database& database_;
  const FactMatcher& matcher_;
  const Plan& plan_;
  const FactVisitor& visit_;
  const Sentences sentences_;
  Clock clock_;
  std::vector<std::string>::const_iterator key_;
  std::optional<Cursor> facts_{};  // at the last of the keys, where these adjoin
  FoundValues values_{};           // else: of the keys that come next, and of some before
  std::size_t next_value_ = 0;
  FactKeyReader reader_{};
  Fact fact_{};  // the one that is being shown: its memory is used for the next
};

void Snapshot::facts(const Filter& filter, const FactVisitor& visit, Sentences sentences,
                     const std::optional<FactKey>& after) const {
  const FactMatcher matcher(filter, [this](std::string_view actor) { return require(actor); });
  Plan where = Planner(*this, matcher).plan();
  if (after) where.begin_after(fact_key(*after));
  FactWalk(*this, matcher, where, visit, sentences).run();
}

void Snapshot::facts_in_parts(const Filter& filter, std::size_t parts,
                              const PartVisitor& visit) const {
  const FactMatcher matcher(filter, [this](std::string_view actor) { return require(actor); });
  const Plan where = Planner(*this, matcher).plan();
  const std::vector<KeyRange> ranges = ranges_between(where.cuts(*database_, parts));
  in_parallel(ranges.size(), [&](std::size_t part) {
    const FactVisitor visit_part = [&](const Fact& fact) { return visit(part, fact); };
    const Plan plan = where.within(ranges[part]);
    FactWalk(*this, matcher, plan, visit_part, Sentences::Skip).run();
  });
}

std::size_t Snapshot::about_as_many_facts() const {
  return database_->about_as_many(Family::Facts);
}

std::optional<Fact> Snapshot::fact(const FactKey& key, Sentences sentences) const {
  return read_joined(entente::joined(key, *identities_).key, sentences);
}

std::optional<Fact> Snapshot::read_joined(const FactKey& key, Sentences sentences) const {
  std::optional<Fact> whole;
  for (const FactKey& stored : stored_keys(key, *identities_)) {
    const std::string at = fact_key(stored);
    const auto value = database_->get(Family::Facts, at, snapshot_.get());
    if (!value) continue;
    Fact fact = read_fact(at, *value);
    if (fact.evidence.empty()) continue;
    if (sentences == Sentences::Load) load_sentences(fact, at);
    if (!identities_->empty()) fact = entente::joined(fact, *identities_);
    whole = whole ? merge(*std::move(whole), fact) : std::move(fact);
  }
  return whole;
}

Entity Snapshot::read_entity(std::string_view id, const EntityTally& tally) const {
  Entity entity = database_->decoded(Family::Entities, id, [&] { return entity_of(id, tally); });
  if (const auto name = identities_->name_of(id)) entity.name = *name;
  return entity;
}

void Snapshot::entities(const EntityVisitor& visit, std::string_view after) const {
  Clock clock(*this);
  database_->scan(Family::Entities, after_id(after), snapshot_.get(),
                  [&](std::string_view id, std::string_view value) {
                    clock.tick();
                    if (identities_->of(id) != id) return Walk::Continue;
                    if (!identities_->members_of(id).empty()) return visit(*entity(id));
                    return visit(read_entity(id, database_->decoded(Family::Entities, id, [&] {
                      return decode_tally(value);
                    })));
                  });
}

std::optional<Entity> Snapshot::entity(std::string_view id) const {
  const std::string name(identities_->of(id));
  EntityTally tally;
  for (const std::string& member : members_of(*identities_, name)) {
    const auto value = database_->get(Family::Entities, member, snapshot_.get());
    if (!value) continue;
    tally.add(database_->decoded(Family::Entities, member, [&] { return decode_tally(*value); }));
  }
  if (tally.empty()) return {};
  return read_entity(name, tally);
}

std::vector<std::string> Snapshot::look_up(std::string_view id_or_name) const {
  if (database_->get(Family::Entities, id_or_name, snapshot_.get())) {
    return {std::string(identities_->of(id_or_name))};
  }
  std::vector<std::string> ids;
  database_->scan(Family::Names, prefix_range(text_prefix(lookup_key(id_or_name))), snapshot_.get(),
                  [&](std::string_view key, std::string_view) {
                    ids.emplace_back(identities_->of(database_->decoded(
                        Family::Names, key, [&] { return entity_of_name_key(key); })));
                    return Walk::Continue;
                  });
  for (std::string& id : identities_->named(id_or_name)) {
    if (entity(id)) ids.push_back(std::move(id));
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

std::vector<std::string> Snapshot::names_beginning(std::string_view beginning,
                                                   std::size_t most) const {
  const std::string key = lookup_key(beginning);
  std::vector<std::string> ids;
  // The names are encoded texts: without what ends one, the beginning of all that go on.
  std::string prefix = text_prefix(key);
  prefix.resize(prefix.size() - text_prefix({}).size());
  database_->scan(Family::Names, prefix_range(std::move(prefix)), snapshot_.get(),
                  [&](std::string_view at, std::string_view) {
                    ids.emplace_back(identities_->of(database_->decoded(
                        Family::Names, at, [&] { return entity_of_name_key(at); })));
                    return ids.size() < most ? Walk::Continue : Walk::Stop;
                  });
  for (std::string& id : identities_->named_beginning(beginning)) {
    if (entity(id)) ids.push_back(std::move(id));
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

std::vector<std::string> Snapshot::require(std::string_view id_or_name) const {
  auto ids = look_up(id_or_name);
  if (ids.empty()) throw_unknown_entity(*this, database_->path().string(), id_or_name);
  return ids;
}

void Snapshot::documents(const DocumentVisitor& visit, std::string_view after) const {
  Clock clock(*this);
  database_->scan(Family::Documents, after_id(after), snapshot_.get(),
                  [&](std::string_view id, std::string_view value) {
                    clock.tick();
                    return visit(database_->decoded(
                        Family::Documents, id, [&] { return decode_document(id, value).record; }));
                  });
}

std::optional<DocumentRecord> Snapshot::document(std::string_view id) const {
  const auto value = database_->get(Family::Documents, id, snapshot_.get());
  if (!value) return {};
  return database_->decoded(Family::Documents, id,
                            [&] { return decode_document(id, *value).record; });
}

void Snapshot::contributions(const ContributionVisitor& visit, std::string_view after) const {
  database_->scan(
      Family::Documents, after_id(after), snapshot_.get(),
      [&](std::string_view id, std::string_view value) {
        StoredDocument document =
            database_->decoded(Family::Documents, id, [&] { return decode_document(id, value); });
        Contribution contribution{.facts = {}, .entities = std::move(document.entities)};
        database_->scan(
            Family::Evidence, prefix_range(text_prefix(id)), snapshot_.get(),
            [&](std::string_view key, std::string_view evidence) {
              contribution.facts.push_back(database_->decoded(Family::Evidence, key, [&] {
                return Fact{parse_fact_key(fact_of_evidence_key(key)),
                            decode_evidence(id, evidence)};
              }));
              return Walk::Continue;
            });
        return visit(document.record, contribution);
      });
}

StoreStatistics Snapshot::statistics() const {
  StoreStatistics statistics;
  std::optional<DaySpan> dates;
  documents([&](const DocumentRecord& document) {
    if (!is_known({.document = document.id, .observed = document.date})) return Walk::Continue;
    ++statistics.documents;
    if (copies_->original_of(document.id)) ++statistics.copies;
    return Walk::Continue;
  });
  std::set<std::string> known;
  if (!known_by_) {
    entities([&](const Entity&) {
      ++statistics.entities;
      return Walk::Continue;
    });
  }
  facts({}, [&](const Fact& fact) {
    if (known_by_) add_entities(fact, known);
    ++statistics.facts;
    statistics.mentions += fact.evidence.size();
    ++statistics.facts_by_class.at(static_cast<std::size_t>(fact.key.relation_class));
    if (const auto days = days_of(fact.key.date)) {
      if (!dates) dates = days;
      dates->first = std::min(dates->first, days->first);
      dates->last = std::max(dates->last, days->last);
    }
    const std::string first = fact.first_observed();
    if (!first.empty() &&
        (statistics.first_observed.empty() || first < statistics.first_observed)) {
      statistics.first_observed = first;
    }
    statistics.last_observed = std::max(statistics.last_observed, fact.last_observed());
    return Walk::Continue;
  });
  if (known_by_) statistics.entities = known.size();
  if (dates) {
    statistics.first_date = iso_day(dates->first);
    statistics.last_date = iso_day(dates->last);
  }
  return statistics;
}

TemporalGraph Snapshot::load_graph(const Filter& filter, Sentences sentences) const {
  std::vector<Fact> found;
  std::set<std::string> ids;
  facts(
      filter,
      [&](const Fact& fact) {
        found.push_back(fact);
        add_entities(fact, ids);
        return Walk::Continue;
      },
      sentences);
  std::vector<Entity> named;
  for (const std::string& id : ids) {
    auto one = entity(id);
    if (!one) database_->throw_damaged(Family::Entities, id, "the entity of a fact is missing");
    named.push_back(*std::move(one));
  }
  return {std::move(named), std::move(found)};
}

}  // namespace entente
