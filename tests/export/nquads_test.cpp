#include "export/nquads.h"

#include <gtest/gtest.h>
#include <random>

#include "tests/export/golden.h"
#include "tests/export/graph_of_triples.h"

namespace entente {
namespace {

TEST(NQuads, SmallGraphIsWrittenByteForByteAsInTheGoldenFile) {
  EXPECT_EQ(export_triples("nquads", small_graph()).text, golden("small.nq"));
}

TEST(NQuads, TheOrderOfTheInputDoesNotMatter) {
  constexpr unsigned seed = 1953;
  std::cout << "seed " << seed << '\n';
  std::mt19937 random(seed);
  auto triples = small_graph();
  for (int round = 0; round < 10; ++round) {
    std::shuffle(triples.begin(), triples.end(), random);
    EXPECT_EQ(export_triples("nquads", triples).text, golden("small.nq"));
  }
}

TEST(NQuads, EveryLineIsOneStatement) {
  Triple hostile =
      triple(kim(), "said\n\"no\" .\r\n<x> <y> \"z\" .\n", RelationClass::Reject, kim());
  hostile.evidence.text = "\\ \x01 \x7F \t end";
  const Exported exported = export_triples("nquads", std::vector{hostile});
  std::istringstream lines(exported.text);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_TRUE(line.starts_with("<") && line.ends_with(" .")) << line;
  }
  EXPECT_NE(exported.text.find(R"("said\n\"no\" .\r\n<x> <y> \"z\" .\n")"), std::string::npos);
  EXPECT_NE(exported.text.find(R"("\\ \u0001 \u007F \t end")"), std::string::npos);
}

TEST(NQuads, IrisAreMadeOfIdsWithoutLosingAByte) {
  Triple one = triple(kim(), "met", RelationClass::Consult, shoigu());
  one.subject.id = "person/ñ <&> %20\xFF";
  const Exported exported = export_triples("nquads", std::vector{one});
  EXPECT_NE(exported.text.find("<urn:entente:entity:person/%C3%B1%20%3C%26%3E%20%2520%FF>"),
            std::string::npos);
}

TEST(NQuads, OnlyWhatADocumentAssertsIsAPlainStatement) {
  const std::string statement =
      "<urn:entente:entity:person/kim-jong-un> <urn:entente:class:SUPPORT> "
      "<urn:entente:entity:person/sergei-shoigu> <urn:entente:document:es-001> .\n";
  for (const Modality modality :
       {Modality::Asserted, Modality::Negated, Modality::Possible, Modality::Planned}) {
    Triple one = triple(kim(), "praised", RelationClass::Support, shoigu());
    one.modality = modality;
    EXPECT_EQ(count_of(statement, export_triples("nquads", std::vector{one}).text),
              modality == Modality::Asserted ? 1u : 0u)
        << name_of(modality);
  }
}

TEST(NQuads, DatesHaveTheTypeOfTheirPrecision) {
  const std::map<std::string, std::string> expected{
      {"2023", "\"2023\"^^<http://www.w3.org/2001/XMLSchema#gYear>"},
      {"2023-07", "\"2023-07\"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>"},
      {"2023-07-26", "\"2023-07-26\"^^<http://www.w3.org/2001/XMLSchema#date>"},
      {"1950/1953", "\"1950/1953\"^^<urn:entente:vocabulary#interval>"}};
  for (const auto& [date, literal] : expected) {
    Triple one = triple(kim(), "met", RelationClass::Consult, shoigu());
    one.date = date;
    EXPECT_EQ(count_of("<urn:entente:vocabulary#date> " + literal,
                       export_triples("nquads", std::vector{one}).text),
              1u);
  }
}

}  // namespace
}  // namespace entente
