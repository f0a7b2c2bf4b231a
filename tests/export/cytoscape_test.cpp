#include "export/cytoscape.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "extract/error.h"
#include "tests/export/graph_of_triples.h"

namespace entente {
namespace {

TEST(Cytoscape, TextsOfAnyKindComeBackAndNumbersAreNumbers) {
  using namespace std::string_literals;
  const std::string name = "\0\x07\x1B</script>\u2028 \"🚀\" שלום ]]>"s;
  Triple hostile = triple(kim(), "met", RelationClass::Other, shoigu());
  hostile.object.name = name;
  const auto json = nlohmann::json::parse(export_triples("cytoscape", std::vector{hostile}).text);
  const auto& elements = json.at("elements");
  EXPECT_EQ(elements.at("nodes").at(1).at("data").at("label"), name);
  const auto& edge = elements.at("edges").at(0).at("data");
  EXPECT_EQ(edge.at("weight"), 1);
  EXPECT_EQ(edge.at("confidence"), 0.9);
  EXPECT_EQ(edge.at("mentions"), 1);
}

TEST(Cytoscape, AnEmptyGraphIsAnObjectWithEmptyLists) {
  const auto json = nlohmann::json::parse(export_triples("cytoscape", {}).text);
  EXPECT_TRUE(json.at("elements").at("nodes").empty());
  EXPECT_TRUE(json.at("elements").at("edges").empty());
}

TEST(Cytoscape, TextThatIsNotUtf8IsAnErrorThatNamesTheElement) {
  Triple hostile = triple(kim(), "met", RelationClass::Other, shoigu());
  hostile.subject.name = "\xFF";
  try {
    export_triples("cytoscape", std::vector{hostile});
    FAIL() << "wrote a text that is not UTF-8";
  } catch (const Error& error) {
    EXPECT_EQ(std::string(error.what()), "node or edge \"" + kim().id +
                                             "\" cannot be written as JSON: a text in it is not "
                                             "UTF-8");
  }
}

}  // namespace
}  // namespace entente
