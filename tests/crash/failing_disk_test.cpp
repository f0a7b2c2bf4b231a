// A graph is written on a disk that fails, at any step, and is looked at afterwards.
//   ENTENTE_FAULTS=N   how often for each kind of fault; without it 30 times
#include "tests/crash/failing_disk.h"

#include <cstdlib>
#include <gtest/gtest.h>
#include <optional>
#include <tuple>

#include "extract/error.h"
#include "tests/crash/workload.h"
#include "tests/store/graph_folder.h"

namespace entente {
namespace {

using testing::FailingDisk;
using testing::Fault;
using testing::WorkloadState;

std::size_t faults_wanted() {
  const char* const wanted = std::getenv("ENTENTE_FAULTS");
  return wanted == nullptr ? 30 : std::strtoull(wanted, nullptr, 10);
}

// For each kind of fault in parts, each of its own seed, that may run at the same time.
class Disk : public ::testing::TestWithParam<std::tuple<Fault, unsigned>> {
 protected:
  static constexpr std::size_t parts = 3;

  // Opens the graph and changes it until an error is reported or enough is done. What failed is
  // tried once more, as a user would, and refused.
  void work(std::mt19937& random) {
    begun_ = acknowledged_;
    try {
      Store store = Store::open(
          folder_.graph(),
          {.mode = StoreMode::Create, .memory = testing::workload_memory, .file_system = disk_});
      for (auto left = 5 + random() % 60; left > 0; --left) {
        const std::size_t number = std::exchange(begun_, begun_ + 1) + 1;
        attempt([&] { testing::change(store, number); });
        if (number % 4 != 0) continue;
        attempt([&] { store.sync(); });
        acknowledged_ = number;
      }
    } catch (const Error& error) {
      ++reported_;
      last_error_ = error.what();
    }
  }

  template <typename Action>
  static void attempt(const Action& action) {
    try {
      action();
    } catch (const Error&) {
      EXPECT_THROW(action(), Error);
      throw;
    }
  }

  const testing::GraphFolder folder_;
  const std::shared_ptr<FailingDisk> disk_ = std::make_shared<FailingDisk>();
  std::size_t acknowledged_ = 0;  // the last change that was synced
  std::size_t begun_ = 0;         // the last change that was tried
  std::size_t reported_ = 0;
  std::string last_error_;
};

TEST_P(Disk, WhateverFailsNothingAcknowledgedIsLost) {
  const auto [fault, seed] = GetParam();
  std::mt19937 random(seed);
  WorkloadState state;
  std::size_t in_state = 0;
  std::size_t faults = 0;
  std::size_t lost_power = 0;
  const std::size_t rounds = (faults_wanted() + parts - 1) / parts;
  for (std::size_t round = 0; round < rounds; ++round) {
    SCOPED_TRACE("round " + std::to_string(round) + " of seed " + std::to_string(seed));
    const std::size_t reported_before = reported_;
    disk_->fail(fault, random() % 300);
    work(random);
    const bool failed = disk_->has_failed();
    faults += failed ? 1 : 0;
    if (!failed) {
      EXPECT_EQ(reported_, reported_before) << last_error_;
    }
    // A disk that failed otherwise loses power too, half of the time.
    if (fault == Fault::PowerLoss || random() % 2 == 0) {
      disk_->lose_power(random);
      ++lost_power;
    }
    disk_->mend();
    while (in_state < acknowledged_) testing::change(state, ++in_state);
    const testing::Recovery found = testing::recover(folder_.graph(), state, acknowledged_, begun_);
    ASSERT_EQ(found.fault, "") << "after: " << last_error_;
    acknowledged_ = found.changes;
  }
  std::printf(
      "%zu rounds, %zu faults, %zu reported, %zu times the power lost; %zu changes kept, 0 "
      "acknowledged ones lost, 0 doubled; last error: %s\n",
      rounds, faults, reported_, lost_power, acknowledged_, last_error_.c_str());
  EXPECT_GT(faults, 0u);
  EXPECT_GT(reported_, 0u);
}

TEST(PowerLossInBulk, EachStepIsThereAsAWholeOrNotAtAll) {
  std::mt19937 random(72);
  const testing::GraphFolder folder;
  const auto disk = std::make_shared<FailingDisk>();
  std::size_t acknowledged = 0;
  std::size_t faults = 0;
  const std::size_t rounds = faults_wanted();
  for (std::size_t round = 0; round < rounds; ++round) {
    SCOPED_TRACE("round " + std::to_string(round) + " of seed 72");
    disk->fail(Fault::PowerLoss, random() % 400);
    try {
      Store store = Store::open(
          folder.graph(),
          {.mode = StoreMode::Create, .memory = testing::bulk_memory, .file_system = disk});
      for (int step = 0; step < 3; ++step) {
        testing::put_in_bulk(store, acknowledged);
        ++acknowledged;
      }
    } catch (const Error& power_is_off) {
      ASSERT_TRUE(disk->has_failed()) << power_is_off.what();
    }
    faults += disk->has_failed() ? 1 : 0;
    disk->lose_power(random);
    disk->mend();
    const testing::Recovery found = testing::recover_bulk(folder.graph(), acknowledged);
    ASSERT_EQ(found.fault, "");
    acknowledged = found.changes;
  }
  std::printf("%zu rounds, %zu times while writing; %zu steps acknowledged, 0 lost, 0 doubled\n",
              rounds, faults, acknowledged);
  EXPECT_GT(faults, 0u);
}

TEST(FailingDisk, FullDiskSaysWhatToDo) {
  const testing::GraphFolder folder;
  const auto disk = std::make_shared<FailingDisk>();
  Store store = Store::open(folder.graph(), {.mode = StoreMode::Create, .file_system = disk});
  disk->fail(Fault::DiskFull, 0);
  try {
    for (std::size_t number = 1; number < 10; ++number) testing::change(store, number);
    ADD_FAILURE() << "nothing was said";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("make room on the disk"), std::string::npos)
        << error.what();
  }
}

std::string name_of(Fault fault) {
  switch (fault) {
    case Fault::PowerLoss:
      return "PowerLoss";
    case Fault::DiskFull:
      return "DiskFull";
    case Fault::ShortWrite:
      return "ShortWrite";
    case Fault::SyncFails:
      return "SyncFails";
  }
  return "Unknown";
}

INSTANTIATE_TEST_SUITE_P(Faults, Disk,
                         ::testing::Combine(::testing::Values(Fault::PowerLoss, Fault::DiskFull,
                                                              Fault::ShortWrite, Fault::SyncFails),
                                            ::testing::Range(71u, 74u)),
                         [](const auto& at) {
                           return name_of(std::get<Fault>(at.param)) +
                                  std::to_string(std::get<unsigned>(at.param));
                         });

}  // namespace
}  // namespace entente
