// The neural model of a language: from the forms of sentences to tags, lemmas, trees and names.
//
// How it works: sentences are sorted by length and go through features, encoder and heads in
// batches; then each word and each sentence is decoded. Const after loading; threads may share it.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "extract/nlp/annotation.h"
#include "extract/nlp/edit_script.h"
#include "extract/nlp/encoder.h"
#include "extract/nlp/features.h"
#include "extract/nlp/heads.h"
#include "extract/nlp/model_file.h"
#include "extract/nlp/name_decoder.h"

namespace entente {

class Model {
 public:
  // Throws InputError (model_file.h).
  static Model load(const std::filesystem::path& file, Arithmetic arithmetic = Arithmetic::Fast);

  const std::string& language() const { return language_; }  // ISO 639-1

  // Fills everything but forms, multiword tokens and offsets of the sentences.
  void analyse(std::span<Sentence> sentences) const;

  // What the network makes of one sentence, before it is decoded.
  struct Scores {
    Matrix states;
    Matrix upos;
    Matrix arcs;    // word × head, the root first
    Matrix labels;  // at the heads of the best tree
    Matrix names;
  };
  Scores score(std::span<const std::string> forms) const;

 private:
  Model(const ModelFile& file, Arithmetic arithmetic);

  void analyse_batch(std::span<Sentence* const> batch) const;
  void fill_tags(std::span<Sentence* const> batch, const Matrix& states) const;
  void fill_lemmas(std::span<Word* const> words, const Matrix& states) const;
  void fill_tree(Sentence& sentence, Eigen::Index first, const PairInputs& arcs,
                 const PairInputs& labels) const;
  const std::string* known_lemma(std::string_view lower_form, Upos upos) const;
  std::string edited_lemma(const Word& word, Eigen::Ref<Eigen::RowVectorXf> scores) const;

  struct TaggedFeats {
    Eigen::Index column;
    std::string feats;
  };

  std::string language_;
  Features features_;
  Encoder encoder_;
  Heads heads_;
  std::vector<Upos> upos_;
  std::array<std::vector<TaggedFeats>, 17> feats_of_upos_;
  std::vector<EditScript> scripts_;
  std::vector<std::string> deprels_;
  Eigen::Index root_relation_ = -1;                      // the column of "root"
  std::unordered_map<std::string, std::string> lemmas_;  // "form|UPOS" → lemma
  std::unordered_set<std::string> verbs_;                // lemmas
  std::optional<NameDecoder> names_;
};

}  // namespace entente
