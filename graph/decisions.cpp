#include "graph/decisions.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace entente {
namespace {

using Reasons = std::vector<const Decision*>;

std::string list_of(std::span<const std::string> ids) {
  std::string list;
  for (const std::string& id : ids) list += (list.empty() ? "" : ", ") + id;
  return list;
}

std::string described(const Decision& decision) {
  return "decision " + std::to_string(decision.number) + ": " + text_of(decision) + " (" +
         decision.time + (decision.note.empty() ? "" : ", \"" + decision.note + "\"") + ")";
}

[[noreturn]] void refuse(const std::string& what, Reasons because) {
  std::ranges::sort(because, {}, &Decision::number);
  std::string message = what;
  for (const Decision* decision : because) {
    message += (decision == because.front() ? " " : "; ") + described(*decision);
  }
  throw RefusedDecision(message + ". To take " + (because.size() == 1 ? "it" : "one") +
                        " back: entente resolve undo " + std::to_string(because.back()->number));
}

class Checker {
 public:
  explicit Checker(std::span<const Decision> standing) : standing_(standing), ties_(standing) {}

  void check_merge(const Decision& next) const {
    const std::string &one = next.entities[0], &other = next.entities[1];
    if (one == other)
      throw RefusedDecision(one + " is one entity already: there is nothing to merge");
    if (ties_.are_one(one, other)) {
      refuse(one + " and " + other + " are merged already, by", merges_between(one, other));
    }
    if (ties_.are_apart(one, other)) {
      refuse(one + " and " + other + " cannot be merged; against it stands",
             split_between(one, other));
    }
  }

  void check_split(const Decision& next) const {
    const std::string& one = next.entities[0];
    const auto others = std::span(next.entities).subspan(1);
    for (const std::string& other : others) {
      if (one == other) {
        throw RefusedDecision(one +
                              " is one entity as documents name it: it cannot be taken apart");
      }
      if (ties_.are_one(one, other)) {
        refuse(one + " and " + other + " cannot be split; against it stands",
               merges_between(one, other));
      }
    }
    const auto known = [&](const std::string& other) { return ties_.are_apart(one, other); };
    if (std::ranges::all_of(others, known)) {
      refuse(one + " and " + others.front() + " are split already, by",
             split_between(one, others.front()));
    }
  }

  void check_rename(const Decision& next) const {
    const std::string& one = next.entities[0];
    if (next.name.find_first_not_of(" \t\r\n") == std::string::npos) {
      throw RefusedDecision("the new name of " + one + " is empty");
    }
    const Decision* last = nullptr;
    for (const Decision& decision : standing_) {
      if (decision.kind == DecisionKind::Rename && ties_.are_one(decision.entities[0], one)) {
        last = &decision;
      }
    }
    if (last != nullptr && last->name == next.name) {
      refuse(one + " is called so already, by", {last});
    }
  }

 private:
  // The merges that make two one, which they are.
  Reasons merges_between(const std::string& from, const std::string& to) const {
    std::map<std::string, const Decision*> reached{{from, nullptr}};  // and by which merge
    std::vector<std::string> next{from};
    for (std::size_t i = 0; i < next.size() && !reached.contains(to); ++i) {
      for (const Decision& decision : standing_) {
        if (decision.kind != DecisionKind::Merge) continue;
        for (const std::size_t end : {std::size_t{0}, std::size_t{1}}) {
          const std::string& other = decision.entities[1 - end];
          if (decision.entities[end] != next[i]) continue;
          if (reached.emplace(other, &decision).second) next.push_back(other);
        }
      }
    }
    Reasons merges;
    for (std::string at = to; at != from;) {
      const Decision* merge = reached.at(at);
      merges.push_back(merge);
      at = merge->entities[merge->entities[0] == at ? 1 : 0];
    }
    return merges;
  }

  // The first split that keeps two apart, as one does, with the merges by which it speaks of them.
  Reasons split_between(const std::string& left, const std::string& right) const {
    for (const Decision& decision : standing_) {
      if (decision.kind != DecisionKind::Split) continue;
      const std::string& one = decision.entities[0];
      const bool is_left = ties_.are_one(one, left);
      if (!is_left && !ties_.are_one(one, right)) continue;
      for (const std::string& other : std::span(decision.entities).subspan(1)) {
        if (!ties_.are_one(other, is_left ? right : left)) continue;
        Reasons all = merges_between(is_left ? left : right, one);
        const Reasons more = merges_between(is_left ? right : left, other);
        all.insert(all.end(), more.begin(), more.end());
        all.push_back(&decision);
        return all;
      }
    }
    return {};
  }

  std::span<const Decision> standing_;
  Ties ties_;
};

}  // namespace

std::string_view name_of(DecisionKind kind) {
  static constexpr std::array<std::string_view, 3> names{"merge", "split", "rename"};
  return names.at(static_cast<std::size_t>(kind));
}

bool has_its_entities(const Decision& decision) {
  const std::size_t count = decision.entities.size();
  switch (decision.kind) {
    case DecisionKind::Merge:
      return count == 2;
    case DecisionKind::Split:
      return count >= 2;
    case DecisionKind::Rename:
      return count == 1;
  }
  return false;
}

std::string text_of(const Decision& decision) {
  std::string text = std::string(name_of(decision.kind)) + " " + decision.entities[0];
  const std::string others = list_of(std::span(decision.entities).subspan(1));
  switch (decision.kind) {
    case DecisionKind::Merge:
      text += " and " + others;
      break;
    case DecisionKind::Split:
      text += " from " + others;
      break;
    case DecisionKind::Rename:
      text += " to \"" + decision.name + "\"";
      break;
  }
  return text;
}

void check_decision(const Decision& next, std::span<const Decision> standing) {
  if (!has_its_entities(next)) {
    throw RefusedDecision("a " + std::string(name_of(next.kind)) + " cannot be of " +
                          std::to_string(next.entities.size()) + " entities");
  }
  const Checker checker(standing);
  switch (next.kind) {
    case DecisionKind::Merge:
      return checker.check_merge(next);
    case DecisionKind::Split:
      return checker.check_split(next);
    case DecisionKind::Rename:
      return checker.check_rename(next);
  }
}

Ties::Ties(std::span<const Decision> decisions) {
  for (const Decision& decision : decisions) {
    if (decision.kind == DecisionKind::Merge) join(decision.entities[0], decision.entities[1]);
  }
  for (const Decision& decision : decisions) {
    if (decision.kind != DecisionKind::Split) continue;
    const std::size_t one = root_of(add(decision.entities[0]));
    for (const std::string& id : std::span(decision.entities).subspan(1)) {
      const std::size_t other = root_of(add(id));
      groups_[one].apart.insert(other);
      groups_[other].apart.insert(one);
    }
  }
}

std::optional<std::size_t> Ties::group_of(std::string_view id) const {
  const auto found = nodes_.find(id);
  if (found == nodes_.end()) return {};
  return root_of(found->second);
}

bool Ties::are_one(std::string_view left, std::string_view right) const {
  if (left == right) return true;
  const auto group = group_of(left);
  return group && group == group_of(right);
}

bool Ties::are_apart(std::string_view left, std::string_view right) const {
  const auto one = group_of(left), other = group_of(right);
  return one && other && groups_[*one].apart.contains(*other);
}

void Ties::join(std::string_view left, std::string_view right) {
  std::size_t into = root_of(add(left)), from = root_of(add(right));
  if (into == from) return;
  if (groups_[into].size < groups_[from].size) std::swap(into, from);
  groups_[from].parent = into;
  groups_[into].size += groups_[from].size;
  for (const std::size_t other : std::exchange(groups_[from].apart, {})) {
    groups_[other].apart.erase(from);
    groups_[other].apart.insert(into);
    groups_[into].apart.insert(other);
  }
}

std::size_t Ties::add(std::string_view id) {
  const auto found = nodes_.find(id);
  if (found != nodes_.end()) return found->second;
  const std::size_t node = groups_.size();
  groups_.push_back({.parent = node, .size = 1, .apart = {}});
  nodes_.emplace(id, node);
  return node;
}

// Joining the smaller group to the greater keeps the way short.
std::size_t Ties::root_of(std::size_t node) const {
  while (groups_[node].parent != node) node = groups_[node].parent;
  return node;
}

Identities renamed(const Identities& identities, std::span<const Decision> decisions) {
  Identities::Names names;
  for (const Decision& decision : decisions) {
    if (decision.kind != DecisionKind::Rename) continue;
    names[std::string(identities.of(decision.entities[0]))] = decision.name;
  }
  return Identities(identities.groups(), std::move(names));
}

}  // namespace entente
