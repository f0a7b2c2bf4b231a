#include "extract/triple_json.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>

#include "extract/date.h"
#include "extract/entity_id.h"
#include "extract/error.h"
#include "extract/limits.h"

namespace entente {
namespace {

ParsedTriple parse(std::string_view line) { return parse_triple(line, "triples.jsonl", 7); }

// "" where the line is accepted.
std::string problem_of(std::string_view line) {
  try {
    parse(line);
    return "";
  } catch (const InputError& error) {
    EXPECT_EQ(error.file(), "triples.jsonl");
    EXPECT_EQ(error.line(), 7u);
    return error.reason();
  }
}

// Replaces one field of a triple that is as short as it may be.
std::string with(const std::string& field, const std::string& json) {
  nlohmann::ordered_json triple = {
      {"document", "d"}, {"subject", {{"name", "S"}}}, {"relation", "met"}, {"object", "O"}};
  triple[nlohmann::ordered_json::json_pointer(field)] = nlohmann::ordered_json::parse(json);
  return triple.dump();
}

Triple full_triple() {
  return {.document = "es-001",
          .observed = "2023-07-27",
          .subject = {"person/kim-jong-un", "Kim Jong Un", EntityType::Person, "PRK"},
          .relation = "met",
          .relation_class = RelationClass::Consult,
          .object = {"person/sergei-shoigu", "Sergei Shoigu", EntityType::Person, "RUS"},
          .date = "2023-07-26",
          .modality = Modality::Asserted,
          .source = EntityRef{"org/kcna", "KCNA", EntityType::Organization, ""},
          .confidence = 0.93,
          .module = "events",
          .evidence = {1, 7, 211, "El líder norcoreano se reunió con el ministro."}};
}

constexpr std::string_view full_line =
    R"({"document":"es-001","observed":"2023-07-27",)"
    R"("subject":{"id":"person/kim-jong-un","name":"Kim Jong Un","type":"PER","country":"PRK"},)"
    R"("relation":"met","class":"CONSULT",)"
    R"("object":{"id":"person/sergei-shoigu","name":"Sergei Shoigu","type":"PER","country":"RUS"},)"
    R"("date":"2023-07-26","modality":"asserted",)"
    R"("source":{"id":"org/kcna","name":"KCNA","type":"ORG","country":null},)"
    R"("confidence":0.93,"module":"events",)"
    R"("evidence":{"sentence":1,"begin":7,"end":211,)"
    R"("text":"El líder norcoreano se reunió con el ministro."}})";

TEST(TripleJson, AFullTripleIsWrittenInTheOrderOfTheFormat) {
  EXPECT_EQ(to_json_line(full_triple()), full_line);
}

TEST(TripleJson, AFullTripleIsReadBack) {
  const auto parsed = parse(full_line);
  EXPECT_EQ(parsed.triple, full_triple());
  EXPECT_TRUE(parsed.unknown_fields.empty());
}

TEST(TripleJson, WhatIsNotRequiredGetsItsDefault) {
  const auto [triple, unknown, only_named] = parse(
      R"({"document":"d","subject":{"name":"Vladímir Putin"},"relation":"met","object":"KCNA"})");
  EXPECT_EQ(only_named, (std::vector<std::string>{"misc/vladimir-putin", "misc/kcna"}));
  EXPECT_EQ(triple.subject,
            (EntityRef{"misc/vladimir-putin", "Vladímir Putin", EntityType::Misc, ""}));
  EXPECT_EQ(triple.object, (EntityRef{"misc/kcna", "KCNA", EntityType::Misc, ""}));
  EXPECT_EQ(triple.relation_class, RelationClass::Other);
  EXPECT_EQ(triple.modality, Modality::Asserted);
  EXPECT_EQ(triple.confidence, 1.0);
  EXPECT_EQ(triple.observed, "");
  EXPECT_EQ(triple.date, "");
  EXPECT_EQ(triple.module, "");
  EXPECT_FALSE(triple.source);
  EXPECT_EQ(triple.evidence, Evidence{});
  EXPECT_TRUE(unknown.empty());
}

TEST(TripleJson, ASourceMayBeAPlainName) {
  EXPECT_EQ(parse(with("/source", R"("KCNA")")).triple.source,
            (EntityRef{"misc/kcna", "KCNA", EntityType::Misc, ""}));
}

TEST(TripleJson, NullIsTheSameAsMissing) {
  for (const std::string field :
       {"/observed", "/class", "/date", "/modality", "/source", "/confidence", "/module",
        "/evidence", "/subject/id", "/subject/type", "/subject/country"}) {
    EXPECT_EQ(parse(with(field, "null")).triple, parse(with("/module", "null")).triple) << field;
  }
}

TEST(TripleJson, AMissingIdIsMadeOfTypeAndName) {
  EXPECT_EQ(parse(with("/subject", R"({"name":"Kim Jong Un","type":"PER"})")).triple.subject.id,
            "person/kim-jong-un");
}

TEST(TripleJson, UnknownFieldsAreListedByPathInTheOrderOfTheLine) {
  const auto parsed = parse(
      R"({"zeta":1,"document":"d","subject":{"name":"S","age":39,"hat":{"name":"h"}},"relation":"met",)"
      R"("evidence":{"page":3},"object":{"name":"O","mood":[[]]},"alpha":null,)"
      R"("source":{"name":"K","text":"t"}})");
  EXPECT_EQ(parsed.unknown_fields,
            (std::vector<std::string>{"zeta", "subject.age", "subject.hat", "evidence.page",
                                      "object.mood", "alpha", "source.text"}));
}

struct BadLine {
  std::string line;
  std::string problem;  // a part of it
};

TEST(TripleJson, EachBadLineIsRefusedWithItsReason) {
  const std::string deep = std::string(40, '[') + std::string(40, ']');
  const std::vector<BadLine> bad_lines{
      {"", "broken JSON at byte offset 0"},
      {"{", "broken JSON"},
      {R"({"document":"d",})", "broken JSON at byte offset 16"},
      {with("/module", "1") + "x", "broken JSON"},
      {"[]", "a triple must be a JSON object, this is an array"},
      {"7", "a triple must be a JSON object, this is a number"},
      {"{\"document\":\"\xff\"}", "broken JSON at byte offset 13"},
      {R"({"document":"\ud800"})", "broken JSON"},
      {R"({"document":"d","document":"e"})", "the field \"document\" stands twice"},
      {R"({"document":"d","subject":{"name":"a","name":"b"}})", "the field \"name\" stands twice"},
      {with("/extra", deep), "nested more than 32 levels deep"},
      {std::string(5'000'000, '['), "nested more than 32 levels deep"},
      {with("/document", "null"), "\"document\" is missing or empty"},
      {with("/document", R"("")"), "\"document\" is missing or empty"},
      {with("/document", R"(" \t")"), "\"document\" is missing or empty"},
      {with("/document", "1"), "\"document\" must be a string, this is a number"},
      {with("/relation", "null"), "\"relation\" is missing or empty"},
      {with("/relation", "[]"), "\"relation\" must be a string, this is an array"},
      {with("/subject", "null"), "\"subject.name\" is missing or empty"},
      {with("/subject", "{}"), "\"subject.name\" is missing or empty"},
      {with("/subject", R"("")"), "\"subject.name\" is missing or empty"},
      {with("/subject", "[1]"), "\"subject\" must be an object or a name, this is an array"},
      {with("/object", R"({"id":"x"})"), "\"object.name\" is missing or empty"},
      {with("/object", R"({"name":true})"), "\"object.name\" must be a string, this is a boolean"},
      {with("/source", "{}"), "\"source.name\" is missing or empty"},
      {with("/subject/type", R"("PERSON")"), "\"subject.type\" has the unknown value \"PERSON\""},
      {with("/subject/country", R"("rus")"), "\"subject.country\" must be three capital letters"},
      {with("/class", R"("MEET")"), "\"class\" has the unknown value \"MEET\""},
      {with("/class", "4"), "\"class\" must be a string, this is a number"},
      {with("/modality", R"("maybe")"), "\"modality\" has the unknown value \"maybe\""},
      {with("/date", R"("2023-02-30")"), "\"date\" is no ISO 8601 date or interval that exists"},
      {with("/date", R"("1953/1950")"), "\"date\" is no ISO 8601 date or interval that exists"},
      {with("/date", "2023"), "\"date\" must be a string, this is a number"},
      {with("/observed", R"("2023-07")"), "\"observed\" is no ISO 8601 day that exists"},
      {with("/observed", R"("2023-06-31")"), "\"observed\" is no ISO 8601 day that exists"},
      {with("/confidence", "1.01"), "\"confidence\" must lie between 0 and 1, this is 1.01"},
      {with("/confidence", "-0.1"), "\"confidence\" must lie between 0 and 1"},
      {with("/confidence", R"("0.5")"), "\"confidence\" must be a number, this is a string"},
      {R"({"document":"d","confidence":NaN})", "broken JSON"},
      {R"({"document":"d","confidence":1e999})", "number overflow"},
      {with("/evidence", R"("text")"), "\"evidence\" must be an object, this is a string"},
      {with("/evidence", R"({"begin":-1})"), "\"evidence.begin\" must be a whole number"},
      {with("/evidence", R"({"end":1.5})"), "\"evidence.end\" must be a whole number"},
      {with("/evidence", R"({"begin":5,"end":4})"), "\"evidence.end\" lies before"},
      {with("/evidence", R"({"text":4})"), "\"evidence.text\" must be a string"},
  };
  for (const auto& [line, problem] : bad_lines) {
    EXPECT_NE(problem_of(line).find(problem), std::string::npos)
        << line.substr(0, 100) << "\n  gives: " << problem_of(line) << "\n  not: " << problem;
  }
}

TEST(TripleJson, AnErrorNeverRepeatsTheWholeLine) {
  EXPECT_LT(problem_of("{\"document\":\"" + std::string(1'000'000, 'x')).size(), 400u);
}

TEST(TripleJson, AConfidenceOutsideOfZeroToOneIsNotWritten) {
  for (const double confidence : {std::numeric_limits<double>::quiet_NaN(), -0.5, 1.5,
                                  std::numeric_limits<double>::infinity()}) {
    Triple triple = full_triple();
    triple.confidence = confidence;
    EXPECT_THROW(to_json_line(triple), Error) << confidence;
  }
}

TEST(TripleJson, TextThatIsNotUtf8IsNotWritten) {
  Triple triple = full_triple();
  triple.evidence.text = "caf\xe9";
  EXPECT_THROW(to_json_line(triple), Error);
}

TEST(TripleJson, EveryMillionthOfConfidenceIsWrittenWithSixDecimalsAtMostAndComesBack) {
  constexpr std::string_view key = "\"confidence\":";
  Triple triple = full_triple();
  for (int step = 0; step <= 1'000'000; step += 7) {  // divides neither 2 nor 5: all endings occur
    triple.confidence = step / 1e6;
    const std::string line = to_json_line(triple);
    const std::size_t begin = line.find(key) + key.size();
    const std::string digits = line.substr(begin, line.find(',', begin) - begin);
    ASSERT_LE(digits.size(), 8u) << digits;
    ASSERT_EQ(std::stod(digits), triple.confidence) << digits;
  }
}

TEST(TripleJson, FinerConfidencesAreRoundedOnceAndForAll) {
  const auto once = parse(with("/confidence", "0.33333333333333331")).triple;
  EXPECT_EQ(once.confidence, 0.333333);
  EXPECT_EQ(parse(to_json_line(once)).triple, once);
  EXPECT_FALSE(std::signbit(parse(with("/confidence", "-0.0")).triple.confidence));
}

// Triples of random values with strings that are hard on a format: quotes, controls, line
// separators, all planes of Unicode, text that looks like JSON.
class RandomTriples {
 public:
  explicit RandomTriples(unsigned seed) : random_(seed) {}

  Triple next() {
    Triple triple;
    triple.document = text(1);
    triple.observed = chance() ? iso_day(number(-20'000, 30'000)) : "";
    triple.subject = entity();
    triple.relation = text(1);
    triple.relation_class = static_cast<RelationClass>(number(0, relation_class_count - 1));
    triple.object = entity();
    triple.date = date();
    triple.modality = static_cast<Modality>(number(0, 3));
    if (chance()) triple.source = entity();
    triple.confidence = number(0, 1'000'000) / 1e6;
    triple.module = text(0);
    if (chance()) {
      const int begin = number(0, 1'000'000);
      triple.evidence = {static_cast<std::size_t>(number(0, 500)), static_cast<std::size_t>(begin),
                         static_cast<std::size_t>(begin + number(0, 5000)), text(0)};
    }
    return triple;
  }

 private:
  int number(int least, int most) { return std::uniform_int_distribution(least, most)(random_); }
  bool chance() { return number(0, 1) == 1; }

  std::string date() {
    const int day = number(-20'000, 30'000);
    switch (number(0, 4)) {
      case 0:
        return "";
      case 1:
        return iso_day(day).substr(0, 4);
      case 2:
        return iso_day(day).substr(0, 7);
      case 3:
        return iso_day(day) + "/" + iso_day(day + number(0, 1000));
      default:
        return iso_day(day);
    }
  }

  EntityRef entity() {
    EntityRef result{"", text(1), static_cast<EntityType>(number(0, 4)), ""};
    result.id = chance() ? text(1) : entity_id(result.type, result.name);
    if (chance()) {
      for (int i = 0; i < 3; ++i) result.country += static_cast<char>('A' + number(0, 25));
    }
    return result;
  }

  // At least `least` pieces, the first of which is not blank.
  std::string text(int least) {
    static const std::vector<std::string> pieces{"\"",
                                                 "\\",
                                                 "/",
                                                 "\n",
                                                 "\r\n",
                                                 "\t",
                                                 std::string(1, '\0'),
                                                 "\x7f",
                                                 "\u2028",
                                                 "\ufeff",
                                                 "\U0010ffff",
                                                 "\u0301",
                                                 "null",
                                                 "{\"a\":[",
                                                 "\\u0041",
                                                 "ñ",
                                                 "北京",
                                                 "\U0001f1f0\U0001f1f5",
                                                 " ",
                                                 "','",
                                                 "<script>"};
    std::string result = least > 0 ? "x" : "";
    for (int i = number(least, 8); i > 0; --i) {
      if (chance()) {
        result += pieces[static_cast<std::size_t>(number(0, static_cast<int>(pieces.size()) - 1))];
      } else {
        result += static_cast<char>(number(0, 127));
      }
    }
    return result;
  }

  std::mt19937 random_;
};

TEST(TripleJson, RandomTriplesComeBackAsTheyWere) {
  constexpr unsigned seed = 38;
  SCOPED_TRACE("seed " + std::to_string(seed));
  RandomTriples triples(seed);
  for (int round = 0; round < 20'000; ++round) {
    const Triple triple = triples.next();
    const std::string line = to_json_line(triple);
    ASSERT_EQ(line.find('\n'), std::string::npos);
    const auto parsed = parse(line);
    ASSERT_EQ(parsed.triple, triple) << line;
    ASSERT_TRUE(parsed.unknown_fields.empty()) << line;
    ASSERT_EQ(to_json_line(parsed.triple), line);
  }
}

TEST(TripleJson, DamagedLinesAreRefusedOrReadButNeverCrash) {
  constexpr unsigned seed = 4711;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  std::size_t refused = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string line(full_line);
    for (int change = 0; change < 3; ++change) {
      const auto at = std::uniform_int_distribution<std::size_t>(0, line.size() - 1)(random);
      if (random() % 3 == 0) {
        line.erase(at, 1);
      } else {
        line[at] = static_cast<char>(random() % 256);
      }
    }
    const std::string problem = problem_of(line);
    if (!problem.empty()) ++refused;
  }
  EXPECT_GT(refused, 5000u);
}

TEST(TripleJson, WhatIsOverItsLimitIsRefused) {
  const auto text = [](std::size_t size) { return "\"" + std::string(size, 'x') + "\""; };
  for (const char* field : {"/document", "/relation", "/module", "/subject/name"}) {
    EXPECT_EQ(problem_of(with(field, text(limits::name_bytes))), "") << field;
    const std::string problem = problem_of(with(field, text(limits::name_bytes + 1)));
    EXPECT_NE(problem.find("has 16385 bytes, more than the limit of 16384"), std::string::npos)
        << field << ": " << problem;
  }
  EXPECT_EQ(problem_of(with("/subject/id", text(limits::entity_id_bytes))), "");
  EXPECT_NE(problem_of(with("/subject/id", text(limits::entity_id_bytes + 1)))
                .find("the id of an entity"),
            std::string::npos);
  EXPECT_EQ(problem_of(with("/evidence/text", text(limits::sentence_bytes))), "");
  EXPECT_NE(problem_of(with("/evidence/text", text(limits::sentence_bytes + 1)))
                .find("more than the limit of 1048576"),
            std::string::npos);
}

TEST(TripleJson, AnObjectOfTooManyFieldsIsRefused) {
  const auto fields = [](std::size_t count) {
    std::string object = "{";
    for (std::size_t i = 0; i < count; ++i) {
      object += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":0";
    }
    return object + "}";
  };
  EXPECT_EQ(problem_of(with("/extra", fields(limits::triple_fields))), "");
  EXPECT_NE(problem_of(with("/extra", fields(limits::triple_fields + 1)))
                .find("an object has more than 1000 fields"),
            std::string::npos);
}

TEST(TripleJson, AMessageShowsOnlyTheBeginningOfALongValue) {
  EXPECT_LT(problem_of(with("/class", "\"" + std::string(100'000, 'x') + "\"")).size(), 300u);
}

}  // namespace
}  // namespace entente
