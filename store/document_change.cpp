#include "store/document_change.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "store/values.h"

namespace entente {
namespace {

void add_fact(std::string_view document, const Fact& fact, const AddEntry& add) {
  const std::string key = fact_key(fact.key);
  add(Family::Evidence, evidence_key(document, key), encode_evidence(fact.evidence));
  add(Family::Facts, key, encode_fact({{std::string(document), false, fact.evidence}}));
  add(Family::ByObject, object_key(fact.key), {});
  for (const std::string& time : time_keys(fact)) add(Family::ByTime, time, {});
}

void add_names(std::string_view entity, const EntityTally& difference, const AddEntry& add) {
  std::set<std::string> added;
  for (const auto& [name, count] : difference.names) {
    if (count > 0) added.insert(lookup_key(name));
  }
  for (const std::string& name : added) add(Family::Names, name_key(name, entity), {});
}

class ChangeMaker {
 public:
  ChangeMaker(const Database& database, std::string_view id) : database_(database), id_(id) {}

  DocumentChange make(const std::optional<DocumentRecord>& record,
                      const Contribution& contribution) {
    const auto former_value = database_.get(Family::Documents, id_, nullptr);
    change_.existed = former_value.has_value();
    if (!change_.existed) {
      if (record) add_document(*record, contribution, adding());
      return std::move(change_);
    }
    const Contribution former = read_former(*former_value);
    change_record(record, contribution, *former_value);
    change_facts(former.facts, contribution.facts);
    change_entities(former.entities, contribution.entities);
    return std::move(change_);
  }

 private:
  void put(Family family, std::string_view key, std::string_view value) {
    database_.check(change_.batch.Put(database_.handle(family), slice(key), slice(value)),
                    "collecting a change");
  }
  void merge(Family family, std::string_view key, std::string_view value) {
    database_.check(change_.batch.Merge(database_.handle(family), slice(key), slice(value)),
                    "collecting a change");
  }
  void erase(Family family, std::string_view key) {
    database_.check(change_.batch.Delete(database_.handle(family), slice(key)),
                    "collecting a change");
  }

  AddEntry adding() {
    return [this](Family family, std::string_view key, std::string_view value) {
      is_merged(family) ? merge(family, key, value) : put(family, key, value);
    };
  }

  Contribution read_former(std::string_view value) const {
    Contribution former;
    former.entities = database_.decoded(Family::Documents, id_,
                                        [&] { return decode_document(id_, value).entities; });
    database_.scan(
        Family::Evidence, prefix_range(text_prefix(id_)), nullptr,
        [&](std::string_view key, std::string_view evidence) {
          former.facts.push_back(database_.decoded(Family::Evidence, key, [&] {
            return Fact{parse_fact_key(fact_of_evidence_key(key)), decode_evidence(id_, evidence)};
          }));
          return Walk::Continue;
        });
    return former;
  }

  void change_record(const std::optional<DocumentRecord>& record, const Contribution& contribution,
                     std::string_view former_value) {
    if (!record) {
      erase(Family::Documents, id_);
      return;
    }
    const std::string value = encode_document({*record, contribution.entities});
    if (value != former_value) put(Family::Documents, id_, value);
  }

  void change_facts(const std::vector<Fact>& before, const std::vector<Fact>& after) {
    auto was = before.begin();
    auto is = after.begin();
    while (was != before.end() || is != after.end()) {
      if (was == before.end() || (is != after.end() && is->key < was->key)) {
        add_fact(id_, *is++, adding());
      } else if (is == after.end() || was->key < is->key) {
        replace_fact(Fact{was->key, {}});
        ++was;
      } else {
        if (was->evidence != is->evidence) replace_fact(*is);
        ++was;
        ++is;
      }
    }
  }

  // The document stated the fact before, and now does with the evidence of `said`, if any.
  void replace_fact(const Fact& said) {
    const std::string key = fact_key(said.key);
    const auto value = database_.get(Family::Facts, key, nullptr);
    if (!value) database_.throw_damaged(Family::Facts, key, "the fact of some evidence is missing");
    const Fact before{said.key, database_.decoded(Family::Facts, key,
                                                  [&] { return decode_fact_evidence(*value); })};
    Fact after = said;
    for (const FactEvidence& piece : before.evidence) {
      if (piece.document != id_) after.evidence.push_back(piece);
    }
    const std::string evidence = evidence_key(id_, key);
    if (said.evidence.empty()) {
      erase(Family::Evidence, evidence);
    } else {
      put(Family::Evidence, evidence, encode_evidence(said.evidence));
    }
    if (after.evidence.empty()) {
      erase(Family::Facts, key);
      erase(Family::ByObject, object_key(said.key));
    } else {
      merge(Family::Facts, key, encode_fact({{std::string(id_), true, said.evidence}}));
    }
    change_keys(Family::ByTime, time_keys(before),
                after.evidence.empty() ? std::vector<std::string>() : time_keys(after));
  }

  // Both sorted.
  void change_keys(Family family, const std::vector<std::string>& before,
                   const std::vector<std::string>& after) {
    for (const std::string& key : before) {
      if (!std::binary_search(after.begin(), after.end(), key)) erase(family, key);
    }
    for (const std::string& key : after) {
      if (!std::binary_search(before.begin(), before.end(), key)) put(family, key, {});
    }
  }

  void change_entities(const std::vector<NamedEntity>& before,
                       const std::vector<NamedEntity>& after) {
    std::map<std::string, EntityTally> differences;
    for (const NamedEntity& entity : before) differences[entity.id].add(tally_of(entity), -1);
    for (const NamedEntity& entity : after) differences[entity.id].add(tally_of(entity));
    for (const auto& [id, difference] : differences) {
      if (!difference.empty()) change_entity(id, difference);
    }
  }

  void change_entity(const std::string& id, const EntityTally& difference) {
    add_names(id, difference, adding());
    const bool sinks = std::any_of(difference.names.begin(), difference.names.end(),
                                   [](const auto& name) { return name.second < 0; });
    if (!sinks) {
      merge(Family::Entities, id, encode_tally(difference));
      return;
    }
    const auto value = database_.get(Family::Entities, id, nullptr);
    if (!value) database_.throw_damaged(Family::Entities, id, "a named entity is missing");
    EntityTally tally =
        database_.decoded(Family::Entities, id, [&] { return decode_tally(*value); });
    std::set<std::string> gone;
    for (const auto& [name, count] : tally.names) gone.insert(lookup_key(name));
    tally.add(difference);
    for (const auto& [name, count] : tally.names) gone.erase(lookup_key(name));
    for (const std::string& name : gone) erase(Family::Names, name_key(name, id));
    if (tally.empty()) {
      erase(Family::Entities, id);
    } else {
      merge(Family::Entities, id, encode_tally(difference));
    }
  }

  const Database& database_;
  std::string_view id_;
  DocumentChange change_;
};

}  // namespace

void add_document(const DocumentRecord& record, const Contribution& contribution,
                  const AddEntry& add) {
  add(Family::Documents, record.id, encode_document({record, contribution.entities}));
  for (const Fact& fact : contribution.facts) add_fact(record.id, fact, add);
  for (const NamedEntity& entity : contribution.entities) {
    const EntityTally tally = tally_of(entity);
    add_names(entity.id, tally, add);
    add(Family::Entities, entity.id, encode_tally(tally));
  }
}

DocumentChange document_change(const Database& database, std::string_view id,
                               const std::optional<DocumentRecord>& record,
                               const Contribution& contribution) {
  return ChangeMaker(database, id).make(record, contribution);
}

}  // namespace entente
