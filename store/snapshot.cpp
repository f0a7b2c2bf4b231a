#include "store/snapshot.h"

#include <algorithm>
#include <set>
#include <utility>

#include "graph/parallel.h"
#include "graph/temporal_graph.h"
#include "store/entities_called.h"
#include "store/fact_walk.h"
#include "store/kept_decisions.h"
#include "store/near_entities.h"
#include "store/stored_facts.h"
#include "store/values.h"
#include "store/view.h"

namespace entente {
namespace {

// All ids after this one.
KeyRange after_id(std::string_view id) {
  return id.empty() ? KeyRange{} : after_key(std::string(id));
}

// Those that the fact speaks of.
void add_entities(const Fact& fact, std::set<std::string>& ids) {
  ids.insert({fact.key.subject, fact.key.object});
  for (std::string& source : fact.sources()) ids.insert(std::move(source));
}

}  // namespace

Snapshot::Snapshot(std::shared_ptr<const Database> database)
    : Snapshot(View(std::move(database))) {}

Snapshot::Snapshot(View view) : view_(std::make_shared<const View>(std::move(view))) {}

Snapshot Snapshot::joined(std::shared_ptr<const Identities> identities) const {
  View view = *view_;
  view.identities = std::move(identities);
  return Snapshot(std::move(view));
}

Snapshot Snapshot::reading_until(std::chrono::steady_clock::time_point end) const {
  View view = *view_;
  view.end = end;
  return Snapshot(std::move(view));
}

Snapshot Snapshot::known_by(int day) const {
  View view = *view_;
  view.known_by = day;
  return Snapshot(std::move(view));
}

Snapshot Snapshot::with_copies(std::shared_ptr<const Copies> copies) const {
  View view = *view_;
  view.copies = std::move(copies);
  return Snapshot(std::move(view));
}

Snapshot Snapshot::with_known_names(KnownNames names) const {
  View view = *view_;
  view.known_names = std::move(names);
  return Snapshot(std::move(view));
}

const Copies& Snapshot::copies() const { return *view_->copies; }

bool Snapshot::is_of_a_day() const { return view_->known_by.has_value(); }

std::optional<Identities> Snapshot::identities() const {
  const auto value = view_->get(Family::Meta, identities_key);
  if (!value) return {};
  return renamed(view_->database->decoded(Family::Meta, identities_key,
                                          [&] { return decode_identities(*value); }),
                 decisions());
}

std::optional<Copies> Snapshot::kept_copies() const {
  const auto value = view_->get(Family::Meta, copies_key);
  if (!value) return {};
  return view_->database->decoded(Family::Meta, copies_key, [&] { return decode_copies(*value); });
}

std::vector<Decision> Snapshot::decisions() const {
  return read_decisions(*view_->database, view_->state.get());
}

void Snapshot::facts(const Filter& filter, const FactVisitor& visit, Sentences sentences,
                     const std::optional<FactKey>& after) const {
  const FactMatcher matcher(filter, [this](std::string_view actor) { return require(actor); });
  FactPlan plan = plan_of(*view_, matcher);
  if (after) plan.begin_after(fact_key(*after));
  walk_facts(*view_, matcher, plan, visit, sentences);
}

void Snapshot::facts_in_parts(const Filter& filter, std::size_t parts,
                              const PartVisitor& visit) const {
  const FactMatcher matcher(filter, [this](std::string_view actor) { return require(actor); });
  const std::vector<FactPlan> plans = plan_of(*view_, matcher).in_parts(*view_->database, parts);
  in_parallel(plans.size(), [&](std::size_t part) {
    const FactVisitor visit_part = [&](const Fact& fact) { return visit(part, fact); };
    walk_facts(*view_, matcher, plans[part], visit_part, Sentences::Skip);
  });
}

std::size_t Snapshot::about_as_many_facts() const {
  return view_->database->about_as_many(Family::Facts);
}

std::optional<Fact> Snapshot::fact(const FactKey& key, Sentences sentences) const {
  auto stored = stored_facts(*view_, entente::joined(key, *view_->identities).key);
  if (stored.empty()) return {};
  if (sentences == Sentences::Load) load_sentences(*view_, stored);
  return joined_of(*view_, stored);
}

Entity Snapshot::read_entity(std::string_view id, const EntityTally& tally) const {
  Entity entity =
      view_->database->decoded(Family::Entities, id, [&] { return entity_of(id, tally); });
  if (const auto name = view_->identities->name_of(id)) entity.name = *name;
  return entity;
}

void Snapshot::entities(const EntityVisitor& visit, std::string_view after) const {
  Clock clock(*view_);
  view_->scan(Family::Entities, after_id(after), [&](std::string_view id, std::string_view value) {
    clock.tick();
    if (view_->identities->of(id) != id) return Walk::Continue;
    if (!view_->identities->members_of(id).empty()) return visit(*entity(id));
    return visit(read_entity(
        id, view_->database->decoded(Family::Entities, id, [&] { return decode_tally(value); })));
  });
}

std::optional<Entity> Snapshot::entity(std::string_view id) const {
  const std::string name(view_->identities->of(id));
  EntityTally tally;
  for (const std::string& member : members_of(*view_->identities, name)) {
    const auto value = view_->get(Family::Entities, member);
    if (!value) continue;
    tally.add(
        view_->database->decoded(Family::Entities, member, [&] { return decode_tally(*value); }));
  }
  if (tally.empty()) return {};
  return read_entity(name, tally);
}

std::vector<std::string> Snapshot::look_up(std::string_view id_or_name) const {
  if (view_->get(Family::Entities, id_or_name)) {
    return {std::string(view_->identities->of(id_or_name))};
  }
  std::vector<std::string> ids;
  view_->scan(Family::Names, prefix_range(text_prefix(lookup_key(id_or_name))),
              [&](std::string_view key, std::string_view) {
                ids.emplace_back(view_->identities->of(view_->database->decoded(
                    Family::Names, key, [&] { return entity_of_name_key(key); })));
                return Walk::Continue;
              });
  for (std::string& id : view_->identities->named(id_or_name)) {
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
  view_->scan(
      Family::Names, prefix_range(std::move(prefix)), [&](std::string_view at, std::string_view) {
        ids.emplace_back(view_->identities->of(
            view_->database->decoded(Family::Names, at, [&] { return entity_of_name_key(at); })));
        return ids.size() < most ? Walk::Continue : Walk::Stop;
      });
  for (std::string& id : view_->identities->named_beginning(beginning)) {
    if (entity(id)) ids.push_back(std::move(id));
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

std::vector<std::string> Snapshot::find(std::string_view id_or_name) const {
  auto ids = look_up(id_or_name);
  if (!ids.empty() || !view_->known_names) return ids;
  const auto known = view_->known_names(id_or_name);
  return known ? entities_called(*this, *known) : ids;
}

std::vector<std::string> Snapshot::require(std::string_view id_or_name) const {
  auto ids = find(id_or_name);
  if (ids.empty()) throw_unknown_entity(*this, view_->database->path().string(), id_or_name);
  return ids;
}

void Snapshot::documents(const DocumentVisitor& visit, std::string_view after) const {
  Clock clock(*view_);
  view_->scan(Family::Documents, after_id(after), [&](std::string_view id, std::string_view value) {
    clock.tick();
    return visit(view_->database->decoded(Family::Documents, id,
                                          [&] { return decode_document(id, value).record; }));
  });
}

std::optional<DocumentRecord> Snapshot::document(std::string_view id) const {
  const auto value = view_->get(Family::Documents, id);
  if (!value) return {};
  return view_->database->decoded(Family::Documents, id,
                                  [&] { return decode_document(id, *value).record; });
}

void Snapshot::contributions(const ContributionVisitor& visit, std::string_view after) const {
  view_->scan(Family::Documents, after_id(after), [&](std::string_view id, std::string_view value) {
    StoredDocument document =
        view_->database->decoded(Family::Documents, id, [&] { return decode_document(id, value); });
    Contribution contribution{.facts = {}, .entities = std::move(document.entities)};
    view_->scan(
        Family::Evidence, prefix_range(text_prefix(id)),
        [&](std::string_view key, std::string_view evidence) {
          contribution.facts.push_back(view_->database->decoded(Family::Evidence, key, [&] {
            return Fact{parse_fact_key(fact_of_evidence_key(key)), decode_evidence(id, evidence)};
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
    if (!view_->is_known({.document = document.id, .observed = document.date}))
      return Walk::Continue;
    ++statistics.documents;
    if (view_->copies->original_of(document.id)) ++statistics.copies;
    return Walk::Continue;
  });
  std::set<std::string> known;
  if (!view_->known_by) {
    entities([&](const Entity&) {
      ++statistics.entities;
      return Walk::Continue;
    });
  }
  facts({}, [&](const Fact& fact) {
    if (view_->known_by) add_entities(fact, known);
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
  if (view_->known_by) statistics.entities = known.size();
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
    if (!one)
      view_->database->throw_damaged(Family::Entities, id, "the entity of a fact is missing");
    named.push_back(*std::move(one));
  }
  return {std::move(named), std::move(found)};
}

}  // namespace entente
