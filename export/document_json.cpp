#include "export/document_json.h"

#include <map>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>

#include "extract/error.h"
#include "extract/json_text.h"

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

Json record_json(const DocumentRecord& record) {
  return {{"id", record.id},
          {"date", string_or_null(record.date)},
          {"language", string_or_null(record.language)},
          {"title", string_or_null(record.title)},
          {"source", string_or_null(record.source)},
          {"file", string_or_null(record.file)},
          {"line", record.line}};
}

Json name_json(const Entity& entity) { return {{"id", entity.id}, {"name", entity.name}}; }

Json summary_of(const FactView& view) {
  const FactKey& key = view.fact.key;
  return {{"id", fact_id(key)},
          {"subject", name_json(view.subject)},
          {"relation", key.relation},
          {"class", name_of(key.relation_class)},
          {"object", name_json(view.object)},
          {"date", string_or_null(key.date)},
          {"modality", name_of(key.modality)}};
}

std::string dump(const Json& json, const DocumentRecord& record) {
  try {
    return json.dump();
  } catch (const Json::type_error&) {
    throw Error("document " + record.id + " cannot be written as JSON: a text in it is not UTF-8");
  }
}

}  // namespace

std::string to_json_line(const DocumentRecord& record) { return dump(record_json(record), record); }

std::string to_json_line(const DocumentRecord& record, const Snapshot& snapshot) {
  using Place = std::tuple<std::size_t, std::size_t, std::size_t>;
  std::map<Place, Json> sentences;
  visit_facts(snapshot, {.documents = {record.id}}, Sentences::Load, [&](const FactView& view) {
    for (const FactEvidence& piece : view.fact.evidence) {
      if (piece.document != record.id) continue;
      Json& sentence = sentences[{piece.sentence, piece.begin, piece.end}];
      if (sentence.is_null()) {
        sentence = {{"sentence", piece.sentence},
                    {"begin", piece.begin},
                    {"end", piece.end},
                    {"text", string_or_null(piece.text)},
                    {"facts", Json::array()}};
      }
      sentence["facts"].push_back(summary_of(view));
    }
    return Walk::Continue;
  });
  Json json = record_json(record);
  json["sentences"] = Json::array();
  for (auto& [place, sentence] : sentences) json["sentences"].push_back(std::move(sentence));
  return dump(json, record);
}

}  // namespace entente
