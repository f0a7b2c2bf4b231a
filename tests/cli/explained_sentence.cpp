#include "tests/cli/explained_sentence.h"

namespace entente {
namespace {

Word word(const char* form, Upos upos, std::uint32_t head, const char* deprel, std::size_t begin,
          std::size_t end) {
  Word result;
  result.form = form;
  result.lemma = form;
  result.upos = upos;
  result.head = head;
  result.deprel = deprel;
  result.begin = begin;
  result.end = end;
  return result;
}

Sentence sentence() {
  Sentence result;
  result.words = {
      word("Putin", Upos::Propn, 2, "nsubj", 0, 5), word("met", Upos::Verb, 0, "root", 6, 9),
      word("Xi", Upos::Propn, 2, "obj", 10, 12), word("Jinping", Upos::Propn, 3, "flat", 13, 20),
      word(".", Upos::Punct, 2, "punct", 20, 21)};
  result.end = 21;
  return result;
}

ExplainedTriple met(const EntityRef& subject, const EntityRef& object) {
  ExplainedTriple told;
  told.triple.document = "letter";
  told.triple.subject = subject;
  told.triple.relation = "met";
  told.triple.relation_class = RelationClass::Consult;
  told.triple.object = object;
  told.triple.confidence = 0.875;
  told.triple.module = "events";
  told.triple.evidence = {0, 0, 21, "Putin met Xi Jinping."};
  told.object = 1;
  told.subject_mention = 0;
  told.object_mention = 1;
  told.predicate = 1;
  told.path = {0, 1, 2};
  told.rules = {{"events", "met", RelationClass::Consult, false, {0, 1, 1}, "verb “meet”"}};
  told.judgement = PairJudgement{
      .probability = 0.875,
      .classes = {{RelationClass::Consult, false, 0.875}, {RelationClass::Accuse, true, 0.25}},
      .contributions = {{"path: <nsubj | <obj", 2.5}, {"bias", -1.25}},
      .rest = 0.5};
  told.relation = {"verb “meet”", WordPlace{0, 1, 1}};
  return told;
}

}  // namespace

Explanation explained_sentence() {
  const EntityRef putin{"person/vladimir-putin", "Vladimir Putin", EntityType::Person, "RUS"};
  const EntityRef xi{"person/xi-jinping", "Xi Jinping", EntityType::Person, "CHN"};
  Explanation explanation;
  explanation.document.id = "letter";
  explanation.document.date = "2023-07-27";
  explanation.document.language = "en";
  explanation.document.text = "Putin met Xi Jinping.";
  explanation.annotation.language = "en";
  explanation.annotation.sentences = {sentence()};
  explanation.entities = {{putin, {"Putin"}, 1}, {xi, {"Xi Jinping"}, 1}};
  explanation.mentions = {{{0, 0, 0}, 0, 0, Link::Variant}, {{0, 2, 3}, 2, 1, Link::Name}};
  explanation.triples = {met(putin, xi)};
  return explanation;
}

}  // namespace entente
