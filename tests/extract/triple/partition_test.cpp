#include "extract/partition.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace entente {
namespace {

TEST(Partition, EachDocumentIsInOnePart) {
  for (const std::uint64_t count : {1U, 2U, 3U, 7U, 64U}) {
    std::vector<std::size_t> documents(count);
    for (int i = 0; i < 10'000; ++i) {
      const std::string id = "2023-07/" + std::to_string(i) + ".html";
      std::size_t parts = 0;
      for (std::uint64_t number = 1; number <= count; ++number) {
        if (!Partition{.number = number, .count = count}.has(id)) continue;
        ++parts;
        ++documents[number - 1];
      }
      ASSERT_EQ(parts, 1u) << id;
    }
    for (const std::size_t part : documents) {
      const double share = static_cast<double>(part * count) / 10'000;
      EXPECT_NEAR(share, 1.0, 0.4) << "of " << count << " parts";
    }
  }
}

// Machines of different versions may work at one corpus.
TEST(Partition, ADocumentStaysInItsPartForGood) {
  EXPECT_TRUE((Partition{.number = 1, .count = 1}.has("")));
  std::string parts;
  for (const std::string id : {"a", "b", "es-001", "news.jsonl:12", "Pyongyang, 27 de julio"}) {
    for (std::uint64_t number = 1; number <= 9; ++number) {
      if (Partition{.number = number, .count = 9}.has(id)) parts += std::to_string(number);
    }
  }
  EXPECT_EQ(parts, "68931");
}

TEST(Partition, IsWrittenAsNumberAndCount) {
  const auto part = parse_partition("2/5");
  ASSERT_TRUE(part);
  EXPECT_EQ(part->number, 2u);
  EXPECT_EQ(part->count, 5u);
  for (const char* wrong : {"", "/", "2", "2/", "/5", "0/5", "6/5", "2/0", "-1/5", "+1/5", "1/5/5",
                            "1 /5", "a/b", "1/1000001", "1/99999999999999999999"}) {
    EXPECT_FALSE(parse_partition(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace entente
