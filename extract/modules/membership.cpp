// Bodies of a country, and names that a demonym or origin gives to one.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "extract/entities/letter_case.h"
#include "extract/modules/modules.h"

namespace entente {
namespace {

Relation member_of(const Mention& mention, std::size_t country, std::string label,
                   double confidence) {
  Relation relation;
  relation.sentence = mention.sentence;
  relation.predicate = mention.head;
  relation.subject = mention.entity;
  relation.object = country;
  relation.label = std::move(label);
  relation.relation_class = RelationClass::Member;
  relation.confidence = confidence;
  relation.module = "membership";
  return relation;
}

// "el Ejército colombiano" is the army of Colombia.
void body_of_country(const Analysis& analysis, const Mention& mention,
                     std::vector<Relation>& relations) {
  const DocumentEntity& entity = analysis.entities.entity(mention.entity);
  if (entity.body && entity.belongs_to) {
    relations.push_back(
        member_of(mention, *entity.belongs_to, lower(entity.body->english) + " of", 0.7));
  }
}

// The demonym that describes a name: right before it ("el sueco Thomas Johansson", "la empresa
// española Telefónica") or before the nouns that introduce it ("Swedish tennis player Thomas
// Johansson").
const Mention* demonym_before(const Analysis& analysis, const Mention& mention) {
  constexpr std::size_t longest_introduction = 4;  // words of "former tennis player"
  const DependencyTree& tree = analysis.trees[mention.sentence];
  const auto& mentions = analysis.entities.mentions();
  for (std::size_t back = 1; back <= longest_introduction && back <= mention.first; ++back) {
    const std::size_t before = mention.first - back;
    const Mention* demonym = mentions.at(mention.sentence, before);
    if (demonym) {
      const auto head = tree.head(before);
      const bool describes = head == mention.head || tree.head(mention.head) == before ||
                             head == tree.head(mention.head) ||
                             (head && back > 1 && *head > before);
      return demonym->kind == MentionKind::Demonym && describes ? demonym : nullptr;
    }
    const Word& word = tree.word(before);
    const bool introduces = word.upos == Upos::Noun || word.upos == Upos::Adj;
    if (!introduces || word.has("Number=Plur")) return nullptr;
  }
  return nullptr;
}

// "Ids Postma of the Netherlands", "his wife Anna, from Chile": where somebody comes from. Of what
// an organisation belongs to only the preposition right behind its name tells.
void origin_of_name(const Analysis& analysis, const Mention& place,
                    std::vector<Relation>& relations) {
  const DependencyTree& tree = analysis.trees[place.sentence];
  const auto& entities = analysis.entities;
  const auto head = tree.head(place.head);
  const bool attached = head && tree.relation(place.head) == "nmod" && *head < place.first;
  if (!attached || entities.entity(place.entity).ref.type != EntityType::GeoPolitical ||
      !holds(analysis.lexicon.grammar().origin, tree.case_of(place.head))) {
    return;
  }
  const Mention* name = entities.mentions().at(place.sentence, *head);
  if (!name || name->kind != MentionKind::Name || name->entity == place.entity) return;
  const EntityType type = entities.entity(name->entity).ref.type;
  const bool country = entities.entity(place.entity).country != nullptr;
  if (type == EntityType::Person) {
    relations.push_back(member_of(*name, place.entity, "from", 0.6));
  } else if (type == EntityType::Organization && country) {
    relations.push_back(member_of(*name, place.entity, "organisation of", 0.6));
  } else if (type == EntityType::Organization) {
    relations.push_back(member_of(*name, place.entity, "based in", 0.6));
    relations.back().relation_class = RelationClass::Located;
  }
}

void demonym_of_name(const Analysis& analysis, const Mention& mention,
                     std::vector<Relation>& relations) {
  const EntityType type = analysis.entities.entity(mention.entity).ref.type;
  const bool can_belong = type == EntityType::Person || type == EntityType::Organization;
  if (!can_belong) return;
  const Mention* demonym = demonym_before(analysis, mention);
  // "The Muslim cleric": of a people, which nobody comes from.
  if (!demonym || analysis.entities.entity(demonym->entity).ref.type == EntityType::Misc) return;
  const std::size_t before = demonym->first;
  // "el presidente chileno Tomás Quiroga": the post says so already.
  const auto& roles = analysis.entities.roles();
  const bool is_post = std::any_of(roles.begin(), roles.end(), [&](const RolePhrase& role) {
    const bool same =
        std::find(role.targets.begin(), role.targets.end(), demonym->entity) != role.targets.end();
    return role.sentence == mention.sentence && role.holder == mention.entity &&
           (same || (role.first <= before && before <= role.last));
  });
  if (is_post) return;
  relations.push_back(member_of(mention, demonym->entity,
                                type == EntityType::Person ? "from" : "organisation of", 0.6));
}

}  // namespace

void extract_membership(const Analysis& analysis, std::vector<Relation>& relations) {
  for (std::size_t s = 0; s < analysis.trees.size(); ++s) {
    for (const Mention& mention : analysis.entities.mentions().of(s)) {
      if (mention.kind == MentionKind::Body) body_of_country(analysis, mention, relations);
      if (mention.kind == MentionKind::Name) {
        demonym_of_name(analysis, mention, relations);
        origin_of_name(analysis, mention, relations);
      }
    }
  }
}

}  // namespace entente
