#include "export/gexf.h"

#include <gtest/gtest.h>

#include "tests/export/graph_of_triples.h"

namespace entente {
namespace {

// The only spell of a fact with this date.
std::string spell_of(std::string date, std::string observed = "2023-07-27") {
  Triple one = triple(kim(), "met", RelationClass::Consult, shoigu());
  one.date = std::move(date);
  one.observed = std::move(observed);
  const std::string text = export_triples("gexf", std::vector{one}).text;
  const auto begin = text.find("<spell ");
  return begin == std::string::npos ? "" : text.substr(begin, text.find("/>", begin) - begin + 2);
}

TEST(Gexf, ASpellIsAllThatADateCovers) {
  EXPECT_EQ(spell_of("2023-07-26"), "<spell start=\"2023-07-26\" end=\"2023-07-26\"/>");
  EXPECT_EQ(spell_of("2024-02"), "<spell start=\"2024-02-01\" end=\"2024-02-29\"/>");
  EXPECT_EQ(spell_of("2023"), "<spell start=\"2023-01-01\" end=\"2023-12-31\"/>");
  EXPECT_EQ(spell_of("1950/1953-07"), "<spell start=\"1950-01-01\" end=\"1953-07-31\"/>");
  EXPECT_EQ(spell_of("0987"), "<spell start=\"0987-01-01\" end=\"0987-12-31\"/>");
}

TEST(Gexf, AFactWithoutADateIsOfTheDaysOnWhichDocumentsStateIt) {
  EXPECT_EQ(spell_of(""), "<spell start=\"2023-07-27\" end=\"2023-07-27\"/>");
}

TEST(Gexf, BetweenReportsAFactWithoutADateDoesNotHold) {
  std::vector<Triple> told;
  for (const std::string observed : {"1881-12-06", "1881-12-07", "1889-12-03", "1903-12-07"}) {
    told.push_back(triple(kim(), "met", RelationClass::Consult, shoigu()));
    told.back().document = told.back().observed = observed;
    told.back().date.clear();
  }
  for (const bool aggregate : {false, true}) {
    const std::string text = export_triples("gexf", told, {.aggregate = aggregate}).text;
    EXPECT_EQ(count_of("<spell ", text), 3u);
    EXPECT_EQ(count_of("<spell start=\"1881-12-06\" end=\"1881-12-07\"/>", text), 1u);
    EXPECT_EQ(count_of("<spell start=\"1889-12-03\" end=\"1889-12-03\"/>", text), 1u);
    EXPECT_EQ(count_of("<spell start=\"1903-12-07\" end=\"1903-12-07\"/>", text), 1u);
  }
}

TEST(Gexf, AFactOfNoKnownDayHasNoSpell) { EXPECT_EQ(spell_of("", ""), ""); }

TEST(Gexf, AnAggregatedEdgeHoldsWheneverOneOfItsFactsDoes) {
  const Triple one = triple(kim(), "met", RelationClass::Consult, shoigu());
  Triple overlapping = one;
  overlapping.relation = "called";
  overlapping.date = "2023-07";
  Triple apart = one;
  apart.date = "2019";
  const std::string text =
      export_triples("gexf", std::vector{one, overlapping, apart}, {.aggregate = true}).text;
  EXPECT_EQ(count_of("<edge id=", text), 1u);
  EXPECT_EQ(count_of("<spell ", text), 2u);
  EXPECT_LT(text.find("<spell start=\"2019-01-01\" end=\"2019-12-31\"/>"),
            text.find("<spell start=\"2023-07-01\" end=\"2023-07-31\"/>"));
}

TEST(Gexf, TheKindOfAnEdgeIsItsClassAndWhatIsNotAssertedIsOfAnother) {
  const Triple met = triple(kim(), "met", RelationClass::Consult, shoigu());
  Triple did_not = met;
  did_not.modality = Modality::Negated;
  const std::string text = export_triples("gexf", std::vector{met, did_not}).text;
  EXPECT_EQ(count_of(" kind=\"CONSULT\"", text), 1u);
  EXPECT_EQ(count_of(" kind=\"CONSULT negated\"", text), 1u);
}

TEST(Gexf, AnEmptyGraphHasListsWithNothingInThem) {
  const std::string text = export_triples("gexf", {}).text;
  EXPECT_TRUE(
      text.ends_with("    <nodes>\n    </nodes>\n    <edges>\n    </edges>\n  </graph>\n</gexf>\n"))
      << text;
}

TEST(Gexf, MarkupIsEscapedAndWhatXmlCannotHoldIsReplacedAndCounted) {
  Triple hostile = triple(named(EntityType::Person, "<b>\"O'Neil\" & Sons ]]>"),
                          std::string("met\0twice", 9), RelationClass::Other, shoigu());
  hostile.evidence.text = "a\r\n\tb";
  const Exported exported = export_triples("gexf", std::vector{hostile});
  EXPECT_NE(exported.text.find("label=\"&lt;b&gt;&quot;O'Neil&quot; &amp; Sons ]]&gt;\""),
            std::string::npos);
  EXPECT_NE(exported.text.find("label=\"met\uFFFDtwice\""), std::string::npos);
  EXPECT_NE(exported.text.find("value=\"a&#13;&#10;&#9;b\""), std::string::npos);
  EXPECT_EQ(exported.report.replaced_characters, 1u);
}

}  // namespace
}  // namespace entente
