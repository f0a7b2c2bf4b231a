#include <fmt/format.h>
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
#include "cli/picture_options.h"
#include "cli/table.h"
#include "export/exporter.h"
#include "export/timeline_json.h"

namespace entente {
namespace {

struct TimelineOptions {
  AllianceOptions weighed;
  std::string actor;
  std::string other;  // "" for one alone
  bool sentences = false;
  bool json = false;
  PictureOptions pictures;
};

// Of one alone nobody is rolled up: his facts are wanted, not those of his country.
AllianceOptions weighed_options(const TimelineOptions& options) {
  AllianceOptions weighed = options.weighed;
  if (options.other.empty()) weighed.default_roll_up("none");
  return weighed;
}

void print_stories(std::ostream& stream, const ShownNames& names, const TimelineView& view,
                   bool with_sentences) {
  using enum Column::Align;
  Table table(stream,
              {{.title = "date", .align = Left, .may_shrink = false},
               {.title = "weight", .align = Right, .may_shrink = false},
               {.title = "class", .align = Left, .may_shrink = false},
               {.title = "subject", .align = Left, .may_shrink = true},
               {.title = "relation", .align = Left, .may_shrink = true},
               {.title = "object", .align = Left, .may_shrink = true},
               {.title = "modality", .align = Left, .may_shrink = false},
               {.title = "facts", .align = Right, .may_shrink = false},
               {.title = "confidence", .align = Right, .may_shrink = false}},
              output_columns());
  for (const Story& story : view.timeline.stories) {
    const Fact& fact = view.timeline.facts[story.facts.front()];
    const std::string& date = fact.key.date;
    table.add({date.empty() ? iso_day(story.day) : date,
               story.weight == 0.0 ? "" : fmt::format("{:+.1f}", story.weight),
               std::string(name_of(story.relation_class)), names[fact.subject()], fact.key.relation,
               names[fact.object()], std::string(name_of(fact.key.modality)),
               std::to_string(story.facts.size()), fmt::format("{:.2f}", fact.confidence())});
    if (!with_sentences) continue;
    for (const Fact& each : facts_of(view, story)) {
      const FactEvidence& evidence = best_evidence(each);
      table.add_note(fmt::format("{}: {}", evidence.document, evidence.text));
    }
  }
  table.finish();
}

void print_timeline(std::ostream& stream, const AllianceView& view, const TimelineView& shown,
                    const std::string& called, const TimelineOptions& options) {
  const GraphTimeline& timeline = shown.timeline;
  if (timeline.stories.empty()) {
    stream << "nothing is known here\n";
  } else {
    stream << printable(called + ", " + days_text(timeline.told.window));
    if (shown.alliance != nullptr) {
      stream << ", half-life " << options.weighed.half_life_text() << "\n\n";
      const AllianceScene scene{.snapshot = view.snapshot(),
                                .actors = view.actors(),
                                .names = view.names(),
                                .stories = timeline.told};
      print_series(stream, scene, *shown.alliance);
      print_changes(stream, scene, shown.changes);
    } else {
      stream << '\n';
    }
    stream << '\n';
    print_stories(stream, view.names(), shown, options.sentences);
  }
  if (timeline.by_report > 0) {
    stream << fmt::format("facts without a date, on the first day that tells of them: {}\n",
                          timeline.by_report);
  }
  if (timeline.told.undated > 0)
    stream << fmt::format("facts without a day, left out: {}\n", timeline.told.undated);
  if (timeline.told.later > 0) {
    stream << fmt::format("facts dated after the last report, left out: {}\n", timeline.told.later);
  }
}

ExitCode run_timeline(const TimelineOptions& options) {
  const AllianceView view(weighed_options(options));
  const auto actor = view.find(options.actor);
  std::optional<AskedActor> other;
  std::string called = view.called(actor);
  if (!options.other.empty()) {
    other = view.find(options.other);
    called += " and " + view.called(*other);
    check_two_actors(actor, *other, "--");
  }
  const GraphTimeline timeline = view.timeline(
      actor.actor, other ? std::optional<std::string_view>(other->actor) : std::nullopt);
  std::vector<Alliance> alliances;
  if (other) alliances = view.alliances(actor.actor, timeline.told);
  std::vector<ChangePoint> changes;
  if (!alliances.empty()) changes = change_points_of(timeline.told.pairs.front().stories);
  const TimelineView shown{.snapshot = view.snapshot(),
                           .timeline = timeline,
                           .actor = actor.actor,
                           .other = other ? other->actor : "",
                           .alliance = alliances.empty() ? nullptr : &alliances.front(),
                           .changes = changes};
  options.pictures.write({.title = called,
                          .window = options.weighed.window_text(),
                          .half_life = options.weighed.half_life_text()},
                         shown);
  Output output("-");
  if (options.json) {
    output.stream() << to_json_line(shown) << '\n';
  } else {
    print_timeline(output.stream(), view, shown, called, options);
  }
  output.commit();
  return ExitCode::Done;
}

}  // namespace

Command add_timeline(CLI::App& program) {
  const auto options = std::make_shared<TimelineOptions>();
  CLI::App* app = program.add_subcommand("timeline");
  app->description(
      "Show what happened between two actors, or to one, by date.\n"
      "Of two: how their score goes from window to window, and all that happened between them or "
      "those who act for them, each story once however often it is told (`entente alliances` "
      "says how stories are weighed). Of one: all that he is an end of; he stands for himself "
      "alone unless --roll-up says otherwise. The weight goes from -10, conflict, to 10, "
      "cooperation; what is neither has none. Without --since and --until time runs from the first "
      "day of these facts to the last report of them.");
  app->add_option("actor", options->actor, "Whose timeline, an id or a name")
      ->required()
      ->option_text("ACTOR");
  app->add_option("other", options->other, "What happened between the two")->option_text("ACTOR");
  app->add_flag("--sentences", options->sentences,
                "Show under each story the sentences that best support its facts");
  app->add_flag("--json", options->json, "All as one JSON object, with all the evidence");
  options->pictures.add_to(
      *app, "the score as a line, stories above (cooperation) and below it (conflict)");
  options->weighed.default_window("1m");
  options->weighed.add_to(*app);
  app->footer(
      help_footer("  entente timeline Russia Ukraine --since 2014 --window 3m --graph graph\n"
                  "  entente timeline China 'United States' --html china-usa.html --graph graph\n"
                  "  entente timeline 'Kim Jong Un' --sentences --graph graph\n"));
  return {app, [options] { return run_timeline(*options); }};
}

}  // namespace entente
