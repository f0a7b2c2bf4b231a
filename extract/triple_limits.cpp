#include "extract/triple_limits.h"

#include <string>
#include <string_view>

#include "extract/error.h"
#include "extract/limits.h"
#include "extract/quotation.h"

namespace entente {
namespace {

void check_length(const std::string& what, std::string_view text, std::size_t most) {
  if (text.size() <= most) return;
  throw Error(what + " " + quotation(text) + " has " + std::to_string(text.size()) +
              " bytes, more than the limit of " + std::to_string(most));
}

void check_lengths(const EntityRef& entity) {
  check_length("the id of an entity", entity.id, limits::entity_id_bytes);
  check_length("the name of an entity", entity.name, limits::name_bytes);
}

}  // namespace

void check_lengths(const Triple& triple) {
  check_length("the id of the document", triple.document, limits::name_bytes);
  check_length("the relation", triple.relation, limits::name_bytes);
  check_length("the module", triple.module, limits::name_bytes);
  check_lengths(triple.subject);
  check_lengths(triple.object);
  if (triple.source) check_lengths(*triple.source);
  check_length("the sentence", triple.evidence.text, limits::sentence_bytes);
}

std::size_t text_bytes(const Triple& triple) {
  const auto of_entity = [](const EntityRef& entity) {
    return entity.id.size() + entity.name.size() + entity.country.size();
  };
  return triple.document.size() + triple.observed.size() + of_entity(triple.subject) +
         triple.relation.size() + of_entity(triple.object) + triple.date.size() +
         (triple.source ? of_entity(*triple.source) : 0) + triple.module.size() +
         triple.evidence.text.size();
}

void check_document_size(std::size_t triples, std::size_t bytes) {
  if (triples > limits::document_triples) {
    throw Error("it has more triples than the limit of " +
                std::to_string(limits::document_triples) + "; divide it");
  }
  if (bytes > limits::document_triple_bytes) {
    throw Error("its triples have more bytes than the limit of " +
                std::to_string(limits::document_triple_bytes) + "; divide it");
  }
}

}  // namespace entente
