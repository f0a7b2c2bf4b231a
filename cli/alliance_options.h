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
#include "graph/alliances/alliance_words.h"
#include "graph/alliances/alliances.h"
#include "graph/alliances/leaders.h"
#include "graph/resolve/name_words.h"
#include "store/asked_actor.h"
#include "store/graph_alliances.h"

namespace entente {

class AllianceOptions {
 public:
  // Declares --graph, --unresolved, --window, --half-life, --roll-up and the filter without actors.
  void add_to(CLI::App& app);

  const std::string& half_life_text() const { return words_.half_life; }

 private:
  friend class AllianceView;

  GraphView graph_;
  FilterOptions filter_;
  AllianceWords words_;
};

// A graph opened as the options say, and who acts for whom in it. Stays where it is made: parts
// refer to each other.
class AllianceView {
 public:
  // Throws UsageError for an option that cannot be understood, Error as Store::open does.
  explicit AllianceView(const AllianceOptions& options);

  AllianceView(const AllianceView&) = delete;
  AllianceView& operator=(const AllianceView&) = delete;

  const Snapshot& snapshot() const { return snapshot_; }
  const Actors& actors() const { return actors_; }

  // As asked_actor says.
  AskedActor find(const std::string& name) const;

  // The actor's name, and for whom it was asked.
  std::string called(const AskedActor& asked) const;

  // With an actor or of all pairs, as stories_of and alliances_of say.
  GraphStories stories(std::optional<std::string_view> actor) const;
  std::vector<Alliance> alliances(std::optional<std::string_view> actor,
                                  const GraphStories& stories,
                                  Intervals intervals = Intervals::Find) const;

 private:
  AllianceTerms terms_;
  Filter filter_;
  Snapshot snapshot_;
  NameWords words_;
  Leaders leaders_;
  Actors actors_;
};

}  // namespace entente
