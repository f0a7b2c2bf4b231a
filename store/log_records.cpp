#include "store/log_records.h"

#include <array>
#include <boost/crc.hpp>
#include <cstdint>
#include <fstream>
#include <sstream>

namespace entente {
namespace {

namespace fs = std::filesystem;

// The form of a log: github.com/facebook/rocksdb/wiki/Write-Ahead-Log-File-Format. A record is a
// header (a masked CRC-32C of type and payload, the length of the payload, the type) and its
// payload; what does not fit in a block goes on in the next one. A block ends in zeros where no
// header fits.
constexpr std::size_t log_block_size = std::size_t{32} << 10;
constexpr std::size_t header_size = 7;
enum RecordType : unsigned char { Full = 1, First = 2, Middle = 3, Last = 4 };

// A whole record but for its checksum.
constexpr std::array<char, header_size + 1> no_record{0, 0, 0, 0, 1, 0, Full, 0};

std::uint32_t little_endian(std::string_view bytes) {
  std::uint32_t number = 0;
  for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte) {
    number = number << 8u | static_cast<std::uint8_t>(*byte);
  }
  return number;
}

std::uint32_t masked_checksum(std::string_view bytes) {
  boost::crc_optimal<32, 0x1EDC6F41, 0xFFFFFFFF, 0xFFFFFFFF, true, true> castagnoli;
  castagnoli.process_bytes(bytes.data(), bytes.size());
  const std::uint32_t checksum = castagnoli.checksum();
  return (checksum >> 15u | checksum << 17u) + 0xA282EAD8u;
}

}  // namespace

std::size_t sound_part(std::string_view log) {
  std::size_t sound = 0;
  bool within = false;  // a record that goes on in the next block
  for (std::size_t begin = 0; begin < log.size(); begin += log_block_size) {
    const std::string_view block = log.substr(begin, log_block_size);
    for (std::size_t at = 0; block.size() - at >= header_size;) {
      const std::uint32_t length = little_endian(block.substr(at + 4, 2));
      const auto type = static_cast<unsigned char>(block[at + 6]);
      const std::size_t end = at + header_size + length;
      if (type < Full || type > Last || end > block.size() ||
          masked_checksum(block.substr(at + 6, 1 + length)) != little_endian(block.substr(at, 4)) ||
          within == (type == Full || type == First)) {
        return sound;
      }
      within = type == First || type == Middle;
      at = end;
      if (!within) sound = begin + at;
    }
  }
  return sound;
}

std::string end_of_damaged_log(std::size_t size) {
  const std::size_t left = log_block_size - size % log_block_size;
  return std::string(left < no_record.size() ? left : 0, '\0')
      .append(no_record.data(), no_record.size());
}

bool logs_are_whole(const fs::path& graph) {
  for (const fs::directory_entry& entry : fs::directory_iterator(graph)) {
    if (entry.path().extension() != ".log") continue;
    std::ostringstream log;
    log << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    if (sound_part(log.view()) != log.view().size()) return false;
  }
  return true;
}

}  // namespace entente
