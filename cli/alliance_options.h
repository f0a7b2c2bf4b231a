// The options of the commands that weigh alliances: which graph and facts, over which time, who
// acts for whom.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/filter_options.h"
#include "cli/graph_view.h"
#include "graph/alliances/actors.h"
#include "graph/alliances/alliances.h"
#include "graph/alliances/leaders.h"
#include "graph/alliances/memberships.h"
#include "graph/alliances/windows.h"
#include "graph/resolve/name_words.h"
#include "store/graph_alliances.h"

namespace entente {

class AllianceOptions {
 public:
  // `half_life`: where the user gives none.
  explicit AllianceOptions(std::string half_life = "180d") : half_life_(std::move(half_life)) {}

  // Declares --graph, --unresolved, --window, --half-life, --roll-up, --blocs and the filter
  // without actors.
  void add_to(CLI::App& app);

  const std::string& half_life_text() const { return half_life_; }

 private:
  friend class AllianceView;

  GraphView graph_;
  FilterOptions filter_;
  std::string window_ = "1y";
  std::string half_life_;
  std::string roll_up_ = "country";
  std::string blocs_;
};

// A graph opened as the options say, and who acts for whom in it. Stays where it is made: parts
// refer to each other.
class AllianceView {
 public:
  // An actor and what was asked for; they differ where the one stands for the other.
  struct Asked {
    std::string actor;
    std::string entity;
  };

  // Throws UsageError for an option that cannot be understood, Error as Store::open does.
  explicit AllianceView(const AllianceOptions& options);

  AllianceView(const AllianceView&) = delete;
  AllianceView& operator=(const AllianceView&) = delete;

  const Snapshot& snapshot() const { return snapshot_; }
  const Actors& actors() const { return actors_; }

  // A bloc, where countries are rolled up to it. Of several entities of a name, those that stand
  // for one actor at the end of the time asked for are one. Throws Error where they stand for
  // several, or there are none.
  Asked find(const std::string& name) const;

  // An actor, a pair or nobody in particular, as the commands take them; "" is no actor. Throws
  // Error as find() does, and where the two of a pair act for one.
  std::vector<Asked> find_all(const std::string& actor, std::span<const std::string> pair) const;

  // The actors' names, and for whom they were asked; "all actors" for nobody in particular.
  std::string called(std::span<const Asked> asked) const;

  double half_life() const { return half_life_; }  // days

  // `whole` cut as --window says.
  std::vector<DaySpan> windows(const DaySpan& whole) const { return windows_of(whole, window_); }

  // With an actor or of all pairs, as stories_of and alliances_of say.
  GraphStories stories(std::optional<std::string_view> actor) const;
  std::vector<Alliance> alliances(std::optional<std::string_view> actor,
                                  const GraphStories& stories,
                                  Intervals intervals = Intervals::Find) const;

 private:
  Length window_;
  double half_life_;
  Filter filter_;
  Snapshot snapshot_;
  NameWords words_;
  Leaders leaders_;
  std::optional<Memberships> memberships_;  // where countries are rolled up
  Actors actors_;
};

}  // namespace entente
