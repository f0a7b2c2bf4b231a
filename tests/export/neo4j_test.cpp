#include "export/neo4j.h"

#include <gtest/gtest.h>
#include <random>

#include "tests/export/golden.h"
#include "tests/export/graph_of_triples.h"

namespace entente {
namespace {

// All tables, one after the other, each under its name and its header.
std::string tables_of(const Exported& exported) {
  std::string text;
  for (const neo4j::TableDescription& table : neo4j::tables()) {
    const std::string name(table.name);
    text += "# " + name + '\n' + exported.files.at(name + "-header.csv") +
            exported.files.at(name + ".csv");
  }
  return text;
}

std::string lines_with(const std::string& text, std::string_view what) {
  std::string found;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.find(what) != std::string::npos) found += line + '\n';
  }
  return found;
}

TEST(Neo4jFolder, SmallGraphIsWrittenByteForByteAsInTheGoldenFile) {
  EXPECT_EQ(tables_of(export_triples("neo4j", small_graph())), golden("small.neo4j"));
}

TEST(Cypher, SmallGraphIsWrittenByteForByteAsInTheGoldenFile) {
  EXPECT_EQ(export_triples("cypher", small_graph()).text, golden("small.cypher"));
}

TEST(Neo4j, TheOrderOfTheInputDoesNotMatter) {
  constexpr unsigned seed = 1953;
  std::cout << "seed " << seed << '\n';
  std::mt19937 random(seed);
  auto triples = small_graph();
  for (int round = 0; round < 10; ++round) {
    std::shuffle(triples.begin(), triples.end(), random);
    EXPECT_EQ(tables_of(export_triples("neo4j", triples)), golden("small.neo4j"));
    EXPECT_EQ(export_triples("cypher", triples).text, golden("small.cypher"));
  }
}

TEST(Neo4jFolder, TheScriptNamesEveryTableAndNothingElseIsThere) {
  const Exported exported = export_triples("neo4j", {});
  std::size_t files = 4;  // README.md, load.sh, schema.cypher, examples.cypher
  for (const neo4j::TableDescription& table : neo4j::tables()) {
    const std::string name(table.name);
    const std::string label = table.label.empty() ? "" : std::string(table.label) + "=";
    const std::string argument = (table.label.empty() ? "--relationships=" : "--nodes=") + label +
                                 name + "-header.csv," + name + ".csv";
    EXPECT_EQ(count_of(argument, exported.files.at("load.sh")), 1u) << argument;
    files += 2;
  }
  EXPECT_EQ(exported.files.size(), files);
}

TEST(Neo4jFolder, TextsAreQuotedAndTheirQuotesDoubled) {
  const Exported exported = export_triples(
      "neo4j",
      std::vector{triple(kim(), "said \"no\",\nthen; left", RelationClass::Reject, kim())});
  EXPECT_NE(exported.files.at("relations.csv").find("\"said \"\"no\"\",\nthen; left\""),
            std::string::npos);
}

TEST(Neo4jFolder, AliasesAreSeparatedByACharacterThatIsReplacedInThem) {
  Triple first = triple(kim(), "met", RelationClass::Consult, shoigu());
  Triple second = first;
  second.document = "es-002";
  second.subject.name = "Kim; II";
  Triple third = first;
  third.document = "es-003";
  third.subject.name = "Kim\x1FIII";
  const Exported exported = export_triples("neo4j", std::vector{first, first, second, third});
  EXPECT_NE(exported.files.at("entities.csv").find("\"Kim\uFFFDIII\x1FKim; II\""),
            std::string::npos)
      << exported.files.at("entities.csv");
  EXPECT_EQ(exported.report.replaced_characters, 1u);
}

TEST(Neo4j, IdsThatAnIndexCannotHoldAreShortenedAndKeptWhole) {
  const std::string beginning(5000, 'x');
  const Exported exported = export_triples(
      "neo4j",
      std::vector{triple(named(EntityType::Person, beginning + "1"), "met", RelationClass::Consult,
                         named(EntityType::Person, beginning + "2"))});
  const std::string& relations = exported.files.at("relations.csv");
  EXPECT_EQ(count_of("\"person/" + std::string(193, 'x') + "…", relations), 2u);
  const std::string subject = relations.substr(0, relations.find(','));
  EXPECT_EQ(count_of(subject, relations), 1u) << "both ends have the same id";
  EXPECT_EQ(count_of("\"person/" + beginning, exported.files.at("entities.csv")), 2u);
}

TEST(Cypher, TextsCannotEndTheirLiteral) {
  Triple hostile = triple(kim(), "it's \\' \\u0027 \\", RelationClass::Other, shoigu());
  hostile.evidence.text = "'}] AS row MATCH (n) DETACH DELETE n; //\nnext \x01";
  const Exported exported = export_triples("cypher", std::vector{hostile});
  EXPECT_NE(exported.text.find(R"(relation: 'it\'s \\\' \\\u00750027 \\')"), std::string::npos);
  EXPECT_NE(exported.text.find(R"('\'}] AS row MATCH (n) DETACH DELETE n; //\nnext \u0001')"),
            std::string::npos);
}

TEST(Cypher, StatementsStaySmallAndNodesComeBeforeTheirRelationships) {
  std::vector<Triple> triples;
  for (int i = 0; i < 2000; ++i) {
    Triple one = triple(kim(), "met", RelationClass::Consult, shoigu());
    one.document = "d" + std::to_string(i);
    one.evidence.text = std::string(500, 'x');
    triples.push_back(one);
  }
  const std::string text = export_triples("cypher", triples).text;
  EXPECT_GT(text.size(), 1u << 20);
  std::size_t begin = 0;
  for (std::size_t end = text.find(";\n"); end != text.npos; end = text.find(";\n", begin)) {
    EXPECT_LT(end - begin, 300'000u);
    begin = end + 2;
  }
  EXPECT_EQ(begin, text.size());
  EXPECT_LT(text.find("MERGE (n:Evidence"), text.find("MERGE (a)-[:STATES]->(b)"));
}

TEST(Neo4j, BytesThatAreNoTextAreReplacedAndCounted) {
  Triple hostile = triple(kim(), "met", RelationClass::Other, shoigu());
  hostile.evidence.text = "no UTF-8 \xFF\xC3";
  for (const char* format : {"neo4j", "cypher"}) {
    const Exported exported = export_triples(format, std::vector{hostile});
    const std::string& text =
        exported.text.empty() ? exported.files.at("evidence.csv") : exported.text;
    EXPECT_EQ(lines_with(text, "no UTF-8 \uFFFD\uFFFD").empty(), false) << format;
    EXPECT_EQ(exported.report.replaced_characters, 2u) << format;
  }
}

}  // namespace
}  // namespace entente
