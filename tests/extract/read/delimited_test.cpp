#include <gtest/gtest.h>
#include <random>

#include "extract/read/document_source.h"
#include "memory_source.h"

namespace entente {
namespace {

std::unique_ptr<DocumentSource> table(const std::string& bytes, std::size_t at_once,
                                      std::size_t longest = 1u << 20) {
  return read_delimited(ByteStream(std::make_unique<MemorySource>(bytes, at_once), at_once),
                        {"t.csv", FieldNames({}), longest}, ',');
}

std::string quote_cell(const std::string& value) {
  std::string result = "\"";
  for (const char c : value) result.append(c == '"' ? 2 : 1, c);
  return result + "\"";
}

TEST(Delimited, RandomTablesComeBackWhateverTheBuffer) {
  constexpr unsigned seed = 4180;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const auto number = [&random](int least, int most) {
    return std::uniform_int_distribution(least, most)(random);
  };
  constexpr std::string_view alphabet = "ab,\"\n\r\t '";
  for (int round = 0; round < 2000; ++round) {
    const std::string line_end = number(0, 1) == 0 ? "\n" : "\r\n";
    std::string bytes = "text,title,id" + line_end;
    std::vector<Document> expected;
    std::vector<std::size_t> lines;
    for (int row = number(0, 6); row > 0; --row) {
      std::vector<std::string> cells(3);
      for (auto& cell : cells) {
        for (int length = number(0, 6); length > 0; --length) {
          cell +=
              alphabet[static_cast<std::size_t>(number(0, static_cast<int>(alphabet.size()) - 1))];
        }
      }
      Document document;
      document.text = cells[0];
      document.title = cells[1];
      document.id = cells[2];
      document.file = "t.csv";
      document.line = 1 + static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
      expected.push_back(document);
      bytes += quote_cell(cells[0]) + "," + quote_cell(cells[1]) + "," + quote_cell(cells[2]);
      if (row > 1 || number(0, 1) == 0) bytes += line_end;
    }
    const auto source = table(bytes, static_cast<std::size_t>(number(1, 40)));
    for (const auto& document : expected) {
      const auto read = source->next();
      ASSERT_TRUE(read) << bytes;
      ASSERT_EQ(read->text, document.text) << bytes;
      ASSERT_EQ(read->title, document.title) << bytes;
      ASSERT_EQ(read->id, document.id) << bytes;
      ASSERT_EQ(read->line, document.line) << bytes;
    }
    ASSERT_FALSE(source->next()) << bytes;
  }
}

std::vector<std::string> events_of(const std::string& bytes, std::size_t at_once) {
  const auto source = table(bytes, at_once);
  std::vector<std::string> events;
  while (true) {
    try {
      const auto document = source->next();
      if (!document) return events;
      events.push_back(std::to_string(document->line) + " " + document->id + " " + document->text);
    } catch (const InputError& error) {
      events.push_back(error.what());
    }
  }
}

TEST(Delimited, DamagedTablesGiveTheSameRowsAndErrorsWhateverTheBuffer) {
  constexpr unsigned seed = 6174;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  constexpr std::string_view marks = "\",\n\rx\xff";
  std::size_t errors = 0;
  for (int round = 0; round < 2000; ++round) {
    std::string bytes = "id,text\r\n";
    for (int row = 0; row < 8; ++row)
      bytes += std::to_string(row) + ",\"A \"\"text\"\", quoted\"\r\n";
    const std::size_t header = bytes.find('\n') + 1;
    for (int change = 0; change < 3; ++change) {
      bytes[header + random() % (bytes.size() - header)] = marks[random() % marks.size()];
    }
    const auto whole = events_of(bytes, bytes.size());
    for (const auto& event : whole) errors += event.starts_with("t.csv:") ? 1 : 0;
    ASSERT_EQ(events_of(bytes, 1), whole) << bytes;
    ASSERT_EQ(events_of(bytes, 1 + random() % 20), whole) << bytes;
  }
  EXPECT_GT(errors, 1000u);
}

TEST(Delimited, ARowOverTheLimitIsSkippedToItsEnd) {
  const std::string cell = "\"" + std::string(100, 'x') + "\n,\"\"" + std::string(100, 'y') + "\"";
  for (std::size_t at_once = 1; at_once < 300; at_once += 13) {
    const auto source = table("id,text\n1,a\n2," + cell + "\n3,b\n", at_once, 50);
    EXPECT_EQ(source->next()->id, "1");
    try {
      source->next();
      FAIL() << "row 2 is over the limit";
    } catch (const InputError& error) {
      EXPECT_EQ(error.line(), 3u);
      EXPECT_EQ(error.reason(), "the record is longer than the limit of 50 bytes");
    }
    const auto last = source->next();
    EXPECT_EQ(last->id, "3");
    EXPECT_EQ(last->line, 5u);
  }
}

TEST(Delimited, ALineOverTheLimitIsNotTakenForABlankOne) {
  const auto source = table("text\n" + std::string(100, 'x') + "\n", 4096, 50);
  EXPECT_THROW(source->next(), InputError);
}

TEST(Delimited, ARowOfSeparatorsAloneIsRefused) {
  const auto source = table("text\n" + std::string(500'000, ',') + "\nb\n", 4096);
  try {
    source->next();
    FAIL() << "the row has too many columns";
  } catch (const InputError& error) {
    EXPECT_EQ(error.reason(), "the row has more than 65536 columns");
  }
  EXPECT_EQ(source->next()->text, "b");
}

}  // namespace
}  // namespace entente
