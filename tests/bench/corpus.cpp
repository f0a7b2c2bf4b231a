#include "tests/bench/corpus.h"

#include <cmath>
#include <random>
#include <string>

namespace entente {
namespace {

constexpr double actors = 5000;
constexpr std::size_t relations = 60;

// The n-th actor makes the news about 1/n as often as the first.
EntityRef random_actor(std::mt19937& random) {
  const double share = static_cast<double>(random()) / static_cast<double>(std::mt19937::max());
  const std::string number = std::to_string(static_cast<int>(std::pow(actors, share)));
  return {.id = "person/actor-" + number,
          .name = "Actor " + number,
          .type = EntityType::Person,
          .country = "PRK"};
}

}  // namespace

std::vector<std::vector<Triple>> made_up_corpus(std::size_t documents) {
  std::mt19937 random(1);
  std::vector<std::vector<Triple>> corpus(documents);
  for (std::size_t d = 0; d < documents; ++d) {
    const std::string day = "2023-07-" + std::to_string(10 + d % 18);
    for (std::size_t i = 0; i < triples_per_document; ++i) {
      const std::size_t relation = random() % relations;
      corpus[d].push_back(
          {.document = "news-" + std::to_string(d),
           .observed = day,
           .subject = random_actor(random),
           .relation = "relation " + std::to_string(relation),
           .relation_class = static_cast<RelationClass>(relation % relation_class_count),
           .object = random_actor(random),
           .date = random() % 2 == 0 ? "" : "2023-07-" + std::to_string(10 + random() % 18),
           .modality = Modality::Asserted,
           .source = {},
           .confidence = 0.9,
           .module = "events",
           .evidence = {.sentence = i,
                        .begin = 150 * i,
                        .end = 150 * i + 149,
                        .text = "Sentence " + std::to_string(random()) + " of document " +
                                std::to_string(d) + " " + std::string(100, 'x') + "."}});
    }
  }
  return corpus;
}

}  // namespace entente
