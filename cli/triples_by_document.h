// Puts triples that come in any order together by their documents, however many they are.
//
// How it works:
//   1. A triple goes into one of many parts, which the hash of its document chooses.
//   2. When the parts hold too much for memory, each is appended to a temporary file of its own.
//   3. At the end one part after the other is read back, sorted by document and handed on.
// A graph can so be given each document whole and once, although its lines were scattered. Used by
// one thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "extract/triple.h"

namespace entente {

class TriplesByDocument {
 public:
  using Visitor = std::function<void(const std::string& document, std::vector<Triple> triples)>;

  // `most_in_memory`: triples. Default: some 100 MiB of ordinary ones.
  explicit TriplesByDocument(std::size_t most_in_memory = 200'000)
      : most_in_memory_(most_in_memory) {}

  // Throws Error where the temporary files cannot be written.
  void add(Triple triple);

  // Hands on every document with its triples in the order in which they came. To be called once.
  void visit(const Visitor& visitor);

  std::size_t triples() const { return triples_; }

 private:
  struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  struct Part {
    std::unique_ptr<std::FILE, CloseFile> file;  // JSON Lines; gone when it is closed
    std::vector<Triple> in_memory;               // that came after those in the file
  };

  void move_to_files();
  static std::vector<Triple> take(Part& part);

  std::size_t most_in_memory_;
  std::size_t in_memory_ = 0;
  std::size_t triples_ = 0;
  std::array<Part, 256> parts_;
};

}  // namespace entente
