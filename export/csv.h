// CSV as RFC 4180 has it, in UTF-8: a folder with nodes.csv and edges.csv, the nodes and edges of
// property_graph.h.
//
// The first line of each names the columns: id and label, of edges source, target and weight too,
// then the attributes. A value that is not known is empty. There is no byte order mark: most
// programs would take it for a part of the first name.
//
// Spreadsheets take a cell that begins with = + - @ or white space of some kinds for a formula, and
// formulas can send what is in the sheet elsewhere. Texts come from documents that anybody may have
// written, so such a text is given an apostrophe in front, which says "text" to a spreadsheet, and
// counted; so is one that has apostrophes before such a character, so that taking one apostrophe
// away always gives the text. Numbers are never touched. A NUL, at which many readers end, is
// written as U+FFFD and counted.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>

#include "export/property_graph.h"

namespace entente {

// One cell; the counts say what had to be done to the cells so far.
class CsvText {
 public:
  std::string text(std::string_view text);

  // Like text(), for identifiers: a replaced character is followed by its hexadecimal number, so
  // that identifiers that differ stay different.
  std::string identifier(std::string_view text);

  std::size_t guarded() const { return guarded_; }
  std::size_t replaced_characters() const { return replaced_; }

 private:
  std::string cell(std::string_view text, std::string_view replacement);

  std::size_t guarded_ = 0;
  std::size_t replaced_ = 0;
};

class CsvExporter : public PropertyGraphExporter {
 public:
  CsvExporter(const OpenFile& open, const FormatOptions& options)
      : PropertyGraphExporter(options), nodes_(open("nodes.csv")), edges_(open("edges.csv")) {}

  void begin() override;
  ExportReport report() const override;

 protected:
  void node(const Node& node) override;
  void edge(const Edge& edge) override;
  void finish() override {}

 private:
  void values(std::ostream& stream, std::span<const Attribute> attributes,
              std::span<const std::string> values);

  std::ostream& nodes_;
  std::ostream& edges_;
  CsvText text_;
};

}  // namespace entente
