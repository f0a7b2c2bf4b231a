// The best names of a sentence: Viterbi over the tags O and B-, I-, E-, S- of each type.
//
// Tags score for themselves; only sequences in which every name is whole are allowed. Const after
// construction; threads may share it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "extract/nlp/annotation.h"
#include "extract/nlp/linear.h"

namespace entente {

class NameDecoder {
 public:
  // Throws Error for a tag that is not BIOES over a known type, and where O is missing.
  explicit NameDecoder(std::span<const std::string> tags);

  std::size_t tag_count() const { return tags_.size(); }

  // `scores` has a row for each word and a column for each tag.
  std::vector<NameSpan> operator()(const ConstRows& scores) const;

 private:
  struct Tag {
    char position = 'O';
    EntityType type = EntityType::Misc;
  };

  static bool may_follow(const Tag& before, const Tag& after);
  std::vector<std::size_t> best_sequence(const ConstRows& scores) const;

  std::vector<Tag> tags_;
  std::vector<std::vector<std::size_t>> before_;  // for each tag those that may stand before it
};

}  // namespace entente
