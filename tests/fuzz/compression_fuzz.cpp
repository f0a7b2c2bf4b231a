// Compressed data gives the same bytes however it is read, and all of them that could be had; what
// zlib and zstd compress comes back whole, or to where it is cut off.
#include <cstdint>
#include <fuzzer/FuzzedDataProvider.h>
#include <string>
#include <vector>
#include <zlib.h>
#include <zstd.h>

#include "extract/read/compression.h"
#include "tests/extract/read/memory_source.h"
#include "tests/fuzz/property.h"

using namespace entente;

namespace {

constexpr std::size_t enough_bytes = 4u << 20;

struct Decompressed {
  std::string bytes;
  bool damaged = false;
  bool operator==(const Decompressed&) const = default;
};

Decompressed decompressed(const std::string& stored, Compression compression, std::size_t at_once,
                          std::size_t buffer_bytes) {
  const auto source = decompress(std::make_unique<MemorySource>(stored, at_once), compression);
  std::vector<char> buffer(buffer_bytes);
  Decompressed result;
  try {
    while (result.bytes.size() < enough_bytes) {
      const std::size_t count = source->read(buffer);
      if (count == 0) return result;
      require(count <= buffer.size(), "no more is given than there is room for");
      result.bytes.append(buffer.data(), count);
    }
    result.bytes.resize(enough_bytes);
  } catch (const DamagedInput&) {
    result.damaged = true;
  }
  return result;
}

std::string gzipped(const std::string& bytes) {
  z_stream stream{};
  constexpr int gzip = 16 + MAX_WBITS;
  require(deflateInit2(&stream, 6, Z_DEFLATED, gzip, 8, Z_DEFAULT_STRATEGY) == Z_OK, "zlib starts");
  std::string stored(deflateBound(&stream, bytes.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(stored.data());
  stream.avail_out = static_cast<uInt>(stored.size());
  require(deflate(&stream, Z_FINISH) == Z_STREAM_END, "zlib compresses");
  stored.resize(stream.total_out);
  deflateEnd(&stream);
  return stored;
}

std::string zstandard(const std::string& bytes) {
  std::string stored(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size =
      ZSTD_compress(stored.data(), stored.size(), bytes.data(), bytes.size(), 3);
  require(ZSTD_isError(size) == 0, "zstd compresses");
  stored.resize(size);
  return stored;
}

void check_round_trip(const std::string& bytes, std::size_t split, std::size_t cut,
                      Compression compression) {
  const auto compressed = compression == Compression::Gzip ? gzipped : zstandard;
  split = std::min(split, bytes.size());
  const std::string first = compressed(bytes.substr(0, split));
  const std::string stored = first + compressed(bytes.substr(split));
  require(decompressed(stored, compression, 4096, 4096) == Decompressed{bytes, false},
          "two members are one file");
  cut = std::min(cut, stored.size() - 1);
  const Decompressed part = decompressed(stored.substr(0, cut), compression, 4096, 4096);
  require(bytes.starts_with(part.bytes), "what comes before a cut is right");
  require(part.damaged || cut == first.size(), "a cut is found");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzedDataProvider input(data, size);
  const auto compression = input.ConsumeBool() ? Compression::Gzip : Compression::Zstandard;
  const bool round_trip = input.ConsumeBool();
  const auto split = input.ConsumeIntegral<std::uint16_t>();
  const auto cut = input.ConsumeIntegral<std::uint16_t>();
  const std::string bytes = input.ConsumeRemainingBytesAsString();
  if (round_trip) {
    check_round_trip(bytes, split, cut, compression);
  } else {
    const Decompressed whole = decompressed(bytes, compression, bytes.size() + 1, 1u << 16);
    require(decompressed(bytes, compression, 1, 1u << 16) == whole, "pieces change nothing");
    require(decompressed(bytes, compression, 64, 1000) == whole, "the buffer changes nothing");
  }
  return 0;
}
