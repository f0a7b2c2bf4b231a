#include "export/copied_documents.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <utility>

#include "extract/error.h"
#include "extract/json_text.h"
#include "graph/copies.h"

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

DocumentRecord record_of(const Snapshot& snapshot, const std::string& document) {
  auto record = snapshot.document(document);
  if (!record) throw Error("the graph is damaged: the document " + document + " is missing");
  return *std::move(record);
}

CopiedDocument copied_document(const Snapshot& snapshot, const Copies::Original& original) {
  CopiedDocument result{.record = record_of(snapshot, original.document), .copies = {}};
  for (const Copies::Copy& copy : original.copies) {
    result.copies.push_back(
        {.record = record_of(snapshot, copy.document), .containment = copy.containment});
  }
  std::ranges::stable_sort(result.copies, {}, [](const CopiedDocument::Copy& copy) {
    return std::pair(copy.record.date.empty(), std::string_view(copy.record.date));
  });
  return result;
}

Json reference_json(const DocumentRecord& record) {
  return {{"document", record.id},
          {"date", string_or_null(record.date)},
          {"title", string_or_null(record.title)},
          {"source", string_or_null(record.source)}};
}

}  // namespace

void visit_copied(const Snapshot& snapshot, std::span<const std::string> documents,
                  const std::function<Walk(const CopiedDocument&)>& visit, std::string_view after) {
  std::set<std::string, std::less<>> wanted;  // originals
  for (const std::string& document : documents) {
    wanted.emplace(snapshot.copies().original_of(document).value_or(document));
  }
  for (const Copies::Original& original : snapshot.copies().originals()) {
    if (original.document <= after) continue;
    if (!documents.empty() && !wanted.contains(original.document)) continue;
    if (visit(copied_document(snapshot, original)) == Walk::Stop) return;
  }
}

std::string to_json_line(const CopiedDocument& copied) {
  Json json = reference_json(copied.record);
  json["copies"] = Json::array();
  for (const CopiedDocument::Copy& copy : copied.copies) {
    json["copies"].push_back(reference_json(copy.record));
    json["copies"].back()["containment"] = copy.containment;
  }
  try {
    return json.dump();
  } catch (const Json::type_error&) {
    throw Error("the copies of document " + copied.record.id +
                " cannot be written as JSON: a text in it is not UTF-8");
  }
}

}  // namespace entente
