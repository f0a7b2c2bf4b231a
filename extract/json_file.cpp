#include "extract/json_file.h"

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <set>
#include <utility>
#include <vector>

#include "extract/error.h"
#include "extract/json_error.h"
#include "extract/limits.h"
#include "extract/quotation.h"

namespace entente {
namespace {

using nlohmann::json;

// Refuses while it parses what is too deep, and the second of two equal keys: nlohmann's parser
// keeps the last, and none may be lost silently.
class ParseGuard {
 public:
  explicit ParseGuard(std::string file) : file_(std::move(file)) {}

  bool operator()(int depth, json::parse_event_t event, const json& parsed) {
    const bool opens =
        event == json::parse_event_t::object_start || event == json::parse_event_t::array_start;
    if (opens && depth >= limits::lexicon_nesting) {
      throw InputError(
          file_, 0,
          "is nested more than " + std::to_string(limits::lexicon_nesting) + " levels deep");
    }
    if (event == json::parse_event_t::object_start) {
      keys_.emplace_back();
    } else if (event == json::parse_event_t::object_end) {
      keys_.pop_back();
    } else if (event == json::parse_event_t::key) {
      const std::string key = parsed.get<std::string>();
      if (!keys_.back().insert(key).second) {
        throw InputError(file_, 0, "the field " + quotation(key) + " stands twice in one object");
      }
    }
    return true;
  }

 private:
  std::string file_;
  std::vector<std::set<std::string>> keys_;
};

}  // namespace

json read_json_file(const std::filesystem::path& file, const std::string& needed) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw InputError(file.string(), 0, "cannot be opened; " + needed);
  std::error_code of_no_size;
  const auto size = std::filesystem::file_size(file, of_no_size);
  if (!of_no_size && size > limits::lexicon_bytes) {
    throw InputError(file.string(), 0,
                     "is larger than the limit of " + std::to_string(limits::lexicon_bytes) +
                         " bytes for a file of a language");
  }
  const std::string content{std::istreambuf_iterator<char>(stream), {}};
  const auto fail = [&](std::size_t byte, const json::exception& error) {
    const auto end = content.begin() + static_cast<std::ptrdiff_t>(std::min(byte, content.size()));
    const auto line = 1 + std::count(content.begin(), end, '\n');
    throw InputError(file.string(), static_cast<std::size_t>(line),
                     describe_json_error(byte, error));
  };
  try {
    return json::parse(content, ParseGuard(file.string()));
  } catch (const json::parse_error& error) {
    fail(error.byte, error);
  } catch (const json::exception& error) {
    fail(content.size(), error);
  }
  return {};
}

}  // namespace entente
