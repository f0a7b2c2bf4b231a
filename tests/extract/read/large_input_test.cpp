#include <array>
#include <fstream>
#include <gtest/gtest.h>
#include <memory>
#include <random>
#include <sys/resource.h>

#include "archive.h"
#include "compressed.h"
#include "extract/read/reader.h"
#include "temporary_folder.h"

namespace entente {
namespace {

constexpr std::size_t large = 300u << 20;       // bytes of text
constexpr std::size_t most_growth = 16u << 20;  // bytes of memory

std::size_t peak_memory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

// Writes a Zstandard file, piece by piece.
class ZstandardFile {
 public:
  explicit ZstandardFile(const std::string& path)
      : file_(path, std::ios::binary), context_(ZSTD_createCCtx(), &ZSTD_freeCCtx) {
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, 1);
  }

  void write(std::string_view bytes, ZSTD_EndDirective end = ZSTD_e_continue) {
    ZSTD_inBuffer input{bytes.data(), bytes.size(), 0};
    std::size_t left = 0;
    do {
      ZSTD_outBuffer output{buffer_.data(), buffer_.size(), 0};
      left = ZSTD_compressStream2(context_.get(), &output, &input, end);
      ASSERT_FALSE(ZSTD_isError(left));
      file_.write(buffer_.data(), static_cast<std::streamsize>(output.pos));
    } while (input.pos < input.size || (end == ZSTD_e_end && left > 0));
  }

 private:
  std::ofstream file_;
  std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context_;
  std::array<char, 1u << 16> buffer_;
};

// Letters that no compression makes much shorter, another time others, so that a record of some
// thousand bytes is no bomb (limits.h).
std::string noise(std::size_t seed) {
  std::mt19937 random(static_cast<std::uint32_t>(seed));
  std::string letters(100, ' ');
  for (char& letter : letters) letter = static_cast<char>('a' + random() % 26);
  return letters;
}

// Reads `count` records of about `large` bytes together.
void expect_small_memory(const std::string& name, const std::string& header,
                         const std::string& before_id, const std::string& after_id,
                         const std::string& end, std::size_t count) {
  const TemporaryFolder folder;
  const std::string path = folder / name;
  {
    ZstandardFile file(path);
    file.write(header);
    for (std::size_t i = 0; i < count; ++i) {
      file.write(before_id + std::to_string(i) + after_id + noise(i) + end);
    }
    file.write("", ZSTD_e_end);
  }
  const std::size_t before = peak_memory();
  std::size_t text_bytes = 0;
  ReadOptions options;
  options.strict = true;
  CorpusReader reader({path}, options);
  while (const auto document = reader.next()) text_bytes += document->text.size();
  EXPECT_EQ(reader.documents(), count);
  EXPECT_GE(text_bytes, large - large / 100);
  EXPECT_LE(peak_memory() - before, most_growth);
  EXPECT_EQ(reader.bytes_read(), std::filesystem::file_size(path));
}

std::string filling(std::size_t size) {
  std::string text;
  while (text.size() < size) text += "El líder norcoreano se reunió con el ministro ruso. ";
  return text;
}

TEST(LargeInput, JsonLinesNeedNoMoreMemoryThanOneRecord) {
  const std::string text = filling(4096);
  expect_small_memory("a.jsonl.zst", "", R"({"id":)", ",\"text\":\"" + text, "\"}\n",
                      large / text.size());
}

TEST(LargeInput, TablesNeedNoMoreMemoryThanOneRecord) {
  const std::string text = filling(4096);
  expect_small_memory("a.csv.zst", "id,text\n", "", ",\"" + text, "\"\n", large / text.size());
}

TEST(LargeInput, OneEndlessLineNeedsNoMoreMemoryThanTheLimit) {
  const TemporaryFolder folder;
  for (const std::string name : {"a.jsonl.zst", "a.csv.zst", "a.txt.zst"}) {
    const std::string path = folder / name;
    {
      ZstandardFile file(path);
      if (name.starts_with("a.csv")) file.write("text\n\"");
      const std::string piece(4096, 'x');
      for (std::size_t written = 0; written < large; written += piece.size()) {
        file.write(piece + noise(written));
      }
      file.write("", ZSTD_e_end);
    }
    const std::size_t before = peak_memory();
    ReadOptions options;
    options.max_record_bytes = 4u << 20;
    CorpusReader reader({path}, options);
    EXPECT_FALSE(reader.next());
    EXPECT_EQ(reader.skipped(), 1u);
    EXPECT_LE(peak_memory() - before, most_growth) << name;
  }
}

TEST(LargeInput, ArchivesNeedNoMoreMemoryThanOnePage) {
  constexpr std::size_t page_bytes = 500'000;
  constexpr std::size_t most_pages = 100;
  const std::string text = filling(page_bytes);
  const TemporaryFolder folder;
  const std::string path = folder / "a.warc";
  {
    std::ofstream file(path, std::ios::binary);
    for (std::size_t i = 0; i < most_pages; ++i) {
      file << to_warc({.url = "https://news.example/" + std::to_string(i),
                       .block = http("<p>" + text + "</p>")});
      file << to_warc({.block = http(text, "", "200 OK", "video/mp4")});
    }
  }
  const std::size_t before = peak_memory();
  CorpusReader reader({path}, {});
  while (reader.next()) {
  }
  EXPECT_EQ(reader.documents(), most_pages);
  EXPECT_LE(peak_memory() - before, most_growth);
}

TEST(LargeInput, NestingWithoutEndNeedsNoMemory) {
  const TemporaryFolder folder;
  const std::string depth(20'000'000, '[');
  const auto path = folder.write("a.jsonl", "{\"text\":\"x\",\"deep\":" + depth + "}\n");
  const std::size_t before = peak_memory();
  CorpusReader reader({path}, {});
  EXPECT_FALSE(reader.next());
  EXPECT_EQ(reader.skipped(), 1u);
  EXPECT_LE(peak_memory() - before, 4 * depth.size());
}

}  // namespace
}  // namespace entente
