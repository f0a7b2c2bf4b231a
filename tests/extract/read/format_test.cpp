#include "extract/read/format.h"

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(Format, IsToldByTheExtension) {
  EXPECT_EQ(format_of("a.txt"), Format::Text);
  EXPECT_EQ(format_of("news/a.b.jsonl"), Format::JsonLines);
  EXPECT_EQ(format_of("a.ndjson"), Format::JsonLines);
  EXPECT_EQ(format_of("a.json.zst"), Format::JsonLines);
  EXPECT_EQ(format_of("A.CSV.GZ"), Format::Csv);
  EXPECT_EQ(format_of("a.tsv"), Format::Tsv);
  EXPECT_EQ(format_of("a.HTML"), Format::Html);
  EXPECT_EQ(format_of("a.htm"), Format::Html);
  EXPECT_EQ(format_of("CC-NEWS.warc.gz"), Format::Warc);
}

TEST(Format, AnotherExtensionTellsNothing) {
  for (const std::string_view name : {"a", "a.pdf", "txt", ".txt", "dir.txt/a", "a.txt.bz2", "a.gz",
                                      "a.txt.gz.gz", "a.txt ", ""}) {
    EXPECT_FALSE(format_of(name)) << name;
  }
}

TEST(Format, CompressionIsTheLastExtension) {
  EXPECT_EQ(compression_of("a.txt.gz"), Compression::Gzip);
  EXPECT_EQ(compression_of("a.zst"), Compression::Zstandard);
  EXPECT_EQ(compression_of("a.gz.txt"), Compression::None);
  EXPECT_EQ(compression_of(".gz"), Compression::None);
}

TEST(Format, OnlyKnownExtensionsAreTakenOff) {
  EXPECT_EQ(without_extensions("2023/talks.v2.txt.gz"), "2023/talks.v2");
  EXPECT_EQ(without_extensions("2023.07.27"), "2023.07.27");
  EXPECT_EQ(without_extensions("a.gz"), "a");
  EXPECT_EQ(without_compression("a.jsonl.zst"), "a.jsonl");
}

}  // namespace
}  // namespace entente
