#include "cli/triples_by_document.h"

#include <gtest/gtest.h>
#include <iostream>
#include <map>
#include <random>

#include "extract/limits.h"

namespace entente {
namespace {

Triple numbered(std::string document, int number) {
  Triple triple;
  triple.document = std::move(document);
  triple.subject = {.id = "person/kim", .name = "Kim", .type = EntityType::Person, .country = ""};
  triple.object = {.id = "person/xi", .name = "Xi", .type = EntityType::Person, .country = ""};
  triple.relation = "met " + std::to_string(number);
  return triple;
}

TEST(TriplesByDocument,
     EveryDocumentComesOnceAndInOrderWithItsTriplesAsTheyCameWhateverIsKeptInMemory) {
  constexpr unsigned seed = 38;
  std::cout << "seed " << seed << '\n';
  for (const std::size_t most_in_memory : {1u, 700u, 10'000u, 100'000'000u}) {
    std::mt19937 random(seed);
    std::map<std::string, std::vector<Triple>> expected;
    TriplesByDocument documents(
        [](const std::string&, const InputError& error) { ADD_FAILURE() << error.what(); },
        most_in_memory);
    for (int i = 0; i < 2000; ++i) {
      const Triple triple = numbered("document " + std::to_string(random() % 300), i);
      expected[triple.document].push_back(triple);
      documents.add(triple, "triples.jsonl", static_cast<std::size_t>(i) + 1);
    }
    EXPECT_EQ(documents.triples(), 2000u);
    std::map<std::string, std::vector<Triple>> seen;
    while (auto triples = documents.next()) {
      const std::string document = triples->front().document;
      EXPECT_TRUE(seen.empty() || seen.rbegin()->first < document) << document;
      seen[document] = *std::move(triples);
    }
    EXPECT_EQ(seen, expected) << most_in_memory << " bytes in memory";
  }
}

struct LeftOut {
  std::vector<std::string> messages;  // a document and what was said of it
  std::vector<std::string> documents;
};

// Document "b" has `triples`, two others stand before and behind; all are in two files.
LeftOut left_out(const std::vector<Triple>& triples, std::size_t most_in_memory) {
  LeftOut seen;
  TriplesByDocument documents(
      [&](const std::string& document, const InputError& error) {
        seen.messages.push_back(document + ": " + error.what());
      },
      most_in_memory);
  documents.add(numbered("a", 0), "one.jsonl", 1);
  documents.add(numbered("c", 0), "one.jsonl", 2);
  std::size_t line = 0;
  for (const Triple& triple : triples) documents.add(triple, "two.jsonl", ++line);
  while (const auto next = documents.next()) seen.documents.push_back(next->front().document);
  return seen;
}

TEST(TriplesByDocument, ADocumentOfTooManyTriplesIsLeftOutAndTheFirstThatIsTooMuchNamed) {
  std::vector<Triple> triples(limits::document_triples, numbered("b", 0));
  for (const std::size_t most_in_memory : {std::size_t{1} << 20, std::size_t{1} << 30}) {
    const LeftOut whole = left_out(triples, most_in_memory);
    EXPECT_EQ(whole.documents, (std::vector<std::string>{"a", "b", "c"}));
    EXPECT_EQ(whole.messages, std::vector<std::string>{});
  }
  triples.resize(triples.size() + 100, numbered("b", 0));
  for (const std::size_t most_in_memory : {std::size_t{1} << 20, std::size_t{1} << 30}) {
    const LeftOut seen = left_out(triples, most_in_memory);
    EXPECT_EQ(seen.documents, (std::vector<std::string>{"a", "c"}));
    EXPECT_EQ(seen.messages,
              std::vector<std::string>{"b: two.jsonl:100001: document \"b\": it has more triples "
                                       "than the limit of 100000; divide it"});
  }
}

TEST(TriplesByDocument, ADocumentOfTooLongTriplesIsLeftOut) {
  Triple triple = numbered("b", 0);
  triple.evidence.text = std::string(limits::sentence_bytes, 'x');
  const std::vector<Triple> triples(limits::document_triple_bytes / limits::sentence_bytes + 1,
                                    triple);
  const LeftOut seen = left_out(triples, std::size_t{8} << 20);
  EXPECT_EQ(seen.documents, (std::vector<std::string>{"a", "c"}));
  EXPECT_EQ(seen.messages,
            std::vector<std::string>{"b: two.jsonl:64: document \"b\": its triples have more bytes "
                                     "than the limit of 67108864; divide it"});
}

}  // namespace
}  // namespace entente
