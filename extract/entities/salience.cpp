#include "extract/entities/salience.h"

#include <algorithm>

namespace entente {
namespace {

constexpr int per_sentence = -50;
constexpr int as_subject = 40;
constexpr int as_object = 15;
constexpr int per_phrase_above = -15;
constexpr int per_earlier_mention = 3;
constexpr int most_for_mentions = 15;
constexpr int per_word = -1;
constexpr int farthest_word = 20;

}  // namespace

bool is_subject(const DependencyTree& tree, const Mention& mention) {
  return mention.link == Link::DroppedSubject ||
         tree.relation(tree.renamed(mention.head)) == "nsubj";
}

int Salience::of(const Mention& mention, std::size_t sentence, std::size_t word) const {
  const DependencyTree& tree = trees_[mention.sentence];
  const std::size_t back = sentence - mention.sentence;
  int score = per_sentence * static_cast<int>(back);
  const std::size_t top = tree.renamed(mention.head);
  const bool subject = is_subject(tree, mention);
  if (subject) score += as_subject;
  if (tree.relation(top) == "obj") score += as_object;
  for (auto at = tree.head(top); !subject && at && tree.word(*at).upos != Upos::Verb;
       at = tree.head(*at)) {
    score += per_phrase_above;
  }
  if (const auto seen = seen_.find(mention.entity); seen != seen_.end()) {
    score += std::min(per_earlier_mention * seen->second, most_for_mentions);
  }
  const std::size_t words = back == 0 ? word - mention.first : mention.first;
  return score + per_word * std::min(static_cast<int>(words), farthest_word);
}

}  // namespace entente
