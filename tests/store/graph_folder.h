// A folder for a test's graph, gone with the test, and a look at every byte of a graph.
#pragma once

#include <filesystem>
#include <string>

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

}  // namespace entente::testing
