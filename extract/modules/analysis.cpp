#include "extract/modules/analysis.h"

#include <utility>

namespace entente {
namespace {

std::vector<DependencyTree> trees_of(const Annotation& annotation) {
  std::vector<DependencyTree> trees;
  trees.reserve(annotation.sentences.size());
  for (const Sentence& sentence : annotation.sentences) trees.emplace_back(sentence);
  return trees;
}

std::vector<std::vector<Timex>> times_of(const Annotation& annotation, const TimeTagger& tagger,
                                         const std::string& date) {
  std::vector<std::vector<Timex>> times;
  times.reserve(annotation.sentences.size());
  std::string told;
  for (const Sentence& sentence : annotation.sentences) {
    times.push_back(tagger.tag(sentence, date, told));
    told = told_last(times.back(), std::move(told));
  }
  return times;
}

}  // namespace

Analysis::Analysis(const Document& document_, const Annotation& annotation_,
                   const Lexicon& lexicon_, const CommonNames& common, const TimeTagger& tagger)
    : document(document_),
      annotation(annotation_),
      lexicon(lexicon_),
      text(document_.text),
      trees(trees_of(annotation_)),
      times(times_of(annotation_, tagger, document_.date)),
      entities(document_, annotation_, trees, lexicon_, common) {}

}  // namespace entente
