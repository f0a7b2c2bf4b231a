// Names, their clusters, and the entities they stand for.
#include "extract/entities/names.h"

#include <gtest/gtest.h>

#include "bracketed_text.h"
#include "extract/entities/letter_case.h"
#include "extract/entity_id.h"

namespace entente {
namespace {

using Names = std::vector<std::string>;

TEST(Names, SurnameIsTheFullNameBeforeIt) {
  const BracketedText text("[PER Elena Duarte] llegó . [PER Duarte] habló .");
  EXPECT_EQ(text.mentioned(), (Names{"Elena Duarte", "Elena Duarte"}));
}

TEST(Names, SurnameIsTheFullNameAfterIt) {
  const BracketedText text("[PER Duarte] habló . [PER Elena Duarte] llegó .");
  EXPECT_EQ(text.mentioned(), (Names{"Elena Duarte", "Elena Duarte"}));
}

TEST(Names, SurnameOfTwoIsTheLastOneNamedBefore) {
  const BracketedText text(
      "[PER Carla Roca] llegó . [PER Julián Roca] llegó . [PER Roca] habló . [PER Ana Roca] fue .");
  EXPECT_EQ(text.mentioned(), (Names{"Carla Roca", "Julián Roca", "Julián Roca", "Ana Roca"}));
}

TEST(Names, DoubleSurname) {
  const BracketedText text("[PER Marta Ibáñez Soler] llegó . [PER Ibáñez Soler] y [PER Ibáñez] .");
  EXPECT_EQ(text.mentioned(), (Names(3, "Marta Ibáñez Soler")));
}

TEST(Names, FamilyNameMayComeFirst) {
  const BracketedText text("[PER Kim Jong Un] llegó . [PER Kim] habló .");
  EXPECT_EQ(text.mentioned(), (Names{"Kim Jong Un", "Kim Jong Un"}));
}

TEST(Names, TitlesBeginNoName) {
  const BracketedText text(
      "el [PER Primer Ministro Taro Koda] llegó . el [PER Presidente] habló .");
  EXPECT_EQ(text.mentioned(), (Names{"Taro Koda"}));
}

TEST(Names, CountryBehindATitleIsOne) {
  const BracketedText text("el [PER Presidente Noruego Olav Berg] y el [PER Ministro Koda] .");
  EXPECT_EQ(text.mentioned(), (Names{"Norway", "Olav Berg", "Koda"}));
  const BracketedText portfolio("el [PER Ministro de Defensa Noruego Olav Berg] llegó .");
  EXPECT_EQ(portfolio.mentioned(), (Names{"Norway", "Olav Berg"}));
  const BracketedText apart("el [ORG Presidente Noruego] , [PER Olav Berg] , llegó .");
  EXPECT_EQ(apart.mentioned(), (Names{"Norway", "Olav Berg"}));
  const BracketedText alone("el Presidente [PER Noruego] , [PER Olav Berg] , llegó .");
  EXPECT_EQ(alone.mentioned(), (Names{"Norway", "Olav Berg"}));
  const BracketedText surname("el [PER Presidente Alemán] llegó .");
  EXPECT_EQ(surname.mentioned(), (Names{"Alemán"}));
}

TEST(Names, PersonBehindATitleIsNoCountry) {
  const BracketedText text("el general [PER Jordania] llegó .");
  ASSERT_EQ(text.entities().size(), 1U);
  EXPECT_EQ(text.entities().entity(0).ref.type, EntityType::Person);
}

TEST(Names, SurnameThatIsATitleElsewhereIsPartOfTheName) {
  const BracketedText text("[PER Luisa Alcalde Prada] llegó . [PER Luis Juez] y [PER Juez] .");
  EXPECT_EQ(text.mentioned(), (Names{"Luisa Alcalde Prada", "Luis Juez", "Luis Juez"}));
}

TEST(Names, PostWithItsPortfolioStandsForItsHolder) {
  const BracketedText text(
      "el [PER Ministro de Defensa Taro Koda] y el [PER Ministro de Defensa] .");
  EXPECT_EQ(text.mentioned(), (Names{"Taro Koda", "Taro Koda"}));
}

TEST(Names, TitleBeforeAParticleStaysSoThatTheNameIsNotLost) {
  const BracketedText text("el [PER General de Gaulle] llegó .");
  EXPECT_EQ(text.mentioned(), (Names{"General de Gaulle"}));
}

TEST(Names, KnownNameKeepsWhatIsATitleElsewhere) {
  const BracketedText text("[PER General Electric] creció .");
  EXPECT_EQ(text.mentioned(), (Names{"General Electric"}));
}

TEST(Names, PartOfAWordIsNoPartOfAName) {
  const BracketedText text("[PER Elena Duarte] llegó . [PER Duart] habló .");
  EXPECT_EQ(text.mentioned(), (Names{"Elena Duarte", "Duart"}));
}

TEST(Names, AccentsAndLetterCaseMakeNoDifference) {
  const BracketedText text("[PER Julián Roca] llegó . [PER Julian Roca] y [PER JULIÁN ROCA] .");
  EXPECT_EQ(text.entities().size(), 1U);
  EXPECT_EQ(text.entities().entity(0).names, (Names{"Julián Roca", "Julian Roca", "JULIÁN ROCA"}));
}

TEST(Names, WhatIsOftenNamedAloneIsNotCalledByASurname) {
  const BracketedText once("[PER Range Rover] llegó . [ORG Rover] habló .");
  EXPECT_EQ(once.mentioned(), (Names{"Range Rover", "Range Rover"}));
  const BracketedText often(
      "[PER Range Rover] llegó . [ORG Rover] habló . [ORG Rover] calló . [ORG Rover] habló . [ORG "
      "Rover] calló .");
  EXPECT_EQ(often.mentioned(), (Names{"Range Rover", "Rover", "Rover", "Rover", "Rover"}));
}

TEST(Names, MembersStandForTheirPartyWhereItOrItsCountryIsNamed) {
  const BracketedText named("el [ORG PSOE] llegó . los socialistas .");
  EXPECT_EQ(named.mentioned(), (Names{"PSOE", "PSOE"}));
  const BracketedText country("[LOC Estados Unidos] habló . los demócratas .");
  EXPECT_EQ(country.mentioned(), (Names{"United States", "Democratic Party"}));
  const BracketedText neither("[LOC Chile] habló . los demócratas .");
  EXPECT_EQ(neither.mentioned(), (Names{"Chile"}));
}

TEST(Names, CodeInBracketsIsACountrys) {
  const BracketedText text("[PER Kim Dupont] ( [ORG BEL] ) y [PER Ana Roth] ( [ORG ALE] ) .");
  EXPECT_EQ(text.mentioned(), (Names{"Kim Dupont", "Belgium", "Ana Roth", "Germany"}));
  const BracketedText bare("[ORG BEL] llegó .");
  EXPECT_EQ(bare.mentioned(), (Names{"BEL"}));
  const BracketedText acronym("el [ORG Bloque Extremo Libre] ( [ORG BEL] ) habló .");
  EXPECT_EQ(acronym.mentioned(), (Names(2, "Bloque Extremo Libre")));
}

TEST(Names, CapitalOfARegionIsItsCity) {
  const BracketedText text("el alcalde de la capital gallega llegó .");
  EXPECT_EQ(text.mentioned(), (Names{"Santiago de Compostela"}));
  const BracketedText region("el alcalde gallega llegó .");
  EXPECT_EQ(region.mentioned(), (Names{"Galicia"}));
}

TEST(Names, WordsOfTheirOwnTellPlacesAndBodiesFromCities) {
  const auto type_of = [](const char* text) {
    return BracketedText(text).entities().entity(0).ref.type;
  };
  EXPECT_EQ(type_of("el [LOC Estadio Corona] ."), EntityType::Location);
  EXPECT_EQ(type_of("la [LOC calle Corona] ."), EntityType::Location);
  EXPECT_EQ(type_of("el [LOC Museo Corona] ."), EntityType::Organization);
  EXPECT_EQ(type_of("el [LOC Corona Alta] ."), EntityType::GeoPolitical);
}

TEST(Names, AcronymInBracketsIsTheNameBeforeIt) {
  const BracketedText text("la [ORG Unión Agraria] ( [ORG UAX] ) habló . [ORG UAX] calló .");
  EXPECT_EQ(text.mentioned(), (Names(3, "Unión Agraria")));
}

TEST(Names, AcronymOfInitials) {
  const BracketedText text("[ORG Frente Obrero Unido] habló . [ORG FOU] calló .");
  EXPECT_EQ(text.mentioned(), (Names(2, "Frente Obrero Unido")));
}

TEST(Names, AcronymOfInitialsWithAccents) {
  const BracketedText text("[ORG Órgano Técnico Agrario] habló . [ORG OTA] calló .");
  EXPECT_EQ(text.mentioned(), (Names(2, "Órgano Técnico Agrario")));
}

TEST(Names, BeginningOfAnOrganisationsName) {
  const BracketedText text("[ORG Andares] calló . [ORG Andares Motor Sur] habló .");
  EXPECT_EQ(text.mentioned(), (Names(2, "Andares Motor Sur")));
}

TEST(Names, CountryHasItsEnglishNameAndCode) {
  const BracketedText text("[LOC Corea del Norte] calló . el ruso habló a [LOC Estados Unidos] .");
  EXPECT_EQ(text.mentioned(), (Names{"North Korea", "Russia", "United States"}));
  EXPECT_EQ(text.entities().entity(0).ref.id, "country/PRK");
  EXPECT_EQ(text.entities().entity(0).ref.type, EntityType::GeoPolitical);
  ASSERT_NE(text.entities().entity(0).country, nullptr);
}

TEST(Names, CountryIsFoundWhereTheNamesHeadSawNone) {
  const BracketedText text("la guerra de Noruega y Finlandia .");
  EXPECT_EQ(text.mentioned(), (Names{"Norway", "Finland"}));
}

TEST(Names, KnownEntityHasOneNameWhateverItsForm) {
  const BracketedText text("la [ORG ONU] habló . las [ORG Naciones Unidas] callaron .");
  EXPECT_EQ(text.mentioned(), (Names(2, "United Nations")));
}

TEST(Names, LooseFunctionWordsAreNoPartOfAName) {
  const BracketedText text("llegó [PER el Elena Duarte de] ayer .");
  EXPECT_EQ(text.mentioned(), (Names{"Elena Duarte"}));
}

TEST(Names, SmallVerbIsNoPartOfAName) {
  const BracketedText text("[PER Berg felicita] a [ORG Andares felicita] .");
  EXPECT_EQ(text.mentioned(), (Names{"Berg", "Andares"}));
}

TEST(Names, SmallNounEndsTheNameOfAnOrganisationButNotOfAPerson) {
  const BracketedText text("[ORG Frente obrero] a [PER Berg obrero] .");
  EXPECT_EQ(text.mentioned(), (Names{"Frente obrero", "Berg"}));
}

TEST(Names, SmallVerbAloneIsNoName) {
  const BracketedText text("[PER felicita] a [LOC Rosario] .");
  EXPECT_EQ(text.mentioned(), (Names{"Rosario"}));
}

TEST(Names, GovernmentOfACountryIsTheCountry) {
  EXPECT_EQ(BracketedText("[ORG Gobierno de Cuba] calló .").entities().entity(0).ref.id,
            "country/CUB");
}

TEST(Names, IdentityIsThatOfTheFoldedName) {
  const BracketedText one("[PER Vladímir Olmo] llegó .");
  const BracketedText other("[PER Vladimir Olmo] llegó .");
  EXPECT_EQ(one.entities().entity(0).ref.id, other.entities().entity(0).ref.id);
}

TEST(Names, SpanHeadIsTheWordWhoseHeadLiesOutside) {
  const BracketedText text("llegó [PER Kim Jong Un] a Lima .");
  EXPECT_EQ(span_head(text.trees()[0], 1, 3), 1U);
  EXPECT_EQ(span_head(text.trees()[0], 2, 3), 2U);
  EXPECT_EQ(span_head(text.trees()[0], 4, 5), 5U);  // a preposition heads no name
}

TEST(Letters, LowerCaseIsUnicodes) {
  EXPECT_EQ(lower("ÁRBOL Ñandú"), "árbol ñandú");
  EXPECT_EQ(lower("ΣΟΦΙΑ МОСКВА"), "σοφια москва");
  EXPECT_EQ(lower(""), "");
}

TEST(Letters, AccentsAreTakenOffAndLetterCaseKept) {
  EXPECT_EQ(without_accents("Vladímir Ibáñez"), "Vladimir Ibanez");
  EXPECT_EQ(without_accents("Kim"), "Kim");
}

}  // namespace
}  // namespace entente
