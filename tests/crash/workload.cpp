#include "tests/crash/workload.h"

#include <random>
#include <vector>

#include "graph/merge.h"
#include "store/verify.h"
#include "tests/graph/random_triples.h"

namespace entente::testing {
namespace {

constexpr std::size_t documents = 8;
constexpr std::size_t most_triples = 30;

struct Change {
  std::string document;
  bool removes = false;
  std::vector<Triple> triples{};
};

// Without the triples, which take time to make.
Change outline(std::size_t number, std::mt19937& random) {
  random.seed(static_cast<unsigned>(number));
  Change change{.document = document_name(random() % documents), .removes = random() % 4 == 0};
  return change;
}

Change change_of(std::size_t number) {
  std::mt19937 random;
  Change change = outline(number, random);
  if (change.removes) return change;
  change.triples = random_triples(random, random() % most_triples, documents);
  for (Triple& triple : change.triples) triple.document = change.document;
  return change;
}

WorkloadState state_of(const Snapshot& snapshot) {
  WorkloadState state;
  snapshot.documents([&](const DocumentRecord& record) {
    state[record.id] = std::stoull(record.title);
    return Walk::Continue;
  });
  return state;
}

TemporalGraph graph_of(const WorkloadState& state) {
  std::vector<Triple> all;
  for (const auto& [document, number] : state) {
    const Change change = change_of(number);
    all.insert(all.end(), change.triples.begin(), change.triples.end());
  }
  return TemporalGraph(contribution_of(all));
}

}  // namespace

void change(Store& store, std::size_t number) {
  const Change change = change_of(number);
  if (change.removes) {
    store.remove_document(change.document);
  } else {
    store.put_document({.id = change.document, .title = std::to_string(number)}, change.triples);
  }
}

void change(WorkloadState& state, std::size_t number) {
  std::mt19937 random;
  const Change change = outline(number, random);
  if (change.removes) {
    state.erase(change.document);
  } else {
    state[change.document] = number;
  }
}

Recovery recover(const std::filesystem::path& graph, const WorkloadState& before,
                 std::size_t acknowledged, std::size_t begun) {
  Recovery recovery{.changes = acknowledged};
  {
    const Store store = Store::open(graph, {.mode = StoreMode::Create, .memory = workload_memory});
    const WorkloadState found = state_of(store.snapshot());
    WorkloadState expected = before;
    while (expected != found && recovery.changes < begun) change(expected, ++recovery.changes);
    if (expected != found) {
      recovery.fault = "its documents are those of no moment from change " +
                       std::to_string(acknowledged) + " to " + std::to_string(begun);
    } else if (!(store.snapshot().load_graph({}, Sentences::Load) == graph_of(found))) {
      recovery.fault = "its facts are not those of its documents";
    }
  }
  verify(graph, {.memory = workload_memory}, [&](const Difference& difference) {
    recovery.fault.append("\n").append(name_of(difference.family)).append(": ");
    recovery.fault.append(difference.key).append(": ").append(name_of(difference.kind));
  });
  return recovery;
}

}  // namespace entente::testing
