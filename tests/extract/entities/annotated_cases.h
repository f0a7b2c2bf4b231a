// Cases as CoNLL-U documents that say what they must give.
#pragma once

#include <gtest/gtest.h>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"
#include "extract/entities/dependency_tree.h"
#include "extract/entities/entities.h"
#include "extract/language/lexicon.h"
#include "extract/nlp/conllu.h"

namespace entente {

struct AnnotatedCase {
  std::string name;
  std::vector<std::string> expected;
  std::string conllu;
};

// Tests are reported by the name of their case.
void PrintTo(const AnnotatedCase& given, std::ostream* stream);
std::string name_of_case(const testing::TestParamInfo<AnnotatedCase>& info);

// The cases of a file in the folder of test data: each begins with "# newdoc id = NAME" and says
// what it must give in comments "# LABEL = VALUE".
std::vector<AnnotatedCase> read_annotated_cases(const std::string& file, std::string_view label);

// A case as the pipeline would have it.
struct AnalysedCase {
  explicit AnalysedCase(const AnnotatedCase& given);

  ConlluText text;
  Document document;
  std::vector<DependencyTree> trees;  // of the sentences of `text`
};

// The mentions that a case gives, in the order of the text: "TEXT | WHAT | ID", where `what` tells
// of a mention what is to be seen of it and ID is its entity's.
std::vector<std::string> mentions_of(const AnnotatedCase& given, const Lexicon& lexicon,
                                     std::string_view (*what)(const Mention& mention));

// What ships.
const Lexicon& english_lexicon();
const CommonNames& common_names();

}  // namespace entente
