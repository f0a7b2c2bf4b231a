#include "extract/modules/pair_reading.h"

#include "extract/encoder/sentence_judge.h"

namespace entente {
namespace {

// A sentence with its mentions, as the encoder is to read it.
JudgedSentence sentence_of(const Analysis& analysis, std::size_t sentence) {
  JudgedSentence judged;
  const DependencyTree& tree = analysis.trees[sentence];
  for (std::size_t i = 0; i < tree.size(); ++i) judged.words.push_back(tree.word(i).form);
  for (const Mention& mention : analysis.entities.mentions().all_of(sentence)) {
    judged.mentions.push_back({.first = mention.first,
                               .last = mention.last,
                               .type = feature_type(analysis.entities.entity(mention.entity)),
                               .kind = static_cast<std::size_t>(mention.kind)});
  }
  return judged;
}

}  // namespace

std::vector<Vector> read_pairs(const Analysis& analysis, const PairModel& model,
                               std::span<const PairCandidate> candidates) {
  const SentenceJudge* judge = model.encoder();
  if (judge == nullptr) return std::vector<Vector>(candidates.size());
  std::vector<JudgedSentence> sentences;
  std::size_t last = 0;
  for (const PairCandidate& candidate : candidates) {
    if (sentences.empty() || candidate.sentence != last) {
      sentences.push_back(sentence_of(analysis, candidate.sentence));
      last = candidate.sentence;
    }
    const MentionTable& mentions = analysis.entities.mentions();
    sentences.back().pairs.emplace_back(mentions.index_of(*candidate.first),
                                        mentions.index_of(*candidate.second));
  }
  return judge->scores(sentences);
}

}  // namespace entente
