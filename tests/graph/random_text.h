// Random sentences: of words from a pool so large that no five in a row come twice by chance.
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <vector>

namespace entente::testing {

inline std::string random_sentence(std::mt19937& random, std::size_t words = 20) {
  std::string sentence;
  for (std::size_t n = 0; n < words; ++n) {
    sentence += (n == 0 ? "w" : " w") + std::to_string(random() % 3000);
  }
  return sentence + ".";
}

inline std::vector<std::string> random_text(std::mt19937& random, std::size_t sentences) {
  std::vector<std::string> text;
  for (std::size_t n = 0; n < sentences; ++n) text.push_back(random_sentence(random));
  return text;
}

}  // namespace entente::testing
