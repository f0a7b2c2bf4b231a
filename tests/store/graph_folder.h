// A folder for a test's graph, gone with the test, and a look at every byte of a graph.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "store/store.h"

namespace entente::testing {

class GraphFolder {
 public:
  GraphFolder();
  ~GraphFolder();
  GraphFolder(const GraphFolder&) = delete;
  GraphFolder& operator=(const GraphFolder&) = delete;

  // Where a graph may be made; nothing is there yet.
  std::filesystem::path graph() const { return folder_ / "graph"; }
  const std::filesystem::path& path() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

// Every key and value of every column family.
std::string dump(const std::filesystem::path& graph);

// The bytes of a file, for tests that damage it.
std::string read(const std::filesystem::path& file);
void write(const std::filesystem::path& file, std::string_view bytes);

}  // namespace entente::testing
