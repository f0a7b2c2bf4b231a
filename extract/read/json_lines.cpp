// JSON Lines: one object a line. Only the wanted fields are kept while a line is parsed, so that
// large or deeply nested fields that nobody wants cost no memory.
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "extract/json_error.h"
#include "extract/read/document_source.h"
#include "extract/read/utf8.h"

namespace entente {
namespace {

using Json = nlohmann::json;

// Gathers the wanted fields of one object from the parser's events (nlohmann's SAX interface, which
// fixes the names and types below). An event that returns false ends the parse; problem() says why.
class FieldGatherer {
 public:
  explicit FieldGatherer(const FieldNames& names) : names_(names) {}

  bool null() { return scalar("null"); }
  bool boolean(bool /*value*/) { return scalar("a boolean"); }
  bool number_integer(Json::number_integer_t value) { return number(std::to_string(value)); }
  bool number_unsigned(Json::number_unsigned_t value) { return number(std::to_string(value)); }
  bool number_float(Json::number_float_t /*value*/, const std::string& digits) {
    return number(digits);
  }
  bool string(std::string& value) { return scalar("a string", &value); }
  bool binary(Json::binary_t& /*value*/) { return scalar("binary"); }
  bool start_object(std::size_t /*size*/) {
    const bool wanted = depth_ == 0 || scalar("an object");
    ++depth_;
    return wanted;
  }
  bool end_object() {
    --depth_;
    return true;
  }
  bool start_array(std::size_t /*size*/) {
    const bool wanted = scalar("an array");
    ++depth_;
    return wanted;
  }
  bool end_array() { return end_object(); }

  bool key(const std::string& name) {
    if (depth_ != 1) return true;
    for (const Field field : all_fields) {
      const auto index = static_cast<std::size_t>(field);
      wanted_[index] = names_[field] == name;
      if (wanted_[index] && std::exchange(seen_[index], true)) {
        return fail("the field \"" + name + "\" stands twice in the record");
      }
    }
    return true;
  }

  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const Json::exception& error) {
    return fail(describe_json_error(position, error) + " (each line must be one whole object)");
  }

  const std::string& problem() const { return problem_; }
  FieldValues& values() { return values_; }

 private:
  bool fail(std::string problem) {
    problem_ = std::move(problem);
    return false;
  }

  // Identifiers are often numbers: their digits are the text.
  bool number(const std::string& digits) {
    if (depth_ == 1 && wanted_[static_cast<std::size_t>(Field::Id)]) {
      values_[Field::Id] = digits;
      wanted_[static_cast<std::size_t>(Field::Id)] = false;
    }
    return scalar("a number");
  }

  bool scalar(std::string_view kind, const std::string* text = nullptr) {
    if (depth_ == 0) return fail("the record is " + std::string(kind) + "; it must be an object");
    if (depth_ > 1) return true;
    for (const Field field : all_fields) {
      if (!wanted_[static_cast<std::size_t>(field)] || kind == "null") continue;
      if (text == nullptr) {
        return fail("the field \"" + names_[field] + "\" is " + std::string(kind) +
                    "; it must be a string");
      }
      values_[field] = *text;
    }
    return true;
  }

  const FieldNames& names_;
  std::size_t depth_ = 0;
  std::array<bool, field_count> wanted_{};  // the fields that the value to come is for
  std::array<bool, field_count> seen_{};
  FieldValues values_;
  std::string problem_;
};

class JsonLinesSource : public DocumentSource {
 public:
  JsonLinesSource(ByteStream stream, SourceOptions options)
      : lines_(std::move(stream), options.max_record_bytes), options_(std::move(options)) {}

  std::optional<Document> next() override {
    LineSource::Line line;
    while (lines_.next(line)) {
      if (line.too_long) {
        fail("the record is longer than the limit of " + std::to_string(options_.max_record_bytes) +
             " bytes");
      }
      if (line.text.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      return parse(line.text);
    }
    return {};
  }

  std::size_t line() const override { return lines_.number(); }

 private:
  [[noreturn]] void fail(const std::string& reason) const {
    throw InputError(options_.file, lines_.number(), reason);
  }

  Document parse(std::string_view line) const {
    if (const auto offset = find_broken_utf8(line)) fail(broken_utf8_of_line(*offset));
    FieldGatherer gatherer(options_.fields);
    if (!Json::sax_parse(line.begin(), line.end(), &gatherer)) fail(gatherer.problem());
    return std::move(gatherer.values()).into_document(options_.file, lines_.number());
  }

  LineSource lines_;
  SourceOptions options_;
};

}  // namespace

std::unique_ptr<DocumentSource> read_json_lines(ByteStream stream, SourceOptions options) {
  return std::make_unique<JsonLinesSource>(std::move(stream), std::move(options));
}

}  // namespace entente
