// Whatever users decide and take back, what stands never contradicts itself, and a refusal changes
// nothing and says why.
#include <cstdint>
#include <fuzzer/FuzzedDataProvider.h>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "extract/error.h"
#include "graph/decisions.h"
#include "tests/fuzz/property.h"

using namespace entente;

namespace {

constexpr int last_entity = 7;

std::string entity(int number) { return "e" + std::to_string(number); }

Decision drawn(FuzzedDataProvider& input, std::uint64_t number) {
  Decision decision{.number = number,
                    .kind = static_cast<DecisionKind>(input.ConsumeIntegralInRange(0, 2))};
  const auto count = input.ConsumeIntegralInRange<std::size_t>(0, 4);
  for (std::size_t i = 0; i < count; ++i) {
    decision.entities.push_back(entity(input.ConsumeIntegralInRange(0, last_entity)));
  }
  if (decision.kind == DecisionKind::Rename) decision.name = input.ConsumeRandomLengthString(3);
  return decision;
}

void check_standing(const std::vector<Decision>& standing) {
  const Ties ties(standing);
  for (const Decision& decision : standing) {
    require(has_its_entities(decision), "what stands is whole");
    const std::string& one = decision.entities.front();
    for (std::size_t i = 1; i < decision.entities.size(); ++i) {
      const std::string& other = decision.entities[i];
      const bool merge = decision.kind == DecisionKind::Merge;
      require(ties.are_one(one, other) == merge && ties.are_apart(one, other) == !merge,
              "what stands holds: " + text_of(decision));
      require(ties.are_one(other, one) == merge && ties.are_apart(other, one) == !merge,
              "it holds both ways: " + text_of(decision));
    }
  }
}

// Those that merges make one.
Identities joined(const std::vector<Decision>& standing) {
  const Ties ties(standing);
  std::map<std::size_t, std::vector<std::string>> members;
  for (int i = 0; i <= last_entity; ++i) {
    const std::string id = entity(i);
    if (const auto group = ties.group_of(id)) members[*group].push_back(id);
  }
  std::vector<Identities::Group> groups;
  for (const auto& [number, ids] : members) {
    if (ids.size() > 1) groups.push_back({ids.front(), ids});
  }
  return Identities(std::move(groups));
}

void check_names(const std::vector<Decision>& standing) {
  const Identities named = renamed(joined(standing), standing);
  std::map<std::string, std::string, std::less<>> last;  // name of what the entity is called
  for (const Decision& decision : standing) {
    if (decision.kind != DecisionKind::Rename) continue;
    last[std::string(named.of(decision.entities.front()))] = decision.name;
  }
  for (const auto& [id, name] : last) require(named.name_of(id) == name, "the last name goes");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzedDataProvider input(data, size);
  std::vector<Decision> standing;
  for (std::uint64_t number = 1; input.remaining_bytes() > 0 && number < 100; ++number) {
    if (!standing.empty() && input.ConsumeIntegralInRange(0, 4) == 0) {
      const auto undone = input.ConsumeIntegralInRange<std::size_t>(0, standing.size() - 1);
      standing.erase(standing.begin() + static_cast<std::ptrdiff_t>(undone));
    } else {
      const Decision next = drawn(input, number);
      try {
        check_decision(next, standing);
        standing.push_back(next);
      } catch (const Error& refused) {
        require(!std::string(refused.what()).empty(), "a refusal says why");
      }
    }
    check_standing(standing);
    check_names(standing);
  }
  return 0;
}
