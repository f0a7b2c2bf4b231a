#include "extract/language/common_names.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <string>

#include "extract/error.h"
#include "language_files.h"

namespace entente {
namespace {

namespace fs = std::filesystem;

// A folder of languages with nothing but a file of common names; removed with the object.
class NamesFolder {
 public:
  explicit NamesFolder(const std::string& content)
      : path_(fs::temp_directory_path() /
              ("entente-names-" +
               std::string(testing::UnitTest::GetInstance()->current_test_info()->name()))) {
    fs::create_directories(path_);
    std::ofstream(path_ / "common_names.json") << content;
  }
  ~NamesFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  NamesFolder(const NamesFolder&) = delete;
  NamesFolder& operator=(const NamesFolder&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string reason_of_refusal(const std::string& content) {
  const NamesFolder folder(content);
  try {
    CommonNames::load(folder.path());
  } catch (const InputError& error) {
    return error.reason();
  }
  return "none";
}

TEST(CommonNames, AreGivenNamesAndSurnamesInAnyCaseAndWithoutAccents) {
  const CommonNames names = CommonNames::load(languages);
  for (const char* name : {"García", "GARCIA", "Smith", "Ana", "Ángel", "Kim"}) {
    EXPECT_TRUE(names.contains(name)) << name;
  }
  for (const char* name : {"", "Shoigu", "Ana García", "de"}) {
    EXPECT_FALSE(names.contains(name)) << name;
  }
}

TEST(CommonNames, OfGivenNamesSayWhoseTheyAre) {
  const CommonNames names = CommonNames::load(languages);
  EXPECT_EQ(names.gender_of("Ana"), Gender::Feminine);
  EXPECT_EQ(names.gender_of("Luis"), Gender::Masculine);
  EXPECT_EQ(names.gender_of("Robin"), Gender::Unknown);
  EXPECT_EQ(names.gender_of("García"), Gender::Unknown);
  EXPECT_TRUE(names.is_given("Robin"));
  EXPECT_FALSE(names.is_given("García"));
}

TEST(CommonNames, AreNoneWhereThereIsNoFile) {
  EXPECT_FALSE(CommonNames::load(languages / "es").contains("García"));
}

TEST(CommonNames, AreListedOnce) {
  EXPECT_EQ(reason_of_refusal(R"({"women": ["ana"], "men": ["ana"]})"), "\"ana\" is listed twice");
  EXPECT_EQ(reason_of_refusal(R"({"women": ["ana"], "surnames": ["ana"]})"),
            "\"ana\" is listed twice");
  EXPECT_EQ(reason_of_refusal(R"({"women": ["ana"], "surnames": ["gil"]})"), "none");
}

TEST(CommonNames, HaveNoOtherFields) {
  EXPECT_NE(reason_of_refusal(R"({"girls": ["ana"]})").find("girls"), std::string::npos);
}

}  // namespace
}  // namespace entente
