#include "store/snapshot.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "store/database.h"
#include "store/values.h"

namespace entente {
namespace {

// An index pays where it leads to a small part of the graph; beyond as many facts, reading them all
// in order is faster, and needs no memory for their keys.
constexpr std::size_t most_indexed_facts = 100'000;

const KeyRange everything{};

}  // namespace

// Where the facts of a filter are to be found: ranges of facts, and single keys outside these; both
// sorted, the ranges disjoint.
struct Snapshot::Plan {
  std::vector<KeyRange> ranges;
  std::vector<std::string> keys;

  void finish() {
    std::sort(ranges.begin(), ranges.end(),
              [](const KeyRange& left, const KeyRange& right) { return left.begin < right.begin; });
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    std::erase_if(keys, [&](const std::string& key) { return in_range(key); });
  }

  bool in_range(const std::string& key) const {
    const auto after = std::upper_bound(
        ranges.begin(), ranges.end(), key,
        [](const std::string& wanted, const KeyRange& range) { return wanted < range.begin; });
    return after != ranges.begin() && key < std::prev(after)->end;
  }
};

Snapshot::Snapshot(std::shared_ptr<const Database> database)
    : database_(std::move(database)),
      snapshot_(database_->db().GetSnapshot(), [database = database_](const auto* snapshot) {
        database->db().ReleaseSnapshot(snapshot);
      }) {}

Snapshot::Plan Snapshot::plan(const FactMatcher& matcher) const {
  Plan plan;
  bool small = true;
  const auto collect = [&](Family family, const KeyRange& range, const auto& fact_of) {
    if (!small) return;
    database_->scan(family, range, snapshot_.get(), [&](std::string_view key, std::string_view) {
      const FactKey fact = database_->decoded(family, key, [&] { return fact_of(key); });
      if (!matcher.may_match(fact)) return Walk::Continue;
      plan.keys.push_back(fact_key(fact));
      small = plan.keys.size() <= most_indexed_facts;
      return small ? Walk::Continue : Walk::Stop;
    });
  };
  const auto collect_of = [&](const std::vector<std::string>& ids) {
    for (const std::string& id : ids) {
      plan.ranges.push_back(prefix_range(text_prefix(id)));
      collect(Family::ByObject, prefix_range(text_prefix(id)), parse_object_key);
    }
  };
  if (matcher.subject() && matcher.object()) {
    std::set<std::pair<std::string, std::string>> pairs;
    for (const std::string& subject : *matcher.subject()) {
      for (const std::string& object : *matcher.object()) {
        pairs.insert({{subject, object}, {object, subject}});
      }
    }
    for (const auto& [subject, object] : pairs) {
      plan.ranges.push_back(prefix_range(text_prefix(subject) + text_prefix(object)));
    }
  } else if (matcher.subject()) {
    collect_of(*matcher.subject());
  } else if (matcher.object()) {
    collect_of(*matcher.object());
  } else if (matcher.about()) {
    collect_of(*matcher.about());
  } else if (!matcher.documents().empty()) {
    for (const std::string& document : matcher.documents()) {
      collect(Family::Evidence, prefix_range(text_prefix(document)),
              [](std::string_view key) { return parse_fact_key(fact_of_evidence_key(key)); });
    }
  } else if (matcher.window()) {
    for (const KeyRange& range : time_ranges(*matcher.window())) {
      collect(Family::ByTime, range,
              [](std::string_view key) { return parse_fact_key(fact_of_time_key(key)); });
    }
  } else {
    small = false;
  }
  if (!small) return {.ranges = {everything}, .keys = {}};
  plan.finish();
  return plan;
}

Fact Snapshot::read_fact(std::string_view key, std::string_view value) const {
  return database_->decoded(Family::Facts, key, [&] {
    return Fact{parse_fact_key(key), decode_fact_evidence(value)};
  });
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
      if (piece == fact.evidence.end() || compare_identity(*piece, full) != 0) {
        database_->throw_damaged(Family::Evidence, at, "the evidence is not that of its fact");
      }
      *piece++ = std::move(full);
    }
    if (told.empty()) database_->throw_damaged(Family::Evidence, at, "there is no evidence in it");
  }
}

void Snapshot::facts(const Filter& filter, const FactVisitor& visit, Sentences sentences) const {
  const FactMatcher matcher(filter, [this](std::string_view actor) { return look_up(actor); });
  const Plan where = plan(matcher);
  const auto show = [&](std::string_view key, std::string_view value) {
    const FactKey parsed =
        database_->decoded(Family::Facts, key, [&] { return parse_fact_key(key); });
    if (!matcher.may_match(parsed)) return Walk::Continue;
    Fact fact = read_fact(key, value);
    if (!matcher.matches(fact)) return Walk::Continue;
    if (sentences == Sentences::Load) load_sentences(fact, key);
    return visit(fact);
  };
  auto key = where.keys.begin();
  // Shows the single keys before `bound`; all that are left where there is none.
  const auto show_keys_before = [&](const std::string* bound) {
    for (; key != where.keys.end() && (bound == nullptr || *key < *bound); ++key) {
      const auto value = database_->get(Family::Facts, *key, snapshot_.get());
      if (!value) {
        database_->throw_damaged(Family::Facts, *key, "a fact that an index names is missing");
      }
      if (show(*key, *value) == Walk::Stop) return Walk::Stop;
    }
    return Walk::Continue;
  };
  for (const KeyRange& range : where.ranges) {
    if (show_keys_before(&range.begin) == Walk::Stop) return;
    Walk next = Walk::Continue;
    database_->scan(
        Family::Facts, range, snapshot_.get(),
        [&](std::string_view at, std::string_view value) { return next = show(at, value); });
    if (next == Walk::Stop) return;
  }
  show_keys_before(nullptr);
}

std::optional<Fact> Snapshot::fact(const FactKey& key, Sentences sentences) const {
  const std::string at = fact_key(key);
  const auto value = database_->get(Family::Facts, at, snapshot_.get());
  if (!value) return {};
  Fact fact = read_fact(at, *value);
  if (sentences == Sentences::Load) load_sentences(fact, at);
  return fact;
}

void Snapshot::entities(const EntityVisitor& visit) const {
  database_->scan(Family::Entities, everything, snapshot_.get(),
                  [&](std::string_view id, std::string_view value) {
                    return visit(database_->decoded(
                        Family::Entities, id, [&] { return entity_of(id, decode_tally(value)); }));
                  });
}

std::optional<Entity> Snapshot::entity(std::string_view id) const {
  const auto value = database_->get(Family::Entities, id, snapshot_.get());
  if (!value) return {};
  return database_->decoded(Family::Entities, id,
                            [&] { return entity_of(id, decode_tally(*value)); });
}

std::vector<std::string> Snapshot::look_up(std::string_view id_or_name) const {
  if (database_->get(Family::Entities, id_or_name, snapshot_.get())) {
    return {std::string(id_or_name)};
  }
  std::vector<std::string> ids;
  database_->scan(Family::Names, prefix_range(text_prefix(lookup_key(id_or_name))), snapshot_.get(),
                  [&](std::string_view key, std::string_view) {
                    ids.emplace_back(database_->decoded(Family::Names, key,
                                                        [&] { return entity_of_name_key(key); }));
                    return Walk::Continue;
                  });
  return ids;
}

void Snapshot::documents(const DocumentVisitor& visit) const {
  database_->scan(Family::Documents, everything, snapshot_.get(),
                  [&](std::string_view id, std::string_view value) {
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

StoreStatistics Snapshot::statistics() const {
  StoreStatistics statistics;
  std::optional<DaySpan> dates;
  documents([&](const DocumentRecord&) {
    ++statistics.documents;
    return Walk::Continue;
  });
  entities([&](const Entity&) {
    ++statistics.entities;
    return Walk::Continue;
  });
  facts({}, [&](const Fact& fact) {
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
        ids.insert({fact.key.subject, fact.key.object});
        for (std::string& source : found.back().sources()) ids.insert(std::move(source));
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
