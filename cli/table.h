// A table for people: aligned columns that know Unicode widths and fit the terminal.
//
// How it works:
//   1. The first rows are kept back to measure the columns; what follows is written as it comes, so
//      that memory does not grow with the result.
//   2. On a terminal, columns that may shrink are cut ("…") until a line fits; elsewhere nothing is
//   cut.
// Control characters in cells are made visible, never sent to a terminal.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

struct Column {
  enum class Align { Left, Right };

  std::string title;
  Align align = Align::Left;
  bool may_shrink = false;  // may be cut to fit the terminal
};

class Table {
 public:
  // `line_width` is the terminal's, 0 for none.
  Table(std::ostream& stream, std::vector<Column> columns, std::size_t line_width);

  // `cells` MUST have one text for each column.
  void add(std::vector<std::string> cells);

  // A line of its own under the row before, indented and never cut.
  void add_note(std::string_view text);

  // Writes what was kept back. No row may follow.
  void finish();

 private:
  struct Row {
    std::vector<std::string> cells;  // none: a note
    std::string note;
  };

  static constexpr std::size_t measured_rows = 1000;

  void add_row(Row row);
  void measure();
  void write(const Row& row);
  void write_cells(const std::vector<std::string>& cells);

  std::ostream& stream_;
  std::vector<Column> columns_;
  std::size_t line_width_;
  std::vector<Row> kept_;
  std::vector<std::size_t> widths_;  // empty until measured
};

}  // namespace entente
