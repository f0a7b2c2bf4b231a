// Readers of corpora: files, folders, globs and standard input, one document at a time.
//
// Streaming: memory does not grow with the corpus (one record and a set of 16-byte id hashes).
// A reader is used by one thread. Bad records do not stop it: each is handed to `on_skip` with
// file, line and reason, and counted; with `strict` the first one is thrown as InputError instead.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "extract/document.h"
#include "extract/error.h"

namespace entente {

struct ReadOptions {
  // "text", "jsonl", "csv", "tsv"; "" tells by the file's name (.txt .jsonl .ndjson .json .csv
  // .tsv, a further .gz or .zst is taken off), standard input is JSON Lines.
  std::string format = {};
  std::string date = {};      // Document::date where the record has none; ISO day. Default: none
  std::string language = {};  // Document::language where the record has none. Default: none
  // Which field of a record holds what: {"text": "body", "id": "url"}. The keys are id, date,
  // language (or lang), title, text and source. Default: each its own name, "lang" for the
  // language. A table MUST have the columns that are named here.
  std::map<std::string, std::string> fields = {};
  bool strict = false;  // throw at the first bad record. Default: skip and count
  std::size_t max_record_bytes = 64u << 20;  // a longer record is skipped. Default: 64 MiB
};

// Reads documents from `inputs` in their order: files, folders (recursively, sorted by name),
// globs,
// "-" for standard input.
class CorpusReader {
 public:
  using OnSkip = std::function<void(const InputError&)>;

  // Throws Error for options that make no sense.
  CorpusReader(const std::vector<std::string>& inputs, ReadOptions options, OnSkip on_skip = {});
  ~CorpusReader();

  // The next document, or nothing at the end. Throws InputError only with ReadOptions::strict (the
  // next call goes on behind the record), and Error where no input exists at all.
  std::optional<Document> next();

  std::size_t documents() const;    // handed out so far
  std::size_t skipped() const;      // bad records so far
  std::size_t bytes_read() const;   // of the input files as stored
  std::size_t bytes_total() const;  // of all input files, 0 where unknown (standard input)

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entente
