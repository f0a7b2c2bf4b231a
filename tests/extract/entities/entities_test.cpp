// Entities of whole documents: phrases that stand for countries, bodies, posts, and what holds of
// any text.
#include "extract/entities/entities.h"

#include <gtest/gtest.h>
#include <random>

#include "bracketed_text.h"

namespace entente {
namespace {

using Names = std::vector<std::string>;

TEST(Entities, PersonBelongsToTheCountryOfHisPost) {
  const BracketedText text("presidente chileno , [PER Tomás Quiroga] , habló .");
  const DocumentEntities& entities = text.entities();
  ASSERT_EQ(entities.roles().size(), 1U);
  const RolePhrase& role = entities.roles()[0];
  EXPECT_EQ(role.relation, "president of");
  ASSERT_TRUE(role.holder);
  EXPECT_EQ(entities.entity(*role.holder).ref.name, "Tomás Quiroga");
  EXPECT_EQ(entities.entity(*role.holder).ref.country, "CHL");
}

TEST(Entities, NamesOfAnotherScriptLoseTheAccentsOfTheTranscription) {
  const BracketedText text("presidente ruso , [PER Vladímir Olmo] , habló .");
  const DocumentEntity& holder = text.entities().entity(*text.entities().roles().at(0).holder);
  EXPECT_EQ(holder.ref.name, "Vladimir Olmo");
  EXPECT_EQ(holder.ref.id, "person/vladimir-olmo");
  EXPECT_EQ(holder.names, (Names{"Vladimir Olmo", "Vladímir Olmo"}));
}

TEST(Entities, TitleOfAPlaceIsNoPost) {
  const BracketedText text("llegó a [LOC Presidente Olmo] .");
  EXPECT_TRUE(text.entities().roles().empty());
}

TEST(Entities, CanonicalNameIsTheFirstOfTheNames) {
  const BracketedText text("[PER Duarte] habló . [PER Elena Duarte] y [LOC Cuba] callaron .");
  for (std::size_t i = 0; i < text.entities().size(); ++i) {
    const DocumentEntity& entity = text.entities().entity(i);
    ASSERT_FALSE(entity.names.empty());
    EXPECT_EQ(entity.names.front(), entity.ref.name);
    EXPECT_FALSE(entity.ref.id.empty());
  }
}

// Texts put together by chance from pieces that like to overlap.
std::string random_text(std::mt19937& random) {
  static const std::vector<std::string> pieces{"[PER Elena Duarte]",
                                               "[PER Duarte]",
                                               "[ORG Gobierno de Cuba]",
                                               "[ORG Ejército]",
                                               "cubano",
                                               "el",
                                               "presidente",
                                               "ruso",
                                               ",",
                                               "de",
                                               "[LOC Rusia]",
                                               "Noruega",
                                               "[PER Kim Jong Un]",
                                               "[PER Kim]",
                                               "ministro",
                                               "y",
                                               "[ORG Unión Agraria]",
                                               "(",
                                               "[ORG UA]",
                                               ")",
                                               "los",
                                               "tropas",
                                               "rusas",
                                               "[MISC Copa de Chile]",
                                               ".",
                                               "habló",
                                               "líder"};
  std::string text = "habló";
  const std::size_t length = 3 + random() % 40;
  for (std::size_t i = 0; i < length; ++i) text += " " + pieces[random() % pieces.size()];
  return text + " .";
}

void expect_sound(const BracketedText& text, unsigned seed) {
  const DocumentEntities& entities = text.entities();
  for (std::size_t s = 0; s < text.trees().size(); ++s) {
    const auto row = entities.mentions().of(s);
    for (std::size_t m = 0; m < row.size(); ++m) {
      ASSERT_LT(row[m].entity, entities.size()) << "seed " << seed;
      EXPECT_LE(row[m].first, row[m].last) << "seed " << seed;
      EXPECT_LE(row[m].first, row[m].head) << "seed " << seed;
      EXPECT_LE(row[m].head, row[m].last) << "seed " << seed;
      EXPECT_LT(row[m].last, text.trees()[s].size()) << "seed " << seed;
      if (m > 0) {
        EXPECT_LT(row[m - 1].last, row[m].first) << "seed " << seed;
      }
    }
  }
  for (const RolePhrase& role : entities.roles()) {
    EXPECT_LE(role.first, role.noun) << "seed " << seed;
    EXPECT_LE(role.noun, role.last) << "seed " << seed;
    EXPECT_EQ(role.relation.find('{'), std::string::npos) << "seed " << seed;
    if (role.holder) {
      EXPECT_LT(*role.holder, entities.size()) << "seed " << seed;
    }
  }
}

TEST(Entities, OfAnyTextHaveMentionsThatNeverOverlap) {
  constexpr unsigned seed = 1953;
  std::mt19937 random(seed);
  for (int round = 0; round < 300; ++round) {
    const std::string text = random_text(random);
    SCOPED_TRACE(text);
    expect_sound(BracketedText(text), seed);
  }
}

TEST(Entities, HaveOneIdEach) {
  constexpr unsigned seed = 2001;
  std::mt19937 random(seed);
  for (int round = 0; round < 300; ++round) {
    const std::string text = random_text(random);
    const BracketedText parsed(text);
    for (std::size_t s = 0; s < parsed.trees().size(); ++s) {
      for (const Mention& mention : parsed.entities().mentions().of(s)) {
        for (const Mention& other : parsed.entities().mentions().of(s)) {
          const auto& a = parsed.entities().entity(mention.entity);
          const auto& b = parsed.entities().entity(other.entity);
          EXPECT_EQ(mention.entity == other.entity, a.ref.id == b.ref.id)
              << "seed " << seed << ": " << text << ": " << a.ref.id;
        }
      }
    }
  }
}

TEST(Entities, DoNotDependOnWhatWasReadBefore) {
  constexpr unsigned seed = 1991;
  std::mt19937 random(seed);
  std::vector<std::string> texts;
  for (int i = 0; i < 50; ++i) texts.push_back(random_text(random));
  std::vector<Names> forwards;
  for (const std::string& text : texts) forwards.push_back(BracketedText(text).mentioned());
  for (std::size_t i = texts.size(); i-- > 0;) {
    EXPECT_EQ(BracketedText(texts[i]).mentioned(), forwards[i]) << "seed " << seed;
  }
}

std::string id_of_first(const BracketedText& text) {
  const DocumentEntities& entities = text.entities();
  return entities.entity(entities.mentions().of(0).front().entity).ref.id;
}

TEST(Bodies, ThatNothingTellsTheCountryOfAreOneInCopiesAndTwoInTwoReports) {
  const BracketedText report("el [ORG Ejército] avanzó .");
  const BracketedText copy("el [ORG Ejército] avanzó . llovió .");
  const BracketedText another("el [ORG Ejército] huyó .");
  EXPECT_EQ(id_of_first(report), id_of_first(copy));
  EXPECT_NE(id_of_first(report), id_of_first(another));
}

TEST(Bodies, AreOfTheHomeCountryInAnyReport) {
  const BracketedText report(
      "[LOC Corea del Norte] votó . [LOC Corea del Norte] calló . el [ORG Ejército] huyó .");
  const DocumentEntities& entities = report.entities();
  const EntityRef& army = entities.entity(entities.mentions().of(2).front().entity).ref;
  EXPECT_EQ(army.id, "org/army-of-north-korea");
  EXPECT_EQ(army.name, "Ejército");
  EXPECT_EQ(army.country, "PRK");
}

}  // namespace
}  // namespace entente
