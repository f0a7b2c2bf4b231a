// Each line of JSON Lines is a document with the values that a JSON parser finds, or is reported.
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/fuzz/property.h"
#include "tests/fuzz/source_events.h"

using namespace entente;

namespace {

struct NumberedLine {
  std::size_t number;
  std::string text;
};

std::vector<NumberedLine> lines_that_are_not_blank(std::string text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  std::vector<NumberedLine> lines;
  std::size_t number = 1;
  for (std::size_t begin = 0; begin < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string line = text.substr(begin, end - begin);
    if (line.find_first_not_of(" \t\r") != std::string::npos) {
      lines.push_back({number, std::move(line)});
    }
    begin = end + 1;
  }
  return lines;
}

void check_value(const nlohmann::json& record, const char* field, const std::string& read) {
  const auto value = record.find(field);
  if (value == record.end() || value->is_null()) {
    require(read.empty(), "what a record lacks is empty");
  } else if (value->is_string()) {
    require(read == value->get<std::string>(), "a value is read as it stands");
  } else {
    require(std::string_view(field) == "id" && value->is_number(), "only an id may be a number");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  const SourceReading reading = read_in_pieces(read_json_lines, bytes);
  const auto lines = lines_that_are_not_blank(bytes);
  require(reading.events.size() == lines.size(), "each line is read or reported");
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const SourceEvent& event = reading.events[i];
    require(event.line == lines[i].number, "documents and errors name their line");
    if (!event.document) continue;
    const auto record = nlohmann::json::parse(lines[i].text, nullptr, false);
    require(record.is_object(), "only an object is a document");
    check_value(record, "id", event.document->id);
    check_value(record, "date", event.document->date);
    check_value(record, "lang", event.document->language);
    check_value(record, "title", event.document->title);
    check_value(record, "text", event.document->text);
    check_value(record, "source", event.document->source);
  }
  return 0;
}
