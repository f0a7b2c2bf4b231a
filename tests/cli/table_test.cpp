#include "cli/table.h"

#include <gtest/gtest.h>
#include <sstream>

#include "cli/display.h"

namespace entente {
namespace {

std::vector<Column> two_columns() {
  return {{.title = "name", .align = Column::Align::Left, .may_shrink = true},
          {.title = "support", .align = Column::Align::Right, .may_shrink = false}};
}

TEST(Table, ColumnsAreAlignedByWhatATerminalShows) {
  std::ostringstream out;
  Table table(out, two_columns(), 0);
  table.add({"김정은", "12"});
  table.add({"Kim", "3"});
  table.finish();
  EXPECT_EQ(out.str(),
            "name    support\n"
            "김정은       12\n"
            "Kim           3\n");
}

TEST(Table, WithoutATerminalNothingIsCut) {
  std::ostringstream out;
  Table table(out, two_columns(), 0);
  const std::string name(10'000, 'x');
  table.add({name, "1"});
  table.finish();
  EXPECT_NE(out.str().find(name), std::string::npos);
}

TEST(Table, OnATerminalEveryLineFits) {
  std::ostringstream out;
  Table table(out, two_columns(), 20);
  table.add({"Ministerio de Defensa de Rusia", "1"});
  table.add({"국방부 장관 세르게이 쇼이구", "2"});
  table.finish();
  std::istringstream lines(out.str());
  for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 20u) << line;
}

TEST(Table, AnEmptyTableHasItsTitles) {
  std::ostringstream out;
  Table table(out, two_columns(), 0);
  table.finish();
  EXPECT_EQ(out.str(), "name  support\n");
}

TEST(Table, NotesStandUnderTheirRow) {
  std::ostringstream out;
  Table table(out, two_columns(), 12);
  table.add({"Kim", "1"});
  table.add_note("a sentence that is longer than the line");
  table.finish();
  EXPECT_EQ(out.str(),
            "name  support\n"
            "Kim         1\n"
            "    a sentence that is longer than the line\n");
}

TEST(Table, RowsAfterTheMeasuredOnesAreWrittenToo) {
  std::ostringstream out;
  Table table(out, two_columns(), 0);
  for (int i = 0; i < 2500; ++i) table.add({"row" + std::to_string(i), "1"});
  table.finish();
  std::size_t lines = 0;
  for (const char c : out.str()) lines += c == '\n';
  EXPECT_EQ(lines, 2501u);
  EXPECT_NE(out.str().find("\nrow2499"), std::string::npos);
}

TEST(Table, LinesNeverEndInSpaces) {
  std::ostringstream out;
  Table table(out, {{.title = "a"}, {.title = "b"}}, 0);
  table.add({"long name", ""});
  table.finish();
  EXPECT_EQ(out.str(), "a          b\nlong name\n");
}

}  // namespace
}  // namespace entente
