// Triples of relations, and what settle() makes of relations that say the same.
#include <gtest/gtest.h>

#include "analysed_text.h"
#include "cases.h"
#include "extract/entities/text_index.h"

namespace entente {
namespace {

// "Duarte elogió a Ferrer. Ferrer elogió a Duarte."
constexpr std::string_view mutual =
    "1\tDuarte\tDuarte\tPROPN\t_\t_\t2\tnsubj\t_\tNER=B-PER\n"
    "2\telogió\telogiar\tVERB\t_\tVerbForm=Fin\t0\troot\t_\t_\n"
    "3\ta\ta\tADP\t_\t_\t4\tcase\t_\t_\n"
    "4\tFerrer\tFerrer\tPROPN\t_\t_\t2\tobj\t_\tNER=B-PER|SpaceAfter=No\n"
    "5\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n"
    "1\tFerrer\tFerrer\tPROPN\t_\t_\t2\tnsubj\t_\tNER=B-PER\n"
    "2\telogió\telogiar\tVERB\t_\tVerbForm=Fin\t0\troot\t_\t_\n"
    "3\ta\ta\tADP\t_\t_\t4\tcase\t_\t_\n"
    "4\tDuarte\tDuarte\tPROPN\t_\t_\t2\tobj\t_\tNER=B-PER|SpaceAfter=No\n"
    "5\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n";

Relation relation(std::size_t subject, std::size_t object, RelationClass relation_class,
                  std::string date, double confidence) {
  Relation result;
  result.subject = subject;
  result.object = object;
  result.relation_class = relation_class;
  result.label = "label";
  result.date = std::move(date);
  result.confidence = confidence;
  result.module = "events";
  return result;
}

class Settle : public testing::Test {
 protected:
  const AnalysedText text_{mutual, "2023-07-27", "mutual"};

  std::vector<Relation> settled(std::vector<Relation> relations) const {
    settle(text_.analysis(), relations);
    return relations;
  }
};

TEST_F(Settle, OfTheSameRelationTwiceInASentenceTheSurerStays) {
  const auto kept = settled({relation(0, 1, RelationClass::Support, "", 0.4),
                             relation(0, 1, RelationClass::Support, "", 0.9)});
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_DOUBLE_EQ(kept[0].confidence, 0.9);
}

TEST_F(Settle, DirectionMattersUnlessTheClassIsSymmetric) {
  EXPECT_EQ(settled({relation(0, 1, RelationClass::Support, "", 0.5),
                     relation(1, 0, RelationClass::Support, "", 0.5)})
                .size(),
            2U);
  EXPECT_EQ(settled({relation(0, 1, RelationClass::Consult, "", 0.5),
                     relation(1, 0, RelationClass::Consult, "", 0.5)})
                .size(),
            1U);
}

TEST_F(Settle, TheOneDateOfAnEventIsThatOfEveryTelling) {
  auto later = relation(1, 0, RelationClass::Consult, "2023-07-26", 0.5);
  later.sentence = 1;
  const auto kept = settled({relation(0, 1, RelationClass::Consult, "", 0.5), later});
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].date, "2023-07-26");
}

TEST_F(Settle, WhatIsPlannedAndWhatHappenedShareNoDates) {
  auto planned = relation(0, 1, RelationClass::Consult, "2023-08-05", 0.5);
  planned.sentence = 1;
  planned.modality = Modality::Planned;
  auto planned_again = planned;
  planned_again.sentence = 0;
  planned_again.date.clear();
  const auto kept =
      settled({relation(0, 1, RelationClass::Consult, "", 0.5), planned, planned_again});
  ASSERT_EQ(kept.size(), 3U);
  EXPECT_EQ(kept[0].date, "");
  EXPECT_EQ(kept[2].date, "2023-08-05");
}

TEST_F(Settle, StatesShareNoDates) {
  auto later = relation(0, 1, RelationClass::Member, "2001", 0.5);
  later.sentence = 1;
  const auto kept = settled({relation(0, 1, RelationClass::Member, "", 0.5), later});
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].date, "");
}

TEST_F(Settle, TwiceIsTheSameAsOnce) {
  auto later = relation(1, 0, RelationClass::Consult, "2023-07-26", 0.5);
  later.sentence = 1;
  const auto once = settled({relation(0, 1, RelationClass::Consult, "", 0.5), later});
  const auto twice = settled(once);
  ASSERT_EQ(once.size(), twice.size());
  for (std::size_t i = 0; i < once.size(); ++i) {
    EXPECT_EQ(to_triple(text_.analysis(), once[i]), to_triple(text_.analysis(), twice[i]));
  }
}

// "Duarte VERB a Ferrer el 5 de agosto", as settled with a relation of its verb for a day.
class SettleWithDates : public testing::Test {
 protected:
  static Relation told(const std::string& verb, std::string date, Modality modality,
                       const std::string& written = "2023-07-27") {
    const AnalysedText text("1\tDuarte\tDuarte\tPROPN\t_\t_\t2\tnsubj\t_\tNER=B-PER\n2\t" + verb +
                                "\tVERB\t_\tMood=Ind|Number=Sing|Person=3|VerbForm=Fin|Tense=" +
                                (verb == "elogió\telogiar" ? "Past" : "Pres") +
                                "\t0\troot\t_\t_\n"
                                "3\ta\ta\tADP\t_\t_\t4\tcase\t_\t_\n"
                                "4\tFerrer\tFerrer\tPROPN\t_\t_\t2\tobj\t_\tNER=B-PER\n"
                                "5\tel\tel\tDET\t_\t_\t6\tdet\t_\t_\n"
                                "6\t5\t5\tNUM\t_\t_\t2\tobl\t_\t_\n"
                                "7\tde\tde\tADP\t_\t_\t8\tcase\t_\t_\n"
                                "8\tagosto\tagosto\tNOUN\t_\t_\t6\tnmod\t_\t_\n\n",
                            written, "dated");
    std::vector<Relation> relations{relation(0, 1, RelationClass::Consult, std::move(date), 0.5)};
    relations[0].predicate = 1;
    relations[0].modality = modality;
    settle(text.analysis(), relations);
    return relations.at(0);
  }
};

TEST_F(SettleWithDates, WhatIsToBeOnALaterDayHasNotHappened) {
  const std::string meets = "elogia\telogiar";
  const Relation later = told(meets, "2023-08-05", Modality::Asserted);
  EXPECT_EQ(later.modality, Modality::Planned);
  EXPECT_EQ(later.date, "2023-08-05");
  EXPECT_EQ(told(meets, "2023-07-26", Modality::Asserted).modality, Modality::Asserted);
  EXPECT_EQ(told(meets, "2023-08-05", Modality::Negated).modality, Modality::Negated);
  EXPECT_EQ(told(meets, "2023-08-05", Modality::Asserted, "").modality, Modality::Asserted);
  // The day was misread.
  EXPECT_EQ(told("elogió\telogiar", "2023-08-05", Modality::Asserted).modality, Modality::Asserted);
}

TEST_F(SettleWithDates, PlanIsForNoDayBefore) {
  const std::string meets = "elogia\telogiar";
  EXPECT_EQ(told(meets, "2023-07-26", Modality::Planned).date, "");
  EXPECT_EQ(told(meets, "2023-07-27", Modality::Planned).date, "2023-07-27");
  // "Had planned to praise him on the fifth of August"
  EXPECT_EQ(told(meets, "2023-08-05", Modality::Planned, "2023-09-01").date, "2023-08-05");
  EXPECT_EQ(told(meets, "2023-07-26", Modality::Asserted).date, "2023-07-26");
  // The month may still hold it, and so may what began before.
  EXPECT_EQ(told(meets, "2023-07", Modality::Planned).date, "2023-07");
  EXPECT_EQ(told(meets, "2023-07-01/2023-08-05", Modality::Planned).date, "2023-07-01/2023-08-05");
}

TEST(Triples, CarryTheSentenceThatSaysThem) {
  for (const Case& each : read_cases()) {
    const AnalysedText text(each.conllu, each.date, each.name, each.language);
    const TextIndex index(text.document().text);
    for (const Relation& relation : find_relations(text.analysis())) {
      const Triple triple = to_triple(text.analysis(), relation);
      const Evidence& evidence = triple.evidence;
      EXPECT_EQ(triple.document, each.name);
      EXPECT_EQ(triple.observed, each.date);
      EXPECT_FALSE(evidence.text.empty());
      EXPECT_EQ(index.slice(evidence.begin, evidence.end), evidence.text) << each.name;
      EXPECT_NE(triple.subject.id, triple.object.id) << each.name;
      EXPECT_GT(triple.confidence, 0.0);
      EXPECT_LE(triple.confidence, 1.0);
    }
  }
}

TEST(Triples, OfADocumentDoNotDependOnWhatWasReadBefore) {
  const auto cases = read_cases();
  std::vector<std::vector<std::string>> forwards;
  for (const Case& each : cases) {
    forwards.push_back(AnalysedText(each.conllu, each.date, each.name, each.language).relations());
  }
  for (std::size_t i = cases.size(); i-- > 0;) {
    const Case& each = cases[i];
    EXPECT_EQ(AnalysedText(each.conllu, each.date, each.name, each.language).relations(),
              forwards[i]);
  }
}

}  // namespace
}  // namespace entente
