// What becomes of what is learnt of a pair: how it is told, and what the sentence speaks against.
#include "extract/modules/pair_refusals.h"

#include <gtest/gtest.h>
#include <sstream>
#include <string>
#include <vector>

#include "analysed_text.h"
#include "tiny_pair_model.h"

namespace entente {
namespace {

// CoNLL-U of a sentence, a line a word: "FORM LEMMA UPOS FEATURES HEAD RELATION NAME", "_" for
// nothing.
std::string conllu_of(const std::string& words) {
  std::istringstream lines(words);
  std::string conllu;
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    std::istringstream columns(line);
    std::string form, lemma, upos, features, head, relation, name;
    columns >> form >> lemma >> upos >> features >> head >> relation >> name;
    conllu += std::to_string(number) + '\t' + form + '\t' + lemma + '\t' + upos + "\t_\t" +
              features + '\t' + head + '\t' + relation + "\t_\t" +
              (name == "_" ? "_" : "NER=" + name) + '\n';
  }
  return conllu + '\n';
}

// What a model adds that finds one label in every pair, each as "SUBJECT | LABEL | OBJECT".
std::vector<std::string> added(const std::string& label, const std::string& words) {
  const AnalysedText text(conllu_of(words), "2024-09-30", "pairs", "en");
  std::vector<Relation> relations = propose_relations(text.analysis());
  judge_pairs(text.analysis(), TinyPairModel{.labels = {label}, .bias = {1.0F}}.load(), relations);
  const auto name = [&](std::size_t i) { return text.analysis().entities.entity(i).ref.name; };
  std::vector<std::string> lines;
  for (const Relation& each : relations) {
    if (each.module != "pairs") continue;
    lines.push_back(name(each.subject) + " | " + each.label + " | " + name(each.object));
  }
  return lines;
}

using Lines = std::vector<std::string>;

// "VERB REST of Hart", by Israel.
std::string done_to(const std::string& verb, const std::string& noun) {
  return "Israel Israel PROPN Number=Sing 2 nsubj B-LOC\n" + verb + ' ' + verb +
         " VERB Mood=Ind|VerbForm=Fin 0 root _\n"
         "a a DET _ 4 det _\n" +
         noun + ' ' + noun +
         " NOUN Number=Sing 2 obj _\n"
         "of of ADP _ 6 case _\n"
         "Hart Hart PROPN Number=Sing 4 nmod B-PER\n";
}

TEST(RefusedPair, WhatIsDoneToSomebodysSonIsNotDoneToHim) {
  EXPECT_TRUE(added("ASSAULT>", done_to("wound", "son")).empty());
  EXPECT_TRUE(added("ASSAULT>", done_to("wound", "bodyguard")).empty());
  EXPECT_EQ(added("ASSAULT>", done_to("attack", "house")), Lines{"Israel | attacked | Hart"});
}

TEST(RefusedPair, SpokesmanStandsForHim) {
  EXPECT_EQ(added("ACCUSE>", done_to("criticize", "spokesman")),
            Lines{"Israel | criticised | Hart"});
}

TEST(RefusedPair, KinIsWhoMarriesTheDaughter) {
  const auto with_daughter = [](const std::string& verb) {
    return "Morel Morel PROPN Number=Sing 2 nsubj B-PER\n" + verb + ' ' + verb +
           " VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "a a DET _ 4 det _\n"
           "daughter daughter NOUN Number=Sing 2 obj _\n"
           "of of ADP _ 6 case _\n"
           "Hart Hart PROPN Number=Sing 4 nmod B-PER\n";
  };
  EXPECT_EQ(added("KIN>", with_daughter("marry")), Lines{"Morel | married | Hart"});
  EXPECT_TRUE(added("KIN>", with_daughter("see")).empty());
}

// "President Luc Hart said Peru fell"
const std::string said_of_peru =
    "President President NOUN Number=Sing 2 nmod:desc _\n"
    "Luc Luc PROPN Number=Sing 4 nsubj B-PER\n"
    "Hart Hart PROPN Number=Sing 2 flat I-PER\n"
    "said say VERB Mood=Ind|VerbForm=Fin 0 root _\n"
    "Peru Peru PROPN Number=Sing 6 nsubj B-LOC\n"
    "fell fall VERB Mood=Ind|VerbForm=Fin 4 ccomp _\n";

TEST(RefusedPair, PostIsNotHeldInWhatAnotherClauseIsAbout) {
  EXPECT_TRUE(added("ROLE>", said_of_peru).empty());
  EXPECT_EQ(added("ACCUSE>", said_of_peru).size(), 1U);
}

TEST(RefusedPair, PostIsNotThatOfSomebodyUnnamedInAnotherClause) {
  const auto expelled_after = [](const std::string& noun) {
    return "all all PRON _ 2 nsubj _\n"
           "expelled expel VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "Russian russian ADJ _ 4 amod _\n" +
           noun + ' ' + noun +
           " NOUN Number=Sing 2 obj _\n"
           "after after SCONJ _ 7 mark _\n"
           "Hart Hart PROPN Number=Sing 7 nsubj B-PER\n"
           "left leave VERB Mood=Ind|VerbForm=Fin 2 advcl _\n";
  };
  EXPECT_TRUE(added("ROLE<", expelled_after("diplomat")).empty());
  EXPECT_EQ(added("ROLE<", expelled_after("oil")).size(), 1U);
}

TEST(RefusedPair, WhoIsFreedIsNotCoerced) {
  const auto with_hart = [](const std::string& verb) {
    return "Israel Israel PROPN Number=Sing 2 nsubj B-LOC\n" + verb + ' ' + verb +
           " VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "Hart Hart PROPN Number=Sing 2 obj B-PER\n";
  };
  EXPECT_TRUE(added("COERCE>", with_hart("free")).empty());
  EXPECT_EQ(added("COERCE>", with_hart("punish")).size(), 1U);
}

TEST(RefusedPair, AgentDoesWhatItsOwnVerbSays) {
  EXPECT_EQ(added("COERCE<",
                  "Hart Hart PROPN Number=Sing 3 nsubj:pass B-PER\n"
                  "was be AUX _ 3 aux:pass _\n"
                  "arrested arrest VERB Tense=Past|VerbForm=Part 0 root _\n"
                  "and and CCONJ _ 5 cc _\n"
                  "acquitted acquit VERB Tense=Past|VerbForm=Part 3 conj _\n"
                  "by by ADP _ 7 case _\n"
                  "Congress Congress PROPN Number=Sing 5 obl:agent B-ORG\n"),
            Lines{});
}

TEST(RefusedPair, WhoSendsAnotherIsNotThere) {
  EXPECT_EQ(added("LOCATED>",
                  "Hart Hart PROPN Number=Sing 2 nsubj B-PER\n"
                  "sent send VERB Mood=Ind|VerbForm=Fin 0 root _\n"
                  "Morel Morel PROPN Number=Sing 2 obj B-PER\n"
                  "to to ADP _ 5 case _\n"
                  "Lima Lima PROPN Number=Sing 2 obl B-LOC\n"),
            Lines{});
}

TEST(WordedPair, PostHasTheWordsAroundIt) {
  EXPECT_EQ(added("ROLE>",
                  "Hart Hart PROPN Number=Sing 5 nsubj B-PER\n"
                  "was be AUX _ 5 cop _\n"
                  "the the DET Definite=Def 5 det _\n"
                  "vice vice ADJ _ 5 amod _\n"
                  "president president NOUN Number=Sing 0 root _\n"
                  "of of ADP _ 7 case _\n"
                  "Morel Morel PROPN Number=Sing 5 nmod B-PER\n"),
            Lines{"Hart | vice president of | Morel"});
}

// "Acme president Luc Hart and spokesman Tom Berg": each has his own post.
TEST(WordedPair, PostOfAnotherIsNotTheSubjects) {
  const Lines lines = added("ROLE<",
                            "Acme Acme PROPN Number=Sing 2 compound B-ORG\n"
                            "president president NOUN Number=Sing 3 nmod:desc _\n"
                            "Luc Luc PROPN Number=Sing 8 nsubj B-PER\n"
                            "Hart Hart PROPN Number=Sing 3 flat I-PER\n"
                            "and and CCONJ _ 6 cc _\n"
                            "spokesman spokesman NOUN Number=Sing 7 nmod:desc _\n"
                            "Tom Tom PROPN Number=Sing 3 conj B-PER\n"
                            "left leave VERB Mood=Ind|VerbForm=Fin 0 root _\n");
  EXPECT_EQ(lines, (Lines{"Tom | spokesman of | Acme", "Tom | spokesman of | Luc Hart"}));
}

TEST(WordedPair, PlaceOfARelativeClauseIsNotThatOfTheVerbAbove) {
  EXPECT_EQ(added("LOCATED>",
                  "Hart Hart PROPN Number=Sing 6 nsubj B-PER\n"
                  "who who PRON PronType=Rel 3 nsubj _\n"
                  "slept sleep VERB Mood=Ind|VerbForm=Fin 1 acl:relcl _\n"
                  "in in ADP _ 5 case _\n"
                  "Paris Paris PROPN Number=Sing 3 obl B-LOC\n"
                  "died die VERB Mood=Ind|VerbForm=Fin 0 root _\n"),
            Lines{"Hart | located in | Paris"});
}

TEST(WordedPair, OneCompetesInACupAndWithATeam) {
  const auto played = [](const std::string& type) {
    return "Acme Acme PROPN Number=Sing 2 nsubj B-ORG\n"
           "shone shine VERB Mood=Ind|VerbForm=Fin 0 root _\n"
           "at at ADP _ 4 case _\n"
           "Olmedo Olmedo PROPN Number=Sing 2 obl B-" +
           type + '\n';
  };
  EXPECT_EQ(added("CONTEST>", played("MISC")), Lines{"Acme | competed in | Olmedo"});
  EXPECT_EQ(added("CONTEST>", played("ORG")), Lines{"Acme | competes with | Olmedo"});
}

}  // namespace
}  // namespace entente
