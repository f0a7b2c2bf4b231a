#include "graph/alliances/alignment.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/alliance_options.h"
#include "cli/alliance_tables.h"
#include "cli/command.h"
#include "cli/display.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/table.h"
#include "export/alignment_json.h"
#include "export/alliance_json.h"
#include "export/exporter.h"
#include "extract/error.h"

namespace entente {
namespace {

struct AlignmentOptions {
  AllianceOptions weighed{"5y"};
  std::string actor;
  std::vector<std::string> pair;
  std::size_t top = 10;
  double least_cooperation = Alignment::least_cooperation;
  bool explain = false;
  bool json = false;
};

// What an answer is written from.
struct Scene {
  const AlignmentOptions& options;
  const AllianceView& view;
  const GraphStories& stories;
  const Alignment& alignment;
  std::ostream& stream;
};

const PairStories* stories_between(const GraphStories& stories, std::string_view one,
                                   std::string_view two) {
  const std::pair<std::string_view, std::string_view> ends = std::minmax(one, two);
  const auto comes_before = [](const PairStories& pair, const auto& key) {
    return std::pair<std::string_view, std::string_view>(pair.left, pair.right) < key;
  };
  const auto found =
      std::lower_bound(stories.pairs.begin(), stories.pairs.end(), ends, comes_before);
  if (found == stories.pairs.end() || found->left != ends.first || found->right != ends.second)
    return nullptr;
  return &*found;
}

AllianceScore score_between(const Scene& scene, std::string_view one, std::string_view two) {
  const PairStories* pair = stories_between(scene.stories, one, two);
  if (pair == nullptr) return {};
  return scores_of(pair->stories, *scene.stories.events, scene.stories.window, {},
                   scene.view.half_life(), Intervals::Skip)
      .whole;
}

std::string name_of_actor(const Scene& scene, std::string_view actor) {
  return scene.view.names()[actor];
}

// "2018-03-05 (4 stories) Macron met Merkel": the cooperation of two that counts most.
std::string cooperation_text(const Scene& scene, std::string_view one, std::string_view two) {
  const AllianceScore score = score_between(scene, one, two);
  const auto is_cooperation = [](const StoryPart& part) { return part.part > 0; };
  const auto best = std::ranges::find_if(score.parts, is_cooperation);
  if (best == score.parts.end()) return {};
  const Fact fact =
      told_fact(scene.view.snapshot(), scene.stories.events->key_of(best->story->facts.front()),
                Sentences::Skip);
  const auto count = std::ranges::count_if(score.parts, is_cooperation);
  return fmt::format("{} with {}: {:.1f} in {} {}, most by {} {} {} {}", name_of_actor(scene, one),
                     name_of_actor(scene, two), score.cooperation, count,
                     count == 1 ? "story" : "stories", iso_day(best->story->day),
                     name_of_actor(scene, fact.subject()), fact.key.relation,
                     name_of_actor(scene, fact.object()));
}

// The partners that make two stand alike or apart, with what each of the two has with them.
void explain(const Scene& scene, const Aligned& aligned) {
  const auto parts = scene.alignment.parts_of(aligned.actor, aligned.other);
  double told = 0.0;
  for (const auto& part : std::span(parts).first(std::min(scene.options.top, parts.size()))) {
    told += part.part;
    scene.stream << printable(fmt::format("    {:+.3f}  {}", part.part,
                                          name_of_actor(scene, part.partner)))
                 << '\n';
    for (const std::string_view end : {aligned.actor, aligned.other}) {
      const std::string text =
          end == part.partner ? "" : cooperation_text(scene, end, part.partner);
      if (!text.empty()) scene.stream << printable("            " + text) << '\n';
    }
  }
  if (parts.size() > scene.options.top) {
    scene.stream << fmt::format("    {:+.3f}  {} more partners\n", aligned.alignment - told,
                                parts.size() - scene.options.top);
  }
  scene.stream << fmt::format("    {:+.3f}  together\n", aligned.alignment);
}

// "Germany, Italy": by whom the two are most alike.
std::string partners_text(const Scene& scene, const Aligned& aligned) {
  std::vector<std::string> names;
  for (const auto& part : scene.alignment.parts_of(aligned.actor, aligned.other)) {
    if (part.part * aligned.alignment > 0 && names.size() < 3)
      names.push_back(name_of_actor(scene, part.partner));
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

void print_table(const Scene& scene, std::string_view heading,
                 std::span<const Aligned> alignments) {
  if (alignments.empty()) return;
  scene.stream << '\n' << heading << '\n';
  using enum Column::Align;
  Table table(scene.stream,
              {{.title = "actor", .align = Left, .may_shrink = true},
               {.title = "other", .align = Left, .may_shrink = true},
               {.title = "alignment", .align = Right, .may_shrink = false},
               {.title = "score", .align = Right, .may_shrink = false},
               {.title = "stories", .align = Right, .may_shrink = false},
               {.title = "by", .align = Left, .may_shrink = true}},
              output_columns());
  for (const Aligned& aligned : alignments) {
    const AllianceScore direct = score_between(scene, aligned.actor, aligned.other);
    table.add({name_of_actor(scene, aligned.actor), name_of_actor(scene, aligned.other),
               fmt::format("{:+.2f}", aligned.alignment),
               direct.parts.empty() ? "" : fmt::format("{:+.2f}", direct.score),
               std::to_string(direct.parts.size()), partners_text(scene, aligned)});
  }
  table.finish();
}

void print_explained(const Scene& scene, std::string_view heading,
                     std::span<const Aligned> alignments) {
  if (alignments.empty()) return;
  scene.stream << '\n' << heading << '\n';
  for (const Aligned& aligned : alignments) {
    scene.stream << printable(fmt::format("  {} and {}  {:+.2f}",
                                          name_of_actor(scene, aligned.actor),
                                          name_of_actor(scene, aligned.other), aligned.alignment))
                 << '\n';
    explain(scene, aligned);
  }
}

// The most alike, and then those that stand apart from the farthest on.
void answer_all(const Scene& scene, std::optional<std::string_view> actor) {
  const auto alignments = alignments_of(scene.alignment, actor, scene.options.least_cooperation);
  if (scene.options.json) {
    for (const Aligned& aligned : alignments) {
      auto parts = actor ? scene.alignment.parts_of(aligned.actor, aligned.other)
                         : std::vector<Alignment::Part>{};
      parts.resize(std::min(parts.size(), scene.options.top));
      scene.stream << to_json_line(scene.view.snapshot(),
                                   {.actor = std::string(aligned.actor),
                                    .other = std::string(aligned.other),
                                    .days = scene.stories.window,
                                    .alignment = aligned.alignment,
                                    .parts = parts},
                                   {})
                   << '\n';
    }
    return;
  }
  const auto split = std::ranges::find_if(
      alignments, [](const Aligned& aligned) { return aligned.alignment <= 0; });
  const auto most = static_cast<std::ptrdiff_t>(scene.options.top);
  const auto alike =
      std::span(alignments.begin(), split)
          .first(static_cast<std::size_t>(std::min(most, split - alignments.begin())));
  std::vector<Aligned> apart(std::make_reverse_iterator(alignments.end()),
                             std::make_reverse_iterator(split));
  apart.resize(std::min(apart.size(), scene.options.top));
  if (alignments.empty())
    scene.stream << "too little cooperation is known here to tell who stands where\n";
  const auto print = scene.options.explain ? print_explained : print_table;
  print(scene, "Alike", alike);
  print(scene, "Apart", apart);
}

// Two actors, over the whole time and window by window.
void answer_pair(const Scene& scene, const std::string& one, const std::string& two) {
  const auto whole = scene.alignment.of(one, two);
  std::vector<WindowAlignment> windows;
  for (const DaySpan& days : scene.view.time(scene.stories).windows) {
    const Alignment then(scene.stories.pairs, days, scene.view.half_life());
    windows.push_back({.days = days, .alignment = then.of(one, two)});
  }
  if (scene.options.json) {
    auto parts = scene.alignment.parts_of(one, two);
    parts.resize(std::min(parts.size(), scene.options.top));
    scene.stream << to_json_line(scene.view.snapshot(),
                                 {.actor = one,
                                  .other = two,
                                  .days = scene.stories.window,
                                  .alignment = whole,
                                  .parts = parts},
                                 windows)
                 << '\n';
    return;
  }
  scene.stream << '\n';
  using enum Column::Align;
  Table table(scene.stream,
              {{.title = "window", .align = Left, .may_shrink = false},
               {.title = "alignment", .align = Right, .may_shrink = false}},
              output_columns());
  const auto text = [](const std::optional<double>& alignment) {
    return alignment ? fmt::format("{:+.2f}", *alignment) : "";
  };
  for (const WindowAlignment& window : windows)
    table.add({days_text(window.days), text(window.alignment)});
  table.finish();
  if (!whole) {
    scene.stream << "\ntoo little cooperation is known of one of them to tell where it stands\n";
    return;
  }
  print_explained(scene, "The whole time", std::vector<Aligned>{{one, two, *whole}});
}

ExitCode run_alignment(const AlignmentOptions& options) {
  if (!options.pair.empty() && !options.actor.empty())
    throw UsageError("give either --actor or --pair");
  const AllianceView view(options.weighed);
  const auto asked = view.find_all(options.actor, options.pair);
  const GraphStories stories = view.stories(std::nullopt);
  const Alignment alignment(stories.pairs, stories.window, view.half_life());
  Output output("-");
  const Scene scene{.options = options,
                    .view = view,
                    .stories = stories,
                    .alignment = alignment,
                    .stream = output.stream()};
  if (!options.json) {
    scene.stream << printable(fmt::format("{}, {}, half-life {}", view.called(asked),
                                          days_text(stories.window),
                                          options.weighed.half_life_text()))
                 << '\n';
  }
  if (asked.size() == 2) {
    answer_pair(scene, asked[0].actor, asked[1].actor);
  } else {
    answer_all(scene,
               asked.empty() ? std::nullopt : std::optional<std::string_view>(asked.front().actor));
  }
  output.commit();
  return ExitCode::Done;
}

}  // namespace

Command add_alignment(CLI::App& program) {
  const auto options = std::make_shared<AlignmentOptions>();
  CLI::App* app = program.add_subcommand("alignment");
  app->description(
      "Show who stands in the same place, told by whom each acts with.\n"
      "Allies need not be seen dealing with each other: that they belong together shows in their "
      "partners. The alignment goes from -1, in opposite camps, to 1, in the same place; it says "
      "nothing of actors of which hardly any cooperation is known. Beside it stands the score of "
      "what the two do to each other, as `entente alliances` gives it.");
  app->add_option("--actor", options->actor,
                  "With whom it stands, an id or a name; without it all pairs")
      ->option_text("ACTOR");
  app->add_option("--pair", options->pair, "How alike two stand, window by window")
      ->expected(2)
      ->option_text("ACTOR ACTOR");
  app->add_option("--top", options->top,
                  "At most this many alike, apart and, explained, partners (10)")
      ->check(from_one_up())
      ->option_text("N");
  app->add_option("--min-cooperation", options->least_cooperation,
                  "Without others that have less cooperation with all together, on Goldstein's "
                  "scale (10)")
      ->check(CLI::NonNegativeNumber)
      ->option_text("POINTS");
  app->add_flag("--explain", options->explain,
                "The partners that make up each alignment, with their parts and facts");
  app->add_flag("--json", options->json, "One JSON object a line for each pair, all of them");
  options->weighed.add_to(*app);
  app->footer(help_footer(
      "  entente alignment --actor France --since 2014 --min-cooperation 100 --graph graph\n"
      "  entente alignment --pair France Germany --window 1y --graph graph\n"
      "  entente alignment --actor Iran --explain --top 3 --graph graph\n"));
  return {app, [options] { return run_alignment(*options); }};
}

}  // namespace entente
