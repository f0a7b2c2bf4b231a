#include "graph/alliances/brokers.h"

#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "cli/alliance_options.h"
#include "cli/alliance_tables.h"
#include "cli/command.h"
#include "cli/display.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/table.h"
#include "export/cooperation_json.h"

namespace entente {
namespace {

struct BrokersOptions {
  AllianceOptions weighed;
  double min_score = 0.0;
  bool exact = false;
  std::size_t top = 10;
  bool json = false;
};

// How near to all paths those of a sample come.
std::string error_text(const BrokerWindow& window) {
  if (!window.error) return {};
  return fmt::format(", betweenness estimated: ±{:.3f} with {:.0f} % (--exact counts all paths)",
                     *window.error, 100 * sample_confidence);
}

// Those who stand between others, `most` of them, then as many of those who no longer do.
void print_window(std::ostream& stream, const ShownNames& names, const BrokerWindow& window,
                  std::size_t most) {
  using enum Column::Align;
  stream << fmt::format("{}, actors: {}, pairs: {}{}\n", days_text(window.days), window.actors,
                        window.pairs, error_text(window));
  Table table(stream,
              {{.title = "actor", .align = Left, .may_shrink = true},
               {.title = "betweenness", .align = Right, .may_shrink = false},
               {.title = "change", .align = Right, .may_shrink = false},
               {.title = "partners", .align = Right, .may_shrink = false}},
              output_columns());
  std::vector<Broker> former;
  std::size_t shown = 0;
  const auto show = [&](const Broker& broker) {
    table.add({names[broker.actor], fmt::format("{:.3f}", broker.betweenness),
               broker.change ? fmt::format("{:+.3f}", *broker.change) : "",
               std::to_string(broker.partners)});
  };
  for (const Broker& broker : window.brokers) {
    if (broker.betweenness > 0.0) {
      if (shown++ < most) show(broker);
    } else if (broker.change.value_or(0.0) < 0.0) {
      former.push_back(broker);
    }
  }
  std::ranges::stable_sort(former, {}, &Broker::change);
  for (const Broker& broker : std::span(former).first(std::min(most, former.size()))) show(broker);
  table.finish();
}

ExitCode run_brokers(const BrokersOptions& options) {
  const AllianceView view(options.weighed);
  const GraphStories stories = view.stories({});
  std::vector<BrokerWindow> windows;
  if (!stories.pairs.empty()) {
    const ScoreTime time = view.time(stories);
    windows = brokers_of(
        stories.pairs, options.weighed.has_windows() ? time.windows : std::vector{time.whole},
        time.half_life, options.min_score, options.exact ? Paths::All : Paths::Sample);
  }
  Output output("-");
  std::ostream& stream = output.stream();
  for (const BrokerWindow& window : windows) {
    if (options.json) {
      stream << to_json_line(view.snapshot(), window) << '\n';
      continue;
    }
    if (&window != &windows.front()) stream << '\n';
    print_window(stream, view.names(), window, options.top);
  }
  if (windows.empty() && !options.json)
    stream << "nothing that is cooperation or conflict is known here\n";
  output.commit();
  return ExitCode::Done;
}

}  // namespace

Command add_brokers(CLI::App& program) {
  const auto options = std::make_shared<BrokersOptions>();
  CLI::App* app = program.add_subcommand("brokers");
  app->description(
      "Show over which actors others reach each other.\n"
      "Betweenness is the share of the pairs of all other actors whose strongest path of "
      "cooperation (see `entente path`) leads over an actor. With --window it comes with its "
      "change since the window before; who stood between others there and no longer does comes "
      "last. Of more than 2,000 actors it is estimated from a sample of "
      "paths, and the answer says how near it is.");
  app->add_option("--min-score", options->min_score,
                  "Only pairs with at least this score are tied (0: all above it)")
      ->check(CLI::Range(0.0, 1.0))
      ->option_text("S");
  app->add_flag("--exact", options->exact,
                "Count the paths of all pairs, however many actors there are: half a minute for "
                "ten thousand");
  app->add_option(
         "--top", options->top,
         "At most this many actors of a window, and of those who no longer stand between others "
         "(10)")
      ->check(from_one_up())
      ->option_text("N");
  app->add_flag(
      "--json", options->json,
      "One JSON object a line for each window, with all actors that are tied or fell to 0");
  options->weighed.add_to(*app, AllianceOptions::Windows::OnRequest);
  app->footer(help_footer(
      "  entente brokers --at 2023-07 --graph graph\n"
      "  entente brokers --since 2015 --window 1y --top 5 --graph graph\n"
      "  entente brokers --known-by 2014-12-31 --json --graph graph | jq '.brokers[0]'\n"));
  return {app, [options] { return run_brokers(*options); }};
}

}  // namespace entente
