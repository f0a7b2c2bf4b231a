// Questions about alliances against a plain scan of the same facts, in a graph of a million facts
// and ten thousand actors.
//
// ENTENTE_BENCH_FACTS says how many facts instead, ENTENTE_BENCH_GRAPH names a graph that is there
// (data_sets.py and `entente ingest` make one of real events). "First" answers open the graph and
// read what they need, "warm" ones have it in memory (GraphFacts); files are in the system's cache.
// Processor time is that of all threads. A question is of the actor with the most facts
// ("busiest"), or of one that has as many as half of all facts' actors have at most ("middling").
#include <algorithm>
#include <benchmark/benchmark.h>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "graph/alliances/alignment.h"
#include "graph/alliances/alliances.h"
#include "graph/alliances/blocs.h"
#include "graph/alliances/brokers.h"
#include "graph/alliances/communities.h"
#include "graph/alliances/paths.h"
#include "graph/alliances/sides.h"
#include "graph/alliances/windows.h"
#include "graph/merge.h"
#include "store/graph_alliances.h"
#include "store/graph_timeline.h"
#include "store/store.h"
#include "tests/store/graph_folder.h"

namespace entente {
namespace {

constexpr std::size_t actors = 10'000;
constexpr std::size_t persons = 2'000;  // who hold posts with them
constexpr std::size_t facts_of_a_report = 25;
constexpr int years = 10;
constexpr double least_score = 0.1;  // that ties actors in blocs
constexpr double half_life = 180.0;  // days

std::size_t facts_wanted() {
  const char* const wanted = std::getenv("ENTENTE_BENCH_FACTS");
  return wanted != nullptr ? std::stoul(wanted) : 1'000'000;
}

EntityRef actor(std::size_t number) {
  return {.id = "org/front-" + std::to_string(number),
          .name = "Front " + std::to_string(number),
          .type = EntityType::Organization,
          .country = ""};
}

EntityRef person(std::size_t number) {
  return {.id = "person/speaker-" + std::to_string(number),
          .name = "Speaker " + std::to_string(number),
          .type = EntityType::Person,
          .country = ""};
}

// Reports of ten years, in their order: a few actors are in much of the news, half of what they do
// is among the twenty of their camp, and in one of five an actor is spoken for by a person.
class Reports {
 public:
  std::optional<DocumentContribution> next() {
    if (told_ >= wanted_) return {};
    const std::string id = fmt_id(document_);
    std::vector<Triple> triples;
    const int day = first_day_ + static_cast<int>(told_ * (years * 365) / wanted_);
    for (std::size_t sentence = 0; sentence < facts_of_a_report; ++sentence) {
      triples.push_back(document_ < persons && sentence == 0 ? post(document_) : event());
      Triple& triple = triples.back();
      triple.document = id;
      triple.observed = iso_day(day);
      triple.date = iso_day(day);
      triple.module = "events";
      triple.evidence.sentence = sentence;
    }
    told_ += facts_of_a_report;
    ++document_;
    return DocumentContribution{.record = {.id = id, .date = iso_day(day)},
                                .contribution = contribution_of(triples)};
  }

 private:
  static std::string fmt_id(std::size_t number) {
    const std::string digits = std::to_string(number);
    return "report/" + std::string(8 - digits.size(), '0') + digits;
  }

  std::size_t random_actor() {
    const double share = static_cast<double>(random_()) / static_cast<double>(random_.max());
    return static_cast<std::size_t>(static_cast<double>(actors - 1) * std::pow(share, 3.0));
  }

  static Triple post(std::size_t number) {
    Triple triple;
    triple.subject = person(number);
    triple.relation = "speaker of";
    triple.relation_class = RelationClass::Role;
    triple.object = actor(number * 5);
    return triple;
  }

  Triple event() {
    const std::size_t one = random_actor();
    std::size_t other = random_() % 2 == 0 ? one / 20 * 20 + random_() % 20 : random_actor();
    if (other == one) other = (one + 1) % actors;
    Triple triple;
    triple.subject = one % 5 == 0 && random_() % 5 == 0 ? person(one / 5) : actor(one);
    triple.relation_class = static_cast<RelationClass>(random_() % 16);
    triple.relation = "act " + std::to_string(random_() % 200);
    triple.object = actor(other);
    triple.confidence = static_cast<double>(50 + random_() % 50) / 100;
    return triple;
  }

  std::mt19937 random_{1};
  const std::size_t wanted_ = facts_wanted();
  const int first_day_ = days_of("2010-01-01")->first;
  std::size_t told_ = 0;
  std::size_t document_ = 0;
};

// The graph, made when it is first asked for.
class Graph {
 public:
  static const Graph& get() {
    static const Graph graph;
    return graph;
  }

  const std::filesystem::path& path() const { return path_; }
  const std::string& busiest() const { return busiest_; }
  const std::string& middling() const { return middling_; }

 private:
  Graph() {
    const char* const there = std::getenv("ENTENTE_BENCH_GRAPH");
    path_ = there != nullptr ? std::filesystem::path(there) : folder_.graph();
    if (there == nullptr) {
      Store store = Store::open(path_, {.mode = StoreMode::Create});
      Reports reports;
      while (store.put_documents([&] { return reports.next(); }) > 0) {
      }
      store.put_identities({});
      store.sync();
    }
    choose_actors();
  }

  void choose_actors();

  testing::GraphFolder folder_;
  std::filesystem::path path_;
  std::string busiest_;
  std::string middling_;
};

// What the command line loads and opens before its first answer.
struct View {
  // As it was known by a day, if any.
  explicit View(std::optional<int> known_by = {})
      : snapshot(known_by ? open().known_by(*known_by) : open()),
        words(NameWords::load(ENTENTE_SOURCE_DIR "/extract/language")),
        leaders(Leaders::load(ENTENTE_SOURCE_DIR "/graph/alliances/leaders")),
        actors(actors_of(snapshot, RollUp::Country, leaders, words)) {}

  static Snapshot open() {
    const Snapshot snapshot = Store::open(Graph::get().path()).snapshot();
    auto identities = snapshot.identities();
    if (!identities) throw std::runtime_error("the graph does not know which entities are one");
    return snapshot.joined(std::make_shared<const Identities>(*std::move(identities)));
  }

  Snapshot snapshot;
  NameWords words;
  Leaders leaders;
  Actors actors;
};

// The same with all facts in memory, as a server keeps it.
struct WarmView : View {
  static const WarmView& get() {
    static const WarmView view;
    return view;
  }

  GraphFacts facts{snapshot};
};

ScoreTime time_of(const GraphStories& stories) {
  return {.whole = stories.window,
          .windows = windows_of(stories.window, *length_of("1y")),
          .half_life = half_life};
}

void Graph::choose_actors() {
  std::map<std::string, std::size_t> facts;
  std::size_t all = 0;
  Store::open(path_).snapshot().facts({}, [&](const Fact& fact) {
    ++facts[fact.key.subject];
    ++facts[fact.key.object];
    all += 2;
    return Walk::Continue;
  });
  std::vector<std::pair<std::size_t, std::string>> by_facts;
  for (const auto& [id, count] : facts) {
    if (id.starts_with("org/") || id.starts_with("country/")) by_facts.emplace_back(count, id);
  }
  std::ranges::sort(by_facts, std::greater());
  busiest_ = by_facts.front().second;
  std::size_t sum = 0;
  for (const auto& [count, id] : by_facts) {
    sum += count;
    middling_ = id;
    if (sum * 2 >= all) break;
  }
}

void count_answers(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations());
  state.SetLabel("answers against plain_scan");
}

// Opens the graph and reads all facts.
void plain_scan(benchmark::State& state) {
  const auto& path = Graph::get().path();
  std::size_t facts = 0;
  for (auto _ : state) {
    facts = 0;
    Store::open(path).snapshot().facts({}, [&](const Fact&) {
      ++facts;
      return Walk::Continue;
    });
  }
  state.counters["facts"] = static_cast<double>(facts);
  state.SetItemsProcessed(state.iterations());
  state.SetLabel("answers");
}
BENCHMARK(plain_scan)->Unit(benchmark::kMillisecond);

void answer(benchmark::State& state, const GraphStories& stories, const std::string& actor) {
  const auto alliances =
      alliances_of(actor, stories.pairs, *stories.events, time_of(stories), Intervals::FindOfWhole);
  state.counters["facts"] = static_cast<double>(stories.events->size());
  state.counters["alliances"] = static_cast<double>(alliances.size());
}

void first(benchmark::State& state, const std::string& actor) {
  for (auto _ : state) {
    const View view;
    answer(state, stories_of(view.snapshot, view.actors, actor, {}), actor);
  }
  count_answers(state);
}
void busiest_first(benchmark::State& state) { first(state, Graph::get().busiest()); }
void middling_first(benchmark::State& state) { first(state, Graph::get().middling()); }
BENCHMARK(busiest_first)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
BENCHMARK(middling_first)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();

void warm(benchmark::State& state, const std::string& actor) {
  const WarmView& view = WarmView::get();
  for (auto _ : state) answer(state, stories_of(view.facts, view.actors, actor, {}), actor);
  count_answers(state);
}
void busiest_warm(benchmark::State& state) { warm(state, Graph::get().busiest()); }
void middling_warm(benchmark::State& state) { warm(state, Graph::get().middling()); }
BENCHMARK(busiest_warm)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
BENCHMARK(middling_warm)->Unit(benchmark::kMillisecond);

// The busiest actor and one of the others.
void pair_warm(benchmark::State& state) {
  const WarmView& view = WarmView::get();
  const std::string& actor = Graph::get().busiest();
  const std::string& other = Graph::get().middling();
  for (auto _ : state) {
    answer(state, stories_of(view.facts, view.actors, actor, {}, other), actor);
  }
  count_answers(state);
}
BENCHMARK(pair_warm)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();

// The busiest actor and all that it is tied to.
void neighbours_first(benchmark::State& state) {
  for (auto _ : state) {
    const View view;
    const auto found =
        neighbours_of(view.snapshot, view.actors, Graph::get().busiest(), {}, half_life);
    state.counters["neighbours"] = static_cast<double>(found.neighbours.size());
  }
  count_answers(state);
}
BENCHMARK(neighbours_first)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();

void timeline_first(benchmark::State& state) {
  for (auto _ : state) {
    const View view;
    const auto timeline = timeline_of(view.snapshot, view.actors, Graph::get().busiest(),
                                      Graph::get().middling(), {});
    state.counters["stories"] = static_cast<double>(timeline.stories.size());
  }
  count_answers(state);
}
BENCHMARK(timeline_first)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();

// As it was known when half of the reports were there.
void known_by_first(benchmark::State& state) {
  const int half = days_of("2014-12-31")->last;
  for (auto _ : state) {
    const View view(half);
    answer(state, stories_of(view.snapshot, view.actors, Graph::get().busiest(), {}),
           Graph::get().busiest());
  }
  count_answers(state);
}
BENCHMARK(known_by_first)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();

void path_first(benchmark::State& state) {
  for (auto _ : state) {
    const View view;
    const GraphStories stories = stories_of(view.snapshot, view.actors, {}, {});
    const auto path =
        strongest_path(cooperation_in(stories.pairs, stories.window, half_life),
                       {.from = Graph::get().busiest(), .to = Graph::get().middling()});
    state.counters["actors"] = path ? static_cast<double>(path->actors.size()) : 0;
  }
  count_answers(state);
}
BENCHMARK(path_first)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();

// Over the whole time.
void brokers(benchmark::State& state, Paths paths) {
  for (auto _ : state) {
    const View view;
    const GraphStories stories = stories_of(view.snapshot, view.actors, {}, {});
    const BrokerWindow found =
        brokers_of(cooperation_in(stories.pairs, stories.window, half_life), stories.window, paths);
    state.counters["brokers"] = static_cast<double>(found.brokers.size());
  }
  count_answers(state);
}
void brokers_first(benchmark::State& state) { brokers(state, Paths::Sample); }
void brokers_of_all_paths(benchmark::State& state) { brokers(state, Paths::All); }
BENCHMARK(brokers_first)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
BENCHMARK(brokers_of_all_paths)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();

void alignment_first(benchmark::State& state) {
  for (auto _ : state) {
    const View view;
    const GraphStories stories = stories_of(view.snapshot, view.actors, {}, {});
    const Alignment alignment(stories.pairs, stories.window, half_life);
    state.counters["actors"] = static_cast<double>(alignment.actors().size());
  }
  count_answers(state);
}
BENCHMARK(alignment_first)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();

// The ten surest partners and opponents among all pairs, as `entente alliances` shows them.
void sides_first(benchmark::State& state) {
  for (auto _ : state) {
    const View view;
    const GraphStories stories = stories_of(view.snapshot, view.actors, {}, {});
    const Sides sides =
        sides_of({}, stories.pairs, *stories.events, time_of(stories), 10, Intervals::FindOfWhole);
    state.counters["alliances"] =
        static_cast<double>(sides.left_out + sides.partners.size() + sides.opponents.size());
  }
  count_answers(state);
}
BENCHMARK(sides_first)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();

void all_pairs_first(benchmark::State& state) {
  for (auto _ : state) {
    const View view;
    const GraphStories stories = stories_of(view.snapshot, view.actors, {}, {});
    const auto alliances = alliances_of({}, stories.pairs, *stories.events, time_of(stories));
    state.counters["alliances"] = static_cast<double>(alliances.size());
  }
  count_answers(state);
}
BENCHMARK(all_pairs_first)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();

std::vector<Alliance> all_alliances(const GraphStories& stories) {
  return alliances_of({}, stories.pairs, *stories.events, time_of(stories), Intervals::Skip);
}

// Blocs in windows of a year.
void blocs_first(benchmark::State& state) {
  for (auto _ : state) {
    const View view;
    const GraphStories stories = stories_of(view.snapshot, view.actors, {}, {});
    const auto windows = blocs_of(stories.pairs, time_of(stories), {.least_score = least_score});
    state.counters["windows"] = static_cast<double>(windows.size());
  }
  count_answers(state);
}
BENCHMARK(blocs_first)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();

struct SignedGraph {
  std::size_t vertices = 0;
  std::vector<SignedEdge> edges;
};

// Those whose communities the blocs are, by window.
std::vector<SignedGraph> signed_graphs() {
  const View view;
  const GraphStories stories = stories_of(view.snapshot, view.actors, {}, {});
  const auto alliances = all_alliances(stories);
  std::vector<SignedGraph> graphs(time_of(stories).windows.size());
  for (std::size_t n = 0; n < graphs.size(); ++n) {
    std::map<std::string, std::size_t> vertices;
    const auto vertex = [&](const std::string& id) {
      return vertices.try_emplace(id, vertices.size()).first->second;
    };
    for (const Alliance& alliance : alliances) {
      const double score = alliance.windows[n].score.score;
      if (score == 0.0 || std::abs(score) < least_score) continue;
      graphs[n].edges.push_back(
          {.left = vertex(alliance.actor), .right = vertex(alliance.other), .weight = score});
    }
    graphs[n].vertices = vertices.size();
  }
  return graphs;
}

// For leiden.py, which compares.
void write_edges(const std::vector<SignedGraph>& graphs) {
  const char* const file = std::getenv("ENTENTE_BENCH_EDGES");
  if (file == nullptr) return;
  std::ofstream stream(file);
  stream.precision(17);
  for (std::size_t n = 0; n < graphs.size(); ++n) {
    for (const SignedEdge& edge : graphs[n].edges)
      stream << n << ' ' << edge.left << ' ' << edge.right << ' ' << edge.weight << '\n';
  }
}

void communities(benchmark::State& state) {
  const auto graphs = signed_graphs();
  write_edges(graphs);
  double modularity = 0;
  for (auto _ : state) {
    modularity = 0;
    for (const auto& [vertices, edges] : graphs)
      modularity += signed_modularity(communities_of(vertices, edges), edges);
  }
  state.counters["modularity"] = modularity / static_cast<double>(graphs.size());
  count_answers(state);
}
BENCHMARK(communities)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace entente

BENCHMARK_MAIN();
