#include "extract/nlp/model_file.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>
#include <openssl/evp.h>
#include <utility>
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

// Row by row, each with a step of its own.
void scale(std::string_view bytes, const Vector& steps, std::size_t width,
           std::span<float> values) {
  for (std::size_t begin = 0; begin < values.size(); begin += width) {
    const float step = steps(static_cast<Eigen::Index>(begin / width));
    for (std::size_t i = begin; i < begin + width; ++i) {
      values[i] = static_cast<float>(static_cast<signed char>(bytes[i])) * step;
    }
  }
}

}  // namespace

ModelFile ModelFile::read(const std::filesystem::path& file) {
  ModelFile model;
  model.file_ = file.string();
  std::ifstream stream(file, std::ios::binary | std::ios::ate);
  if (!stream) model.fail("cannot be opened; a language needs its model.bin");
  const std::streamoff size = stream.tellg();
  if (size < 0) model.fail("cannot be read");
  if (static_cast<std::size_t>(size) > limits::model_bytes) {
    model.fail("is no file, or larger than the limit of " + std::to_string(limits::model_bytes) +
               " bytes for a model");
  }
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

std::size_t ModelFile::count(const json& value, const std::string& name, std::size_t most) const {
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() > most) {
    fail("has the wrong number \"" + name + "\": it must be a whole one from 0 to " +
         std::to_string(most));
  }
  return value.get<std::size_t>();
}

double ModelFile::weight(const json& value, const std::string& name) const {
  if (!value.is_number() || !(std::abs(value.get<double>()) <= limits::model_weight)) {
    fail("has the wrong number \"" + name + "\": it must lie within ±" +
         std::to_string(static_cast<int>(limits::model_weight)));
  }
  return value.get<double>();
}

std::size_t ModelFile::size(const std::string& name) const {
  return count(header_.at("sizes").at(name), name);
}

// What the header says of a tensor, which has one of the shapes and not more values than the file
// has room for.
const json& ModelFile::entry_of(const std::string& name, const std::vector<Shape>& expected) const {
  try {
    const json& tensors = header_.at("tensors");
    if (!tensors.contains(name)) fail("lacks the tensor \"" + name + "\"");
    const json& entry = tensors.at(name);
    Shape shape;
    for (const json& extent : entry.at("shape")) {
      shape.push_back(count(extent, name, std::numeric_limits<std::size_t>::max()));
    }
    if (std::find(expected.begin(), expected.end(), shape) == expected.end()) {
      fail("has the tensor \"" + name + "\" in the shape " + json(shape).dump() + ", " +
           json(expected.front()).dump() + " is needed");
    }
    const std::size_t most = 2 * bytes_.size();  // no value takes less than four bits
    for (std::size_t product = 1; const std::size_t extent : shape) {
      if (extent > most || product * extent > most) {
        fail("has its tensor \"" + name + "\" outside the file");
      }
      product *= std::max<std::size_t>(extent, 1);
    }
    return entry;
  } catch (const json::exception& error) {
    fail("describes the tensor \"" + name + "\" wrongly: " + error.what());
  }
}

void ModelFile::read_values(const std::string& name, const json& entry,
                            std::span<float> values) const {
  try {
    const auto type = entry.at("type").get<std::string>();
    const std::size_t offset = count(entry.at("offset"), name, bytes_.size());
    if (type == "f32") {
      const auto bytes = section(name, offset, values.size_bytes());
      std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(values.data()));
    } else if (type == "f16") {
      const auto bytes = section(name, offset, values.size() * sizeof(Eigen::half));
      std::vector<Eigen::half> halves(values.size());
      std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(halves.data()));
      std::transform(halves.begin(), halves.end(), values.begin(),
                     [](Eigen::half half) { return static_cast<float>(half); });
    } else if (type == "i8") {
      const auto shape = entry.at("shape").get<Shape>();
      const std::size_t width = shape.size() == 1 ? 1 : shape[1];
      const Vector steps = scales(name, entry, shape.front());
      scale(section(name, offset, values.size()), steps, width, values);
    } else {
      fail("has the tensor \"" + name + "\" in the unknown type \"" + type + "\"");
    }
  } catch (const json::exception& error) {
    fail("describes the tensor \"" + name + "\" wrongly: " + error.what());
  }
  const auto is_weight = [](float value) {
    return std::abs(static_cast<double>(value)) <= limits::model_weight;
  };
  if (!std::all_of(values.begin(), values.end(), is_weight)) {
    fail("has a value in the tensor \"" + name + "\" that is no number, or beyond ±" +
         std::to_string(static_cast<int>(limits::model_weight)));
  }
}

Vector ModelFile::scales(const std::string& name, const json& entry, std::size_t rows) const {
  try {
    Vector values(static_cast<Eigen::Index>(rows));
    const std::size_t offset = count(entry.at("scales"), name, bytes_.size());
    const auto bytes = section(name, offset, rows * sizeof(float));
    std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(values.data()));
    if (!(values.array() >= 0.0F).all())
      fail("has steps of the tensor \"" + name + "\" that are none");
    return values;
  } catch (const json::exception& error) {
    fail("describes the tensor \"" + name + "\" wrongly: " + error.what());
  }
}

std::string_view ModelFile::bytes_of(const std::string& name, std::string_view type,
                                     const std::vector<Shape>& expected, std::size_t size) const {
  try {
    const json& entry = entry_of(name, expected);
    if (entry.at("type") != type) {
      fail("has the tensor \"" + name + "\" in a type that is not " + std::string(type));
    }
    return section(name, count(entry.at("offset"), name, bytes_.size()), size);
  } catch (const json::exception& error) {
    fail("describes the tensor \"" + name + "\" wrongly: " + error.what());
  }
}

PackedTable ModelFile::packed_table(const std::string& name, std::size_t rows,
                                    std::size_t columns) const {
  if (columns % PackedTable::block_values != 0) {
    fail("has the tensor \"" + name + "\" in rows that are no whole blocks");
  }
  const std::size_t size = rows * (columns / PackedTable::block_values) * PackedTable::block_bytes;
  const auto blocks = bytes_of(name, "q4", {{rows, columns}}, size);
  for (std::size_t at = 0; at < size; at += PackedTable::block_bytes) {
    std::uint16_t scale = 0;  // in half precision, which a block begins with
    std::memcpy(&scale, blocks.data() + at, sizeof(scale));
    constexpr unsigned not_finite = 0x7C00;
    if ((scale & not_finite) == not_finite) {
      fail("has a scale in the tensor \"" + name + "\" that is no number");
    }
  }
  return {blocks, rows, columns};
}

EightBitTable ModelFile::eight_bit_table(const std::string& name, std::size_t rows,
                                         std::size_t columns) const {
  const auto bytes = bytes_of(name, "i8", {{rows, columns}}, rows * columns);
  Vector steps = scales(name, entry_of(name, {{rows, columns}}), rows);
  constexpr float largest = 128.0F;  // number that a byte can be
  if (rows != 0 && !(largest * steps.maxCoeff() <= limits::model_weight)) {
    fail("has steps of the tensor \"" + name + "\" beyond those of weights");
  }
  return {bytes, std::move(steps), columns};
}

std::vector<std::uint32_t> ModelFile::numbers(const std::string& name, std::size_t size) const {
  const auto bytes = bytes_of(name, "u32", {{size}, {size, 1}}, size * sizeof(std::uint32_t));
  std::vector<std::uint32_t> all(size);
  std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(all.data()));
  return all;
}

Matrix ModelFile::matrix(const std::string& name, std::size_t rows, std::size_t columns) const {
  const json& entry = entry_of(name, {{rows, columns}});
  Matrix all(static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(columns));
  read_values(name, entry, {all.data(), rows * columns});
  return all;
}

Vector ModelFile::vector(const std::string& name, std::size_t size) const {
  const json& entry = entry_of(name, {{size}, {size, 1}, {1, size}});
  Vector all(static_cast<Eigen::Index>(size));
  read_values(name, entry, {all.data(), size});
  return all;
}

Weights ModelFile::weights(const std::string& name, std::size_t outputs, std::size_t inputs) const {
  Weights weights{matrix(name, outputs, inputs), {}};
  const json& entry = header_.at("tensors").at(name);
  if (entry.at("type") == "i8") weights.steps = scales(name, entry, outputs);
  return weights;
}

}  // namespace entente
