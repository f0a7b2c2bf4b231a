// Places named together with the larger place they lie in.
#include "extract/modules/modules.h"

namespace entente {
namespace {

bool is_place(const Analysis& analysis, const Mention& mention) {
  const EntityType type = analysis.entities.entity(mention.entity).ref.type;
  return mention.kind == MentionKind::Name &&
         (type == EntityType::GeoPolitical || type == EntityType::Location);
}

Relation located(const Mention& inner, std::size_t outer, std::string label) {
  Relation relation;
  relation.sentence = inner.sentence;
  relation.predicate = inner.head;
  relation.subject = inner.entity;
  relation.object = outer;
  relation.label = std::move(label);
  relation.relation_class = RelationClass::Located;
  relation.confidence = 0.6;
  relation.module = "places";
  return relation;
}

// "la capital, Pyongyang", "la capital francesa, París": the city is the capital of its country,
// where the document names that too.
void capital_called_so(const Analysis& analysis, const Mention& city,
                       std::vector<Relation>& relations) {
  const auto& entities = analysis.entities;
  const EntityRef& ref = entities.entity(city.entity).ref;
  const Country* country = analysis.lexicon.country_by_code(ref.country);
  if (!country || ref.name != country->capital_name || city.first == 0) return;
  const DependencyTree& tree = analysis.trees[city.sentence];
  std::size_t before = city.first - 1;
  if (before > 0 && tree.word(before).form == ",") --before;
  const Mention* demonym = entities.mentions().at(city.sentence, before);
  if (before > 0 && demonym && demonym->kind == MentionKind::Demonym) --before;
  const Role* role = analysis.lexicon.role(tree.word(before).lemma);
  if (!role || role->relation != "capital of") return;
  for (std::size_t i = 0; i < entities.size(); ++i) {
    if (entities.entity(i).country != country) continue;
    relations.push_back(located(city, i, role->relation));
    return;
  }
}

}  // namespace

void extract_places(const Analysis& analysis, std::vector<Relation>& relations) {
  const auto& entities = analysis.entities;
  for (std::size_t s = 0; s < analysis.trees.size(); ++s) {
    const DependencyTree& tree = analysis.trees[s];
    const auto mentions = entities.mentions().of(s);
    for (const Mention& mention : mentions) {
      if (is_place(analysis, mention)) capital_called_so(analysis, mention, relations);
    }
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
      const bool closed = after == "," || after == ")" || after == "." || after.empty();
      const std::string_view relation = tree.relation(outer.head);
      const bool explains = tree.head(outer.head) == inner.head &&
                            (relation == "appos" || relation == "nmod") &&
                            tree.case_of(outer.head).empty();
      const bool in_country = entities.entity(outer.entity).country && closed && relation != "conj";
      const bool in_region = !entities.entity(outer.entity).ref.country.empty() && explains;
      const bool comma = joint == "," && (in_country || in_region);
      if (bracket || comma) relations.push_back(located(inner, outer.entity, "located in"));
    }
  }
}

}  // namespace entente
