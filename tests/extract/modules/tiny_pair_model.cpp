#include "tiny_pair_model.h"

#include <cstdint>
#include <cstring>
#include <span>

#include "tests/extract/encoder/tiny_encoder.h"

namespace entente {
namespace {

constexpr std::size_t alignment = 64;

// Returns where the values stand.
template <typename Value>
std::size_t append(TinyModel& file, std::span<const Value> values) {
  file.tensors.resize((file.tensors.size() + alignment - 1) / alignment * alignment);
  const std::size_t offset = file.tensors.size();
  file.tensors.resize(offset + values.size_bytes());
  if (!values.empty()) {
    std::memcpy(file.tensors.data() + offset, values.data(), values.size_bytes());
  }
  return offset;
}

void add_floats(TinyModel& file, const std::string& name, std::span<const float> values) {
  const std::size_t offset = append(file, values);
  file.header["tensors"][name] = {{"type", "f32"}, {"shape", {values.size()}}, {"offset", offset}};
}

void add_numbers(TinyModel& file, const std::string& name, std::span<const std::uint32_t> values) {
  const std::size_t offset = append(file, values);
  file.header["tensors"][name] = {{"type", "u32"}, {"shape", {values.size()}}, {"offset", offset}};
}

// In 8 bits, of which each is a quarter.
void add_eight_bits(TinyModel& file, const std::string& name,
                    const std::vector<std::vector<float>>& rows, std::size_t columns) {
  constexpr float step = 0.25F;
  std::vector<std::int8_t> bytes;
  for (const auto& row : rows) {
    for (const float value : row) bytes.push_back(static_cast<std::int8_t>(value / step));
  }
  const std::vector<float> steps(rows.size(), step);
  const std::size_t scales = append(file, std::span<const float>(steps));
  const std::size_t offset = append(file, std::span<const std::int8_t>(bytes));
  file.header["tensors"][name] = {
      {"type", "i8"}, {"shape", {rows.size(), columns}}, {"scales", scales}, {"offset", offset}};
}

}  // namespace

TinyModel TinyPairModel::file() const {
  TinyModel file;
  file.header = {
      {"languages", {"en", "es"}},   {"labels", labels},
      {"features", features.size()}, {"hints", hints},
      {"threshold", threshold},      {"rules", {{"scale", rule_scale}, {"shift", rule_shift}}},
      {"rivals", for_rivals}};
  add_numbers(file, "features", features);
  add_eight_bits(file, "weights", weights, labels.size());
  add_floats(file, "bias", bias);
  add_floats(file, "hints", hint_weights);
  return file;
}

TinyModel TinyPairModel::file_that_says(const std::string& modality) const {
  TinyModel result = file();
  add_tiny_encoder(result, labels.size() + modality_count, 5);
  result.header["encoder"] = {{"weight", 0.0}, {"absent", {{"scale", 1.0}, {"shift", 0.0}}}};
  const std::vector<std::string> names{"asserted", "planned", "possible", "negated"};
  std::vector<double> row;
  for (const std::string& name : names) row.push_back(name == modality ? 1.0 : 0.0);
  result.header["modalities"] = {
      {"names", names}, {"scale", 0.0}, {"rules", std::vector(modality_count, row)}};
  return result;
}

PairModel TinyPairModel::load() const {
  const TemporaryFolder folder;
  write_file(folder / "relations.bin", file().bytes());
  return PairModel::load(folder / "relations.bin");
}

}  // namespace entente
