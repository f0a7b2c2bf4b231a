// Puts triples that come in any order together by their documents, however many they are.
//
// How it works:
//   1. Triples are kept in memory as bytes. Once there are enough, they are sorted by document and
//      written to a temporary file: a run.
//   2. At the end the runs are read side by side, each a little at a time, and merged.
// A graph can so be given each document whole and once, in the order of ids, although its lines
// were scattered. Used by one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/triple.h"

namespace entente {

class TriplesByDocument {
 public:
  // `most_in_memory`: bytes.
  explicit TriplesByDocument(std::size_t most_in_memory = std::size_t{64} << 20);
  ~TriplesByDocument();
  TriplesByDocument(const TriplesByDocument&) = delete;
  TriplesByDocument& operator=(const TriplesByDocument&) = delete;

  // Throws Error where the temporary file cannot be written. MUST not come after next().
  void add(const Triple& triple);

  // The triples of one document after the other, by id, in the order in which they were added;
  // nothing at the end. Throws Error where the temporary file cannot be written or read.
  std::optional<std::vector<Triple>> next();

  std::size_t triples() const { return triples_; }

 private:
  class Run;
  class RunInMemory;
  class RunInFile;

  struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  struct Place {  // of a triple in bytes_
    std::size_t begin = 0;
    std::uint32_t size = 0;
    std::uint32_t document_size = 0;
  };

  std::string_view document_at(const Place& place) const;
  void sort();
  void write_run();
  void begin_reading();
  bool comes_later(std::size_t run, std::size_t other) const;
  void put_in_order(std::size_t run);

  std::size_t most_in_memory_;
  std::size_t triples_ = 0;
  std::string bytes_;  // of triples not yet in a file
  std::vector<Place> places_;
  std::unique_ptr<std::FILE, CloseFile> file_;
  std::vector<std::uint64_t> ends_;  // of the runs in the file
  std::vector<std::unique_ptr<Run>> runs_;
  std::vector<std::size_t> order_;  // a heap of runs that have more: the next document's first
  bool reading_ = false;
};

}  // namespace entente
