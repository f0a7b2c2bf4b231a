// The options of the commands that weigh alliances: which graph and facts, over which time, who
// acts for whom.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/filter_options.h"
#include "cli/graph_view.h"
#include "graph/alliances/actors.h"
#include "graph/alliances/alliances.h"
#include "graph/alliances/leaders.h"
#include "graph/alliances/windows.h"
#include "graph/resolve/name_words.h"
#include "store/graph_alliances.h"
#include "store/graph_timeline.h"

namespace entente {

class AllianceOptions {
 public:
  // Declares --graph, --unresolved, --window, --half-life, --roll-up and the filter without actors.
  void add_to(CLI::App& app);

  // What holds where the user does not say otherwise: "1y" and "country" unless set before add_to.
  void default_window(std::string length) { window_ = std::move(length); }
  void default_roll_up(std::string how) { default_roll_up_ = std::move(how); }

  const std::string& window_text() const { return window_; }
  const std::string& half_life_text() const { return half_life_; }

 private:
  friend class AllianceView;

  GraphView graph_;
  FilterOptions filter_;
  std::string window_ = "1y";
  std::string half_life_ = "180d";
  std::string roll_up_;  // "": by default
  std::string default_roll_up_ = "country";
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

  // With an actor or of all pairs, as stories_of, timeline_of and alliances_of say.
  GraphStories stories(std::optional<std::string_view> actor) const;
  GraphTimeline timeline(std::string_view actor, std::optional<std::string_view> other) const;
  std::vector<Alliance> alliances(std::optional<std::string_view> actor,
                                  const GraphStories& stories) const;

 private:
  Length window_;
  double half_life_;
  Filter filter_;
  Snapshot snapshot_;
  NameWords words_;
  Leaders leaders_;
  Actors actors_;
};

}  // namespace entente
