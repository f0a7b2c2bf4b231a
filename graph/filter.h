// The filter that every query and export takes: which facts of a graph are asked for.
//
// How it works:
//   1. A Filter says what the user asks for, actors by id or by name.
//   2. A FactMatcher is a filter made ready for one graph: names looked up there, dates read once.
//   3. Values within a member are alternatives, members all have to hold; an empty member asks for
//      nothing. Filter{} matches every fact.
//
// FactMatcher is immutable: threads may share one.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/date.h"
#include "extract/triple.h"
#include "graph/fact.h"

namespace entente {

struct Filter {
  std::vector<std::string> about{};    // either end of the fact: ids or names
  std::vector<std::string> subject{};  // in symmetric classes either end may be the subject
  std::vector<std::string> object{};
  std::vector<RelationClass> classes{};
  std::vector<std::string> relations{};  // labels, compared exactly
  // The window, both ends inclusive, as ISO dates of any precision ("2023-07" begins on the first
  // and ends on the last day of July). A fact is in it if its date overlaps it; one without a date,
  // if a document that states it is of a day in it.
  std::optional<std::string> since{};
  std::optional<std::string> until{};
  std::vector<Modality> modalities{};
  std::size_t min_support = 0;  // documents
  double min_confidence = 0.0;
  std::vector<std::string> documents{};  // one of these states the fact

  bool operator==(const Filter&) const = default;
};

// Gives the ids of the entities that `id_or_name` stands for: the one with this id, or else all
// that have it among their names (compared by lookup_key).
using EntityLookup = std::function<std::vector<std::string>(std::string_view id_or_name)>;

class FactMatcher {
 public:
  // Throws Error for an actor that `lookup` does not find, or a date that does not exist.
  FactMatcher(const Filter& filter, const EntityLookup& lookup);

  bool matches(const Fact& fact) const;

  // What the key leaves open, of a fact that may match: the same as matches().
  bool matches_evidence(const Fact& fact) const;

  // What the key alone decides: false means that no evidence could make the fact match. A window is
  // decided by the key only where that has a date.
  bool may_match(const FactKey& key) const;

  // Nothing where the filter does not ask for it; else sorted ids, without repetition.
  const std::optional<std::vector<std::string>>& about() const { return about_; }
  const std::optional<std::vector<std::string>>& subject() const { return subject_; }
  const std::optional<std::vector<std::string>>& object() const { return object_; }
  const std::vector<std::string>& documents() const { return filter_.documents; }
  const std::vector<RelationClass>& classes() const { return filter_.classes; }

  // Nothing where the filter asks for no window. An open end is the least or greatest int.
  const std::optional<DaySpan>& window() const { return window_; }

 private:
  bool ends_match(const FactKey& key) const;
  bool window_matches(const Fact& fact) const;
  bool documents_match(const Fact& fact) const;

  Filter filter_;
  std::optional<std::vector<std::string>> about_, subject_, object_;
  std::optional<DaySpan> window_;
};

}  // namespace entente
