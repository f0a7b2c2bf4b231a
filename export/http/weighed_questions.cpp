#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "export/alignment_json.h"
#include "export/alliance_json.h"
#include "export/bloc_json.h"
#include "export/cooperation_json.h"
#include "export/fact_json.h"
#include "export/fact_views.h"
#include "export/http/asking.h"
#include "export/http/questions.h"
#include "export/timeline_json.h"
#include "graph/alliances/alignment.h"
#include "graph/alliances/alliance_words.h"
#include "graph/alliances/blocs.h"
#include "graph/alliances/sides.h"
#include "store/asked_actor.h"
#include "store/graph_alliances.h"
#include "store/graph_timeline.h"
#include "store/path_request.h"

namespace entente {
namespace {

constexpr std::size_t most_posts = 100;
constexpr std::size_t stories_of_an_alliance = 3;
constexpr std::size_t stories_of_a_pair = 10;
constexpr std::size_t stories_of_a_step = 3;
constexpr std::size_t partners_of_an_alignment = 10;
constexpr std::size_t most_stories = 100;
constexpr std::size_t most_ties = 1000;
constexpr std::size_t most_steps = 1000;
constexpr std::size_t most_sides = 10;
constexpr std::size_t most_windows = 1000;
constexpr std::size_t most_windows_of_all = 240;
// All pairs of them are half a million.
constexpr std::size_t most_aligned = 1000;
constexpr double most_cooperation = 1e9;
constexpr double strongest_hold = 100.0;

// How alliances are weighed, and of what.
struct Weighing {
  AllianceTerms terms;
  bool has_windows = false;  // whether time is cut into windows
  Filter filter;
};

// As Windows of the commands' options: whether --window is one.
enum class Cut { Never, OnRequest, Always };

// `words` are those of who gives none.
Weighing weighing_of(Parameters& parameters, Cut cut = Cut::Always, AllianceWords words = {}) {
  const auto window = cut == Cut::Never ? std::nullopt : parameters.one("window");
  words.window = window.value_or(words.window);
  words.half_life = parameters.one_or("half-life", words.half_life);
  words.roll_up = parameters.one_or("roll-up", words.roll_up);
  FilterWords filter = quality_words(parameters);
  filter.at = parameters.one_or("at", "");
  if (!filter.at.empty() && !filter.until.empty()) {
    throw Problem(bad_request, "give either at or until");
  }
  return {.terms = terms_of(words, ""),
          .has_windows = cut == Cut::Always || window,
          .filter = filter_of(filter, "")};
}

// Cut as the weighing says; of all pairs each has a score for each window.
std::vector<DaySpan> windows_in(const DaySpan& whole, const Weighing& weighing, std::size_t most) {
  if (!weighing.has_windows) return {};
  try {
    return windows_of(whole, weighing.terms.window, most);
  } catch (const Error& too_many) {
    throw Problem(bad_request, too_many.what());
  }
}

// What is weighed in one answer.
class Scales {
 public:
  // All refer to `graph` and `weighing`.
  Scales(const AskedGraph& graph, const Weighing& weighing) : graph_(graph), weighing_(weighing) {}

  const Snapshot& snapshot() const { return graph_.snapshot(); }
  const Actors& actors() const { return graph_.actors(weighing_.terms.roll_up); }

  AskedActor find(const std::string& name) const {
    if (!actors().bloc_called(name)) check_known(snapshot(), name);
    return asked_actor(snapshot(), actors(), weighing_.filter, name);
  }

  GraphStories stories(std::optional<std::string_view> actor = {},
                       std::optional<std::string_view> other = {}) const {
    return graph_.stories(weighing_.terms.roll_up, weighing_.filter, actor, other);
  }

  ScoreTime time(const GraphStories& stories, std::size_t most_windows_of_it) const {
    return {.whole = stories.window,
            .windows = windows_in(stories.window, weighing_, most_windows_of_it),
            .half_life = weighing_.terms.half_life};
  }

  // With the `stories` that count most.
  std::vector<StoryView> views(const GraphStories& told, const Alliance& alliance,
                               std::size_t stories) const {
    return story_views(snapshot(), actors(), *told.events, alliance.score, stories);
  }

  std::string json(const GraphStories& told, const Alliance& alliance, std::size_t stories) const {
    return to_json_line(snapshot(), alliance, told.window, views(told, alliance, stories));
  }

 private:
  const AskedGraph& graph_;
  const Weighing& weighing_;
};

std::array<std::string, 2> place_of(const Alliance& alliance) {
  return {alliance.actor, alliance.other};
}

// The posts that an entity holds or that are held in it.
std::string posts_json(const Snapshot& snapshot, const std::string& id) {
  std::string posts;
  std::size_t count = 0;
  const Filter filter{.about = {id}, .classes = {RelationClass::Role}};
  visit_facts(snapshot, filter, Sentences::Load, [&](const FactView& view) {
    posts.append(posts.empty() ? "" : ",").append(to_json_line(view));
    return ++count < most_posts ? Walk::Continue : Walk::Stop;
  });
  return "[" + posts + "]";
}

// {"windows":[…]}
template <typename Window>
Answer windows_answer(const Snapshot& snapshot, const std::vector<Window>& windows) {
  std::string items;
  for (const Window& window : windows) {
    items.append(items.empty() ? "" : ",").append(to_json_line(snapshot, window));
  }
  return {.body = "{\"windows\":[" + items + "]}"};
}

}  // namespace

Question ask_alliances(Parameters& parameters) {
  const auto actor = parameters.one("actor");
  const Weighing weighing = weighing_of(parameters);
  const std::size_t stories = parameters.count("stories", stories_of_an_alliance, 0, most_stories);
  const PageWords words = page_words(parameters, 2);
  return {
      .effort = actor ? Effort::Quick : Effort::Long, .answer = [=](const AskedGraph& graph) {
        const Scales scales(graph, weighing);
        std::optional<std::string> asked;
        if (actor) asked = scales.find(*actor).actor;
        const GraphStories told = scales.stories(asked);
        const auto alliances =
            alliances_of(asked, told.pairs, *told.events,
                         scales.time(told, actor ? most_windows : most_windows_of_all));
        return page_of(
                   "alliances", alliances, words,
                   [](const Alliance& alliance) { return place_of(alliance); },
                   [&](const Alliance& alliance) { return scales.json(told, alliance, stories); })
            .answer();
      }};
}

Question ask_alliance(Parameters& parameters) {
  const std::string left = parameters.required("actor");
  const std::string right = parameters.required("other");
  const Weighing weighing = weighing_of(parameters);
  const std::size_t stories = parameters.count("stories", stories_of_a_pair, 0, most_stories);
  return {.answer = [=](const AskedGraph& graph) {
    const Scales scales(graph, weighing);
    const AskedActor actor = scales.find(left);
    const AskedActor other = scales.find(right);
    check_two_actors(actor, other, "");
    const GraphStories told = scales.stories(actor.actor, other.actor);
    const auto alliances =
        alliances_of(actor.actor, told.pairs, *told.events, scales.time(told, most_windows));
    if (alliances.empty()) return Answer{.body = "{\"alliance\":null}"};
    const Alliance& alliance = alliances.front();
    const auto changes = change_views(scales.snapshot(), scales.actors(), *told.events,
                                      change_points_of(told.pairs.front().stories), stories);
    return Answer{.body = "{\"alliance\":" +
                          to_json_line(scales.snapshot(), alliance, told.window,
                                       scales.views(told, alliance, stories), changes) +
                          "}"};
  }};
}

Question ask_entity(Parameters& parameters) {
  const std::string id = parameters.required("id");
  const Weighing weighing = weighing_of(parameters);
  const std::size_t top = parameters.count("top", most_sides, 0, most_stories);
  return {.answer = [=](const AskedGraph& graph) {
    const Scales scales(graph, weighing);
    const Snapshot& snapshot = scales.snapshot();
    const auto entity = snapshot.entity(id);
    if (!entity) {
      throw Problem(not_found, "no entity of this graph has the id \"" + id +
                                   "\"; /api/entities?name=… finds ids by names");
    }
    const std::string actor = scales.find(entity->id).actor;
    const GraphStories told = scales.stories(actor);
    const Sides sides =
        sides_of(actor, told.pairs, *told.events, scales.time(told, most_windows), top);
    const auto list = [&](const std::vector<Alliance>& of_side) {
      std::string json;
      for (const Alliance& alliance : of_side) {
        json.append(json.empty() ? "" : ",").append(scales.json(told, alliance, 0));
      }
      return "[" + json + "]";
    };
    return Answer{.body = "{\"entity\":" + to_json_line(*entity) +
                          ",\"actor\":" + to_json_line(actor_entity(snapshot, actor)) +
                          ",\"posts\":" + posts_json(snapshot, entity->id) + ",\"partners\":" +
                          list(sides.partners) + ",\"opponents\":" + list(sides.opponents) + "}"};
  }};
}

Question ask_blocs(Parameters& parameters) {
  const Weighing weighing = weighing_of(parameters);
  BlocRules rules;
  rules.least_score = number_of(parameters, "min-score", rules.least_score, 0.0, 1.0);
  rules.least_ties = parameters.count("min-ties", rules.least_ties, 1, most_ties);
  rules.hold = number_of(parameters, "hold", rules.hold, 0.0, strongest_hold);
  return {.effort = Effort::Long, .answer = [=](const AskedGraph& graph) {
            const Scales scales(graph, weighing);
            const GraphStories told = scales.stories();
            const ScoreTime time = scales.time(told, most_windows_of_all);
            return windows_answer(scales.snapshot(), blocs_of(told.pairs, time, rules));
          }};
}

Question ask_brokers(Parameters& parameters) {
  const Weighing weighing = weighing_of(parameters, Cut::OnRequest);
  const double least = number_of(parameters, "min-score", 0.0, 0.0, 1.0);
  const Paths paths = parameters.flag("exact") ? Paths::All : Paths::Sample;
  return {.effort = Effort::Long, .answer = [=](const AskedGraph& graph) {
            const Scales scales(graph, weighing);
            const GraphStories told = scales.stories();
            std::vector<BrokerWindow> windows;
            if (!told.pairs.empty()) {
              const ScoreTime time = scales.time(told, most_windows_of_all);
              windows = brokers_of(told.pairs,
                                   weighing.has_windows ? time.windows : std::vector{time.whole},
                                   time.half_life, least, paths);
            }
            return windows_answer(scales.snapshot(), windows);
          }};
}

Question ask_neighbours(Parameters& parameters) {
  const std::string name = parameters.required("actor");
  const Weighing weighing = weighing_of(parameters, Cut::Never);
  const PageWords words = page_words(parameters, 1);
  return {.answer = [=](const AskedGraph& graph) {
    const Scales scales(graph, weighing);
    const std::string actor = scales.find(name).actor;
    const GraphNeighbours found = neighbours_of(scales.snapshot(), scales.actors(), actor,
                                                weighing.filter, weighing.terms.half_life);
    return page_of(
               "neighbours", found.neighbours, words,
               [](const Neighbour& neighbour) { return std::array{neighbour.actor}; },
               [&](const Neighbour& neighbour) {
                 return to_json_line(scales.snapshot(), actor, found.window, neighbour);
               })
        .answer();
  }};
}

Question ask_path(Parameters& parameters) {
  const std::string from = parameters.required("from");
  const std::string to = parameters.required("to");
  const std::vector<std::string> avoid = parameters.all("avoid");
  const std::size_t steps =
      parameters.count("max-steps", std::numeric_limits<std::size_t>::max(), 1, most_steps);
  const double least = number_of(parameters, "min-score", least_shown_score, 0.0, 1.0);
  const std::size_t stories = parameters.count("stories", stories_of_a_step, 0, most_stories);
  const Weighing weighing = weighing_of(parameters, Cut::Never);
  return {.effort = Effort::Long, .answer = [=](const AskedGraph& graph) {
            const Scales scales(graph, weighing);
            std::vector<AskedActor> avoided;
            for (const std::string& name : avoid) avoided.push_back(scales.find(name));
            PathRequest request = path_request(scales.find(from), scales.find(to), avoided, "");
            request.max_steps = steps;
            const GraphStories told = scales.stories();
            const ScoreTime time = scales.time(told, most_windows);
            const auto path = strongest_path(
                cooperation_in(told.pairs, time.whole, time.half_life, least), request);
            PathView view{.request = request, .days = {}, .path = path, .steps = {}};
            if (!told.pairs.empty()) view.days = time.whole;
            const auto alliances =
                path ? steps_of(*path, told.pairs, *told.events, time) : std::vector<Alliance>();
            for (const Alliance& step : alliances) {
              view.steps.push_back({step, scales.views(told, step, stories)});
            }
            return Answer{.body = "{\"path\":" + to_json_line(scales.snapshot(), view) + "}"};
          }};
}

namespace {

// As long as pacts last; as `entente alignment` has it.
const AllianceWords words_of_alignment{.half_life = "5y"};

// The `most` parts that count most.
std::vector<Alignment::Part> parts_of(const Alignment& alignment, std::string_view actor,
                                      std::string_view other, std::size_t most) {
  auto parts = alignment.parts_of(actor, other);
  parts.resize(std::min(parts.size(), most));
  return parts;
}

}  // namespace

Question ask_alignments(Parameters& parameters) {
  const auto actor = parameters.one("actor");
  const double least =
      number_of(parameters, "min-cooperation", Alignment::least_cooperation, 0.0, most_cooperation);
  const std::size_t partners =
      parameters.count("partners", actor ? partners_of_an_alignment : 0, 0, most_stories);
  const Weighing weighing = weighing_of(parameters, Cut::Never, words_of_alignment);
  const PageWords words = page_words(parameters, 2);
  return {
      .effort = Effort::Long, .answer = [=](const AskedGraph& graph) {
        const Scales scales(graph, weighing);
        std::optional<std::string> asked;
        if (actor) asked = scales.find(*actor).actor;
        const GraphStories told = scales.stories();
        const Alignment alignment(told.pairs, told.window, weighing.terms.half_life);
        const auto count = std::ranges::count_if(alignment.actors(), [&](std::string_view each) {
          return alignment.cooperation_of(each) >= least;
        });
        if (!asked && static_cast<std::size_t>(count) > most_aligned) {
          throw Problem(bad_request,
                        fmt::format("these are the pairs of {} actors, too many to compare; "
                                    "give an actor, or a min-cooperation that at most {} have",
                                    count, most_aligned));
        }
        return page_of(
                   "alignments", alignments_of(alignment, asked, least), words,
                   [](const Aligned& aligned) {
                     return std::array{std::string(aligned.actor), std::string(aligned.other)};
                   },
                   [&](const Aligned& aligned) {
                     const auto parts = parts_of(alignment, aligned.actor, aligned.other, partners);
                     return to_json_line(scales.snapshot(),
                                         {.actor = std::string(aligned.actor),
                                          .other = std::string(aligned.other),
                                          .days = told.window,
                                          .alignment = aligned.alignment,
                                          .parts = parts},
                                         {});
                   })
            .answer();
      }};
}

Question ask_alignment(Parameters& parameters) {
  const std::string left = parameters.required("actor");
  const std::string right = parameters.required("other");
  const std::size_t partners =
      parameters.count("partners", partners_of_an_alignment, 0, most_stories);
  const Weighing weighing = weighing_of(parameters, Cut::Always, words_of_alignment);
  return {.effort = Effort::Long, .answer = [=](const AskedGraph& graph) {
            const Scales scales(graph, weighing);
            const AskedActor actor = scales.find(left);
            const AskedActor other = scales.find(right);
            check_two_actors(actor, other, "");
            const GraphStories told = scales.stories();
            const Alignment alignment(told.pairs, told.window, weighing.terms.half_life);
            std::vector<WindowAlignment> windows;
            for (const DaySpan& days : scales.time(told, most_windows_of_all).windows) {
              const Alignment then(told.pairs, days, weighing.terms.half_life);
              windows.push_back({.days = days, .alignment = then.of(actor.actor, other.actor)});
            }
            const auto parts = parts_of(alignment, actor.actor, other.actor, partners);
            return Answer{.body = "{\"alignment\":" +
                                  to_json_line(scales.snapshot(),
                                               {.actor = actor.actor,
                                                .other = other.actor,
                                                .days = told.window,
                                                .alignment = alignment.of(actor.actor, other.actor),
                                                .parts = parts},
                                               windows) +
                                  "}"};
          }};
}

// The stories come in pages; all else stands on each of them.
Question ask_timeline(Parameters& parameters) {
  const std::string left = parameters.required("actor");
  const auto right = parameters.one("other");
  // Of one alone nobody is rolled up, as `entente timeline` has it.
  const Weighing weighing =
      weighing_of(parameters, Cut::Always,
                  {.window = "1m", .half_life = "180d", .roll_up = right ? "country" : "none"});
  const PageWords words = page_words(parameters, 1 + parts_of_a_fact);
  return {.answer = [=](const AskedGraph& graph) {
    const Scales scales(graph, weighing);
    const AskedActor actor = scales.find(left);
    std::optional<std::string> other;
    if (right) {
      const AskedActor asked = scales.find(*right);
      check_two_actors(actor, asked, "");
      other = asked.actor;
    }
    GraphTimeline timeline =
        timeline_of(scales.snapshot(), scales.actors(), actor.actor, other, weighing.filter);
    std::vector<Alliance> alliances;
    std::vector<ChangePoint> changes;
    if (other && !timeline.told.pairs.empty()) {
      alliances = alliances_of(actor.actor, timeline.told.pairs, *timeline.told.events,
                               scales.time(timeline.told, most_windows));
      changes = change_points_of(timeline.told.pairs.front().stories);
    }
    const std::vector<Story> all = std::exchange(timeline.stories, {});
    const auto place_of_story = [&](const Story& story) {
      std::vector<std::string> place{iso_day(story.day)};
      for (std::string& part : place_of(timeline.facts[story.facts.front()].key)) {
        place.push_back(std::move(part));
      }
      return place;
    };
    const Page page = page_of("stories", all, words, place_of_story, [&](const Story& story) {
      timeline.stories.push_back(story);
      return std::string();
    });
    const TimelineView view{.snapshot = scales.snapshot(),
                            .timeline = timeline,
                            .actor = actor.actor,
                            .other = other.value_or(""),
                            .alliance = alliances.empty() ? nullptr : &alliances.front(),
                            .changes = changes};
    return Answer{.body = "{\"timeline\":" + to_json_line(view) + ",\"next\":" + page.next_json() +
                          "}"};
  }};
}

}  // namespace entente
