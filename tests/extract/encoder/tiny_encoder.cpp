#include "tiny_encoder.h"

#include <cstring>
#include <random>
#include <string>
#include <vector>

namespace entente {
namespace {

constexpr std::size_t width = 32;
constexpr std::size_t inner = 24;
constexpr std::size_t hidden = 16;
constexpr std::size_t types = 6;
constexpr std::size_t kinds = 6;
constexpr std::size_t pair_heads = 2;
constexpr std::size_t pair_head = 8;
constexpr std::size_t tensor_alignment = 64;

class EncoderWriter {
 public:
  EncoderWriter(TinyModel& file, std::uint32_t seed) : file_(file), random_(seed) {}

  void add(const std::string& name, std::size_t rows, std::size_t columns) {
    std::normal_distribution<float> draw(0.0F, 0.3F);
    std::vector<float> values(rows * columns);
    for (float& value : values) value = draw(random_);
    append(name, "f32", rows, columns, values.data(), values.size() * sizeof(float));
  }

  void add_layer(const std::string& name, std::size_t outputs, std::size_t inputs) {
    add(name + ".w", outputs, inputs);
    add(name + ".b", outputs, 1);
  }

  // Blocks of the scale 0.5 with random numbers.
  void add_packed(const std::string& name, std::size_t rows, std::size_t columns) {
    std::string bytes;
    for (std::size_t block = 0; block < rows * columns / 32; ++block) {
      bytes += std::string("\x00\x38", 2);  // 0.5 in half precision
      for (int i = 0; i < 16; ++i) bytes += static_cast<char>(random_() % 256);
    }
    append(name, "q4", rows, columns, bytes.data(), bytes.size());
  }

 private:
  void append(const std::string& name, const char* type, std::size_t rows, std::size_t columns,
              const void* values, std::size_t size) {
    file_.tensors.resize((file_.tensors.size() + tensor_alignment - 1) / tensor_alignment *
                         tensor_alignment);
    const std::size_t offset = file_.tensors.size();
    file_.header["tensors"][name] = {
        {"type", type}, {"shape", {rows, columns}}, {"offset", offset}};
    file_.tensors.resize(offset + size);
    std::memcpy(file_.tensors.data() + offset, values, size);
  }

  TinyModel& file_;
  std::mt19937 random_;
};

}  // namespace

void add_tiny_encoder(TinyModel& file, std::size_t labels, std::uint32_t seed) {
  const std::vector<std::string> pieces{"<s>", "</s>", "<unk>", "▁", "k",   "i",   "m",
                                        "s",   "h",    "o",     "u", "kim", "▁kim"};
  std::vector<float> scores(pieces.size(), -5.0F);
  scores[11] = -6.0F;
  scores[12] = -7.0F;
  file.header["encoder"] = {{"weight", 1.0}, {"absent", {{"scale", 2.0}, {"shift", 0.0}}}};
  file.header["types"] = {"PER", "ORG", "GPE", "LOC", "MISC", "STATE"};
  file.header["kinds"] = kinds;
  file.header["sizes"] = {{"width", width},
                          {"layers", 2},
                          {"heads", 4},
                          {"inner", inner},
                          {"hidden", hidden},
                          {"positions", tiny_positions},
                          {"epsilon", 1e-12},
                          {"pair_heads", pair_heads},
                          {"pair_head", pair_head}};
  file.header["pieces"] = {{"texts", pieces}, {"scores", scores}, {"first", 0},
                           {"last", 1},       {"unknown", 2},     {"normalised", {{"ﬁ", "is"}}}};
  EncoderWriter tensors(file, seed);
  tensors.add_packed("table", pieces.size(), width);
  tensors.add("positions", tiny_positions, width);
  tensors.add_layer("norm", width, 1);
  for (const std::string layer : {"layer.0.", "layer.1."}) {
    tensors.add_layer(layer + "qkv", 3 * width, width);
    tensors.add_layer(layer + "attended", width, width);
    tensors.add_layer(layer + "attended_norm", width, 1);
    tensors.add_layer(layer + "inner", inner, width);
    tensors.add_layer(layer + "outer", width, inner);
    tensors.add_layer(layer + "outer_norm", width, 1);
  }
  tensors.add("mentions", 1 + types * kinds, width);
  tensors.add("distance", 12, hidden);
  tensors.add("types", types * types, hidden);
  tensors.add_layer("ends", hidden, 3 * width);
  tensors.add_layer("first", hidden / 2, width);
  tensors.add_layer("second", hidden / 2, width);
  tensors.add_layer("product", hidden, hidden / 2);
  for (const std::string attention : {"asks_first", "asks_second", "keys", "values"}) {
    tensors.add_layer(attention, pair_heads * pair_head, width);
  }
  tensors.add_layer("context", hidden, pair_heads * pair_head);
  tensors.add_layer("hidden", hidden, hidden);
  tensors.add_layer("out", labels, hidden);
}

}  // namespace entente
