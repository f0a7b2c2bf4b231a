#include "extract/entities/pronouns.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extract/entities/names.h"
#include "extract/entities/reasons.h"
#include "extract/entities/salience.h"

namespace entente {
namespace {

constexpr int of_main_clause = 20;       // what speaks for a subject when another one is dropped
constexpr int of_a_speaker = 40;         // when that of a verb of saying is
constexpr int of_owner_of_subject = 60;  // for who owns "its subsidiary" in a report

constexpr std::string_view subsidiary_relation = "subsidiary of";  // as the lexicons call it

struct Pronoun {
  std::size_t sentence = 0;
  std::size_t word = 0;
  bool person = true;  // what it may stand for
  bool thing = true;
  bool plural = false;
  bool possessive = false;
  bool native = false;  // "el murciano"
  Gender gender = Gender::Unknown;
};

// False where a pronoun tells too little: a weak one of the object ("lo" may be what was said), one
// that repeats an object ("le dieron a Lima"), a plural with a gender ("ellos", mostly people), and
// what reads the same as "ello" where it is no subject.
bool stands_for_somebody(const DependencyTree& tree, std::size_t word, const Lexicon& lexicon) {
  const Word& form = tree.word(word);
  const bool dative = form.has("Case=Dat");
  if (form.has("PrepCase=Npr") || form.has("Definite=Def")) return false;
  if (form.has("Number=Plur") && !form.has("Poss=Yes")) {
    return !dative && !form.has("Gender=Masc") && !form.has("Gender=Fem");
  }
  if (form.has("Case=Acc,Nom")) return tree.relation(word) == "nsubj";
  const auto verb = tree.head(word);
  if (!dative || !verb) return true;
  const auto children = tree.children(*verb);
  return std::none_of(children.begin(), children.end(), [&](std::size_t c) {
    return tree.word(c).upos != Upos::Verb && holds(lexicon.grammar().dative, tree.case_of(c));
  });
}

std::optional<Pronoun> pronoun_at(const DependencyTree& tree, std::size_t sentence,
                                  std::size_t word, const Lexicon& lexicon) {
  const Word& form = tree.word(word);
  if (is_native(tree, word, lexicon)) {
    Pronoun native;
    native.sentence = sentence;
    native.word = word;
    native.thing = false;
    native.native = true;
    native.gender = form.has("Gender=Fem") ? Gender::Feminine : Gender::Masculine;
    return native;
  }
  const bool personal = form.has("PronType=Prs") && form.has("Person=3");
  if (!personal || (form.upos != Upos::Pron && form.upos != Upos::Det)) return {};
  if (form.has("Reflex=Yes") || tree.relation(word) == "expl") return {};  // "it is clear that"
  if (!stands_for_somebody(tree, word, lexicon)) return {};
  Pronoun pronoun;
  pronoun.sentence = sentence;
  pronoun.word = word;
  pronoun.possessive = form.has("Poss=Yes") || form.has("Case=Gen");
  // The number of "su" is that of what is owned.
  pronoun.plural = form.has("Number=Plur") && form.upos == Upos::Pron;
  if (form.has("Gender=Neut")) pronoun.person = false;
  if (form.has("Gender=Masc")) pronoun.gender = Gender::Masculine;
  if (form.has("Gender=Fem")) pronoun.gender = Gender::Feminine;
  if (pronoun.gender != Gender::Unknown) pronoun.thing = false;
  return pronoun;
}

// A verb, or a noun with its copula, whose subject is left out.
struct SilentClause {
  std::size_t predicate = 0;
  std::size_t word = 0;  // that stands for the subject: the verb or the copula
  bool plural = false;
  bool reports = false;  // "dijo"
};

std::optional<SilentClause> silent_clause(const DependencyTree& tree, std::size_t predicate,
                                          const Lexicon& lexicon) {
  const Word& head = tree.word(predicate);
  SilentClause clause{predicate, predicate, false, false};
  clause.reports = head.upos == Upos::Verb && lexicon.is_reporting_verb(head.lemma);
  const bool main = !tree.head(predicate);
  if (!main && !(clause.reports && tree.relation(predicate) == "parataxis")) return {};
  const Word* finite = head.has("VerbForm=Fin") ? &head : nullptr;
  bool has_copula = false;
  for (const std::size_t c : tree.children(predicate)) {
    const std::string_view relation = tree.relation(c);
    const bool subject = relation == "nsubj" || relation == "csubj";
    const bool impersonal = relation == "expl" && tree.word(c).deprel != "expl:pv";
    if (subject || impersonal) return {};
    if (relation != "aux" && relation != "cop") continue;
    if (!finite && tree.word(c).has("VerbForm=Fin")) finite = &tree.word(c);
    if (relation == "cop") {
      has_copula = true;
      clause.word = c;
    }
  }
  const bool exists =
      head.upos == Upos::Verb && holds(lexicon.grammar().perfect_auxiliaries, head.lemma);
  const bool clause_as_subject =
      has_copula && (tree.child(predicate, "ccomp") || tree.child(predicate, "xcomp"));
  if (!finite || !finite->has("Person=3") || exists || clause_as_subject) return {};
  if (head.upos != Upos::Verb && !has_copula) return {};
  clause.plural = finite->has("Number=Plur");
  return clause;
}

class PronounResolver {
 public:
  PronounResolver(std::span<const DependencyTree> trees, std::span<const DocumentEntity> entities,
                  const Lexicon& lexicon, MentionTable& mentions)
      : trees_(trees),
        entities_(entities),
        lexicon_(lexicon),
        mentions_(mentions),
        salience_(trees) {}

  void resolve() {
    for (std::size_t s = 0; s < trees_.size(); ++s) note_places(s);
    for (std::size_t s = 0; s < trees_.size(); ++s) {
      if (lexicon_.grammar().drops_subjects) resolve_silent_clauses(s);
      for (std::size_t i = 0; i < trees_[s].size(); ++i) resolve_pronoun(s, i);
      for (const Mention& mention : mentions_.of(s)) salience_.note(mention);
    }
  }

 private:
  void resolve_pronoun(std::size_t s, std::size_t i) {
    const auto pronoun = pronoun_at(trees_[s], s, i, lexicon_);
    if (!pronoun || mentions_.at(s, i)) return;
    const auto entity = antecedent_of(*pronoun);
    if (!entity) return;
    if (pronoun->native) {
      mentions_.put({s, i, i, i, MentionKind::Description, *entity, Link::DefiniteNoun});
      return;
    }
    const Link link = pronoun->possessive ? Link::Possessive : Link::Pronoun;
    mentions_.put({s, i, i, i, MentionKind::Pronoun, *entity, link});
    if (pronoun->gender != Gender::Unknown) genders_[*entity] = pronoun->gender;
  }

  std::optional<std::size_t> antecedent_of(const Pronoun& pronoun) const {
    if (const auto owner = coordinated_owner(pronoun)) return owner;
    const auto judged = judged_for_own(pronoun);
    const auto score = [&](const Mention& mention) -> std::optional<int> {
      if (!may_be(pronoun, mention) || (judged && !is_within(*judged, pronoun, mention))) return {};
      return salience_.of(mention, pronoun.sentence, pronoun.word) +
             (owns_subsidiary(pronoun, mention) ? of_owner_of_subject : 0);
    };
    return readiest(mentions_, pronoun.sentence, farthest_antecedent, score);
  }

  // "Sanctioned a firm over its aid to Iran", "criticó a Morel por su visita": the object of a verb
  // that judges, where a possessive stands in the reason; the deed is the judged one's, named or
  // not.
  std::optional<std::size_t> judged_for_own(const Pronoun& pronoun) const {
    const DependencyTree& tree = trees_[pronoun.sentence];
    if (!pronoun.possessive) return {};
    for (auto at = tree.head(pronoun.word); at && tree.head(*at); at = tree.head(*at)) {
      const auto verb = tree.governing_verb(*tree.head(*at));
      const auto object = verb ? tree.child(*verb, "obj") : std::nullopt;
      const bool below =
          object && *object < *at && (tree.head(*at) == verb || tree.head(*at) == object);
      if (below && is_reason(lexicon_.grammar(), tree, *at) &&
          judges_object(lexicon_, tree.word(*verb).lemma)) {
        return may_own(*object, pronoun) ? object : std::nullopt;
      }
    }
    return {};
  }

  // "Jailed Hart for insulting its president": who is judged, named or not, is nothing that "its"
  // may stand for.
  bool may_own(std::size_t judged, const Pronoun& pronoun) const {
    const DependencyTree& tree = trees_[pronoun.sentence];
    bool named = false;
    for (const Mention& mention : mentions_.of(pronoun.sentence)) {
      if (mention.kind == MentionKind::Demonym || mention.first >= pronoun.word ||
          !tree.dominates(judged, mention.head)) {
        continue;
      }
      if (may_be(pronoun, mention)) return true;
      named = true;
    }
    const Role* const role = lexicon_.role(tree.word(judged).lemma);
    const bool is_person = role && role->holder_types.empty();
    return !named && (pronoun.person || !is_person);
  }

  bool is_within(std::size_t word, const Pronoun& pronoun, const Mention& mention) const {
    return mention.sentence == pronoun.sentence &&
           trees_[pronoun.sentence].dominates(word, mention.head);
  }

  // "El informe de Acme fue remitido a la Comisión sobre su filial", "a letter from Acme to the
  // Commission on its unit": of the company that the subject is of, and not of who receives it.
  bool owns_subsidiary(const Pronoun& pronoun, const Mention& mention) const {
    const DependencyTree& tree = trees_[pronoun.sentence];
    if (!pronoun.possessive || !tree.head(pronoun.word) || mention.sentence != pronoun.sentence ||
        entities_[mention.entity].ref.type != EntityType::Organization) {
      return false;
    }
    const auto subject = tree.head(tree.renamed(mention.head));
    const bool beside =
        tree.relation(*tree.head(pronoun.word)) == "conj";  // "on Acme and its unit"
    if (!subject || tree.relation(*subject) != "nsubj" || beside) return false;
    const std::string preposition = tree.case_of(mention.head);
    return owns_a(subsidiary_relation, pronoun) &&
           (preposition.empty() || holds(lexicon_.grammar().origin, preposition));
  }

  // "Su filial", and "its subsidiary Acme", where the name may be the head.
  bool owns_a(std::string_view kind, const Pronoun& pronoun) const {
    const DependencyTree& tree = trees_[pronoun.sentence];
    for (std::size_t i = pronoun.word + 1; i <= *tree.head(pronoun.word); ++i) {
      const Role* const role = lexicon_.role(tree.word(i).lemma);
      if (role && role->relation == kind) return true;
    }
    return false;
  }

  // "Joe Biden and his son", "a Alfonso Guerra y a su esposa": whom what is owned stands beside.
  std::optional<std::size_t> coordinated_owner(const Pronoun& pronoun) const {
    const DependencyTree& tree = trees_[pronoun.sentence];
    const auto owned = tree.head(pronoun.word);
    if (!pronoun.possessive || !owned || tree.relation(*owned) != "conj") return {};
    const Mention* const beside = mentions_.at(pronoun.sentence, *tree.head(*owned));
    const bool meant = beside && beside->first < pronoun.word && may_be(pronoun, *beside) &&
                       entities_[beside->entity].ref.type == EntityType::Person;
    return meant ? std::optional{beside->entity} : std::nullopt;
  }

  bool may_be(const Pronoun& pronoun, const Mention& mention) const {
    if (!can_be_meant(mention) || !agrees(pronoun, mention)) return false;
    if (pronoun.native && !is_called_so(pronoun, mention.entity)) return false;
    const Gender gender = gender_of(mention.entity);
    const bool known = gender != Gender::Unknown && pronoun.gender != Gender::Unknown;
    if (known && gender != pronoun.gender) return false;
    if (mention.sentence != pronoun.sentence) return true;
    if (mention.first >= pronoun.word) {
      return pronoun.possessive && is_subject_of_clause(pronoun, mention);
    }
    return pronoun.possessive || !shares_verb(pronoun, mention);
  }

  // "El marroquí" is whom the text calls "el marroquí Yunes El Aynaui" or, where it calls nobody
  // so, who is not said to be of another place.
  bool is_called_so(const Pronoun& native, std::size_t entity) const {
    const std::string_view form = trees_[native.sentence].word(native.word).form;
    const Country* const country = lexicon_.country_by_demonym(form);
    const std::string& place =
        country ? country->name : lexicon_.known_entity_by_demonym(form)->name;
    const bool tells = std::ranges::any_of(
        places_, [&](const auto& person) { return person.second.contains(place); });
    const auto own = places_.find(entity);
    return tells ? own != places_.end() && own->second.contains(place) : own == places_.end();
  }

  // Which places demonyms before their names say that persons are of, or what the names head
  // takes for something else.
  void note_places(std::size_t s) {
    const auto row = mentions_.of(s);
    for (std::size_t i = 1; i < row.size(); ++i) {
      const bool behind_demonym =
          row[i - 1].kind == MentionKind::Demonym && row[i - 1].last + 1 == row[i].first;
      if (behind_demonym) places_[row[i].entity].insert(entities_[row[i - 1].entity].ref.name);
    }
  }

  // What pronouns said of somebody goes before what the name says.
  Gender gender_of(std::size_t entity) const {
    const auto said = genders_.find(entity);
    return said == genders_.end() ? entities_[entity].gender : said->second;
  }

  bool can_be_meant(const Mention& mention) const {
    return mention.kind != MentionKind::Demonym && !is_dateline(trees_[mention.sentence]);
  }

  bool agrees(const Pronoun& pronoun, const Mention& mention) const {
    const DependencyTree& tree = trees_[mention.sentence];
    const EntityType type = entities_[mention.entity].ref.type;
    if (pronoun.plural) {
      return type != EntityType::Person && tree.word(mention.head).has("Number=Plur");
    }
    if (type == EntityType::Person) return pronoun.person;
    if (!pronoun.thing) return false;
    // A place that may be meant by what persons are meant by, too, acts: "Francia retiró a su".
    const bool acts = !pronoun.person || is_subject(tree, mention) || mention.link == Link::State ||
                      mention.link == Link::Capital;
    return type == EntityType::Organization || (type == EntityType::GeoPolitical && acts);
  }

  // "In his speech, Bush said"
  bool is_subject_of_clause(const Pronoun& pronoun, const Mention& mention) const {
    const DependencyTree& tree = trees_[pronoun.sentence];
    const std::size_t subject = tree.renamed(mention.head);
    if (tree.relation(subject) != "nsubj") return false;
    const auto owned = tree.head(pronoun.word);
    return owned && tree.governing_verb(*owned) == tree.head(subject) &&
           !tree.dominates(subject, pronoun.word);
  }

  // "Bush met him": arguments of one verb are different people.
  bool shares_verb(const Pronoun& pronoun, const Mention& mention) const {
    const DependencyTree& tree = trees_[pronoun.sentence];
    const auto verb = tree.head(pronoun.word);
    return verb && (verb == tree.head(tree.renamed(mention.head)) || mention.head == *verb);
  }

  void resolve_silent_clauses(std::size_t s) {
    for (std::size_t i = 0; i < trees_[s].size(); ++i) {
      const auto clause = silent_clause(trees_[s], i, lexicon_);
      if (!clause || mentions_.at(s, clause->word)) continue;
      const auto entity = dropped_subject(s, *clause);
      if (!entity) continue;
      mentions_.put({s, clause->word, clause->word, clause->word, MentionKind::Pronoun, *entity,
                     Link::DroppedSubject});
    }
  }

  std::optional<std::size_t> dropped_subject(std::size_t s, const SilentClause& clause) const {
    if (s == 0 || (!clause.reports && is_told_of_another(s - 1, clause))) return {};
    const auto score = [&](const Mention& mention) -> std::optional<int> {
      if (!can_be_dropped(mention, clause)) return {};
      return readiness(mention, s, clause);
    };
    return readiest(mentions_, s - 1, clause.reports ? farthest_antecedent - 1 : 0, score);
  }

  bool can_be_dropped(const Mention& mention, const SilentClause& clause) const {
    const DependencyTree& tree = trees_[mention.sentence];
    if (!can_be_meant(mention) || !is_subject(tree, mention)) return false;
    const EntityType type = entities_[mention.entity].ref.type;
    const bool acts = type == EntityType::Person || type == EntityType::Organization ||
                      type == EntityType::GeoPolitical;
    return acts && tree.word(mention.head).has("Number=Plur") == clause.plural;
  }

  int readiness(const Mention& mention, std::size_t s, const SilentClause& clause) const {
    const DependencyTree& tree = trees_[mention.sentence];
    int score = salience_.of(mention, s, clause.word);
    std::optional<std::size_t> predicate = tree.head(tree.renamed(mention.head));
    if (mention.link == Link::DroppedSubject && tree.relation(mention.head) != "cop") {
      predicate = mention.head;
    }
    if (!predicate) return score;
    if (!tree.head(*predicate)) score += of_main_clause;
    const bool speaks = lexicon_.is_reporting_verb(tree.word(*predicate).lemma);
    if (clause.reports && speaks) score += of_a_speaker;
    return score;
  }

  // True where the main verb of a sentence has a subject that nothing named stands for.
  bool is_told_of_another(std::size_t s, const SilentClause& clause) const {
    const DependencyTree& tree = trees_[s];
    for (std::size_t i = 0; i < tree.size(); ++i) {
      if (tree.head(i)) continue;
      const auto subject = tree.child(i, "nsubj");
      const auto row = mentions_.of(s);
      return subject && tree.word(*subject).has("Number=Plur") == clause.plural &&
             std::none_of(row.begin(), row.end(), [&](const Mention& mention) {
               return tree.renamed(mention.head) == *subject ||
                      (mention.first <= *subject && *subject <= mention.last);
             });
    }
    return false;
  }

  std::span<const DependencyTree> trees_;
  std::span<const DocumentEntity> entities_;
  const Lexicon& lexicon_;
  MentionTable& mentions_;
  std::map<std::size_t, Gender> genders_;                // by entity
  std::map<std::size_t, std::set<std::string>> places_;  // by entity
  Salience salience_;
};

}  // namespace

void resolve_pronouns(std::span<const DependencyTree> trees,
                      std::span<const DocumentEntity> entities, const Lexicon& lexicon,
                      MentionTable& mentions) {
  PronounResolver(trees, entities, lexicon, mentions).resolve();
}

}  // namespace entente
