#include "export/fact_groups.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace entente {
namespace {

bool is_of_pair(const FactGroup& group, const FactKey& key) {
  return group.relation_class == key.relation_class && group.subject == key.subject &&
         group.object == key.object;
}

}  // namespace

double FactGroup::confidence() const {
  double doubt = 1.0;
  for (const auto& [voice, best] : voices) doubt *= 1.0 - best;
  return 1.0 - doubt;
}

void FactGroup::add(const Fact& fact) {
  ++facts;
  mentions += fact.evidence.size();
  for (const FactEvidence& evidence : fact.evidence) {
    double& best = voices[voice_of(evidence)];
    best = std::max(best, evidence.confidence);
  }
  relations.insert(fact.key.relation);
  if (const auto date = days_of(fact.key.date)) {
    if (!dates) dates = *date;
    dates = DaySpan{.first = std::min(dates->first, date->first),
                    .last = std::max(dates->last, date->last)};
  }
  const std::string first = fact.first_observed();
  if (first_observed.empty() || (!first.empty() && first < first_observed)) first_observed = first;
  last_observed = std::max(last_observed, fact.last_observed());
  std::ranges::copy(fact.spells(), std::back_inserter(days));
}

std::string group_id(const FactGroup& group) {
  std::string content;
  for (const std::string_view part :
       {std::string_view(group.subject), name_of(group.relation_class),
        std::string_view(group.object), name_of(group.modality)}) {
    content.append(part).append(1, '\x1F');
  }
  return content_id(content);
}

void FactGrouping::add(const Fact& fact) {
  const bool another = std::ranges::any_of(
      groups_, [&](const auto& group) { return group && !is_of_pair(*group, fact.key); });
  if (another) finish();
  auto& group = groups_.at(static_cast<std::size_t>(fact.key.modality));
  if (!group) {
    group = FactGroup{.subject = fact.key.subject,
                      .object = fact.key.object,
                      .relation_class = fact.key.relation_class,
                      .modality = fact.key.modality};
  }
  group->add(fact);
}

void FactGrouping::finish() {
  for (auto& group : groups_) {
    if (group) visit_(*group);
    group.reset();
  }
}

}  // namespace entente
