// entente_pairs LANGUAGES FILE…: the pairs of mentions of a corpus as JSON Lines, for relations.py.
#include <iostream>
#include <string>
#include <vector>

#include "extract/error.h"
#include "extract/extractor.h"
#include "extract/read/reader.h"

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: entente_pairs LANGUAGES FILE…\n";
    return 2;
  }
  try {
    const auto extractor = entente::Extractor::open(argv[1]);
    entente::ReadOptions options;
    options.strict = true;
    entente::CorpusReader reader(std::vector<std::string>(argv + 2, argv + argc), options);
    while (const auto document = reader.next()) extractor.describe_pairs(*document, std::cout);
  } catch (const entente::Error& error) {
    std::cerr << "entente_pairs: " << error.what() << '\n';
    return 1;
  }
}
