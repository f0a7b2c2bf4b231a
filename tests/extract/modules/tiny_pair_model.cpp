#include "tiny_pair_model.h"

#include <cstring>
#include <span>

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
      {"threshold", threshold},    {"rules", {{"scale", rule_scale}, {"shift", rule_shift}}}};
  std::vector<float> flat;
  for (const auto& row : weights) flat.insert(flat.end(), row.begin(), row.end());
  add_tensor(file, "weights", {features.size(), labels.size()}, flat);
  add_tensor(file, "bias", {labels.size()}, bias);
  add_tensor(file, "hints", {hints.size()}, hint_weights);
  return file;
}

PairModel TinyPairModel::load() const {
  const TemporaryFolder folder;
  write_file(folder / "relations.bin", file().bytes());
  return PairModel::load(folder / "relations.bin");
}

}  // namespace entente
