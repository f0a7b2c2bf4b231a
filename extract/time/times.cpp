// entente_times LANGUAGE_FOLDER FILE…: the time expressions of documents as JSON Lines:
//   {"document": "es-001", "date": "2023-07-27", "begin": 52, "end": 64, "text": "el miércoles",
//    "type": "DATE", "value": "2023-07-26"}
// LANGUAGE_FOLDER is one such as extract/language/es; FILE is whatever CorpusReader reads. "date"
// is the document's, "value" as in timex.h; offsets count code points of the text.
#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/entities/text_index.h"
#include "extract/error.h"
#include "extract/nlp/annotator.h"
#include "extract/read/reader.h"
#include "extract/time/timex.h"

namespace entente {
namespace {

std::string_view name_of(TimexType type) {
  switch (type) {
    case TimexType::Date:
      return "DATE";
    case TimexType::Time:
      return "TIME";
    case TimexType::Duration:
      return "DURATION";
    case TimexType::Set:
      break;
  }
  return "SET";
}

std::size_t code_points(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

// Where an expression lies in the text. Words share the offsets of their token, but "Friday" in
// "Friday's" can be told apart: the token is its words in a row.
std::pair<std::size_t, std::size_t> place_of(const Sentence& sentence, const Timex& timex) {
  std::size_t begin = sentence.words[timex.first].begin;
  std::size_t end = sentence.words[timex.last].end;
  for (const MultiwordToken& token : sentence.multiword) {
    std::string joined;
    std::vector<std::size_t> ends;  // of its words, in code points from the token's begin
    for (std::size_t i = token.first; i <= token.last; ++i) {
      joined += sentence.words[i].form;
      ends.push_back(code_points(joined));
    }
    if (joined != token.form) continue;
    if (timex.last >= token.first && timex.last < token.last) {
      end = sentence.words[timex.last].begin + ends[timex.last - token.first];
    }
    if (timex.first > token.first && timex.first <= token.last) {
      begin += ends[timex.first - token.first - 1];
    }
  }
  return {begin, end};
}

void print_times(const Document& document, const Annotator& annotator, const TimeTagger& tagger) {
  const Annotation annotation = annotator.annotate(document);
  const TextIndex text(document.text);
  std::string told;
  for (const Sentence& sentence : annotation.sentences) {
    const std::vector<Timex> expressions = tagger.tag(sentence, document.date, told);
    told = told_last(expressions, std::move(told));
    for (const Timex& timex : expressions) {
      const auto [begin, end] = place_of(sentence, timex);
      const nlohmann::ordered_json line{{"document", document.id},
                                        {"date", document.date},
                                        {"begin", begin},
                                        {"end", end},
                                        {"text", text.one_line(begin, end)},
                                        {"type", name_of(timex.type)},
                                        {"value", timex.value}};
      std::cout << line.dump() << '\n';
    }
  }
}

}  // namespace
}  // namespace entente

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: entente_times LANGUAGE_FOLDER FILE…\n";
    return 2;
  }
  try {
    const auto annotator = entente::Annotator::load(argv[1]);
    const auto tagger = entente::TimeTagger::load(argv[1]);
    entente::ReadOptions options;
    options.strict = true;
    entente::CorpusReader reader(std::vector<std::string>(argv + 2, argv + argc), options);
    while (const auto document = reader.next()) {
      entente::print_times(*document, annotator, tagger);
    }
  } catch (const entente::Error& error) {
    std::cerr << "entente_times: " << error.what() << '\n';
    return 1;
  }
}
