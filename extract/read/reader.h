// Readers of corpora: files, folders, globs and standard input, one document at a time.
//
// Streaming: memory does not grow with the length of the texts. It holds one record, the paths of
// the files and a hash of 16 bytes an id. A reader is used by one thread.
//
// Bad records do not stop it: each is handed to `on_skip` with file, line and reason, and counted;
// with `strict` the first one is thrown as InputError instead. A bad record is one that is broken
// (UTF-8, JSON, quotes, columns), longer than limits.h allows as a whole or in a field, has no
// text, a field of the wrong kind, the id of an earlier document, a date that is no existing ISO
// 8601 day (a time may follow it and is left out), or a language that is no code of ISO 639 ("es",
// "spa", "es-MX", which are all "es"). A file that cannot be read, or not to its end, counts as
// one, too, and so does one without a byte; what it held before the damage is handed out. Fields
// that a document does not have are passed over.
//
// Formats: "text" is one document a file. "jsonl" is one object a line, its id may be a number.
// "csv" and "tsv" have a header and are quoted as RFC 4180 says. "html" is one page a file, "warc"
// the pages of a crawl: their text is that of the article on them (main_text.h), date, title and
// source are what they say of themselves (page_metadata.h), the id is their address (web_page.h).
// Of an archive, what is no page is passed over (warc.cpp); a page without an article is a bad
// record.
//
// A record without an id gets "NAME:LINE" (without .gz or .zst), a text file "NAME" without its
// extensions, where NAME is the path below the folder or glob that found the file, or else the bare
// name; Document::id_is_made then. Bytes of a path that are not UTF-8 are percent-encoded there and
// in Document::file. A text file has the date of the options or else of its name (2023-07-27,
// 2023_07_27, 20230727).
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
#include "extract/limits.h"

namespace entente {

struct ReadOptions {
  // "text", "jsonl", "csv", "tsv", "html", "warc"; "" tells by the file's name (.txt .jsonl .ndjson
  // .json .csv .tsv .html .htm .warc, a further .gz or .zst is taken off), standard input is JSON
  // Lines. Whether it is compressed is told by its first bytes, whatever the name.
  std::string format = {};
  std::string date = {};  // Document::date where the record has none; ISO day. Default: none
  // Document::language of every document, whatever its record says. Default: what the record says,
  // none where it says nothing
  std::string language = {};
  // Which field of a record holds what: {"text": "body", "id": "url"}. The keys are id, date,
  // language (or lang), title, text and source. Default: each its own name, "lang" for the
  // language. A table MUST have the columns that are named here.
  std::map<std::string, std::string> fields = {};
  bool strict = false;  // throw at the first bad record. Default: skip and count
  std::size_t max_record_bytes =
      limits::record_bytes;  // a longer record is skipped. Default: 64 MiB
};

// Reads documents from `inputs` in their order: files, folders (recursively, sorted by name,
// without names that begin with a dot), globs, "-" for standard input.
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
