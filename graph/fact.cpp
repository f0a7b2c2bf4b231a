#include "graph/fact.h"

#include <algorithm>
#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid.hpp>
#include <tuple>
#include <utility>

#include "graph/hash.h"

namespace entente {
namespace {

// Calls `visit` with the highest confidence of each document, and of each original and its copies.
template <typename Visit>
void visit_voices(const std::vector<FactEvidence>& evidence, const Visit& visit) {
  std::vector<std::pair<std::uint64_t, double>> copied;  // original, confidence
  for (auto it = evidence.begin(); it != evidence.end();) {
    const auto document = it;
    double best = 0.0;
    for (; it != evidence.end() && it->document == document->document; ++it) {
      best = std::max(best, it->confidence);
    }
    if (document->original == 0) {
      visit(best);
    } else {
      copied.emplace_back(document->original, best);
    }
  }
  std::ranges::sort(copied);
  for (std::size_t n = 0; n < copied.size(); ++n) {
    if (n + 1 == copied.size() || copied[n + 1].first != copied[n].first) visit(copied[n].second);
  }
}

}  // namespace

std::uint64_t voice_of(const FactEvidence& evidence) {
  return evidence.original != 0 ? evidence.original : hash_of(evidence.document);
}

std::strong_ordering compare_identity(const FactEvidence& left, const FactEvidence& right) {
  const auto identity = [](const FactEvidence& e) {
    return std::tie(e.document, e.observed, e.sentence, e.begin, e.end, e.module, e.source,
                    e.reversed);
  };
  return identity(left) <=> identity(right);
}

bool Fact::reversed() const {
  const auto turned = std::count_if(evidence.begin(), evidence.end(),
                                    [](const FactEvidence& e) { return e.reversed; });
  return 2 * static_cast<std::size_t>(turned) > evidence.size();
}

Support Fact::support() const {
  Support support{.mentions = evidence.size()};
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    if (i == 0 || evidence[i].document != evidence[i - 1].document) ++support.copies;
  }
  visit_voices(evidence, [&](double) { ++support.documents; });
  support.copies -= support.documents;
  return support;
}

double Fact::confidence() const {
  double doubt = 1.0;
  visit_voices(evidence, [&](double best) { doubt *= 1.0 - best; });
  return 1.0 - doubt;
}

std::string Fact::first_observed() const {
  std::string first;
  for (const FactEvidence& e : evidence) {
    if (!e.observed.empty() && (first.empty() || e.observed < first)) first = e.observed;
  }
  return first;
}

std::string Fact::last_observed() const {
  std::string last;
  for (const FactEvidence& e : evidence) last = std::max(last, e.observed);
  return last;
}

std::optional<DaySpan> Fact::days() const {
  if (const auto days = days_of(key.date)) return days;
  const auto first = days_of(first_observed());
  const auto last = days_of(last_observed());
  if (!first || !last) return {};
  return DaySpan{.first = first->first, .last = last->last};
}

std::vector<DaySpan> Fact::spells() const {
  if (const auto days = days_of(key.date)) return {*days};
  std::vector<DaySpan> told;
  for (const FactEvidence& e : evidence) {
    if (const auto day = days_of(e.observed)) told.push_back(*day);
  }
  return united(std::move(told));
}

std::vector<DaySpan> united(std::vector<DaySpan> days) {
  std::sort(days.begin(), days.end());
  std::vector<DaySpan> spans;
  for (const DaySpan& span : days) {
    if (spans.empty() || spans.back().last + 1 < span.first) {
      spans.push_back(span);
    } else {
      spans.back().last = std::max(spans.back().last, span.last);
    }
  }
  return spans;
}

std::vector<std::string> Fact::sources() const {
  std::vector<std::string> sources;
  for (const FactEvidence& e : evidence) {
    if (!e.source.empty()) sources.push_back(e.source);
  }
  std::sort(sources.begin(), sources.end());
  sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
  return sources;
}

std::string content_id(std::string_view content) {
  static constexpr std::string_view digits = "0123456789abcdef";
  const boost::uuids::name_generator_sha1 generator(boost::uuids::ns::oid());
  std::string id;
  for (const unsigned byte : generator(content.data(), content.size())) {
    id += digits[byte >> 4u];
    id += digits[byte & 15u];
  }
  return id;
}

std::string fact_id(const FactKey& key) {
  std::string content;
  for (const std::string_view part :
       {std::string_view(key.subject), std::string_view(key.relation), name_of(key.relation_class),
        std::string_view(key.object), std::string_view(key.date), name_of(key.modality)}) {
    content += part;
    content += '\x1F';
  }
  return content_id(content);
}

KeyedEnds key_of(const Triple& triple) {
  const bool reversed = is_symmetric(triple.relation_class) && triple.object.id < triple.subject.id;
  return {.key = {.subject = reversed ? triple.object.id : triple.subject.id,
                  .object = reversed ? triple.subject.id : triple.object.id,
                  .relation_class = triple.relation_class,
                  .relation = triple.relation,
                  .date = triple.date,
                  .modality = triple.modality},
          .reversed = reversed};
}

}  // namespace entente
