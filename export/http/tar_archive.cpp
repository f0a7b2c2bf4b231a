#include "export/http/tar_archive.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <unistd.h>

#include "extract/error.h"

namespace entente {
namespace {

constexpr std::size_t tar_block = 512;
constexpr std::uint64_t largest_file = (std::uint64_t{1} << 33) - 1;  // eleven octal digits
constexpr std::size_t checksum_place = 148;
constexpr std::size_t checksum_size = 8;

[[noreturn]] void fail(const std::string& name, const std::string& reason) {
  throw Error("the file " + name + " of an export " + reason);
}

std::fstream open_temporary_file(const std::string& name) {
  std::string path = std::filesystem::temp_directory_path() / "entente-export-XXXXXX";
  const int descriptor = mkstemp(path.data());
  if (descriptor < 0) fail(name, "cannot be made as " + path);
  close(descriptor);
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  unlink(path.c_str());
  if (!file) fail(name, "cannot be opened as " + path);
  return file;
}

// What stands before a file: name, mode, owner, size, time, checksum and kind, in octal digits.
std::string header_of(const std::string& name, std::uint64_t size) {
  std::string header(tar_block, '\0');
  const auto put = [&](std::size_t at, std::string_view text) {
    std::ranges::copy(text, header.begin() + static_cast<std::ptrdiff_t>(at));
  };
  put(0, name);
  put(100, "0000644");
  put(108, "0000000");
  put(116, "0000000");
  put(124, fmt::format("{:011o}", size));
  put(136, "00000000000");
  put(156, "0");  // a file
  put(257, std::string_view("ustar\00000", 8));
  put(checksum_place, std::string(checksum_size, ' '));
  unsigned sum = 0;
  for (const char byte : header) sum += static_cast<unsigned char>(byte);
  put(checksum_place, fmt::format("{:06o}", sum) + '\0');
  return header;
}

}  // namespace

std::ostream& TarArchive::open(std::string_view name) {
  const std::string whole = folder_ + "/" + std::string(name);
  return files_.emplace_back(File{.name = whole, .bytes = open_temporary_file(whole)}).bytes;
}

void TarArchive::write(std::ostream& stream) {
  constexpr std::size_t piece = std::size_t{64} << 10;
  std::string bytes(piece, '\0');
  for (File& file : files_) {
    file.bytes.flush();
    const auto end = file.bytes.tellp();
    if (!file.bytes || end < 0) fail(file.name, "could not be written");
    const auto size = static_cast<std::uint64_t>(end);
    if (size > largest_file) fail(file.name, "is too large for an archive");
    stream << header_of(file.name, size);
    file.bytes.seekg(0);
    for (std::uint64_t left = size; left > 0;) {
      const auto next = static_cast<std::streamsize>(std::min<std::uint64_t>(left, piece));
      if (!file.bytes.read(bytes.data(), next)) fail(file.name, "cannot be read again");
      stream.write(bytes.data(), next);
      left -= static_cast<std::uint64_t>(next);
    }
    stream << std::string((tar_block - size % tar_block) % tar_block, '\0');
  }
  stream << std::string(2 * tar_block, '\0');
}

}  // namespace entente
