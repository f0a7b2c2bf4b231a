// What users have decided about who is who: it stands over what resolution finds.
//
// How it works:
//   1. A merge says that two entities are one, and with them all that is joined to either. A split
//      says that one is none of some others; whatever would make them one, be it over several
//      steps, is left out or refused. A rename says what an entity is called; of several names for
//      one, the last one given goes.
//   2. A decision has to say something new and nothing against those that stand, or it is refused
//      (check_decision). What stands is therefore never contradictory, whichever of it is undone.
//   3. Ties are what merges and splits say, also together: resolution (resolve/resolution.h) joins
//      within them.
// Decisions name entities by the ids that documents give them. They need not be in the graph: a
// decision waits for them.
//
// Pure functions, safe to call from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/error.h"
#include "extract/language/text_map.h"
#include "graph/identities.h"

namespace entente {

enum class DecisionKind { Merge, Split, Rename };

// "merge", "split", "rename".
std::string_view name_of(DecisionKind kind);

struct Decision {
  std::uint64_t number = 0;  // from 1, in the order in which they were made
  DecisionKind kind = DecisionKind::Merge;
  // Merge: the two. Split: the one that is none of the others, and these. Rename: the one.
  std::vector<std::string> entities{};
  std::string name{};  // Rename: what it is called; else ""
  std::string time{};  // UTC, "2026-11-28T14:41:14Z"
  std::string note{};  // why, in the user's words, or ""
  bool operator==(const Decision&) const = default;
};

// Whether it speaks of as many entities as its kind does. Those that are given to the functions
// below MUST; check_decision finds out.
bool has_its_entities(const Decision& decision);

// What it says, in one line: "split person/a from person/b, person/c".
std::string text_of(const Decision& decision);

// Why a decision cannot stand.
class RefusedDecision : public Error {
 public:
  using Error::Error;
};

// Throws RefusedDecision where `next` is no decision (two of one entity, an empty name), where it
// cannot stand beside `standing`, or where these say already what it says; the message names those
// of them that do, with number, text, time and note. `standing` MUST be in the order of numbers.
void check_decision(const Decision& next, std::span<const Decision> standing);

// Who is one and who is none of whom, as decisions say it, while further entities are joined.
class Ties {
 public:
  Ties() = default;
  explicit Ties(std::span<const Decision> decisions);

  // The same number for all that are one by now, until the next join; nothing for an entity of
  // which no decision speaks and which was joined with none.
  std::optional<std::size_t> group_of(std::string_view id) const;

  bool are_one(std::string_view left, std::string_view right) const;

  // True where a split says so of these two or of any that are one with them.
  bool are_apart(std::string_view left, std::string_view right) const;

  // They MUST NOT be apart.
  void join(std::string_view left, std::string_view right);

 private:
  struct Node {
    std::size_t parent = 0;  // itself where it stands for its group
    std::size_t size = 1;
    std::set<std::size_t> apart;  // those that stand for groups that are none of this one
  };

  std::size_t add(std::string_view id);
  std::size_t root_of(std::size_t node) const;

  TextMap<std::size_t> nodes_;  // by id
  std::vector<Node> groups_;
};

// `identities` with the names that decisions give; `decisions` MUST be in the order of numbers.
Identities renamed(const Identities& identities, std::span<const Decision> decisions);

}  // namespace entente
