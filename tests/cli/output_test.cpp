#include "cli/output.h"

#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "extract/error.h"
#include "tests/cli/temporary_folder.h"

namespace entente {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
  std::ostringstream content;
  content << std::ifstream(file).rdbuf();
  return content.str();
}

std::size_t files_in(const fs::path& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST(Output, AFileAppearsOnlyWhenItIsWhole) {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "graph.xml";
  {
    Output output(file);
    output.stream() << "whole";
    output.stream().flush();
    EXPECT_FALSE(fs::exists(file));
    output.commit();
  }
  EXPECT_EQ(content_of(file), "whole");
  EXPECT_EQ(files_in(folder.path()), 1u);
}

TEST(Output, WhatIsNotCommittedLeavesTheOldFileAsItWas) {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "graph.xml";
  std::ofstream(file) << "old";
  {
    Output output(file);
    output.stream() << "half";
  }
  EXPECT_EQ(content_of(file), "old");
  EXPECT_EQ(files_in(folder.path()), 1u);
}

TEST(Output, ALinkIsFollowedNotReplaced) {
  const TemporaryFolder folder;
  std::ofstream(folder.path() / "real") << "old";
  fs::create_symlink(folder.path() / "real", folder.path() / "link");
  Output output(folder.path() / "link");
  output.stream() << "new";
  output.commit();
  EXPECT_TRUE(fs::is_symlink(folder.path() / "link"));
  EXPECT_EQ(content_of(folder.path() / "real"), "new");
}

TEST(Output, AFullDiskIsAnErrorThatNamesTheFile) {
  Output output("/dev/full");
  output.stream() << "does not fit";
  try {
    output.commit();
    FAIL() << "writing to a full device passed for success";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "/dev/full: cannot be written: No space left on device");
  }
}

TEST(Output, AFullDiskStopsLongWritingEarly) {
  Output output("/dev/full");
  EXPECT_THROW(for (int i = 0; i < 1'000'000; ++i) output.stream()
                   << "more than fits into the buffer",
               Error);
}

TEST(Output, AFolderThatIsNotThereIsAnErrorThatNamesThePath) {
  try {
    Output output("/nowhere/at/all/graph.xml");
    FAIL() << "opened a file in a folder that is not there";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("/nowhere/at/all/graph.xml"), std::string::npos);
  }
}

}  // namespace
}  // namespace entente
