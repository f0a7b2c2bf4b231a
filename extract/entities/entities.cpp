#include "extract/entities/entities.h"

#include <algorithm>
#include <functional>
#include <map>

#include "extract/entities/bodies.h"
#include "extract/entities/counterparts.h"
#include "extract/entities/descriptions.h"
#include "extract/entities/inner_names.h"
#include "extract/entities/letter_case.h"
#include "extract/entities/name_clusters.h"
#include "extract/entities/names.h"
#include "extract/entities/one_report.h"
#include "extract/entities/pronouns.h"
#include "extract/entities/roles.h"
#include "extract/entities/salience.h"
#include "extract/entities/text_index.h"
#include "extract/entity_id.h"

namespace entente {

MentionTable::MentionTable(std::span<const DependencyTree> trees)
    : mentions_(trees.size()), inside_(trees.size()) {}

void MentionTable::put(const Mention& mention) {
  auto& row = mentions_[mention.sentence];
  std::erase_if(row, [&](const Mention& other) {
    return other.first <= mention.last && mention.first <= other.last;
  });
  const auto place = std::find_if(
      row.begin(), row.end(), [&](const Mention& other) { return other.first > mention.first; });
  row.insert(place, mention);
}

void MentionTable::remove(std::size_t sentence, std::size_t word) {
  std::erase_if(mentions_[sentence], [&](const Mention& mention) {
    return mention.first <= word && word <= mention.last;
  });
}

const Mention* MentionTable::at(std::size_t sentence, std::size_t word) const {
  for (const Mention& mention : mentions_[sentence]) {
    if (mention.first <= word && word <= mention.last) return &mention;
  }
  return nullptr;
}

void MentionTable::put_inside(const Mention& mention) {
  inside_[mention.sentence].push_back(mention);
}

std::vector<Mention> MentionTable::all_of(std::size_t sentence) const {
  std::vector<Mention> all = mentions_[sentence];
  all.insert(all.end(), inside_[sentence].begin(), inside_[sentence].end());
  return all;
}

std::size_t MentionTable::index_of(const Mention& mention) const {
  const auto& row = mentions_[mention.sentence];
  const auto& inside = inside_[mention.sentence];
  const std::less<const Mention*> before;
  if (before(&mention, row.data()) || !before(&mention, row.data() + row.size())) {
    return row.size() + static_cast<std::size_t>(&mention - inside.data());
  }
  return static_cast<std::size_t>(&mention - row.data());
}

namespace {

constexpr std::size_t longest_body = 4;  // words of "cámara de los diputados"

// "Russia's army", "the U.S. army": a name before the noun that stands for its country.
bool is_owner(const DependencyTree& tree, std::size_t word, std::size_t noun) {
  return word < noun &&
         (tree.word(word).deprel == "nmod:poss" || tree.relation(word) == "compound");
}

// The country that a noun's own words name: "británico", "de Corea del Norte", "Russia's".
const Mention* country_of_noun(const DependencyTree& tree, std::size_t sentence, std::size_t noun,
                               std::span<const DocumentEntity> entities,
                               const MentionTable& mentions, const Grammar& grammar) {
  for (const std::size_t c : tree.children(noun)) {
    const Mention* mention = mentions.at(sentence, c);
    if (!mention) continue;
    const EntityType type = entities[mention->entity].ref.type;
    const bool place = type == EntityType::GeoPolitical || type == EntityType::Location;
    if (!place) continue;
    if (mention->kind == MentionKind::Demonym) return mention;
    if (mention->kind != MentionKind::Name || mention->head != c) continue;
    const bool of = c > noun && holds(grammar.of, tree.case_of(c));
    if (of || is_owner(tree, c, noun)) return mention;
  }
  return nullptr;
}

// "Duma rusa" of "Duma (cámara baja) rusa"
std::string without_brackets(std::string name) {
  const std::size_t open = name.find(" (");
  if (open == std::string::npos) return name;
  const std::size_t close = name.find(')', open);
  return close == std::string::npos ? name : name.erase(open, close + 1 - open);
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
  // A noun of the lexicon with the words that belong to it: "tropas", "fuerza aérea".
  struct StateNoun {
    std::size_t first = 0;
    std::size_t last = 0;
    const StateBody* body = nullptr;  // none where it stands for the state itself
  };

  void look_at(std::size_t s, std::size_t noun) {
    const Mention* covering = mentions_.at(s, noun);
    if (covering && covering->kind == MentionKind::Demonym) {
      if (covering->head == noun && names_a_people(trees_[s], noun)) {
        put(s, {covering->first, covering->last, nullptr}, noun, *covering, covering->entity);
      }
      return;
    }
    const auto found = state_noun(trees_[s], noun);
    if (!found) return;
    // A name of more words than the noun is somebody's own: "Ejército Popular".
    if (covering && (covering->first < found->first || covering->last > found->last)) return;
    const Mention* country =
        country_of_noun(trees_[s], s, noun, entities_, mentions_, lexicon_.grammar());
    if (!country) return;
    const Mention where = *country;
    put(s, *found, noun, where, found->body ? body_entity(s, *found, where) : where.entity);
  }

  // "los palestinos", "the Russians", "the French"
  static bool names_a_people(const DependencyTree& tree, std::size_t i) {
    const Word& word = tree.word(i);
    if (word.upos != Upos::Adj) return word.has("Number=Plur");
    const std::string_view relation = tree.relation(i);
    const bool stands_alone = relation == "nsubj" || relation == "obj" || relation == "iobj" ||
                              relation == "obl" || relation == "nmod" || relation == "conj";
    const auto article = tree.child(i, "det");
    return stands_alone && article && tree.word(*article).has("Definite=Def") &&
           !word.has("Number=Sing");
  }

  // The longest entry that ends or begins with the noun: "air force", "ministerio de defensa".
  std::optional<StateNoun> state_noun(const DependencyTree& tree, std::size_t noun) const {
    for (std::size_t size = longest_body; size > 1; --size) {
      if (noun + 1 >= size) {
        const std::size_t first = noun + 1 - size;
        if (const StateBody* body = body_of(tree, first, noun, noun)) {
          return StateNoun{first, noun, body};
        }
      }
      if (noun + size <= tree.size()) {
        const std::size_t last = noun + size - 1;
        if (const StateBody* body = body_of(tree, noun, last, noun)) {
          return StateNoun{noun, last, body};
        }
      }
    }
    const std::string lemma = lower(tree.word(noun).lemma);
    if (lexicon_.is_state_noun(lemma)) return StateNoun{noun, noun, nullptr};
    const StateBody* body = lexicon_.state_body(lemma);
    return body ? std::optional(StateNoun{noun, noun, body}) : std::nullopt;
  }

  // The body that words [first, last] name, the noun as its lemma.
  const StateBody* body_of(const DependencyTree& tree, std::size_t first, std::size_t last,
                           std::size_t noun) const {
    std::string key;
    for (std::size_t i = first; i <= last; ++i) {
      if (i > first) key += ' ';
      key += lower(i == noun ? tree.word(i).lemma : tree.word(i).form);
    }
    return lexicon_.state_body(key);
  }

  void put(std::size_t s, const StateNoun& words, std::size_t noun, const Mention& country,
           std::size_t entity) {
    Mention mention;
    mention.sentence = s;
    mention.first = std::min(words.first, country.first);
    mention.last = std::max(words.last, country.last);
    mention.head = noun;
    mention.kind = words.body ? MentionKind::Body : MentionKind::Country;
    mention.entity = entity;
    mention.link = words.body ? Link::Body : Link::State;
    mentions_.put(mention);
  }

  // The entity of "Ejército colombiano", one for "Ejército de Colombia" too.
  std::size_t body_entity(std::size_t s, const StateNoun& words, const Mention& country) {
    const DependencyTree& tree = trees_[s];
    const DocumentEntity& place = entities_[country.entity];
    const std::size_t begin = range_of(tree, std::min(words.first, country.first)).begin;
    const std::size_t end = range_of(tree, std::max(words.last, country.last)).end;
    const std::string name = without_brackets(text_.one_line(begin, end));
    const std::string noun =
        text_.one_line(range_of(tree, words.first).begin, range_of(tree, words.last).end);
    const auto [at, is_new] =
        bodies_.try_emplace({words.body->english, place.ref.id}, entities_.size());
    if (is_new) {
      const std::string id = body_id(*words.body, noun, place.ref, place.country, lexicon_);
      const auto same = std::ranges::find_if(
          entities_, [&](const DocumentEntity& other) { return other.ref.id == id; });
      if (same != entities_.end()) {
        at->second = static_cast<std::size_t>(same - entities_.begin());
      } else {
        entities_.push_back({.ref = {id, name, EntityType::Organization, place.ref.country},
                             .names = {},
                             .country = nullptr,
                             .body = nullptr,
                             .belongs_to = {}});
      }
      DocumentEntity& entity = entities_[at->second];
      if (!entity.body) entity.body = words.body;
      if (!entity.belongs_to) entity.belongs_to = country.entity;
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
  std::map<std::pair<std::string, std::string>, std::size_t> bodies_;  // (English, place) → entity
};

// What a state does and no city: "el apoyo de Moscú", but the treaty of Amsterdam.
bool is_of_states(RelationClass relation_class) {
  switch (relation_class) {
    case RelationClass::Accuse:
    case RelationClass::Aid:
    case RelationClass::Reject:
    case RelationClass::Request:
    case RelationClass::Sanction:
    case RelationClass::Support:
    case RelationClass::Threaten:
      return true;
    default:
      return false;
  }
}

// What is done to a state and to no city, which may be visited or bombed: "talks with Moscow",
// "protestó ante Rabat", but not a trip to it.
bool is_among_states(RelationClass relation_class, bool is_mutual) {
  return is_of_states(relation_class) || relation_class == RelationClass::Agree ||
         relation_class == RelationClass::Cooperate || relation_class == RelationClass::Protest ||
         (relation_class == RelationClass::Consult && is_mutual);
}

// "Moscow-backed rebels", but "a Moscow-based firm".
bool acts_before_hyphen(const DependencyTree& tree, std::size_t word, const Lexicon& lexicon) {
  const std::size_t participle = word + 2;
  return participle < tree.size() && tree.head(word) == participle &&
         tree.word(word + 1).form == "-" && tree.word(participle).has("VerbForm=Part") &&
         std::ranges::any_of(lexicon.verb_frames(lower(tree.word(participle).lemma)),
                             [](const VerbFrame& frame) {
                               return is_of_states(frame.relation_class) &&
                                      allows(frame.subject_types, EntityType::GeoPolitical);
                             });
}

// "Pyongyang's ally", "aliado de Moscú", and who is: "its ally, Beijing,".
bool is_told_of_by_post(const DependencyTree& tree, std::size_t word, const Lexicon& lexicon) {
  const Role* const role = lexicon.role(lower(tree.word(*tree.head(word)).lemma));
  if (role == nullptr || !is_of_states(role->relation_class)) return false;
  if (tree.relation(word) == "appos") return allows(role->holder_types, EntityType::GeoPolitical);
  const bool of =
      tree.word(word).deprel == "nmod:poss" || holds(lexicon.grammar().of, tree.case_of(word));
  return of && allows(role->target_types, EntityType::GeoPolitical);
}

// True where a word fills a slot of a frame of what states do to each other: "accused Beijing",
// "el apoyo de Moscú", "relations between Moscow and Kyiv".
bool has_part_among_states(const DependencyTree& tree, std::size_t word, const Lexicon& lexicon) {
  const Word& head = tree.word(*tree.head(word));
  const std::string lemma = lower(head.lemma);
  const std::string preposition = tree.case_of(word);
  const auto in = [](const std::vector<Slot>& slots, std::string_view slot) {
    return std::ranges::find(slots, slot) != slots.end();
  };
  if (head.upos == Upos::Verb) {
    const std::string_view relation = tree.relation(word);
    const bool object = (relation == "obj" || relation == "iobj") &&
                        tree.child(*tree.head(word), relation) == word &&
                        (preposition.empty() || holds(lexicon.grammar().dative, preposition));
    const Slot slot = object ? "obj" : preposition;
    // "pidió refuerzos a París", but "invitó a Lula a Moscú"
    const auto thing = tree.child(*tree.head(word), "obj");
    const bool addressed = !object && (relation == "obj" || relation == "iobj") &&
                           holds(lexicon.grammar().dative, preposition) && thing &&
                           tree.case_of(*thing).empty();
    const auto has_theme = [&](const VerbFrame& frame) {
      return std::ranges::any_of(tree.children(*tree.head(word)), [&](std::size_t c) {
        return tree.case_of(c) == frame.theme_preposition &&
               frame.themes.contains(lower(tree.word(c).lemma));
      });
    };
    return !slot.empty() && std::ranges::any_of(lexicon.verb_frames(lemma), [&](const auto& frame) {
      // "asked Moscow for help", "impuso un bloqueo a Doha"; where a theme is the object the name
      // is none.
      const bool leaves_slot =
          frame.themes.empty() ||
          (has_theme(frame) && (slot != "obj" || !frame.theme_preposition.empty()));
      return leaves_slot && is_among_states(frame.relation_class, frame.reciprocal) &&
             (in(frame.targets, slot) || (addressed && in(frame.targets, "iobj"))) &&
             allows(frame.target_types, EntityType::GeoPolitical);
    });
  }
  if (head.upos != Upos::Noun) return false;
  if (is_told_of_by_post(tree, word, lexicon)) return true;
  const Slot slot = tree.word(word).deprel == "nmod:poss" ? "poss" : preposition;
  return !slot.empty() && std::ranges::any_of(lexicon.noun_frames(lemma), [&](const auto& frame) {
    // "the treaty of Amsterdam" is between others.
    const bool between = in(frame.between, slot) && !holds(lexicon.grammar().of, slot);
    const bool target = between || in(frame.targets, slot);
    return target ? is_among_states(frame.relation_class, !frame.between.empty()) &&
                        allows(frame.target_types, EntityType::GeoPolitical)
                  : is_of_states(frame.relation_class) && in(frame.subjects, slot) &&
                        allows(frame.subject_types, EntityType::GeoPolitical);
  });
}

// True where a capital's name at a word acts, is spoken to or has a part in what states do to each
// other, as its country does: "Moscú acusó a Kiev", "según Moscú", "ties with Beijing". With an
// article it is rather a team's: "el Madrid".
bool acts_as_country(const DependencyTree& tree, std::size_t word, const Lexicon& lexicon) {
  if (tree.relation(word) == "conj" && tree.word(*tree.head(word)).upos == Upos::Propn &&
      tree.case_of(word).empty()) {
    return acts_as_country(tree, *tree.head(word), lexicon);  // "Moscú y Kiev acordaron"
  }
  const auto head = tree.head(word);
  if (!head || tree.child(word, "det")) return false;
  if (has_part_among_states(tree, word, lexicon) || acts_before_hyphen(tree, word, lexicon)) {
    return true;
  }
  if (tree.word(*head).upos != Upos::Verb) return false;
  const std::string_view relation = tree.relation(word);
  const std::string preposition = tree.case_of(word);
  if (relation == "nsubj") {
    const auto children = tree.children(*head);
    const bool participle =
        tree.word(*head).has("VerbForm=Part") && !tree.word(*head).has("Tense=Pres");
    const bool passive =
        participle && std::any_of(children.begin(), children.end(), [&](std::size_t c) {
          return tree.word(c).upos == Upos::Aux &&
                 holds(lexicon.grammar().passive_auxiliaries, tree.word(c).lemma);
        });
    return !passive && tree.child(*head, "nsubj") == word;  // "Kiev fue atacada" is the city
  }
  const bool agent =
      tree.word(*head).has("VerbForm=Part") && holds(lexicon.grammar().agent, preposition);
  if (agent) return true;  // "fue expulsado por Moscú"
  // "invitó a Lula a Moscú": of two objects the first is spoken to.
  const bool spoken_to =
      (relation == "obj" || relation == "iobj") && tree.child(*head, relation) == word;
  return (spoken_to && holds(lexicon.grammar().dative, preposition)) ||
         lexicon.is_attribution(preposition);
}

// Whom a capital's name that acts stands for, by its entity: its country or, where an organisation
// has its seat there and the document does not name the country, that organisation. Nothing where
// it names neither: "Brussels" is the European Union, or maybe a city.
std::optional<std::size_t> actor_of_capital(const NameMention& capital,
                                            std::span<const NameMention> names,
                                            std::span<const std::size_t> entity_of,
                                            const Lexicon& lexicon,
                                            std::vector<DocumentEntity>& entities) {
  const KnownEntity* const seated = lexicon.known_entity_by_seat(capital.text);
  if (seated && std::ranges::find(names, capital.capital, &NameMention::country) == names.end()) {
    const auto named = std::ranges::find(names, seated, &NameMention::known);
    if (named == names.end()) return {};
    return entity_of[static_cast<std::size_t>(named - names.begin())];
  }
  return country_entity(*capital.capital, entities);
}

// "Estado" in "secretario de Estado" and "Defensa" in "ministro de Defensa" name nobody; "Rey" does
// where it is short for a name.
void remove_names_in_post(const PostWords& post, const DependencyTree& tree, const Lexicon& lexicon,
                          MentionTable& mentions) {
  for (std::size_t i = post.first; i <= post.last; ++i) {
    const Mention* mention = mentions.at(post.sentence, i);
    const bool inside = mention && mention->kind == MentionKind::Name &&
                        mention->link == Link::Name && post.first <= mention->first &&
                        mention->last <= post.last;
    if (inside && !lexicon.is_government(lower(tree.word(i).lemma))) {
      mentions.remove(post.sentence, i);
    }
  }
}

// "Departamento" in "la sede de su Departamento", "Ministry" in "her Ministry".
bool is_owned_kind(const DependencyTree& tree, std::size_t word, const Lexicon& lexicon) {
  const bool owned = std::ranges::any_of(
      tree.children(word), [&](std::size_t c) { return tree.word(c).has("Poss=Yes"); });
  const std::string noun = lower(tree.word(word).form);
  const Role* const kind = lexicon.role(noun);
  return owned &&
         (lexicon.state_body(noun) || (kind && !can_be_held_by(*kind, EntityType::Person)));
}

// "The Frenchman", as the language writes it: "el Turco" is a nickname.
bool is_person_of_country(const DependencyTree& tree, std::size_t word, const Lexicon& lexicon) {
  const std::string& form = tree.word(word).form;
  const Country* const country = lexicon.country_by_demonym(form);
  const auto article = tree.child(word, "det");
  return country && holds(country->demonyms, form) && article &&
         tree.word(*article).has("Definite=Def");
}

// What the names head takes for names of one word and names nobody.
void remove_nouns(std::span<const DependencyTree> trees, const Lexicon& lexicon,
                  std::span<const DocumentEntity> entities, MentionTable& mentions) {
  for (std::size_t s = 0; s < trees.size(); ++s) {
    for (std::size_t i = 0; i < trees[s].size(); ++i) {
      const Mention* const mention = mentions.at(s, i);
      if (!mention || mention->kind != MentionKind::Name || mention->link != Link::Name ||
          mention->first != i || mention->last != i) {
        continue;
      }
      const bool person = entities[mention->entity].ref.type == EntityType::Person;
      if (is_owned_kind(trees[s], i, lexicon) ||
          (person && is_person_of_country(trees[s], i, lexicon))) {
        mentions.remove(s, i);
      }
    }
  }
}

// Why a name stands for its entity, where it is no capital that acts.
Link link_of(const NameMention& name, const DocumentEntity& entity) {
  if (name.kind == MentionKind::Demonym) return Link::Demonym;
  if (name.folded == fold_name(entity.ref.name)) return Link::Name;
  const bool acronym = is_acronym(name.text) && !name.known && !name.country;
  const bool bracketed = name.same_as != NameMention::none && is_acronym(name.text);
  return acronym || bracketed ? Link::Acronym : Link::Variant;
}

}  // namespace

DocumentEntities::DocumentEntities(const Document& document, const Annotation& annotation,
                                   std::span<const DependencyTree> trees, const Lexicon& lexicon,
                                   const CommonNames& common)
    : mentions_(trees) {
  const TextIndex text(document.text);
  auto names = find_names(annotation, trees, text, lexicon, common);
  const std::size_t outer_names = names.size();
  const auto inner_names = find_inner_names(names, trees, text, lexicon);
  for (const InnerName& inner : inner_names) names.push_back(inner.name);
  NameClusters clusters = cluster_names(names, lexicon);
  entities_ = std::move(clusters.entities);
  for (DocumentEntity& entity : entities_) {
    if (entity.ref.type != EntityType::Person) continue;
    entity.gender = common.gender_of(entity.ref.name.substr(0, entity.ref.name.find(' ')));
  }
  for (std::size_t i = 0; i < outer_names; ++i) {
    std::size_t entity = clusters.entity_of[i];
    Link link = link_of(names[i], entities_[entity]);
    if (names[i].capital && acts_as_country(trees[names[i].sentence], names[i].head, lexicon)) {
      if (const auto actor =
              actor_of_capital(names[i], names, clusters.entity_of, lexicon, entities_)) {
        entity = *actor;
        link = Link::Capital;
      }
    }
    mentions_.put({names[i].sentence, names[i].first, names[i].last, names[i].head, names[i].kind,
                   entity, link});
  }
  remove_nouns(trees, lexicon, entities_, mentions_);
  PhraseFinder(trees, text, lexicon, entities_, mentions_).find();
  resolve_bodies(trees, text, lexicon, entities_, mentions_);

  std::vector<PostWords> posts;
  roles_ = find_roles(trees, entities_, mentions_, lexicon, &posts);
  for (const PostWords& post : posts) {
    remove_names_in_post(post, trees[post.sentence], lexicon, mentions_);
  }
  resolve_descriptions(trees, entities_, roles_, lexicon, mentions_);
  resolve_pronouns(trees, entities_, lexicon, mentions_);
  // Posts once more, now that it is known who "he" in "he is president" and what "the company" in
  // "the company's president" is.
  roles_ = find_roles(trees, entities_, mentions_, lexicon);
  resolve_descriptions(trees, entities_, roles_, lexicon, mentions_);
  add_posts_of_counterparts(trees, mentions_, entities_, roles_);

  for (std::size_t i = 0; i < inner_names.size(); ++i) {
    const NameMention& outer = names[inner_names[i].outer];
    const NameMention& inner = names[outer_names + i];
    const std::size_t entity = clusters.entity_of[outer_names + i];
    const Mention* whole = mentions_.at(outer.sentence, outer.first);
    const bool stands = whole && whole->kind == MentionKind::Name && whole->first == outer.first &&
                        whole->last == outer.last && whole->entity != entity;
    if (!stands) continue;
    mentions_.put_inside({inner.sentence, inner.first, inner.last, inner.head, inner.kind, entity,
                          link_of(inner, entities_[entity])});
  }

  main_country_ = entente::main_country(mentions_, trees.size(), entities_);

  // A person belongs to the country of his post. Spanish accents in names that come from another
  // script are the transcription's, not the name's: "Vladímir Putin" is "Vladimir Putin".
  for (const RolePhrase& phrase : roles_) {
    if (!phrase.holder || phrase.targets.empty() || is_counterpart(phrase)) continue;
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
  know_namesakes_by_sentence(trees, text, common, mentions_, entities_);
}

std::span<const RolePhrase> DocumentEntities::roles_of(std::size_t sentence) const {
  const auto before = [](const RolePhrase& phrase, std::size_t s) { return phrase.sentence < s; };
  const auto first = std::lower_bound(roles_.begin(), roles_.end(), sentence, before);
  const auto last = std::lower_bound(first, roles_.end(), sentence + 1, before);
  return {first, last};
}

}  // namespace entente
