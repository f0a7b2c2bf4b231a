// Reads documents, with a module beside those of Entente, and writes who speaks of whom as DOT:
//   who_speaks_of_whom GRAPH DOCUMENTS... > statements.dot
#include <exception>
#include <iostream>

#include "dot_exporter.h"
#include "export/graph_export.h"
#include "extract/extractor.h"
#include "extract/read/language_detector.h"
#include "extract/read/reader.h"
#include "statements.h"
#include "store/store.h"

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: who_speaks_of_whom GRAPH DOCUMENTS...\n";
    return 2;
  }
  try {
    entente::Extractor extractor = entente::Extractor::open(LANGUAGES);
    extractor.add_module(extract_statements);

    entente::Store store = entente::Store::open(argv[1], {.mode = entente::StoreMode::Create});
    const auto detector = entente::LanguageDetector::load(LANGUAGES);
    entente::CorpusReader reader({argv + 2, argv + argc}, {.strict = true});
    while (auto document = reader.next()) {
      if (document->language.empty()) {
        document->language = detector.detect(document->text).language;
      }
      store.put_document(entente::record_of(*document), extractor.extract(*document));
    }

    DotExporter exporter(std::cout, {.aggregate = true});
    entente::export_graph(store.snapshot(), {.relations = {"spoke of"}}, entente::Sentences::Skip,
                          exporter);
  } catch (const std::exception& error) {
    std::cerr << "who_speaks_of_whom: " << error.what() << '\n';
    return 1;
  }
}
