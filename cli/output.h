// Where a command writes: standard output, or a file or a folder that is there whole or not at all.
//
// What is written stands beside its place and is renamed by commit(); standard output, pipes and
// devices are written to as they are. What a process that was killed left there is taken away by
// the next that writes to the same place. The first byte that cannot be written throws Error, out
// of whatever wrote to the stream: a full disk never passes for success.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "store/leftovers.h"

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
  std::optional<Claim> claim_;
  std::unique_ptr<Buffer> buffer_;
  std::ostream stream_;
};

// A folder of files. One that is there is never written into, unless it is empty.
class OutputFolder {
 public:
  // Throws Error that names the path where it is there and no empty folder, or where it cannot be
  // made.
  explicit OutputFolder(const std::string& path);

  // Removes the unfinished folder where commit() was not reached.
  ~OutputFolder();

  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;

  // A new file, by its name alone; its stream lives as long as this folder. Each name MUST be given
  // once. Throws Error where it cannot be made.
  std::ostream& open(std::string_view name);

  // Writes what is left and puts the folder, safe on the disk, at its place. Throws Error where
  // that fails, also where somebody else has put something there meanwhile.
  void commit();

 private:
  std::filesystem::path place_;
  std::filesystem::path unfinished_;  // "" where nothing is to be renamed
  std::optional<Claim> claim_;
  std::map<std::string, Output, std::less<>> files_;
};

}  // namespace entente
