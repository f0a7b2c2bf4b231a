#include "cli/output.h"

#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

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

// The number of a process that has ended.
std::string number_that_is_gone() {
  const pid_t process = fork();
  if (process == 0) _exit(0);
  EXPECT_EQ(waitpid(process, nullptr, 0), process);
  return std::to_string(process);
}

// What a process that is gone has left is taken away, also one of this number, in a container that
// was started again; not so what one is writing, or another file.
template <typename Write>
void expect_leftovers_removed(const Write& write) {
  const TemporaryFolder folder;
  const auto unfinished = [&](const std::string& number) {
    return folder.file("graph.unfinished-" + number);
  };
  const std::string left = unfinished(number_that_is_gone());
  const std::string left_by_this_number = unfinished(number_of_process());
  const std::string being_written = unfinished(std::to_string(getppid()));
  const std::string locked = unfinished(number_that_is_gone());
  ASSERT_NE(locked, left);
  const std::string other = unfinished("notes");
  const std::string draft = left + "-draft";
  for (const std::string& name : {left, left_by_this_number, being_written, locked, other, draft}) {
    std::ofstream{name} << "x";
  }
  const Claim on_another_machine(locked);
  write(folder.file("graph"));
  EXPECT_FALSE(fs::exists(left));
  EXPECT_FALSE(fs::exists(left_by_this_number));
  EXPECT_TRUE(fs::exists(being_written));
  EXPECT_TRUE(fs::exists(locked));
  EXPECT_TRUE(fs::exists(other));
  EXPECT_TRUE(fs::exists(draft));
  EXPECT_TRUE(fs::exists(folder.file("graph")));
}

TEST(Output, WhatAKilledProcessLeftIsTakenAway) {
  expect_leftovers_removed([](const std::string& place) {
    Output output(place);
    output.commit();
  });
  expect_leftovers_removed([](const std::string& place) {
    OutputFolder output(place);
    output.commit();
  });
}

// Another container may have a process of this number.
template <typename Made>
void expect_taken_place_named(const Made& make) {
  const TemporaryFolder folder;
  const std::string taken = folder.file("graph.unfinished-" + number_of_process());
  std::ofstream{taken} << "x";
  const Claim in_another_container(taken);
  try {
    make(folder.file("graph"));
    FAIL() << "wrote what another is writing";
  } catch (const Error& error) {
    const std::string message = error.what();
    EXPECT_TRUE(message.starts_with(taken + ": ")) << message;
    EXPECT_TRUE(message.ends_with(": File exists")) << message;
  }
  EXPECT_EQ(content_of(taken), "x");
}

TEST(Output, WhatAnotherIsWritingIsLeftAloneAndNamed) {
  expect_taken_place_named([](const std::string& place) { Output{place}; });
  expect_taken_place_named([](const std::string& place) { OutputFolder{place}; });
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

TEST(OutputFolder, AFolderAppearsOnlyWhenItIsWhole) {
  const TemporaryFolder folder;
  const fs::path place = folder.path() / "csv";
  {
    OutputFolder output(place);
    std::ostream& nodes = output.open("nodes.csv");
    output.open("edges.csv") << "edges";
    nodes << "nodes";
    nodes.flush();
    EXPECT_FALSE(fs::exists(place));
    output.commit();
  }
  EXPECT_EQ(content_of(place / "nodes.csv"), "nodes");
  EXPECT_EQ(content_of(place / "edges.csv"), "edges");
  EXPECT_EQ(files_in(place), 2u);
  EXPECT_EQ(files_in(folder.path()), 1u);
}

TEST(OutputFolder, WhatIsNotCommittedLeavesNothing) {
  const TemporaryFolder folder;
  {
    OutputFolder output(folder.path() / "csv");
    output.open("nodes.csv") << "half";
  }
  EXPECT_EQ(files_in(folder.path()), 0u);
}

TEST(OutputFolder, AnEmptyFolderAndALinkToOneAreFilled) {
  const TemporaryFolder folder;
  fs::create_directory(folder.path() / "real");
  fs::create_directory_symlink(folder.path() / "real", folder.path() / "link");
  OutputFolder output(folder.path() / "link/");
  output.open("nodes.csv") << "new";
  output.commit();
  EXPECT_TRUE(fs::is_symlink(folder.path() / "link"));
  EXPECT_EQ(content_of(folder.path() / "real" / "nodes.csv"), "new");
}

TEST(OutputFolder, ANameWithoutAFolderIsOfTheCurrentOne) {
  const TemporaryFolder folder;
  const fs::path before = fs::current_path();
  fs::current_path(folder.path());
  OutputFolder output("csv");
  output.open("nodes.csv") << "here";
  output.commit();
  fs::current_path(before);
  EXPECT_EQ(content_of(folder.path() / "csv" / "nodes.csv"), "here");
}

TEST(OutputFolder, WhatIsThereAlreadyIsLeftAsItIsAndNamed) {
  const TemporaryFolder folder;
  fs::create_directory(folder.path() / "full");
  std::ofstream(folder.path() / "full" / "letter") << "old";
  for (const fs::path& taken : {folder.path() / "full", folder.path() / "full" / "letter"}) {
    try {
      OutputFolder output(taken);
      FAIL() << "wrote over " << taken;
    } catch (const Error& error) {
      EXPECT_TRUE(std::string(error.what()).starts_with(taken.string() + ": is a")) << error.what();
    }
  }
  EXPECT_EQ(content_of(folder.path() / "full" / "letter"), "old");
  EXPECT_EQ(files_in(folder.path() / "full"), 1u);
}

TEST(OutputFolder, AFolderThatSomebodyElseFilledMeanwhileIsLeftAsItIs) {
  const TemporaryFolder folder;
  const fs::path place = folder.path() / "csv";
  {
    OutputFolder output(place);
    output.open("nodes.csv") << "ours";
    fs::create_directory(place);
    std::ofstream(place / "letter") << "theirs";
    EXPECT_THROW(output.commit(), Error);
  }
  EXPECT_EQ(files_in(place), 1u);
  EXPECT_EQ(files_in(folder.path()), 1u);
}

}  // namespace
}  // namespace entente
