#include "extract/read/compression.h"

#include <gtest/gtest.h>
#include <random>

#include "compressed.h"
#include "extract/limits.h"
#include "memory_source.h"
#include "reading.h"
#include "temporary_folder.h"

namespace entente {
namespace {

struct Method {
  const char* extension;
  Compression compression;
  std::string (*compress)(std::string_view);
  const char* truncated;
};

class CompressionTest : public testing::TestWithParam<Method> {
 protected:
  // All bytes that can be had, and the reason why no more.
  std::pair<std::string, std::string> decompressed(const std::string& stored,
                                                   std::size_t buffer_bytes = 1000) const {
    const auto source =
        decompress(std::make_unique<MemorySource>(stored, 777), GetParam().compression);
    std::string plain;
    std::string buffer(buffer_bytes, '\0');
    try {
      while (const std::size_t count = source->read(buffer)) plain.append(buffer, 0, count);
    } catch (const DamagedInput& damage) {
      return {plain, damage.what()};
    }
    return {plain, ""};
  }

  static std::string records(int first, int count) {
    std::string text;
    for (int i = first; i < first + count; ++i) {
      text += "{\"id\":\"" + std::to_string(i) + "\",\"text\":\"Number " +
              std::to_string(i * 7919) + " is a text.\"}\n";
    }
    return text;
  }

  static std::string noise(std::size_t size) {
    std::mt19937 random(5);
    std::string bytes(size, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    return bytes;
  }

  std::string compress(std::string_view plain) const { return GetParam().compress(plain); }
};

INSTANTIATE_TEST_SUITE_P(, CompressionTest,
                         testing::Values(Method{".gz", Compression::Gzip, gzip,
                                                "the gzip data is truncated"},
                                         Method{".zst", Compression::Zstandard, zstandard,
                                                "the zstd data is truncated"}),
                         [](const auto& parameter) {
                           return parameter.param.compression == Compression::Gzip ? "Gzip"
                                                                                   : "Zstandard";
                         });

TEST_P(CompressionTest, WhateverWasCompressedComesBack) {
  for (const std::string& plain :
       {std::string(), std::string("x"), std::string(3'000'000, 'x'), noise(1'000'000)}) {
    for (const std::size_t buffer_bytes : {1u, 100u, 65536u, 1u << 20}) {
      if (buffer_bytes == 1 && plain.size() > 1) continue;
      const auto [read, problem] = decompressed(compress(plain), buffer_bytes);
      EXPECT_EQ(problem, "");
      EXPECT_TRUE(read == plain) << plain.size() << " bytes through " << buffer_bytes;
    }
  }
}

TEST_P(CompressionTest, MembersOneAfterAnotherAreOneFile) {
  const std::string stored = compress(records(0, 50)) + compress("") + compress(records(50, 1)) +
                             compress(records(51, 49));
  const TemporaryFolder folder;
  const auto reading =
      read_all({folder.write("a.jsonl" + std::string(GetParam().extension), stored)});
  EXPECT_TRUE(reading.skipped.empty());
  ASSERT_EQ(reading.documents.size(), 100u);
  EXPECT_EQ(reading.documents.back().id, "99");
  EXPECT_EQ(reading.documents.back().line, 100u);
}

TEST_P(CompressionTest, EveryTruncationIsNamedAndKeepsWhatCameBefore) {
  const std::string plain = records(0, 40);
  const std::string stored = compress(plain);
  for (std::size_t size = 0; size < stored.size(); ++size) {
    const auto [read, problem] = decompressed(stored.substr(0, size));
    ASSERT_TRUE(problem.starts_with(GetParam().truncated)) << size << ": " << problem;
    ASSERT_TRUE(plain.starts_with(read)) << size;
    ASSERT_EQ(decompressed(stored.substr(0, size), 7).first, read) << size;
  }
}

TEST_P(CompressionTest, ATruncatedFileIsNamedWithTheLineReachedAndItsDocumentsAreKept) {
  const std::string stored = compress(records(0, 20'000));
  const TemporaryFolder folder;
  const auto file = folder.write("a.jsonl" + std::string(GetParam().extension),
                                 stored.substr(0, stored.size() / 2));
  const auto after = folder.write("b.jsonl", R"({"id":"next file","text":"x"})");
  const auto reading = read_all({file, after});
  ASSERT_EQ(reading.skipped.size(), 1u);
  EXPECT_EQ(reading.skipped[0].file(), file);
  EXPECT_TRUE(reading.skipped[0].reason().starts_with(GetParam().truncated));
  EXPECT_GT(reading.documents.size(), 4000u);
  EXPECT_EQ(reading.skipped[0].line(), reading.documents.size());  // one of them is of b.jsonl
  EXPECT_EQ(reading.documents.back().id, "next file");
}

TEST_P(CompressionTest, IsToldByTheFirstBytesWhateverTheName) {
  const TemporaryFolder folder;
  for (const std::string name : {"a.jsonl", "a.jsonl.gz", "a.jsonl.zst"}) {
    const auto reading = read_all({folder.write(name, compress(records(0, 3)))});
    EXPECT_EQ(ids_of(reading), (std::vector<std::string>{"0", "1", "2"})) << name;
  }
}

TEST_P(CompressionTest, WhatIsNotCompressedIsSaidToBeCorrupt) {
  EXPECT_NE(decompressed("{\"text\":\"not compressed\"}").second.find("data is corrupt at byte"),
            std::string::npos);
}

TEST_P(CompressionTest, OtherBytesAfterTheEndAreCorrupt) {
  const auto [read, problem] = decompressed(compress("text") + "garbage after the end");
  EXPECT_EQ(read, "text");
  EXPECT_NE(problem.find("data is corrupt"), std::string::npos);
}

TEST_P(CompressionTest, DamageInTheMiddleKeepsAllWholeBlocksBefore) {
  const std::string plain = noise(600'000);
  std::string stored = compress(plain);
  const auto last_block = stored.size() - 1000;
  stored[last_block] = static_cast<char>(stored[last_block] ^ 0x55);
  for (const std::size_t buffer_bytes : {100u, 65536u, 1u << 20}) {
    const auto [read, problem] = decompressed(stored, buffer_bytes);
    EXPECT_NE(problem.find("data is corrupt"), std::string::npos);
    EXPECT_GE(read.size(), 400'000u);
  }
}

TEST_P(CompressionTest, AChangedByteIsFoundOrChangesNothing) {
  constexpr unsigned seed = 99;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const std::string plain = records(0, 60);
  const std::string stored = compress(plain);
  for (int round = 0; round < 3000; ++round) {
    std::string changed = stored;
    const std::size_t at = random() % changed.size();
    changed[at] = static_cast<char>(changed[at] ^ static_cast<char>(1u << random() % 8));
    const auto [read, problem] = decompressed(changed);
    ASSERT_TRUE(!problem.empty() || read == plain) << "bit of byte " << at;
  }
}

TEST(Compression, WhatIsNeitherNamedNorWrittenAsCompressedIsAsItIs) {
  for (const std::string plain : {"\x1F", "P*M", "\x28\xB5\x2F text", "{\"text\":\"x\"}"}) {
    for (const std::size_t at_once : {1u, 100u}) {
      const auto source =
          decompress(std::make_unique<MemorySource>(plain, at_once, true), Compression::None);
      std::string buffer(100, '\0'), read;
      EXPECT_THROW(
          while (const std::size_t count = source->read(buffer)) read.append(buffer, 0, count),
          DamagedInput);
      EXPECT_EQ(read, plain);
    }
  }
}

TEST(Compression, AZstandardFileMayBeginWithAFrameToBeSkipped) {
  const std::string skipped("\x5D\x2A\x4D\x18\x03\x00\x00\x00xyz", 11);
  const TemporaryFolder folder;
  EXPECT_EQ(ids_of(read_all({folder.write("a.txt", skipped + zstandard("x"))})),
            std::vector<std::string>{"a"});
}

TEST(Compression, ZerosAfterAGzipMemberArePadding) {
  const auto source =
      decompress(std::make_unique<MemorySource>(
                     gzip("a") + std::string(1000, '\0') + gzip("b") + std::string(9, '\0'), 10),
                 Compression::Gzip);
  std::string buffer(100, '\0');
  std::string plain;
  while (const std::size_t count = source->read(buffer)) plain.append(buffer, 0, count);
  EXPECT_EQ(plain, "ab");
}

TEST(Compression, ATruncatedTextIsNoDocument) {
  const TemporaryFolder folder;
  const std::string stored = gzip("A text of which only a part is there.");
  const auto reading = read_all({folder.write("a.txt.gz", stored.substr(0, stored.size() - 9))});
  EXPECT_TRUE(reading.documents.empty());
  ASSERT_EQ(reading.skipped.size(), 1u);
  EXPECT_EQ(reading.skipped[0].line(), 0u);
}

TEST_P(CompressionTest, WhatGrowsWithoutEndIsLeftAsABomb) {
  const std::size_t size = limits::unsuspicious_bytes;
  const auto read = [&](std::size_t zeros) {
    const auto source =
        decompress(std::make_unique<MemorySource>(compress(std::string(zeros, '0')), 1u << 16),
                   GetParam().compression);
    std::string buffer(1u << 20, '\0');
    std::size_t count = 0;
    try {
      while (const std::size_t more = source->read(buffer)) count += more;
    } catch (const DamagedInput& bomb) {
      return std::pair(count, std::string(bomb.what()));
    }
    return std::pair(count, std::string());
  };
  EXPECT_EQ(read(size), std::pair(size, std::string()));
  const auto [count, problem] = read(size + (16u << 20));
  EXPECT_LE(count, size + (2u << 20));
  EXPECT_NE(problem.find("more than the limit of 250 times as large as it is stored"),
            std::string::npos)
      << problem;
}

// A block came with the header of the next, and an error in that took the block with it.
TEST(Compression, AZstandardBlockIsKeptWhereTheNextHeaderIsBroken) {
  const std::string frame_of_one_block(
      "\x28\xb5\x2f\xfd\x00\x58\x18\x00\x00"
      "abc",
      12);
  const std::string reserved_block("\x06\x00\x00", 3);
  for (const std::size_t at_once : {1u, 100u}) {
    const auto source =
        decompress(std::make_unique<MemorySource>(frame_of_one_block + reserved_block, at_once),
                   Compression::Zstandard);
    std::string buffer(100, '\0'), plain;
    EXPECT_THROW(
        while (const std::size_t count = source->read(buffer)) plain.append(buffer, 0, count),
        DamagedInput);
    EXPECT_EQ(plain, "abc") << at_once;
  }
}

// zstd puts out what it has of a stored block, but nothing of one at whose end it finds damage.
TEST(Compression, WhatComesBeforeDamageToZstandardDoesNotDependOnHowItIsRead) {
  const std::string frame_that_says_it_has_more(
      "\x28\xb5\x2f\xfd\x44\x88\x3d\x22"
      "\x11\x00\x00"
      "ab"
      "\0\0\0\0",
      17);
  for (const std::size_t at_once : {1u, 100u}) {
    const auto source =
        decompress(std::make_unique<MemorySource>(frame_that_says_it_has_more, at_once),
                   Compression::Zstandard);
    std::string buffer(100, '\0');
    EXPECT_THROW(source->read(buffer), DamagedInput) << at_once;
  }
}

}  // namespace
}  // namespace entente
