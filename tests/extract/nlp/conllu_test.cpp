#include "extract/nlp/conllu.h"

#include <gtest/gtest.h>
#include <sstream>

#include "extract/error.h"

namespace entente {
namespace {

constexpr std::string_view sample =
    "# sent_id = nota-s1\n"
    "# text = Ana Ruiz volvió al país.\n"
    "1\tAna\tAna\tPROPN\t_\t_\t3\tnsubj\t_\tNER=B-PER\n"
    "2\tRuiz\tRuiz\tPROPN\t_\t_\t1\tflat\t_\tNER=I-PER\n"
    "3\tvolvió\tvolver\tVERB\t_\tMood=Ind|VerbForm=Fin\t0\troot\t_\t_\n"
    "4-5\tal\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "4\ta\ta\tADP\t_\t_\t6\tcase\t_\t_\n"
    "5\tel\tel\tDET\t_\tDefinite=Def\t6\tdet\t_\t_\n"
    "6\tpaís\tpaís\tNOUN\t_\t_\t3\tobl\t_\tSpaceAfter=No\n"
    "7\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\n"
    "\n"
    "# sent_id = nota-s2\n"
    "# text = ¿Oírlo?\n"
    "1\t¿\t¿\tPUNCT\t_\t_\t2\tpunct\t_\tSpaceAfter=No\n"
    "2-3\tOírlo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
    "2\tOír\toír\tVERB\t_\t_\t0\troot\t_\t_\n"
    "3\tlo\tél\tPRON\t_\t_\t2\tobj\t_\tNER=B-MISC\n"
    "4\t?\t?\tPUNCT\t_\t_\t2\tpunct\t_\t_\n"
    "\n";

ConlluText read(std::string_view text) {
  std::istringstream stream{std::string(text)};
  return read_conllu(stream, "nota.conllu");
}

TEST(Conllu, RoundTripIsExact) {
  std::ostringstream stream;
  write_conllu(stream, read(sample).annotation, "nota");
  EXPECT_EQ(stream.str(), sample);
}

TEST(Conllu, OffsetsCountCodePointsOfTheText) {
  const ConlluText result = read(sample);
  EXPECT_EQ(result.text, "Ana Ruiz volvió al país. ¿Oírlo?");
  const auto& sentences = result.annotation.sentences;
  ASSERT_EQ(sentences.size(), 2U);
  EXPECT_EQ(sentences[0].begin, 0U);
  EXPECT_EQ(sentences[0].end, 24U);
  EXPECT_EQ(sentences[1].begin, 25U);
  EXPECT_EQ(sentences[1].end, 32U);
  EXPECT_EQ(sentences[0].words[4].begin, 16U);  // "el" stands where "al" does
  EXPECT_EQ(sentences[0].words[4].end, 18U);
  EXPECT_EQ(sentences[0].names, (std::vector<NameSpan>{{0, 1, EntityType::Person}}));
  EXPECT_FALSE(sentences[0].words[5].space_after);
}

TEST(Conllu, TokensAloneCanBeRead) {
  const ConlluText result =
      read("1\tAna\t_\t_\t_\t_\t_\t_\t_\t_\n1.1\tque\t_\t_\t_\t_\t_\t_\t_\t_\n");
  ASSERT_EQ(result.annotation.sentences.size(), 1U);
  const Word& word = result.annotation.sentences[0].words.at(0);
  EXPECT_EQ(word.form, "Ana");
  EXPECT_EQ(word.lemma, "");
  EXPECT_EQ(word.upos, Upos::X);
}

TEST(Conllu, AnUnderscoreCanBeAWord) {
  EXPECT_EQ(read("1\t_\t_\tPUNCT\t_\t_\t0\troot\t_\t_\n").annotation.sentences[0].words[0].lemma,
            "_");
}

struct Fault {
  std::string_view text;
  std::size_t line;
  std::string_view reason;
};

TEST(Conllu, FaultsAreNamedWithTheirLine) {
  const std::vector<Fault> faults{
      {"1\tAna\n", 1, "has 2 columns"},
      {"# x\n2\tAna\t_\t_\t_\t_\t_\t_\t_\t_\n", 2, "has the ID 2, 1 is expected"},
      {"x\tAna\t_\t_\t_\t_\t_\t_\t_\t_\n", 1, "has \"x\" for ID"},
      {"1\t\t_\t_\t_\t_\t_\t_\t_\t_\n", 1, "empty form"},
      {"1\tAna\t_\tNAME\t_\t_\t_\t_\t_\t_\n", 1, "unknown UPOS tag \"NAME\""},
      {"1\tAna\t_\t_\t_\t_\tone\t_\t_\t_\n", 1, "has \"one\" for HEAD"},
      {"1\tAna\t_\t_\t_\t_\t5\tdep\t_\t_\n\n", 2, "the head 5 is out of range"},
      {"1\tA\t_\t_\t_\t_\t0\troot\t_\t_\n2\tB\t_\t_\t_\t_\t0\troot\t_\t_\n\n", 3, "has 2 roots"},
      {"1\tA\t_\t_\t_\t_\t0\troot\t_\t_\n2\tB\t_\t_\t_\t_\t3\tdep\t_\t_\n3\tC\t_\t_\t_\t_"
       "\t2\tdep\t_\t_\n\n",
       4, "cycle"},
      {"1\tA\t_\t_\t_\t_\t0\troot\t_\t_\n2\tB\t_\t_\t_\t_\t_\t_\t_\t_\n\n", 3, "no HEAD"},
      {"1-2\tal\t_\t_\t_\t_\t_\t_\t_\t_\n1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n\n", 3,
       "within a multiword token"},
      {"2-3\tal\t_\t_\t_\t_\t_\t_\t_\t_\n", 1, "has the range 2-3"},
      {"1\tAna\t_\t_\t_\t_\t_\t_\t_\tNER=I-PER\n", 1, "behind no word of the same name"},
      {"1\tAna\t_\t_\t_\t_\t_\t_\t_\tNER=B-ABC\n", 1, "NER=B-ABC"},
  };
  for (const Fault& fault : faults) {
    try {
      read(fault.text);
      ADD_FAILURE() << fault.text;
    } catch (const InputError& error) {
      EXPECT_EQ(error.file(), "nota.conllu");
      EXPECT_EQ(error.line(), fault.line) << fault.text;
      EXPECT_NE(error.reason().find(fault.reason), std::string::npos) << error.reason();
    }
  }
}

TEST(Conllu, CarriageReturnsAreNoPartOfTheLine) {
  EXPECT_EQ(read("1\tAna\t_\t_\t_\t_\t_\t_\t_\t_\r\n\r\n").annotation.sentences.size(), 1U);
}

}  // namespace
}  // namespace entente
