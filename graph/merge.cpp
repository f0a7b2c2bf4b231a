#include "graph/merge.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include "extract/date.h"
#include "extract/error.h"
#include "extract/triple_json.h"

namespace entente {
namespace {

std::string described(const Triple& triple) {
  return "triple \"" + triple.subject.name + "\" \"" + triple.relation + "\" \"" +
         triple.object.name + "\" of document \"" + triple.document + "\"";
}

void check_entity(const Triple& triple, const EntityRef& entity, std::string_view role) {
  if (entity.id.empty() || entity.name.empty()) {
    throw Error(described(triple) + ": its " + std::string(role) + " has no " +
                (entity.id.empty() ? "id" : "name"));
  }
}

void check_date(const Triple& triple, std::string_view date, std::string_view role) {
  if (!date.empty() && !is_date(date)) {
    throw Error(described(triple) + ": " + std::string(role) + " \"" + std::string(date) +
                "\" is not an ISO 8601 date");
  }
}

void check(const Triple& triple) {
  if (triple.document.empty()) throw Error(described(triple) + ": it names no document");
  if (triple.relation.empty()) throw Error(described(triple) + ": it has no relation");
  check_entity(triple, triple.subject, "subject");
  check_entity(triple, triple.object, "object");
  if (triple.source) check_entity(triple, *triple.source, "source");
  check_date(triple, triple.date, "date");
  check_date(triple, triple.observed, "observed");
  // Written so that a NaN fails too.
  if (!(triple.confidence >= 0.0 && triple.confidence <= 1.0)) {
    throw Error(described(triple) + ": confidence " + std::to_string(triple.confidence) +
                " is not in [0, 1]");
  }
}

FactEvidence evidence_of(const Triple& triple, bool reversed) {
  return {.document = triple.document,
          .observed = triple.observed,
          .sentence = triple.evidence.sentence,
          .begin = triple.evidence.begin,
          .end = triple.evidence.end,
          .module = triple.module,
          .source = triple.source ? triple.source->id : std::string(),
          .reversed = reversed,
          .confidence = round_confidence(triple.confidence),
          .text = triple.evidence.text};
}

std::vector<Naming> merge_namings(std::vector<Naming> namings) {
  std::sort(namings.begin(), namings.end());
  namings.erase(std::unique(namings.begin(), namings.end()), namings.end());
  return namings;
}

template <typename Value>
void append(std::vector<Value>& values, const std::vector<Value>& more) {
  values.insert(values.end(), more.begin(), more.end());
}

const FactKey& identity_of(const Fact& fact) { return fact.key; }
const std::string& identity_of(const NamedEntity& entity) { return entity.id; }

// The union of two lists sorted by identity; elements in both are merged.
template <typename Element>
std::vector<Element> merge_sorted(std::vector<Element> left, const std::vector<Element>& right) {
  std::vector<Element> merged;
  merged.reserve(left.size() + right.size());
  auto from_left = left.begin();
  auto from_right = right.begin();
  while (from_left != left.end() && from_right != right.end()) {
    const auto order = identity_of(*from_left) <=> identity_of(*from_right);
    if (order < 0) {
      merged.push_back(std::move(*from_left++));
    } else if (order > 0) {
      merged.push_back(*from_right++);
    } else {
      merged.push_back(merge(std::move(*from_left++), *from_right++));
    }
  }
  std::move(from_left, left.end(), std::back_inserter(merged));
  std::copy(from_right, right.end(), std::back_inserter(merged));
  return merged;
}

}  // namespace

Contribution contribution_of(std::span<const Triple> triples) {
  std::map<FactKey, std::vector<FactEvidence>> facts;
  std::map<std::string, std::vector<Naming>> entities;
  for (const Triple& triple : triples) {
    check(triple);
    auto [key, reversed] = key_of(triple);
    facts[std::move(key)].push_back(evidence_of(triple, reversed));
    const auto name = [&](const EntityRef& entity) {
      entities[entity.id].push_back({triple.document, entity.name, entity.type, entity.country});
    };
    name(triple.subject);
    name(triple.object);
    if (triple.source) name(*triple.source);
  }
  Contribution contribution;
  contribution.facts.reserve(facts.size());
  for (auto& [key, evidence] : facts) {
    contribution.facts.push_back({key, merge_evidence(std::move(evidence))});
  }
  contribution.entities.reserve(entities.size());
  for (auto& [id, namings] : entities) {
    contribution.entities.push_back({id, merge_namings(std::move(namings))});
  }
  return contribution;
}

std::vector<FactEvidence> merge_evidence(std::vector<FactEvidence> pieces) {
  // The piece to keep stands first among those of one identity.
  std::sort(pieces.begin(), pieces.end(), [](const FactEvidence& left, const FactEvidence& right) {
    const auto order = compare_identity(left, right);
    if (order != 0) return order < 0;
    return std::tie(right.confidence, right.text) < std::tie(left.confidence, left.text);
  });
  const auto same_identity = [](const FactEvidence& left, const FactEvidence& right) {
    return compare_identity(left, right) == 0;
  };
  pieces.erase(std::unique(pieces.begin(), pieces.end(), same_identity), pieces.end());
  return pieces;
}

Fact merge(Fact left, const Fact& right) {
  if (left.key != right.key) {
    throw Error("facts of different keys cannot be merged: " + fact_id(left.key) + " and " +
                fact_id(right.key));
  }
  append(left.evidence, right.evidence);
  left.evidence = merge_evidence(std::move(left.evidence));
  return left;
}

NamedEntity merge(NamedEntity left, const NamedEntity& right) {
  if (left.id != right.id) {
    throw Error("entities of different ids cannot be merged: \"" + left.id + "\" and \"" +
                right.id + "\"");
  }
  append(left.namings, right.namings);
  left.namings = merge_namings(std::move(left.namings));
  return left;
}

Contribution merge(Contribution left, const Contribution& right) {
  left.facts = merge_sorted(std::move(left.facts), right.facts);
  left.entities = merge_sorted(std::move(left.entities), right.entities);
  return left;
}

}  // namespace entente
