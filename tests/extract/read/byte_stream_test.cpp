#include "extract/read/byte_stream.h"

#include <gtest/gtest.h>

#include "memory_source.h"

namespace entente {
namespace {

struct Lines {
  std::vector<std::string> texts;  // "…" for a line that is too long
  std::size_t reached = 0;
  bool damaged = false;
};

Lines lines_of(const std::string& bytes, std::size_t at_once, std::size_t longest,
               bool damaged = false) {
  LineSource source(ByteStream(std::make_unique<MemorySource>(bytes, at_once, damaged), at_once),
                    longest);
  Lines result;
  try {
    for (LineSource::Line line; source.next(line);) {
      result.texts.push_back(line.too_long ? "…" : std::string(line.text));
    }
  } catch (const DamagedInput&) {
    result.damaged = true;
  }
  result.reached = source.number();
  return result;
}

TEST(LineSource, GivesTheSameLinesWhateverTheBuffer) {
  const std::string text = "one\r\n\n  two\nthis line is too long for its limit\nthree";
  const std::vector<std::string> expected{"one\r", "", "  two", "…", "three"};
  for (std::size_t at_once = 1; at_once < 70; ++at_once) {
    const auto lines = lines_of(text, at_once, 20);
    EXPECT_EQ(lines.texts, expected) << at_once;
    EXPECT_EQ(lines.reached, 5u) << at_once;
  }
}

TEST(LineSource, TheLimitItselfIsNotTooLong) {
  for (std::size_t at_once = 1; at_once < 16; ++at_once) {
    EXPECT_EQ(lines_of("12345\n123456\n12345", at_once, 5).texts,
              (std::vector<std::string>{"12345", "…", "12345"}))
        << at_once;
  }
}

TEST(LineSource, ALineFeedAtTheEndBeginsNoLine) {
  EXPECT_EQ(lines_of("a\n", 10, 10).texts, std::vector<std::string>{"a"});
  EXPECT_EQ(lines_of("\n", 10, 10).texts, std::vector<std::string>{""});
  EXPECT_TRUE(lines_of("", 10, 10).texts.empty());
}

TEST(LineSource, DamageKeepsWholeLinesAndTellsTheLineReached) {
  for (std::size_t at_once = 1; at_once < 16; ++at_once) {
    const auto lines = lines_of("one\ntwo\nthr", at_once, 10, true);
    EXPECT_TRUE(lines.damaged);
    EXPECT_EQ(lines.texts, (std::vector<std::string>{"one", "two"}));
    EXPECT_EQ(lines.reached, 3u);
  }
}

TEST(ByteStream, AByteOrderMarkIsLeftOutHoweverItArrives) {
  for (std::size_t at_once = 1; at_once < 8; ++at_once) {
    EXPECT_EQ(lines_of("\xEF\xBB\xBF"
                       "a\n\xEF\xBB\xBF",
                       at_once, 10)
                  .texts,
              (std::vector<std::string>{"a", "\xEF\xBB\xBF"}));
    EXPECT_EQ(lines_of("\xEF\xBB", at_once, 10).texts, std::vector<std::string>{"\xEF\xBB"});
    EXPECT_TRUE(lines_of("\xEF\xBB\xBF", at_once, 10).texts.empty());
  }
}

}  // namespace
}  // namespace entente
