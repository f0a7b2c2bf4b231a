// Bodies of a country, and names that a demonym gives to one.
#include <algorithm>

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
  const auto country = analysis.entities.entity(mention.entity).belongs_to;
  const Word& noun = analysis.trees[mention.sentence].word(mention.head);
  const StateBody* body = analysis.lexicon.state_body(lower(noun.lemma));
  if (country && body) {
    relations.push_back(member_of(mention, *country, lower(body->english) + " of", 0.7));
  }
}

// "el sueco Thomas Johansson", "la empresa española Telefónica": a demonym in the noun phrase that
// the name stands in apposition to, or that is itself the noun.
void demonym_of_name(const Analysis& analysis, const Mention& mention,
                     std::vector<Relation>& relations) {
  const DependencyTree& tree = analysis.trees[mention.sentence];
  const auto& mentions = analysis.entities.mentions();
  const EntityType type = analysis.entities.entity(mention.entity).ref.type;
  const bool can_belong = type == EntityType::Person || type == EntityType::Organization;
  if (!can_belong || mention.first == 0) return;
  // The demonym stands right before the name, an article or a common noun before that.
  std::size_t before = mention.first - 1;
  const Mention* demonym = mentions.at(mention.sentence, before);
  if (!demonym || demonym->kind != MentionKind::Demonym) return;
  const bool describes = tree.head(before) == mention.head || tree.head(mention.head) == before ||
                         tree.head(before) == tree.head(mention.head);
  if (!describes) return;
  // "el presidente chileno Tomás Quiroga": the post says so already.
  const auto& roles = analysis.entities.roles();
  const bool is_post = std::any_of(roles.begin(), roles.end(), [&](const RolePhrase& role) {
    return role.sentence == mention.sentence && role.first <= before && before <= role.last &&
           role.holder == mention.entity;
  });
  if (is_post) return;
  relations.push_back(member_of(mention, demonym->entity,
                                type == EntityType::Person ? "from" : "organisation of", 0.6));
}

// "Agencia Central de Noticias de Corea del Norte": an organisation with a country in its name,
// where the document names the country too.
void country_in_name(const Analysis& analysis, const Mention& mention,
                     std::vector<Relation>& relations) {
  const auto& entities = analysis.entities;
  if (entities.entity(mention.entity).ref.type != EntityType::Organization) return;
  const DependencyTree& tree = analysis.trees[mention.sentence];
  for (std::size_t i = mention.first + 1; i < mention.last; ++i) {
    if (!holds(analysis.lexicon.grammar().of, tree.word(i).lemma)) continue;
    const std::size_t start = tree.word(i + 1).upos == Upos::Det ? i + 2 : i + 1;
    if (start > mention.last) continue;
    const Country* country = analysis.lexicon.country_by_name(
        analysis.text.one_line(tree.word(start).begin, tree.word(mention.last).end));
    if (!country) continue;
    for (std::size_t e = 0; e < entities.size(); ++e) {
      if (entities.entity(e).country != country) continue;
      relations.push_back(member_of(mention, e, "organisation of", 0.6));
      return;
    }
  }
}

}  // namespace

void extract_membership(const Analysis& analysis, std::vector<Relation>& relations) {
  for (std::size_t s = 0; s < analysis.trees.size(); ++s) {
    for (const Mention& mention : analysis.entities.mentions().of(s)) {
      if (mention.kind == MentionKind::Body) body_of_country(analysis, mention, relations);
      if (mention.kind == MentionKind::Name) {
        demonym_of_name(analysis, mention, relations);
        country_in_name(analysis, mention, relations);
      }
    }
  }
}

}  // namespace entente
