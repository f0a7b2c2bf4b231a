// Words in pieces, as a pretrained encoder reads them.
//
// How it works: SentencePiece's unigram model (Kudo 2018). Every piece has a score, its log
// probability; of all divisions of a word (with a mark before it that stands for the space) the one
// with the highest sum is taken, found by dynamic programming (Viterbi 1967). A character that no
// piece has is the unknown piece.
//
// Const after construction; threads may share it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/language/text_map.h"
#include "extract/nlp/model_file.h"

namespace entente {

class PieceVocabulary {
 public:
  // Reads "pieces" of the header: {"texts", "scores", "first", "last", "unknown" (numbers of
  // pieces), "normalised": {character: what is read instead}}. Throws InputError that names what is
  // wrong.
  explicit PieceVocabulary(const ModelFile& file);

  std::size_t size() const { return scores_.size(); }

  // The pieces that stand at the beginning and at the end of every sentence.
  std::uint32_t first() const { return first_; }
  std::uint32_t last() const { return last_; }

  // The pieces of a word (UTF-8); at least one.
  std::vector<std::uint32_t> pieces_of(std::string_view word) const;

 private:
  TextMap<std::uint32_t> numbers_;
  std::vector<float> scores_;
  TextMap<std::string> normalised_;
  std::size_t longest_ = 0;  // characters of a piece
  float unknown_score_ = 0.0F;
  std::uint32_t first_ = 0;
  std::uint32_t last_ = 0;
  std::uint32_t unknown_ = 0;
};

}  // namespace entente
