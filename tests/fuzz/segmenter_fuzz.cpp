// Fuzzes the way from bytes to words: what the reader lets through as UTF-8 is segmented by the
// rules of each language, and the invariants of segmentation must hold.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "extract/nlp/segmenter.h"
#include "extract/read/utf8.h"
#include "tests/extract/nlp/segmentation_invariants.h"

namespace {

const std::vector<entente::Segmenter>& segmenters() {
  static const auto all = [] {
    std::vector<entente::Segmenter> made;
    for (const char* language : {"es", "en"}) {
      made.emplace_back(entente::TokenRules::load(std::filesystem::path(ENTENTE_SOURCE_DIR) /
                                                  "extract/language" / language / "tokens.json"));
    }
    return made;
  }();
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  if (entente::find_broken_utf8(text)) return 0;
  for (const entente::Segmenter& segmenter : segmenters()) {
    const std::string problem = entente::segmentation_problem(text, segmenter.segment(text));
    if (problem.empty()) continue;
    std::fprintf(stderr, "%s\n", problem.c_str());
    std::abort();
  }
  return 0;
}
