// Reads inputs to their end and keeps what came, in its order.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "extract/read/reader.h"

namespace entente {

struct Reading {
  std::vector<Document> documents;
  std::vector<InputError> skipped;
  std::vector<std::string> events;  // "ok ID" or "LINE: REASON"
};

inline Reading read_all(const std::vector<std::string>& inputs, ReadOptions options = {}) {
  Reading reading;
  CorpusReader reader(inputs, std::move(options), [&reading](const InputError& error) {
    reading.skipped.push_back(error);
    reading.events.push_back(std::to_string(error.line()) + ": " + error.reason());
  });
  while (auto document = reader.next()) {
    reading.events.push_back("ok " + document->id);
    reading.documents.push_back(*std::move(document));
  }
  return reading;
}

inline std::vector<std::string> ids_of(const Reading& reading) {
  std::vector<std::string> ids;
  for (const auto& document : reading.documents) ids.push_back(document.id);
  return ids;
}

}  // namespace entente
