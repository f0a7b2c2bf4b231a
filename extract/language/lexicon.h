// What a language knows about words: relation frames, roles, countries, reporting verbs. Data, not
// code.
//
// A lexicon is a folder of JSON files (`extract/language/es/*.json`), read and validated once and
// const afterwards, so that any number of threads may share it. Lemmas are lower case as the
// analysis gives them; "multi word" keys are lemmas or forms joined by one space.
//
// Every loader throws InputError that names the file, the entry ("frames[17]", its lemma) and the
// reason: a missing or unknown field, a value of the wrong kind, an unknown class, a double entry.
// README.md beside this file shows an example of each file.
#pragma once

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/language/text_map.h"
#include "extract/triple.h"

namespace entente {

class LexiconEntry;

// A syntactic place where an argument stands, seen from the predicate:
//   "subj"   the subject (of a passive: the agent)
//   "obj"    the direct object, with or without a personal "a" (of a passive: its subject)
//   "iobj"   the indirect object: a dative pronoun, or "a"/"to" plus a noun
//   "adj"    (of a noun) a demonym adjective: "el apoyo norcoreano"
//   "poss"   (of a noun) a possessive or a genitive: "su apoyo", "Russia's support"
//   "compound"  (of a noun) a name right before the noun: "the U.S. support"
//   "head"   (nouns only) what the word modifies or is said of: "una empresa con sede en París",
//            "el acuerdo es contrario a", "la ciudad, situada en"
//   else     a preposition, as its lemma: "con", "contra", "a", "ante"; one of several words is
//            joined by spaces: "por parte de", "frente a". Of a noun it may hang on a participle:
//            "una carta firmada por"
using Slot = std::string;

// True where a restriction to types lets a type through; an empty one lets all.
bool allows(const std::vector<EntityType>& types, EntityType type);

// A verb that relates its subject to a target. Where a frame with themes fires for a target, those
// of the same verb without themes do not: "ceder un empate ante" is no "ceder ante".
// `verbs.json`: {"theme_sets": {NAME: {...}}, "frames": [{...}, ...]}. "lemma" is one lemma or a
// list of them, each of which gets the frame; "theme_set" adds the themes of a set that several
// share.
struct VerbFrame {
  enum class Reflexive { Any, Required, Forbidden };

  std::string lemma;                          // "reunir"
  Reflexive reflexive = Reflexive::Any;       // "reflexive": "required" | "forbidden"
  std::map<std::string, std::string> themes;  // light verbs: object nouns, and each in English:
                                              // {"carta": "letter"}; one of them must be there
  std::string theme_preposition;  // "llegar a un acuerdo": "a"; "" means the direct object
  std::string relation;           // "met", "delivered {theme} to"
  RelationClass relation_class = RelationClass::Other;
  Slot subject = "subj";                  // "obj": "una ciudad situada en", "fue detenido en"
  std::vector<Slot> targets;              // every filled one gives a triple; with themes, looked
                                          // for at the verb and at the theme noun, which may have
                                          // those of nouns too: "rejected Iran's offer"
  std::vector<EntityType> subject_types;  // empty: any
  std::vector<EntityType> target_types;   // empty: any
  bool reciprocal = false;                // a plural subject without a target relates its members
  bool inverse = false;                   // the target acts on the subject: "recibir apoyo de"
  std::optional<Modality> modality;       // where the verb itself settles it
};

// A noun or adjective that relates its dependents. Where "subjects" and "targets" share a
// preposition ("la retirada de Israel de Gaza"), its first occurrence is the subject.
// `nouns.json`: {"frames": [{...}, ...]}, "lemma" as for verbs.
struct NounFrame {
  std::string lemma;     // "apoyo"
  std::string relation;  // "supports"
  RelationClass relation_class = RelationClass::Other;
  std::vector<Slot> subjects;  // "subjects": ["de", "adj", "poss"]
  std::vector<Slot> targets;   // "targets": ["a", "hacia"]
  std::vector<Slot> between;   // "between": ["entre"]: its conjuncts relate to each other
  std::vector<EntityType> subject_types;  // empty: any
  std::vector<EntityType> target_types;
  std::optional<Modality> modality;
};

inline constexpr std::size_t longest_portfolio = 7;  // words of "Trabajo y Asuntos Sociales"

// A post or other relation a noun names between a person (or body) and what it belongs to.
// `roles.json`: {"roles": [...], "portfolios": {"defensa": "defence"}, "modifiers": {"ex":
// "former"}}, "lemma" as for verbs.
struct Role {
  std::string lemma;     // "presidente", "primer ministro", "hijo"
  std::string relation;  // "president of"; "{portfolio} minister of", see portfolios
  RelationClass relation_class = RelationClass::Role;
  std::optional<RelationClass> country_class;  // where the target is a GPE: players of a country
  std::vector<std::string> prepositions;       // what else than "of" leads to what it is held
                                               // in: "spokesman for", "professor at"
  std::vector<EntityType> holder_types;        // who can hold it; empty means PER
  std::vector<EntityType> target_types;        // what it is held in; empty: any
  std::vector<std::string> countries;          // codes of those where it is another post, and
  std::string relation_in_countries;           // which one: the "canciller" of Germany
  std::vector<std::string> not_in;             // codes of those without such a post: the United
                                               // States have no prime minister

  // The class of the relation to a target of this type.
  RelationClass class_for(EntityType target) const {
    return target == EntityType::GeoPolitical ? country_class.value_or(relation_class)
                                              : relation_class;
  }

  // What it is in the country with this code; "" is that of no country.
  const std::string& relation_in(std::string_view country) const {
    const bool is_other = std::ranges::find(countries, country) != countries.end();
    return is_other ? relation_in_countries : relation;
  }
};

struct Country {
  std::string code;                // ISO 3166-1 alpha-3, or alpha-3 of ISO 3166-3 for former ones
  std::vector<std::string> codes;  // others that stand in brackets behind names: "GER", "ALE"
  std::string name;                // English, as an analyst writes it: "North Korea"
  std::string script;              // ISO 15924 of the main language: "Latn", "Cyrl", "Kore"
  bool former = false;             // no longer exists: "Soviet Union"
  std::vector<std::string> names;  // in this language: "Corea del Norte", "Norcorea"
  // What a text that names it may call it, with a definite article: "el Norte"
  std::vector<std::string> short_names;
  std::vector<std::string> demonyms;  // every form, as it is written: "norcoreano", "norcoreana"
  std::vector<std::string> capitals;  // "Pyongyang"; in this language
  std::string capital_name;           // English name of the capital
  std::vector<std::string> seats;     // what stands for its government: "Kremlin", "Casa Blanca"
  std::vector<std::string> kinds;     // what else it is, as roles say it: "island in"
};

// A place or organisation that is no country but has one name across languages.
struct KnownEntity {
  std::string name;  // canonical, English: "United Nations", "Latin America"
  EntityType type = EntityType::Organization;
  std::vector<std::string> names;  // in this language, acronyms too: "Naciones Unidas", "ONU"
  // What others are called, too: only in a text that is about its country, "Partido Laborista"
  std::vector<std::string> short_names;
  std::vector<std::string> seats;     // capitals that act for it where a text names it and not
                                      // their country: "Bruselas"
  std::vector<std::string> demonyms;  // of a place or people, every form: "catalán", "kurda"
  std::vector<std::string> members;   // who is of it: "socialistas" for a party; only where a text
                                      // names it, or its country, does such a word stand for it
  std::string country;                // code of the country it belongs to, or ""
  std::string capital;                // of a region, the `name` of another: "la capital gallega"
};

// What tells of what kind a name is. `kinds.json`: {"firm_words": ["banco", …], …}; the first three
// are words of names, folded, the others lemmas.
struct NameKinds {
  TextSet firm_words;                     // begin or end a firm's name: "banco", "inc"
  TextSet place_words;                    // a place's that is no city: "calle", "stadium"
  TextSet body_words;                     // an organisation's: "museo", "university"
  std::vector<std::string> firm_parts;    // what only firms have: "filial", "subsidiary"
  std::vector<std::string> firm_posts;    // who a firm has, but maybe others too: "presidente"
  std::vector<std::string> firm_shares;   // what is bought of firms: "acción", "stake", "%"
  std::vector<std::string> share_places;  // lead from those to the firm: "en", "in"
};

// A noun that, with a country's name or demonym, names the country's government or one of its
// bodies. `actors.json`: {"state": ["gobierno", …], "governments": ["gobierno", …], "bodies":
// [{"lemma": "ejército", "english": "Army"}, {"lemma": "embajada", "english": "Embassy", "several":
// true}, …], "regional": ["regional", …], "private": ["empresa", …]}; what is a government is a
// state noun too, one that is regional is a region's, and what is private acts for no state: "dos
// empresas turcas".
struct StateBody {
  std::string lemma;
  std::string english;
  bool several = false;  // a country may have more than one: an embassy, a ministry of whatever
};

// A word that moves what it governs away from plain assertion: a clause ("may visit", "denied
// that", "rumours that") or, of another list, the deed that a noun names ("cancelled the visit",
// "calls for sanctions"). A lemma may stand several times, with other prepositions.
// `modality.json`: {"verbs": [{"lemma": "poder", "modality": "possible"}, …],
//                   "deeds": [{"lemma": ["lift"], "modality": "negated", "ends": true}, …],
//                   "affirmations": {"true": "negated"}, "doubts": ["doubt"], "adverbs":
//                   {"posiblemente": "possible"}, "negations": ["no", "nunca", …], "accessions":
//                   ["ingreso"], "performances": ["firma"]}; "lemma" as for verbs.
struct ModalVerb {
  std::string lemma;
  std::string preposition;  // what introduces its clause or noun, "ir a": "a"; "" for none
  Modality modality = Modality::Possible;
  bool ends = false;       // of deeds: what it negates was so until then: "withdrew support"
  bool accession = false;  // of deeds: only of what joins, "approved Sweden's membership"
  // Of verbs: with a perfect infinitive behind it, "should have supported".
  std::optional<Modality> perfect;
};

// The function words that rules ask for. `grammar.json`: {"of": ["de"], "agent": ["por"], …},
// lemmas; parts of a fixed expression are joined by one space.
struct Grammar {
  std::vector<std::string> of;                   // the genitive: "de"
  std::vector<std::string> agent;                // who does it in the passive: "por"
  std::vector<std::string> dative;               // the indirect and the personal object: "a"
  std::vector<std::string> during;               // places an act in an event: "durante", "en"
  std::vector<std::string> passive_auxiliaries;  // "ser"
  std::vector<std::string> perfect_auxiliaries;  // "haber"
  std::vector<std::string> reflexive_pronouns;   // forms: "se"
  std::vector<std::string> conditional_marks;    // "si"
  std::vector<std::string> purpose_marks;        // "para"
  std::vector<std::string> object_control;  // marks of clauses whose subject is the object above:
                                            // "obligar a", "acusar de", "accuse of"
  std::vector<std::string> reasons;  // likewise below verbs that judge the object: "criticar por"
  std::vector<std::string> origin;   // where a name's owner comes from: "Postma of the Netherlands"
  std::vector<std::string> hyphened;  // what a hyphen before a participle can mean: "Iran-backed"
                                      // is backed "by" Iran, "Paris-based" based "in" Paris
  std::vector<std::string> until;     // lead to a time that ends what is told: "hasta"
  std::vector<std::string> since;     // lead to a time that it began at: "desde"
  std::vector<std::string> temporal_marks;  // of clauses whose present waits for a future: "when"
  std::vector<std::string> limiting;        // make a negation none: "no sólo", "not only"
  std::vector<std::string> occasions;       // several of them are several days: "muchas veces"
  std::vector<std::string> on_other_days;   // say that an act is none of the day told of: "once"
  std::vector<std::string> titles;          // before a person's name, folded: "mr", "gen"
  std::vector<std::string> leading_titles;  // those that are none inside of a name: "alcalde" is a
                                            // surname there
  std::vector<std::string> bynames;         // lead to another name of a person: "alias"
  std::vector<std::string> alternatives;    // "o", "or"
  std::vector<std::string> alike;       // "también", "fellow": before a post that somebody named
                                        // before has, too
  std::vector<std::string> others;      // say that something is none of those named before: "otro"
  std::vector<std::string> likenesses;  // what a hyphen ties to a name that is only compared with:
                                        // "a Mossad-style agency"
  std::vector<std::string> pro_verbs;   // stand for another verb: "as Armstrong did"
  std::vector<std::string> relative_places;  // lead to a clause about a place: "donde"
  std::vector<std::string> language_verbs;   // whose object is a language: "estudió alemán"
  std::vector<std::string> against;  // leads to whom a deed turns against: "la moción contra"
  bool drops_subjects = false;       // a finite verb may stand without a subject
};

// True where a list of a Grammar holds a word.
bool holds(const std::vector<std::string>& words, std::string_view word);

class Lexicon {
 public:
  // Reads every file of a language's folder: grammar, verbs, nouns, roles, actors, reporting,
  // modality, countries, entities and kinds (".json"). Throws InputError, see above.
  static Lexicon load(const std::filesystem::path& folder);

  // Frames of a lemma in the order of the file; empty where there are none.
  const std::vector<VerbFrame>& verb_frames(std::string_view lemma) const;
  const std::vector<NounFrame>& noun_frames(std::string_view lemma) const;

  // nullptr where the lexicon does not know it. Keys as described above.
  const Role* role(std::string_view lemma) const;
  const std::string* portfolio(std::string_view lemma) const;      // "defensa" → "defence"
  const std::string* role_modifier(std::string_view lemma) const;  // "ex" → "former"

  // Look-ups fold case and accents: "Vladímir" and "vladimir", "EEUU" and "eeuu" are one key.
  const Country* country_by_name(std::string_view name) const;        // also by a former name
  const Country* country_by_short_name(std::string_view name) const;  // "North"
  const Country* country_by_demonym(std::string_view form) const;     // any inflected form
  const Country* country_by_capital(std::string_view name) const;
  const Country* country_by_seat(std::string_view name) const;  // "Kremlin"
  const Country* country_by_code(std::string_view alpha3) const;
  const Country* country_by_any_code(std::string_view code) const;  // "GER", as it is written
  const KnownEntity* known_entity(std::string_view name) const;
  const KnownEntity* known_entity_by_demonym(std::string_view form) const;
  const KnownEntity* known_entity_by_seat(std::string_view name) const;  // "Bruselas"
  // Indices of the entities with this short name, or whose members are called so, see
  // known_entity(std::size_t).
  std::span<const std::size_t> known_entities_by_short_name(std::string_view name) const;
  std::span<const std::size_t> known_entities_by_member(std::string_view form) const;
  const KnownEntity& known_entity(std::size_t index) const { return entities_[index]; }
  // The capital of a region, nullptr where the lexicon has none.
  const KnownEntity* capital_of(const KnownEntity& region) const;
  std::size_t longest_demonym() const { return longest_demonym_; }  // words of "South Korean": 2

  bool is_state_noun(std::string_view lemma) const;           // "gobierno", "autoridad", "tropa"
  bool is_government(std::string_view lemma) const;           // "gobierno": also without a country
  const StateBody* state_body(std::string_view lemma) const;  // "ejército"
  bool is_regional(std::string_view lemma) const;             // "autonómico", of a government
  bool is_local(std::string_view lemma) const;                // "municipal"
  bool is_private(std::string_view lemma) const;  // "empresa", "vecino": acts for nobody

  bool is_reporting_verb(std::string_view lemma) const;     // "decir", "informar"
  bool is_attribution(std::string_view preposition) const;  // "según"
  // Of clauses and of deeds, in the order of the file; empty where there are none.
  const std::vector<ModalVerb>& modal_verbs(std::string_view lemma) const;
  const std::vector<ModalVerb>& deed_verbs(std::string_view lemma) const;
  // What the denial of a word makes of its clause: "it is not true that", "no evidence that".
  std::optional<Modality> denied_affirmation(std::string_view lemma) const;
  bool is_doubt(std::string_view lemma) const;  // whose denial asserts its clause: "no doubt that"
  std::optional<Modality> modal_adverb(std::string_view lemma) const;
  bool is_negation(std::string_view lemma) const;
  bool is_accession(std::string_view lemma) const;    // "membership", "adhesión"
  bool is_performance(std::string_view lemma) const;  // does a deed that a noun names: "the signing
                                                      // of an agreement", "an agreement signed"

  const NameKinds& name_kinds() const { return name_kinds_; }

  const Grammar& grammar() const { return grammar_; }
  const std::vector<Country>& countries() const { return countries_; }
  std::size_t verb_frame_count() const { return verb_frame_count_; }
  std::size_t noun_frame_count() const { return noun_frame_count_; }

 private:
  void load_grammar(const std::filesystem::path& file);
  void load_verbs(const std::filesystem::path& file);
  void load_nouns(const std::filesystem::path& file);
  void load_roles(const std::filesystem::path& file);  // once there are countries
  void load_actors(const std::filesystem::path& file);
  void load_reporting(const std::filesystem::path& file);
  void load_modality(const std::filesystem::path& file);
  void load_countries(const std::filesystem::path& file);
  void check_country(const LexiconEntry& entry, const std::string& code) const;
  void load_entities(const std::filesystem::path& file);
  void load_kinds(const std::filesystem::path& file);

  const Country* country_in(const TextMap<std::size_t>& index, std::string_view name) const;

  Grammar grammar_;
  TextMap<std::vector<VerbFrame>> verb_frames_;
  TextMap<std::vector<NounFrame>> noun_frames_;
  std::size_t verb_frame_count_ = 0;
  std::size_t noun_frame_count_ = 0;

  TextMap<Role> roles_;
  TextMap<std::string> portfolios_;
  TextMap<std::string> role_modifiers_;

  TextSet state_nouns_;
  TextSet regional_;
  TextSet local_;
  TextSet private_;
  TextSet governments_;
  TextMap<StateBody> state_bodies_;

  TextSet reporting_verbs_;
  TextSet attributions_;
  TextMap<std::vector<ModalVerb>> modal_verbs_;
  TextMap<std::vector<ModalVerb>> deed_verbs_;
  TextMap<Modality> denied_affirmations_;
  TextSet doubts_;
  TextMap<Modality> modal_adverbs_;
  TextSet negations_;
  TextSet accessions_;
  TextSet performances_;

  // The maps hold indices and not pointers, so that a moved lexicon stays right. Their keys are
  // folded names, but for codes.
  std::vector<Country> countries_;
  TextMap<std::size_t> country_codes_;
  TextMap<std::size_t> other_country_codes_;
  TextMap<std::size_t> country_names_;
  TextMap<std::size_t> country_short_names_;
  TextMap<std::size_t> country_demonyms_;
  TextMap<std::size_t> country_capitals_;
  TextMap<std::size_t> country_seats_;
  std::vector<KnownEntity> entities_;
  TextMap<std::size_t> entity_names_;
  TextMap<std::size_t> entity_demonyms_;
  TextMap<std::size_t> entity_seats_;
  TextMap<std::vector<std::size_t>> entities_by_short_name_;
  TextMap<std::vector<std::size_t>> entities_by_member_;
  std::size_t longest_demonym_ = 1;
  TextMap<std::size_t> capitals_;  // of regions, by the region's name

  NameKinds name_kinds_;
};

}  // namespace entente
