#include "cli/table.h"

#include <algorithm>
#include <numeric>

#include "cli/display.h"

namespace entente {
namespace {

constexpr std::size_t gap = 2;        // between columns
constexpr std::size_t narrowest = 6;  // no column is cut below this
constexpr std::string_view note_indent = "    ";

}  // namespace

Table::Table(std::ostream& stream, std::vector<Column> columns, std::size_t line_width)
    : stream_(stream), columns_(std::move(columns)), line_width_(line_width) {}

void Table::add(std::vector<std::string> cells) {
  for (std::string& cell : cells) cell = printable(cell);
  add_row({std::move(cells), {}});
}

void Table::add_note(std::string_view text) { add_row({{}, printable(text)}); }

void Table::finish() {
  if (widths_.empty()) measure();
  stream_.flush();
}

void Table::add_row(Row row) {
  if (!widths_.empty()) {
    write(row);
    return;
  }
  kept_.push_back(std::move(row));
  if (kept_.size() == measured_rows) measure();
}

void Table::measure() {
  for (const Column& column : columns_) widths_.push_back(display_width(column.title));
  for (const Row& row : kept_) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      widths_[i] = std::max(widths_[i], display_width(row.cells[i]));
    }
  }
  const auto line = [&] {
    return std::accumulate(widths_.begin(), widths_.end(), gap * (columns_.size() - 1));
  };
  while (line_width_ > 0 && line() > line_width_) {
    std::size_t* widest = nullptr;
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      const bool can = columns_[i].may_shrink && widths_[i] > narrowest;
      if (can && (widest == nullptr || widths_[i] > *widest)) widest = &widths_[i];
    }
    if (widest == nullptr) break;
    --*widest;
  }
  std::vector<std::string> titles;
  for (const Column& column : columns_) titles.push_back(column.title);
  write_cells(titles);
  for (const Row& row : kept_) write(row);
  kept_.clear();
}

void Table::write(const Row& row) {
  if (row.cells.empty()) {
    stream_ << note_indent << row.note << '\n';
  } else {
    write_cells(row.cells);
  }
}

void Table::write_cells(const std::vector<std::string>& cells) {
  std::string line;
  std::size_t owed = 0;  // spaces before the next text, so that no line ends in spaces
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool cut = line_width_ > 0 && columns_[i].may_shrink;
    const std::string cell = cut ? cut_to_width(cells[i], widths_[i]) : cells[i];
    const std::size_t width = display_width(cell);
    const std::size_t padding = widths_[i] > width ? widths_[i] - width : 0;
    if (columns_[i].align == Column::Align::Right) owed += padding;
    if (!cell.empty()) line.append(owed, ' ').append(cell);
    if (!cell.empty()) owed = 0;
    if (columns_[i].align == Column::Align::Left) owed += padding;
    owed += gap;
  }
  stream_ << line << '\n';
}

}  // namespace entente
