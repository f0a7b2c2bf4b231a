// Pages of the web from an archive of a crawl to facts of a graph, with the real models.
#include <gtest/gtest.h>

#include "tests/cli/program.h"
#include "tests/cli/temporary_folder.h"
#include "tests/extract/read/archive.h"
#include "tests/extract/read/compressed.h"

namespace entente {
namespace {

const std::string page = R"(<!DOCTYPE html><html lang="en"><head>
<title>Shoigu meets Kim | Example Agency</title>
<meta property="og:site_name" content="Example Agency">
<script type="application/ld+json">
{"@type": "NewsArticle", "headline": "Shoigu meets Kim", "datePublished": "2023-07-28T09:00:00+09:00"}
</script></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Shoigu meets Kim</h1>
<p>SEOUL. Russian Defence Minister Sergei Shoigu met North Korean leader Kim Jong Un in Pyongyang on
Wednesday, the state news agency KCNA said.</p>
<p>Shoigu gave Kim a letter from Russian President Vladimir Putin. The two men visited an exhibition
of weapons together, KCNA said on Thursday.</p></article>
<div class="comments"><p>The President of France visited the United States in 1960, as my father told me, and
nobody has thought of that again.</p></div></body></html>)";

class Web : public testing::Test {
 protected:
  Web() {
    const std::string request = to_warc({.type = "request", .block = "GET / HTTP/1.1\r\n\r\n"});
    const std::string response =
        to_warc({.url = "https://agency.example/kim", .block = http(page)});
    const std::string index = to_warc(
        {.url = "https://agency.example/", .block = http("<a href=/kim>Shoigu meets Kim</a>")});
    write_file(archive_, gzip(request) + gzip(response) + gzip(index));
  }

  TemporaryFolder folder_;
  const std::string archive_ = folder_.file("pages.warc.gz");
};

TEST_F(Web, AnArchiveBecomesAGraphOfDatedFacts) {
  const std::string graph = folder_.file("graph");
  const ProgramRun build = run_entente({"build", archive_, "--graph", graph});
  EXPECT_EQ(build.exit_code, 3) << build.errors;  // the index has no article
  EXPECT_TRUE(has(build.errors,
                  archive_ + ":3: the page \"https://agency.example/\" has no text of an article"))
      << build.errors;

  const ProgramRun facts =
      run_entente({"facts", "--about", "Kim Jong Un", "--sentences", "--json", "--graph", graph});
  EXPECT_EQ(facts.exit_code, 0) << facts.errors;
  EXPECT_TRUE(has(facts.output, R"("date":"2023-07-26")")) << facts.output;  // the Wednesday before
  EXPECT_TRUE(has(facts.output, R"("name":"KCNA")")) << facts.output;
  EXPECT_TRUE(
      has(facts.output, R"("document":"https://agency.example/kim","observed":"2023-07-28")"))
      << facts.output;
  EXPECT_FALSE(has(run_entente({"facts", "--json", "--graph", graph}).output, "France"));

  const ProgramRun document = run_entente({"export", "--to", "html", "--graph", graph});
  EXPECT_TRUE(has(document.output, "Shoigu meets Kim"));
  EXPECT_TRUE(has(document.output, "Example Agency"));
}

TEST_F(Web, ExplanationsNameTitleAndDate) {
  const ProgramRun explained = run_entente({"extract", "--explain", archive_});
  EXPECT_TRUE(has(explained.output, "https://agency.example/kim")) << explained.output;
  EXPECT_TRUE(has(explained.output, "“Shoigu meets Kim”")) << explained.output;
}

TEST_F(Web, StandardInputIsAPageOrAnArchiveIfSo) {
  const ProgramRun triples =
      run_entente({"extract", "-", "--format", "html", "--date", "2023-07-30"},
                  {.input = page, .environment = {}, .output_file = {}});
  EXPECT_EQ(triples.exit_code, 0) << triples.errors;
  EXPECT_TRUE(has(triples.output, R"("observed":"2023-07-28")")) << triples.output;  // its own
}

}  // namespace
}  // namespace entente
