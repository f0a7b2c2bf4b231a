// Who and what a document talks about: its mentions, and the entity behind each.
//
// How it works:
//   1. Names: the spans that the names head found, with names of countries and of known entities
//      and demonyms from the lexicon on top; acronyms in brackets and bynames ('alias "Tirofijo"')
//      are joined to the name before them, "the Commission" to the one organisation whose name's
//      own noun that is. Some names mean a country only where the document names that, too: "the
//      North", "el Sur". "El Barcelona" is a team, as a city has no article.
//   2. Names that stand for one entity are clustered: equal when folded, a part of a longer
//      person's name ("Kim", "Rodríguez Giavarini"), an acronym or the beginning of an
//      organisation's. The fullest form is the canonical name; countries and known entities have
//      English ones.
//   3. Capitals that act as their country, or have a part in what states do to each other by the
//      lexicon's frames: "Moscú acusó a Kiev", "ties with Beijing", but "visited Paris". One that
//      is an organisation's seat, "Brussels", acts for that where the document names it and not
//      the country; where it names neither, it stays a city. Noun phrases that stand for a country:
//      "el Gobierno británico", "las tropas rusas", "U.S. troops", "the French"; bodies of a
//      country are entities of their own: "el Ejército colombiano", and "el Ejército" alone where
//      the document tells whose it is (bodies.h).
//   4. Role phrases ("el ministro de Defensa de Rusia, Sergei Shoigu") tell who holds which post; a
//      later phrase without a name ("el ministro ruso"), and what is called by its kind only ("la
//      compañía", "el Gobierno"), is resolved to whom it means (descriptions.h).
//   5. Pronouns, possessives and subjects that a verb drops stand for who was named before them
//      (pronouns.h). Posts are then read once more: "she is president", "the company's president".
//   6. Names that stand inside of names, "París" in "Tribunal de Apelación de París", are kept
//      beside the mentions, which never overlap.
//   7. Who has no name but one that many bear, "García", is known by his sentence (one_report.h).
// Const after construction.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "extract/document.h"
#include "extract/entities/dependency_tree.h"
#include "extract/language/common_names.h"
#include "extract/language/lexicon.h"
#include "extract/nlp/annotation.h"
#include "extract/triple.h"

namespace entente {

enum class MentionKind {
  Name,         // a proper name
  Demonym,      // an adjective: "norcoreano"
  Country,      // a noun phrase that stands for a country: "las autoridades cubanas", "el Gobierno"
  Body,         // a body of a country: "el Ejército colombiano"
  Description,  // a post or kind without a name: "el líder ruso", "la compañía"
  Pronoun,      // "he", "its"; a verb or copula whose subject is dropped
};
inline constexpr std::size_t mention_kinds = 6;

// Why a mention stands for its entity.
enum class Link {
  Name,            // it is the entity's name
  Variant,         // another form of the name: "Kim" of "Kim Jong Un", "ONU" of the lexicon's UN
  Acronym,         // an abbreviation of the name in the text: "KCNA"
  Demonym,         // "norcoreano"
  Capital,         // a capital that acts as its country, or as who has its seat there
  State,           // a noun that stands for a country: "las autoridades cubanas"
  Body,            // a body of a country: "el Ejército colombiano"
  Role,            // a post whose holder is known: "el líder ruso"
  DefiniteNoun,    // a noun for what is named elsewhere: "la compañía", "la capital rumana"
  Pronoun,         // "he", "le"
  Possessive,      // "its", "su"
  DroppedSubject,  // a finite verb without a subject: "Visitará Lima"
};

struct Mention {
  std::size_t sentence = 0;
  std::size_t first = 0;  // zero-based word indices, the last inclusive
  std::size_t last = 0;
  std::size_t head = 0;  // the word of the span that the rest of the sentence sees
  MentionKind kind = MentionKind::Name;
  std::size_t entity = 0;  // index into the document's entities
  Link link = Link::Name;
};

// A post named in the text: "ministro de Defensa de Rusia".
struct RolePhrase {
  std::size_t sentence = 0;
  std::size_t noun = 0;   // the role noun
  std::size_t first = 0;  // the phrase without its holder
  std::size_t last = 0;
  const Role* role = nullptr;
  std::string relation;               // "defence minister of", "former president of"
  std::vector<std::size_t> targets;   // entity indices
  std::optional<std::size_t> holder;  // entity index, where a name stands with it
};

struct DocumentEntity {
  EntityRef ref;
  std::vector<std::string> names;         // every form in the text, the canonical name first
  const Country* country = nullptr;       // where the entity is a country
  const StateBody* body = nullptr;        // where the entity is a body of a country
  std::optional<std::size_t> belongs_to;  // of a body that is named with its country: that
  Gender gender = Gender::Unknown;        // of a person, by the given name
};

// The mentions of a document, by sentence; they never overlap.
class MentionTable {
 public:
  explicit MentionTable(std::span<const DependencyTree> trees);

  // Adds a mention in its place; those that it overlaps give way.
  void put(const Mention& mention);

  // Takes away the mention that covers a word, if there is one.
  void remove(std::size_t sentence, std::size_t word);

  // In the order of the text.
  std::span<const Mention> of(std::size_t sentence) const { return mentions_[sentence]; }

  // The mention that covers a word, nullptr where there is none.
  const Mention* at(std::size_t sentence, std::size_t word) const;

  // Adds a name inside of another mention. It covers no word: at() finds the other one.
  void put_inside(const Mention& mention);

  // Names inside of mentions of a sentence, in the order of the text.
  std::span<const Mention> inside_of(std::size_t sentence) const { return inside_[sentence]; }

  // All mentions of a sentence: those of of(), then those of inside_of().
  std::vector<Mention> all_of(std::size_t sentence) const;

  // The place of a mention of this table in all_of(mention.sentence).
  std::size_t index_of(const Mention& mention) const;

 private:
  std::vector<std::vector<Mention>> mentions_;  // by sentence
  std::vector<std::vector<Mention>> inside_;
};

class DocumentEntities {
 public:
  // Everything passed MUST outlive the result. `trees` has one tree a sentence of `annotation`.
  DocumentEntities(const Document& document, const Annotation& annotation,
                   std::span<const DependencyTree> trees, const Lexicon& lexicon,
                   const CommonNames& common);

  std::size_t size() const { return entities_.size(); }
  const DocumentEntity& entity(std::size_t i) const { return entities_[i]; }

  const MentionTable& mentions() const { return mentions_; }
  const std::vector<RolePhrase>& roles() const { return roles_; }  // in the order of the text
  std::span<const RolePhrase> roles_of(std::size_t sentence) const;

  // The country that the document is about: named several times, and twice as often as any other.
  std::optional<std::size_t> main_country() const { return main_country_; }

 private:
  std::vector<DocumentEntity> entities_;
  MentionTable mentions_;
  std::vector<RolePhrase> roles_;
  std::optional<std::size_t> main_country_;
};

}  // namespace entente
