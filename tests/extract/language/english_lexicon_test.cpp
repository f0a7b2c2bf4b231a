// What the shipped English lexicon knows of nouns, posts and words that qualify a clause.
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "extract/language/lexicon.h"
#include "language_files.h"

namespace entente {
namespace {

using nlohmann::json;

const Lexicon& english() {
  static const Lexicon lexicon = Lexicon::load(languages / "en");
  return lexicon;
}

// The class of each relation label of a list of entries, ROLE where an entry has none.
std::map<std::string, std::set<std::string>> classes_of_labels(const json& entries) {
  std::map<std::string, std::set<std::string>> classes;
  for (const json& entry : entries) {
    classes[entry.at("relation")].insert(entry.value("class", std::string("ROLE")));
  }
  return classes;
}

TEST(EnglishLexicon, HasNounFramesOfEveryClass) {
  std::set<std::string> classes;
  const json nouns = read_json(languages / "en/nouns.json");
  for (const json& frame : nouns.at("frames")) classes.insert(frame.at("class"));
  EXPECT_EQ(classes.size(), relation_class_count);
  EXPECT_GE(english().noun_frame_count(), 565U);
}

// A label in one language means what it means in the other.
TEST(EnglishLexicon, GivesRolesTheClassesThatSpanishGivesThem) {
  const auto spanish = classes_of_labels(read_json(languages / "es/roles.json").at("roles"));
  for (const auto& [label, classes] :
       classes_of_labels(read_json(languages / "en/roles.json").at("roles"))) {
    const auto same = spanish.find(label);
    if (same != spanish.end()) {
      EXPECT_EQ(classes, same->second) << label;
    }
  }
}

TEST(EnglishLexicon, KnowsGenitivesAndNamesBeforeTheNoun) {
  const NounFrame& support = english().noun_frames("support").at(0);
  EXPECT_TRUE(holds(support.subjects, "poss"));
  EXPECT_TRUE(holds(support.subjects, "compound"));
  EXPECT_TRUE(holds(support.targets, "for"));
}

TEST(EnglishLexicon, KnowsPostsWithTheirPrepositions) {
  for (const char* post : {"president", "prime minister", "vice president", "secretary general",
                           "secretary of state", "gen.", "chief of staff", "brother in law"}) {
    EXPECT_NE(english().role(post), nullptr) << post;
  }
  EXPECT_TRUE(holds(english().role("spokeswoman")->prepositions, "for"));
  EXPECT_TRUE(holds(english().role("professor")->prepositions, "at"));
  EXPECT_TRUE(english().role("president")->prepositions.empty());
  EXPECT_EQ(english().role("striker")->class_for(EntityType::GeoPolitical), RelationClass::Member);
  EXPECT_EQ(*english().portfolio("defense"), *english().portfolio("defence"));
  EXPECT_EQ(*english().role_modifier("ex"), "former");
}

TEST(EnglishLexicon, KnowsWhatQualifiesAClause) {
  EXPECT_TRUE(english().is_reporting_verb("say"));
  EXPECT_TRUE(english().is_attribution("according to"));
  EXPECT_EQ(english().modal_verbs("may").at(0).modality, Modality::Possible);
  EXPECT_EQ(english().modal_verbs("will").at(0).modality, Modality::Planned);
  EXPECT_EQ(english().modal_verbs("refuse").at(0).modality, Modality::Negated);
  EXPECT_EQ(english().modal_verbs("refuse").at(0).preposition, "to");
  EXPECT_EQ(english().modal_adverb("reportedly"), Modality::Possible);
  EXPECT_TRUE(english().is_negation("not"));
  EXPECT_TRUE(english().is_state_noun("government"));
  EXPECT_TRUE(english().is_private("villager"));
  EXPECT_FALSE(english().is_private("minister"));
  EXPECT_TRUE(holds(english().grammar().against, "against"));
  EXPECT_EQ(english().state_body("air force")->english, "Air Force");
}

}  // namespace
}  // namespace entente
