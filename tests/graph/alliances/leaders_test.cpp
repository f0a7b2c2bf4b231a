#include "graph/alliances/leaders.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <limits>

#include "extract/error.h"
#include "tests/graph/alliances/told_facts.h"

namespace entente {
namespace {

using testing::day;

class LeadersFolder : public ::testing::Test {
 protected:
  LeadersFolder() { std::filesystem::create_directories(folder_); }
  ~LeadersFolder() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& name, const std::string& lines) const {
    std::ofstream(folder_ / name) << lines;
  }

  // What loading says where it fails.
  std::string complaint() const {
    try {
      Leaders::load(folder_);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }

  const std::filesystem::path folder_ =
      std::filesystem::path(::testing::TempDir()) /
      ::testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(LeadersFolder, TermsAreFoundByNameWithoutCaseAndAccents) {
  write("a.tsv",
        "# a comment\nSebastián Piñera\tCHL\t2010-03-11\t2014-03-11\nSebastián "
        "Piñera\tCHL\t2018-03-11\t\n");
  const Leaders leaders = Leaders::load(folder_);
  const auto& terms = leaders.terms_of("sebastian PINERA");
  ASSERT_EQ(terms.size(), 2u);
  EXPECT_EQ(terms[0], (Leaders::Term{"CHL", {day("2010-03-11"), day("2014-03-11")}}));
  EXPECT_EQ(terms[1].days.last, std::numeric_limits<int>::max());
  EXPECT_TRUE(leaders.terms_of("Michelle Bachelet").empty());
}

TEST_F(LeadersFolder, LaterFilesReplaceWhatEarlierOnesSayOfAName) {
  write("a.tsv", "Angela Merkel\tDEU\t2005-11-22\t\n");
  write("b.tsv", "Angela Merkel\tDEU\t2005-11-22\t2021-12-08\n");
  const auto terms = Leaders::load(folder_).terms_of("Angela Merkel");
  ASSERT_EQ(terms.size(), 1u);
  EXPECT_EQ(terms.front().days.last, day("2021-12-08"));
}

TEST_F(LeadersFolder, MistakesAreNamedWithFileAndLine) {
  for (const std::string line :
       {"Angela Merkel\tDEU\t2005-11-22", "Angela Merkel\tGermany\t2005-11-22\t",
        "Angela Merkel\tDEU\t2005-13-22\t", "Angela Merkel\tDEU\t2005-11-22\t2004-01-01",
        "\tDEU\t2005-11-22\t", "Angela Merkel\tDEU\t2005-11-22\t\tx"}) {
    write("a.tsv", "# c\n" + line + "\n");
    EXPECT_NE(complaint().find("a.tsv:2: no term"), std::string::npos) << line;
  }
}

TEST_F(LeadersFolder, MissingFolderIsNamed) {
  std::filesystem::remove_all(folder_);
  EXPECT_NE(complaint().find("MissingFolderIsNamed"), std::string::npos);
}

TEST(Leaders, ThoseThatComeWithTheProgramAreRight) {
  const Leaders leaders = Leaders::load(ENTENTE_SOURCE_DIR "/graph/alliances/leaders");
  EXPECT_EQ(leaders.terms_of("Narendra Modi").front().country, "IND");
  EXPECT_EQ(leaders.terms_of("Condoleezza Rice").front().country, "USA") << "of the dictionaries";
}

}  // namespace
}  // namespace entente
