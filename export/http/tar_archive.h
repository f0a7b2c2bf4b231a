// Several files as one: a tar archive (ustar, POSIX.1-1988).
//
//   TarArchive archive("graph");
//   archive.open("nodes.csv") << …;  // side by side
//   archive.open("edges.csv") << …;
//   archive.write(stream);
//
// In an archive the size of a file stands before it; so each is kept in a temporary file, without a
// name, until all are whole. The same files give the same bytes. Used by one thread.
#pragma once

#include <deque>
#include <fstream>
#include <ostream>
#include <string>
#include <string_view>

namespace entente {

class TarArchive {
 public:
  // All files stand in the folder of this name.
  explicit TarArchive(std::string folder) : folder_(std::move(folder)) {}

  // A new file, open until the archive goes. Throws Error where there is no room for it.
  std::ostream& open(std::string_view name);

  // All files, in the order in which they were opened. Throws Error where one could not be written,
  // or cannot be read again.
  void write(std::ostream& stream);

 private:
  struct File {
    std::string name;  // with the folder
    std::fstream bytes;
  };

  std::string folder_;
  std::deque<File> files_;
};

}  // namespace entente
