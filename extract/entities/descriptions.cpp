#include "extract/entities/descriptions.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/entities/letter_case.h"
#include "extract/entities/roles.h"
#include "extract/entities/salience.h"
#include "extract/entity_id.h"

namespace entente {
namespace {

constexpr std::string_view state_relation = "country in";  // the kind that every country is of
constexpr std::string_view victim_relation = "victim of";
constexpr std::string_view capital_relation = "capital of";

// Posts of people who speak of others than whom they work for.
constexpr std::array<std::string_view, 2> commenting_posts{"analyst at", "economist at"};

constexpr int as_affiliation = -1000;  // after everybody else

// Posts whose holder "el líder ruso" can mean.
constexpr std::array<std::string_view, 9> leading_posts{
    "leader of", "president of", "prime minister of", "head of government of", "head of state of",
    "king of",   "queen of",     "chancellor of",     "supreme leader of"};

// Rebels have armies, too, but "the army" is the state's.
bool is_armed_force(std::string_view noun, const Lexicon& lexicon) {
  static constexpr std::array<std::string_view, 4> forces{"Army", "Navy", "Air Force",
                                                          "Armed Forces"};
  const StateBody* const body = lexicon.state_body(noun);
  return body && std::ranges::find(forces, body->english) != forces.end();
}

bool leads(std::string_view relation) {
  return std::find(leading_posts.begin(), leading_posts.end(), relation) != leading_posts.end();
}

bool share_target(const RolePhrase& a, const RolePhrase& b) {
  return std::any_of(a.targets.begin(), a.targets.end(), [&](std::size_t target) {
    return std::find(b.targets.begin(), b.targets.end(), target) != b.targets.end();
  });
}

// "presidente", "presidenta"; of a ministry, the same one where the description names it.
bool is_same_role(const RolePhrase& described, const RolePhrase& named) {
  if (described.role->relation != named.role->relation) return false;
  static constexpr std::string_view placeholder = "{portfolio} ";
  std::string unspecified = described.role->relation;
  const std::size_t at = unspecified.find(placeholder);
  if (at != std::string::npos) unspecified.erase(at, placeholder.size());
  return described.relation == named.relation ||
         (at != std::string::npos && described.relation == unspecified);
}

// `named` holds the post that `described` speaks of.
bool is_same_post(const RolePhrase& described, const RolePhrase& named) {
  if (!described.targets.empty() && !named.targets.empty() && !share_target(described, named)) {
    return false;
  }
  if (is_same_role(described, named)) return true;
  return described.relation == "leader of" && leads(named.relation) &&
         share_target(described, named);
}

bool is_of_people(const Role& role) { return can_be_held_by(role, EntityType::Person); }

class DescriptionResolver {
 public:
  DescriptionResolver(std::span<const DependencyTree> trees, std::vector<DocumentEntity>& entities,
                      std::span<const RolePhrase> phrases, const Lexicon& lexicon,
                      MentionTable& mentions)
      : trees_(trees),
        entities_(entities),
        phrases_(phrases),
        lexicon_(lexicon),
        mentions_(mentions),
        salience_(trees) {
    for (std::size_t e = 0; e < entities.size(); ++e) note_kinds_in_name(e);
    for (const RolePhrase& phrase : phrases) {
      if (phrase.holder) kinds_[*phrase.holder].insert(phrase.role->relation);
    }
  }

  void resolve() {
    for (const RolePhrase& phrase : phrases_) forget(phrase);
    std::size_t noted = 0;
    for (std::size_t i = 0; i < phrases_.size(); ++i) {
      for (; noted < phrases_[i].sentence; ++noted) {
        for (const Mention& mention : mentions_.of(noted)) salience_.note(mention);
      }
      if (phrases_[i].holder || !is_definite(phrases_[i]) || is_force(phrases_[i])) continue;
      const Link link = is_of_people(*phrases_[i].role) ? Link::Role : Link::DefiniteNoun;
      if (const auto entity = entity_of(i)) put(phrases_[i], *entity, link);
    }
    resolve_governments();
    resolve_namesakes();
  }

 private:
  // "Banco" of "Banco Santander", "Party" of "Labour Party of Israel"
  void note_kinds_in_name(std::size_t e) {
    if (const Country* const country = entities_[e].country) {
      kinds_[e].insert(std::string(state_relation));
      kinds_[e].insert(country->kinds.begin(), country->kinds.end());  // "la isla" is Cuba
    }
    if (entities_[e].ref.type == EntityType::Person) return;
    for (const std::string& name : entities_[e].names) {
      std::string_view rest = name;
      while (!rest.empty()) {
        const std::size_t space = std::min(rest.find(' '), rest.size());
        const std::string word = lower(rest.substr(0, space));
        if (holds(lexicon_.grammar().of, word)) break;
        const Role* role = lexicon_.role(word);
        const bool of_rebels = !entities_[e].body && is_armed_force(word, lexicon_);
        if (role && !is_of_people(*role) && !of_rebels &&
            allows(role->holder_types, entities_[e].ref.type)) {
          kinds_[e].insert(role->relation);
        }
        rest = rest.substr(std::min(space + 1, rest.size()));
      }
    }
  }

  // "el Gobierno", "the authorities": of the country or region whose government was last spoken of;
  // where none was, of the home country. "El Gobierno regional" is that of the region last named,
  // "local authorities" are nobody's.
  void resolve_governments() {
    const std::optional<std::size_t> home =
        home_country(mentions_, trees_.size(), lexicon_, entities_);
    std::optional<std::size_t> last = home;
    std::optional<std::size_t> region;
    for (std::size_t s = 0; s < trees_.size(); ++s) {
      for (std::size_t i = 0; i < trees_[s].size(); ++i) {
        const Mention* mention = mentions_.at(s, i);
        if (mention && mention->head == i) {
          if (governs(*mention)) last = mention->entity;
          if (is_region(entities_[mention->entity], lexicon_)) region = mention->entity;
        }
        // The names head takes "Gobierno" for a name where it is written so.
        const bool called_so = mention && mention->kind == MentionKind::Name &&
                               mention->first == i && mention->last == i;
        if ((mention && !called_so) || !is_government(trees_[s], i)) continue;
        const auto has = [&](auto is_lemma) { return has_beside(trees_[s], i, is_lemma); };
        if (has([&](const std::string& lemma) { return lexicon_.is_local(lemma); })) continue;
        const bool regional =
            has([&](const std::string& lemma) { return lexicon_.is_regional(lemma); });
        if (regional && !region) continue;
        if (regional) last = region;
        if (last) mentions_.put({s, i, i, i, MentionKind::Country, *last, Link::State});
      }
    }
  }

  // "la convención", "the festival": the last one before it whose name's own noun that is.
  void resolve_namesakes() {
    std::map<std::string, Mention> called;  // by lemma
    for (std::size_t s = 0; s < trees_.size(); ++s) {
      for (std::size_t i = 0; i < trees_[s].size(); ++i) {
        if (const Mention* mention = mentions_.at(s, i)) {
          if (mention->head == i && has_own_noun(*mention)) {
            called[lower(trees_[s].word(i).lemma)] = *mention;
          }
          continue;
        }
        if (called.empty() || !is_definite_noun(trees_[s], i)) continue;
        const std::string lemma = lower(trees_[s].word(i).lemma);
        const auto meant = called.find(lemma);
        if (meant == called.end() || lexicon_.role(lemma) || share_verb(meant->second, s, i) ||
            (is_armed_force(lemma, lexicon_) && !entities_[meant->second.entity].body)) {
          continue;
        }
        mentions_.put(
            {s, i, i, i, MentionKind::Description, meant->second.entity, Link::DefiniteNoun});
      }
    }
  }

  // "Convención Agraria", "Mar Negro", but no "El Mundo": the world is no newspaper.
  bool has_own_noun(const Mention& mention) const {
    if (mention.kind != MentionKind::Name ||
        entities_[mention.entity].ref.type == EntityType::Person) {
      return false;
    }
    for (std::size_t i = mention.first; i <= mention.last; ++i) {
      const Upos upos = trees_[mention.sentence].word(i).upos;
      const bool has_content = upos == Upos::Propn || upos == Upos::Noun || upos == Upos::Adj;
      if (i != mention.head && has_content) return true;
    }
    return false;
  }

  static bool is_definite_noun(const DependencyTree& words, std::size_t i) {
    if (words.word(i).upos != Upos::Noun) return false;
    const auto article = words.child(i, "det");
    return article && *article < i && is_bare(words, i) &&
           (words.word(*article).has("Definite=Def") || words.word(*article).has("PronType=Dem"));
  }

  // Arguments of one verb are two: "la Compañía Agraria compró la compañía".
  bool share_verb(const Mention& mention, std::size_t sentence, std::size_t word) const {
    const auto verb = trees_[sentence].head(word);
    return mention.sentence == sentence && verb && trees_[sentence].head(mention.head) == verb;
  }

  // "el Gobierno cubano", "el Gobierno vasco", "Moscú acusó"
  bool governs(const Mention& mention) const {
    const DocumentEntity& entity = entities_[mention.entity];
    if (mention.link == Link::Capital) return entity.country;
    if (mention.link != Link::State) return false;
    const Word& noun = trees_[mention.sentence].word(mention.head);
    return entity.country ||
           (is_region(entity, lexicon_) && lexicon_.is_government(lower(noun.lemma)));
  }

  // True where a word beside a noun has one of the lexicon's lemmas: "el Gobierno regional".
  template <typename IsLemma>
  static bool has_beside(const DependencyTree& words, std::size_t noun, IsLemma is_lemma) {
    return std::ranges::any_of(words.children(noun),
                               [&](std::size_t c) { return is_lemma(lower(words.word(c).lemma)); });
  }

  bool is_government(const DependencyTree& words, std::size_t i) const {
    if (words.word(i).upos != Upos::Noun && words.word(i).upos != Upos::Propn) return false;
    const auto article = words.child(i, "det");
    return article && words.word(*article).has("Definite=Def") &&
           lexicon_.is_government(lower(words.word(i).lemma)) &&
           is_bare(words, i,
                   [&](std::size_t c) { return lexicon_.is_regional(lower(words.word(c).lemma)); });
  }

  const DependencyTree& tree(const RolePhrase& phrase) const { return trees_[phrase.sentence]; }

  // "el presidente francés", "France's president"
  bool is_definite(const RolePhrase& phrase) const {
    const DependencyTree& words = tree(phrase);
    if (words.word(phrase.noun).has("Number=Plur")) return false;
    for (const std::size_t c : words.children(phrase.noun)) {
      if (c < phrase.noun && words.word(c).deprel == "nmod:poss") return true;
    }
    if (phrase.first == 0) return false;
    const Word& before = words.word(phrase.first - 1);
    return before.upos == Upos::Det && (before.has("Definite=Def") || before.has("PronType=Dem"));
  }

  // "La policía" is no policeman.
  bool is_force(const RolePhrase& phrase) const {
    return is_of_people(*phrase.role) &&
           lexicon_.state_body(lower(tree(phrase).word(phrase.noun).lemma));
  }

  // Nothing but an article and perhaps an adjective behind it: "la compañía aérea".
  static bool is_bare(const DependencyTree& words, std::size_t noun) {
    return is_bare(words, noun, [](std::size_t) { return false; });
  }

  // Likewise, whatever words are `left_out`.
  template <typename LeftOut>
  static bool is_bare(const DependencyTree& words, std::size_t noun, LeftOut left_out) {
    const std::string_view own = words.relation(noun);
    if (words.child(noun, "cop") || own == "appos" || own == "compound") return false;
    const auto children = words.children(noun);
    return std::none_of(children.begin(), children.end(), [&](std::size_t c) {
      const std::string_view relation = words.relation(c);
      const bool narrows = relation == "nmod" || relation == "acl" || relation == "appos" ||
                           relation == "flat" || relation == "compound" || relation == "nummod" ||
                           (relation == "amod" && c < noun);
      return narrows && !left_out(c);
    });
  }

  std::optional<std::size_t> entity_of(std::size_t index) {
    const RolePhrase& phrase = phrases_[index];
    if (const auto holder = holder_of(index)) return holder;
    if (phrase.relation == capital_relation && phrase.targets.size() == 1 && is_plain(phrase)) {
      return capital_of(entities_[phrase.targets.front()].country);
    }
    if (!phrase.targets.empty() || !is_bare(tree(phrase), phrase.noun)) return {};
    if (!is_of_people(*phrase.role)) {
      if (const auto named = named_so(phrase)) return named;
      if (is_armed_force(lower(tree(phrase).word(phrase.noun).lemma), lexicon_)) return {};
      const bool place_alone = phrase.role->relation_class != RelationClass::Member &&
                               !allows(phrase.role->holder_types, EntityType::GeoPolitical);
      if (place_alone) return {};  // "el estadio"
    }
    return of_no_other_kind(phrase);
  }

  // Neither "la antigua capital rusa" nor "the state capital"; "el capital chino" is money.
  bool is_plain(const RolePhrase& phrase) const {
    const DependencyTree& words = tree(phrase);
    const auto children = words.children(phrase.noun);
    return !words.word(phrase.noun).has("Gender=Masc") &&
           std::none_of(children.begin(), children.end(), [&](std::size_t c) {
             const std::string_view relation = words.relation(c);
             return (relation == "amod" || relation == "compound") &&
                    !mentions_.at(phrase.sentence, c);
           });
  }

  // The entity of a country's capital, made where the document does not name it.
  std::optional<std::size_t> capital_of(const Country* country) {
    if (country == nullptr || country->capital_name.empty()) return {};
    for (std::size_t e = 0; e < entities_.size(); ++e) {
      const EntityRef& ref = entities_[e].ref;
      if (ref.name == country->capital_name && ref.country == country->code) return e;
    }
    DocumentEntity entity;
    entity.ref = {entity_id(EntityType::GeoPolitical, country->capital_name), country->capital_name,
                  EntityType::GeoPolitical, country->code};
    entity.names = {entity.ref.name};
    entities_.push_back(std::move(entity));
    return entities_.size() - 1;
  }

  // The last holder of the post named before the phrase, else the first one after it.
  std::optional<std::size_t> holder_of(std::size_t index) const {
    for (std::size_t i = index; i-- > 0;) {
      if (holds_post(phrases_[index], phrases_[i])) return first_with_post(phrases_[i]);
    }
    for (std::size_t i = index + 1; i < phrases_.size(); ++i) {
      if (holds_post(phrases_[index], phrases_[i])) return phrases_[i].holder;
    }
    return {};
  }

  // Its holder or, in "Camacho, hijo del también boxeador Ruiz", "Hart and fellow senator Dunn",
  // the one that he is told beside.
  std::optional<std::size_t> first_with_post(const RolePhrase& named) const {
    const DependencyTree& words = tree(named);
    const bool is_alike = std::ranges::any_of(words.children(named.noun), [&](std::size_t c) {
      return c < named.noun && holds(lexicon_.grammar().alike, lower(words.word(c).lemma));
    });
    for (auto at = words.head(named.noun); is_alike && at; at = words.head(*at)) {
      const Mention* const beside = mentions_.at(named.sentence, *at);
      if (beside && beside->kind == MentionKind::Name && beside->entity != named.holder &&
          entities_[beside->entity].ref.type == EntityType::Person) {
        return beside->entity;
      }
    }
    return named.holder;
  }

  bool holds_post(const RolePhrase& described, const RolePhrase& named) const {
    if (!named.holder || !is_same_post(described, named)) return false;
    if (!agrees(described, *named.holder)) return false;
    // "el equipo italiano" is none that is only said to be a team.
    return is_of_people(*described.role) || described.targets.empty() || !named.targets.empty();
  }

  // Whose name or description has the kind of the phrase: the most salient one near before it, else
  // the last one.
  std::optional<std::size_t> named_so(const RolePhrase& phrase) const {
    const auto is_meant = [&](const Mention& mention) {
      return fits(phrase, mention) && has_kind(mention.entity, phrase.role->relation);
    };
    if (const auto near = most_salient(phrase, is_meant)) return near;
    for (std::size_t s = phrase.sentence; s-- > 0;) {
      const auto row = mentions_.of(s);
      const auto last = std::find_if(row.rbegin(), row.rend(), is_meant);
      if (last != row.rend()) return last->entity;
    }
    return {};
  }

  std::optional<std::size_t> of_no_other_kind(const RolePhrase& phrase) const {
    return most_salient(phrase, [&](const Mention& mention) {
      return fits(phrase, mention) && !kinds_.contains(mention.entity) && !is_told(mention) &&
             !is_of_quoted(mention);
    });
  }

  // "Dijo a Reuters", "told Reuters": the medium that is told is not what is spoken of.
  bool is_told(const Mention& mention) const {
    const DependencyTree& words = trees_[mention.sentence];
    const std::size_t told = words.renamed(mention.head);
    const auto verb = words.head(told);
    if (!verb || entities_[mention.entity].ref.type != EntityType::Organization ||
        !lexicon_.is_reporting_verb(words.word(*verb).lemma)) {
      return false;
    }
    const std::string preposition = words.case_of(told);
    const std::string_view relation = words.relation(told);
    if (!preposition.empty()) return holds(lexicon_.grammar().dative, preposition);
    // "Anunció Acme" is easily taken for an object.
    return relation == "iobj" || (relation == "obj" && words.child(*verb, "nsubj"));
  }

  // "Mary Dunn, an analyst with Acme, said", "said Bob Lutz of Acme": who is only quoted speaks of
  // another company.
  bool is_of_quoted(const Mention& mention) const {
    const bool comments = std::ranges::any_of(phrases_, [&](const RolePhrase& phrase) {
      return phrase.sentence == mention.sentence &&
             std::ranges::find(phrase.targets, mention.entity) != phrase.targets.end() &&
             std::ranges::find(commenting_posts, phrase.role->relation) != commenting_posts.end();
    });
    if (comments) return true;
    const DependencyTree& words = trees_[mention.sentence];
    const auto person = affiliated(mention);
    const auto verb = person ? words.head(*person) : std::nullopt;
    return verb && words.relation(*person) == "nsubj" &&
           lexicon_.is_reporting_verb(words.word(*verb).lemma);
  }

  // The person in "Bob Lutz of Acme", "Bob Lutz, de Acme", where a firm is told only to say who he
  // is.
  std::optional<std::size_t> affiliated(const Mention& firm) const {
    const DependencyTree& words = trees_[firm.sentence];
    const auto person = words.head(firm.head);
    if (!person || words.relation(firm.head) != "nmod" ||
        entities_[firm.entity].ref.type != EntityType::Organization) {
      return {};
    }
    const Mention* const name = mentions_.at(firm.sentence, *person);
    const bool is_name = name && name->last < firm.first && name->kind == MentionKind::Name &&
                         entities_[name->entity].ref.type == EntityType::Person;
    return is_name ? std::optional{words.renamed(*person)} : std::nullopt;
  }

  // The most salient of the mentions in question in the sentences right before a phrase; an
  // argument of its own verb is somebody else: "Microsoft compró la compañía".
  template <typename IsMeant>
  std::optional<std::size_t> most_salient(const RolePhrase& phrase, IsMeant is_meant) const {
    const DependencyTree& words = tree(phrase);
    const auto verb = words.head(phrase.noun);
    const auto score = [&](const Mention& mention) -> std::optional<int> {
      if (mention.sentence == phrase.sentence) {
        if (mention.first >= phrase.first) return {};
        if (verb && words.head(words.renamed(mention.head)) == verb) return {};
      }
      if (!is_meant(mention)) return {};
      return salience_.of(mention, phrase.sentence, phrase.noun) +
             (affiliated(mention) ? as_affiliation : 0);
    };
    return readiest(mentions_, phrase.sentence, farthest_antecedent, score);
  }

  // "La jugadora" is no man; a victim may be either.
  bool agrees(const RolePhrase& phrase, std::size_t person) const {
    const DependencyTree& words = tree(phrase);
    const auto has = [&](const char* gender) { return words.word(phrase.noun).has(gender); };
    switch (entities_[person].gender) {
      case Gender::Masculine:
        return !has("Gender=Fem") || phrase.role->relation == victim_relation;
      case Gender::Feminine:
        return !has("Gender=Masc");
      case Gender::Unknown:
        break;
    }
    return true;
  }

  bool fits(const RolePhrase& phrase, const Mention& mention) const {
    if (mention.kind == MentionKind::Demonym || is_dateline(trees_[mention.sentence])) return false;
    const Role& role = *phrase.role;
    const EntityType type = entities_[mention.entity].ref.type;
    if (type == EntityType::Person && !agrees(phrase, mention.entity)) return false;
    return is_of_people(role) ? type == EntityType::Person : allows(role.holder_types, type);
  }

  bool has_kind(std::size_t entity, const std::string& relation) const {
    const auto kinds = kinds_.find(entity);
    return kinds != kinds_.end() && kinds->second.contains(relation);
  }

  // Takes away what was found before more was known of the phrase.
  void forget(const RolePhrase& phrase) {
    const Mention* mention = mentions_.at(phrase.sentence, phrase.noun);
    if (mention && mention->kind == MentionKind::Description) {
      mentions_.remove(phrase.sentence, phrase.noun);
    }
  }

  // The words of the post alone; what it is held in stays a mention of its own.
  void put(const RolePhrase& phrase, std::size_t entity, Link link) {
    const auto is_free = [&](std::size_t i) { return !mentions_.at(phrase.sentence, i); };
    if (!is_free(phrase.noun)) return;
    std::size_t first = phrase.noun;
    std::size_t last = phrase.noun;
    while (first > phrase.first && is_free(first - 1)) --first;
    while (last < phrase.last && is_free(last + 1)) ++last;
    const auto names = [&](std::size_t i) {
      const Upos upos = tree(phrase).word(i).upos;
      return upos == Upos::Noun || upos == Upos::Adj || upos == Upos::Propn;
    };
    while (first < phrase.noun && !names(first)) ++first;
    while (last > phrase.noun && !names(last)) --last;
    mentions_.put(
        {phrase.sentence, first, last, phrase.noun, MentionKind::Description, entity, link});
  }

  std::span<const DependencyTree> trees_;
  std::vector<DocumentEntity>& entities_;
  std::span<const RolePhrase> phrases_;
  const Lexicon& lexicon_;
  MentionTable& mentions_;
  Salience salience_;
  std::map<std::size_t, std::set<std::string>> kinds_;  // relations of the roles of an entity
};

}  // namespace

void resolve_descriptions(std::span<const DependencyTree> trees,
                          std::vector<DocumentEntity>& entities,
                          std::span<const RolePhrase> phrases, const Lexicon& lexicon,
                          MentionTable& mentions) {
  DescriptionResolver(trees, entities, phrases, lexicon, mentions).resolve();
}

}  // namespace entente
