#include "extract/entities/bodies.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "extract/entities/letter_case.h"
#include "extract/entities/names.h"
#include "extract/entities/one_report.h"
#include "extract/entities/salience.h"
#include "extract/entity_id.h"

namespace entente {
namespace {

// What the lexicon knows under a noun with its country: "Parlamento israelí", "US Senate", "Senado
// de Estados Unidos".
const KnownEntity* known_body(const Country& country, std::string_view noun,
                              const Lexicon& lexicon) {
  const auto known_with = [&](const std::string& place) -> const KnownEntity* {
    const std::string body(noun);
    for (const std::string& whole : {body + ' ' + place, place + ' ' + body,
                                     body + ' ' + lexicon.grammar().of.front() + ' ' + place}) {
      const KnownEntity* const known = lexicon.known_entity(whole);
      if (known && known->country == country.code) return known;
    }
    return nullptr;
  };
  const KnownEntity* const alone = lexicon.known_entity(noun);  // "Duma"
  if (alone && alone->country == country.code) return alone;
  for (const auto* const places : {&country.demonyms, &country.names}) {
    for (const std::string& place : *places) {
      if (const KnownEntity* const known = known_with(place)) return known;
    }
  }
  return nullptr;
}

constexpr std::size_t farthest_body = 4;  // sentences back to one of a country less spoken of

class BodyResolver {
 public:
  BodyResolver(std::span<const DependencyTree> trees, const TextIndex& text, const Lexicon& lexicon,
               std::vector<DocumentEntity>& entities, MentionTable& mentions)
      : trees_(trees), text_(text), lexicon_(lexicon), entities_(entities), mentions_(mentions) {}

  void resolve() {
    std::map<std::size_t, std::vector<Mention>> bare;  // by entity
    for (std::size_t s = 0; s < trees_.size(); ++s) {
      for (const Mention& mention : mentions_.of(s)) {
        if (is_shared(entities_[mention.entity])) bare[mention.entity].push_back(mention);
        ++spoken_of_[entities_[mention.entity].ref.country];
      }
    }
    if (bare.empty()) return;
    const std::optional<std::size_t> home =
        home_country(mentions_, trees_.size(), lexicon_, entities_);
    for (const auto& [entity, named] : bare) {
      const StateBody* const body = body_of(entities_[entity]);
      const std::vector<Mention> left = body ? join(*body, entity, named) : named;
      if (left.empty()) continue;
      if (body && !body->several && home) {
        belong_to(*home, *body, entity, left);
      } else {
        know_by_sentence(entities_[entity], trees_[left.front().sentence], text_);
      }
    }
  }

 private:
  // The body that is named without its country.
  const StateBody* body_of(const DocumentEntity& entity) const {
    return lexicon_.state_body(lower(entity.ref.name));
  }

  // Named as others are, too: "Ejército", "Gobierno", "Comisión", "Partido Laborista".
  bool is_shared(const DocumentEntity& entity) const {
    if (entity.ref.type != EntityType::Organization || entity.body || entity.country ||
        lexicon_.known_entity(entity.ref.name)) {
      return false;
    }
    const std::string noun = lower(entity.ref.name);
    const Role* const kind = lexicon_.role(noun);
    const bool is_kind = kind && !allows(kind->holder_types, EntityType::Person) &&
                         allows(kind->holder_types, EntityType::Organization);
    return body_of(entity) || lexicon_.is_state_noun(noun) || is_kind ||
           !lexicon_.known_entities_by_short_name(noun).empty();
  }

  void point(const Mention& mention, std::size_t entity) {
    Mention now = mention;
    now.entity = entity;
    now.link = Link::Variant;
    mentions_.put(now);
  }

  void add_name(std::size_t entity, const std::string& name) {
    auto& names = entities_[entity].names;
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }

  // True where the document names a body of the kind together with its country: "Ejército
  // colombiano", or "Senado estadounidense", which the lexicon knows.
  bool is_with_country(const StateBody& body, const std::string& noun,
                       const DocumentEntity& entity) const {
    if (entity.body) return entity.belongs_to && entity.body->english == body.english;
    const Country* const country = lexicon_.country_by_code(entity.ref.country);
    if (country == nullptr || entity.ref.type != EntityType::Organization) return false;
    const EntityRef place{{}, country->name, EntityType::GeoPolitical, country->code};
    return body_id(body, noun, place, country, lexicon_) == entity.ref.id;
  }

  // Makes mentions of a body those of one that is named with its country: of the last one before
  // or, if there is none, of the first. A country that the document speaks less of than of others
  // has to be named shortly before. Returns the mentions that are left.
  std::vector<Mention> join(const StateBody& body, std::size_t bare,
                            std::span<const Mention> named) {
    const std::string noun = entities_[bare].ref.name;
    std::map<std::size_t, bool> is_whole;  // by entity
    std::vector<Mention> whole;            // in the order of the text
    for (std::size_t s = 0; s < trees_.size(); ++s) {
      for (const Mention& mention : mentions_.of(s)) {
        const auto [known, is_new] = is_whole.try_emplace(mention.entity, false);
        if (is_new) known->second = is_with_country(body, noun, entities_[mention.entity]);
        if (known->second) whole.push_back(mention);
      }
    }
    std::vector<Mention> left;
    for (const Mention& mention : named) {
      const auto after = std::ranges::find_if(whole, [&](const Mention& other) {
        return std::pair(other.sentence, other.first) > std::pair(mention.sentence, mention.first);
      });
      const bool is_before = after != whole.begin();
      const auto meant = is_before ? std::prev(after) : after;
      const bool is_near = is_before && mention.sentence - meant->sentence <= farthest_body;
      if (meant == whole.end() ||
          !(is_near || is_most_spoken_of(entities_[meant->entity].ref.country))) {
        left.push_back(mention);
        continue;
      }
      point(mention, meant->entity);
      add_name(meant->entity, noun);
    }
    return left;
  }

  bool is_most_spoken_of(const std::string& country) const {
    const auto own = spoken_of_.find(country);
    return own != spoken_of_.end() && std::ranges::all_of(spoken_of_, [&](const auto& other) {
             return other.first.empty() || other.second <= own->second;
           });
  }

  void belong_to(std::size_t country, const StateBody& body, std::size_t bare,
                 std::span<const Mention> named) {
    const DocumentEntity& owner = entities_[country];
    const std::string name = entities_[bare].ref.name;
    const std::string id = body_id(body, name, owner.ref, owner.country, lexicon_);
    const auto same = std::ranges::find_if(
        entities_, [&](const DocumentEntity& other) { return other.ref.id == id; });
    if (same == entities_.end()) {
      entities_[bare].ref.country = owner.ref.country;
      entities_[bare].ref.id = id;
      entities_[bare].body = &body;
      return;
    }
    const auto meant = static_cast<std::size_t>(same - entities_.begin());
    for (const Mention& mention : named) point(mention, meant);
    add_name(meant, name);
  }

  std::span<const DependencyTree> trees_;
  const TextIndex& text_;
  const Lexicon& lexicon_;
  std::vector<DocumentEntity>& entities_;
  MentionTable& mentions_;
  std::map<std::string, std::size_t> spoken_of_;  // mentions of what is of a country, by code
};

}  // namespace

std::string body_id(const StateBody& body, std::string_view noun, const EntityRef& place,
                    const Country* country, const Lexicon& lexicon) {
  for (const std::string_view name : {noun, std::string_view(body.english)}) {
    const KnownEntity* const known = country ? known_body(*country, name, lexicon) : nullptr;
    if (known) return entity_id(known->type, known->name);
  }
  // The state of Georgia has a Supreme Court, too.
  const std::string within = country ? "" : ' ' + place.country;
  return entity_id(EntityType::Organization, body.english + " of " + place.name + within);
}

void resolve_bodies(std::span<const DependencyTree> trees, const TextIndex& text,
                    const Lexicon& lexicon, std::vector<DocumentEntity>& entities,
                    MentionTable& mentions) {
  BodyResolver(trees, text, lexicon, entities, mentions).resolve();
}

}  // namespace entente
