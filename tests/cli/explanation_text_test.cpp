// Explanations as text for a terminal.
#include "cli/explanation_text.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <sstream>
#include <string>

#include "cli/display.h"
#include "tests/cli/explained_sentence.h"

namespace entente {
namespace {

std::string shown(const Explanation& explanation, std::size_t width = 100) {
  std::ostringstream stream;
  write_explanation(stream, explanation, width);
  return stream.str();
}

void expect_line(const std::string& text, const std::string& line) {
  EXPECT_NE(("\n" + text).find("\n" + line + "\n"), std::string::npos) << line << "\n\n" << text;
}

TEST(ExplanationText, DrawsTheTreeOfTheSentenceWithWhoIsWho) {
  const std::string text = shown(explained_sentence());
  expect_line(
      text,
      "  met            VERB  root\n"
      "  ├─ Putin       PROPN nsubj       = Vladimir Putin (PER): another form of the name\n"
      "  ├─ Xi          PROPN obj         = Xi Jinping (PER): the entity's name\n"
      "  │  └─ Jinping  PROPN flat\n"
      "  └─ .           PUNCT punct");
}

TEST(ExplanationText, TellsWhatATripleRestsOn) {
  const std::string text = shown(explained_sentence());
  expect_line(text, "   1 Vladimir Putin  ─ met →  Xi Jinping");
  expect_line(text, "     triple    CONSULT, confidence 0.88, found by events");
  expect_line(text, "     subject   “Putin” is Vladimir Putin: another form of the name");
  expect_line(text, "     path      Putin ─nsubj→ met ←obj─ Xi");
  expect_line(text, "     rules     events found “met” (CONSULT) in “met”, verb “meet”");
  expect_line(text, "     learnt    CONSULT 0.88, ACCUSE (the other way round) 0.25");
  expect_line(text, "                +2.50  path: <nsubj | <obj");
  expect_line(text, "                -1.25  bias");
  expect_line(text, "                +0.50  all others");
  expect_line(text, "     date      none");
  expect_line(text, "     modality  asserted");
  expect_line(text, "     source    the writer");
}

TEST(ExplanationText, NamesTheSentenceOfWordsThatStandElsewhere) {
  Explanation explanation = explained_sentence();
  explanation.triples[0].triple.evidence.sentence = 0;
  explanation.annotation.sentences.push_back(explanation.annotation.sentences[0]);
  explanation.triples[0].triple.date = "2023-07-26";
  explanation.triples[0].date = {"another telling has it", WordPlace{1, 2, 3}};
  expect_line(shown(explanation),
              "     date      2023-07-26, “Xi Jinping” of sentence 2: another telling has it");
}

TEST(ExplanationText, SaysWhereNoRuleFoundItAndWhereNothingHasBeenLearnt) {
  Explanation explanation = explained_sentence();
  explanation.triples[0].rules.clear();
  explanation.triples[0].judgement.reset();
  const std::string text = shown(explanation);
  expect_line(text, "     rules     none: what has been learnt found it alone");
  expect_line(text, "     name      met, “met”: verb “meet”");
  expect_line(text, "     learnt    nothing of this pair");
}

TEST(ExplanationText, KeepsToTheWidthOfTheTerminal) {
  Explanation explanation = explained_sentence();
  explanation.triples[0].rules[0].frame = "verb “meet”: subj → obj or with or between the two";
  std::istringstream lines(shown(explanation, 60));
  bool in_tree = false;
  for (std::string line; std::getline(lines, line);) {
    in_tree = line.find("VERB") != std::string::npos || (in_tree && !line.empty());
    if (!in_tree) {
      EXPECT_LE(display_width(line), 60u) << line;
    }
  }
}

TEST(ExplanationText, LeavesADocumentNoPowerOverTheTerminal) {
  const std::string evil = "\x1b[2J\x07\u202E<b>";
  Explanation explanation = explained_sentence();
  explanation.document.id = evil;
  explanation.document.title = evil;
  explanation.entities[0].ref.name = evil;
  explanation.triples[0].triple.subject.name = evil;
  explanation.annotation.sentences[0].words[0].form = evil;
  explanation.document.text.replace(0, 5, "\x1b[2J\x07");
  const std::string text = shown(explanation);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find('\x07'), std::string::npos);
  EXPECT_EQ(text.find("\u202E"), std::string::npos);
  EXPECT_NE(text.find("<b>"), std::string::npos);
}

}  // namespace
}  // namespace entente
