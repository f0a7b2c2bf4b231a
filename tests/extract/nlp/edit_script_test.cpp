#include "extract/nlp/edit_script.h"

#include <gtest/gtest.h>

#include "extract/error.h"

namespace entente {
namespace {

std::optional<std::string> edit(std::string_view script, std::string_view form) {
  return EditScript(script).apply(form, lower_utf8(form));
}

TEST(EditScript, CutsAndAddsAtBothEnds) {
  EXPECT_EQ(edit("0,1,,ar,l", "Llegó"), "llegar");
  EXPECT_EQ(edit("0,0,,,l", "MÉXICO"), "méxico");
  EXPECT_EQ(edit("0,0,,,k", "México"), "México");
  EXPECT_EQ(edit("3,0,so,,l", "subió"), "soió");
  EXPECT_EQ(edit("1,1,h,er,k", "ñé"), "her");
}

TEST(EditScript, CannotCutMoreThanThereIs) {
  EXPECT_EQ(edit("0,3,,ar,l", "ñé"), std::nullopt);
  EXPECT_EQ(edit("2,1,,ar,l", "ñé"), std::nullopt);
  EXPECT_EQ(edit("0,2,,ar,l", "ñé"), "ar");
}

TEST(EditScript, NothingIsNoLemma) { EXPECT_EQ(edit("0,2,,,l", "ñé"), std::nullopt); }

TEST(EditScript, FaultyScriptsAreNamed) {
  for (const std::string script :
       {"", "0,0,,", "0,0,,,x", "a,0,,,l", "-1,0,,,l", "0,0,,,l,", "0,,,,l"}) {
    try {
      EditScript{script};
      ADD_FAILURE() << script;
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find("\"" + script + "\""), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace entente
