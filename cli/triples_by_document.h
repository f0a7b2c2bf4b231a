// Puts triples that come in any order together by their documents, however many they are.
//
// How it works:
//   1. Triples are kept in memory as bytes. Once there are enough, they are sorted by document and
//      written to a temporary file: a run.
//   2. At the end the runs are read side by side, each a little at a time, and merged.
// A graph can so be given each document whole and once, in the order of ids, although its lines
// were scattered. A document that has more triples than limits.h allows is left out, however many
// they are: it takes no more memory than one that is as large as may be. Used by one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/error.h"
#include "extract/triple.h"

namespace entente {

class TriplesByDocument {
 public:
  // Is told of a document that is left out, and where the first triple stands that is too much.
  using OnTooLarge = std::function<void(const std::string& document, const InputError&)>;

  // `most_in_memory`: bytes.
  explicit TriplesByDocument(OnTooLarge on_too_large,
                             std::size_t most_in_memory = std::size_t{64} << 20);
  ~TriplesByDocument();
  TriplesByDocument(const TriplesByDocument&) = delete;
  TriplesByDocument& operator=(const TriplesByDocument&) = delete;

  // `file` and `line`: where the triple stands.
  // Throws Error where the temporary file cannot be written. MUST not come after next().
  void add(const Triple& triple, const std::string& file, std::size_t line);

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
  void advance();
  bool comes_later(std::size_t run, std::size_t other) const;
  void put_in_order(std::size_t run);

  OnTooLarge on_too_large_;
  std::size_t most_in_memory_;
  std::size_t triples_ = 0;
  std::string bytes_;  // of triples not yet in a file
  std::vector<Place> places_;
  std::vector<std::string> inputs_;  // of which the triples are, as they came
  std::unique_ptr<std::FILE, CloseFile> file_;
  std::vector<std::uint64_t> ends_;  // of the runs in the file
  std::vector<std::unique_ptr<Run>> runs_;
  std::vector<std::size_t> order_;  // a heap of runs that have more: the next document's first
  bool reading_ = false;
};

}  // namespace entente
