#include "extract/nlp/annotator.h"

#include <gtest/gtest.h>
#include <random>

#include "extract/error.h"
#include "extract/limits.h"
#include "extract/nlp/conllu.h"
#include "model_fixture.h"

namespace entente {
namespace {

const std::filesystem::path spanish =
    std::filesystem::path(ENTENTE_SOURCE_DIR) / "extract/language/es";

Document document(std::string text) {
  Document result;
  result.text = std::move(text);
  return result;
}

// Spanish segmentation with a tiny random model.
class AnnotatorTest : public testing::Test {
 protected:
  AnnotatorTest() {
    std::filesystem::copy_file(spanish / "tokens.json", folder_ / "tokens.json");
    write_file(folder_ / "model.bin", TinyModel::random(1).bytes());
  }

  TemporaryFolder folder_;
};

TEST_F(AnnotatorTest, AnnotatesFromTextToTrees) {
  const Annotator annotator = Annotator::load(folder_.path());
  const Annotation annotation =
      annotator.annotate(document("El ministro llegó al país. ¿Quién lo dijo? Nadie."));
  EXPECT_EQ(annotation.language, "es");
  ASSERT_EQ(annotation.sentences.size(), 3U);
  EXPECT_EQ(annotation.sentences[0].multiword.size(), 1U);
  for (const Sentence& sentence : annotation.sentences) {
    EXPECT_EQ(tree_problem(sentence), std::nullopt);
  }
}

TEST_F(AnnotatorTest, SegmentationLeavesTheRestUnset) {
  const Annotation annotation =
      Annotator::load(folder_.path()).segment(document("El ministro llegó."));
  ASSERT_EQ(annotation.sentences.size(), 1U);
  for (const Word& word : annotation.sentences[0].words) {
    EXPECT_TRUE(word.lemma.empty() && word.deprel.empty() && word.feats.empty());
  }
}

TEST_F(AnnotatorTest, EmptyTextsHaveNoSentences) {
  const Annotator annotator = Annotator::load(folder_.path());
  EXPECT_TRUE(annotator.annotate(document("")).sentences.empty());
  EXPECT_TRUE(annotator.annotate(document(" \n\t\u00a0\n")).sentences.empty());
}

// Whatever the text, every sentence has a tree with one root.
TEST_F(AnnotatorTest, RandomTextsGiveTreesToo) {
  constexpr std::uint32_t seed = 11;
  std::mt19937 random(seed);
  const std::vector<std::string> parts{"El ",
                                       "país",
                                       " del ",
                                       ".",
                                       "\n",
                                       "-\n",
                                       "😀",
                                       "\u0301",
                                       "שלום ",
                                       "A",
                                       std::string(1, '\0'),
                                       "dárselo ",
                                       "5",
                                       " "};
  const Annotator annotator = Annotator::load(folder_.path());
  for (int round = 0; round < 200; ++round) {
    std::string text;
    for (auto left = random() % 120; left > 0; --left) text += parts[random() % parts.size()];
    for (const Sentence& sentence : annotator.annotate(document(text)).sentences) {
      ASSERT_EQ(tree_problem(sentence), std::nullopt) << "seed " << seed << ": " << text;
    }
  }
}

TEST_F(AnnotatorTest, AParagraphWithoutAFullStopIsCutAndSaysSo) {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "palabra ";
  const Annotation annotation = Annotator::load(folder_.path()).annotate(document(text));
  EXPECT_EQ(annotation.sentences.size(), 10U);
  EXPECT_TRUE(annotation.sentences.front().cut);
  EXPECT_FALSE(annotation.sentences.back().cut);
  EXPECT_EQ(cut_sentences(annotation), 1U);
  EXPECT_EQ(note_on(annotation),
            "1 sentence was too long and had to be cut; are full stops or line breaks missing?");
}

TEST_F(AnnotatorTest, AnotherLanguagesModelIsRefused) {
  TinyModel model = TinyModel::random(1);
  model.header["language"] = "en";
  write_file(folder_ / "model.bin", model.bytes());
  try {
    Annotator::load(folder_.path());
    FAIL();
  } catch (const InputError& error) {
    EXPECT_NE(error.reason().find("is a model for \"en\""), std::string::npos) << error.what();
  }
}

TEST_F(AnnotatorTest, MissingAndFaultyTokensAreNamed) {
  for (const std::string text : {"", "{", "[]", "{\"language\": \"es\"}", "{\"language\": 1}"}) {
    write_file(folder_ / "tokens.json", text);
    try {
      Annotator::load(folder_.path());
      ADD_FAILURE() << text;
    } catch (const InputError& error) {
      EXPECT_EQ(error.file(), (folder_ / "tokens.json").string());
    }
  }
  std::filesystem::remove(folder_ / "tokens.json");
  EXPECT_THROW(Annotator::load(folder_.path()), InputError);
}

TEST_F(AnnotatorTest, ATextOfTooManyWordsIsRefused) {
  const Annotator annotator = Annotator::load(folder_.path());
  std::string text;
  for (std::size_t i = 0; i < limits::words; ++i) text += "a ";
  Document document;
  document.text = text;
  EXPECT_NO_THROW(annotator.segment(document));
  document.text += "a";
  try {
    annotator.segment(document);
    FAIL() << "it was read";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(),
                 "the text has 300001 words, more than the limit of 300000; make several "
                 "documents of it");
  }
}

}  // namespace
}  // namespace entente
