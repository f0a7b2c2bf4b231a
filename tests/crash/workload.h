// What a store is given in tests that stop it in the middle: an endless series of changes, each
// made of nothing but its number, so that any state can be recognised and told from all others.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "store/store.h"

namespace entente::testing {

// The documents of a graph, each with the number of the change that put it. A document's title in
// the graph is that number.
using WorkloadState = std::map<std::string, std::size_t>;

// Little memory, so that files are written and merged all the time.
inline constexpr std::size_t workload_memory = std::size_t{256} << 10;

// Makes the change with this number: puts, replaces or removes a document.
void change(Store& store, std::size_t number);

// The same for the state.
void change(WorkloadState& state, std::size_t number);

// The same for bulk: a step puts that many new documents, which go through files. The number of the
// step is all that makes it.
inline constexpr std::size_t bulk_memory = std::size_t{16} << 20;
inline constexpr std::size_t documents_in_bulk = 16;
void put_in_bulk(Store& store, std::size_t step);

// How a graph that was stopped compares with what it was told.
struct Recovery {
  std::size_t changes = 0;  // that are in it, from the first on, none left out
  std::string fault{};      // what is wrong with it; "" where all is well
};

// Opens the graph for writing, as the next command would, and looks at all of it. `before` is the
// state after `acknowledged` changes, `begun` the last change that may have been made.
Recovery recover(const std::filesystem::path& graph, const WorkloadState& before,
                 std::size_t acknowledged, std::size_t begun);

// The same for steps in bulk, of which one more than `acknowledged` may have begun; `changes`
// counts steps.
Recovery recover_bulk(const std::filesystem::path& graph, std::size_t acknowledged);

}  // namespace entente::testing
