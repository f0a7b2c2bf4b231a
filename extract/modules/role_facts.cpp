// A fact for each holder and target of a role phrase.
#include <optional>
#include <string_view>

#include "extract/modules/clause.h"
#include "extract/modules/modules.h"

namespace entente {
namespace {

constexpr double stated = 0.8;
constexpr double understood = 0.75;

Relation post_of(const Analysis& analysis, const RolePhrase& phrase, std::size_t target,
                 double confidence) {
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
  relation.confidence = confidence;
  relation.module = "roles";
  return relation;
}

// Posts that every country has, and nobody else.
bool is_of_a_country(std::string_view relation) {
  return relation.find("minister of") != std::string_view::npos;
}

}  // namespace

void extract_roles(const Analysis& analysis, std::vector<Relation>& relations) {
  const DocumentEntities& entities = analysis.entities;
  const auto country = entities.main_country();
  for (const RolePhrase& phrase : entities.roles()) {
    if (!phrase.holder) continue;
    for (const std::size_t target : phrase.targets) {
      if (target != *phrase.holder) {
        relations.push_back(post_of(analysis, phrase, target, stated));
      }
    }
    // "The interior minister, Ana Hart": of the country that the document is about, where no other
    // post of hers tells of another.
    const bool unsaid =
        phrase.targets.empty() && entities.entity(*phrase.holder).ref.country.empty();
    if (unsaid && country && is_of_a_country(phrase.role->relation)) {
      relations.push_back(post_of(analysis, phrase, *country, understood));
    }
  }
}

}  // namespace entente
