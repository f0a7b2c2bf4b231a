// The segmenters of the languages, with the rules that ship.
#pragma once

#include <filesystem>
#include <string>

#include "extract/nlp/segmenter.h"

namespace entente {

inline Segmenter segmenter_of(const std::string& language) {
  return Segmenter(TokenRules::load(std::filesystem::path(ENTENTE_SOURCE_DIR) / "extract/language" /
                                    language / "tokens.json"));
}

}  // namespace entente
