// One document with everything that is known of it before relations are sought.
#pragma once

#include <string>
#include <vector>

#include "extract/document.h"
#include "extract/entities/dependency_tree.h"
#include "extract/entities/entities.h"
#include "extract/entities/text_index.h"
#include "extract/language/common_names.h"
#include "extract/language/lexicon.h"
#include "extract/nlp/annotation.h"
#include "extract/time/timex.h"
#include "extract/triple.h"

namespace entente {

// A view: everything it refers to MUST outlive it. Const after construction.
struct Analysis {
  const Document& document;
  const Annotation& annotation;
  const Lexicon& lexicon;
  TextIndex text;
  std::vector<DependencyTree> trees;      // one a sentence
  std::vector<std::vector<Timex>> times;  // one list a sentence
  DocumentEntities entities;

  Analysis(const Document& document_, const Annotation& annotation_, const Lexicon& lexicon_,
           const CommonNames& common, const TimeTagger& tagger);
};

// A relation found in a sentence, by the indices of its entities; what a module hands over.
struct Relation {
  std::size_t sentence = 0;
  std::size_t predicate = 0;  // the word that states it
  std::size_t subject = 0;    // entity indices
  std::size_t object = 0;
  std::string label;
  RelationClass relation_class = RelationClass::Other;
  std::string date;  // "" where the text fixes none
  Modality modality = Modality::Asserted;
  std::optional<std::size_t> source;  // entity index of who says so
  double confidence = 0.5;
  std::string_view module;
  bool modality_is_learnt = false;  // the model overruled what rules read
};

}  // namespace entente
