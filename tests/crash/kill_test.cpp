// A process that writes a graph is killed again and again, at any moment, and the graph is looked
// at.
//   ENTENTE_KILLS=N   how often, all parts together; 300 without it
#include <cstdlib>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <random>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "extract/error.h"
#include "tests/crash/workload.h"
#include "tests/store/graph_folder.h"

namespace entente {
namespace {

std::size_t kills_wanted() {
  const char* const wanted = std::getenv("ENTENTE_KILLS");
  return wanted == nullptr ? 300 : std::strtoull(wanted, nullptr, 10);
}

void sleep_for(std::size_t microseconds) {
  const timespec time{.tv_sec = 0, .tv_nsec = static_cast<long>(microseconds) * 1000};
  ::nanosleep(&time, nullptr);
}

// crash_writer at work, killed at the latest with this object.
class Writer {
 public:
  // `how`: "bulk", or nullptr.
  Writer(const std::filesystem::path& graph, std::size_t first, const char* how = nullptr)
      : last_(first - 1) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw Error("there is no pipe");
    from_ = ends[0];
    const std::string number = std::to_string(first);
    process_ = ::fork();
    if (process_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::execl(ENTENTE_CRASH_WRITER, ENTENTE_CRASH_WRITER, graph.c_str(), number.c_str(), how,
              nullptr);
      ::_exit(127);
    }
    ::close(ends[1]);
    if (process_ < 0) throw Error("the writer cannot be started");
  }
  ~Writer() {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, &status_, 0);
    ::close(from_);
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // Waits for its next word; false where none will come.
  bool listen() {
    std::size_t number = 0;
    if (::read(from_, &number, sizeof number) != sizeof number) return false;
    last_ = number;
    return true;
  }

  // Ends it, and hears what it had said before. False where it had ended by itself.
  bool kill() {
    ::kill(process_, SIGKILL);
    while (listen()) continue;
    siginfo_t end{};
    return ::waitid(P_PID, static_cast<id_t>(process_), &end, WEXITED | WNOWAIT) == 0 &&
           end.si_code == CLD_KILLED;
  }

  std::size_t last_acknowledged() const { return last_; }
  pid_t process() const { return process_; }

 private:
  pid_t process_ = -1;
  int from_ = -1;
  int status_ = 0;
  std::size_t last_;
};

// In parts, each of its own seed, that may run at the same time.
class Crash : public ::testing::TestWithParam<unsigned> {
 protected:
  static constexpr std::size_t parts = 3;
};

TEST_P(Crash, KilledWriterLosesNothingThatItHadAcknowledged) {
  const std::size_t kills = (kills_wanted() + parts - 1) / parts;
  std::mt19937 random(GetParam());
  const testing::GraphFolder folder;
  testing::WorkloadState state;
  std::size_t changes = 0;  // in the graph
  std::size_t acknowledged = 0;
  std::size_t while_opening = 0;
  for (std::size_t round = 0; round < kills; ++round) {
    SCOPED_TRACE("kill " + std::to_string(round));
    std::size_t last = 0;
    {
      Writer writer(folder.graph(), changes + 1);
      // One in eight is killed while it opens the graph or begins, the others after some changes.
      if (random() % 8 != 0) {
        for (auto left = 1 + random() % 30; left > 0; --left) ASSERT_TRUE(writer.listen());
        sleep_for(random() % 2000);
      } else {
        sleep_for(random() % 40000);
      }
      ASSERT_TRUE(writer.kill()) << "the writer ended by itself";
      last = writer.last_acknowledged();
    }
    while_opening += last == changes ? 1 : 0;
    acknowledged += last - changes;
    while (changes < last) testing::change(state, ++changes);
    const testing::Recovery found = testing::recover(folder.graph(), state, changes, changes + 1);
    ASSERT_EQ(found.fault, "");
    while (changes < found.changes) testing::change(state, ++changes);
  }
  std::printf(
      "%zu kills, %zu of them before the first change; %zu changes acknowledged, 0 lost, "
      "0 doubled; %zu graphs verified\n",
      kills, while_opening, acknowledged, kills);
  EXPECT_GT(acknowledged, kills);
}

TEST(CrashInBulk, EachStepIsThereAsAWholeOrNotAtAll) {
  const std::size_t kills = (kills_wanted() + 4) / 5;
  constexpr unsigned seed = 64;
  std::mt19937 random(seed);
  std::size_t acknowledged = 0;
  std::size_t not_acknowledged = 0;
  auto folder = std::make_unique<testing::GraphFolder>();
  std::size_t steps = 0;  // in the graph
  for (std::size_t round = 0; round < kills; ++round) {
    SCOPED_TRACE("kill " + std::to_string(round) + " of seed " + std::to_string(seed));
    if (round % 10 == 0) {  // else the graph grows and grows
      folder = std::make_unique<testing::GraphFolder>();
      steps = 0;
    }
    std::size_t last = 0;
    {
      Writer writer(folder->graph(), steps + 1, "bulk");
      for (auto left = random() % 4; left > 0; --left) ASSERT_TRUE(writer.listen());
      sleep_for(random() % 40000);
      ASSERT_TRUE(writer.kill()) << "the writer ended by itself";
      last = writer.last_acknowledged();
    }
    acknowledged += last - steps;
    const testing::Recovery found = testing::recover_bulk(folder->graph(), last);
    ASSERT_EQ(found.fault, "");
    not_acknowledged += found.changes - last;
    steps = found.changes;
  }
  std::printf(
      "%zu kills; %zu steps of %zu documents acknowledged, 0 lost, 0 doubled; %zu more were there "
      "as a whole\n",
      kills, acknowledged, testing::documents_in_bulk, not_acknowledged);
  EXPECT_GT(acknowledged, 0u);
}

TEST(SecondWriter, IsToldTheProcessOfTheFirst) {
  const testing::GraphFolder folder;
  Writer writer(folder.graph(), 1);
  ASSERT_TRUE(writer.listen());
  try {
    Store::open(folder.graph(), {.mode = StoreMode::ReadWrite});
    ADD_FAILURE() << "two processes write one graph";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("by process " + std::to_string(writer.process())),
              std::string::npos)
        << error.what();
  }
  EXPECT_TRUE(writer.listen()) << "the first writer has stopped";
}

INSTANTIATE_TEST_SUITE_P(Random, Crash, ::testing::Range(61u, 64u),
                         [](const auto& seed) { return "Seed" + std::to_string(seed.param); });

}  // namespace
}  // namespace entente
