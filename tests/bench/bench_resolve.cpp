// Entities a second that are resolved, on one core, against reading their names once. A number as
// argument resolves as many at once and says how long it took: `bench_resolve 1000000`.
#include <benchmark/benchmark.h>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "graph/resolve/judgement.h"
#include "graph/resolve/resolution.h"

namespace entente {
namespace {

constexpr std::size_t entities = 20'000;

// Made-up names: few given names, many surnames, both unevenly frequent; every fifth entity is
// another one transcribed differently, every fifth an organisation.
class NameMaker {
 public:
  explicit NameMaker(std::size_t count) : count_(count) {
    for (std::size_t i = 0; i < 2000; ++i) given_.push_back(word(2));
    for (std::size_t i = 0; i < 1000 + count / 5; ++i) surnames_.push_back(word(3));
  }

  std::vector<Profile> make() {
    std::vector<Profile> profiles;
    for (std::size_t i = 0; i < count_; ++i) {
      Profile profile{.id = std::to_string(i),
                      .type = EntityType::Person,
                      .country = {},
                      .names = {},
                      .posts = {},
                      .related = {}};
      std::string name;
      if (i % 5 == 0) {
        profile.type = EntityType::Organization;
        name = "Bank of " + often(surnames_);
      } else if (i % 5 == 1 && i > 5) {
        name = transcribed(profiles[i - 3].names.front().name);
      } else {
        name = often(given_) + " " + often(surnames_);
      }
      if (i % 3 == 0) profile.country = random_() % 2 == 0 ? "RUS" : "ESP";
      profile.names = {{name, 1}};
      profiles.push_back(std::move(profile));
    }
    return profiles;
  }

 private:
  std::string word(std::size_t syllables) {
    static constexpr std::string_view consonants = "bcdfghjklmnprstvyz";
    static constexpr std::string_view vowels = "aeiou";
    std::string made;
    for (std::size_t i = 0; i < syllables; ++i) {
      made += consonants[random_() % consonants.size()];
      made += vowels[random_() % vowels.size()];
      if (random_() % 3 == 0) made += consonants[random_() % consonants.size()];
    }
    made.front() = static_cast<char>(made.front() - 'a' + 'A');
    return made;
  }

  const std::string& often(const std::vector<std::string>& list) {
    const std::size_t limit = random_() % list.size() + 1;
    return list[random_() % limit];
  }

  static std::string transcribed(std::string name) {
    for (char& c : name) {
      if (c == 'y') c = 'i';
      if (c == 'k') c = 'q';
      if (c == 'o') c = 'u';
    }
    return name;
  }

  std::size_t count_;
  std::mt19937 random_{7};
  std::vector<std::string> given_, surnames_;
};

NameWords load_words() { return NameWords::load(ENTENTE_SOURCE_DIR "/extract/language"); }

void read_names(benchmark::State& state) {
  const NameWords words = load_words();
  const auto profiles = NameMaker(entities).make();
  for (auto _ : state) {
    for (const Profile& profile : profiles) benchmark::DoNotOptimize(read(profile, words));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(entities));
  state.SetLabel("entities");
}
BENCHMARK(read_names)->Unit(benchmark::kMillisecond);

void resolve_entities(benchmark::State& state) {
  const NameWords words = load_words();
  const auto profiles = NameMaker(entities).make();
  for (auto _ : state) benchmark::DoNotOptimize(resolve(profiles, words));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(entities));
  state.SetLabel("entities against read_names");
}
BENCHMARK(resolve_entities)->Unit(benchmark::kMillisecond);

void resolve_at_once(std::size_t count) {
  const NameWords words = load_words();
  auto profiles = NameMaker(count).make();
  const auto begin = std::chrono::steady_clock::now();
  const Resolution resolution = resolve(std::move(profiles), words);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  std::cout << count << " entities in " << seconds.count()
            << " s: " << resolution.identities.groups().size() << " groups, "
            << resolution.joined.size() << " joined, " << resolution.possible.size()
            << " possible\n";
}

}  // namespace
}  // namespace entente

int main(int argc, char** argv) {
  if (argc == 2 && argv[1][0] != '-') {
    entente::resolve_at_once(std::strtoull(argv[1], nullptr, 10));
    return 0;
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
