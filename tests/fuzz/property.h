// What a fuzz target claims of its subject: where it does not hold, the run ends and libFuzzer
// keeps the input.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace entente {

inline void require(bool holds, std::string_view claim) {
  if (holds) return;
  std::fprintf(stderr, "this does not hold: %s\n", std::string(claim).c_str());
  std::abort();
}

}  // namespace entente
