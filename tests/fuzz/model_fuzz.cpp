// A model that does not fit together is refused; one that is read analyses any sentence.
//
// The input is a line and bytes. The first byte tells what is made: a model of a language ('l') or
// of relations ('r'), small but whole, or a file as it stands ('f'). The rest of the line is JSON
// that is merged into its header (RFC 7386), the bytes lie over its tensors, again and again, but
// not over the features of relations, which would be refused for being out of order.
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "extract/encoder/sentence_judge.h"
#include "extract/error.h"
#include "extract/modules/pair_model.h"
#include "extract/nlp/model.h"
#include "tests/extract/encoder/tiny_encoder.h"
#include "tests/extract/modules/tiny_pair_model.h"
#include "tests/extract/nlp/model_fixture.h"
#include "tests/fuzz/memory_file.h"
#include "tests/fuzz/property.h"

using namespace entente;

namespace {

constexpr std::size_t features_size = 2 * sizeof(std::uint32_t);  // their tensor is the first

TinyModel relations() {
  TinyModel file = TinyPairModel{
      .labels = {"ROLE>", "ROLE<", "CONSULT>"},
      .bias = {0.1F, 0.2F, 0.3F},
      .features = {7, 9},
      .weights = {{1, 2, 3}, {4, 5, 6}},
      .hints = {"rule one"},
      .hint_weights = {
          1}}.file();
  add_tiny_encoder(file, 3, 1);
  return file;
}

void read_language(const std::string& path) {
  const Model model = Model::load(path);
  std::vector<Sentence> sentences(2);
  for (const char* form : {"El", "Gobierno", "de", "España", "ganó", "3", "…"}) {
    sentences[0].words.emplace_back().form = form;
  }
  sentences[1].words.emplace_back().form = "los";
  model.analyse(sentences);
  for (const Sentence& sentence : sentences) {
    std::size_t roots = 0;
    for (const Word& word : sentence.words) {
      require(word.head <= sentence.words.size() && !word.lemma.empty() && !word.deprel.empty(),
              "each word is analysed");
      if (word.head == 0) ++roots;
    }
    require(roots == 1, "a tree has one root");
    for (const NameSpan& name : sentence.names) {
      require(name.first <= name.last && name.last < sentence.words.size(),
              "names lie in the sentence");
    }
  }
}

void require_probabilities(const PairModel& model, const Vector& scores) {
  const std::vector<std::uint32_t> features{1, 7};
  const auto shares = model.probabilities(features, {}, scores);
  require(shares.size() == model.labels().size(), "each label has a probability");
  for (const double share : shares) require(share >= 0 && share <= 1, "a probability is one");
}

void read_relations(const std::string& path) {
  require_probabilities(PairModel::load(path, Effort::Quick), Vector());
  const PairModel model = PairModel::load(path);
  Vector scores;
  if (model.encoder() != nullptr) {
    const JudgedSentence sentence{.words = {"kim", "met", "shoi", "…"},
                                  .mentions = {{0, 0, "PER", 0}, {2, 3, "PER", 1}},
                                  .pairs = {{0, 1}}};
    const auto all = model.encoder()->scores(std::span(&sentence, 1));
    require(all.size() == 1, "each pair is judged");
    scores = all.front();
  }
  require_probabilities(model, scores);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const TinyModel language = TinyModel::random(1, "i8"), of_relations = relations();
  const std::string input(data, data + size);
  if (input.empty()) return 0;
  const bool is_language = input.front() == 'l';
  std::string bytes = input.substr(1);
  if (input.front() != 'f') {
    TinyModel model = is_language ? language : of_relations;
    const std::size_t end = std::min(input.find('\n'), input.size());
    const auto patch =
        nlohmann::json::parse(input.begin() + 1, input.begin() + static_cast<std::ptrdiff_t>(end),
                              nullptr, /*allow_exceptions=*/false);
    if (!patch.is_discarded()) model.header.merge_patch(patch);
    const std::size_t begin = is_language ? 0 : features_size;
    for (std::size_t i = begin; end + 1 < input.size() && i < model.tensors.size(); ++i) {
      model.tensors[i] = input[end + 1 + i % (input.size() - end - 1)];
    }
    bytes = model.bytes();
  }
  const MemoryFile file(bytes);
  try {
    if (is_language) {
      read_language(file.path());
    } else {
      read_relations(file.path());
    }
  } catch (const InputError& refused) {
    require(refused.file() == file.path() && !refused.reason().empty(), "errors name the file");
  }
  return 0;
}
