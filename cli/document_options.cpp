#include "cli/document_options.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <thread>

#include "cli/command.h"
#include "cli/languages.h"
#include "cli/outcome.h"
#include "extract/date.h"
#include "extract/read/language_code.h"

namespace entente {
namespace {

constexpr std::array<std::string_view, 6> record_fields{"id",    "date", "language",
                                                        "title", "text", "source"};
constexpr std::size_t day_length = 10;  // of "2023-07-26"

std::string description_of_lang() {
  const std::string languages = list_of_languages();
  return "Read every document in this language, whatever its field \"lang\" says; without it the "
         "field counts, and where there is none the language of the text is found out" +
         (languages.empty() ? "" : ". There are: " + languages);
}

}  // namespace

void DocumentOptions::add_to(CLI::App& app, const std::vector<std::string>& more_formats) {
  std::vector<std::string> formats{"text", "jsonl", "csv", "tsv", "html", "warc"};
  formats.insert(formats.end(), more_formats.begin(), more_formats.end());
  app.add_option("input", inputs_,
                 "Files, folders (read through), patterns such as 'news/*.jsonl.gz', or - for "
                 "standard input")
      ->required()
      ->option_text("INPUT (required)");
  app.add_option("--format,--input-format", reading_.format,
                 "How the input is written; else told by each file's name, and standard input is "
                 "JSON Lines")
      ->check(CLI::IsMember(formats))
      ->option_text(fmt::format("{}", fmt::join(formats, "|")));
  app.add_option(
         "--field", fields_,
         fmt::format("Which field of a record holds what, e.g. text=body; NAME is one of {}",
                     fmt::join(record_fields, ", ")))
      ->option_text("NAME=FIELD")
      ->expected(1)
      ->take_all();
  app.add_option("--date", reading_.date, "The date of documents that have none, e.g. 2023-07-27")
      ->option_text("DAY");
  app.add_option("--lang", reading_.language, description_of_lang())->option_text("CODE");
  app.add_option("--language-dir", language_folder_,
                 "The folder of models and lexicons (also: ENTENTE_LANGUAGE_DIR)")
      ->option_text("DIR");
  app.add_option("--threads", threads_, "How many documents to work on at once [all cores]")
      ->check(CLI::Range(1, 1024))
      ->option_text("N");
  add_partition_option(app, partition_);
  app.add_flag("--strict", reading_.strict,
               "Stop at the first input that cannot be used instead of skipping it");
}

void DocumentOptions::add_effort_to(CLI::App& app) {
  app.add_flag(
      "--quick", quick_,
      "Judge relations without the pretrained encoder: two to three times as fast, and finds "
      "a fifth less");
}

std::size_t DocumentOptions::threads() const {
  if (threads_ > 0) return threads_;
  return std::max(1u, std::thread::hardware_concurrency());
}

ReadOptions DocumentOptions::reading() const {
  ReadOptions reading = reading_;
  if (!reading.date.empty() && (reading.date.size() != day_length || !is_date(reading.date))) {
    throw UsageError(
        fmt::format("--date {}: not a day of the calendar written as 2023-07-27", reading.date));
  }
  if (!reading.language.empty()) {
    const auto code = parse_language_code(reading.language);
    if (!code) {
      throw UsageError(
          fmt::format("--lang {}: not a code of ISO 639 such as es", reading.language));
    }
    reading.language = *code;
  }
  for (const std::string& field : fields_) {
    const auto equals = field.find('=');
    const std::string name = field.substr(0, equals);
    if (equals == std::string::npos || equals + 1 == field.size()) {
      throw UsageError(fmt::format("--field {}: write it as NAME=FIELD, e.g. text=body", field));
    }
    if (std::find(record_fields.begin(), record_fields.end(), name) == record_fields.end()) {
      throw UsageError(fmt::format("--field {}: a document has no '{}'; it has {}", field, name,
                                   fmt::join(record_fields, ", ")));
    }
    reading.fields[name] = field.substr(equals + 1);
  }
  return reading;
}

}  // namespace entente
