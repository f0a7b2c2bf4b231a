// Places named together with the larger place they lie in.
#include "extract/modules/modules.h"

namespace entente {
namespace {

bool is_place(const Analysis& analysis, const Mention& mention) {
  const EntityType type = analysis.entities.entity(mention.entity).ref.type;
  return mention.kind == MentionKind::Name &&
         (type == EntityType::GeoPolitical || type == EntityType::Location);
}

Relation located(const Mention& inner, const Mention& outer, std::string label) {
  Relation relation;
  relation.sentence = inner.sentence;
  relation.predicate = inner.head;
  relation.subject = inner.entity;
  relation.object = outer.entity;
  relation.label = std::move(label);
  relation.relation_class = RelationClass::Located;
  relation.confidence = 0.6;
  relation.module = "places";
  return relation;
}

}  // namespace

void extract_places(const Analysis& analysis, std::vector<Relation>& relations) {
  const auto& entities = analysis.entities;
  for (std::size_t s = 0; s < analysis.trees.size(); ++s) {
    const DependencyTree& tree = analysis.trees[s];
    const auto mentions = entities.mentions().of(s);
    for (std::size_t m = 0; m + 1 < mentions.size(); ++m) {
      const Mention& inner = mentions[m];
      const Mention& outer = mentions[m + 1];
      if (!is_place(analysis, inner) || !is_place(analysis, outer) ||
          inner.entity == outer.entity || outer.first != inner.last + 2 ||
          entities.entity(inner.entity).country) {
        continue;
      }
      // "Bariloche (Argentina)", "Bariloche, Argentina"
      const std::string& joint = tree.word(inner.last + 1).form;
      const std::string after = outer.last + 1 < tree.size() ? tree.word(outer.last + 1).form : "";
      const bool bracket = joint == "(" && (after == ")" || after == ",");
      const bool comma = joint == "," && entities.entity(outer.entity).country &&
                         (after == "," || after == ")" || after == "." || after.empty());
      if (bracket || comma) relations.push_back(located(inner, outer, "located in"));
    }
  }
}

}  // namespace entente
