#include "tiny_pair_model.h"

#include <cstring>
#include <span>

#include "tests/extract/encoder/tiny_encoder.h"

namespace entente {
namespace {

constexpr std::size_t alignment = 64;

void add_tensor(TinyModel& file, const std::string& name, std::vector<std::size_t> shape,
                std::span<const float> values) {
  file.tensors.resize((file.tensors.size() + alignment - 1) / alignment * alignment);
  const std::size_t offset = file.tensors.size();
  file.header["tensors"][name] = {{"type", "f32"}, {"shape", shape}, {"offset", offset}};
  file.tensors.resize(offset + values.size_bytes());
  if (!values.empty()) {
    std::memcpy(file.tensors.data() + offset, values.data(), values.size_bytes());
  }
}

}  // namespace

TinyModel TinyPairModel::file() const {
  TinyModel file;
  file.header = {
      {"languages", {"en", "es"}}, {"labels", labels},
      {"features", features},      {"hints", hints},
      {"threshold", threshold},    {"rules", {{"scale", rule_scale}, {"shift", rule_shift}}},
      {"rivals", for_rivals}};
  std::vector<float> flat;
  for (const auto& row : weights) flat.insert(flat.end(), row.begin(), row.end());
  add_tensor(file, "weights", {features.size(), labels.size()}, flat);
  add_tensor(file, "bias", {labels.size()}, bias);
  add_tensor(file, "hints", {hints.size()}, hint_weights);
  return file;
}

TinyModel TinyPairModel::file_that_says(const std::string& modality) const {
  TinyModel result = file();
  add_tiny_encoder(result, labels.size() + modality_count, 5);
  result.header["encoder"] = {{"weight", 0.0}, {"absent", 1.0}};
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
