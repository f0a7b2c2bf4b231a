// A fact for each holder and target of a role phrase.
#include "extract/modules/clause.h"
#include "extract/modules/modules.h"

namespace entente {

void extract_roles(const Analysis& analysis, std::vector<Relation>& relations) {
  for (const RolePhrase& phrase : analysis.entities.roles()) {
    if (!phrase.holder) continue;
    for (const std::size_t target : phrase.targets) {
      if (target == *phrase.holder) continue;
      Relation relation;
      relation.sentence = phrase.sentence;
      relation.predicate = phrase.noun;
      relation.subject = *phrase.holder;
      relation.object = target;
      relation.label = phrase.relation;
      relation.relation_class = phrase.role->class_for(analysis.entities.entity(target).ref.type);
      // "is not a member of", "will be president of"
      if (analysis.trees[phrase.sentence].child(phrase.noun, "cop")) {
        relation.modality = modality_of(analysis, phrase.sentence, phrase.noun);
      }
      relation.confidence = 0.8;
      relation.module = "roles";
      relations.push_back(std::move(relation));
    }
  }
}

}  // namespace entente
