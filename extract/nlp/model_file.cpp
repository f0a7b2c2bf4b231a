#include "extract/nlp/model_file.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <fstream>
#include <openssl/evp.h>
#include <vector>

#include "extract/error.h"

namespace entente {
namespace {

static_assert(std::endian::native == std::endian::little, "model.bin is little-endian");

using nlohmann::json;

constexpr std::string_view magic("ENTENTE\x01", 8);
constexpr std::size_t digest_size = 32;

struct Preamble {
  std::array<char, 8> magic;
  std::uint32_t version;
  std::uint32_t header_size;
  std::uint64_t tensors_size;
  std::array<unsigned char, digest_size> digest;
};
static_assert(sizeof(Preamble) == 56, "the layout of model.bin");

std::array<unsigned char, digest_size> sha256(std::string_view bytes) {
  std::array<unsigned char, digest_size> digest{};
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr) != 1) {
    throw Error("OpenSSL cannot compute SHA-256");
  }
  return digest;
}

}  // namespace

ModelFile ModelFile::read(const std::filesystem::path& file) {
  ModelFile model;
  model.file_ = file.string();
  std::ifstream stream(file, std::ios::binary | std::ios::ate);
  if (!stream) model.fail("cannot be opened; a language needs its model.bin");
  const std::streamoff size = stream.tellg();
  if (size < 0) model.fail("cannot be read");
  model.bytes_.resize(static_cast<std::size_t>(size));
  stream.seekg(0);
  stream.read(model.bytes_.data(), size);
  if (!stream) model.fail("cannot be read to its end");
  model.check();
  return model;
}

void ModelFile::fail(const std::string& reason) const { throw InputError(file_, 0, reason); }

void ModelFile::check() {
  const std::string_view known = std::string_view(bytes_).substr(0, magic.size());
  if (known != magic.substr(0, known.size())) fail("is not a model of Entente");
  if (bytes_.size() < sizeof(Preamble)) {
    fail("is truncated: it has " + std::to_string(bytes_.size()) + " bytes; fetch it again");
  }
  Preamble preamble;
  std::memcpy(&preamble, bytes_.data(), sizeof(preamble));
  if (preamble.version > newest_version) {
    fail("has version " + std::to_string(preamble.version) + " of the format, this program reads " +
         std::to_string(newest_version) + " at most; use a newer Entente");
  }
  if (preamble.version == 0) fail("has version 0 of the format, which does not exist");
  const std::size_t rest = bytes_.size() - sizeof(preamble);
  if (preamble.header_size > rest || preamble.tensors_size > rest - preamble.header_size) {
    fail("is truncated: it has " + std::to_string(bytes_.size()) +
         " bytes, fewer than its header announces; fetch it again");
  }
  if (preamble.header_size + preamble.tensors_size != rest) {
    fail("has bytes behind its end; fetch it again");
  }
  if (sha256(std::string_view(bytes_).substr(sizeof(preamble))) != preamble.digest) {
    fail("does not match its checksum: it is damaged; fetch it again");
  }
  tensors_begin_ = sizeof(preamble) + preamble.header_size;
  try {
    header_ = json::parse(bytes_.begin() + sizeof(preamble),
                          bytes_.begin() + static_cast<std::ptrdiff_t>(tensors_begin_));
  } catch (const json::exception& error) {
    fail(std::string("has a header that is not JSON: ") + error.what());
  }
}

std::string_view ModelFile::section(const std::string& name, std::size_t offset,
                                    std::size_t size) const {
  const std::string_view tensors = std::string_view(bytes_).substr(tensors_begin_);
  if (offset > tensors.size() || size > tensors.size() - offset) {
    fail("has its tensor \"" + name + "\" outside the file");
  }
  return tensors.substr(offset, size);
}

// What the header says of a tensor, which has one of the shapes.
const json& ModelFile::entry_of(const std::string& name, const std::vector<Shape>& expected) const {
  const json& tensors = header_.at("tensors");
  if (!tensors.contains(name)) fail("lacks the tensor \"" + name + "\"");
  const json& entry = tensors.at(name);
  const auto shape = entry.at("shape").get<Shape>();
  if (std::find(expected.begin(), expected.end(), shape) == expected.end()) {
    fail("has the tensor \"" + name + "\" in the shape " + json(shape).dump() + ", " +
         json(expected.front()).dump() + " is needed");
  }
  return entry;
}

void ModelFile::convert(const std::string& name, const std::vector<Shape>& expected,
                        float* values) const {
  try {
    const json& entry = entry_of(name, expected);
    const auto shape = entry.at("shape").get<Shape>();
    const std::size_t rows = shape.front();
    const std::size_t width = shape.size() == 1 ? 1 : shape[1];
    const std::size_t count = rows * width;
    const auto type = entry.at("type").get<std::string>();
    const auto offset = entry.at("offset").get<std::size_t>();
    if (type == "f32") {
      std::memcpy(values, section(name, offset, count * sizeof(float)).data(),
                  count * sizeof(float));
    } else if (type == "f16") {
      const auto bytes = section(name, offset, count * sizeof(Eigen::half));
      std::vector<Eigen::half> halves(count);
      std::memcpy(static_cast<void*>(halves.data()), bytes.data(), bytes.size());
      for (std::size_t i = 0; i < count; ++i) values[i] = static_cast<float>(halves[i]);
    } else if (type == "i8") {
      const auto bytes = section(name, offset, count);
      const Vector steps = scales(name, entry, rows);
      for (std::size_t i = 0; i < count; ++i) {
        values[i] = static_cast<float>(static_cast<signed char>(bytes[i])) *
                    steps(static_cast<Eigen::Index>(i / width));
      }
    } else {
      fail("has the tensor \"" + name + "\" in the unknown type \"" + type + "\"");
    }
  } catch (const json::exception& error) {
    fail("describes the tensor \"" + name + "\" wrongly: " + error.what());
  }
}

Vector ModelFile::scales(const std::string& name, const json& entry, std::size_t rows) const {
  Vector values(static_cast<Eigen::Index>(rows));
  const auto bytes = section(name, entry.at("scales").get<std::size_t>(), rows * sizeof(float));
  std::memcpy(values.data(), bytes.data(), bytes.size());
  return values;
}

PackedTable ModelFile::packed_table(const std::string& name, std::size_t rows,
                                    std::size_t columns) const {
  if (columns % PackedTable::block_values != 0) {
    fail("has the tensor \"" + name + "\" in rows that are no whole blocks");
  }
  try {
    const json& entry = entry_of(name, {{rows, columns}});
    if (entry.at("type") != "q4") fail("has the tensor \"" + name + "\" in a type that is not q4");
    const std::size_t size =
        rows * (columns / PackedTable::block_values) * PackedTable::block_bytes;
    return {section(name, entry.at("offset").get<std::size_t>(), size), rows, columns};
  } catch (const json::exception& error) {
    fail("describes the tensor \"" + name + "\" wrongly: " + error.what());
  }
}

Matrix ModelFile::matrix(const std::string& name, std::size_t rows, std::size_t columns) const {
  Matrix values(static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(columns));
  convert(name, {{rows, columns}}, values.data());
  return values;
}

Vector ModelFile::vector(const std::string& name, std::size_t size) const {
  Vector values(static_cast<Eigen::Index>(size));
  convert(name, {{size}, {size, 1}, {1, size}}, values.data());
  return values;
}

Weights ModelFile::weights(const std::string& name, std::size_t outputs, std::size_t inputs) const {
  Weights weights{matrix(name, outputs, inputs), {}};
  const json& entry = header_.at("tensors").at(name);
  if (entry.at("type") == "i8") weights.steps = scales(name, entry, outputs);
  return weights;
}

}  // namespace entente
