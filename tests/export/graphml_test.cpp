#include "export/graphml.h"

#include <fstream>
#include <gtest/gtest.h>
#include <random>
#include <set>

#include "extract/error.h"
#include "tests/export/graph_of_triples.h"

namespace entente {
namespace {

std::string golden(const std::string& name) {
  std::ostringstream content;
  content << std::ifstream(ENTENTE_TEST_DATA "/golden/" + name).rdbuf();
  return content.str();
}

std::size_t count_of(std::string_view what, std::string_view text) {
  std::size_t count = 0;
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + what.size())) ++count;
  return count;
}

// Two documents that agree on one fact, a second relation between the same two, a self loop, a fact
// about which only the relation is known.
std::vector<Triple> small_graph() {
  Triple met = triple(kim(), "met", RelationClass::Consult, shoigu());
  met.source = kcna();
  Triple met_again = met;
  met_again.document = "es-002";
  met_again.observed = "2023-07-28";
  met_again.confidence = 0.5;
  met_again.subject.name = "Kim";
  Triple gave = triple(shoigu(), "delivered letter to", RelationClass::Consult, kim());
  gave.date = "2023-07";
  gave.modality = Modality::Possible;
  Triple praised_itself = triple(kcna(), "praised", RelationClass::Support, kcna());
  Triple bare{.document = "foreign",
              .observed = "",
              .subject = kim(),
              .relation = "knows",
              .relation_class = RelationClass::Other,
              .object = kcna(),
              .date = "",
              .modality = Modality::Asserted,
              .source = std::nullopt,
              .confidence = 1.0,
              .module = "",
              .evidence = {}};
  return {met, met_again, gave, praised_itself, bare};
}

TEST(GraphMl, SmallGraphIsWrittenByteForByteAsInTheGoldenFile) {
  EXPECT_EQ(export_triples("graphml", small_graph()).text, golden("small.graphml"));
}

TEST(GraphMl, TheOrderOfTheInputDoesNotMatter) {
  constexpr unsigned seed = 1953;
  std::cout << "seed " << seed << '\n';
  std::mt19937 random(seed);
  auto triples = small_graph();
  for (int round = 0; round < 20; ++round) {
    std::shuffle(triples.begin(), triples.end(), random);
    EXPECT_EQ(export_triples("graphml", triples).text, golden("small.graphml"));
  }
}

TEST(GraphMl, AnEmptyGraphIsAFileWithKeysAndNothingElse) {
  const Exported exported = export_triples("graphml", {});
  EXPECT_EQ(count_of("<node ", exported.text), 0u);
  EXPECT_EQ(count_of("<edge ", exported.text), 0u);
  EXPECT_TRUE(exported.text.ends_with("  </graph>\n</graphml>\n"));
}

TEST(GraphMl, ParallelEdgesAreKeptAndHaveIdsOfTheirOwn) {
  std::vector<Triple> triples;
  for (const char* relation : {"met", "called", "praised"}) {
    triples.push_back(triple(kim(), relation, RelationClass::Other, shoigu()));
    triples.push_back(triple(shoigu(), relation, RelationClass::Other, kim()));
  }
  const Exported exported = export_triples("graphml", triples);
  EXPECT_EQ(count_of("<edge id=", exported.text), 6u);
  EXPECT_EQ(exported.report.facts, 6u);
  std::set<std::string> ids;
  for (auto at = exported.text.find("<edge id="); at != std::string::npos;
       at = exported.text.find("<edge id=", at + 1)) {
    ids.insert(exported.text.substr(at, 43));
  }
  EXPECT_EQ(ids.size(), 6u);
}

TEST(GraphMl, MarkupInTextsIsEscaped) {
  Triple hostile = triple(named(EntityType::Person, "<b>\"O'Neil\" & Sons</b> ]]>"), "a]]>b",
                          RelationClass::Other, shoigu());
  hostile.evidence.text = "</data></edge><!-- & -->\r\n\tend";
  const Exported exported = export_triples("graphml", std::vector{hostile});
  EXPECT_NE(exported.text.find("&lt;b&gt;\"O'Neil\" &amp; Sons&lt;/b&gt; ]]&gt;</data>"),
            std::string::npos);
  EXPECT_NE(exported.text.find("a]]&gt;b</data>"), std::string::npos);
  EXPECT_NE(exported.text.find("&lt;/data&gt;&lt;/edge&gt;&lt;!-- &amp; --&gt;&#13;\n\tend</data>"),
            std::string::npos);
  EXPECT_EQ(exported.report.replaced_characters, 0u);
}

TEST(GraphMl, CharactersThatXmlCannotHoldAreReplacedVisiblyAndCounted) {
  Triple hostile = triple(kim(), std::string("met\0twice", 9), RelationClass::Other, shoigu());
  hostile.evidence.text = "bell \x07, escape \x1B, no character \uFFFE, no UTF-8 \xFF";
  const Exported exported = export_triples("graphml", std::vector{hostile});
  EXPECT_NE(exported.text.find("met\uFFFDtwice"), std::string::npos);
  EXPECT_NE(exported.text.find("bell \uFFFD, escape \uFFFD, no character \uFFFD, no UTF-8 \uFFFD"),
            std::string::npos);
  EXPECT_EQ(exported.report.replaced_characters, 5u);
}

TEST(GraphMl, IdsThatDifferOnlyInWhatXmlCannotHoldStayDifferent) {
  Triple first = triple(kim(), "met", RelationClass::Other, shoigu());
  first.subject.id = "x\x01";
  Triple second = first;
  second.subject.id = "x\x02";
  const Exported exported = export_triples("graphml", std::vector{first, second});
  EXPECT_EQ(count_of("<node id=\"x\uFFFD01\">", exported.text), 1u);
  EXPECT_EQ(count_of("<node id=\"x\uFFFD02\">", exported.text), 1u);
}

TEST(GraphMl, LongNamesEmojiAndRightToLeftTextAreKeptAsTheyAre) {
  const std::string long_name(10'000, 'x');
  const std::vector<Triple> triples{
      triple(named(EntityType::Person, long_name), "met", RelationClass::Other,
             named(EntityType::Misc, "🚀 👩‍🚀")),
      triple(named(EntityType::Person, "محمود عباس"), "met", RelationClass::Other,
             named(EntityType::Person, "בנימין נתניהו"))};
  const Exported exported = export_triples("graphml", triples);
  for (const std::string& name : {long_name, std::string("🚀 👩‍🚀"),
                                  std::string("محمود عباس"), std::string("בנימין נתניהו")}) {
    EXPECT_EQ(count_of("<data key=\"label\">" + name + "</data>", exported.text), 1u);
  }
}

TEST(GraphMl, EdgesRunAsMostDocumentsPutThem) {
  Triple one = triple(shoigu(), "met", RelationClass::Consult, kim());
  Triple two = one;
  two.document = "es-002";
  Triple turned = triple(kim(), "met", RelationClass::Consult, shoigu());
  turned.document = "es-003";
  const Exported exported = export_triples("graphml", std::vector{one, turned, two});
  EXPECT_EQ(
      count_of("source=\"person/sergei-shoigu\" target=\"person/kim-jong-un\"", exported.text), 1u);
}

TEST(Exporter, AnUnknownFormatIsRefusedWithTheListOfThoseThereAre) {
  std::ostringstream stream;
  try {
    make_exporter("gml", stream);
    FAIL() << "made an exporter for an unknown format";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "there is no export format 'gml'; there are: graphml, jsonl");
  }
}

}  // namespace
}  // namespace entente
