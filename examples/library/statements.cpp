#include "statements.h"

#include "extract/modules/clause.h"

using namespace entente;

void extract_statements(const Analysis& analysis, std::vector<Relation>& relations) {
  for (std::size_t s = 0; s < analysis.trees.size(); ++s) {
    for (const Mention& mention : analysis.entities.mentions().of(s)) {
      const auto verb = analysis.trees[s].governing_verb(mention.head);
      if (!verb) continue;
      const auto source = worded_source_of(analysis, s, *verb);
      if (!source || source->entity == mention.entity) continue;
      Relation relation;
      relation.sentence = s;
      relation.predicate = source->word;  // "dijo": its time and modality are those of the speaking
      relation.subject = source->entity;
      relation.object = mention.entity;
      relation.label = "spoke of";
      relation.date = date_of(analysis, s, source->word);
      relation.modality = modality_of(analysis, s, source->word);
      relation.confidence = mention.kind == MentionKind::Pronoun ? 0.6 : 0.9;
      relation.module = "statements";
      relations.push_back(relation);
    }
  }
}
