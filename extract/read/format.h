// Which format and which compression a file has, told by its name.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace entente {

enum class Format { Text, JsonLines, Csv, Tsv, Html, Warc };
enum class Compression { None, Gzip, Zstandard };

// The formats by the names users give them: "text", "jsonl", "csv", "tsv", "html", "warc"; nothing
// for another.
std::optional<Format> format_named(std::string_view name);

// By the extension, in small letters or capitals: .txt .jsonl .ndjson .json .csv .tsv .html .htm
// .warc, then .gz or .zst where compressed; nothing where it is another.
std::optional<Format> format_of(std::string_view path);
Compression compression_of(std::string_view path);

// The path without .gz or .zst.
std::string_view without_compression(std::string_view path);

// The path without all of the extensions above. Others stay: "talks.v2" may be a name.
std::string_view without_extensions(std::string_view path);

}  // namespace entente
