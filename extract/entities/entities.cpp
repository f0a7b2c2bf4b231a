#include "extract/entities/entities.h"

#include <algorithm>
#include <map>

#include "extract/entities/letter_case.h"
#include "extract/entities/names.h"
#include "extract/entities/roles.h"
#include "extract/entities/text_index.h"
#include "extract/entity_id.h"

namespace entente {

MentionTable::MentionTable(std::span<const DependencyTree> trees) : mentions_(trees.size()) {}

void MentionTable::put(const Mention& mention) {
  auto& row = mentions_[mention.sentence];
  std::erase_if(row, [&](const Mention& other) {
    return other.first <= mention.last && mention.first <= other.last;
  });
  const auto place = std::find_if(
      row.begin(), row.end(), [&](const Mention& other) { return other.first > mention.first; });
  row.insert(place, mention);
}

const Mention* MentionTable::at(std::size_t sentence, std::size_t word) const {
  for (const Mention& mention : mentions_[sentence]) {
    if (mention.first <= word && word <= mention.last) return &mention;
  }
  return nullptr;
}

namespace {

// The country that a noun's own words name: "británico", "de Corea del Norte".
const Mention* country_of_noun(const DependencyTree& tree, std::size_t sentence, std::size_t noun,
                               std::span<const DocumentEntity> entities,
                               const MentionTable& mentions, const Grammar& grammar) {
  for (const std::size_t c : tree.children(noun)) {
    const Mention* mention = mentions.at(sentence, c);
    if (!mention) continue;
    if (mention->kind == MentionKind::Demonym) return mention;
    const EntityType type = entities[mention->entity].ref.type;
    const bool place = type == EntityType::GeoPolitical || type == EntityType::Location;
    const bool of = place && holds(grammar.of, tree.case_of(c)) && mention->head == c;
    if (of && mention->kind == MentionKind::Name && c > noun) return mention;
  }
  return nullptr;
}

class PhraseFinder {
 public:
  PhraseFinder(std::span<const DependencyTree> trees, const TextIndex& text, const Lexicon& lexicon,
               std::vector<DocumentEntity>& entities, MentionTable& mentions)
      : trees_(trees), text_(text), lexicon_(lexicon), entities_(entities), mentions_(mentions) {}

  void find() {
    for (std::size_t s = 0; s < trees_.size(); ++s) {
      for (std::size_t i = 0; i < trees_[s].size(); ++i) {
        const Upos upos = trees_[s].word(i).upos;
        if (upos == Upos::Noun || upos == Upos::Propn || upos == Upos::Adj) look_at(s, i);
      }
    }
  }

 private:
  void look_at(std::size_t s, std::size_t noun) {
    const Word& word = trees_[s].word(noun);
    const std::string lemma = lower(word.lemma);
    const bool is_state = lexicon_.is_state_noun(lemma);
    const bool is_body = !is_state && lexicon_.state_body(lemma) != nullptr;
    const Mention* covering = mentions_.at(s, noun);
    const bool demonym_noun = covering && covering->kind == MentionKind::Demonym &&
                              word.upos == Upos::Noun && word.has("Number=Plur");
    if (demonym_noun) {
      put(s, noun, *covering, MentionKind::Country, covering->entity);  // "los palestinos"
      return;
    }
    if (!is_state && !is_body) return;
    // A name of more words than the noun is somebody's own: "Ejército Popular".
    if (covering && covering->first != covering->last) return;
    const Mention* country =
        country_of_noun(trees_[s], s, noun, entities_, mentions_, lexicon_.grammar());
    if (!country) return;
    const Mention where = *country;
    if (is_state) {
      put(s, noun, where, MentionKind::Country, where.entity);
    } else {
      put(s, noun, where, MentionKind::Body, body_entity(s, noun, where));
    }
  }

  void put(std::size_t s, std::size_t noun, const Mention& country, MentionKind kind,
           std::size_t entity) {
    Mention mention;
    mention.sentence = s;
    mention.first = std::min(noun, country.first);
    mention.last = std::max(noun, country.last);
    mention.head = noun;
    mention.kind = kind;
    mention.entity = entity;
    mentions_.put(mention);
  }

  // The entity of "Ejército colombiano", one for "Ejército de Colombia" too.
  std::size_t body_entity(std::size_t s, std::size_t noun, const Mention& country) {
    const DependencyTree& tree = trees_[s];
    const EntityRef place = entities_[country.entity].ref;
    const auto [at, is_new] =
        bodies_.try_emplace({lower(tree.word(noun).lemma), place.id}, entities_.size());
    const std::string name = text_.one_line(tree.word(std::min(noun, country.first)).begin,
                                            tree.word(std::max(noun, country.last)).end);
    if (is_new) {
      DocumentEntity entity;
      entity.ref = {entity_id(EntityType::Organization, name), name, EntityType::Organization,
                    place.country};
      entity.belongs_to = country.entity;
      entities_.push_back(std::move(entity));
    }
    auto& names = entities_[at->second].names;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    return at->second;
  }

  std::span<const DependencyTree> trees_;
  const TextIndex& text_;
  const Lexicon& lexicon_;
  std::vector<DocumentEntity>& entities_;
  MentionTable& mentions_;
  std::map<std::pair<std::string, std::string>, std::size_t> bodies_;  // (lemma, place) → entity
};

// True where a capital's name at a word acts or is spoken to, as its country does: "Moscú acusó a
// Kiev", "según Moscú". With an article it is rather a team's: "el Madrid".
bool acts_as_country(const DependencyTree& tree, std::size_t word, const Lexicon& lexicon) {
  if (tree.relation(word) == "conj" && tree.word(*tree.head(word)).upos == Upos::Propn &&
      tree.case_of(word).empty()) {
    return acts_as_country(tree, *tree.head(word), lexicon);  // "Moscú y Kiev acordaron"
  }
  const auto head = tree.head(word);
  if (!head || tree.word(*head).upos != Upos::Verb || tree.child(word, "det")) return false;
  const std::string_view relation = tree.relation(word);
  const std::string preposition = tree.case_of(word);
  if (relation == "nsubj") {
    const auto children = tree.children(*head);
    const bool passive = std::any_of(children.begin(), children.end(), [&](std::size_t c) {
      return tree.word(c).upos == Upos::Aux &&
             holds(lexicon.grammar().passive_auxiliaries, tree.word(c).lemma);
    });
    return !passive && tree.child(*head, "nsubj") == word;  // "Kiev fue atacada" is the city
  }
  const bool agent =
      tree.word(*head).has("VerbForm=Part") && holds(lexicon.grammar().agent, preposition);
  if (agent) return true;  // "fue expulsado por Moscú"
  const bool spoken_to = relation == "obj" || relation == "iobj";
  return (spoken_to && holds(lexicon.grammar().dative, preposition)) ||
         lexicon.is_attribution(preposition);
}

// The entity of a country, made where the document names none.
std::size_t country_entity(const Country& country, std::vector<DocumentEntity>& entities) {
  const std::string id = "country/" + country.code;
  for (std::size_t i = 0; i < entities.size(); ++i) {
    if (entities[i].ref.id == id) return i;
  }
  DocumentEntity entity;
  entity.ref = {id, country.name, EntityType::GeoPolitical, country.code};
  entity.names = {country.name};
  entity.country = &country;
  entities.push_back(std::move(entity));
  return entities.size() - 1;
}

bool is_definite(const DependencyTree& tree, const RolePhrase& phrase) {
  if (phrase.first == 0) return false;
  const Word& before = tree.word(phrase.first - 1);
  return before.upos == Upos::Det && (before.has("Definite=Def") || before.has("PronType=Dem"));
}

}  // namespace

DocumentEntities::DocumentEntities(const Document& document, const Annotation& annotation,
                                   std::span<const DependencyTree> trees, const Lexicon& lexicon)
    : mentions_(trees) {
  const TextIndex text(document.text);
  const auto names = find_names(annotation, trees, text, lexicon);
  NameClusters clusters = cluster_names(names);
  entities_ = std::move(clusters.entities);
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::size_t entity = clusters.entity_of[i];
    if (names[i].capital && acts_as_country(trees[names[i].sentence], names[i].head, lexicon)) {
      entity = country_entity(*names[i].capital, entities_);
    }
    mentions_.put(
        {names[i].sentence, names[i].first, names[i].last, names[i].head, names[i].kind, entity});
    if (names[i].country) entities_[clusters.entity_of[i]].country = names[i].country;
  }
  PhraseFinder(trees, text, lexicon, entities_, mentions_).find();

  roles_ = find_roles(trees, entities_, mentions_, lexicon);
  for (std::size_t i = 0; i < roles_.size(); ++i) {
    const RolePhrase& phrase = roles_[i];
    const DependencyTree& tree = trees[phrase.sentence];
    if (phrase.holder || tree.word(phrase.noun).has("Number=Plur") || !is_definite(tree, phrase)) {
      continue;
    }
    if (const auto holder = holder_of(roles_, i)) {
      mentions_.put({phrase.sentence, phrase.first, phrase.last, phrase.noun,
                     MentionKind::Description, *holder});
    }
  }

  // A person belongs to the country of his post. Spanish accents in names that come from another
  // script are the transcription's, not the name's: "Vladímir Putin" is "Vladimir Putin".
  for (const RolePhrase& phrase : roles_) {
    if (!phrase.holder || phrase.targets.empty()) continue;
    DocumentEntity& holder = entities_[*phrase.holder];
    const DocumentEntity& target = entities_[phrase.targets.front()];
    if (holder.ref.type != EntityType::Person || !holder.ref.country.empty()) continue;
    holder.ref.country = target.ref.country;
    const Country* country = lexicon.country_by_code(holder.ref.country);
    if (country && country->script != "Latn") {
      holder.ref.name = without_accents(holder.ref.name);
      if (holder.names.front() != holder.ref.name) {
        holder.names.insert(holder.names.begin(), holder.ref.name);
      }
    }
  }
}

std::span<const RolePhrase> DocumentEntities::roles_of(std::size_t sentence) const {
  const auto before = [](const RolePhrase& phrase, std::size_t s) { return phrase.sentence < s; };
  const auto first = std::lower_bound(roles_.begin(), roles_.end(), sentence, before);
  const auto last = std::lower_bound(first, roles_.end(), sentence + 1, before);
  return {first, last};
}

}  // namespace entente
