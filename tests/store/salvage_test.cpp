// A log is damaged, in many places: repair brings back the graph as it was at some moment before,
// the last one that the damage leaves, to the byte; or it says that it cannot, and changes nothing.
#include "store/salvage.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <iterator>
#include <map>
#include <optional>
#include <random>
#include <set>

#include "extract/error.h"
#include "store/verify.h"
#include "tests/graph/made_decisions.h"
#include "tests/graph/random_triples.h"
#include "tests/store/graph_folder.h"

namespace entente {
namespace {

namespace fs = std::filesystem;
using testing::document_name;
using testing::dump;
using testing::GraphFolder;
using testing::read;
using testing::write;
using Kind = Difference::Kind;
using Remedy = Difference::Remedy;

std::map<std::string, std::string> files_of(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().lexically_relative(folder);
    // What RocksDB says while it opens.
    if (entry.is_regular_file() && !name.starts_with("LOG")) files[name] = read(entry.path());
  }
  return files;
}

std::vector<fs::path> logs_of(const fs::path& graph) {
  std::vector<fs::path> logs;
  for (const auto& entry : fs::directory_iterator(graph)) {
    if (entry.path().extension() == ".log") logs.push_back(entry.path());
  }
  std::ranges::sort(logs);
  return logs;
}

struct Repaired {
  Verification found;
  std::vector<Difference> differences;

  std::size_t count(Remedy remedy) const {
    return static_cast<std::size_t>(std::ranges::count(differences, remedy, &Difference::remedy));
  }
};

Repaired repair(const fs::path& graph) {
  Repaired repaired;
  repaired.found = verify(graph, {.repair = Repair::Yes},
                          [&](const Difference& d) { repaired.differences.push_back(d); });
  return repaired;
}

std::size_t differences_in(const fs::path& graph) {
  return verify(graph, {}, [](const Difference&) {}).total();
}

// A graph as a writer leaves it that is killed, and what it was after each change.
class DamagedLogOf {
 public:
  struct Moment {
    std::string changed;        // document
    std::size_t log_bytes = 0;  // that the last log had
    std::string content;
  };

  // With little memory RocksDB makes files of single families now and then, and begins new logs.
  DamagedLogOf(std::size_t steps, std::size_t memory) {
    std::mt19937 random(61);
    {
      Store store = Store::open(made_.graph(), {.mode = StoreMode::Create});
      change(store, random);
      change(store, random);
    }
    Store store = Store::open(made_.graph(), {.mode = StoreMode::ReadWrite, .memory = memory});
    note("");
    for (std::size_t step = 0; step < steps; ++step) {
      if (step == steps / 2) {
        store.decide(testing::merge_decision("person/vladimir-putin", "person/kim-jong-un"));
        store.sync();
        note("");
      }
      const std::string id = change(store, random);
      store.sync();
      note(id);
    }
    fs::copy(made_.graph(), killed_.graph(), fs::copy_options::recursive);
  }

  const std::vector<Moment>& moments() const { return moments_; }
  fs::path graph() const { return killed_.graph(); }

 private:
  static std::string change(Store& store, std::mt19937& random) {
    const std::string id = document_name(random() % 8);
    if (random() % 5 == 0) {
      store.remove_document(id);
    } else {
      const auto triples = testing::random_triples(random, 60, 8);
      store.put_document({.id = id}, testing::triples_of(triples, id));
    }
    return id;
  }

  void note(const std::string& changed) {
    const auto logs = logs_of(made_.graph());
    moments_.push_back({changed, fs::file_size(logs.back()), dump(made_.graph())});
  }

  const GraphFolder made_;
  const GraphFolder killed_;
  std::vector<Moment> moments_;
};

// Damages each log in many ways, each time in a copy of the graph. `look` is told the copy, the log
// and its first byte that is not as it was.
using Look = std::function<void(const fs::path& graph, std::size_t log, std::size_t byte)>;

void damage(const fs::path& graph, std::size_t times, const Look& look) {
  std::mt19937 random(62);
  const auto logs = logs_of(graph);
  for (std::size_t log = 0; log < logs.size(); ++log) {
    const std::string whole = read(logs[log]);
    if (whole.empty()) continue;
    const auto tried = [&](const std::string& how, const std::optional<std::string>& bytes) {
      SCOPED_TRACE(logs[log].filename().string() + ": " + how);
      std::size_t first = 0;
      if (bytes) {
        while (first < bytes->size() && (*bytes)[first] == whole[first]) ++first;
        if (first == whole.size()) return;
      }
      const GraphFolder copy;
      fs::copy(graph, copy.graph(), fs::copy_options::recursive);
      const fs::path damaged = copy.graph() / logs[log].filename();
      if (bytes) {
        write(damaged, *bytes);
      } else {
        fs::remove(damaged);
      }
      EXPECT_NO_THROW(look(copy.graph(), log, first));
    };
    tried("removed", {});
    tried("emptied", "");
    for (std::size_t i = 0; i < times; ++i) {
      const std::size_t at = random() % whole.size();
      tried("cut to " + std::to_string(at) + " bytes", whole.substr(0, at));
      std::string bytes = whole;
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
      tried("a bit of byte " + std::to_string(at) + " flipped", bytes);
      for (const std::size_t size : {std::size_t{300}, std::size_t{70'000}}) {
        bytes = whole;
        const std::size_t zeros = std::min(size, whole.size() - at);
        bytes.replace(at, zeros, zeros, '\0');
        tried(std::to_string(zeros) + " zeros from byte " + std::to_string(at), bytes);
      }
    }
  }
}

TEST(SalvageALog, BringsBackTheLastMomentBeforeTheDamageToTheByte) {
  const DamagedLogOf history(40, std::size_t{64} << 20);
  ASSERT_EQ(logs_of(history.graph()).size(), 1u);
  ASSERT_GT(history.moments().back().log_bytes, std::size_t{96} << 10) << "more than a few blocks";
  std::size_t repaired_graphs = 0;
  std::size_t named = 0;
  damage(history.graph(), 5, [&](const fs::path& graph, std::size_t, std::size_t byte) {
    const auto files = files_of(graph);
    const Repaired repaired = repair(graph);
    const auto& moments = history.moments();
    const auto after =
        std::ranges::find_if(moments, [&](const auto& moment) { return moment.log_bytes > byte; });
    ASSERT_NE(after, moments.begin());
    EXPECT_TRUE(dump(graph) == std::prev(after)->content);
    EXPECT_EQ(differences_in(graph), 0u);

    EXPECT_EQ(repaired.count(Remedy::Salvage), 1u);
    EXPECT_EQ(repaired.differences.size(), 1 + repaired.count(Remedy::StoreAgain))
        << "nothing else is to be repaired";
    ASSERT_TRUE(repaired.found.salvage);
    std::set<std::string> changed;
    for (auto moment = after; moment != moments.end(); ++moment) changed.insert(moment->changed);
    for (const LostChange& lost : repaired.found.salvage->lost) {
      if (lost.family != Family::Documents) continue;
      EXPECT_TRUE(changed.contains(lost.key)) << lost.key;
    }
    named += repaired.found.salvage->lost.size();
    const auto kept = files_of(repaired.found.salvage->kept);
    EXPECT_FALSE(kept.empty());
    for (const auto& [name, bytes] : kept) EXPECT_TRUE(bytes == files.at(name)) << name;
    ++repaired_graphs;
  });
  std::printf("%zu graphs repaired, %zu lost changes named\n", repaired_graphs, named);
  EXPECT_GT(named, 0u);
}

TEST(SalvageALog, OfSeveralBringsBackAMomentOrLeavesTheGraphAsItIs) {
  const DamagedLogOf history(30, std::size_t{128} << 10);
  ASSERT_GT(logs_of(history.graph()).size(), 1u);
  std::size_t repaired = 0;
  std::size_t refused = 0;
  damage(history.graph(), 1, [&](const fs::path& graph, std::size_t, std::size_t) {
    const auto files = files_of(graph);
    try {
      repair(graph);
      ++repaired;
      const std::string content = dump(graph);
      EXPECT_TRUE(std::ranges::any_of(
          history.moments(), [&](const auto& moment) { return moment.content == content; }));
      EXPECT_EQ(differences_in(graph), 0u);
    } catch (const Error& error) {
      ++refused;
      const std::string message = error.what();
      EXPECT_NE(message.find("restore a backup"), std::string::npos) << message;
      EXPECT_NE(message.find("as it was before the repair"), std::string::npos) << message;
      EXPECT_TRUE(files_of(graph) == files);
    }
  });
  std::printf("%zu graphs repaired, %zu refused\n", repaired, refused);
  EXPECT_GT(repaired, 0u);
  EXPECT_GT(refused, 0u);
}

TEST(SalvageALog, LostDocumentsAndDecisionsAreNamedWhereTheyCanBeRead) {
  const DamagedLogOf history(40, std::size_t{64} << 20);
  const fs::path log = logs_of(history.graph()).front();
  std::string bytes = read(log);
  bytes[0] = static_cast<char>(bytes[0] ^ 1);
  write(log, bytes);
  const Repaired repaired = repair(history.graph());
  std::set<Family> families;
  for (const LostChange& lost : repaired.found.salvage->lost) families.insert(lost.family);
  EXPECT_TRUE(families.contains(Family::Documents));
  EXPECT_TRUE(families.contains(Family::Decisions));
}

TEST(SalvageALog, WhatIsStoredAfterwardsStays) {
  const DamagedLogOf history(4, std::size_t{64} << 20);
  fs::remove(logs_of(history.graph()).front());
  repair(history.graph());
  {
    Store store = Store::open(history.graph(), {.mode = StoreMode::ReadWrite});
    store.put_document({.id = "new"}, std::vector<Triple>());
    store.sync();
  }
  EXPECT_TRUE(Store::open(history.graph()).snapshot().document("new"));
  EXPECT_EQ(differences_in(history.graph()), 0u);
}

TEST(SalvageALog, TheNameOfTheListOfFilesIsFoundAgain) {
  const DamagedLogOf history(4, std::size_t{64} << 20);
  const std::string content = history.moments().back().content;
  for (const std::string bytes : {"", "MANIFEST-9", "MANIFEST-987654\n", "nonsense"}) {
    const GraphFolder copy;
    fs::copy(history.graph(), copy.graph(), fs::copy_options::recursive);
    write(copy.graph() / "CURRENT", bytes);
    EXPECT_THROW(Store::open(copy.graph()), Error) << bytes;
    const Repaired repaired = repair(copy.graph());
    ASSERT_TRUE(repaired.found.salvage) << bytes;
    EXPECT_FALSE(repaired.found.salvage->may_have_lost());
    EXPECT_TRUE(dump(copy.graph()) == content) << bytes;
    EXPECT_EQ(differences_in(copy.graph()), 0u) << bytes;
  }
}

TEST(SalvageALog, WithoutTheListOfFilesNothingIsSalvaged) {
  const DamagedLogOf history(4, std::size_t{64} << 20);
  const fs::path log = logs_of(history.graph()).front();
  write(log, read(log).substr(0, 100));
  for (const auto& entry : fs::directory_iterator(history.graph())) {
    if (entry.path().filename().string().starts_with("MANIFEST-")) {
      write(entry.path(), read(entry.path()).substr(0, 50));
    }
  }
  const auto files = files_of(history.graph());
  try {
    repair(history.graph());
    FAIL() << "repaired";
  } catch (const Error& error) {
    const std::string message = error.what();
    EXPECT_NE(message.find("MANIFEST-"), std::string::npos) << message;
    EXPECT_NE(message.find("; restore a backup"), std::string::npos) << message;
  }
  EXPECT_TRUE(files_of(history.graph()) == files);
}

TEST(SalvageALog, AGraphThatIsBeingWrittenIsLeftAlone) {
  const GraphFolder folder;
  Store store = Store::open(folder.graph(), {.mode = StoreMode::Create});
  store.sync();
  const fs::path log = logs_of(folder.graph()).back();
  write(log, "");
  const auto files = files_of(folder.graph());
  try {
    salvage_log(folder.graph(), std::size_t{8} << 20);
    FAIL() << "salvaged";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("open for writing already"), std::string::npos)
        << error.what();
  }
  EXPECT_TRUE(files_of(folder.graph()) == files);
}

}  // namespace
}  // namespace entente
