// The options of the commands that weigh alliances: which graph and facts, over which time, who
// acts for whom.
#pragma once

#include <CLI/CLI.hpp>
#include <future>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/filter_options.h"
#include "cli/graph_view.h"
#include "export/shown_names.h"
#include "graph/alliances/actors.h"
#include "graph/alliances/alliance_words.h"
#include "graph/alliances/alliances.h"
#include "graph/alliances/leaders.h"
#include "graph/alliances/memberships.h"
#include "graph/alliances/sides.h"
#include "graph/alliances/windows.h"
#include "graph/resolve/name_words.h"
#include "store/asked_actor.h"
#include "store/graph_alliances.h"
#include "store/graph_timeline.h"

namespace entente {

class AllianceOptions {
 public:
  // `half_life`: where the user gives none.
  explicit AllianceOptions(std::string half_life = "180d")
      : words_{.half_life = std::move(half_life), .roll_up = ""} {}

  // Whether time is cut into windows: never, where --window is given, or always (years without it).
  enum class Windows { Never, OnRequest, Always };

  // What holds where the user does not say otherwise: "1y" and "country" unless set before add_to.
  void default_window(std::string length) { window_ = std::move(length); }
  void default_roll_up(std::string how) { default_roll_up_ = std::move(how); }

  // Declares --graph, --unresolved, --known-by, --window, --half-life, --roll-up, --blocs and the
  // filter without actors, with --at.
  void add_to(CLI::App& app, Windows windows = Windows::Always);

  bool has_windows() const { return !window_.empty(); }

  const std::string& window_text() const { return window_; }
  const std::string& half_life_text() const { return words_.half_life; }

 private:
  friend class AllianceView;

  AllianceWords words() const;

  GraphView graph_;
  FilterOptions filter_;
  AllianceWords words_;  // but for windows; roll-up "" by default
  std::string default_roll_up_ = "country";
  std::string window_;  // "" for none
  std::string blocs_;
};

// A graph opened as the options say, and who acts for whom in it. Stays where it is made: parts
// refer to each other.
class AllianceView {
 public:
  // Throws UsageError and WrongQuestion for an option that cannot be understood, Error as
  // Store::open does.
  explicit AllianceView(const AllianceOptions& options);

  AllianceView(const AllianceView&) = delete;
  AllianceView& operator=(const AllianceView&) = delete;

  const Snapshot& snapshot() const { return snapshot_; }
  const Actors& actors() const { return actors_; }
  const ShownNames& names() const { return names_; }

  // As asked_actor() says.
  AskedActor find(const std::string& name) const;

  // An actor, a pair or nobody in particular, as the commands take them; "" is no actor. Throws as
  // asked_actor() and check_two_actors() do.
  std::vector<AskedActor> find_all(const std::string& actor,
                                   std::span<const std::string> pair) const;

  // The actor's name, and for whom it was asked.
  std::string called(const AskedActor& asked) const;

  // Likewise of several; "all actors" for nobody in particular.
  std::string called(std::span<const AskedActor> asked) const;

  double half_life() const { return terms_.half_life; }  // days

  // With an actor, between two or of all pairs, as stories_of, timeline_of, alliances_of and
  // sides_of say.
  GraphStories stories(std::optional<std::string_view> actor,
                       std::optional<std::string_view> other = {}) const;
  GraphTimeline timeline(std::string_view actor, std::optional<std::string_view> other) const;
  std::vector<Alliance> alliances(std::optional<std::string_view> actor,
                                  const GraphStories& stories,
                                  Intervals intervals = Intervals::Find) const;
  Sides sides(std::optional<std::string_view> actor, const GraphStories& stories, std::size_t most,
              Intervals intervals) const;
  GraphNeighbours neighbours(const std::string& actor) const;

  // Over which time the stories are weighed, without windows where none are asked for.
  ScoreTime time(const GraphStories& stories) const;

 private:
  AllianceView(const AllianceOptions& options, std::future<Leaders> leaders);

  AllianceTerms terms_;
  bool has_windows_;
  Filter filter_;
  Snapshot snapshot_;
  ShownNames names_;
  NameWords words_;
  Leaders leaders_;
  std::optional<Memberships> memberships_;  // where countries are rolled up
  Actors actors_;
};

}  // namespace entente
