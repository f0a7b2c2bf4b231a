#include <fcntl.h>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "graph/temporal_graph.h"
#include "store/database.h"
#include "store/store.h"
#include "store/values.h"
#include "store/verify.h"
#include "tests/graph/random_triples.h"
#include "tests/store/graph_folder.h"

namespace entente {
namespace {

namespace fs = std::filesystem;
using testing::document_name;
using testing::GraphFolder;

std::vector<Triple> triples() {
  std::mt19937 random(31);
  return testing::triples_of(testing::random_triples(random, 200, 2), document_name(0));
}

Store open(const GraphFolder& folder, StoreMode mode) {
  return Store::open(folder.graph(), {.mode = mode});
}

void make_graph(const GraphFolder& folder) {
  open(folder, StoreMode::Create).put_document({.id = document_name(0)}, triples());
}

std::string message_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return "nothing was thrown";
}

#define EXPECT_SAYS(action, part)                                                              \
  EXPECT_PRED2([](const std::string& m, const std::string& p) { return m.find(p) != m.npos; }, \
               message_of([&] { action; }), std::string(part))

TEST(Open, NewGraphIsForItsOwnerAlone) {
  const GraphFolder folder;
  make_graph(folder);
  struct stat status {};
  ASSERT_EQ(::stat(folder.graph().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777u, 0700u);
}

TEST(Open, NewGraphInAFolderThatIsThereIsForItsOwnerAlone) {
  const GraphFolder folder;
  fs::create_directory(folder.graph());
  fs::permissions(folder.graph(), fs::perms{0755});
  make_graph(folder);
  EXPECT_EQ(fs::status(folder.graph()).permissions(), fs::perms::owner_all);
}

TEST(Open, GraphIsThereAgainWhenReopened) {
  const GraphFolder folder;
  make_graph(folder);
  const TemporalGraph expected(contribution_of(triples()));
  for (const StoreMode mode : {StoreMode::ReadOnly, StoreMode::ReadWrite, StoreMode::Create}) {
    EXPECT_TRUE(open(folder, mode).snapshot().load_graph({}, Sentences::Load) == expected);
  }
}

TEST(Open, WhatIsNoGraphIsRefused) {
  const GraphFolder folder;
  EXPECT_SAYS(open(folder, StoreMode::ReadOnly), "it does not exist");
  EXPECT_SAYS(open(folder, StoreMode::ReadWrite), "it does not exist");
  EXPECT_FALSE(fs::exists(folder.graph()));
  fs::create_directory(folder.graph());
  EXPECT_SAYS(open(folder, StoreMode::ReadWrite), "the folder is empty");
  std::ofstream(folder.graph() / "letter.txt") << "Dear Kim";
  EXPECT_SAYS(open(folder, StoreMode::Create), "a folder of other files");
  EXPECT_SAYS(Store::open(folder.graph() / "letter.txt", {.mode = StoreMode::Create}),
              "it is not a folder");
  EXPECT_SAYS(Store::open(folder.path() / "a" / "b", {.mode = StoreMode::Create}),
              "cannot be made");
}

TEST(Open, DatabaseOfAnotherProgramIsRefusedAndLeftAlone) {
  const GraphFolder folder;
  rocksdb::Options options;
  options.create_if_missing = true;
  rocksdb::DB* db = nullptr;
  ASSERT_TRUE(rocksdb::DB::Open(options, folder.graph().string(), &db).ok());
  ASSERT_TRUE(db->Put({}, "key", "value").ok());
  delete db;
  EXPECT_SAYS(open(folder, StoreMode::Create), "database of another program");
  // It would not open without its column families if any had been added.
  ASSERT_TRUE(rocksdb::DB::Open(options, folder.graph().string(), &db).ok());
  delete db;
}

TEST(Open, SymbolicLinkInTheFolderIsRefused) {
  const GraphFolder folder;
  make_graph(folder);
  fs::create_symlink("/etc/passwd", folder.graph() / "000099.sst");
  for (const StoreMode mode : {StoreMode::ReadOnly, StoreMode::ReadWrite, StoreMode::Create}) {
    EXPECT_SAYS(open(folder, mode), "holds the symbolic link \"000099.sst\"");
  }
  EXPECT_SAYS(verify(folder.graph(), {}, [](const Difference&) {}), "\"000099.sst\"");
}

TEST(Open, AFolderOfOtherFilesWithASymbolicLinkIsNoGraph) {
  const GraphFolder folder;
  fs::create_directory(folder.graph());
  std::ofstream(folder.graph() / "letter.txt") << "Dear Kim";
  fs::create_symlink("letter.txt", folder.graph() / "os-release");
  for (const StoreMode mode : {StoreMode::ReadOnly, StoreMode::ReadWrite, StoreMode::Create}) {
    EXPECT_SAYS(open(folder, mode), "is not a graph: it is a folder of other files");
  }
}

// The lock is a folder here: what a process may not write fails in the same way.
TEST(Open, AGraphThatCannotBeWrittenIsNotSaidToBeBusy) {
  const GraphFolder folder;
  make_graph(folder);
  fs::remove(folder.graph() / "LOCK");
  fs::create_directory(folder.graph() / "LOCK");
  EXPECT_SAYS(open(folder, StoreMode::ReadWrite), "cannot be opened for writing: Is a directory");
  EXPECT_NO_THROW(open(folder, StoreMode::ReadOnly));
}

TEST(Open, AMissingFileIsCalledAsItWas) {
  const GraphFolder folder;
  make_graph(folder);
  open(folder, StoreMode::ReadWrite);  // moves what was stored into sorted files
  fs::path missing;
  for (const auto& file : fs::directory_iterator(folder.graph())) {
    if (file.path().extension() == ".sst") missing = file.path();
  }
  fs::remove(missing);
  EXPECT_SAYS(open(folder, StoreMode::ReadOnly), missing.filename().string());
  EXPECT_SAYS(open(folder, StoreMode::ReadOnly), "`entente verify` tells which");
}

TEST(Open, NoAccountIsKeptOfWhatRocksdbDoes) {
  const GraphFolder folder;
  make_graph(folder);
  EXPECT_FALSE(fs::exists(folder.graph() / "LOG"));
}

TEST(Open, SymbolicLinkToTheFolderIsFollowed) {
  const GraphFolder folder;
  make_graph(folder);
  const fs::path link = folder.path() / "link";
  fs::create_directory_symlink(folder.graph(), link);
  EXPECT_EQ(Store::open(link).snapshot().statistics().documents, 1u);
  const fs::path nowhere = folder.path() / "nowhere";
  fs::create_directory_symlink(folder.path() / "none", nowhere);
  EXPECT_SAYS(Store::open(nowhere, {.mode = StoreMode::Create}), "cannot be made");
}

TEST(Open, UnknownSchemaVersionIsRefused) {
  const GraphFolder folder;
  make_graph(folder);
  {
    const Database database(folder.graph(), {.mode = StoreMode::ReadWrite});
    ASSERT_TRUE(
        database.db().Put({}, database.handle(Family::Meta), slice(schema_key), "999").ok());
  }
  for (const StoreMode mode : {StoreMode::ReadOnly, StoreMode::ReadWrite, StoreMode::Create}) {
    EXPECT_SAYS(open(folder, mode), "schema version \"999\"");
    EXPECT_SAYS(open(folder, mode), "use the program that made it");
  }
}

void erase_schema_version(const GraphFolder& folder) {
  const Database database(folder.graph(), {.mode = StoreMode::ReadWrite});
  ASSERT_TRUE(database.db().Delete({}, database.handle(Family::Meta), slice(schema_key)).ok());
}

TEST(Open, MakingThatWasCutShortGoesOn) {
  // Before there was a database.
  const GraphFolder first;
  fs::create_directory(first.graph());
  std::ofstream(first.graph() / "LOCK");
  std::ofstream(first.graph() / "MANIFEST-000001") << "half of it";
  EXPECT_SAYS(open(first, StoreMode::ReadWrite), "the folder is empty");
  EXPECT_NO_THROW(make_graph(first));
  // Before the column families.
  const GraphFolder second;
  rocksdb::Options options;
  options.create_if_missing = true;
  rocksdb::DB* db = nullptr;
  ASSERT_TRUE(rocksdb::DB::Open(options, second.graph().string(), &db).ok());
  delete db;
  EXPECT_SAYS(open(second, StoreMode::ReadWrite), "unfinished");
  EXPECT_NO_THROW(make_graph(second));
  // Before the schema version.
  const GraphFolder third;
  open(third, StoreMode::Create);
  erase_schema_version(third);
  EXPECT_SAYS(open(third, StoreMode::ReadOnly), "unfinished");
  EXPECT_NO_THROW(make_graph(third));
  EXPECT_NO_THROW(open(third, StoreMode::ReadOnly));
}

TEST(Open, DataWithoutASchemaVersionIsRefused) {
  const GraphFolder folder;
  make_graph(folder);
  erase_schema_version(folder);
  EXPECT_SAYS(open(folder, StoreMode::Create), "holds data but no schema version");
}

// What a lock on the whole of `file`, asked for by `command`, finds; the lock's l_pid where another
// process has one.
struct flock lock_of(const fs::path& file, int command) {
  const int descriptor = ::open(file.c_str(), O_RDWR);
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  if (descriptor < 0 || ::fcntl(descriptor, command, &lock) != 0) lock.l_pid = -1;
  return lock;
}

TEST(Open, SecondWriterInTheProcessIsRefusedAndTheFirstKeepsItsLock) {
  const GraphFolder folder;
  const Store first = open(folder, StoreMode::Create);
  EXPECT_SAYS(open(folder, StoreMode::ReadWrite), "process " + std::to_string(::getpid()));
  const pid_t parent = ::getpid();
  const pid_t other = ::fork();
  if (other == 0) ::_exit(lock_of(folder.graph() / "LOCK", F_GETLK).l_pid == parent ? 0 : 1);
  int status = -1;
  ASSERT_EQ(::waitpid(other, &status, 0), other);
  EXPECT_EQ(status, 0);
}

TEST(Open, SecondWriterIsToldTheProcessOfTheFirst) {
  const GraphFolder folder;
  make_graph(folder);
  int locked[2];
  ASSERT_EQ(::pipe(locked), 0);
  const pid_t other = ::fork();
  if (other == 0) {
    const char done = lock_of(folder.graph() / "LOCK", F_SETLK).l_pid == -1 ? 'n' : 'y';
    if (::write(locked[1], &done, 1) == 1) ::pause();
    ::_exit(1);
  }
  char done = 'n';
  ASSERT_EQ(::read(locked[0], &done, 1), 1);
  EXPECT_EQ(done, 'y');
  EXPECT_SAYS(open(folder, StoreMode::ReadWrite), "by process " + std::to_string(other));
  EXPECT_NO_THROW(open(folder, StoreMode::ReadOnly));
  ::kill(other, SIGKILL);
  ASSERT_EQ(::waitpid(other, nullptr, 0), other);
  ::close(locked[0]);
  ::close(locked[1]);
  EXPECT_NO_THROW(open(folder, StoreMode::ReadWrite));
}

TEST(Open, ReaderSeesWhatTheWriterHadWritten) {
  const GraphFolder folder;
  Store writer = open(folder, StoreMode::Create);
  writer.put_document({.id = document_name(0)}, triples());
  const Store reader = open(folder, StoreMode::ReadOnly);
  writer.remove_document(document_name(0));
  EXPECT_TRUE(reader.snapshot().load_graph({}, Sentences::Load) ==
              TemporalGraph(contribution_of(triples())));
  EXPECT_EQ(open(folder, StoreMode::ReadOnly).snapshot().statistics().documents, 0u);
}

TEST(Open, ReaderCannotChangeAnything) {
  const GraphFolder folder;
  make_graph(folder);
  Store reader = open(folder, StoreMode::ReadOnly);
  EXPECT_SAYS(reader.put_document({.id = document_name(0)}, triples()), "for reading only");
  EXPECT_SAYS(reader.remove_document(document_name(0)), "for reading only");
}

// A copy of the files of an open graph is what a process that is killed leaves behind.
TEST(Open, SyncedGraphHasNoLongLogToRead) {
  const GraphFolder folder;
  const auto log_size = [&] {
    std::uintmax_t size = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder.graph())) {
      if (file.path().extension() == ".log") size += file.file_size();
    }
    return size;
  };
  {
    Store store = Store::open(folder.graph(), {.mode = StoreMode::Create});
    Triple triple;
    triple.relation = "met";
    triple.subject = {.id = "a", .name = "A", .type = EntityType::Misc, .country = ""};
    triple.object = {.id = "b", .name = "B", .type = EntityType::Misc, .country = ""};
    triple.evidence.text.assign(std::size_t{400} << 10, 'x');
    for (int n = 0; n < 40; ++n) {
      triple.document = "d" + std::to_string(n);
      store.put_document({.id = triple.document}, std::vector{triple});
    }
    ASSERT_GT(log_size(), std::uintmax_t{8} << 20);
    store.sync();
  }
  EXPECT_LT(log_size(), std::uintmax_t{1} << 20);
  EXPECT_EQ(Store::open(folder.graph()).snapshot().statistics().documents, 40u);
}

TEST(Open, SyncedChangesSurviveTheEndOfTheProcess) {
  const GraphFolder folder;
  const GraphFolder copy;
  Store store = open(folder, StoreMode::Create);
  store.put_document({.id = document_name(0)}, triples());
  store.sync();
  fs::copy(folder.graph(), copy.graph());
  EXPECT_TRUE(open(copy, StoreMode::ReadWrite).snapshot().load_graph({}, Sentences::Load) ==
              TemporalGraph(contribution_of(triples())));
}

// Replaces a value and says what reading the graph then says.
std::string message_after(Family family, const std::string& key, const std::string& value) {
  const GraphFolder folder;
  make_graph(folder);
  {
    const Database database(folder.graph(), {.mode = StoreMode::ReadWrite});
    const auto status = value == "delete"
                            ? database.db().Delete({}, database.handle(family), key)
                            : database.db().Put({}, database.handle(family), key, value);
    if (!status.ok()) return status.ToString();
  }
  return message_of([&] {
    const Snapshot snapshot = open(folder, StoreMode::ReadOnly).snapshot();
    snapshot.statistics();
    snapshot.load_graph({}, Sentences::Load);
  });
}

TEST(Damage, IsReportedWithItsFamilyAndKey) {
  const Fact fact = contribution_of(triples()).facts.front();
  const std::string key = fact_key(fact.key);
  const std::string evidence = evidence_key(document_name(0), key);
  const auto expect = [](const std::string& message, const std::string& family,
                         const std::string& shown) {
    EXPECT_NE(message.find("of " + family), std::string::npos) << message;
    EXPECT_NE(message.find(shown), std::string::npos) << message;
    EXPECT_NE(message.find("restore a backup"), std::string::npos) << message;
  };
  expect(message_after(Family::Documents, document_name(0), "x"), "documents", document_name(0));
  expect(message_after(Family::Entities, "org/kcna", "x"), "entities", "org/kcna");
  expect(message_after(Family::Entities, "org/kcna", "delete"), "entities", "org/kcna");
  expect(message_after(Family::Facts, key, "x"), "facts", fact.key.relation);
  expect(message_after(Family::Facts, "nonsense", ""), "facts", "nonsense");
  expect(message_after(Family::Evidence, evidence, "x"), "evidence", fact.key.relation);
  expect(message_after(Family::Evidence, evidence, "delete"), "evidence", fact.key.relation);
  expect(message_after(Family::Evidence, evidence, encode_evidence({})), "evidence",
         fact.key.relation);
}

TEST(Damage, FlippedByteInAFileIsNeverReadAsAnAnswer) {
  const GraphFolder folder;
  make_graph(folder);
  {
    const Database database(folder.graph(), {.mode = StoreMode::ReadWrite});
    ASSERT_TRUE(database.db().Flush({}, database.handle(Family::Facts)).ok());
  }
  std::size_t damaged = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder.graph())) {
    if (entry.path().extension() != ".sst") continue;
    std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(100);
    const char byte = static_cast<char>(file.get());
    file.seekp(100);
    file.put(static_cast<char>(byte ^ 1));
    ++damaged;
  }
  ASSERT_GT(damaged, 0u);
  EXPECT_SAYS(open(folder, StoreMode::ReadOnly).snapshot().load_graph({}, Sentences::Load),
              "a file of the graph is damaged");
}

}  // namespace
}  // namespace entente
