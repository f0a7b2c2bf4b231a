// The value types that every room shares: a triple with its qualifiers and its evidence.
//
// A triple is the only thing that passes from extract/ to the rest of Entente. Plain values, free
// to copy and to share between threads as long as nobody writes.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace entente {

enum class EntityType { Person, Organization, GeoPolitical, Location, Misc };

// PLOVER's 16 event types, then nine general ones. The order is that of the annotation guidelines
// and is part of stored keys: append, never reorder.
enum class RelationClass {
  Agree,
  Consult,
  Support,
  Concede,
  Cooperate,
  Aid,
  Retreat,
  Request,
  Accuse,
  Reject,
  Threaten,
  Protest,
  Sanction,
  Mobilize,
  Coerce,
  Assault,
  Role,
  Member,
  Located,
  Kin,
  Transact,
  Contest,
  Appoint,
  Create,
  Other
};
inline constexpr std::size_t relation_class_count = 25;

enum class Modality { Asserted, Negated, Possible, Planned };

// The names that the interchange format uses: "PER", "CONSULT", "asserted".
std::string_view name_of(EntityType type);
std::string_view name_of(RelationClass relation_class);
std::string_view name_of(Modality modality);

// The inverse; nothing for a name that is not one of them.
std::optional<EntityType> entity_type_of(std::string_view name);
std::optional<RelationClass> relation_class_of(std::string_view name);
std::optional<Modality> modality_of(std::string_view name);

// True for the classes that hold in both directions: AGREE, CONSULT, COOPERATE, KIN, CONTEST.
bool is_symmetric(RelationClass relation_class);

// A reference to an entity: who or what it is, as far as the triple knows.
struct EntityRef {
  std::string id;    // "person/kim-jong-un", "country/PRK"; content-derived and stable
  std::string name;  // canonical name: English for countries, the fullest form found for others
  EntityType type = EntityType::Misc;
  std::string country;  // ISO 3166-1 alpha-3 of the country an actor belongs to, or ""
  bool operator==(const EntityRef&) const = default;
};

// Where a document says it.
struct Evidence {
  std::size_t sentence = 0;  // zero-based index of the sentence in the document
  std::size_t begin = 0;     // offsets of the sentence into Document::text, in code points,
  std::size_t end = 0;       // the end exclusive
  std::string text;          // the sentence as the document writes it
  bool operator==(const Evidence&) const = default;
};

struct Triple {
  std::string document;  // Document::id
  std::string observed;  // ISO day of the document, or "" where unknown
  EntityRef subject;
  std::string relation;  // the label an analyst reads, in English: "met", "sent letter to"
  RelationClass relation_class = RelationClass::Other;
  EntityRef object;
  std::string date;  // ISO date or interval of when it holds or happened, or "" where unknown
  Modality modality = Modality::Asserted;
  std::optional<EntityRef> source;  // who says so, where it is not the document's writer
  double confidence = 1.0;          // in [0, 1]
  std::string module;  // which extraction module found it: "events", "roles"; "" if foreign
  Evidence evidence;
  bool operator==(const Triple&) const = default;
};

}  // namespace entente
