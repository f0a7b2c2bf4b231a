#include "export/csv.h"

#include <gtest/gtest.h>

#include "tests/export/graph_of_triples.h"

namespace entente {
namespace {

TEST(CsvText, OnlyWhatMustBeIsQuoted) {
  CsvText csv;
  EXPECT_EQ(csv.text("Kim Jong Un"), "Kim Jong Un");
  EXPECT_EQ(csv.text(""), "");
  EXPECT_EQ(csv.text("Kim, Jong"), "\"Kim, Jong\"");
  EXPECT_EQ(csv.text("the \"Leader\""), "\"the \"\"Leader\"\"\"");
  EXPECT_EQ(csv.text("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(csv.text("two\rlines"), "\"two\rlines\"");
  EXPECT_EQ(csv.guarded(), 0u);
}

TEST(CsvText, WhatASpreadsheetTakesForAFormulaGetsAnApostrophe) {
  const std::vector<std::string> formulas{"=1+1", "+1",  "-1",  "@SUM(A1)", "\tx",
                                          "＝x",  "＋x", "－x", "＠x"};
  CsvText csv;
  for (const std::string& formula : formulas) EXPECT_EQ(csv.text(formula), "'" + formula);
  EXPECT_EQ(csv.text("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
  EXPECT_EQ(csv.text("\r=1"), "\"'\r=1\"");
  EXPECT_EQ(csv.guarded(), formulas.size() + 2);
}

TEST(CsvText, TakingOneApostropheAwayAlwaysGivesTheText) {
  CsvText csv;
  EXPECT_EQ(csv.text("'=1"), "''=1");
  EXPECT_EQ(csv.text("''-"), "'''-");
  EXPECT_EQ(csv.guarded(), 2u);
  EXPECT_EQ(csv.text("'Abd al-Malik"), "'Abd al-Malik");
  EXPECT_EQ(csv.text("'"), "'");
  EXPECT_EQ(csv.guarded(), 2u);
}

TEST(CsvText, ANulIsReplacedAndCounted) {
  CsvText csv;
  EXPECT_EQ(csv.text(std::string("a\0b", 3)), "a\uFFFDb");
  EXPECT_EQ(csv.identifier(std::string("a\0", 2)), "a\uFFFD00");
  EXPECT_EQ(csv.replaced_characters(), 2u);
}

TEST(Csv, IdentifiersAreGuardedAlikeInBothFiles) {
  Triple hostile = triple(kim(), "met", RelationClass::Other, shoigu());
  hostile.subject.id = "=cmd|' /C calc'!A0";
  const Exported exported = export_triples("csv", std::vector{hostile});
  EXPECT_EQ(count_of("\n'=cmd|' /C calc'!A0,", exported.files.at("nodes.csv")), 1u);
  EXPECT_EQ(count_of(",'=cmd|' /C calc'!A0,", exported.files.at("edges.csv")), 1u);
  EXPECT_EQ(exported.report.guarded_texts, 2u);
}

TEST(Csv, AnEmptyGraphHasTheNamesOfTheColumns) {
  const Exported exported = export_triples("csv", {});
  EXPECT_EQ(exported.files.at("nodes.csv"), "id,label,type,country,aliases\r\n");
  EXPECT_EQ(count_of("\r\n", exported.files.at("edges.csv")), 1u);
}

}  // namespace
}  // namespace entente
