// What the languages share: the same country and the same known entity have the same code, English
// name and type in all of them, so that documents of two languages speak of one entity.
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>

#include "extract/entity_id.h"
#include "extract/language/lexicon.h"
#include "language_files.h"

namespace entente {
namespace {

using nlohmann::json;

json entries(const std::string& language, const std::string& list) {
  return read_json(languages / language / (list + ".json")).at(list);
}

const Lexicon& lexicon(const std::string& language) {
  static std::map<std::string, Lexicon> loaded;
  const auto found = loaded.find(language);
  if (found != loaded.end()) return found->second;
  return loaded.emplace(language, Lexicon::load(languages / language)).first->second;
}

TEST(Languages, HaveTheSameCountries) {
  const auto facts_of = [](const std::string& language) {
    std::map<std::string, json> countries;
    for (const json& country : entries(language, "countries")) {
      json facts = {country.at("name"), country.at("script"), country.value("former", false),
                    country.at("capital_name")};
      countries.emplace(country.at("code"), std::move(facts));
    }
    return countries;
  };
  EXPECT_EQ(facts_of("en"), facts_of("es"));
}

TEST(Languages, AgreeOnKnownEntities) {
  std::map<std::pair<std::string, std::string>, std::string> english;  // (name, type) → country
  for (const json& entity : entries("en", "entities")) {
    english.emplace(std::pair{entity.at("name"), entity.at("type")}, entity.at("country"));
  }
  for (const json& entity : entries("es", "entities")) {
    const auto found = english.find({entity.at("name"), entity.at("type")});
    ASSERT_NE(found, english.end()) << "English has no " << entity.at("name");
    EXPECT_EQ(found->second, entity.at("country")) << entity.at("name");
  }
}

class EachLanguage : public testing::TestWithParam<const char*> {};

TEST_P(EachLanguage, HasNoTwoEntitiesOfOneId) {
  std::set<std::string> ids;
  for (const json& entity : entries(GetParam(), "entities")) {
    const auto type = entity_type_of(entity.at("type").get<std::string>());
    ASSERT_TRUE(type);
    const std::string id = entity_id(*type, entity.at("name").get<std::string>());
    EXPECT_TRUE(ids.insert(id).second) << id;
  }
}

// A country's name hides an entity's: the entity would never be found.
TEST_P(EachLanguage, FindsEveryEntityByEachOfItsNames) {
  const Lexicon& words = lexicon(GetParam());
  for (const json& entity : entries(GetParam(), "entities")) {
    for (const std::string name : entity.at("names")) {
      ASSERT_NE(words.known_entity(name), nullptr) << name;
      EXPECT_EQ(words.known_entity(name)->name, entity.at("name").get<std::string>()) << name;
      EXPECT_EQ(words.country_by_name(name), nullptr) << name;
      EXPECT_EQ(words.country_by_seat(name), nullptr) << name;
      EXPECT_EQ(words.country_by_capital(name), nullptr) << name;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Both, EachLanguage, testing::Values("en", "es"));

struct Pair {
  const char* spanish;
  const char* english;
};

TEST(Languages, CallTheSameCountryByItsOwnNames) {
  for (const Pair pair :
       {Pair{"Estados Unidos", "U.S."}, Pair{"EE.UU.", "America"}, Pair{"Gran Bretaña", "Britain"},
        Pair{"Reino Unido", "U.K."}, Pair{"Birmania", "Burma"}, Pair{"Holanda", "Netherlands"},
        Pair{"Chequia", "Czech Republic"}, Pair{"Costa de Marfil", "Ivory Coast"},
        Pair{"EAU", "UAE"}, Pair{"RPDC", "DPRK"}, Pair{"República Popular China", "PRC"},
        Pair{"URSS", "U.S.S.R."}}) {
    const Country* spanish = lexicon("es").country_by_name(pair.spanish);
    const Country* english = lexicon("en").country_by_name(pair.english);
    ASSERT_NE(spanish, nullptr) << pair.spanish;
    ASSERT_NE(english, nullptr) << pair.english;
    EXPECT_EQ(spanish->code, english->code) << pair.english;
  }
  for (const Pair pair : {Pair{"El Elíseo", "Elysee"}, Pair{"La Moncloa", "Moncloa"},
                          Pair{"Casa Blanca", "White House"}, Pair{"Kremlin", "Kremlin"},
                          Pair{"Downing Street", "10 Downing Street"}}) {
    EXPECT_EQ(lexicon("es").country_by_seat(pair.spanish)->code,
              lexicon("en").country_by_seat(pair.english)->code);
  }
}

TEST(Languages, CallTheSameEntityByItsOwnNames) {
  for (const Pair pair :
       {Pair{"Naciones Unidas", "U.N."}, Pair{"OTAN", "NATO"}, Pair{"Unión Europea", "EU"},
        Pair{"OMS", "WHO"}, Pair{"Estado Islámico", "ISIS"}, Pair{"Hizbulá", "Hezbollah"},
        Pair{"Cataluña", "Catalonia"}, Pair{"Franja de Gaza", "Gaza"},
        Pair{"Oriente Medio", "Mideast"}, Pair{"Pentágono", "Department of Defense"},
        Pair{"Segunda Guerra Mundial", "WWII"}}) {
    const KnownEntity* spanish = lexicon("es").known_entity(pair.spanish);
    const KnownEntity* english = lexicon("en").known_entity(pair.english);
    ASSERT_NE(spanish, nullptr) << pair.spanish;
    ASSERT_NE(english, nullptr) << pair.english;
    EXPECT_EQ(entity_id(spanish->type, spanish->name), entity_id(english->type, english->name));
  }
}

}  // namespace
}  // namespace entente
