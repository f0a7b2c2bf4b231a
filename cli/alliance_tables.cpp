#include "cli/alliance_tables.h"

#include <fmt/format.h>
#include <limits>
#include <set>
#include <string>
#include <utility>

#include "cli/display.h"
#include "cli/table.h"
#include "export/exporter.h"

namespace entente {
namespace {

std::string interval_text(const AllianceScore& score) {
  return fmt::format("{:+.2f} to {:+.2f}", score.low, score.high);
}

// "2022-03-01 Russia attacked Ukraine", by its own date or else that day.
std::string fact_text(const ShownNames& names, const Fact& fact, int day) {
  const std::string& date = fact.key.date;
  return fmt::format("{} {} {} {}", date.empty() ? iso_day(day) : date, names[fact.subject()],
                     fact.key.relation, names[fact.object()]);
}

// The one of a story's facts that counts.
Fact counting_fact(const AllianceScene& scene, const Story& story) {
  return told_fact(scene.snapshot, scene.stories.events->key_of(story.facts.front()),
                   Sentences::Skip);
}

std::string strongest_text(const AllianceScene& scene, const AllianceScore& score) {
  if (score.parts.empty()) return {};
  const Story& story = *score.parts.front().story;
  return fact_text(scene.names, counting_fact(scene, story), story.day);
}

std::string step_text(const ShownNames& names, const RollUpStep& step) {
  std::string why(name_of(step.reason));
  if (!step.relation.empty()) why += ": " + step.relation;
  if (step.days) {
    const bool open = step.days->last == std::numeric_limits<int>::max();
    why +=
        fmt::format(", {} to {}", iso_day(step.days->first), open ? "…" : iso_day(step.days->last));
  }
  return fmt::format("{} acts for {} ({})", names[step.from], names[step.to], why);
}

// Where its facts are best told, each sentence once.
std::vector<std::string> sentences_of(const StoryView& view) {
  std::set<std::pair<std::string_view, std::size_t>> seen;
  std::vector<std::string> sentences;
  for (const Fact& fact : view.facts) {
    const FactEvidence& evidence = best_evidence(fact);
    if (!seen.emplace(evidence.document, evidence.sentence).second) continue;
    sentences.push_back(
        fmt::format("{} ({:.2f}): {}", evidence.document, fact.confidence(), evidence.text));
  }
  return sentences;
}

// A line for the story, then its facts' best sentences and whom their ends act for.
void print_story(std::ostream& stream, const ShownNames& names, const StoryView& view,
                 const std::string& amount) {
  stream << printable(fmt::format("    {}  {}  ({})", amount,
                                  fact_text(names, view.facts.front(), view.story.day),
                                  name_of(view.story.relation_class)))
         << '\n';
  for (const std::string& sentence : sentences_of(view))
    stream << printable("            " + sentence) << '\n';
  for (const RollUpStep& step : view.roll_up)
    stream << printable("            " + step_text(names, step)) << '\n';
}

// Each story with its part, its facts, their best sentences and whom their ends act for.
void explain(std::ostream& stream, const AllianceScene& scene, const AllianceScore& score) {
  const std::vector<StoryView> views = scene.views(score);
  double told = 0.0;
  for (const StoryView& view : views) {
    told += view.part;
    print_story(stream, scene.names, view, fmt::format("{:+.3f}", view.part));
  }
  if (const std::size_t more = score.parts.size() - views.size(); more > 0) {
    stream << fmt::format("    {:+.3f}  {} more stories\n", score.score - told, more);
  }
  stream << fmt::format("    {:+.3f}  together\n", score.score);
}

std::vector<Column> alliance_columns() {
  using enum Column::Align;
  return {{.title = "actor", .align = Left, .may_shrink = true},
          {.title = "other", .align = Left, .may_shrink = true},
          {.title = "score", .align = Right, .may_shrink = false},
          {.title = "90 % interval", .align = Right, .may_shrink = false},
          {.title = "trend", .align = Right, .may_shrink = false},
          {.title = "stories", .align = Right, .may_shrink = false},
          {.title = "first", .align = Left, .may_shrink = false},
          {.title = "last", .align = Left, .may_shrink = false},
          {.title = "strongest", .align = Left, .may_shrink = true}};
}

}  // namespace

std::string days_text(const DaySpan& days) {
  return fmt::format("{} to {}", iso_day(days.first), iso_day(days.last));
}

void print_alliances(std::ostream& stream, const AllianceScene& scene, std::string_view heading,
                     std::span<const Alliance> alliances) {
  if (alliances.empty()) return;
  stream << '\n' << heading << '\n';
  const auto row = [&](const Alliance& alliance) -> std::vector<std::string> {
    return {scene.names[alliance.actor],
            scene.names[alliance.other],
            fmt::format("{:+.2f}", alliance.score.score),
            interval_text(alliance.score),
            alliance.trend ? fmt::format("{:+.2f}", *alliance.trend) : "",
            std::to_string(alliance.score.parts.size()),
            iso_day(alliance.first),
            iso_day(alliance.last),
            strongest_text(scene, alliance.score)};
  };
  if (!scene.explain) {
    Table table(stream, alliance_columns(), output_columns());
    for (const Alliance& alliance : alliances) table.add(row(alliance));
    table.finish();
    return;
  }
  for (const Alliance& alliance : alliances) {
    stream << printable(fmt::format("  {} and {}  {:+.2f} ({})", scene.names[alliance.actor],
                                    scene.names[alliance.other], alliance.score.score,
                                    interval_text(alliance.score)))
           << '\n';
    explain(stream, scene, alliance.score);
  }
}

void print_series(std::ostream& stream, const AllianceScene& scene, const Alliance& alliance) {
  using enum Column::Align;
  Table table(stream,
              {{.title = "window", .align = Left, .may_shrink = false},
               {.title = "score", .align = Right, .may_shrink = false},
               {.title = "90 % interval", .align = Right, .may_shrink = false},
               {.title = "cooperation", .align = Right, .may_shrink = false},
               {.title = "conflict", .align = Right, .may_shrink = false},
               {.title = "stories", .align = Right, .may_shrink = false},
               {.title = "strongest", .align = Left, .may_shrink = true}},
              output_columns());
  for (const WindowScore& window : alliance.windows) {
    const AllianceScore& score = window.score;
    const bool any = !score.parts.empty();
    table.add({days_text(window.days), any ? fmt::format("{:+.2f}", score.score) : "",
               any ? interval_text(score) : "", fmt::format("{:.1f}", score.cooperation),
               fmt::format("{:.1f}", score.conflict), std::to_string(score.parts.size()),
               strongest_text(scene, score)});
  }
  table.finish();
  if (!scene.explain) return;
  for (const WindowScore& window : alliance.windows) {
    if (window.score.parts.empty()) continue;
    stream << fmt::format("\n{}: {:+.2f}\n", days_text(window.days), window.score.score);
    explain(stream, scene, window.score);
  }
}

void print_changes(std::ostream& stream, const AllianceScene& scene,
                   std::span<const ChangePoint> changes) {
  if (changes.empty()) {
    stream << "\nNo change stands out from chance\n";
    return;
  }
  stream << "\nChanges, with what stories weigh on average (-10 to 10)\n";
  if (scene.explain) {
    for (const ChangeView& view : scene.views(changes)) {
      const ChangePoint& change = view.change;
      stream << fmt::format("  {}  {}: {:+.1f} before, {:+.1f} after, p = {:.3f}\n",
                            iso_day(change.day), change.better() ? "better" : "worse",
                            change.before, change.after, change.p);
      for (const StoryView& story : view.stories)
        print_story(stream, scene.names, story, fmt::format("{:+.1f}", story.story.weight));
    }
    return;
  }
  using enum Column::Align;
  Table table(stream,
              {{.title = "date", .align = Left, .may_shrink = false},
               {.title = "", .align = Left, .may_shrink = false},
               {.title = "before", .align = Right, .may_shrink = false},
               {.title = "after", .align = Right, .may_shrink = false},
               {.title = "p", .align = Right, .may_shrink = false},
               {.title = "speaks for it", .align = Left, .may_shrink = true}},
              output_columns());
  for (const ChangePoint& change : changes) {
    std::string speaks;
    if (!change.stories.empty()) {
      const Story& story = *change.stories.front();
      speaks = fact_text(scene.names, counting_fact(scene, story), story.day);
    }
    table.add({iso_day(change.day), change.better() ? "better" : "worse",
               fmt::format("{:+.1f}", change.before), fmt::format("{:+.1f}", change.after),
               fmt::format("{:.3f}", change.p), speaks});
  }
  table.finish();
}

std::vector<ChangeView> AllianceScene::views(std::span<const ChangePoint> changes) const {
  return change_views(snapshot, actors, *stories.events, changes, most_stories);
}

std::vector<StoryView> AllianceScene::views(const AllianceScore& score) const {
  return story_views(snapshot, actors, *stories.events, score, most_stories);
}

}  // namespace entente
