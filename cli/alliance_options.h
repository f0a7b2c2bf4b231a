// The options of the commands that weigh alliances: which graph and facts, over which time, who
// acts for whom.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <string_view>
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
  // Declares --graph, --unresolved, --window, --half-life, --roll-up, --blocs and the filter
  // without actors.
  void add_to(CLI::App& app);

  const std::string& half_life_text() const { return half_life_; }

 private:
  friend class AllianceView;

  GraphView graph_;
  FilterOptions filter_;
  std::string window_ = "1y";
  std::string half_life_ = "180d";
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

  // The actor's name, and for whom it was asked.
  std::string called(const Asked& asked) const;

  // With an actor or of all pairs, as stories_of and alliances_of say.
  GraphStories stories(std::optional<std::string_view> actor) const;
  std::vector<Alliance> alliances(std::optional<std::string_view> actor,
                                  const GraphStories& stories) const;

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
