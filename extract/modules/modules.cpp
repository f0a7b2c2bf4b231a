#include "extract/modules/modules.h"

namespace entente {

std::vector<Relation> propose_relations(const Analysis& analysis) {
  std::vector<Relation> relations;
  extract_events(analysis, relations);
  extract_nominals(analysis, relations);
  extract_roles(analysis, relations);
  extract_membership(analysis, relations);
  extract_places(analysis, relations);
  return relations;
}

std::vector<Relation> find_relations(const Analysis& analysis, const PairModel* model) {
  std::vector<Relation> relations = propose_relations(analysis);
  drop_repetitions(relations);
  if (model) judge_pairs(analysis, *model, relations);
  settle(analysis, relations);
  date_by_story(analysis, relations);
  settle(analysis, relations);
  return relations;
}

bool is_event(RelationClass relation_class) {
  switch (relation_class) {
    case RelationClass::Role:
    case RelationClass::Member:
    case RelationClass::Located:
    case RelationClass::Kin:
      return false;
    default:
      return true;
  }
}

Triple to_triple(const Analysis& analysis, const Relation& relation) {
  const Sentence& sentence = analysis.annotation.sentences[relation.sentence];
  Triple triple;
  triple.document = analysis.document.id;
  triple.observed = analysis.document.date;
  triple.subject = analysis.entities.entity(relation.subject).ref;
  triple.relation = relation.label;
  triple.relation_class = relation.relation_class;
  triple.object = analysis.entities.entity(relation.object).ref;
  triple.date = relation.date;
  triple.modality = relation.modality;
  if (relation.source) triple.source = analysis.entities.entity(*relation.source).ref;
  triple.confidence = relation.confidence;
  triple.module = relation.module;
  triple.evidence.sentence = relation.sentence;
  triple.evidence.begin = sentence.begin;
  triple.evidence.end = sentence.end;
  triple.evidence.text = analysis.text.slice(sentence.begin, sentence.end);
  return triple;
}

}  // namespace entente
