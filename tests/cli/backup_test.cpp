#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <sys/stat.h>
#include <unistd.h>

#include "store/database.h"
#include "store/store.h"
#include "tests/cli/program.h"
#include "tests/cli/temporary_folder.h"
#include "tests/store/graph_folder.h"

namespace entente {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::dump;

std::string triples_of(const std::string& document, int count) {
  std::string lines;
  for (int i = 0; i < count; ++i) {
    lines += fmt::format(
        R"({{"document":"{0}","subject":{{"name":"Actor {0} {1}"}},"relation":"met",)"
        R"("object":{{"name":"Xi"}},"evidence":{{"sentence":{1},"begin":0,"end":9,"text":"{2}"}}}})"
        "\n",
        document, i, std::hash<std::string>{}(document + std::to_string(i)));
  }
  return lines;
}

std::uintmax_t bytes_in(const std::string& folder) {
  std::uintmax_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return bytes;
}

// Name → bytes.
std::map<std::string, std::uintmax_t> sorted_files_of(const std::string& graph) {
  std::map<std::string, std::uintmax_t> files;
  for (const auto& entry : fs::directory_iterator(graph)) {
    if (entry.path().extension() == ".sst") files[entry.path().filename()] = entry.file_size();
  }
  return files;
}

unsigned mode_of(const std::string& path) {
  struct stat status {};
  EXPECT_EQ(::stat(path.c_str(), &status), 0);
  return status.st_mode & 0777u;
}

class Backups : public ::testing::Test {
 protected:
  void ingest(const std::string& lines) const {
    const ProgramRun run = run_entente({"ingest", "-", "--graph", graph_},
                                       {.input = lines, .environment = {}, .output_file = {}});
    ASSERT_EQ(run.exit_code, 0) << run.errors;
  }

  ProgramRun backup(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments{"backup", "--graph", graph_, "--to", backups_};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_entente(arguments);
  }

  json backed_up(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments{"--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const ProgramRun run = backup(arguments);
    EXPECT_EQ(run.exit_code, 0) << run.errors;
    return json::parse(run.output);
  }

  ProgramRun restore(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments{"restore", backups_, "--graph", restored_};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_entente(arguments);
  }

  // The numbers of the backups that are listed.
  std::vector<int> listed() const {
    const ProgramRun run = run_entente({"restore", backups_, "--list", "--json"});
    EXPECT_EQ(run.exit_code, 0) << run.errors;
    std::vector<int> numbers;
    std::istringstream lines(run.output);
    for (std::string line; std::getline(lines, line);) {
      numbers.push_back(json::parse(line).at("number").get<int>());
    }
    return numbers;
  }

  void expect_refused(const ProgramRun& run, const std::string& reason) const {
    EXPECT_EQ(run.exit_code, 1) << run.output;
    EXPECT_NE(run.errors.find(reason), std::string::npos) << run.errors;
    EXPECT_FALSE(fs::exists(restored_));
    EXPECT_FALSE(fs::exists(unfinished_));
  }

  const TemporaryFolder folder_;
  const std::string graph_ = folder_.file("graph");
  const std::string backups_ = folder_.file("backups");
  const std::string restored_ = folder_.file("restored");
  const std::string unfinished_ = folder_.file(".restored.restoring");
};

TEST_F(Backups, ARestoredGraphIsTheSameToTheByteWithUsersDecisions) {
  ingest(triples_of("a", 20));
  ASSERT_EQ(run_entente({"resolve", "rename", "Xi", "Xi Jinping", "--graph", graph_}).exit_code, 0);
  ASSERT_EQ(backup().exit_code, 0);
  const ProgramRun run = restore();
  ASSERT_EQ(run.exit_code, 0) << run.errors;
  EXPECT_EQ(dump(restored_), dump(graph_));
  EXPECT_EQ(mode_of(backups_), 0700u);
  EXPECT_EQ(mode_of(restored_), 0700u);
  EXPECT_FALSE(fs::exists(unfinished_));
}

TEST_F(Backups, EachBackupIsTheGraphOfItsMoment) {
  ingest(triples_of("a", 3));
  backed_up();
  const std::string before = dump(graph_);
  ingest(triples_of("a", 5) + triples_of("b", 5));
  backed_up();
  ASSERT_EQ(restore({"--number", "1"}).exit_code, 0);
  EXPECT_EQ(dump(restored_), before);
  fs::remove_all(restored_);
  ASSERT_EQ(restore().exit_code, 0);
  EXPECT_EQ(dump(restored_), dump(graph_));
}

TEST_F(Backups, OfAnUnchangedGraphNothingIsCopiedAlsoWhereTheOlderBackupIsDeleted) {
  ingest(triples_of("a", 5000));
  ASSERT_EQ(run_entente({"remove", "none", "--graph", graph_}).exit_code, 3);  // writes the files
  backed_up();
  const json second = backed_up({"--keep", "1"});
  EXPECT_LT(second.at("added").get<std::uint64_t>(), second.at("bytes").get<std::uint64_t>() / 2);
  EXPECT_EQ(listed(), std::vector{2});
}

// RocksDB may rewrite some files of a graph whenever that is open: those are new.
TEST_F(Backups, FilesThatAnEarlierBackupHasAreNotCopiedAgain) {
  ingest(triples_of("a", 5000));
  const json first = backed_up();
  EXPECT_EQ(first.at("added"), first.at("bytes"));
  const std::uintmax_t after_first = bytes_in(backups_);
  const auto before = sorted_files_of(graph_);
  ingest(triples_of("b", 5));
  const json second = backed_up();
  std::uintmax_t in_all = 0;
  std::uintmax_t in_new = 0;
  for (const auto& [name, size] : sorted_files_of(graph_)) {
    in_all += size;
    if (!before.contains(name)) in_new += size;
  }
  EXPECT_GE(second.at("bytes").get<std::uint64_t>(), in_all * 9 / 10);
  const std::uintmax_t grown = bytes_in(backups_) - after_first;
  constexpr std::uintmax_t lists_and_options = 64 * 1024;  // each backup has its own
  EXPECT_LE(grown, in_new + lists_and_options);
  EXPECT_LE(second.at("added").get<std::uint64_t>(), grown);
  EXPECT_GT(second.at("added").get<std::uint64_t>(), 0u);
  std::cout << after_first << " bytes of the first backup, " << grown << " of the second\n";
}

TEST_F(Backups, OlderOnesAreDeletedBeyondThoseToKeep) {
  for (const char* document : {"a", "b", "c"}) {
    ingest(triples_of(document, 3));
    backed_up();
  }
  EXPECT_EQ(listed(), (std::vector{1, 2, 3}));
  ingest(triples_of("d", 3));
  backed_up({"--keep", "2"});
  EXPECT_EQ(listed(), (std::vector{3, 4}));
  ASSERT_EQ(restore({"--number", "3"}).exit_code, 0);
  fs::remove_all(restored_);
  const ProgramRun gone = restore({"--number", "2"});
  expect_refused(gone, "there is no backup 2");
  EXPECT_NE(gone.errors.find("there are: 3, 4"), std::string::npos) << gone.errors;
}

TEST_F(Backups, AFlippedByteInAnyFileIsFoundAndNamedAndNothingRestored) {
  ingest(triples_of("a", 20));
  backed_up();
  std::size_t flipped = 0;
  for (const auto& entry : fs::recursive_directory_iterator(backups_)) {
    const std::string file = entry.path();
    if (!entry.is_regular_file() || entry.path().parent_path().filename() == "meta") continue;
    const std::string bytes = read_file(file);
    if (bytes.empty()) continue;
    std::string damaged = bytes;
    damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 1);
    write_file(file, damaged);
    const ProgramRun run = restore();
    expect_refused(run, entry.path().filename());
    EXPECT_NE(run.errors.find("backup 1 in"), std::string::npos) << run.errors;
    write_file(file, bytes);
    ++flipped;
  }
  EXPECT_GT(flipped, 8u);
  EXPECT_EQ(restore().exit_code, 0);
}

TEST_F(Backups, AMissingFileIsNamedAndListedAndNothingRestored) {
  ingest(triples_of("a", 20));
  backed_up();
  for (const auto& entry : fs::recursive_directory_iterator(backups_)) {
    const std::string file = entry.path();
    if (!entry.is_regular_file() || entry.path().parent_path().filename() == "meta") continue;
    fs::rename(file, folder_.file("elsewhere"));
    expect_refused(restore(), entry.path().filename());
    const ProgramRun list = run_entente({"restore", backups_, "--list"});
    EXPECT_NE(list.output.find("damaged: "), std::string::npos) << list.output;
    fs::rename(folder_.file("elsewhere"), file);
  }
  EXPECT_EQ(restore().exit_code, 0);
}

TEST_F(Backups, AnOlderOneIsNotTakenForADamagedNewest) {
  ingest(triples_of("a", 3));
  backed_up();
  ingest(triples_of("b", 3));
  backed_up();
  fs::remove_all(backups_ + "/private/2");
  expect_refused(restore(), "backup 2 in");
  EXPECT_EQ(restore({"--number", "1"}).exit_code, 0);
}

TEST_F(Backups, ADamagedFileIsNotSharedWithANewBackup) {
  ingest(triples_of("a", 20));
  backed_up();
  for (const auto& entry : fs::directory_iterator(backups_ + "/shared_checksum")) {
    std::string bytes = read_file(entry.path());
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    write_file(entry.path(), bytes);
  }
  const ProgramRun run = backup();
  EXPECT_EQ(run.exit_code, 1) << run.output;
  EXPECT_NE(run.errors.find("make backups in another folder"), std::string::npos) << run.errors;
  EXPECT_EQ(listed(), std::vector{1});
}

TEST_F(Backups, ADamagedGraphIsNotBackedUpAndItsBackupsStay) {
  ingest(triples_of("a", 20));
  ASSERT_EQ(run_entente({"remove", "none", "--graph", graph_}).exit_code, 3);  // writes the files
  backed_up();
  const std::string before = dump(graph_);
  for (const std::string family : {"by_object", "evidence"}) {
    SCOPED_TRACE(family);
    std::string damaged;
    for (const auto& [file, size] : sorted_files_of(graph_)) {
      std::string bytes = read_file(graph_ + "/" + file);
      // Each file names its family in its properties.
      if (bytes.find(family) == std::string::npos) continue;
      damaged = file;
      bytes[0] = static_cast<char>(bytes[0] ^ 1);
      write_file(graph_ + "/" + file, bytes);
    }
    const ProgramRun run = backup({"--keep", "1"});
    EXPECT_EQ(run.exit_code, 1) << run.output;
    EXPECT_TRUE(
        has(run.errors, "was not backed up, it is damaged: its file " + damaged + " (" + family))
        << run.errors;
    EXPECT_TRUE(has(run.errors, "`entente verify` tells what can be repaired")) << run.errors;
    EXPECT_EQ(listed(), std::vector{1});
    ASSERT_EQ(restore().exit_code, 0);
    EXPECT_EQ(dump(restored_), before);
    fs::remove_all(graph_);
    fs::rename(restored_, graph_);
  }
}

TEST_F(Backups, AGraphWithoutWhatFollowsFromItIsRestoredOnlyToBeRepaired) {
  ingest(triples_of("a", 20));
  {
    const Database database(graph_, {.mode = StoreMode::ReadWrite});
    const auto handle = database.handle(Family::ByObject);
    ASSERT_TRUE(database.db().DeleteRange({}, handle, slice(""), slice("~")).ok());
  }
  ASSERT_EQ(backup().exit_code, 0);
  expect_refused(restore(), "damaged already");
  const ProgramRun run = restore({"--repair"});
  EXPECT_EQ(run.exit_code, 0) << run.errors;
  EXPECT_NE(run.errors.find("repaired"), std::string::npos) << run.errors;
  EXPECT_EQ(run_entente({"verify", "--graph", restored_}).exit_code, 0);
}

TEST_F(Backups, RestoringNeverOverwritesAnything) {
  ingest(triples_of("a", 3));
  backed_up();
  const std::string before = dump(graph_);
  const std::string file = folder_.file("file");
  const std::string empty = folder_.file("empty");
  const std::string link = folder_.file("link");
  write_file(file, "mine");
  fs::create_directory(empty);
  fs::create_symlink("nowhere", link);
  for (const std::string& place : {graph_, file, empty, link, empty + "/"}) {
    const ProgramRun run = run_entente({"restore", backups_, "--graph", place});
    EXPECT_EQ(run.exit_code, 1) << place;
    EXPECT_NE(run.errors.find("restoring never overwrites"), std::string::npos) << run.errors;
  }
  EXPECT_EQ(dump(graph_), before);
  EXPECT_EQ(read_file(file), "mine");
  EXPECT_TRUE(fs::is_empty(empty));
  EXPECT_TRUE(fs::is_symlink(link));
}

TEST_F(Backups, AGraphThatIsBeingWrittenIsNotBackedUpAndItsWriterNamed) {
  ingest(triples_of("a", 3));
  const Store writer = Store::open(graph_, {.mode = StoreMode::ReadWrite});
  const ProgramRun run = backup();
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_NE(run.errors.find("by process " + std::to_string(::getpid())), std::string::npos)
      << run.errors;
  EXPECT_FALSE(fs::exists(backups_));
}

TEST_F(Backups, WhatIsNoFolderOfThisGraphsBackupsIsRefused) {
  ingest(triples_of("a", 3));
  const auto to = [&](const std::string& folder) {
    const ProgramRun run = run_entente({"backup", "--graph", graph_, "--to", folder});
    EXPECT_EQ(run.exit_code, 1) << folder;
    return run.errors;
  };
  EXPECT_NE(to(graph_ + "/backups").find("cannot hold its own backups"), std::string::npos);
  EXPECT_NE(to(graph_).find("cannot hold its own backups"), std::string::npos);
  EXPECT_NE(to(folder_.file("no/parent")).find("cannot be made"), std::string::npos);
  fs::create_directory(folder_.file("letters"));
  write_file(folder_.file("letters/letter.txt"), "Dear Kim");
  EXPECT_NE(to(folder_.file("letters")).find("\"letter.txt\""), std::string::npos);
  backed_up();
  fs::rename(graph_, folder_.file("another"));
  const ProgramRun other =
      run_entente({"backup", "--graph", folder_.file("another"), "--to", backups_});
  EXPECT_EQ(other.exit_code, 1);
  EXPECT_NE(other.errors.find("holds backups of the graph \"" + graph_), std::string::npos)
      << other.errors;
  EXPECT_EQ(listed(), std::vector{1});
}

TEST_F(Backups, WhereThereIsNoBackupThatIsSaid) {
  expect_refused(restore(), "it does not exist");
  fs::create_directory(backups_);
  expect_refused(restore(), "there is no backup in");
  EXPECT_EQ(run_entente({"restore", backups_}).exit_code, 2);
  EXPECT_EQ(run_entente({"restore", backups_, "--list", "--graph", graph_}).exit_code, 2);
  EXPECT_EQ(run_entente({"backup", "--graph", graph_}).exit_code, 2);
  EXPECT_EQ(backup({"--keep", "0"}).exit_code, 2);
}

std::size_t milliseconds_of(const std::function<void()>& action) {
  const auto start = std::chrono::steady_clock::now();
  action();
  const auto time = std::chrono::steady_clock::now() - start;
  return static_cast<std::size_t>(
      std::chrono::duration_cast<std::chrono::milliseconds>(time).count());
}

// Runs the program and kills it after some milliseconds; false where it had ended by then.
bool killed_after(std::size_t milliseconds, const std::string& arguments) {
  const std::string command =
      fmt::format("timeout -s KILL {}.{:03} '{}' {} > /dev/null 2>&1", milliseconds / 1000,
                  milliseconds % 1000, ENTENTE_PROGRAM, arguments);
  return std::system(command.c_str()) != 0;
}

TEST_F(Backups, AKilledBackupOrRestoreLeavesNothingHalfDone) {
  constexpr unsigned seed = 5;
  std::cout << "seed " << seed << '\n';
  std::mt19937 random(seed);
  ingest(triples_of("a", 2000));
  // Killed at any moment of the time that the whole takes on this machine.
  const std::size_t backup_time = 1 + milliseconds_of([&] { backed_up(); });
  const std::size_t restore_time = 1 + milliseconds_of([&] { ASSERT_EQ(restore().exit_code, 0); });
  fs::remove_all(restored_);
  const std::string before = dump(graph_);
  int backups_killed = 0;
  int restores_killed = 0;
  for (int round = 0; round < 20; ++round) {
    ingest(triples_of("b" + std::to_string(round), 200));
    const std::size_t whole = listed().size();
    const bool backup_killed = killed_after(
        1 + random() % backup_time, fmt::format("backup --graph '{}' --to '{}'", graph_, backups_));
    backups_killed += backup_killed ? 1 : 0;
    const std::vector<int> numbers = listed();
    ASSERT_GE(numbers.size(), whole);
    ASSERT_LE(numbers.size(), whole + 1);
    const bool restore_killed = killed_after(
        1 + random() % restore_time, fmt::format("restore '{}' --graph '{}'", backups_, restored_));
    restores_killed += restore_killed ? 1 : 0;
    if (!fs::exists(restored_)) {
      ASSERT_TRUE(restore_killed);
      ASSERT_EQ(restore().exit_code, 0);
    }
    EXPECT_EQ(run_entente({"verify", "--graph", restored_}).exit_code, 0);
    EXPECT_FALSE(fs::exists(unfinished_));
    fs::remove_all(restored_);
  }
  backed_up();
  ASSERT_EQ(restore().exit_code, 0);
  EXPECT_EQ(dump(restored_), dump(graph_));
  fs::remove_all(restored_);
  ASSERT_EQ(restore({"--number", "1"}).exit_code, 0);
  EXPECT_EQ(dump(restored_), before);
  std::cout << backups_killed << " backups and " << restores_killed << " restores killed\n";
  EXPECT_GT(backups_killed, 0);
  EXPECT_GT(restores_killed, 0);
}

}  // namespace
}  // namespace entente
