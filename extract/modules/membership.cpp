// Bodies of a country, names that a demonym or origin gives to one, and lands in names.
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "extract/entities/letter_case.h"
#include "extract/language/text_map.h"
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
  if (!demonym) return;
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

// The countries and regions that a document speaks of.
class Lands {
 public:
  explicit Lands(const Analysis& analysis) : lexicon_(analysis.lexicon) {
    const DocumentEntities& entities = analysis.entities;
    for (std::size_t i = 0; i < entities.size(); ++i) {
      const DocumentEntity& entity = entities.entity(i);
      if (entity.ref.type != EntityType::GeoPolitical || entity.body) continue;
      if (entity.country) {
        countries_.emplace(entity.country, i);
      } else {
        regions_.emplace(entity.ref.name, i);
      }
    }
  }

  bool empty() const { return countries_.empty() && regions_.empty(); }

  std::optional<std::size_t> named(std::string_view text) const {
    const Country* country = lexicon_.country_by_name(text);
    return country ? found_in(countries_, country) : std::nullopt;
  }

  std::optional<std::size_t> with_demonym(std::string_view text) const {
    if (const Country* country = lexicon_.country_by_demonym(text)) {
      return found_in(countries_, country);
    }
    const KnownEntity* region = lexicon_.known_entity_by_demonym(text);
    return region ? found_in(regions_, region->name) : std::nullopt;
  }

 private:
  template <typename Map, typename Key>
  static std::optional<std::size_t> found_in(const Map& map, const Key& key) {
    const auto found = map.find(key);
    return found == map.end() ? std::nullopt : std::optional(found->second);
  }

  const Lexicon& lexicon_;
  std::map<const Country*, std::size_t> countries_;
  TextMap<std::size_t> regions_;
};

struct LandInName {
  std::size_t land = 0;  // entity
  bool demonym = false;
};

// The country or region that a name of several words holds: the longest, of equals the last one.
std::optional<LandInName> land_in_name(const Analysis& analysis, const Mention& mention,
                                       const Lands& lands) {
  constexpr std::size_t longest = 4;  // words of "Corea del Norte", "del" being two
  const DependencyTree& tree = analysis.trees[mention.sentence];
  const std::size_t size = mention.last - mention.first + 1;
  for (std::size_t length = std::min(longest, size - 1); length > 0; --length) {
    for (std::size_t back = 0; back + length <= size; ++back) {
      const std::size_t first = mention.last + 1 - length - back;
      const std::string text =
          analysis.text.one_line(tree.word(first).begin, tree.word(first + length - 1).end);
      if (const auto land = lands.named(text)) return LandInName{*land, false};
      if (const auto land = length == 1 ? lands.with_demonym(text) : std::nullopt) {
        return LandInName{*land, true};
      }
    }
  }
  return {};
}

// "Agencia Central de Noticias de Corea del Norte", "Comité Olímpico Japonés", "Australian
// Broadcasting Corporation": an organisation with a land in its name, where the document speaks of
// the land too. "Gobierno Vasco" is no such organisation.
void land_of_name(const Analysis& analysis, const Mention& mention, const Lands& lands,
                  std::vector<Relation>& relations) {
  const auto& entities = analysis.entities;
  if (mention.first == mention.last ||
      entities.entity(mention.entity).ref.type != EntityType::Organization) {
    return;
  }
  const std::string head = lower(analysis.trees[mention.sentence].word(mention.head).lemma);
  if (analysis.lexicon.is_state_noun(head) || analysis.lexicon.is_government(head)) return;
  const auto found = land_in_name(analysis, mention, lands);
  if (!found) return;
  relations.push_back(
      member_of(mention, found->land, "organisation of", found->demonym ? 0.65 : 0.5));
}

}  // namespace

void extract_membership(const Analysis& analysis, std::vector<Relation>& relations) {
  const Lands lands(analysis);
  for (std::size_t s = 0; s < analysis.trees.size(); ++s) {
    for (const Mention& mention : analysis.entities.mentions().of(s)) {
      if (mention.kind == MentionKind::Body) body_of_country(analysis, mention, relations);
      if (mention.kind == MentionKind::Name) {
        demonym_of_name(analysis, mention, relations);
        if (!lands.empty()) land_of_name(analysis, mention, lands, relations);
        origin_of_name(analysis, mention, relations);
      }
    }
  }
}

}  // namespace entente
