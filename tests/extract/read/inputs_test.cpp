#include "extract/read/inputs.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "temporary_folder.h"

namespace entente {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> names_of(const std::vector<InputFile>& files) {
  std::vector<std::string> names;
  for (const auto& file : files) names.push_back(file.name);
  return names;
}

TEST(Inputs, AFolderIsWalkedInTheOrderOfNames) {
  const TemporaryFolder folder;
  for (const std::string name : {"b.txt", "a/2.txt", "a/10.txt", "a/c/x.txt", "B.txt", "é.txt"}) {
    folder.write(name, "text");
  }
  const auto files = expand_inputs({folder.path()});
  EXPECT_EQ(names_of(files), (std::vector<std::string>{"B.txt", "a/10.txt", "a/2.txt", "a/c/x.txt",
                                                       "b.txt", "é.txt"}));
  EXPECT_EQ(files[1].path, folder / "a/10.txt");
  EXPECT_EQ(files[1].bytes, 4u);
  EXPECT_EQ(names_of(expand_inputs({folder.path() + "/"})), names_of(files));
}

TEST(Inputs, NamesThatBeginWithADotAreLeftOutOfAFolder) {
  const TemporaryFolder folder;
  folder.write(".hidden/a.txt", "text");
  const auto hidden = folder.write(".a.txt", "text");
  folder.write("b.txt", "text");
  EXPECT_EQ(names_of(expand_inputs({folder.path()})), std::vector<std::string>{"b.txt"});
  EXPECT_EQ(names_of(expand_inputs({hidden})), std::vector<std::string>{".a.txt"});
}

TEST(Inputs, AFileIsNamedByItsBareName) {
  const TemporaryFolder folder;
  const auto file = folder.write("x/y/a.txt", "text");
  EXPECT_EQ(names_of(expand_inputs({file, "-", file})),
            (std::vector<std::string>{"a.txt", "-", "a.txt"}));
}

TEST(Inputs, AGlobNamesFilesFromItsLastFolderWithoutWildcard) {
  const TemporaryFolder folder;
  for (const std::string name : {"n/b/1.txt", "n/a/1.txt", "n/a/2.csv", "n/c/d/1.txt"}) {
    folder.write(name, "text");
  }
  EXPECT_EQ(names_of(expand_inputs({folder / "n/*/*.txt"})),
            (std::vector<std::string>{"a/1.txt", "b/1.txt"}));
  EXPECT_EQ(names_of(expand_inputs({folder / "n/[ac]"})),
            (std::vector<std::string>{"a/1.txt", "a/2.csv", "c/d/1.txt"}));
}

TEST(Inputs, AFileWhoseNameHasWildcardsIsTakenByItsName) {
  const TemporaryFolder folder;
  const auto file = folder.write("what?[1].txt", "text");
  EXPECT_EQ(names_of(expand_inputs({file})), std::vector<std::string>{"what?[1].txt"});
}

TEST(Inputs, WhatDoesNotExistIsAProblem) {
  const TemporaryFolder folder;
  fs::create_symlink("nowhere", folder / "dangling.txt");
  const auto files =
      expand_inputs({folder / "none.txt", folder / "none*.txt", folder / "dangling.txt", ""});
  ASSERT_EQ(files.size(), 4u);
  EXPECT_EQ(files[0].problem, "there is no such file or folder");
  EXPECT_EQ(files[1].problem, "no file matches");
  EXPECT_EQ(files[2].problem, "No such file or directory");
  EXPECT_EQ(files[3].problem, "there is no such file or folder");
}

TEST(Inputs, ALinkBackIsNotFollowedForEver) {
  const TemporaryFolder folder;
  folder.write("a/1.txt", "text");
  folder.write("linked.txt", "text");
  fs::create_directory_symlink("..", folder / "a/up");
  fs::create_symlink("linked.txt", folder / "link.txt");
  const auto files = expand_inputs({folder.path()});
  EXPECT_EQ(names_of(files),
            (std::vector<std::string>{"a/1.txt", folder / "a/up", "link.txt", "linked.txt"}));
  EXPECT_NE(files[1].problem.find("already read"), std::string::npos);
}

TEST(Inputs, LinksThatOnlyPointAtEachOtherAreAProblem) {
  const TemporaryFolder folder;
  fs::create_symlink("b", folder / "a");
  fs::create_symlink("a", folder / "b");
  const auto files = expand_inputs({folder / "a"});
  ASSERT_EQ(files.size(), 1u);
  EXPECT_FALSE(files[0].problem.empty());
}

TEST(Inputs, APipeHasNoKnownSize) {
  const TemporaryFolder folder;
  ASSERT_EQ(::mkfifo((folder / "pipe.jsonl").c_str(), 0600), 0);
  const auto files = expand_inputs({folder / "pipe.jsonl"});
  ASSERT_EQ(files.size(), 1u);
  EXPECT_TRUE(files[0].problem.empty());
  EXPECT_FALSE(files[0].size_known);
}

TEST(Inputs, APipeInAFolderIsAProblemForItWouldBlock) {
  const TemporaryFolder folder;
  ASSERT_EQ(::mkfifo((folder / "pipe.jsonl").c_str(), 0600), 0);
  const auto files = expand_inputs({folder.path()});
  ASSERT_EQ(files.size(), 1u);
  EXPECT_EQ(files[0].problem, "this is neither a file nor a folder");
}

TEST(Inputs, AFolderWithoutPermissionIsAProblem) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const TemporaryFolder folder;
  folder.write("closed/a.txt", "text");
  fs::permissions(folder / "closed", fs::perms::none);
  const auto files = expand_inputs({folder.path()});
  fs::permissions(folder / "closed", fs::perms::owner_all);
  ASSERT_EQ(files.size(), 1u);
  EXPECT_TRUE(files[0].problem.starts_with("the folder cannot be read: "));
}

}  // namespace
}  // namespace entente
