#include "store/fact_plan.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <set>
#include <string_view>
#include <utility>

#include "graph/parallel.h"
#include "store/cursor.h"

namespace entente {
namespace {

// An index pays where it leads to a small part of the graph; beyond as many facts, reading them all
// in order is faster, and needs no memory for their keys.
constexpr std::size_t most_indexed_facts = 100'000;

// by_time is searched for the facts of a pair as long as that takes no more leaps than these: as
// much time as a few hundred of the pair's facts, read one after the other.
constexpr std::size_t most_leaps = 32;

// A part that a thread is begun for.
constexpr std::size_t least_keys_of_a_part = 2'000;

// An index that has to be read as a whole is read by several threads.
constexpr std::size_t most_parts_of_an_index = 8;

std::string_view whole_key(std::string_view key) { return key; }

// Those that begin, end or both at one of `cuts`, which are sorted.
std::vector<KeyRange> ranges_between(const std::vector<std::string>& cuts) {
  std::vector<KeyRange> ranges(1);
  for (const std::string& cut : cuts) {
    ranges.back().end = cut;
    ranges.push_back({.begin = cut, .end = {}});
  }
  return ranges;
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

class Planner {
 public:
  Planner(const View& view, const FactMatcher& matcher)
      : database_(*view.database),
        state_(view.state.get()),
        identities_(*view.identities),
        matcher_(matcher),
        clock_(view) {}

  FactPlan plan() {
    const bool indexed = collect_indexed();
    if (indexed && plan_.keys.size() <= most_) {
      sort();
      leave_to_ranges();
    } else {
      plan_ = {.ranges = {KeyRange{}}, .keys = {}};
      most_ = std::numeric_limits<std::size_t>::max();
      collect_moved();
      sort();
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

  void sort() {
    std::ranges::sort(plan_.ranges, {}, &KeyRange::begin);
    std::vector<std::string>& keys = plan_.keys;
    // An index often has them in their order.
    if (!std::ranges::is_sorted(keys)) std::ranges::sort(keys);
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  }

  // What a range has is read faster from there.
  void leave_to_ranges() {
    std::erase_if(plan_.keys, [&](const std::string& key) { return in_range(key); });
  }

  bool in_range(const std::string& key) const {
    const auto after = std::ranges::upper_bound(plan_.ranges, key, {}, &KeyRange::begin);
    return after != plan_.ranges.begin() && key < std::prev(after)->end;
  }

  const Database& database_;
  const rocksdb::Snapshot* state_;
  const Identities& identities_;
  const FactMatcher& matcher_;
  Clock clock_;
  std::size_t most_ = most_indexed_facts;
  FactPlan plan_;
  Reading reading_;
};

// Keys that cut a plan into at most as many parts that take about as long each, sorted.
std::vector<std::string> cuts_of(const FactPlan& plan, const Database& database,
                                 std::size_t parts) {
  const bool reads_all = plan.ranges.size() == 1 && plan.ranges.front().end.empty();
  if (reads_all) return database.cuts(Family::Facts, parts);
  std::vector<std::string> found;
  parts = std::min(parts, plan.keys.size() / least_keys_of_a_part);
  for (std::size_t n = 1; n < parts; ++n) found.push_back(plan.keys[n * plan.keys.size() / parts]);
  return found;
}

// What of a plan lies in `part`.
FactPlan within(const FactPlan& whole, const KeyRange& part) {
  FactPlan plan;
  for (const KeyRange& range : whole.ranges) {
    KeyRange both{.begin = std::max(range.begin, part.begin), .end = range.end};
    if (!part.end.empty() && (both.end.empty() || part.end < both.end)) both.end = part.end;
    if (both.end.empty() || both.begin < both.end) plan.ranges.push_back(std::move(both));
  }
  std::ranges::copy_if(whole.keys, std::back_inserter(plan.keys), [&](const std::string& key) {
    return part.begin <= key && (part.end.empty() || key < part.end);
  });
  return plan;
}

}  // namespace

void FactPlan::begin_after(const std::string& key) {
  const KeyRange rest = after_key(key);
  std::erase_if(
      ranges, [&](const KeyRange& range) { return !range.end.empty() && range.end <= rest.begin; });
  for (KeyRange& range : ranges) range.begin = std::max(range.begin, rest.begin);
  keys.erase(keys.begin(), std::ranges::upper_bound(keys, key));
}

std::vector<FactPlan> FactPlan::in_parts(const Database& database, std::size_t parts) const {
  std::vector<FactPlan> plans;
  for (const KeyRange& part : ranges_between(cuts_of(*this, database, parts)))
    plans.push_back(within(*this, part));
  return plans;
}

FactPlan plan_of(const View& view, const FactMatcher& matcher) {
  return Planner(view, matcher).plan();
}

KeyRange after_key(std::string key) { return {.begin = std::move(key) + '\0', .end = {}}; }

}  // namespace entente
