#include "export/interchange.h"

#include <gtest/gtest.h>

#include "extract/error.h"
#include "extract/triple_json.h"
#include "tests/export/graph_of_triples.h"

namespace entente {
namespace {

template <typename Content>
Content read_back(const std::string& line) {
  const InterchangeLine parsed = parse_interchange_line(line, "exported", 1);
  EXPECT_TRUE(parsed.unknown_fields.empty()) << line;
  return std::get<Content>(parsed.content);
}

TEST(Interchange, ARecordComesBackAsItWasWritten) {
  const DocumentLine full{.record = {.id = "es-001",
                                     .date = "2023-07-27",
                                     .language = "es",
                                     .title = "Kim \"y\" Shoigú\n",
                                     .source = "KCNA",
                                     .file = "news/a.jsonl",
                                     .line = 3,
                                     .text_hash = "ab12"},
                          .names = {{"org/kcna",
                                     {{"es-001", "Agencia KCNA", EntityType::Organization, "PRK"},
                                      {"es-001", "KCNA", EntityType::Misc, ""}}},
                                    {"person/kim", {{"es-001", "Kim", EntityType::Person, ""}}}}};
  const DocumentLine bare{.record = {.id = "a"}};
  EXPECT_EQ(read_back<DocumentLine>(to_json_line(full)), full);
  EXPECT_EQ(read_back<DocumentLine>(to_json_line(bare)), bare);
}

TEST(Interchange, ADecisionComesBackAsItWasWritten) {
  const std::string time = "2026-11-28T14:41:14Z";
  for (const Decision& decision :
       {Decision{.number = 1, .kind = DecisionKind::Merge, .entities = {"a", "b"}, .time = time},
        Decision{.number = 7,
        .kind = DecisionKind::Split,
        .entities = {"a", "b", "c"},
        .time = time,
        .note = "the father"},
        Decision{.number = 4294967295,
        .kind = DecisionKind::Rename,
        .entities = {"org/farc"},
        .name = "FARC",
        .time = time}}) {
    EXPECT_EQ(read_back<Decision>(to_json_line(decision)), decision);
  }
}

TEST(Interchange, EveryOtherLineIsATriple) {
  const Triple one = triple(kim(), "met", RelationClass::Consult, shoigu());
  EXPECT_EQ(read_back<Triple>(to_json_line(one)), one);
}

TEST(Interchange, TheFirstFieldSaysWhatALineIs) {
  EXPECT_EQ(read_back<DocumentLine>(" { \"record\" : {\"document\": \"a\"} }").record.id, "a");
  EXPECT_THROW(parse_interchange_line(R"({"document":"a","record":{}})", "f", 1), InputError);
  EXPECT_THROW(parse_interchange_line("", "f", 1), InputError);
  EXPECT_THROW(parse_interchange_line("{", "f", 1), InputError);
  EXPECT_THROW(parse_interchange_line("{\"record", "f", 1), InputError);
}

TEST(Interchange, WhatIsNotUtf8IsNotWritten) {
  EXPECT_THROW(to_json_line(DocumentLine{.record = {.id = "a", .title = "\xFF"}}), Error);
  EXPECT_THROW(to_json_line(Decision{.number = 1, .entities = {"a"}, .name = "\xFF"}), Error);
}

}  // namespace
}  // namespace entente
