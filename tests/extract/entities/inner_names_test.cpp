// Names that stand inside of names, by the entities of both.
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "bracketed_text.h"

namespace entente {
namespace {

using Names = std::vector<std::string>;

// "OUTER > INNER" for each name inside of another, in the order of the text.
Names inner_names(const BracketedText& text) {
  Names names;
  const DocumentEntities& entities = text.entities();
  for (std::size_t s = 0; s < text.trees().size(); ++s) {
    for (const Mention& inner : entities.mentions().inside_of(s)) {
      const Mention* outer = entities.mentions().at(s, inner.first);
      names.push_back(entities.entity(outer->entity).ref.name + " > " +
                      entities.entity(inner.entity).ref.name);
    }
  }
  return names;
}

TEST(InnerNames, LandsAndCapitalsOfTheLexicon) {
  const BracketedText text("el [ORG Tribunal de París] y el [ORG Instituto de Costa Rica] .");
  EXPECT_EQ(inner_names(text),
            (Names{"Tribunal de París > Paris", "Instituto de Costa Rica > Costa Rica"}));
}

TEST(InnerNames, DemonymsHoweverTheyAreWritten) {
  const BracketedText text("el [ORG Partido Agrario Serbio] calló .");
  EXPECT_EQ(inner_names(text), (Names{"Partido Agrario Serbio > Serbia"}));
}

TEST(InnerNames, WhatTheDocumentNamesElsewhere) {
  const BracketedText text("la [ORG Comisión del CXY] llegó . el [ORG CXY] calló .");
  EXPECT_EQ(inner_names(text), (Names{"Comisión del CXY > CXY"}));
}

TEST(InnerNames, TheBeginningOfALongerNameIsNoMemberOfIt) {
  const BracketedText text("la [ORG Unión Europea de Correos] calló .");
  EXPECT_EQ(inner_names(text), (Names{"Unión Europea de Correos > Europe"}));
}

TEST(InnerNames, TheLongestIsTaken) {
  const BracketedText text("la [ORG Agencia de Corea del Norte] calló .");
  EXPECT_EQ(inner_names(text), (Names{"Agencia de Corea del Norte > North Korea"}));
}

TEST(InnerNames, PersonsAndCountriesHoldNone) {
  const BracketedText text("[PER Ana Argentina] llegó a [LOC Corea del Norte] .");
  EXPECT_EQ(inner_names(text), Names{});
}

TEST(InnerNames, ASurnameAloneIsNone) {
  const BracketedText text("[PER Duarte] visitó la [ORG Fundación Duarte] .");
  EXPECT_EQ(inner_names(text), Names{});
}

TEST(InnerNames, WhoIsCalledByAPostIsNoPlace) {
  const BracketedText text("el [ORG Museo Reina Sofía] calló .");
  EXPECT_EQ(inner_names(text), Names{});
}

TEST(InnerNames, AShortFormOfTheNameItselfIsNone) {
  const BracketedText text("la [ORG Unión Agraria] llegó . la [ORG Unión] calló .");
  EXPECT_EQ(inner_names(text), Names{});
}

TEST(InnerNames, AreNoMentionsOfTheirOwn) {
  const BracketedText text("el [ORG Tribunal de París] calló .");
  EXPECT_EQ(text.mentioned(), (Names{"Tribunal de París"}));
}

}  // namespace
}  // namespace entente
