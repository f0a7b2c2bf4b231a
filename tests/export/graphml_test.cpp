#include "export/graphml.h"

#include <gtest/gtest.h>
#include <set>

#include "extract/error.h"
#include "tests/export/graph_of_triples.h"

namespace entente {
namespace {

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

TEST(GraphMl, LineEndsOfXml11AreReferences) {
  Triple hostile = triple(kim(), "met", RelationClass::Other, shoigu());
  hostile.evidence.text = "a\u2028b\u0085c";
  EXPECT_NE(export_triples("graphml", std::vector{hostile}).text.find("a&#8232;b&#133;c</data>"),
            std::string::npos);
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

TEST(GraphMl, IdsAreTokensAndThoseThatDifferStayDifferent) {
  EXPECT_EQ(name_token("person/kim-jong-un"), "person:kim-jong-un");
  EXPECT_EQ(name_token("country/PRK.1_b"), "country:PRK.1_b");
  EXPECT_EQ(name_token(""), "");
  const std::vector<std::string> ids{"a/b",   "a:b",   "a b",   "a_x0020_b", "a\x01",
                                     "a\x02", "a\xFF", "a\xFE", "aÿ",        "a_xb",
                                     "a_x",   "a_",    "🚀",     "\xF0\x9F"};
  std::set<std::string> tokens;
  for (const std::string& id : ids) {
    const std::string token = name_token(id);
    EXPECT_EQ(token.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEF0123456789:_"), token.npos)
        << token;
    tokens.insert(token);
  }
  EXPECT_EQ(tokens.size(), ids.size());
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
      count_of("source=\"person:sergei-shoigu\" target=\"person:kim-jong-un\"", exported.text), 1u);
}

TEST(Exporter, AnUnknownFormatIsRefusedWithTheListOfThoseThereAre) {
  std::ostringstream stream;
  try {
    make_exporter("gml", stream);
    FAIL() << "made an exporter for an unknown format";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(),
                 "there is no export format 'gml'; there are: csv, cypher, cytoscape, gexf, "
                 "graphml, html, jsonl, "
                 "neo4j, nquads");
  }
}

TEST(Exporter, AFormatThatWritesAFolderDoesNotGoIntoAStream) {
  std::ostringstream stream;
  EXPECT_THROW(make_exporter("csv", stream), Error);
  EXPECT_EQ(stream.str(), "");
}

}  // namespace
}  // namespace entente
