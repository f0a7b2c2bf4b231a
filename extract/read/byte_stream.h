// Bytes of a file, decompressed, in pieces.
//
// A ByteSource gives bytes, a ByteStream puts a buffer before it, so that a format sees what is
// there without copying. Memory is one buffer, whatever the length of the file. Used by one thread.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/error.h"

namespace entente {

// The bytes of a file cannot be had to their end: it is truncated, corrupt or fails while it is
// read. The text is the reason alone; who catches it knows the file and the line reached.
class DamagedInput : public Error {
 public:
  using Error::Error;
};

class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // Fills the front of `buffer` and returns how many bytes; 0 at the end. Throws DamagedInput, but
  // never before all bytes that could be had were returned.
  virtual std::size_t read(std::span<char> buffer) = 0;
};

// A file as it is stored. Counts what it reads in `bytes_read`, which must outlive it.
class FileSource : public ByteSource {
 public:
  // Opens the file at `path`, or standard input for "-". Throws DamagedInput where it cannot.
  FileSource(const std::string& path, std::size_t& bytes_read);
  ~FileSource() override;
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  std::size_t read(std::span<char> buffer) override;

 private:
  int descriptor_;
  bool owned_;  // standard input is left open
  std::size_t& bytes_read_;
};

class ByteStream {
 public:
  explicit ByteStream(std::unique_ptr<ByteSource> source, std::size_t buffer_bytes = 64u << 10);

  // What is there of the bytes not yet consumed, more being read if nothing is; empty at the end.
  // A byte order mark at the beginning is left out. Throws DamagedInput.
  std::string_view available();

  // Passes over `count` bytes of available().
  void consume(std::size_t count) { begin_ += count; }

 private:
  void skip_byte_order_mark();

  std::unique_ptr<ByteSource> source_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool started_ = false;
};

// The lines of a stream, each without its line feed (a carriage return before that stays).
class LineSource {
 public:
  // A line longer than `longest` bytes is passed over, not kept.
  LineSource(ByteStream stream, std::size_t longest)
      : stream_(std::move(stream)), longest_(longest) {}

  struct Line {
    std::string_view text;  // valid until the next call; empty where the line is too long
    bool too_long = false;
  };

  // Goes on to the next line; false at the end. Throws DamagedInput: a line that damage cut off is
  // not given.
  bool next(Line& line);

  // The number of the line last given or, after damage, reached; one-based.
  std::size_t number() const { return number_; }

 private:
  ByteStream stream_;
  std::size_t longest_;
  std::size_t number_ = 0;
  std::string gathered_;        // a line that reached over the end of the buffer
  std::size_t to_consume_ = 0;  // of the line last given, which still lies in the buffer
};

}  // namespace entente
