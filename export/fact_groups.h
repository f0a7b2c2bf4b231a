// All facts of one class and modality between two entities, taken together: for `--aggregate`.
//
// What is denied, possible or planned is not added to what is asserted: an edge that sums both up
// would say neither.
//
// How it works: facts come in the order of their keys, so those of a pair of entities and a class
// follow each other. Kept is what is known of the present pair and class alone (its documents,
// relations and days); memory grows with the largest of these, not with the graph.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "extract/date.h"
#include "graph/fact.h"

namespace entente {

struct FactGroup {
  std::string subject;  // as keys have them: in symmetric classes the lesser id is the subject
  std::string object;
  RelationClass relation_class = RelationClass::Other;
  Modality modality = Modality::Asserted;

  std::size_t facts = 0;
  std::size_t mentions = 0;
  // The voices (fact.h) that state one of them, with the best confidence of each.
  std::map<std::uint64_t, double> voices{};
  std::set<std::string> relations{};
  std::optional<DaySpan> dates{};  // from the first to the last day of the dates of facts
  std::string first_observed{};    // "" where no document has a date
  std::string last_observed{};
  std::vector<DaySpan> days{};  // what Fact::spells gives, of all facts, in any order

  // That one of the facts holds: 1 − Π(1 − c) over the voices, as Fact::confidence.
  double confidence() const;

  void add(const Fact& fact);
};

// The content_id of subject, class, object and modality, each followed by the byte 0x1F.
std::string group_id(const FactGroup& group);

// Puts facts into groups; used by one thread.
class FactGrouping {
 public:
  // Is given each group once it is whole: in the order of subjects, objects, classes, modalities.
  using Visitor = std::function<void(const FactGroup&)>;

  explicit FactGrouping(Visitor visit) : visit_(std::move(visit)) {}

  // Facts MUST come in the order of their keys.
  void add(const Fact& fact);

  // After the last fact.
  void finish();

 private:
  Visitor visit_;
  std::array<std::optional<FactGroup>, 4> groups_;  // of the present pair and class, by modality
};

}  // namespace entente
