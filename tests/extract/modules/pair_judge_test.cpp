// What a rule has found of two, where the model finds the same the other way round or what follows.
#include <cmath>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "analysed_text.h"
#include "learnt_lines.h"
#include "tiny_pair_model.h"

namespace entente {
namespace {

// "Morel NOUN Luc Hart left"
std::string called_by_morel(const std::string& noun) {
  return "Morel Morel PROPN Number=Sing 2 compound B-PER\n" + noun + ' ' + noun +
         " NOUN Number=Sing 3 nmod:desc _\n"
         "Luc Luc PROPN Number=Sing 5 nsubj B-PER\n"
         "Hart Hart PROPN Number=Sing 3 flat I-PER\n"
         "left leave VERB Mood=Ind|VerbForm=Fin 0 root _\n";
}

TEST(JudgeWhatOneIsCalled, TellsWhoDoesItToWhom) {
  EXPECT_TRUE(added("ACCUSE>", called_by_morel("critic")).empty());
  EXPECT_EQ(added("ACCUSE>", called_by_morel("crowd")), Lines{"Morel | criticised | Luc Hart"});
  EXPECT_EQ(added("SUPPORT>", called_by_morel("critic")), Lines{"Morel | supports | Luc Hart"});
}

TEST(JudgeWhatOneIsCalled, IsAsSureAsWhatIsLearntTheOtherWay) {
  const AnalysedText text(conllu_of(called_by_morel("critic")), "2024-09-30", "critic", "en");
  std::vector<Relation> relations = propose_relations(text.analysis());
  const TinyPairModel model{.labels = {"ACCUSE>", "ACCUSE<"}, .bias = {1.0F, -3.0F}};
  judge_pairs(text.analysis(), model.load(), relations);
  ASSERT_EQ(relations.size(), 1U);
  EXPECT_EQ(relations[0].module, "roles");
  EXPECT_NEAR(relations[0].confidence, 1.0 / (1.0 + std::exp(-1.0)), 1e-6);
}

// Whatever the model says of how the post is meant.
TEST(JudgePost, IsMeantAsItsAppointmentIs) {
  const auto to_hire = [](const std::string& verb) {
    return "Acme Acme PROPN Number=Sing 2 nsubj B-ORG\n" + verb +
           " VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "to to PART _ 4 mark _\n"
           "hire hire VERB VerbForm=Inf 2 xcomp _\n"
           "Morel Morel PROPN Number=Sing 4 obj B-PER\n";
  };
  EXPECT_EQ(added_as_asserted("ROLE<", to_hire("refused refuse")),
            Lines{"Morel | holds a post in | Acme | hire | negated"});
  EXPECT_EQ(added_as_asserted("ROLE<", to_hire("wants want")),
            Lines{"Morel | holds a post in | Acme | hire | planned"});
  // Who may be dismissed holds it.
  EXPECT_EQ(added_as_asserted("ROLE<",
                              "Acme Acme PROPN Number=Sing 3 nsubj B-ORG\n"
                              "may may AUX VerbForm=Fin 3 aux _\n"
                              "dismiss dismiss VERB VerbForm=Inf 0 root _\n"
                              "Morel Morel PROPN Number=Sing 3 obj B-PER\n")
                .front()
                .ends_with("asserted"),
            true);
  EXPECT_EQ(added_as_asserted("MEMBER<", to_hire("refused refuse")),
            Lines{"Morel | belongs to | Acme | hire | asserted"});
  EXPECT_EQ(added_as_asserted("ROLE<",
                              "Acme Acme PROPN Number=Sing 2 nsubj B-ORG\n"
                              "hired hire VERB Mood=Ind|VerbForm=Fin 0 root _\n"
                              "Morel Morel PROPN Number=Sing 2 obj B-PER\n"),
            Lines{"Morel | holds a post in | Acme | hired | asserted"});
}

}  // namespace
}  // namespace entente
