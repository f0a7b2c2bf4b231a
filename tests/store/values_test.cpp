#include "store/values.h"

#include <functional>
#include <gtest/gtest.h>
#include <random>

#include "graph/copies.h"
#include "store/coding.h"

namespace entente {
namespace {

StoredDocument document() {
  return {.record = {.id = "es-001",
                     .date = "2023-07-27",
                     .language = "es",
                     .title = "Título",
                     .source = "EFE",
                     .file = "a.jsonl",
                     .line = 7,
                     .text_hash = "00ff"},
          .entities = {{"org/kcna", {{"es-001", "KCNA", EntityType::Organization, "PRK"}}},
                       {"person/x",
                        {{"es-001", "X", EntityType::Person, ""},
                         {"es-001", "X Y", EntityType::Person, ""}}}}};
}

std::vector<FactEvidence> evidence(const std::string& text) {
  return {{.document = "es-001",
           .observed = "2023-07-27",
           .sentence = 1,
           .begin = 7,
           .end = 211,
           .module = "events",
           .source = "org/kcna",
           .reversed = true,
           .confidence = 0.93,
           .text = text},
          {.document = "es-001", .sentence = 3, .confidence = 1.0 / 3.0, .text = text}};
}

EntityTally tally() {
  EntityTally tally;
  tally.names = {{"X", 3}, {"Y", -2}};
  tally.types = {{EntityType::Person, 1}, {EntityType::Misc, 200}};
  tally.countries = {{"PRK", 1}};
  return tally;
}

Decision decision() {
  return {.number = 7,
          .kind = DecisionKind::Split,
          .entities = {"person/x", "person/y", "person/z"},
          .name = {},
          .time = "2026-11-28T14:41:14Z",
          .note = "brothers"};
}

TEST(Values, ComeBackAsTheyWere) {
  EXPECT_EQ(decode_document("es-001", encode_document(document())), document());
  EXPECT_EQ(decode_evidence("es-001", encode_evidence(evidence("Kim."))), evidence("Kim."));
  EXPECT_EQ(decode_fact_evidence(encode_fact(split_by_document(evidence("not stored")))),
            evidence(""));
  EXPECT_EQ(decode_tally(encode_tally(tally())), tally());
  EXPECT_EQ(decode_decision(7, encode_decision(decision())), decision());
}

TEST(Values, EvidenceReadIntoMemoryThatWasUsedIsAsInNewOne) {
  std::vector<FactEvidence> more = evidence("");
  more.push_back(more.back());
  more.back().document += "x";
  std::vector<FactEvidence> memory = evidence("left from before");
  for (const auto& expected : {more, evidence(""), std::vector<FactEvidence>{}, more}) {
    read_fact_evidence(encode_fact(split_by_document(expected)), memory);
    EXPECT_EQ(memory, expected);
  }
}

TEST(Values, DecisionOfTooFewIsRefused) {
  for (const DecisionKind kind : {DecisionKind::Merge, DecisionKind::Split, DecisionKind::Rename}) {
    Decision wrong = decision();
    wrong.kind = kind;
    wrong.entities.resize(kind == DecisionKind::Rename ? 2 : 1);
    EXPECT_THROW(decode_decision(7, encode_decision(wrong)), DecodeError);
  }
}

TEST(Values, ChangeOfAFactIsNotTakenForTheFact) {
  EXPECT_THROW(decode_fact_evidence(encode_fact({{"d", true, evidence("")}})), DecodeError);
  EXPECT_THROW(decode_fact_evidence(encode_fact({{"d", false, {}}})), DecodeError);
}

TEST(Values, WhatIsOutOfOrderIsRefused) {
  Encoder counts;  // of "b" and then of "a"
  counts.byte(1);
  counts.varint(2);
  for (const char* name : {"b", "a"}) {
    counts.text(name);
    counts.signed_varint(1);
  }
  counts.varint(0);
  counts.varint(0);
  EXPECT_THROW(decode_tally(counts.bytes()), DecodeError);

  Encoder members;  // "a" is one with "b" and "a"
  members.byte(1);
  members.varint(1);
  members.text("a");
  members.varint(2);
  members.text("b");
  members.text("a");
  EXPECT_THROW(decode_identities(members.bytes()), DecodeError);

  Encoder copies;  // "a" is copied as "c" and "b"
  copies.byte(1);
  copies.varint(1);
  copies.text("a");
  copies.varint(2);
  for (const char* copy : {"c", "b"}) {
    copies.text(copy);
    copies.share(1.0);
  }
  EXPECT_THROW(decode_copies(copies.bytes()), DecodeError);

  EXPECT_THROW(
      decode_fact_evidence(encode_fact({{"d2", false, evidence("")}, {"d1", false, evidence("")}})),
      DecodeError);
}

struct Value {
  std::string bytes;
  std::function<std::string(std::string_view)> again;  // decoded and encoded
};

std::vector<Value> values() {
  return {{encode_document(document()),
           [](auto bytes) { return encode_document(decode_document("es-001", bytes)); }},
          {encode_evidence(evidence("Kim.")),
           [](auto bytes) { return encode_evidence(decode_evidence("d", bytes)); }},
          {encode_fact({{"d", true, evidence("")}}),
           [](auto bytes) { return encode_fact(decode_fact(bytes)); }},
          {encode_tally(tally()), [](auto bytes) { return encode_tally(decode_tally(bytes)); }},
          {encode_identities(Identities({{"a", {"a", "b"}}, {"c", {"c", "d"}}})),
           [](auto bytes) { return encode_identities(decode_identities(bytes)); }},
          {encode_copies(Copies({{"a", {{"b", 0.875}, {"c", 1.0}}}, {"d", {{"e", 0.7}}}})),
           [](auto bytes) { return encode_copies(decode_copies(bytes)); }},
          {encode_decision(decision()),
           [](auto bytes) { return encode_decision(decode_decision(7, bytes)); }}};
}

TEST(Values, PartOfAValueOrMoreThanItIsRefused) {
  for (const Value& value : values()) {
    EXPECT_NO_THROW(value.again(value.bytes));
    for (std::size_t size = 0; size < value.bytes.size(); ++size) {
      EXPECT_THROW(value.again(std::string_view(value.bytes).substr(0, size)), DecodeError);
    }
    EXPECT_THROW(value.again(value.bytes + '\0'), DecodeError);
    EXPECT_THROW(value.again('\x02' + value.bytes.substr(1)), DecodeError);
  }
}

TEST(Values, WrongBytesAreRefusedOrWrittenAsTheyWereRead) {
  std::mt19937 random(23);
  std::size_t refused = 0;
  for (const Value& value : values()) {
    for (int i = 0; i < 5000; ++i) {
      std::string bytes = value.bytes;
      for (auto left = 1 + random() % 3; left > 0; --left) {
        bytes[random() % bytes.size()] = static_cast<char>(random());
      }
      try {
        EXPECT_EQ(value.again(bytes), bytes);
      } catch (const DecodeError&) {
        ++refused;
      }
    }
  }
  EXPECT_GT(refused, 1000u);
}

}  // namespace
}  // namespace entente
