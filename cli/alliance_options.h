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
#include "graph/alliances/windows.h"
#include "graph/resolve/name_words.h"
#include "store/graph_alliances.h"

namespace entente {

class AllianceOptions {
 public:
  // Whether time is cut into windows: never, where --window is given, or always (years without it).
  enum class Windows { Never, OnRequest, Always };

  // Declares --graph, --unresolved, --known-by, --window, --half-life, --roll-up and the filter
  // without actors, with --at.
  void add_to(CLI::App& app, Windows windows = Windows::Always);

  bool has_windows() const { return !window_.empty(); }

  const std::string& half_life_text() const { return half_life_; }

 private:
  friend class AllianceView;

  GraphView graph_;
  FilterOptions filter_;
  std::string window_;  // "" for none
  std::string half_life_ = "180d";
  std::string roll_up_ = "country";
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

  // Of several entities of a name, those that stand for one actor at the end of the time asked for
  // are one. Throws Error where they stand for several, or there are none.
  Asked find(const std::string& name) const;

  // The actor's name, and for whom it was asked.
  std::string called(const Asked& asked) const;

  // With an actor or of all pairs, as stories_of and alliances_of say.
  GraphStories stories(std::optional<std::string_view> actor) const;
  std::vector<Alliance> alliances(std::optional<std::string_view> actor,
                                  const GraphStories& stories) const;
  GraphNeighbours neighbours(const std::string& actor) const;

  // Over which time the stories are weighed, without windows where none are asked for.
  ScoreTime time(const GraphStories& stories) const;

 private:
  std::optional<Length> window_;
  double half_life_;
  Filter filter_;
  Snapshot snapshot_;
  NameWords words_;
  Leaders leaders_;
  Actors actors_;
};

}  // namespace entente
