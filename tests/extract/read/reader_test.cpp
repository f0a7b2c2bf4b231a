#include "extract/read/reader.h"

#include <algorithm>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>
#include <unistd.h>

#include "reading.h"
#include "temporary_folder.h"

namespace entente {
namespace {

namespace fs = std::filesystem;

const fs::path data(ENTENTE_TEST_DATA);

// The cases of a folder: every file that has a sidecar FILE.expected.
std::vector<fs::path> cases_in(const std::string& folder) {
  std::vector<fs::path> cases;
  for (const auto& entry : fs::directory_iterator(data / folder)) {
    if (entry.path().extension() == ".expected") {
      cases.push_back(entry.path().parent_path() / entry.path().stem());
    }
  }
  std::sort(cases.begin(), cases.end());
  return cases;
}

std::vector<std::string> lines_of(const fs::path& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

std::string name_of_case(const testing::TestParamInfo<fs::path>& parameter) {
  std::string name = parameter.param.filename().string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); },
      '_');
  return name;
}

class GoodFile : public testing::TestWithParam<fs::path> {};
class BadFile : public testing::TestWithParam<fs::path> {};
INSTANTIATE_TEST_SUITE_P(Reader, GoodFile, testing::ValuesIn(cases_in("good")), name_of_case);
INSTANTIATE_TEST_SUITE_P(Reader, BadFile, testing::ValuesIn(cases_in("bad")), name_of_case);

// The sidecar has a document a line; a field it leaves out must be empty.
TEST_P(GoodFile, GivesTheDocumentsItsSidecarLists) {
  ReadOptions options;
  options.strict = true;
  const auto reading = read_all({GetParam().string()}, options);
  const auto expected = lines_of(GetParam().string() + ".expected");
  ASSERT_EQ(reading.documents.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const auto wanted = nlohmann::json::parse(expected[i]);
    const auto& document = reading.documents[i];
    EXPECT_EQ(document.id, wanted.at("id"));
    EXPECT_EQ(document.date, wanted.value("date", ""));
    EXPECT_EQ(document.language, wanted.value("language", ""));
    EXPECT_EQ(document.title, wanted.value("title", ""));
    EXPECT_EQ(document.text, wanted.at("text"));
    EXPECT_EQ(document.source, wanted.value("source", ""));
    EXPECT_EQ(document.line, wanted.at("line"));
    EXPECT_EQ(document.file, GetParam().string());
  }
}

// The sidecar lists what comes, in its order: "ok ID" for a document, "LINE: …" for a bad record
// and how its reason begins.
TEST_P(BadFile, GivesTheReasonsItsSidecarLists) {
  const auto reading = read_all({GetParam().string()});
  const auto expected = lines_of(GetParam().string() + ".expected");
  ASSERT_EQ(reading.events.size(), expected.size()) << testing::PrintToString(reading.events);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_TRUE(reading.events[i].starts_with(expected[i]))
        << "is  " << reading.events[i] << "\nnot " << expected[i];
  }
  for (const auto& error : reading.skipped) EXPECT_EQ(error.file(), GetParam().string());
}

TEST_P(BadFile, ThrowsItsFirstReasonWhereStrict) {
  ReadOptions options;
  options.strict = true;
  CorpusReader reader({GetParam().string()}, options);
  try {
    while (reader.next()) {
    }
    FAIL() << "no error";
  } catch (const InputError& error) {
    EXPECT_EQ(std::string(error.what()), read_all({GetParam().string()}).skipped.front().what());
    EXPECT_EQ(reader.skipped(), 1u);
  }
}

// A record is read or named, never lost: a document or an error a line, whatever the bytes.
TEST(Reader, EveryLineOfADamagedFileGivesADocumentOrAnError) {
  constexpr unsigned seed = 1729;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  std::string pristine;
  for (const auto& line : lines_of(data / "good/records.jsonl")) pristine += line + "\n";
  const TemporaryFolder folder;
  for (int round = 0; round < 300; ++round) {
    std::string damaged = pristine;
    for (int change = 0; change < 6; ++change) {
      damaged[random() % damaged.size()] = static_cast<char>(random());
    }
    std::size_t records = 0;
    std::istringstream lines(damaged);
    for (std::string line; std::getline(lines, line);) {
      records += line.find_first_not_of(" \t\r") == std::string::npos ? 0 : 1;
    }
    const auto reading = read_all({folder.write("a.jsonl", damaged)});
    ASSERT_EQ(reading.events.size(), records) << damaged;
  }
}

TEST(Reader, FieldsMayHaveOtherNames) {
  const TemporaryFolder folder;
  ReadOptions options;
  options.fields = {{"text", "body"}, {"id", "url"}, {"source", "url"}, {"language", "idioma"}};
  const auto lines = folder.write(
      "a.jsonl", R"({"url":"u1","body":"B","text":["not","wanted"],"idioma":"es","title":"T"})");
  const auto table = folder.write("a.csv", "url,text,body,idioma\nu2,not wanted,B,es\n");
  const auto reading = read_all({lines, table}, options);
  ASSERT_EQ(reading.events, (std::vector<std::string>{"ok u1", "ok u2"}));
  for (const auto& document : reading.documents) {
    EXPECT_EQ(document.text, "B");
    EXPECT_EQ(document.source, document.id);
    EXPECT_EQ(document.language, "es");
  }
  EXPECT_EQ(reading.documents[0].title, "T");
}

TEST(Reader, ATableMustHaveTheColumnsThatTheUserNames) {
  const TemporaryFolder folder;
  ReadOptions options;
  options.fields = {{"id", "url"}};
  const auto reading = read_all({folder.write("a.csv", "id,text\n1,x\n")}, options);
  ASSERT_EQ(reading.events.size(), 1u);
  EXPECT_TRUE(reading.events[0].starts_with("1: the header has no column \"url\""));
}

TEST(Reader, ADateOfTheOptionsFillsInWhatARecordDoesNotHave) {
  const TemporaryFolder folder;
  ReadOptions options;
  options.date = "2023-01-02T10:00Z";
  const auto lines = folder.write("a.jsonl", R"({"id":"1","text":"x"})"
                                             "\n"
                                             R"({"id":"2","text":"x","date":"2020-02-03"})");
  const auto dated = folder.write("2019-01-01.txt", "x");
  const auto documents = read_all({lines, dated}, options).documents;
  ASSERT_EQ(documents.size(), 3u);
  EXPECT_EQ(documents[0].date, "2023-01-02");
  EXPECT_EQ(documents[1].date, "2020-02-03");
  EXPECT_EQ(documents[2].date, "2023-01-02");  // said by the user, not guessed from the name
}

TEST(Reader, ALanguageOfTheOptionsHoldsWhateverARecordSays) {
  const TemporaryFolder folder;
  ReadOptions options;
  options.language = "ES";
  const auto file = folder.write("a.jsonl", R"({"id":"1","text":"x"})"
                                            "\n"
                                            R"({"id":"2","text":"x","lang":"en"})"
                                            "\n"
                                            R"({"id":"3","text":"x","lang":"Spanish"})");
  const auto documents = read_all({file}, options).documents;
  ASSERT_EQ(documents.size(), 3u);
  for (const Document& document : documents) EXPECT_EQ(document.language, "es");
}

TEST(Reader, LanguagesAreKnownByAnyOfTheirCodes) {
  const TemporaryFolder folder;
  const auto file = folder.write("a.jsonl", R"({"id":"1","text":"x","lang":"spa"})"
                                            "\n"
                                            R"({"id":"2","text":"x","lang":"es-MX"})"
                                            "\n"
                                            R"({"id":"3","text":"x","lang":"Spanish"})"
                                            "\n"
                                            R"({"id":"4","text":"x"})");
  const auto reading = read_all({file}, {});
  ASSERT_EQ(reading.documents.size(), 3u);
  EXPECT_EQ(reading.documents[0].language, "es");
  EXPECT_EQ(reading.documents[1].language, "es");
  EXPECT_EQ(reading.documents[2].language, "");
  ASSERT_EQ(reading.skipped.size(), 1u);
  EXPECT_EQ(reading.skipped[0].line(), 3u);
}

TEST(Reader, OptionsThatMakeNoSenseAreRefusedAtOnce) {
  const auto refuses = [](const ReadOptions& options) {
    EXPECT_THROW(CorpusReader({"-"}, options), Error);
  };
  refuses({.format = "pdf"});
  refuses({.date = "2023-02-30"});
  refuses({.date = "yesterday"});
  refuses({.language = "Spanish"});
  refuses({.fields = {{"body", "text"}}});
  refuses({.fields = {{"text", ""}}});
}

TEST(Reader, AFormatThatIsGivenHoldsForAllFiles) {
  const TemporaryFolder folder;
  ReadOptions options;
  options.format = "text";
  const auto reading =
      read_all({folder.write("a.page", "<p>"), folder.write("b.jsonl", "{}")}, options);
  EXPECT_EQ(ids_of(reading), (std::vector<std::string>{"a.page", "b"}));
}

TEST(Reader, IdsAreMadeOfThePathBelowTheFolder) {
  const TemporaryFolder folder;
  folder.write("2023/07/a.txt", "x");
  folder.write("2023/08/a.txt", "x");
  folder.write("2023/b.jsonl", R"({"text":"x"})");
  EXPECT_EQ(ids_of(read_all({folder.path()})),
            (std::vector<std::string>{"2023/07/a", "2023/08/a", "2023/b.jsonl:1"}));
}

TEST(Reader, OfADocumentItIsKnownWhetherItsIdIsMade) {
  const TemporaryFolder folder;
  const auto reading =
      read_all({folder.write("a.jsonl", "{\"id\":\"1\",\"text\":\"x\"}\n{\"text\":\"x\"}\n")});
  ASSERT_EQ(ids_of(reading), (std::vector<std::string>{"1", "a.jsonl:2"}));
  EXPECT_FALSE(reading.documents[0].id_is_made);
  EXPECT_TRUE(reading.documents[1].id_is_made);
}

TEST(Reader, BytesOfAPathThatAreNotUtf8ArePercentEncoded) {
  const TemporaryFolder folder;
  folder.write("a\xF1o/reuni\xF3n.txt", "x");
  folder.write("a\xF1o/reuni\xF3n.jsonl.gz", "not compressed");
  const auto reading = read_all({folder.path()});
  EXPECT_EQ(ids_of(reading), std::vector<std::string>{"a%F1o/reuni%F3n"});
  EXPECT_EQ(reading.documents.at(0).file, folder / "a%F1o/reuni%F3n.txt");
  EXPECT_EQ(reading.skipped.at(0).file(), folder / "a%F1o/reuni%F3n.jsonl.gz");
}

TEST(Reader, FilesOfOneNameInTwoFoldersAreToldApartOrReported) {
  const TemporaryFolder folder;
  const auto first = folder.write("1/a.txt", "x");
  const auto second = folder.write("2/a.txt", "y");
  const auto reading = read_all({first, second});
  EXPECT_EQ(ids_of(reading), std::vector<std::string>{"a"});
  ASSERT_EQ(reading.skipped.size(), 1u);
  EXPECT_EQ(reading.skipped[0].file(), second);
  EXPECT_NE(reading.skipped[0].reason().find("an earlier document has the id \"a\""),
            std::string::npos);
}

TEST(Reader, ARecordOverTheLimitIsSkipped) {
  const TemporaryFolder folder;
  const std::string lines = "{\"id\":\"1\",\"text\":\"x\"}\n{\"id\":\"2\",\"text\":\"" +
                            std::string(100'000, 'x') + "\"}\n{\"id\":\"3\",\"text\":\"x\"}\n";
  ReadOptions options;
  options.max_record_bytes = 1000;
  const auto reading = read_all(
      {folder.write("a.jsonl", lines), folder.write("b.txt", std::string(1001, 'x'))}, options);
  EXPECT_EQ(reading.events, (std::vector<std::string>{
                                "ok 1", "2: the record is longer than the limit of 1000 bytes",
                                "ok 3", "0: the text is longer than the limit of 1000 bytes"}));
}

TEST(Reader, CountsDocumentsSkipsAndBytes) {
  const TemporaryFolder folder;
  const std::string lines = "{\"text\":\"x\"}\n{}\n";
  const auto file = folder.write("a.jsonl", lines);
  CorpusReader reader({file, folder / "none.jsonl"}, {});
  EXPECT_EQ(reader.bytes_total(), lines.size());
  EXPECT_EQ(reader.bytes_read(), 0u);
  EXPECT_TRUE(reader.next());
  EXPECT_FALSE(reader.next());
  EXPECT_FALSE(reader.next());
  EXPECT_EQ(reader.documents(), 1u);
  EXPECT_EQ(reader.skipped(), 2u);
  EXPECT_EQ(reader.bytes_read(), lines.size());
}

TEST(Reader, GoesOnBehindARecordThatItThrew) {
  const TemporaryFolder folder;
  ReadOptions options;
  options.strict = true;
  CorpusReader reader({folder.write("a.jsonl", "{}\n{\"id\":\"2\",\"text\":\"x\"}\n")}, options);
  EXPECT_THROW(reader.next(), InputError);
  EXPECT_EQ(reader.next()->id, "2");
}

TEST(Reader, WithoutAnyInputThereIsNothingToRead) {
  const TemporaryFolder folder;
  const auto message_of = [](const std::vector<std::string>& inputs) -> std::string {
    CorpusReader reader(inputs, {});
    try {
      reader.next();
      return "";
    } catch (const Error& error) {
      return error.what();
    }
  };
  EXPECT_EQ(message_of({}), "there is nothing to read: the inputs hold no file");
  EXPECT_EQ(message_of({folder.path()}), "there is nothing to read: the inputs hold no file");
  EXPECT_EQ(
      message_of({"/no/a.txt", "/no/*.txt"}),
      "there is nothing to read\n  /no/a.txt: there is no such file or folder\n  /no/*.txt: no "
      "file matches");
}

TEST(Reader, AFileThatFailsWhileItIsReadIsNamed) {
  ReadOptions options;
  options.format = "jsonl";
  const auto reading = read_all({"/proc/self/mem"}, options);  // its first page cannot be read
  ASSERT_EQ(reading.skipped.size(), 1u);
  EXPECT_TRUE(reading.skipped[0].reason().starts_with("cannot be read on: "));
}

TEST(Reader, AFileWithoutPermissionIsNamed) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const TemporaryFolder folder;
  const auto file = folder.write("a.txt", "x");
  fs::permissions(file, fs::perms::none);
  EXPECT_EQ(read_all({file}).events,
            std::vector<std::string>{"0: cannot be opened: Permission denied"});
}

// Puts a file in the place of standard input.
class StandardInput {
 public:
  explicit StandardInput(const std::string& path) : saved_(::dup(STDIN_FILENO)) {
    const int file = ::open(path.c_str(), O_RDONLY);
    ::dup2(file, STDIN_FILENO);
    ::close(file);
  }
  ~StandardInput() {
    ::dup2(saved_, STDIN_FILENO);
    ::close(saved_);
  }
  StandardInput(const StandardInput&) = delete;
  StandardInput& operator=(const StandardInput&) = delete;

 private:
  int saved_;
};

TEST(Reader, StandardInputIsJsonLines) {
  const TemporaryFolder folder;
  const StandardInput input(folder.write("in", "{\"text\":\"x\"}\n{\"id\":\"2\"}\n"));
  CorpusReader reader({"-"}, {});
  const auto document = reader.next();
  ASSERT_TRUE(document);
  EXPECT_EQ(document->id, "-:1");
  EXPECT_EQ(document->file, "-");
  EXPECT_FALSE(reader.next());
  EXPECT_EQ(reader.skipped(), 1u);
  EXPECT_EQ(reader.bytes_total(), 0u);
  EXPECT_EQ(reader.bytes_read(), 24u);
}

TEST(Reader, StandardInputMayHaveAnotherFormat) {
  const TemporaryFolder folder;
  const StandardInput input(folder.write("in", "text\tid\nx\t1\n"));
  EXPECT_EQ(ids_of(read_all({"-"}, {.format = "tsv"})), std::vector<std::string>{"1"});
}

TEST(Reader, AFieldOverItsLimitIsNamed) {
  const TemporaryFolder folder;
  const auto record = [](const std::string& field, std::size_t size) {
    return "{\"text\":\"x\",\"" + field + "\":\"" + std::string(size, 'x') + "\"}\n";
  };
  const auto reading = read_all({folder.write(
      "a.jsonl", record("id", limits::name_bytes) + record("id", limits::name_bytes + 1) +
                     record("title", limits::field_bytes) +
                     record("title", limits::field_bytes + 1) + record("date", 100'000))});
  EXPECT_EQ(reading.documents.size(), 2u);
  ASSERT_EQ(reading.skipped.size(), 3u);
  EXPECT_EQ(reading.skipped[0].line(), 2u);
  EXPECT_EQ(reading.skipped[0].reason(),
            "the field \"id\" has 16385 bytes, more than the limit of 16384");
  EXPECT_EQ(reading.skipped[1].line(), 4u);
  EXPECT_EQ(reading.skipped[1].reason(),
            "the field \"title\" has 65537 bytes, more than the limit of 65536");
  EXPECT_EQ(reading.skipped[2].line(), 5u);
}

}  // namespace
}  // namespace entente
