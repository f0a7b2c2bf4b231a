// Files that exports are to be equal to, byte for byte.
#pragma once

#include <fstream>
#include <sstream>
#include <string>

namespace entente {

inline std::string golden(const std::string& name) {
  std::ostringstream content;
  content << std::ifstream(ENTENTE_TEST_DATA "/golden/" + name, std::ios::binary).rdbuf();
  return content.str();
}

}  // namespace entente
