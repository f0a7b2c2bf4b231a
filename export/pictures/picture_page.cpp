#include "export/pictures/picture_page.h"

#include <fmt/format.h>
#include <string_view>
#include <utility>

#include "export/page_policy.h"
#include "export/pictures/picture_text.h"
#include "export/pictures/svg.h"
#include "export/xml_text.h"

namespace entente {

// Embedded by cmake/embed.cmake.
extern const std::string_view picture_page_markup;
extern const std::string_view picture_page_style;
extern const std::string_view picture_page_script;

namespace {

std::string escaped(std::string_view text) { return XmlText().content(plain_text(text)); }

void write_cell(std::ostream& stream, const PageTable& table, const PageTable::Row& row,
                std::size_t n) {
  stream << (table.columns[n].is_number ? R"(<td class="number">)" : R"(<td dir="auto">)")
         << escaped(row.cells[n]);
  if (n + 1 == row.cells.size()) {
    for (const std::string& note : row.notes)
      stream << R"(<p dir="auto">)" << escaped(note) << "</p>";
  }
  stream << "</td>";
}

void write_table(std::ostream& stream, const PageTable& table) {
  // Scrolls by itself where it is wider than the screen.
  stream << R"(<div class="scrolling" role="region" tabindex="0" aria-label=")"
         << XmlText().attribute(plain_text(table.caption)) << "\">\n<table>\n<caption>"
         << escaped(table.caption) << "</caption>\n<thead><tr>";
  for (const PageTable::Column& column : table.columns) {
    stream << (column.is_number ? R"(<th scope="col" class="number">)" : R"(<th scope="col">)")
           << escaped(column.title) << "</th>";
  }
  stream << "</tr></thead>\n<tbody>\n";
  for (const PageTable::Row& row : table.rows) {
    stream << (row.id.empty() ? "<tr>" : "<tr id=\"" + XmlText().attribute(row.id) + "\">");
    for (std::size_t n = 0; n < row.cells.size(); ++n) write_cell(stream, table, row, n);
    stream << "</tr>\n";
  }
  stream << "</tbody>\n</table>\n</div>\n";
}

}  // namespace

void write_page(std::ostream& stream, const PicturePage& page) {
  const std::string policy = page_policy(picture_page_script, {picture_page_style, picture_style});
  std::string_view rest = picture_page_markup;
  // Writes the markup up to the next mark and gives that mark.
  const auto next = [&]() -> std::string_view {
    const std::size_t begin = rest.find("{{");
    if (begin == rest.npos) return {};
    const std::size_t end = rest.find("}}", begin);
    stream << rest.substr(0, begin);
    const std::string_view mark = rest.substr(begin + 2, end - begin - 2);
    rest.remove_prefix(end + 2);
    return mark;
  };
  for (std::string_view mark = next(); !mark.empty(); mark = next()) {
    if (mark == "policy") stream << policy;
    if (mark == "title") stream << escaped(page.title);
    if (mark == "style") stream << picture_page_style;
    if (mark == "script") stream << picture_page_script;
    if (mark == "picture") stream << page.svg;
    if (mark == "tables") {
      for (const PageTable& table : page.tables) write_table(stream, table);
    }
  }
  stream << rest;
}

}  // namespace entente
