// Pairs of mentions, what is seen of them, and what a model makes of them.
#include "extract/modules/pair_features.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <gtest/gtest.h>
#include <set>
#include <span>
#include <string_view>
#include <tuple>

#include "analysed_text.h"
#include "cases.h"
#include "tiny_pair_model.h"

namespace entente {
namespace {

// "Duarte elogió a Ferrer y a Berg"
constexpr std::string_view told_actively =
    "1\tDuarte\tDuarte\tPROPN\t_\t_\t2\tnsubj\t_\tNER=B-PER\n"
    "2\telogió\telogiar\tVERB\t_\tMood=Ind|VerbForm=Fin\t0\troot\t_\t_\n"
    "3\ta\ta\tADP\t_\t_\t4\tcase\t_\t_\n"
    "4\tFerrer\tFerrer\tPROPN\t_\t_\t2\tobj\t_\tNER=B-PER\n"
    "5\ty\ty\tCCONJ\t_\t_\t7\tcc\t_\t_\n"
    "6\ta\ta\tADP\t_\t_\t7\tcase\t_\t_\n"
    "7\tBerg\tBerg\tPROPN\t_\t_\t4\tconj\t_\tNER=B-PER\n\n";

// "Ferrer fue elogiado por Duarte"
constexpr std::string_view told_passively =
    "1\tFerrer\tFerrer\tPROPN\t_\t_\t3\tnsubj\t_\tNER=B-PER\n"
    "2\tfue\tser\tAUX\t_\t_\t3\taux\t_\t_\n"
    "3\telogiado\telogiar\tVERB\t_\tVerbForm=Part\t0\troot\t_\t_\n"
    "4\tpor\tpor\tADP\t_\t_\t5\tcase\t_\t_\n"
    "5\tDuarte\tDuarte\tPROPN\t_\t_\t3\tobl:agent\t_\tNER=B-PER\n\n";

// Entities are numbered in the order in which the text names them.
constexpr std::size_t duarte = 0;
constexpr std::size_t ferrer = 1;
constexpr std::size_t berg = 2;

Relation relation(std::size_t subject, std::size_t object, RelationClass relation_class) {
  Relation result;
  result.subject = subject;
  result.object = object;
  result.relation_class = relation_class;
  result.label = "label";
  result.module = "events";
  return result;
}

// Hints that rules gave, as "CLASS> KIND".
std::vector<std::string> rule_hints(const Analysis& analysis, const PairCandidate& candidate,
                                    const std::vector<Relation>& relations) {
  std::vector<std::string> lines;
  for (const PairHint& hint : pair_hints(analysis, candidate, FoundRelations(relations))) {
    if (!hint.kind.starts_with("rule ")) continue;
    lines.push_back(std::string(name_of(hint.label.relation_class)) +
                    (hint.label.forward ? "> " : "< ") + hint.kind);
  }
  return lines;
}

using Lines = std::vector<std::string>;

// 32-bit FNV-1a of the parts of a feature, each closed by a unit separator.
std::uint32_t hash_of(std::initializer_list<std::string_view> parts) {
  std::uint32_t hash = 2166136261U;
  for (const std::string_view part : parts) {
    for (const char c : std::string(part) + '\x1f') {
      hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    }
  }
  return hash;
}

TEST(PairCandidates, AreAllPairsOfDifferentEntitiesInTheOrderOfTheText) {
  const AnalysedText text(told_actively, "2023-07-27", "active");
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (const PairCandidate& candidate : pair_candidates(text.analysis())) {
    pairs.emplace_back(candidate.first->entity, candidate.second->entity);
  }
  EXPECT_EQ(pairs, (std::vector<std::pair<std::size_t, std::size_t>>{
                       {duarte, ferrer}, {duarte, berg}, {ferrer, berg}}));
}

TEST(PairCandidates, OfEveryCaseAreThePairsOfItsSentences) {
  for (const Case& each : read_cases()) {
    const AnalysedText text(each.conllu, each.date, each.name, each.language);
    const Analysis& analysis = text.analysis();
    std::vector<std::tuple<std::size_t, const Mention*, const Mention*>> expected;
    for (std::size_t s = 0; s < analysis.trees.size(); ++s) {
      const auto mentions = analysis.entities.mentions().of(s);
      for (std::size_t i = 0; i < mentions.size(); ++i) {
        for (std::size_t j = i + 1; j < mentions.size(); ++j) {
          ASSERT_LT(mentions[i].first, mentions[j].first) << each.name;
          if (mentions[i].entity == mentions[j].entity) continue;
          expected.emplace_back(s, &mentions[i], &mentions[j]);
        }
      }
      for (const Mention& inner : analysis.entities.mentions().inside_of(s)) {
        expected.emplace_back(s, analysis.entities.mentions().at(s, inner.first), &inner);
      }
    }
    decltype(expected) found;
    for (const PairCandidate& candidate : pair_candidates(analysis)) {
      found.emplace_back(candidate.sentence, candidate.first, candidate.second);
    }
    EXPECT_EQ(found, expected) << each.name;
  }
}

TEST(PairFeatures, AreTheSameOnEveryCall) {
  for (const Case& each : read_cases()) {
    const AnalysedText text(each.conllu, each.date, each.name, each.language);
    const AnalysedText again(each.conllu, each.date, each.name, each.language);
    const auto relations = find_relations(text.analysis());
    const auto relations_again = find_relations(again.analysis());
    const auto candidates = pair_candidates(text.analysis());
    const auto candidates_again = pair_candidates(again.analysis());
    ASSERT_EQ(candidates.size(), candidates_again.size()) << each.name;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      const auto features =
          pair_features(text.analysis(), candidates[i], FoundRelations(relations));
      EXPECT_FALSE(features.empty());
      EXPECT_EQ(features, pair_features(text.analysis(), candidates[i], FoundRelations(relations)));
      EXPECT_EQ(features, pair_features(again.analysis(), candidates_again[i],
                                        FoundRelations(relations_again)));
    }
  }
}

// The features of the first pair of a text of which no rule found anything have these among them.
void expect_features(const AnalysedText& text, std::initializer_list<std::uint32_t> hashes) {
  const auto features =
      pair_features(text.analysis(), pair_candidates(text.analysis()).front(), FoundRelations({}));
  for (const std::uint32_t hash : hashes) {
    EXPECT_NE(std::find(features.begin(), features.end(), hash), features.end()) << hash;
  }
}

TEST(PairFeatures, AreHashedAsAModelWasTrained) {
  expect_features(AnalysedText(told_actively, "2023-07-27", "active"),
                  {hash_of({"bias"}), hash_of({"types", "PERPER"}),
                   hash_of({"between", "elogiar a "}), hash_of({"name a", "duarte", "PER"}),
                   hash_of({"no rule", "PERPER"}), hash_of({"language", "es"})});
}

// "el Tribunal de Roma"
constexpr std::string_view name_in_name =
    "1\tel\tel\tDET\t_\tDefinite=Def\t2\tdet\t_\t_\n"
    "2\tTribunal\ttribunal\tPROPN\t_\t_\t0\troot\t_\tNER=B-ORG\n"
    "3\tde\tde\tADP\t_\t_\t4\tcase\t_\tNER=I-ORG\n"
    "4\tRoma\tRoma\tPROPN\t_\t_\t2\tnmod\t_\tNER=I-ORG\n\n";

TEST(PairCandidates, ANameInsideOfANameIsOneWithIt) {
  const AnalysedText text(name_in_name, "2023-07-27", "name-in-name");
  const auto candidates = pair_candidates(text.analysis());
  ASSERT_EQ(candidates.size(), 1U);
  EXPECT_EQ(text.analysis().entities.entity(candidates[0].first->entity).ref.name,
            "Tribunal de Roma");
  EXPECT_EQ(text.analysis().entities.entity(candidates[0].second->entity).ref.name, "Rome");
}

TEST(PairFeatures, OfANameInsideOfANameTellWhereItStands) {
  expect_features(
      AnalysedText(name_in_name, "2023-07-27", "name-in-name"),
      {hash_of({"inner", "ends", "ORGGPE"}), hash_of({"inner of", "tribunal", "ORGGPE"}),
       hash_of({"before inner", "de", "ORGGPE"})});
}

TEST(PairHints, OfARuleHaveTheDirectionOfItsRelation) {
  const AnalysedText forward(told_actively, "2023-07-27", "active");
  EXPECT_EQ(rule_hints(forward.analysis(), pair_candidates(forward.analysis())[0],
                       find_relations(forward.analysis())),
            Lines{"SUPPORT> rule events"});
  const AnalysedText backward(told_passively, "2023-07-27", "passive");
  EXPECT_EQ(rule_hints(backward.analysis(), pair_candidates(backward.analysis())[0],
                       find_relations(backward.analysis())),
            Lines{"SUPPORT< rule events"});
}

TEST(PairHints, OfASymmetricClassSpeakForItsOneLabel) {
  const AnalysedText text(told_actively, "2023-07-27", "active");
  const PairCandidate candidate = pair_candidates(text.analysis())[0];
  const Lines expected{"CONSULT> rule events"};
  EXPECT_EQ(rule_hints(text.analysis(), candidate,
                       {relation(candidate.first->entity, candidate.second->entity,
                                 RelationClass::Consult)}),
            expected);
  EXPECT_EQ(rule_hints(text.analysis(), candidate,
                       {relation(candidate.second->entity, candidate.first->entity,
                                 RelationClass::Consult)}),
            expected);
}

TEST(PairHints, OfARuleStayInItsSentence) {
  const AnalysedText text(told_actively, "2023-07-27", "active");
  Relation elsewhere = relation(duarte, ferrer, RelationClass::Support);
  elsewhere.sentence = 1;
  EXPECT_TRUE(
      rule_hints(text.analysis(), pair_candidates(text.analysis())[0], {elsewhere}).empty());
}

TEST(PairHints, OfTwoRelationsThatSayTheSameAreOne) {
  const AnalysedText text(told_actively, "2023-07-27", "active");
  const Relation told = relation(duarte, ferrer, RelationClass::Support);
  EXPECT_EQ(rule_hints(text.analysis(), pair_candidates(text.analysis())[0], {told, told}),
            Lines{"SUPPORT> rule events"});
}

TEST(FoundRelations, AreFoundInBothDirections) {
  const std::vector<Relation> relations{relation(3, 1, RelationClass::Support),
                                        relation(1, 3, RelationClass::Consult),
                                        relation(1, 2, RelationClass::Consult)};
  const FoundRelations found(relations);
  const auto indices = [&](std::size_t a, std::size_t b) {
    const auto between = found.between(a, b);
    return std::vector<std::size_t>(between.begin(), between.end());
  };
  EXPECT_EQ(found.size(), 3U);
  EXPECT_EQ(indices(1, 3), (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(indices(3, 1), (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(indices(2, 1), (std::vector<std::size_t>{2}));
  EXPECT_TRUE(indices(2, 3).empty());
  EXPECT_TRUE(indices(4, 5).empty());
}

class JudgePairs : public testing::Test {
 protected:
  // The relations of "Duarte elogió a Ferrer y a Berg" as judged by a model of biases alone.
  std::vector<Relation> judged(std::vector<std::string> labels, std::vector<float> bias,
                               double threshold) const {
    std::vector<Relation> relations = find_relations(text_.analysis());
    const TinyPairModel model{
        .labels = std::move(labels), .bias = std::move(bias), .threshold = threshold};
    judge_pairs(text_.analysis(), model.load(), relations);
    return relations;
  }

  const AnalysedText text_{told_actively, "2023-07-27", "active"};
};

TEST_F(JudgePairs, FromTheThresholdOnARelationIsAdded) {
  const auto relations = judged({"CONSULT>"}, {0.0F}, 0.5);
  ASSERT_EQ(relations.size(), 5U);  // two by rules, three pairs
  for (std::size_t i = 2; i < relations.size(); ++i) {
    EXPECT_EQ(relations[i].relation_class, RelationClass::Consult);
    EXPECT_EQ(relations[i].module, "pairs");
    EXPECT_FALSE(relations[i].label.empty());
    EXPECT_DOUBLE_EQ(relations[i].confidence, 0.5);
  }
  EXPECT_EQ(relations[4].subject, ferrer);
  EXPECT_EQ(relations[4].object, berg);
}

TEST_F(JudgePairs, BelowTheThresholdNoneIsAdded) {
  EXPECT_EQ(judged({"CONSULT>"}, {-0.01F}, 0.5).size(), 2U);
}

TEST_F(JudgePairs, WhatARuleFoundGoesBelowTheThreshold) {
  EXPECT_EQ(judged({"SUPPORT>"}, {0.0F}, 0.5).size(), 3U);  // two by rules, one pair
  EXPECT_TRUE(judged({"SUPPORT>"}, {-0.01F}, 0.5).empty());
}

TEST_F(JudgePairs, LabelBackwardsHasTheSecondAsItsSubject) {
  const auto relations = judged({"ACCUSE<"}, {1.0F}, 0.5);
  ASSERT_EQ(relations.size(), 5U);
  EXPECT_EQ(relations[2].subject, ferrer);
  EXPECT_EQ(relations[2].object, duarte);
}

TEST_F(JudgePairs, RelationOfARuleStaysWithTheProbabilityOfTheModel) {
  auto relations = judged({"SUPPORT>"}, {-2.0F}, 0.1);
  ASSERT_EQ(relations.size(), 3U);  // two by rules, one pair
  relations.pop_back();
  for (const Relation& each : relations) {
    EXPECT_EQ(each.module, "events");
    EXPECT_NEAR(each.confidence, 1.0 / (1.0 + std::exp(2.0)), 1e-6);
  }
}

TEST_F(JudgePairs, RelationOfAClassThatTheModelDoesNotKnowKeepsItsConfidence) {
  const auto before = find_relations(text_.analysis());
  const auto relations = judged({"KIN>"}, {-5.0F}, 0.5);
  ASSERT_EQ(relations.size(), before.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_DOUBLE_EQ(relations[i].confidence, before[i].confidence);
  }
}

TEST_F(JudgePairs, WhatARuleFoundIsNotAddedAgain) {
  const auto relations = judged({"SUPPORT>"}, {3.0F}, 0.5);
  ASSERT_EQ(relations.size(), 3U);
  EXPECT_EQ(relations[2].subject, ferrer);
  EXPECT_EQ(relations[2].object, berg);
  EXPECT_EQ(relations[2].module, "pairs");
}

// A model that has learnt what only the first two, Duarte and Ferrer, have.
TEST_F(JudgePairs, TheSurerTakesFromAnotherWithTheSameSubject) {
  const auto by_rules = find_relations(text_.analysis());
  const FoundRelations found(by_rules);
  const auto candidates = pair_candidates(text_.analysis());
  const auto of_others = pair_features(text_.analysis(), candidates[1], found);
  const std::set<std::uint32_t> others(of_others.begin(), of_others.end());
  std::vector<std::uint32_t> own;
  for (const std::uint32_t feature : pair_features(text_.analysis(), candidates[0], found)) {
    if (!others.contains(feature)) own.push_back(feature);
  }
  ASSERT_FALSE(own.empty());
  TinyPairModel model{.labels = {"SUPPORT>"},
                      .bias = {0.0F},
                      .threshold = 0.29,
                      .features = {own.front()},
                      .weights = {{2.0F}}};
  const double surer = 1.0 / (1.0 + std::exp(-2.0));
  auto relations = by_rules;
  judge_pairs(text_.analysis(), model.load(), relations);
  ASSERT_GE(relations.size(), 2U);
  EXPECT_NEAR(relations[0].confidence, surer, 1e-6);
  EXPECT_NEAR(relations[1].confidence, 1.0 / (1.0 + std::exp(surer)), 1e-6);
  model.threshold = 0.3;
  relations = by_rules;
  judge_pairs(text_.analysis(), model.load(), relations);
  EXPECT_EQ(std::ranges::count(relations, "events", &Relation::module), 1);
}

TEST_F(JudgePairs, WhatRivalsTakeOnAverageAllHaveBefore) {
  TinyPairModel model{.labels = {"SUPPORT>"},
                      .bias = {-1.0F},
                      .threshold = 0.1,
                      .hints = {"rule events"},
                      .hint_weights = {0.0F}};
  model.for_rivals = 0.5;
  model.rule_scale = 2.0;
  auto relations = find_relations(text_.analysis());
  judge_pairs(text_.analysis(), model.load(), relations);
  ASSERT_EQ(relations.size(), 3U);  // two by rules, one pair
  EXPECT_NEAR(relations[0].confidence, 1.0 / (1.0 + std::exp(1.5)), 1e-6);
  EXPECT_NEAR(relations[2].confidence, 1.0 / (1.0 + std::exp(0.5)), 1e-6);
}

// The relations of a text as judged by a model of these labels that takes all for planned.
std::vector<Relation> judged_as_planned(const AnalysedText& text, std::vector<std::string> labels,
                                        std::vector<float> bias) {
  const TemporaryFolder folder;
  const TinyPairModel model{.labels = std::move(labels), .bias = std::move(bias)};
  write_file(folder / "relations.bin", model.file_that_says("planned").bytes());
  std::vector<Relation> relations = find_relations(text.analysis());
  judge_pairs(text.analysis(), PairModel::load(folder / "relations.bin"), relations);
  return relations;
}

TEST_F(JudgePairs, WhatTheEncoderSaysOfModalityGoesForWhatIsAdded) {
  const auto relations = judged_as_planned(text_, {"CONSULT>"}, {1.0F});
  ASSERT_EQ(relations.size(), 5U);  // two by rules, three pairs
  for (std::size_t i = 2; i < relations.size(); ++i) {
    EXPECT_EQ(relations[i].modality, Modality::Planned);
    EXPECT_TRUE(relations[i].modality_is_learnt);
  }
}

TEST_F(JudgePairs, WhatARuleFoundKeepsItsModality) {
  const auto relations = judged_as_planned(text_, {"SUPPORT>"}, {1.0F});
  ASSERT_EQ(relations.size(), 3U);  // two by rules, one pair
  for (const Relation& each : std::span(relations).first(2)) {
    EXPECT_EQ(each.modality, Modality::Asserted);
    EXPECT_FALSE(each.modality_is_learnt);
  }
}

TEST(JudgeNameInName, WhatANameSaysOfTheOneThatHoldsItIsAsserted) {
  const AnalysedText text(name_in_name, "2023-07-27", "court");
  const auto relations = judged_as_planned(text, {"LOCATED>", "MEMBER>"}, {1.0F, 1.0F});
  ASSERT_EQ(relations.size(), 2U);
  for (const Relation& each : relations) EXPECT_EQ(each.modality, Modality::Asserted);
}

// A model that finds several classes everywhere, so that much is said twice.
PairModel eager_model() {
  return TinyPairModel{.labels = {"CONSULT>", "AGREE>", "SUPPORT>", "SUPPORT<", "ACCUSE>",
                                  "ACCUSE<", "MEMBER>", "ROLE>", "LOCATED>", "KIN>"},
                       .bias = {0.1F, 0.2F, 0.3F, 0.4F, 0.5F, 0.6F, 0.7F, 0.8F, 0.9F, 1.0F}}
      .load();
}

TEST(EagerModel, NeverDoublesWhatARuleFound) {
  const PairModel model = eager_model();
  for (const Case& each : read_cases()) {
    const AnalysedText text(each.conllu, each.date, each.name, each.language);
    auto relations = find_relations(text.analysis());
    const std::size_t by_rules = relations.size();
    judge_pairs(text.analysis(), model, relations);
    for (std::size_t i = by_rules; i < relations.size(); ++i) {
      for (std::size_t r = 0; r < by_rules; ++r) {
        const Relation& added = relations[i];
        const Relation& rule = relations[r];
        const bool same = added.subject == rule.subject && added.object == rule.object;
        const bool swapped = added.subject == rule.object && added.object == rule.subject;
        EXPECT_FALSE(added.sentence == rule.sentence &&
                     added.relation_class == rule.relation_class &&
                     (same || (swapped && is_symmetric(rule.relation_class))))
            << each.name << ": " << rule.label;
      }
    }
  }
}

// "VERB a war on Iraq", by France, or "VERB after a war on Iraq".
std::vector<Relation> judged_war(std::string_view verb, bool after = false) {
  const std::string third =
      after ? "3\tafter\tafter\tADP\t_\t_\t4\tcase\t_\t_\n" : "3\ta\ta\tDET\t_\t_\t4\tdet\t_\t_\n";
  const std::string word(verb);
  const std::string told = "1\tFrance\tFrance\tPROPN\t_\tNumber=Sing\t2\tnsubj\t_\tNER=B-LOC\n2\t" +
                           word + '\t' + word +
                           "\tVERB\t_\tMood=Ind|VerbForm=Fin\t0\troot\t_\t_\n" + third +
                           "4\twar\twar\tNOUN\t_\tNumber=Sing\t2\t" + (after ? "obl" : "obj") +
                           "\t_\t_\n"
                           "5\ton\ton\tADP\t_\t_\t6\tcase\t_\t_\n"
                           "6\tIraq\tIraq\tPROPN\t_\tNumber=Sing\t4\tnmod\t_\tNER=B-LOC\n\n";
  const AnalysedText text(told, "2023-07-27", "war", "en");
  std::vector<Relation> relations;
  judge_pairs(text.analysis(), TinyPairModel{.labels = {"ASSAULT>"}, .bias = {1.0F}}.load(),
              relations);
  return relations;
}

TEST(JudgeDeeds, WhoOnlyRefusesADeedDoesNotDoIt) {
  EXPECT_EQ(judged_war("plan").size(), 1U);
  EXPECT_TRUE(judged_war("oppose").empty());
  EXPECT_EQ(judged_war("oppose", true).size(), 1U);
}

TEST(JudgeDeeds, TheNoThatIsLearntOfARejectionIsTheRejection) {
  const AnalysedText text(told_actively, "2023-07-27", "active");
  const TemporaryFolder folder;
  const TinyPairModel model{.labels = {"REJECT>", "CONSULT>"}, .bias = {1.0F, 1.0F}};
  write_file(folder / "relations.bin", model.file_that_says("negated").bytes());
  std::vector<Relation> relations;
  judge_pairs(text.analysis(), PairModel::load(folder / "relations.bin"), relations);
  ASSERT_FALSE(relations.empty());
  for (const Relation& each : relations) {
    const bool rejected = each.relation_class == RelationClass::Reject;
    EXPECT_EQ(each.modality, rejected ? Modality::Asserted : Modality::Negated);
  }
}

// Who in "the son of Ana with Luc" is no name.
TEST(JudgeKin, OnlyWhoStandsWithTheWordIsCalledByIt) {
  const AnalysedText text(
      "1\tthe\tthe\tDET\t_\tDefinite=Def\t2\tdet\t_\t_\n"
      "2\tson\tson\tNOUN\t_\tNumber=Sing\t0\troot\t_\t_\n"
      "3\tof\tof\tADP\t_\t_\t4\tcase\t_\t_\n"
      "4\tAna\tAna\tPROPN\t_\tNumber=Sing\t2\tnmod\t_\tNER=B-PER\n"
      "5\twith\twith\tADP\t_\t_\t6\tcase\t_\t_\n"
      "6\tLuc\tLuc\tPROPN\t_\tNumber=Sing\t2\tnmod\t_\tNER=B-PER\n\n",
      "2023-07-27", "kin", "en");
  std::vector<Relation> relations;
  judge_pairs(text.analysis(), TinyPairModel{.labels = {"KIN>"}, .bias = {1.0F}}.load(), relations);
  ASSERT_EQ(relations.size(), 1U);
  EXPECT_EQ(relations[0].label, "is family of");
}

TEST(EagerModel, SettlingAgainChangesNothing) {
  const PairModel model = eager_model();
  for (const Case& each : read_cases()) {
    const AnalysedText text(each.conllu, each.date, each.name, each.language);
    const auto once = find_relations(text.analysis(), &model);
    auto twice = once;
    settle(text.analysis(), twice);
    ASSERT_EQ(once.size(), twice.size()) << each.name;
    for (std::size_t i = 0; i < once.size(); ++i) {
      EXPECT_EQ(to_triple(text.analysis(), once[i]), to_triple(text.analysis(), twice[i]))
          << each.name;
    }
  }
}

}  // namespace
}  // namespace entente
