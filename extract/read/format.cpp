#include "extract/read/format.h"

#include <algorithm>
#include <array>
#include <utility>

namespace entente {
namespace {

constexpr std::array<std::pair<std::string_view, Format>, 6> format_names{
    {{"text", Format::Text},
     {"jsonl", Format::JsonLines},
     {"csv", Format::Csv},
     {"tsv", Format::Tsv},
     {"html", Format::Html},
     {"warc", Format::Warc}}};

constexpr std::array<std::pair<std::string_view, Format>, 9> format_extensions{
    {{".txt", Format::Text},
     {".jsonl", Format::JsonLines},
     {".ndjson", Format::JsonLines},
     {".json", Format::JsonLines},
     {".csv", Format::Csv},
     {".tsv", Format::Tsv},
     {".html", Format::Html},
     {".htm", Format::Html},
     {".warc", Format::Warc}}};

constexpr std::array<std::pair<std::string_view, Compression>, 2> compression_extensions{
    {{".gz", Compression::Gzip}, {".zst", Compression::Zstandard}}};

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// A name that is nothing but an extension (".txt") has none.
bool has_extension(std::string_view path, std::string_view extension) {
  const std::string_view name = path.substr(path.find_last_of('/') + 1);
  return name.size() > extension.size() &&
         std::equal(extension.begin(), extension.end(), name.end() - extension.size(),
                    [](char wanted, char given) { return wanted == to_lower(given); });
}

template <typename Entries>
auto find_extension(const Entries& entries, std::string_view path) {
  return std::find_if(entries.begin(), entries.end(),
                      [path](const auto& entry) { return has_extension(path, entry.first); });
}

}  // namespace

std::optional<Format> format_named(std::string_view name) {
  const auto found = std::find_if(format_names.begin(), format_names.end(),
                                  [name](const auto& entry) { return entry.first == name; });
  if (found == format_names.end()) return {};
  return found->second;
}

std::optional<Format> format_of(std::string_view path) {
  const auto found = find_extension(format_extensions, without_compression(path));
  if (found == format_extensions.end()) return {};
  return found->second;
}

Compression compression_of(std::string_view path) {
  const auto found = find_extension(compression_extensions, path);
  return found == compression_extensions.end() ? Compression::None : found->second;
}

std::string_view without_compression(std::string_view path) {
  const auto found = find_extension(compression_extensions, path);
  if (found != compression_extensions.end()) path.remove_suffix(found->first.size());
  return path;
}

std::string_view without_extensions(std::string_view path) {
  path = without_compression(path);
  const auto found = find_extension(format_extensions, path);
  if (found != format_extensions.end()) path.remove_suffix(found->first.size());
  return path;
}

}  // namespace entente
