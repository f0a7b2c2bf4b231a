// CSV and TSV with a header, quoted as RFC 4180 says: a field that begins with a quote may hold
// separators, line breaks and doubled quotes. A quote inside an unquoted field is text.
#include <algorithm>
#include <utility>
#include <vector>

#include "extract/limits.h"
#include "extract/read/document_source.h"
#include "extract/read/utf8.h"

namespace entente {
namespace {

// Splits a table into rows of fields; memory is one row.
class RowReader {
 public:
  RowReader(ByteStream stream, char separator, std::string file, std::size_t max_row_bytes)
      : stream_(std::move(stream)),
        separator_(separator),
        file_(std::move(file)),
        max_row_bytes_(max_row_bytes) {}

  // Goes on to the next row that is not blank; false at the end. Throws InputError for a row that
  // is not well-formed, behind which the next call goes on, and DamagedInput.
  bool next() {
    do {
      if (!read_row()) return false;
    } while (is_blank_row());
    check_row();
    return true;
  }

  std::vector<std::string>& fields() { return fields_; }
  std::size_t row_line() const { return row_line_; }  // on which the row begins
  std::size_t line() const { return line_; }          // reached
  [[noreturn]] void fail(const std::string& reason) const {
    throw InputError(file_, row_line_, reason);
  }

 private:
  enum class State { FieldStart, Unquoted, Quoted, AfterQuote, RowEnd };

  // False where the stream ended before a row began.
  bool read_row() {
    fields_.assign(1, {});
    row_bytes_ = 0;
    row_line_ = line_;
    any_quote_ = false;
    text_after_quote_ = false;
    state_ = State::FieldStart;
    while (state_ != State::RowEnd) {
      const std::string_view bytes = stream_.available();
      if (bytes.empty()) break;
      const std::size_t count = read_piece(bytes);
      stream_.consume(count);
      row_bytes_ += count;
    }
    if (state_ != State::Quoted && !any_quote_in_last_field_ && fields_.back().ends_with('\r')) {
      fields_.back().pop_back();
    }
    return row_bytes_ > 0;
  }

  // Takes what one state can take of `bytes`, at least one, and returns how many.
  std::size_t read_piece(std::string_view bytes) {
    const char first = bytes.front();
    switch (state_) {
      case State::FieldStart:
        any_quote_in_last_field_ = first == '"';
        if (first != '"') {
          state_ = State::Unquoted;
          return read_piece(bytes);
        }
        any_quote_ = true;
        quote_line_ = line_;
        state_ = State::Quoted;
        return 1;
      case State::Quoted: {
        const std::size_t quote = bytes.find('"');
        if (quote == 0) {
          state_ = State::AfterQuote;
          return 1;
        }
        return keep(bytes.substr(0, quote));
      }
      case State::AfterQuote:
        if (first == '"') {  // doubled: it is text
          state_ = State::Quoted;
          return keep(bytes.substr(0, 1));
        }
        if (first == separator_ || first == '\n') return end_field(first);
        text_after_quote_ = text_after_quote_ || first != '\r';
        return 1;
      case State::Unquoted: {
        if (first == separator_ || first == '\n') return end_field(first);
        const char ends[] = {separator_, '\n'};
        return keep(bytes.substr(0, bytes.find_first_of(std::string_view(ends, 2))));
      }
      case State::RowEnd:
        break;
    }
    return 0;
  }

  std::size_t end_field(char end) {
    if (end == '\n') {
      ++line_;
      state_ = State::RowEnd;
    } else {
      state_ = State::FieldStart;
      if (row_bytes_ <= max_row_bytes_ && fields_.size() <= limits::columns) fields_.emplace_back();
    }
    return 1;
  }

  std::size_t keep(std::string_view piece) {
    line_ += static_cast<std::size_t>(std::count(piece.begin(), piece.end(), '\n'));
    if (row_bytes_ + piece.size() <= max_row_bytes_) fields_.back() += piece;
    return piece.size();
  }

  // Nothing but its line end.
  bool is_blank_row() const {
    return row_bytes_ <= 2 && !any_quote_ && fields_[0].empty() && fields_.size() == 1;
  }

  void check_row() const {
    if (state_ == State::Quoted) {
      throw InputError(file_, quote_line_,
                       "the quote that opens in this line is never closed; all from here to line " +
                           std::to_string(line_) + " is lost");
    }
    if (row_bytes_ > max_row_bytes_) {
      fail("the record is longer than the limit of " + std::to_string(max_row_bytes_) + " bytes");
    }
    if (fields_.size() > limits::columns) {
      fail("the row has more than " + std::to_string(limits::columns) + " columns");
    }
    if (text_after_quote_) {
      fail(
          "there is text between a closing quote and the end of its field; quotes inside a quoted "
          "field must be doubled");
    }
    for (std::size_t column = 0; column < fields_.size(); ++column) {
      if (const auto offset = find_broken_utf8(fields_[column])) {
        fail("broken UTF-8 at byte offset " + std::to_string(*offset) + " of column " +
             std::to_string(column + 1) + "; convert it to UTF-8");
      }
    }
  }

  ByteStream stream_;
  char separator_;
  std::string file_;
  std::size_t max_row_bytes_;
  std::vector<std::string> fields_;
  State state_ = State::FieldStart;
  std::size_t row_bytes_ = 0;
  std::size_t line_ = 1;
  std::size_t row_line_ = 1;
  std::size_t quote_line_ = 1;  // of the last quote that opened
  bool any_quote_ = false;
  bool any_quote_in_last_field_ = false;
  bool text_after_quote_ = false;
};

class DelimitedSource : public DocumentSource {
 public:
  DelimitedSource(ByteStream stream, SourceOptions options, char separator)
      : rows_(std::move(stream), separator, options.file, options.max_record_bytes),
        options_(std::move(options)) {}

  std::optional<Document> next() override {
    if (state_ == State::BeforeHeader) {
      state_ = State::Ended;  // stays so where the header is bad
      read_header();
      state_ = State::InRows;
    }
    if (state_ == State::Ended || !rows_.next()) return {};
    auto& fields = rows_.fields();
    if (fields.size() != column_count_) {
      rows_.fail("the row has " + std::to_string(fields.size()) + " columns, the header has " +
                 std::to_string(column_count_));
    }
    FieldValues values;
    for (const Field field : all_fields) {
      if (const auto column = columns_[static_cast<std::size_t>(field)]) {
        values[field] = fields[*column];
      }
    }
    return std::move(values).into_document(options_.file, rows_.row_line());
  }

  std::size_t line() const override { return rows_.line(); }

 private:
  enum class State { BeforeHeader, InRows, Ended };

  void read_header() {
    if (!rows_.next()) rows_.fail("the file is empty; its first line must name the columns");
    const auto& header = rows_.fields();
    column_count_ = header.size();
    for (const Field field : all_fields) {
      const std::string& name = options_.fields[field];
      const auto found = std::find(header.begin(), header.end(), name);
      if (found != header.end()) {
        if (std::find(found + 1, header.end(), name) != header.end()) {
          rows_.fail("the column \"" + name + "\" stands twice in the header");
        }
        columns_[static_cast<std::size_t>(field)] =
            static_cast<std::size_t>(found - header.begin());
      } else if (field == Field::Text || options_.fields.is_renamed(field)) {
        rows_.fail("the header has no column \"" + name + "\"; its columns are " + list(header) +
                   ". Say which of them holds what, or what separates them");
      }
    }
  }

  static std::string list(const std::vector<std::string>& names) {
    constexpr std::size_t longest = 300;
    std::string text;
    for (const auto& name : names) {
      if (text.size() + name.size() > longest) return text + (text.empty() ? "…" : ", …");
      text += (text.empty() ? "\"" : ", \"") + name + "\"";
    }
    return text;
  }

  RowReader rows_;
  SourceOptions options_;
  State state_ = State::BeforeHeader;
  std::size_t column_count_ = 0;
  std::array<std::optional<std::size_t>, field_count> columns_;
};

}  // namespace

std::unique_ptr<DocumentSource> read_delimited(ByteStream stream, SourceOptions options,
                                               char separator) {
  return std::make_unique<DelimitedSource>(std::move(stream), std::move(options), separator);
}

}  // namespace entente
