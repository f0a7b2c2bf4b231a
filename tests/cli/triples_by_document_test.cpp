#include "cli/triples_by_document.h"

#include <gtest/gtest.h>
#include <iostream>
#include <map>
#include <random>

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
    TriplesByDocument documents(most_in_memory);
    for (int i = 0; i < 2000; ++i) {
      const Triple triple = numbered("document " + std::to_string(random() % 300), i);
      expected[triple.document].push_back(triple);
      documents.add(triple);
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

}  // namespace
}  // namespace entente
