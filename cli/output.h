// Where a command writes: standard output, or a file that is there whole or not at all.
//
// A file is written beside its place and renamed by commit(); standard output, pipes and devices
// are written to as they are. The first byte that cannot be written throws Error, out of whatever
// wrote to the stream: a full disk never passes for success.
#pragma once

#include <filesystem>
#include <memory>
#include <ostream>
#include <string>

namespace entente {

class Output {
 public:
  // "-" is standard output. Throws Error that names the path where it cannot be written.
  explicit Output(const std::string& path);

  // Removes the unfinished file where commit() was not reached.
  ~Output();

  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  std::ostream& stream() { return stream_; }

  // Writes what is left and puts the file, safe on the disk, at its place. Throws Error where that
  // fails; the file that was there before is then as it was.
  void commit();

 private:
  class Buffer;

  std::filesystem::path place_;       // "" for standard output
  std::filesystem::path unfinished_;  // "" where nothing is to be renamed
  std::unique_ptr<Buffer> buffer_;
  std::ostream stream_;
};

}  // namespace entente
