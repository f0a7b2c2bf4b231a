// Tiny models with random weights, written in the format of model.bin, and what can be wrong with
// one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

// A folder of its own for one test, removed with it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

struct TinyModel {
  nlohmann::json header;
  std::string tensors;

  // Complete, with all heads, weights drawn with `seed`; matrices are stored as `type`: "f32",
  // "f16", "i8".
  static TinyModel random(std::uint32_t seed, std::string_view type = "f32");

  std::string bytes(std::uint32_t version = 1) const;  // of the file, with its checksum
};

void write_file(const std::filesystem::path& file, std::string_view bytes);

}  // namespace entente
