// The page of `export --to html`. tests/interop/explorer_browser.py looks at it in a browser.
#include "export/html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "export/graph_export.h"
#include "extract/error.h"
#include "store/graph_alliances.h"
#include "store/store.h"
#include "tests/cli/temporary_folder.h"
#include "tests/export/graph_of_triples.h"

namespace entente {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

class Html : public testing::Test {
 protected:
  Html() : store_(Store::open(folder_.file("graph"), {.mode = StoreMode::Create})) {}

  void put(const std::vector<Triple>& triples, const std::string& title = "A title") {
    DocumentRecord record{.id = triples.front().document, .date = "2023-07-27", .title = title};
    store_.put_document(record, triples);
  }

  std::string page(const Filter& filter = {}, Sentences sentences = Sentences::Load) {
    std::ostringstream stream;
    const auto exporter =
        make_exporter("html", stream, {.actors = [this](const Snapshot& graph) {
                        return actors_of(graph, RollUp::Country, leaders_, words_);
                      }});
    export_graph(store_.snapshot(), filter, sentences, *exporter);
    return stream.str();
  }

  // What stands in the page as its graph.
  static std::string graph_in(const std::string& page) {
    const std::string begin = R"(<script type="application/json" id="graph">)";
    const std::size_t from = page.find(begin) + begin.size();
    return page.substr(from, page.find("</script>", from) - from);
  }

  json graph(const Filter& filter = {}, Sentences sentences = Sentences::Load) {
    return json::parse(graph_in(page(filter, sentences)));
  }

 private:
  TemporaryFolder folder_;
  Store store_;
  NameWords words_;
  Leaders leaders_;
};

TEST_F(Html, HoldsTheFactsWithTheirSentences) {
  put({triple(kim(), "met", RelationClass::Consult, shoigu())});
  const json graph = this->graph();
  ASSERT_EQ(graph["facts"].size(), 1u);
  const json& fact = graph["facts"][0];
  EXPECT_EQ(graph["entities"][fact["subject"].get<int>()]["name"], "Kim Jong Un");
  EXPECT_EQ(fact["class"], "CONSULT");
  EXPECT_EQ(fact["days"], json::array({19564, 19564}));
  const json& document = graph["documents"][fact["evidence"][0]["document"].get<int>()];
  EXPECT_EQ(document["title"], "A title");
  EXPECT_EQ(document["sentences"], json::parse(R"([[1, "Kim se reunió con Shoigu."]])"));
}

TEST_F(Html, WithoutSentencesThereIsNone) {
  put({triple(kim(), "met", RelationClass::Consult, shoigu())});
  EXPECT_TRUE(graph({}, Sentences::Skip)["documents"][0]["sentences"].empty());
  EXPECT_THAT(page({}, Sentences::Skip), Not(HasSubstr("se reuni")));
}

TEST_F(Html, NothingThatDocumentsSayEndsTheScriptOrIsMarkup) {
  Triple hostile = triple(named(EntityType::Person, "</script><script>alert(1)</script>"), "<!--",
                          RelationClass::Other, kim());
  hostile.evidence.text = "{{graph}} <b>]]></b> {{connect}}";
  put({hostile}, "</SCRIPT >");
  const std::string page = this->page();
  const std::string graph = graph_in(page);
  EXPECT_THAT(graph, Not(HasSubstr("<")));
  EXPECT_THAT(page, HasSubstr("connect-src 'none'"));
  const json read = json::parse(graph);
  EXPECT_EQ(read["documents"][0]["title"], "</SCRIPT >");
  EXPECT_EQ(read["documents"][0]["sentences"][0][1], "{{graph}} <b>]]></b> {{connect}}");
}

TEST_F(Html, AFactCountsForTheActorsOfItsEnds) {
  put({triple(kim(), "met", RelationClass::Consult, shoigu())});
  const json graph = this->graph();
  const json& actors = graph["facts"][0]["actors"];
  std::vector<std::string> ids;
  for (const json& actor : actors) ids.push_back(graph["actors"][actor.get<int>()]["id"]);
  EXPECT_THAT(ids, testing::UnorderedElementsAre("country/PRK", "country/RUS"));
  ASSERT_EQ(graph["alliances"]["pairs"].size(), 1u);
  // 1.0 · 0.9 / (1.0 · 0.9 + 10), a day after it at a half-life of 180 days
  EXPECT_NEAR(graph["alliances"]["pairs"][0]["score"], 0.9 / 10.9, 0.001);
}

TEST_F(Html, AlliancesAreWeighedFromAllFactsThoughOneActorIsAskedFor) {
  put({triple(kim(), "met", RelationClass::Consult, shoigu()),
       triple(named(EntityType::GeoPolitical, "Pyongyang", "PRK"), "supports",
              RelationClass::Support, shoigu())});
  const json whole = graph()["alliances"]["pairs"];
  const json part = graph({.about = {"Kim Jong Un"}});
  EXPECT_EQ(part["facts"].size(), 1u);
  EXPECT_EQ(part["alliances"]["pairs"][0]["score"], whole[0]["score"]);
}

TEST_F(Html, TheSameGraphGivesTheSameBytes) {
  put({triple(kim(), "met", RelationClass::Consult, shoigu()),
       triple(kcna(), "praised", RelationClass::Support, kim())});
  EXPECT_EQ(page(), page());
}

TEST_F(Html, AnEmptyGraphIsAPage) {
  EXPECT_TRUE(graph()["facts"].empty());
  EXPECT_TRUE(graph()["alliances"]["pairs"].empty());
}

TEST_F(Html, MoreFactsThanAPageCanShowAreRefusedWithWhatToDo) {
  std::vector<Triple> triples;
  for (std::size_t n = 0; n <= most_explorer_facts; ++n) {
    triples.push_back(triple(kim(), "met " + std::to_string(n), RelationClass::Consult, shoigu()));
  }
  put(triples);
  try {
    page();
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("more than 20000 facts"));
    EXPECT_THAT(error.what(), HasSubstr("--min-confidence"));
    EXPECT_THAT(error.what(), HasSubstr("entente serve"));
  }
  EXPECT_EQ(graph({.relations = {"met 7"}})["facts"].size(), 1u);
}

TEST_F(Html, AServerMayLetItConnectToItself) {
  const ExplorerPage page = explorer_page("'self'");
  EXPECT_THAT(page.before, HasSubstr("connect-src 'self'"));
  EXPECT_THAT(page.before + page.after, Not(HasSubstr("{{")));
}

TEST(HtmlExporter, WithoutTheGraphItSaysWhatIsMissing) {
  EXPECT_THROW(
      export_triples("html", std::vector{triple(kim(), "met", RelationClass::Consult, shoigu())}),
      Error);
}

}  // namespace
}  // namespace entente
