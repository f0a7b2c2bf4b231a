// A picture as a page for a browser: the picture, whose marks tell more to pointer, finger and
// keyboard, and beneath it all that it shows as tables.
//
// The page (picture_page.html, its style and script) is embedded in the program. It is one file,
// loads nothing, and its Content-Security-Policy lets run only the script that it came with. Marks
// are links to rows of the tables, so that it can be read without a script, too.
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace entente {

struct PageTable {
  struct Column {
    std::string title;
    bool is_number = false;
  };
  struct Row {
    std::string id{};  // what marks link to, or ""
    std::vector<std::string> cells;
    std::vector<std::string> notes{};  // sentences, under the last cell
  };

  std::string caption;
  std::vector<Column> columns;
  std::vector<Row> rows;
};

struct PicturePage {
  std::string title;
  std::string svg;  // drawn for a page (Svg::Place::Page)
  std::vector<PageTable> tables;
};

// Throws Error where SHA-256 is not available.
void write_page(std::ostream& stream, const PicturePage& page);

}  // namespace entente
