#include "cli/triple_reader.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <variant>

#include "extract/limits.h"
#include "extract/read/compression.h"
#include "extract/read/format.h"
#include "extract/read/utf8.h"

namespace entente {
namespace {

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

// What is not even UTF-8 is told as that: where the JSON is broken then says little.
InterchangeLine parse_line(std::string_view line, const std::string& file, std::size_t number) {
  try {
    return parse_interchange_line(line, file, number);
  } catch (const InputError&) {
    const auto offset = find_broken_utf8(line);
    if (!offset) throw;
    throw InputError(file, number, broken_utf8_of_line(*offset));
  }
}

constexpr std::size_t most_remembered = 100'000;  // names

}  // namespace

TripleReader::TripleReader(const std::vector<std::string>& inputs, Strict strict,
                           const NameWords& words, OnSkip on_skip)
    : files_(expand_inputs(inputs)), strict_(strict), words_(words), on_skip_(std::move(on_skip)) {
  require_any_input(files_);
  if (std::all_of(files_.begin(), files_.end(), [](const auto& file) { return file.size_known; })) {
    for (const InputFile& file : files_) bytes_total_ += file.bytes;
  }
}

std::optional<Triple> TripleReader::next() {
  LineSource::Line line;
  while (next_line(line)) {
    const std::string& file = files_[opened_ - 1].path;
    try {
      if (line.too_long) {
        throw InputError(file, lines_->number(),
                         "the line is longer than the limit of " +
                             std::to_string(limits::line_bytes) + " bytes");
      }
      if (is_blank(line.text)) continue;
      InterchangeLine parsed = parse_line(line.text, file, lines_->number());
      if (strict_ == Strict::Yes && !parsed.unknown_fields.empty()) {
        throw InputError(file, lines_->number(),
                         "the field \"" + parsed.unknown_fields.front() + "\" is unknown");
      }
      for (const std::string& field : parsed.unknown_fields) ++unknown_fields_[field];
      if (auto* const triple = std::get_if<Triple>(&parsed.content)) {
        name_countries(*triple, parsed.only_named);
        return std::move(*triple);
      }
      if (auto* const document = std::get_if<DocumentLine>(&parsed.content)) {
        std::string id = document->record.id;
        records_[std::move(id)] = {std::move(*document), file, lines_->number()};
      } else {
        decisions_.push_back(
            {std::get<Decision>(std::move(parsed.content)), file, lines_->number()});
      }
    } catch (const InputError& error) {
      skip(error);
    }
  }
  return std::nullopt;
}

bool TripleReader::next_line(LineSource::Line& line) {
  while (true) {
    try {
      if (lines_) {
        if (lines_->next(line)) return true;
        lines_.reset();
      }
      if (opened_ == files_.size()) return false;
      const InputFile& file = files_[opened_++];
      if (!file.problem.empty()) throw DamagedInput(file.problem);
      auto stored = std::make_unique<FileSource>(file.path, bytes_read_);
      lines_.emplace(ByteStream(decompress(std::move(stored), compression_of(file.path))),
                     limits::line_bytes);
    } catch (const DamagedInput& damage) {
      const std::size_t number = lines_ ? lines_->number() : 0;
      lines_.reset();
      skip(InputError(files_[opened_ - 1].path, number, damage.what()));
    }
  }
}

void TripleReader::name_countries(Triple& triple, const std::vector<std::string>& only_named) {
  const auto name_country = [&](EntityRef& entity) {
    if (std::ranges::find(only_named, entity.id) == only_named.end()) return;
    const std::optional<NameWords::Known>& country = country_called(entity.name);
    if (!country || (!entity.country.empty() && entity.country != country->country)) return;
    entity.id = country->id;
    entity.type = country->type;
    entity.country = country->country;
  };
  name_country(triple.subject);
  name_country(triple.object);
  if (triple.source) name_country(*triple.source);
}

const std::optional<NameWords::Known>& TripleReader::country_called(const std::string& name) {
  const auto remembered = countries_.find(name);
  if (remembered != countries_.end()) return remembered->second;
  if (countries_.size() == most_remembered) countries_.clear();
  std::optional<NameWords::Known> known = words_.called(name);
  if (known && known->id != "country/" + known->country) known.reset();
  return countries_.emplace(name, std::move(known)).first->second;
}

void TripleReader::skip(const InputError& error) {
  if (strict_ == Strict::Yes) throw error;
  on_skip_(error);
}

}  // namespace entente
