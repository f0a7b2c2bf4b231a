#include "tests/graph/random_triples.h"

#include <array>

namespace entente::testing {
namespace {

// The same id under several names, with types and countries on which documents disagree, and ids
// and names with bytes that a key has to escape.
const std::vector<EntityRef>& pool() {
  static const std::vector<EntityRef> entities{
      {"country/RUS", "Russia", EntityType::GeoPolitical, "RUS"},
      {"country/PRK", "North Korea", EntityType::GeoPolitical, "PRK"},
      {"person/vladimir-putin", "Vladimir Putin", EntityType::Person, "RUS"},
      {"person/vladimir-putin", "Vladímir Putin", EntityType::Person, ""},
      {"person/vladimir-putin", "Putin", EntityType::Misc, "PRK"},
      {"person/kim-jong-un", "Kim Jong Un", EntityType::Person, "PRK"},
      {"org/kcna", "KCNA", EntityType::Organization, "PRK"},
      {"org/kcna", "Agencia KCNA", EntityType::Misc, ""},
      {std::string("misc/a\0b", 8), std::string("A\0B", 3), EntityType::Misc, ""},
      {std::string("misc/a\0", 7), "\xFF", EntityType::Location, ""},
      {"misc/a", "!!!", EntityType::Misc, ""},
  };
  return entities;
}

template <typename Value, std::size_t Size>
const Value& pick(std::mt19937& random, const std::array<Value, Size>& values) {
  return values[random() % Size];
}

}  // namespace

std::string document_name(std::size_t number) {
  // A document whose id begins with another's must not be taken for it.
  return std::string("es-") + std::string(number / 2, 'x') + (number % 2 == 0 ? "" : "y");
}

std::vector<Triple> random_triples(std::mt19937& random, std::size_t count, std::size_t documents) {
  static constexpr std::array relations{"met", "criticised", "supports"};
  static constexpr std::array classes{RelationClass::Consult, RelationClass::Accuse,
                                      RelationClass::Kin};
  static constexpr std::array dates{"", "", "2023", "2023-07-26", "1950/1953"};
  static constexpr std::array observed{"", "2023-07-27", "2024-01-02"};
  static constexpr std::array modules{"events", "roles", ""};
  static constexpr std::array confidences{0.5, 0.93, 1.0, 0.123456789};
  std::vector<Triple> triples;
  for (std::size_t i = 0; i < count; ++i) {
    Triple triple{.document = document_name(random() % documents),
                  .observed = pick(random, observed),
                  .subject = pool()[random() % pool().size()],
                  .relation = pick(random, relations),
                  .relation_class = pick(random, classes),
                  .object = pool()[random() % pool().size()],
                  .date = pick(random, dates),
                  .modality = static_cast<Modality>(random() % 2),
                  .source = {},
                  .confidence = pick(random, confidences),
                  .module = pick(random, modules),
                  .evidence = {}};
    if (random() % 4 == 0) triple.source = pool()[random() % pool().size()];
    triple.evidence.sentence = random() % 3;
    triple.evidence.begin = triple.evidence.sentence * 100;
    triple.evidence.end = triple.evidence.begin + 90;
    triple.evidence.text =
        "Sentence " + std::to_string(triple.evidence.sentence) + " of " + triple.document + ".";
    triples.push_back(std::move(triple));
  }
  return triples;
}

std::vector<Triple> triples_of(const std::vector<Triple>& triples, const std::string& document) {
  std::vector<Triple> found;
  for (const Triple& triple : triples) {
    if (triple.document == document) found.push_back(triple);
  }
  return found;
}

}  // namespace entente::testing
