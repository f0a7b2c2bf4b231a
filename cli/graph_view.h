// The graph that a query or an export reads: --graph DIR, with the entities that are one joined
// unless --unresolved is given, by the names that languages know too, and as it was known by a day
// where --known-by says one.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "store/snapshot.h"

namespace entente {

class GraphView {
 public:
  // Declares --graph, --unresolved and --known-by.
  void add_to(CLI::App& app);

  const std::string& folder() const { return folder_; }

  // Where the graph does not know which of its entities are one, as after an interrupted build, it
  // is found first. Throws UsageError for a date that does not exist, Error as Store::open does,
  // and where the languages cannot be read.
  Snapshot open() const;

 private:
  std::string folder_;
  bool unresolved_ = false;
  std::string known_by_;
};

}  // namespace entente
