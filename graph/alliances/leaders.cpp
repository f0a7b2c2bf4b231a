#include "graph/alliances/leaders.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fstream>
#include <limits>
#include <optional>
#include <utility>

#include "extract/error.h"
#include "graph/entity.h"

namespace entente {
namespace {

std::vector<std::filesystem::path> files_of(const std::filesystem::path& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".tsv") files.push_back(entry.path());
  }
  if (error)
    throw Error(
        fmt::format("the leaders in {} cannot be read: {}", folder.string(), error.message()));
  std::sort(files.begin(), files.end());
  return files;
}

// Nothing where the line has not as many fields.
std::optional<std::array<std::string_view, 4>> fields_of(std::string_view line) {
  std::array<std::string_view, 4> fields;
  for (std::size_t n = 0; n < fields.size(); ++n) {
    const auto tab = line.find('\t');
    if ((tab == std::string_view::npos) != (n + 1 == fields.size())) return {};
    fields[n] = line.substr(0, tab);
    line.remove_prefix(tab == std::string_view::npos ? line.size() : tab + 1);
  }
  return fields;
}

std::optional<Leaders::Term> term_of(const std::array<std::string_view, 4>& fields) {
  const auto& [name, country, first, last] = fields;
  const auto begin = days_of(first);
  const auto end =
      last.empty() ? std::optional<DaySpan>({0, std::numeric_limits<int>::max()}) : days_of(last);
  if (name.empty() || country.size() != 3 || !begin || !end || end->last < begin->first) return {};
  return Leaders::Term{.country = std::string(country),
                       .days = {.first = begin->first, .last = end->last}};
}

}  // namespace

Leaders Leaders::load(const std::filesystem::path& folder) {
  Leaders leaders;
  for (const auto& path : files_of(folder)) {
    std::ifstream file(path);
    if (!file) throw Error(fmt::format("{} cannot be read", path.string()));
    TextMap<std::vector<Term>> terms;
    std::string line;
    for (std::size_t number = 1; std::getline(file, line); ++number) {
      if (line.empty() || line.front() == '#') continue;
      const auto fields = fields_of(line);
      auto term = fields ? term_of(*fields) : std::nullopt;
      if (!term) {
        throw InputError(
            path.string(), number,
            "no term: name, country, first day and last day with tabs between are expected");
      }
      terms[lookup_key(fields->front())].push_back(*std::move(term));
    }
    for (auto& [name, of_name] : terms) leaders.terms_.insert_or_assign(name, std::move(of_name));
  }
  return leaders;
}

const std::vector<Leaders::Term>& Leaders::terms_of(std::string_view name) const {
  static const std::vector<Term> none;
  const auto found = terms_.find(lookup_key(name));
  return found == terms_.end() ? none : found->second;
}

}  // namespace entente
