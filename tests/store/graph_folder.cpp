#include "tests/store/graph_folder.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "store/database.h"

namespace entente::testing {

GraphFolder::GraphFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "entente-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw Error("no temporary folder can be made: " + name);
  folder_ = name;
}

GraphFolder::~GraphFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::string dump(const std::filesystem::path& graph) {
  const Database database(graph, {.mode = StoreMode::ReadOnly});
  std::string bytes;
  for (std::size_t i = 0; i < family_names.size(); ++i) {
    bytes += std::string("== ").append(family_names[i]) + "\n";
    database.scan(static_cast<Family>(i), {}, nullptr,
                  [&](std::string_view key, std::string_view value) {
                    bytes.append(key).append(" = ").append(value).append("\n");
                    return Walk::Continue;
                  });
  }
  return bytes;
}

std::string read(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

void write(const std::filesystem::path& file, std::string_view bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

}  // namespace entente::testing
