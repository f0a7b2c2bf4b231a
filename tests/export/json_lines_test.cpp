#include "export/json_lines.h"

#include <gtest/gtest.h>
#include <random>

#include "extract/triple_json.h"
#include "tests/export/graph_of_triples.h"

namespace entente {
namespace {

std::vector<Triple> read_back(const std::string& text) {
  std::vector<Triple> triples;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const ParsedTriple parsed = parse_triple(line, "exported", triples.size() + 1);
    EXPECT_TRUE(parsed.unknown_fields.empty());
    triples.push_back(parsed.triple);
  }
  return triples;
}

TEST(JsonLines, EveryPieceOfEvidenceIsALine) {
  Triple once = triple(kim(), "met", RelationClass::Consult, shoigu());
  Triple again = once;
  again.document = "es-002";
  const Exported exported = export_triples("jsonl", std::vector{once, again});
  EXPECT_EQ(read_back(exported.text), (std::vector{once, again}));
  EXPECT_EQ(exported.report.facts, 1u);
}

TEST(JsonLines, WhichWayRoundADocumentPutsASymmetricFactIsKept) {
  const Triple forth = triple(kim(), "met", RelationClass::Consult, shoigu());
  Triple back = triple(shoigu(), "met", RelationClass::Consult, kim());
  back.document = "es-002";
  Triple back_again = back;
  back_again.document = "es-003";
  EXPECT_EQ(read_back(export_triples("jsonl", std::vector{forth, back, back_again}).text),
            (std::vector{forth, back, back_again}));
}

TEST(JsonLines, ReadingBackGivesTheSameFactsForRandomGraphs) {
  constexpr unsigned seed = 4711;
  std::cout << "seed " << seed << '\n';
  std::mt19937 random(seed);
  const std::vector<EntityRef> actors{kim(), shoigu(), kcna(),
                                      named(EntityType::GeoPolitical, "Pyongyang", "PRK")};
  const auto any = [&](std::size_t size) { return random() % size; };
  for (int round = 0; round < 50; ++round) {
    std::vector<Triple> triples;
    for (int i = 0; i < 40; ++i) {
      Triple one = triple(actors[any(4)], any(2) == 0 ? "met" : "praised",
                          static_cast<RelationClass>(any(relation_class_count)), actors[any(4)]);
      one.document = "d" + std::to_string(any(5));
      one.date = std::array{"", "2023", "2023-07", "1950/1953"}[any(4)];
      one.modality = static_cast<Modality>(any(4));
      if (any(2) == 0) one.source = actors[any(4)];
      one.confidence = static_cast<double>(any(11)) / 10;
      one.evidence.sentence = any(3);
      triples.push_back(one);
    }
    const Contribution before = contribution_of(triples);
    const Contribution after = contribution_of(read_back(export_triples("jsonl", triples).text));
    EXPECT_EQ(before.facts, after.facts);
  }
}

}  // namespace
}  // namespace entente
