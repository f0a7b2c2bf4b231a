#include "cases.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <ostream>
#include <string_view>

#include "extract/error.h"

namespace entente {
namespace {

std::optional<std::string> value_of(const std::string& line, std::string_view key) {
  const std::string start = "# " + std::string(key) + " = ";
  return line.starts_with(start) ? std::optional(line.substr(start.size())) : std::nullopt;
}

void read_file(const std::filesystem::path& file, std::vector<Case>& cases) {
  std::ifstream stream(file);
  std::size_t number = 0;
  bool in_file = false;
  for (std::string line; std::getline(stream, line);) {
    ++number;
    if (const auto name = value_of(line, "newdoc id")) {
      cases.push_back({file.parent_path().filename().string(), *name, "", {}, ""});
      in_file = true;
    } else if (!in_file) {
      throw InputError(file.string(), number, "expected \"# newdoc id = NAME\"");
    } else if (const auto date = value_of(line, "date")) {
      cases.back().date = *date;
    } else if (const auto relation = value_of(line, "relation")) {
      cases.back().relations.push_back(*relation);
    } else {
      cases.back().conllu += line + "\n";
    }
  }
  if (!in_file) throw InputError(file.string(), 0, "no case in it");
}

}  // namespace

std::ostream& operator<<(std::ostream& stream, const Case& each) {
  return stream << each.language << ' ' << each.name;
}

std::vector<Case> read_cases() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(ENTENTE_TEST_DATA "/cases")) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Case> cases;
  for (const auto& file : files) read_file(file, cases);
  for (Case& each : cases) std::sort(each.relations.begin(), each.relations.end());
  return cases;
}

}  // namespace entente
