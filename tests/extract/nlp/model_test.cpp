#include "extract/nlp/model.h"

#include <gtest/gtest.h>
#include <random>
#include <thread>

#include "extract/nlp/conllu.h"
#include "model_fixture.h"

namespace entente {
namespace {

class TinyModelTest : public testing::Test {
 protected:
  static Model load(const TinyModel& tiny) {
    const TemporaryFolder folder;
    write_file(folder / "model.bin", tiny.bytes());
    return Model::load(folder / "model.bin");
  }

  static Sentence sentence(const std::vector<std::string>& forms) {
    Sentence sentence;
    for (const auto& form : forms) sentence.words.emplace_back().form = form;
    return sentence;
  }

  static Sentence random_sentence(std::size_t length, std::mt19937& random) {
    static const std::vector<std::string> forms{"el",     "Gobierno", "ñ", "1.500",
                                                "EE.UU.", "los",      "…"};
    Sentence result;
    for (std::size_t i = 0; i < length; ++i) {
      result.words.emplace_back().form = forms[random() % forms.size()];
    }
    return result;
  }
};

bool same(const Sentence& a, const Sentence& b) {
  return a.names == b.names && std::equal(a.words.begin(), a.words.end(), b.words.begin(),
                                          b.words.end(), [](const Word& x, const Word& y) {
                                            return x.lemma == y.lemma && x.upos == y.upos &&
                                                   x.feats == y.feats && x.head == y.head &&
                                                   x.deprel == y.deprel;
                                          });
}

TEST_F(TinyModelTest, SentencesOfAllLengthsGetTrees) {
  constexpr std::uint32_t seed = 3;
  std::mt19937 random(seed);
  const Model model = load(TinyModel::random(1));
  std::vector<Sentence> sentences;
  for (const std::size_t length : {0, 1, 5, 0, 2, 700, 1, 33, 2000}) {
    sentences.push_back(random_sentence(length, random));
  }
  model.analyse(sentences);
  for (const Sentence& sentence : sentences) {
    EXPECT_EQ(tree_problem(sentence), std::nullopt) << "seed " << seed;
    for (const Word& word : sentence.words) {
      EXPECT_EQ(word.deprel == "root", word.head == 0);
      EXPECT_FALSE(word.lemma.empty());
    }
  }
}

TEST_F(TinyModelTest, NothingDependsOnTheOtherSentencesOfABatch) {
  constexpr std::uint32_t seed = 4;
  std::mt19937 random(seed);
  const Model model = load(TinyModel::random(2));
  std::vector<Sentence> together;
  for (std::size_t i = 0; i < 60; ++i)
    together.push_back(random_sentence(1 + random() % 30, random));
  std::vector<Sentence> alone = together;
  model.analyse(together);
  for (std::size_t i = 0; i < alone.size(); ++i) {
    model.analyse(std::span(alone).subspan(i, 1));
    EXPECT_TRUE(same(alone[i], together[i])) << "seed " << seed << ", sentence " << i;
  }
}

TEST_F(TinyModelTest, FeaturesAgreeWithTheTag) {
  const Model model = load(TinyModel::random(6));
  std::mt19937 random(5);
  std::vector<Sentence> sentences{random_sentence(200, random)};
  model.analyse(sentences);
  for (const Word& word : sentences[0].words) {
    switch (word.upos) {
      case Upos::Det:
        EXPECT_EQ(word.feats, "Definite=Def|PronType=Art");
        break;
      case Upos::Noun:
        EXPECT_TRUE(word.has("Number=Plur") || word.has("Number=Sing")) << word.feats;
        break;
      case Upos::Verb:
        EXPECT_EQ(word.feats, "Mood=Ind|VerbForm=Fin");
        break;
      default:
        EXPECT_EQ(word.feats, "");
    }
  }
}

void set_bias(TinyModel& tiny, const char* name, std::size_t output, float value) {
  const auto offset = tiny.header["tensors"][name]["offset"].get<std::size_t>();
  std::memcpy(tiny.tensors.data() + offset + output * sizeof(float), &value, sizeof(value));
}

constexpr float high = 1000.0F;  // such an output is always chosen

TinyModel with_tag(std::size_t upos, std::size_t script) {
  TinyModel tiny = TinyModel::random(1);
  set_bias(tiny, "upos.b", upos, high);
  set_bias(tiny, "lemma.b", script, high);
  return tiny;
}

TEST_F(TinyModelTest, KnownLemmasComeBeforeScripts) {
  std::vector<Sentence> sentences{sentence({"Los", "Llamado"})};
  load(with_tag(0, 2)).analyse(sentences);  // DET, "0,2,,ar,l"
  EXPECT_EQ(sentences[0].words[0].lemma, "el");
  EXPECT_EQ(sentences[0].words[1].lemma, "llamaar");
  load(with_tag(1, 2)).analyse(sentences);  // NOUN: no such entry
  EXPECT_EQ(sentences[0].words[0].lemma, "lar");
}

TEST_F(TinyModelTest, AVerbIsAKnownOneWhereAScriptThatMakesOneIsNotMuchWorse) {
  constexpr std::size_t noun = 1;
  constexpr std::size_t verb = 3;
  const auto lemma = [&](std::size_t upos, float worse) {
    TinyModel tiny = with_tag(upos, 0);          // "0,0,,,l"
    set_bias(tiny, "lemma.b", 2, high - worse);  // "0,2,,ar,l"
    tiny.header["verbs"] = {"mirar"};
    std::vector<Sentence> sentences{sentence({"Miren"})};
    load(tiny).analyse(sentences);
    return sentences[0].words[0].lemma;
  };
  EXPECT_EQ(lemma(verb, 4.0F), "mirar");
  EXPECT_EQ(lemma(verb, 16.0F), "miren");
  EXPECT_EQ(lemma(noun, 4.0F), "miren");
}

TEST_F(TinyModelTest, AScriptThatCannotBeAppliedGivesWayToTheNext) {
  std::vector<Sentence> sentences{sentence({"sol"})};
  load(with_tag(1, 3)).analyse(sentences);  // "9,9,,,l"
  EXPECT_TRUE(sentences[0].words[0].lemma == "sol" || sentences[0].words[0].lemma == "sar");
}

TEST_F(TinyModelTest, NamesOfAnEarlierRunAreReplaced) {
  Sentence old = sentence({"sol"});
  old.names.push_back({0, 7, EntityType::Person});
  std::vector<Sentence> sentences{old, Sentence()};
  sentences[1].names.push_back({0, 0, EntityType::Misc});
  load(TinyModel::random(1)).analyse(sentences);
  EXPECT_TRUE(sentences[0].names.empty() || sentences[0].names[0].last == 0);
  EXPECT_TRUE(sentences[1].names.empty());
}

TEST_F(TinyModelTest, ThreadsShareAModel) {
  const Model model = load(TinyModel::random(8));
  std::mt19937 random(9);
  std::vector<Sentence> expected;
  for (int i = 0; i < 20; ++i) expected.push_back(random_sentence(1 + random() % 20, random));
  std::vector<std::vector<Sentence>> copies(4, expected);
  model.analyse(expected);
  std::vector<std::thread> threads;
  for (auto& copy : copies) threads.emplace_back([&] { model.analyse(copy); });
  for (auto& thread : threads) thread.join();
  for (const auto& copy : copies) {
    for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_TRUE(same(copy[i], expected[i]));
  }
}

}  // namespace
}  // namespace entente
