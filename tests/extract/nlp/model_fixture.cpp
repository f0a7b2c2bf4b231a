#include "model_fixture.h"

#include <Eigen/Core>
#include <array>
#include <atomic>
#include <cmath>
#include <cstring>
#include <fstream>
#include <openssl/evp.h>
#include <random>
#include <stdexcept>

namespace entente {
namespace {

using nlohmann::json;

template <typename Value>
void append(std::string& bytes, const Value& value) {
  std::array<char, sizeof(Value)> raw;
  std::memcpy(raw.data(), &value, sizeof(Value));
  bytes.append(raw.data(), raw.size());
}

class TensorWriter {
 public:
  TensorWriter(TinyModel& model, std::uint32_t seed) : model_(model), random_(seed) {
    model_.header["tensors"] = json::object();
  }

  void add(const std::string& name, std::size_t rows, std::size_t columns, std::string_view type) {
    std::uniform_real_distribution<float> weight(-0.5F, 0.5F);
    std::vector<float> values(rows * columns);
    for (float& value : values) value = weight(random_);
    align();
    json entry{{"type", type}, {"shape", {rows, columns}}, {"offset", model_.tensors.size()}};
    if (type == "i8") {
      for (const float value : values) {
        append(model_.tensors, static_cast<signed char>(std::lround(value * 254.0F)));
      }
      align();
      entry["scales"] = model_.tensors.size();
      for (std::size_t row = 0; row < rows; ++row) append(model_.tensors, 1.0F / 254.0F);
    } else {
      for (const float value : values) {
        if (type == "f16") {
          append(model_.tensors, static_cast<Eigen::half>(value));
        } else {
          append(model_.tensors, value);
        }
      }
    }
    model_.header["tensors"][name] = entry;
  }

 private:
  void align() { model_.tensors.resize((model_.tensors.size() + 63) / 64 * 64); }

  TinyModel& model_;
  std::mt19937 random_;
};

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "entente-nlp-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a temporary folder");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored_at_the_end_of_a_test;
  std::filesystem::remove_all(path_, ignored_at_the_end_of_a_test);
}

TinyModel TinyModel::random(std::uint32_t seed, std::string_view type) {
  TinyModel model;
  json& header = model.header;
  header["language"] = "es";
  header["sizes"] = {{"word", 5},        {"ngram", 4},  {"shape", 3},  {"ngram_rows", 50},
                     {"shape_rows", 20}, {"hidden", 7}, {"layers", 2}, {"arc", 6},
                     {"label", 4},       {"names", 5}};
  header["vocabulary"] = {"<unknown>", "el", "gobierno", "de", "españa", "0000"};
  header["upos"] = {"DET", "NOUN", "PROPN", "VERB", "PUNCT"};
  header["feats"] = {"DET|Definite=Def|PronType=Art", "NOUN|Number=Plur", "NOUN|Number=Sing",
                     "PROPN|", "VERB|Mood=Ind|VerbForm=Fin"};
  header["scripts"] = {"0,0,,,l", "0,0,,,k", "0,2,,ar,l", "9,9,,,l"};
  header["deprels"] = {"det", "nsubj", "obj", "punct", "root"};
  header["name_tags"] = {"O",      "B-PER",  "I-PER",  "E-PER", "S-PER",
                         "B-MISC", "I-MISC", "E-MISC", "S-MISC"};
  header["lemmas"] = {{"los|DET", "el"}};
  header["verbs"] = {"haber"};
  TensorWriter writer(model, seed);
  writer.add("words", 6, 5, type);
  writer.add("ngrams", 50, 4, type);
  writer.add("shapes", 20, 3, type);
  for (const std::string layer : {"0", "1"}) {
    for (const std::string direction : {"fwd", "bwd"}) {
      const std::string prefix = "lstm." + layer + "." + direction + ".";
      writer.add(prefix + "wx", 28, layer == "0" ? 12 : 14, type);
      writer.add(prefix + "wh", 28, 7, type);
      writer.add(prefix + "b", 28, 1, "f32");
    }
  }
  const auto linear = [&](const std::string& name, std::size_t outputs, std::size_t inputs) {
    writer.add(name + ".w", outputs, inputs, type);
    writer.add(name + ".b", outputs, 1, "f32");
  };
  linear("upos", 5, 14);
  linear("feats", 5, 14);
  linear("lemma", 4, 14);
  writer.add("root", 14, 1, "f32");
  linear("arc.dep", 6, 14);
  linear("arc.head", 6, 14);
  writer.add("arc.u", 6, 6, type);
  writer.add("arc.bias", 6, 1, "f32");
  linear("label.dep", 4, 14);
  linear("label.head", 4, 14);
  writer.add("label.u", 25, 5, type);
  linear("names.hidden", 5, 14);
  linear("names.out", 9, 5);
  return model;
}

std::string TinyModel::bytes(std::uint32_t version) const {
  const std::string text = header.dump();
  std::array<unsigned char, 32> digest;
  const std::string body = text + tensors;
  if (EVP_Digest(body.data(), body.size(), digest.data(), nullptr, EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("no SHA-256");
  }
  std::string bytes("ENTENTE\x01", 8);
  append(bytes, version);
  append(bytes, static_cast<std::uint32_t>(text.size()));
  append(bytes, static_cast<std::uint64_t>(tensors.size()));
  append(bytes, digest);
  return bytes + body;
}

void write_file(const std::filesystem::path& file, std::string_view bytes) {
  std::ofstream stream(file, std::ios::binary);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!stream.flush()) throw std::runtime_error("cannot write " + file.string());
}

}  // namespace entente
