// Reads triples written as JSON Lines, one at a time, from files and standard input, also
// compressed. What else the lines of a whole graph hold (export/interchange.h) is kept until the
// end.
//
// An end or a source that a line only names is the country that languages call so, where there is
// one. Empty lines mean nothing. A line that is no triple is handed to `on_skip`, or thrown with
// Strict::Yes, where a field that the format does not know is an error too; otherwise such fields
// are left out and counted. Memory: one line, 100,000 names, and all records and decisions. Used by
// one thread.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "export/interchange.h"
#include "extract/error.h"
#include "extract/language/text_map.h"
#include "extract/read/byte_stream.h"
#include "extract/read/inputs.h"
#include "extract/triple.h"
#include "graph/resolve/name_words.h"

namespace entente {

enum class Strict { No, Yes };

class TripleReader {
 public:
  using OnSkip = std::function<void(const InputError&)>;

  // Throws Error where no input exists at all. `words` MUST outlive it.
  TripleReader(const std::vector<std::string>& inputs, Strict strict, const NameWords& words,
               OnSkip on_skip);

  // What a line other than a triple says, and where it stands.
  template <typename Content>
  struct Placed {
    Content content;
    std::string file;
    std::size_t line = 0;
  };
  // By document; of several records of one, the last.
  using Records = std::map<std::string, Placed<DocumentLine>>;

  // The next triple, or nothing at the end. Throws InputError only with Strict::Yes.
  std::optional<Triple> next();

  // Where the last triple stands.
  const std::string& file() const { return files_.at(opened_ - 1).path; }
  std::size_t line() const { return lines_->number(); }

  std::size_t bytes_read() const { return bytes_read_; }
  std::size_t bytes_total() const { return bytes_total_; }  // 0 where unknown

  // Those that stood before the next triple: all of them at the end.
  const Records& records() const { return records_; }
  const std::vector<Placed<Decision>>& decisions() const { return decisions_; }

  // How often each field that the format does not know stood in a line.
  const std::map<std::string, std::size_t>& unknown_fields() const { return unknown_fields_; }

 private:
  bool next_line(LineSource::Line& line);
  void skip(const InputError& error);

  // Makes countries of entities that are `only_named` as languages call them.
  void name_countries(Triple& triple, const std::vector<std::string>& only_named);
  const std::optional<NameWords::Known>& country_called(const std::string& name);

  std::vector<InputFile> files_;
  Strict strict_;
  const NameWords& words_;
  OnSkip on_skip_;
  // By name; nothing for what is called no country so.
  TextMap<std::optional<NameWords::Known>> countries_;
  std::size_t opened_ = 0;           // files opened so far
  std::optional<LineSource> lines_;  // of the file last opened, until its end
  Records records_;
  std::vector<Placed<Decision>> decisions_;
  std::map<std::string, std::size_t> unknown_fields_;
  std::size_t bytes_read_ = 0;
  std::size_t bytes_total_ = 0;
};

}  // namespace entente
