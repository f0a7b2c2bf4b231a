#include "export/fact_json.h"

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "export/actor_json.h"
#include "extract/error.h"
#include "extract/json_text.h"

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

Json reference_to(const Entity& entity) {
  return {{"id", entity.id},
          {"name", entity.name},
          {"type", name_of(entity.type)},
          {"country", string_or_null(entity.country)}};
}

Json to_json(const FactEvidence& evidence, bool reversed) {
  return {{"document", evidence.document},
          {"observed", string_or_null(evidence.observed)},
          {"sentence", evidence.sentence},
          {"begin", evidence.begin},
          {"end", evidence.end},
          {"text", string_or_null(evidence.text)},
          {"module", string_or_null(evidence.module)},
          {"source", string_or_null(evidence.source)},
          {"reversed", reversed},
          {"confidence", rounded(evidence.confidence)}};
}

std::string dump(const Json& json, const std::string& what) {
  try {
    return json.dump();
  } catch (const Json::type_error&) {
    throw Error(what + " cannot be written as JSON: a text in it is not UTF-8");
  }
}

}  // namespace

std::string to_json_line(const FactView& view) {
  const Fact& fact = view.fact;
  const Support support = fact.support();
  Json sources = Json::array();
  for (const Entity& source : view.sources) sources.push_back(reference_to(source));
  Json evidence = Json::array();
  for (const FactEvidence& piece : fact.evidence) {
    evidence.push_back(to_json(piece, piece.reversed != fact.reversed()));
  }
  const std::string id = fact_id(fact.key);
  const Json json{{"id", id},
                  {"subject", reference_to(view.subject)},
                  {"relation", fact.key.relation},
                  {"class", name_of(fact.key.relation_class)},
                  {"object", reference_to(view.object)},
                  {"date", string_or_null(fact.key.date)},
                  {"modality", name_of(fact.key.modality)},
                  {"confidence", rounded(fact.confidence())},
                  {"documents", support.documents},
                  {"copies", support.copies},
                  {"mentions", support.mentions},
                  {"observed_first", string_or_null(fact.first_observed())},
                  {"observed_last", string_or_null(fact.last_observed())},
                  {"sources", std::move(sources)},
                  {"evidence", std::move(evidence)}};
  return dump(json, "fact " + id);
}

std::string to_json_line(const Snapshot& snapshot, const Fact& fact) {
  const auto entity = [&](const std::string& id) {
    auto found = snapshot.entity(id);
    if (!found) throw Error("the graph is damaged: a fact speaks of the missing entity " + id);
    return *std::move(found);
  };
  std::vector<Entity> sources;
  for (const std::string& id : fact.sources()) sources.push_back(entity(id));
  const Entity subject = entity(fact.subject());
  const Entity object = entity(fact.object());
  return to_json_line({.fact = fact, .subject = subject, .object = object, .sources = sources});
}

std::string to_json_line(const Entity& entity) {
  Json json = reference_to(entity);
  json["names"] = Json::array();
  for (const Entity::Name& name : entity.names) {
    json["names"].push_back({{"name", name.name}, {"documents", name.documents}});
  }
  return dump(json, "entity " + entity.id);
}

}  // namespace entente
