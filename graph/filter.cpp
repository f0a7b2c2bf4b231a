#include "graph/filter.h"

#include <algorithm>

#include "extract/error.h"

namespace entente {
namespace {

using Ids = std::optional<std::vector<std::string>>;

Ids look_up(const std::vector<std::string>& actors, const EntityLookup& lookup) {
  if (actors.empty()) return {};
  std::vector<std::string> ids;
  for (const std::string& actor : actors) {
    const auto found = lookup(actor);
    if (found.empty()) {
      throw Error("no entity of this graph has the id or the name \"" + actor +
                  "\"; check its spelling");
    }
    ids.insert(ids.end(), found.begin(), found.end());
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

bool allows(const Ids& ids, const std::string& id) {
  return !ids || std::binary_search(ids->begin(), ids->end(), id);
}

template <typename Value>
bool allows(const std::vector<Value>& values, const Value& value) {
  return values.empty() || std::find(values.begin(), values.end(), value) != values.end();
}

DaySpan days_of_bound(const std::string& date) {
  const auto days = days_of(date);
  if (!days)
    throw Error("\"" + date + "\" is not an ISO 8601 date; write 2023, 2023-07 or 2023-07-26");
  return *days;
}

bool overlap(const DaySpan& left, const DaySpan& right) {
  return left.first <= right.last && right.first <= left.last;
}

}  // namespace

FactMatcher::FactMatcher(const Filter& filter, const EntityLookup& lookup)
    : filter_(filter),
      about_(look_up(filter.about, lookup)),
      subject_(look_up(filter.subject, lookup)),
      object_(look_up(filter.object, lookup)) {
  if (filter.since || filter.until) {
    window_ = all_days;
    if (filter.since) window_->first = days_of_bound(*filter.since).first;
    if (filter.until) window_->last = days_of_bound(*filter.until).last;
    if (window_->last < window_->first) {
      throw Error("the window ends on \"" + *filter.until + "\", before it begins on \"" +
                  *filter.since + "\"");
    }
  }
}

bool FactMatcher::ends_match(const FactKey& key) const {
  if (about_ && !allows(about_, key.subject) && !allows(about_, key.object)) return false;
  if (allows(subject_, key.subject) && allows(object_, key.object)) return true;
  return is_symmetric(key.relation_class) && allows(subject_, key.object) &&
         allows(object_, key.subject);
}

bool FactMatcher::may_match(const FactKey& key) const {
  if (!allows(filter_.classes, key.relation_class)) return false;
  if (!allows(filter_.relations, key.relation)) return false;
  if (!allows(filter_.modalities, key.modality)) return false;
  if (!ends_match(key)) return false;
  if (!window_ || key.date.empty()) return true;
  const auto days = days_of(key.date);
  return days && overlap(*days, *window_);
}

bool FactMatcher::window_matches(const Fact& fact) const {
  // Where the key has a date, may_match has decided.
  if (!window_ || !fact.key.date.empty()) return true;
  return std::any_of(fact.evidence.begin(), fact.evidence.end(), [&](const FactEvidence& e) {
    const auto days = days_of(e.observed);
    return days && overlap(*days, *window_);
  });
}

bool FactMatcher::documents_match(const Fact& fact) const {
  return filter_.documents.empty() ||
         std::any_of(fact.evidence.begin(), fact.evidence.end(),
                     [&](const FactEvidence& e) { return allows(filter_.documents, e.document); });
}

bool FactMatcher::matches(const Fact& fact) const {
  return may_match(fact.key) && matches_evidence(fact);
}

// Sums over all evidence are made for those alone who ask for them.
bool FactMatcher::matches_evidence(const Fact& fact) const {
  return window_matches(fact) && documents_match(fact) &&
         (filter_.min_support == 0 || fact.support().documents >= filter_.min_support) &&
         (filter_.min_confidence <= 0.0 || fact.confidence() >= filter_.min_confidence);
}

}  // namespace entente
