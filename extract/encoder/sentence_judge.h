// What a pretrained encoder that has read annotated relations makes of pairs of mentions.
//
// How it works: the encoder reads a sentence, from a few words before its first mention to a few
// behind its last, with a mark on the pieces of each mention that tells its type and kind. The mean
// states of both mentions and of the words between them, what the pair attends to in all that is
// read, the distance and the two types go through two dense layers; out come scores: for each label
// and whatever else is asked of a pair (log-odds, before calibration). Trained by
// extract/train/relations.py.
//
// Const after construction; threads may share it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/encoder/pieces.h"
#include "extract/encoder/transformer.h"
#include "extract/language/text_map.h"
#include "extract/nlp/linear.h"
#include "extract/nlp/model_file.h"

namespace entente {

struct JudgedMention {
  std::size_t first = 0;  // words, the last inclusive
  std::size_t last = 0;
  std::string_view type;  // "PER", "STATE"
  std::size_t kind = 0;   // of a name, a demonym, …; the judge MUST know it and the type
};

// Everything it refers to MUST outlive it. Mentions that overlap stand inside of one another, and
// the inner one comes after the other; of a pair the first mention is the one that begins first.
struct JudgedSentence {
  std::vector<std::string_view> words;
  std::vector<JudgedMention> mentions;
  std::vector<std::pair<std::size_t, std::size_t>> pairs;  // of mentions
};

class SentenceJudge {
 public:
  // Reads "types", "kinds" and of "sizes" "hidden", "pair_heads" and "pair_head" of the header, the
  // tensors of pieces and transformer (see there) and "mentions", "distance", "types",
  // "ends.{w|b}", "first.{w|b}", "second.{w|b}", "product.{w|b}", "asks_first.{w|b}",
  // "asks_second.{w|b}", "keys.{w|b}", "values.{w|b}", "context.{w|b}", "hidden.{w|b}" and
  // "out.{w|b}". Throws InputError that names what is wrong.
  SentenceJudge(const ModelFile& file, std::size_t scores, Arithmetic arithmetic);

  // Whether mentions of such a type and kind can be judged.
  bool knows(std::string_view type, std::size_t kind) const;

  // The scores of all pairs, sentence by sentence: of each one as many as the constructor was told,
  // or none where a mention stands so far behind in a long sentence that the encoder does not reach
  // it.
  std::vector<Vector> scores(std::span<const JudgedSentence> sentences) const;

 private:
  struct Read;

  Read read(const JudgedSentence& sentence) const;
  void judge(const JudgedSentence& sentence, const Read& read, const ConstRows& states,
             std::vector<Vector>& scores) const;
  Matrix attended(const ConstRows& states, const ConstRows& firsts, const ConstRows& seconds) const;

  PieceVocabulary vocabulary_;
  Transformer transformer_;
  TextMap<std::size_t> types_;
  std::size_t kinds_ = 0;
  Matrix marks_;      // a row for no mention, then by type and kind
  Matrix distances_;  // by words between two mentions, in steps
  Matrix type_pairs_;
  Linear ends_, first_, second_, product_, hidden_, out_;
  std::size_t heads_ = 0;  // of the attention of a pair, as the five beneath
  Linear asks_first_, asks_second_, keys_, values_, context_;
};

}  // namespace entente
