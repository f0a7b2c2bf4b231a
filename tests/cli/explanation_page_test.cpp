// Explanations as a page: what it holds, and that documents are nothing but data in it. What a
// browser makes of it stands in tests/interop/page_browser.py.
#include "cli/explanation_page.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/cli/explained_sentence.h"

namespace entente {
namespace {

std::string page_of(const std::vector<Explanation>& explanations) {
  std::ostringstream stream;
  ExplanationPage page(stream);
  for (const Explanation& explanation : explanations) page.add(explanation);
  page.finish();
  return stream.str();
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

// What stands between two texts, the first time.
std::string between(const std::string& text, const std::string& begin, const std::string& end) {
  const auto from = text.find(begin);
  if (from == std::string::npos) return {};
  return text.substr(from + begin.size(), text.find(end, from) - from - begin.size());
}

nlohmann::json first_document(const std::string& page) {
  return nlohmann::json::parse(between(page, "class=\"document\">", "</script>"));
}

TEST(ExplanationPage, HoldsTheDocumentWithItsMentionsAndTriples) {
  const auto document = first_document(page_of({explained_sentence()}));
  EXPECT_EQ(document.at("text"), "Putin met Xi Jinping.");
  EXPECT_EQ(document.at("sentences").at(0).at("words").size(), 5u);
  EXPECT_EQ(document.at("mentions").at(0).at("meaning"), "another form of the name");
  const auto& triple = document.at("triples").at(0);
  EXPECT_EQ(triple.at("class"), "CONSULT");
  EXPECT_EQ(triple.at("path"), nlohmann::json({0, 1, 2}));
  EXPECT_EQ(triple.at("rules").at(0).at("module"), "events");
  EXPECT_EQ(triple.at("judgement").at("contributions").at(0).at(1), 2.5);
  EXPECT_TRUE(triple.at("source").is_null());
}

TEST(ExplanationPage, ListsItsDocuments) {
  const std::string page = page_of({explained_sentence(), explained_sentence()});
  const auto index = nlohmann::json::parse(between(page, "id=\"index\">", "</script>"));
  EXPECT_EQ(index.at("documents").size(), 2u);
  EXPECT_EQ(index.at("documents").at(0).at("triples"), 1);
  EXPECT_EQ(index.at("classes"), nlohmann::json({"CONSULT"}));
}

TEST(ExplanationPage, IsWholeWithoutADocument) {
  const std::string page = page_of({});
  EXPECT_EQ(count(page, "class=\"document\">"), 0u);
  EXPECT_TRUE(page.starts_with("<!DOCTYPE html>"));
  EXPECT_TRUE(page.ends_with("</html>\n"));
  EXPECT_EQ(count(page, "{{"), 0u);
}

TEST(ExplanationPage, LoadsNothingAndRunsItsOwnScriptAlone) {
  const std::string page = page_of({explained_sentence()});
  const std::string policy = between(page, "Content-Security-Policy\" content=\"", "\"");
  EXPECT_TRUE(policy.starts_with("default-src 'none'; ")) << policy;
  EXPECT_EQ(count(policy, "'sha256-"), 2u) << policy;
  EXPECT_EQ(count(policy, "unsafe"), 0u) << policy;
  for (const char* loading : {" src=", "@import", "url(", "http-equiv=\"refresh\"", "<link"}) {
    EXPECT_EQ(count(page, loading), 0u) << loading;
  }
}

TEST(ExplanationPage, ADocumentCannotBecomeMarkup) {
  const std::string evil =
      "</script><script>alert(1)</script><!-- ]]> <img src=x onerror=alert(1)> \u202E\u2028 😀 "
      "{{style}}";
  Explanation explanation = explained_sentence();
  explanation.document.id = evil;
  explanation.document.title = evil;
  explanation.document.source = evil;
  explanation.document.text += evil;
  explanation.entities[0].ref.name = evil;
  explanation.entities[0].names = {evil};
  explanation.annotation.sentences[0].words[0].form = evil;
  explanation.triples[0].relation.why = evil;
  const std::string plain = page_of({explained_sentence()});
  const std::string page = page_of({explanation});
  for (const char* markup : {"<script", "</script", "<!--", "<img"}) {
    EXPECT_EQ(count(page, markup), count(plain, markup)) << markup;
  }
  const auto document = first_document(page);
  EXPECT_EQ(document.at("title"), evil);
  EXPECT_EQ(document.at("entities").at(0).at("name"), evil);
  EXPECT_EQ(document.at("text"), explanation.document.text);
}

TEST(ExplanationPage, ShowsWhatIsNoUtf8AsReplacementCharacters) {
  Explanation explanation = explained_sentence();
  explanation.document.id = "caf\xe9";
  EXPECT_EQ(first_document(page_of({explanation})).at("id"), "caf\uFFFD");
}

}  // namespace
}  // namespace entente
