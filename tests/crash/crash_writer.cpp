// crash_writer GRAPH FIRST: makes the changes FIRST, FIRST + 1, … to a graph until it is killed,
// and says on standard output after each that it is made: its number, eight bytes. Every fourth is
// synced before that.
// crash_writer GRAPH FIRST bulk: the same for steps in bulk, each of which is safe.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <unistd.h>

#include "tests/crash/workload.h"

int main(int argc, char** argv) {
  if (argc != 3 && argc != 4) return 2;
  const bool bulk = argc == 4;
  try {
    entente::Store store = entente::Store::open(
        argv[1],
        {.mode = entente::StoreMode::Create,
         .memory = bulk ? entente::testing::bulk_memory : entente::testing::workload_memory});
    for (std::size_t number = std::strtoull(argv[2], nullptr, 10);; ++number) {
      if (bulk) {
        entente::testing::put_in_bulk(store, number - 1);
      } else {
        entente::testing::change(store, number);
        if (number % 4 == 0) store.sync();
      }
      if (::write(STDOUT_FILENO, &number, sizeof number) != sizeof number) return 1;
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "crash_writer: %s\n", error.what());
    return 1;
  }
}
