#include "cli/triples_by_document.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <unistd.h>

#include "extract/error.h"
#include "extract/triple_json.h"

namespace entente {
namespace {

[[noreturn]] void fail() {
  throw Error(std::string("a temporary file for triples cannot be written or read: ") +
              std::strerror(errno) + "; make room, or name another folder with TMPDIR");
}

// A file without a name, gone when it is closed. std::tmpfile would not look at TMPDIR.
std::FILE* open_temporary_file() {
  std::string path = std::filesystem::temp_directory_path() / "entente-triples-XXXXXX";
  const int descriptor = mkstemp(path.data());
  if (descriptor < 0 || unlink(path.c_str()) != 0) fail();
  std::FILE* const file = fdopen(descriptor, "w+");
  if (file == nullptr) fail();
  return file;
}

// The buffer of getline(3).
struct LineBuffer {
  char* text = nullptr;
  std::size_t size = 0;
  LineBuffer() = default;
  LineBuffer(const LineBuffer&) = delete;
  LineBuffer& operator=(const LineBuffer&) = delete;
  ~LineBuffer() { std::free(text); }
};

}  // namespace

void TriplesByDocument::add(Triple triple) {
  const std::size_t hash = std::hash<std::string>{}(triple.document);
  parts_[hash % parts_.size()].in_memory.push_back(std::move(triple));
  ++triples_;
  if (++in_memory_ == most_in_memory_) move_to_files();
}

void TriplesByDocument::visit(const Visitor& visitor) {
  for (Part& part : parts_) {
    std::vector<Triple> triples = take(part);
    std::stable_sort(triples.begin(), triples.end(), [](const Triple& left, const Triple& right) {
      return left.document < right.document;
    });
    for (auto begin = triples.begin(); begin != triples.end();) {
      const std::string document = begin->document;
      const auto end = std::find_if(
          begin, triples.end(), [&](const Triple& triple) { return triple.document != document; });
      visitor(document, {std::make_move_iterator(begin), std::make_move_iterator(end)});
      begin = end;
    }
  }
}

void TriplesByDocument::move_to_files() {
  for (Part& part : parts_) {
    if (part.in_memory.empty()) continue;
    if (!part.file) part.file.reset(open_temporary_file());
    for (const Triple& triple : part.in_memory) {
      const std::string line = to_json_line(triple) + '\n';
      if (std::fwrite(line.data(), 1, line.size(), part.file.get()) != line.size()) fail();
    }
    part.in_memory.clear();
    part.in_memory.shrink_to_fit();
  }
  in_memory_ = 0;
}

std::vector<Triple> TriplesByDocument::take(Part& part) {
  std::vector<Triple> triples;
  if (part.file) {
    std::FILE* const file = part.file.get();
    if (std::fflush(file) != 0 || std::fseek(file, 0, SEEK_SET) != 0) fail();
    LineBuffer line;
    ssize_t length = 0;
    while ((length = getline(&line.text, &line.size, file)) > 0) {
      const std::string_view text(line.text, static_cast<std::size_t>(length));
      triples.push_back(parse_triple(text, "temporary file", triples.size() + 1).triple);
    }
    if (std::ferror(file) != 0) fail();
    part.file.reset();
  }
  std::move(part.in_memory.begin(), part.in_memory.end(), std::back_inserter(triples));
  part.in_memory.clear();
  return triples;
}

}  // namespace entente
