#include "store/stored_facts.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <utility>

#include "graph/merge.h"
#include "store/values.h"

namespace entente {
namespace {

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

// Without evidence where it was not known.
Fact decoded_fact(const View& view, std::string_view key, std::string_view value) {
  Fact fact = view.database->decoded(Family::Facts, key, [&] {
    return Fact{parse_fact_key(key), decode_fact_evidence(value)};
  });
  view.copies->mark(fact.evidence);
  return view.known_by ? known_by(std::move(fact), *view.known_by) : fact;
}

// What one document says for a fact.
struct OfDocument {
  std::string key;  // of the family of evidence
  std::span<FactEvidence> pieces;
};

// In the order in which they are stored.
std::vector<OfDocument> by_document(std::span<StoredFact> facts) {
  std::vector<OfDocument> all;
  for (StoredFact& stored : facts) {
    const std::span<FactEvidence> pieces = stored.fact.evidence;
    for (std::size_t begin = 0, end = 0; begin < pieces.size(); begin = end) {
      const std::string& document = pieces[begin].document;
      while (end < pieces.size() && pieces[end].document == document) ++end;
      all.push_back({.key = evidence_key(document, stored.key),
                     .pieces = pieces.subspan(begin, end - begin)});
    }
  }
  std::ranges::sort(all, {}, &OfDocument::key);
  return all;
}

// `value`: what is stored of it.
void fill(const View& view, const OfDocument& told, std::string_view value) {
  auto whole = view.database->decoded(Family::Evidence, told.key, [&] {
    return decode_evidence(told.pieces.front().document, value);
  });
  std::erase_if(whole, [&](const FactEvidence& piece) { return !view.is_known(piece); });
  const auto are_one = [](const FactEvidence& left, const FactEvidence& right) {
    return compare_identity(left, right) == 0;
  };
  if (!std::ranges::equal(whole, told.pieces, are_one)) {
    view.database->throw_damaged(Family::Evidence, told.key,
                                 "the evidence is not that of its fact");
  }
  for (std::size_t n = 0; n < whole.size(); ++n) whole[n].original = told.pieces[n].original;
  std::ranges::move(whole, told.pieces.begin());
}

}  // namespace

std::vector<StoredFact> stored_facts(const View& view, const FactKey& key) {
  std::vector<StoredFact> found;
  for (const FactKey& stored : stored_keys(key, *view.identities)) {
    std::string at = fact_key(stored);
    const auto value = view.get(Family::Facts, at);
    if (!value) continue;
    Fact fact = decoded_fact(view, at, *value);
    if (!fact.evidence.empty()) found.push_back({.key = std::move(at), .fact = std::move(fact)});
  }
  return found;
}

Fact joined_of(const View& view, std::span<const StoredFact> facts) {
  std::optional<Fact> whole;
  for (const StoredFact& stored : facts) {
    Fact one = view.identities->empty() ? stored.fact : joined(stored.fact, *view.identities);
    whole = whole ? merge(*std::move(whole), one) : std::move(one);
  }
  return *std::move(whole);
}

void load_sentences(const View& view, std::span<StoredFact> facts) {
  const std::vector<OfDocument> told = by_document(facts);
  std::vector<std::string> keys;
  for (const OfDocument& one : told) keys.push_back(one.key);
  const FoundValues values = view.database->get_sorted(Family::Evidence, keys, view.state.get());
  for (std::size_t n = 0; n < told.size(); ++n) {
    const auto value = values[n];
    if (!value) {
      view.database->throw_damaged(Family::Evidence, keys[n], "the evidence of a fact is missing");
    }
    fill(view, told[n], *value);
  }
}

}  // namespace entente
