// Files of a graph are damaged, one at a time and in many places: whoever opens it then is answered
// as before, or told which graph is damaged and what to do.
#include <cstdio>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <iterator>
#include <optional>
#include <random>

#include "extract/error.h"
#include "store/verify.h"
#include "tests/graph/random_triples.h"
#include "tests/store/graph_folder.h"
#include "tests/store/put_documents.h"

namespace entente {
namespace {

namespace fs = std::filesystem;
using testing::document_name;
using testing::dump;
using testing::GraphFolder;
using testing::read;
using testing::write;

// A graph with documents in sorted files and, synced, in the log.
class DamageTo : public ::testing::Test {
 protected:
  static constexpr std::size_t documents = 6;

  DamageTo() {
    std::mt19937 random(51);
    const auto triples = testing::random_triples(random, 120, documents);
    for (const std::size_t count : {std::size_t{3}, std::size_t{0}, documents}) {
      // Opening for writing moves what was stored into sorted files.
      Store store = Store::open(folder_.graph(), {.mode = StoreMode::Create});
      testing::put_documents(store, triples, count);
      store.sync();
    }
    content_ = dump(folder_.graph());
  }

  // The files whose names begin and end so.
  std::vector<fs::path> files(std::string_view begin, std::string_view end) const {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(folder_.graph())) {
      const std::string name = entry.path().filename().string();
      if (name.starts_with(begin) && name.ends_with(end)) found.push_back(entry.path());
    }
    EXPECT_FALSE(found.empty()) << begin << end;
    return found;
  }

  // Damages each of `files` in many ways, each time in a copy of the graph.
  void damage(const std::vector<fs::path>& files) {
    std::mt19937 random(52);
    for (const fs::path& file : files) {
      const std::string whole = read(file);
      if (whole.empty()) continue;
      const auto tried = [&](const std::string& how, const std::optional<std::string>& bytes) {
        SCOPED_TRACE(file.filename().string() + ": " + how);
        const GraphFolder copy;
        fs::copy(folder_.graph(), copy.graph());
        const fs::path damaged = copy.graph() / file.filename();
        if (bytes) {
          write(damaged, *bytes);
        } else {
          fs::remove(damaged);
        }
        look_at(copy.graph());
      };
      tried("removed", {});
      tried("emptied", "");
      tried("its last byte cut off", whole.substr(0, whole.size() - 1));
      for (std::size_t i = 0; i < cuts; ++i) {
        const std::size_t size = random() % whole.size();
        tried("cut to " + std::to_string(size) + " bytes", whole.substr(0, size));
      }
      for (std::size_t i = 0; i < flips; ++i) {
        const std::size_t at = random() % whole.size();
        const unsigned bit = random() % 8;
        std::string bytes = whole;
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << bit));
        tried("bit " + std::to_string(bit) + " of byte " + std::to_string(at) + " flipped", bytes);
      }
      for (std::size_t i = 0; i < cuts; ++i) {
        const std::size_t at = random() % whole.size();
        std::string bytes = whole;
        bytes.replace(at, std::min<std::size_t>(512, whole.size() - at),
                      std::min<std::size_t>(512, whole.size() - at), '\0');
        tried("zeros from byte " + std::to_string(at), bytes);
      }
    }
    std::printf("%zu damages: %zu reported, %zu answered as before\n", reported_ + answered_,
                reported_, answered_);
  }

  void look_at(const fs::path& graph) {
    const bool read = looks(graph, [&] { EXPECT_TRUE(dump(graph) == content_); });
    const bool verified = looks(graph, [&] {
      std::size_t differences = 0;
      verify(graph, {}, [&](const Difference&) { ++differences; });
      EXPECT_TRUE(read || differences > 0) << "verify finds nothing where reading fails";
    });
    const bool written = looks(graph, [&] {
      Store::open(graph, {.mode = StoreMode::Create});
      EXPECT_TRUE(dump(graph) == content_) << "another answer once it was opened for writing";
    });
    ++(read && verified && written ? answered_ : reported_);
  }

  // False where it is told that the graph is damaged.
  bool looks(const fs::path& graph, const std::function<void()>& look) {
    try {
      look();
      return true;
    } catch (const Error& error) {
      const std::string message = error.what();
      EXPECT_NE(message.find(graph.string()), std::string::npos) << message;
      EXPECT_NE(message.find("restore a backup"), std::string::npos) << message;
      return false;
    }
  }

  static constexpr std::size_t cuts = 2;
  static constexpr std::size_t flips = 8;

  const GraphFolder folder_;
  std::string content_;
  std::size_t reported_ = 0;
  std::size_t answered_ = 0;
};

TEST_F(DamageTo, SortedFilesGivesNoOtherAnswer) { damage(files("", ".sst")); }
TEST_F(DamageTo, TheLogGivesNoOtherAnswer) { damage(files("", ".log")); }
TEST_F(DamageTo, TheListOfFilesGivesNoOtherAnswer) { damage(files("MANIFEST-", "")); }
TEST_F(DamageTo, TheNameOfThatListGivesNoOtherAnswer) { damage(files("CURRENT", "")); }
TEST_F(DamageTo, TheNotesOfWhatIsSyncedGivesNoOtherAnswer) { damage(files("SYNCED", "")); }
TEST_F(DamageTo, WhatNoAnswerNeedsIsNotNoticed) {
  damage(files("OPTIONS-", ""));
  damage(files("IDENTITY", ""));
  EXPECT_EQ(reported_, 0u);
}

}  // namespace
}  // namespace entente
