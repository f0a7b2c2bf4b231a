#include "tests/crash/workload.h"

#include <random>
#include <vector>

#include "graph/merge.h"
#include "graph/temporal_graph.h"
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

std::string document_in_bulk(std::size_t number) { return "bulk-" + std::to_string(number); }

// A few facts that documents share, and so much text that a step is worth files.
std::vector<Triple> triples_in_bulk(std::size_t number) {
  std::mt19937 random(static_cast<unsigned>(number));
  std::vector<Triple> triples = random_triples(random, 3, documents);
  for (Triple& triple : triples) {
    triple.document = document_in_bulk(number);
    triple.evidence.text = std::string(std::size_t{120} << 10, 'x');
  }
  return triples;
}

void add_differences(const std::filesystem::path& graph, std::string& fault) {
  verify(graph, {.memory = workload_memory}, [&](const Difference& difference) {
    fault.append("\n").append(name_of(difference.family)).append(": ");
    fault.append(difference.key).append(": ").append(name_of(difference.kind));
  });
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
  add_differences(graph, recovery.fault);
  return recovery;
}

void put_in_bulk(Store& store, std::size_t step) {
  std::size_t number = step * documents_in_bulk;
  const std::size_t end = number + documents_in_bulk;
  store.put_documents([&]() -> std::optional<DocumentContribution> {
    if (number == end) return std::nullopt;
    const std::string id = document_in_bulk(number);
    return DocumentContribution{{.id = id}, contribution_of(triples_in_bulk(number++))};
  });
}

Recovery recover_bulk(const std::filesystem::path& graph, std::size_t acknowledged) {
  Recovery recovery{.changes = acknowledged};
  std::size_t found = 0;
  {
    const Store store = Store::open(graph, {.mode = StoreMode::Create, .memory = workload_memory});
    store.snapshot().documents([&](const DocumentRecord&) {
      ++found;
      return Walk::Continue;
    });
    if (found > acknowledged * documents_in_bulk) ++recovery.changes;
    for (std::size_t number = 0; number < recovery.changes * documents_in_bulk; ++number) {
      if (store.snapshot().document(document_in_bulk(number))) continue;
      recovery.fault = document_in_bulk(number) + " is not there";
    }
  }
  if (found != recovery.changes * documents_in_bulk) {
    recovery.fault +=
        "\nthere are " + std::to_string(found) + " documents: not those of whole steps";
  }
  if (std::filesystem::exists(graph / "bulk")) recovery.fault += "\nfiles are left over";
  add_differences(graph, recovery.fault);
  return recovery;
}

}  // namespace entente::testing
