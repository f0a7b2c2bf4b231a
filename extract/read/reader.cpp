#include "extract/read/reader.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "extract/quotation.h"
#include "extract/read/compression.h"
#include "extract/read/document_source.h"
#include "extract/read/inputs.h"
#include "extract/read/language_code.h"
#include "extract/read/publication_day.h"
#include "extract/read/utf8.h"

namespace entente {
namespace {

// 128 bits: that two of a billion identifiers share them is less likely than a broken disk.
struct IdHash {
  std::uint64_t high;
  std::uint64_t low;
  bool operator==(const IdHash&) const = default;
};

struct LowBits {
  std::size_t operator()(const IdHash& hash) const { return hash.low; }
};

// FNV-1a of 128 bits.
IdHash hash_id(std::string_view id) {
  using Wide = unsigned __int128;
  constexpr Wide prime = (Wide{1} << 88u) + 0x13b;
  Wide hash = (Wide{0x6c62272e07bb0142} << 64u) + 0x62b821756295c58d;
  for (const char c : id) {
    hash ^= static_cast<unsigned char>(c);
    hash *= prime;
  }
  return {static_cast<std::uint64_t>(hash >> 64u), static_cast<std::uint64_t>(hash)};
}

ReadOptions checked(ReadOptions options) {
  if (!options.format.empty() && !format_named(options.format)) {
    throw Error("there is no input format \"" + options.format +
                "\"; it is one of text, jsonl, csv, tsv, html and warc");
  }
  if (!options.date.empty()) {
    const auto day = parse_publication_day(options.date);
    if (!day) throw Error("the date \"" + options.date + "\" is no day that exists (YYYY-MM-DD)");
    options.date = *day;
  }
  if (!options.language.empty()) {
    const auto language = parse_language_code(options.language);
    if (!language) {
      throw Error("the language \"" + options.language + "\" is no code of ISO 639");
    }
    options.language = *language;
  }
  return options;
}

}  // namespace

class CorpusReader::Impl {
 public:
  Impl(const std::vector<std::string>& inputs, ReadOptions options, OnSkip on_skip)
      : options_(checked(std::move(options))),
        fields_(options_.fields),
        on_skip_(std::move(on_skip)),
        files_(expand_inputs(inputs)) {
    const auto is_known = [](const InputFile& file) { return file.size_known; };
    if (std::all_of(files_.begin(), files_.end(), is_known)) {
      for (const auto& file : files_) bytes_total_ += file.bytes;
    }
  }

  std::optional<Document> next() {
    while (source_ || open_next_file()) {
      try {
        auto document = source_->next();
        if (document) {
          complete(*document);
          ++documents_;
          return document;
        }
        source_.reset();
      } catch (const InputError& error) {
        skip(error);
      } catch (const DamagedInput& damage) {
        const InputError error(place(), source_->line(), damage.what());
        source_.reset();
        skip(error);
      }
    }
    return {};
  }

  std::size_t documents() const { return documents_; }
  std::size_t skipped() const { return skipped_; }
  std::size_t bytes_read() const { return bytes_read_; }
  std::size_t bytes_total() const { return bytes_total_; }

 private:
  const InputFile& file() const { return files_[opened_ - 1]; }

  // The file's path as documents and messages have it.
  std::string place() const { return percent_encode_broken_utf8(file().path); }

  void skip(const InputError& error) {
    ++skipped_;
    if (options_.strict) throw error;
    if (on_skip_) on_skip_(error);
  }

  // False where no file is left. A file that cannot be opened is skipped.
  bool open_next_file() {
    if (opened_ == 0) require_any_input(files_);
    while (opened_ < files_.size()) {
      ++opened_;
      if (!file().problem.empty()) {
        skip(InputError(place(), 0, file().problem));
        continue;
      }
      try {
        source_ = open();
        return true;
      } catch (const InputError& error) {
        skip(error);
      } catch (const DamagedInput& damage) {
        skip(InputError(place(), 0, damage.what()));
      }
    }
    return false;
  }

  std::unique_ptr<DocumentSource> open() {
    const auto format = format_of_file();
    ByteStream stream(decompress(std::make_unique<FileSource>(file().path, bytes_read_),
                                 compression_of(file().path)));
    if (stream.available().empty()) throw InputError(place(), 0, "the input is empty");
    SourceOptions options{place(), fields_, options_.max_record_bytes};
    switch (format) {
      case Format::Text:
        return read_text(std::move(stream), std::move(options));
      case Format::JsonLines:
        return read_json_lines(std::move(stream), std::move(options));
      case Format::Csv:
        return read_delimited(std::move(stream), std::move(options), ',');
      case Format::Html:
        return read_html(std::move(stream), std::move(options));
      case Format::Warc:
        return read_warc(std::move(stream), std::move(options));
      case Format::Tsv:
        break;
    }
    return read_delimited(std::move(stream), std::move(options), '\t');
  }

  Format format_of_file() const {
    if (!options_.format.empty()) return *format_named(options_.format);
    if (file().path == "-") return Format::JsonLines;
    const auto format = format_of(file().path);
    if (!format) {
      throw InputError(
          place(), 0,
          "its name does not tell the format; say which, or name it .txt, .jsonl, .ndjson, .json, "
          ".csv, .tsv, .html or .warc, with a further .gz or .zst where compressed");
    }
    return *format;
  }

  // Fills in what the record does not have and checks what it has.
  void complete(Document& document) {
    const auto fail = [&document](const std::string& reason) {
      throw InputError(document.file, document.line, reason);
    };
    const bool is_record = document.line > 0;
    const auto check_length = [&](Field field, const std::string& value, std::size_t most) {
      if (value.size() <= most) return;
      fail("the field \"" + fields_[field] + "\" has " + std::to_string(value.size()) +
           " bytes, more than the limit of " + std::to_string(most));
    };
    check_length(Field::Date, document.date, limits::field_bytes);
    check_length(Field::Language, document.language, limits::field_bytes);
    check_length(Field::Title, document.title, limits::field_bytes);
    check_length(Field::Source, document.source, limits::field_bytes);
    if (document.text.find_first_not_of(" \t\r\n") == std::string::npos) {
      fail("the field \"" + fields_[Field::Text] +
           "\" is missing or empty; a document needs a text");
    }
    if (!document.date.empty()) {
      const auto day = parse_publication_day(document.date);
      if (!day) {
        fail("the date " + quotation(document.date) +
             " is no day that exists (YYYY-MM-DD, a time may follow)");
      }
      document.date = *day;
    } else if (!options_.date.empty()) {
      document.date = options_.date;
    } else if (!is_record) {
      const std::string_view path = file().name;
      document.date =
          find_day_in_name(path.substr(path.find_last_of('/') + 1)).value_or(std::string{});
    }
    if (!options_.language.empty()) {
      document.language = options_.language;
    } else if (!document.language.empty()) {
      const auto language = parse_language_code(document.language);
      if (!language) {
        fail("the language " + quotation(document.language) +
             " is no code of ISO 639, such as es, spa or es-MX");
      }
      document.language = *language;
    }
    document.id_is_made = document.id.empty();
    if (document.id_is_made) {
      const std::string name = percent_encode_broken_utf8(file().name);
      document.id =
          is_record ? std::string(without_compression(name)) + ":" + std::to_string(document.line)
                    : std::string(without_extensions(name));
    }
    check_length(Field::Id, document.id, limits::name_bytes);
    if (!ids_.insert(hash_id(document.id)).second) {
      fail("an earlier document has the id " + quotation(document.id) + ", too" +
           (document.id_is_made
                ? " (made of the file's name, for want of one); read the files' folder as one "
                  "input, or give them ids"
                : ""));
    }
  }

  ReadOptions options_;
  FieldNames fields_;
  OnSkip on_skip_;
  std::vector<InputFile> files_;
  std::size_t opened_ = 0;  // files opened so far, the last of them is file()
  std::unique_ptr<DocumentSource> source_;
  std::unordered_set<IdHash, LowBits> ids_;
  std::size_t documents_ = 0;
  std::size_t skipped_ = 0;
  std::size_t bytes_read_ = 0;
  std::size_t bytes_total_ = 0;
};

CorpusReader::CorpusReader(const std::vector<std::string>& inputs, ReadOptions options,
                           OnSkip on_skip)
    : impl_(std::make_unique<Impl>(inputs, std::move(options), std::move(on_skip))) {}

CorpusReader::~CorpusReader() = default;

std::optional<Document> CorpusReader::next() { return impl_->next(); }
std::size_t CorpusReader::documents() const { return impl_->documents(); }
std::size_t CorpusReader::skipped() const { return impl_->skipped(); }
std::size_t CorpusReader::bytes_read() const { return impl_->bytes_read(); }
std::size_t CorpusReader::bytes_total() const { return impl_->bytes_total(); }

}  // namespace entente
