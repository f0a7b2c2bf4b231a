// The file `model.bin`: its header and its tensors, checked (format: extract/train/MODEL.md).
//
// Reading verifies magic, version, lengths and SHA-256 before anything is used. Everything throws
// InputError that names the file and what is wrong with it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/limits.h"
#include "extract/nlp/eight_bit_table.h"
#include "extract/nlp/linear.h"
#include "extract/nlp/packed_table.h"

namespace entente {

class ModelFile {
 public:
  static constexpr std::uint32_t newest_version = 1;

  static ModelFile read(const std::filesystem::path& file);

  const nlohmann::json& header() const { return header_; }

  // A number of the header: `value` as a whole number from 0 to `most`, and as one that may be a
  // weight (limits.h). Throws where it is no such number; `name` is how the error calls it.
  std::size_t count(const nlohmann::json& value, const std::string& name,
                    std::size_t most = limits::model_size) const;
  double weight(const nlohmann::json& value, const std::string& name) const;

  // One of "sizes" in the header, as count() gives it.
  std::size_t size(const std::string& name) const;

  // A tensor of the type "f32", "f16" or "i8" as 32-bit floats. Throws where it is missing, lies
  // outside the file, has not the shape that the sizes in the header ask for, or holds a value that
  // is no weight.
  Matrix matrix(const std::string& name, std::size_t rows, std::size_t columns) const;
  Vector vector(const std::string& name, std::size_t size) const;

  // A matrix as the weights of a layer, with the steps of one that is stored in 8 bits.
  Weights weights(const std::string& name, std::size_t outputs, std::size_t inputs) const;

  // A tensor of the type "q4", or "i8", which stays packed.
  PackedTable packed_table(const std::string& name, std::size_t rows, std::size_t columns) const;
  EightBitTable eight_bit_table(const std::string& name, std::size_t rows,
                                std::size_t columns) const;

  // A tensor of the type "u32": whole numbers.
  std::vector<std::uint32_t> numbers(const std::string& name, std::size_t size) const;

  [[noreturn]] void fail(const std::string& reason) const;

 private:
  using Shape = std::vector<std::size_t>;

  ModelFile() = default;
  void check();
  std::string_view section(const std::string& name, std::size_t offset, std::size_t size) const;
  // The bytes of a tensor that has to be of this type and of one of the shapes.
  std::string_view bytes_of(const std::string& name, std::string_view type,
                            const std::vector<Shape>& expected, std::size_t size) const;
  const nlohmann::json& entry_of(const std::string& name, const std::vector<Shape>& expected) const;
  // All that `entry` describes; there are as many `values`.
  void read_values(const std::string& name, const nlohmann::json& entry,
                   std::span<float> values) const;
  Vector scales(const std::string& name, const nlohmann::json& entry, std::size_t rows) const;

  std::string file_;
  std::string bytes_;
  std::size_t tensors_begin_ = 0;
  nlohmann::json header_;
};

}  // namespace entente
