#include "extract/read/language_code.h"

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(LanguageCode, IsReadFromAnyOfTheStandardsForms) {
  for (const char* form : {"es", "ES", "spa", "es-MX", "es_419", "es-Latn-ES"}) {
    EXPECT_EQ(parse_language_code(form), "es") << form;
  }
  EXPECT_EQ(parse_language_code("ast"), "ast");  // Asturian has no code of two letters
}

TEST(LanguageCode, ThatIsNotKnownIsAsIfNoneWereGiven) {
  EXPECT_EQ(parse_language_code("und"), "");
  EXPECT_EQ(parse_language_code("UND-Latn"), "");
}

TEST(LanguageCode, IsNothingElse) {
  for (const char* form : {"", "e", "Spanish", "e1", "es MX", "-es", "ñe", "es-ñ"}) {
    EXPECT_EQ(parse_language_code(form), std::nullopt) << form;
  }
}

TEST(LanguageCode, HasAnEnglishNameOrStandsForItself) {
  EXPECT_EQ(language_name("pt"), "Portuguese");
  EXPECT_EQ(language_name("xx"), "xx");
}

}  // namespace
}  // namespace entente
