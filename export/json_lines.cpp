#include "export/json_lines.h"

#include <algorithm>

#include "extract/triple_json.h"

namespace entente {
namespace {

EntityRef reference_to(const Entity& entity) {
  return {.id = entity.id, .name = entity.name, .type = entity.type, .country = entity.country};
}

}  // namespace

void JsonLinesExporter::fact(const FactView& view) {
  const Fact& fact = view.fact;
  const EntityRef subject = reference_to(view.subject);
  const EntityRef object = reference_to(view.object);
  for (const FactEvidence& evidence : fact.evidence) {
    const bool turned = evidence.reversed != fact.reversed();
    Triple triple{.document = evidence.document,
                  .observed = evidence.observed,
                  .subject = turned ? object : subject,
                  .relation = fact.key.relation,
                  .relation_class = fact.key.relation_class,
                  .object = turned ? subject : object,
                  .date = fact.key.date,
                  .modality = fact.key.modality,
                  .source = std::nullopt,
                  .confidence = evidence.confidence,
                  .module = evidence.module,
                  .evidence = {.sentence = evidence.sentence,
                               .begin = evidence.begin,
                               .end = evidence.end,
                               .text = evidence.text}};
    if (!evidence.source.empty()) {
      triple.source = reference_to(
          *std::find_if(view.sources.begin(), view.sources.end(),
                        [&](const Entity& source) { return source.id == evidence.source; }));
    }
    stream_ << to_json_line(triple) << '\n';
  }
  ++facts_;
}

ExportReport JsonLinesExporter::report() const {
  return {.entities = entities_, .facts = facts_, .replaced_characters = 0};
}

}  // namespace entente
