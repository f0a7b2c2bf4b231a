#include "export/json_lines.h"

#include <algorithm>
#include <vector>

#include "export/interchange.h"
#include "extract/error.h"
#include "extract/triple_json.h"

namespace entente {
namespace {

EntityRef entity_ref_of(const Entity& entity) {
  return {.id = entity.id, .name = entity.name, .type = entity.type, .country = entity.country};
}

// Without its entities.
Triple triple_of(const FactKey& key, const FactEvidence& evidence) {
  return {.document = evidence.document,
          .observed = evidence.observed,
          .subject = {},
          .relation = key.relation,
          .relation_class = key.relation_class,
          .object = {},
          .date = key.date,
          .modality = key.modality,
          .source = std::nullopt,
          .confidence = evidence.confidence,
          .module = evidence.module,
          .evidence = {.sentence = evidence.sentence,
                       .begin = evidence.begin,
                       .end = evidence.end,
                       .text = evidence.text}};
}

// The first of the ways in which a document names an entity.
EntityRef first_naming(const Contribution& contribution, const std::string& id) {
  const auto& entities = contribution.entities;
  const auto found = std::ranges::lower_bound(entities, id, {}, &NamedEntity::id);
  if (found == entities.end() || found->id != id || found->namings.empty()) {
    throw Error("evidence of a document is about \"" + id +
                "\", which its record does not name; `entente verify` tells more");
  }
  const Naming& naming = found->namings.front();
  return {.id = id, .name = naming.name, .type = naming.type, .country = naming.country};
}

// The others.
std::vector<NamedEntity> further_namings(const Contribution& contribution) {
  std::vector<NamedEntity> further;
  for (const NamedEntity& entity : contribution.entities) {
    if (entity.namings.size() < 2) continue;
    further.push_back({entity.id, {entity.namings.begin() + 1, entity.namings.end()}});
  }
  return further;
}

}  // namespace

void JsonLinesExporter::fact(const FactView& view) {
  const Fact& fact = view.fact;
  const EntityRef subject = entity_ref_of(view.subject);
  const EntityRef object = entity_ref_of(view.object);
  for (const FactEvidence& evidence : fact.evidence) {
    const bool turned = evidence.reversed != fact.reversed();
    Triple triple = triple_of(fact.key, evidence);
    triple.subject = turned ? object : subject;
    triple.object = turned ? subject : object;
    if (!evidence.source.empty()) {
      triple.source = entity_ref_of(
          *std::find_if(view.sources.begin(), view.sources.end(),
                        [&](const Entity& source) { return source.id == evidence.source; }));
    }
    stream_ << to_json_line(triple) << '\n';
  }
  ++facts_;
}

void JsonLinesExporter::document(const DocumentRecord& record, const Contribution& contribution) {
  stream_ << to_json_line(DocumentLine{record, further_namings(contribution)}) << '\n';
  for (const Fact& fact : contribution.facts) {
    const EntityRef subject = first_naming(contribution, fact.key.subject);
    const EntityRef object = first_naming(contribution, fact.key.object);
    for (const FactEvidence& evidence : fact.evidence) {
      Triple triple = triple_of(fact.key, evidence);
      triple.subject = evidence.reversed ? object : subject;
      triple.object = evidence.reversed ? subject : object;
      if (!evidence.source.empty()) triple.source = first_naming(contribution, evidence.source);
      stream_ << to_json_line(triple) << '\n';
    }
    ++facts_;
  }
}

void JsonLinesExporter::decision(const Decision& decision) {
  stream_ << to_json_line(decision) << '\n';
}

ExportReport JsonLinesExporter::report() const { return {.entities = entities_, .facts = facts_}; }

}  // namespace entente
