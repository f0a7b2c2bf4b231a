// entente_documents FILE…: what is read of each file, as JSON Lines, for measure_main_text.py. What
// is skipped is named on standard error.
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "extract/read/reader.h"

int main(int argc, char** argv) {
  try {
    entente::CorpusReader reader(
        std::vector<std::string>(argv + 1, argv + argc), {},
        [](const entente::InputError& error) { std::cerr << error.what() << '\n'; });
    while (const auto document = reader.next()) {
      std::cout << nlohmann::json{{"file", document->file},    {"id", document->id},
                                  {"date", document->date},    {"lang", document->language},
                                  {"title", document->title},  {"text", document->text},
                                  {"source", document->source}}
                       .dump()
                << '\n';
    }
  } catch (const entente::Error& error) {
    std::cerr << "entente_documents: " << error.what() << '\n';
    return 1;
  }
}
