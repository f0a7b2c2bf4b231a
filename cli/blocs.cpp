#include "graph/alliances/blocs.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <memory>
#include <string>
#include <vector>

#include "cli/alliance_options.h"
#include "cli/alliance_tables.h"
#include "cli/command.h"
#include "cli/display.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/picture_options.h"
#include "export/bloc_json.h"

namespace entente {
namespace {

struct BlocsOptions {
  AllianceOptions weighed;
  BlocRules rules;
  std::size_t top = 10;
  bool json = false;
  PictureOptions pictures;
};

// "Russia, Belarus, 12 more"
std::string names_text(const ShownNames& shown, const std::vector<std::string>& ids,
                       std::size_t most) {
  std::vector<std::string> names;
  for (std::size_t n = 0; n < std::min(most, ids.size()); ++n) names.push_back(shown[ids[n]]);
  if (ids.size() > most) names.push_back(fmt::format("{} more", ids.size() - most));
  return fmt::format("{}", fmt::join(names, ", "));
}

// Where it was away in between: " since 1887-01-01 to 1889-12-31".
std::string since_text(const Bloc& bloc, const DaySpan& now) {
  if (!bloc.before || bloc.before->last + 1 == now.first) return "";
  return " since " + days_text(*bloc.before);
}

void print_bloc(std::ostream& stream, const ShownNames& names, const Bloc& bloc, const DaySpan& now,
                std::size_t most) {
  const auto line = [&](std::string_view what, const std::string& text) {
    if (!text.empty()) stream << "     " << what << ' ' << printable(text) << '\n';
  };
  stream << fmt::format("{:>3}  ", bloc.number) << printable(names_text(names, bloc.members, most))
         << '\n';
  line("joined" + since_text(bloc, now) + ":", names_text(names, bloc.joined, most));
  line("left" + since_text(bloc, now) + ":", names_text(names, bloc.left, most));
  line("merged with", fmt::format("{}", fmt::join(bloc.merged_from, ", ")));
  if (bloc.split_from) line("split from", std::to_string(*bloc.split_from));
}

void print_window(std::ostream& stream, const ShownNames& names, const BlocWindow& window,
                  std::size_t most) {
  stream << days_text(window.days);
  if (window.triangles > 0) {
    stream << fmt::format(
        "  ({} of {} triangles are balanced, {:.0f} %)", window.balanced, window.triangles,
        100.0 * static_cast<double>(window.balanced) / static_cast<double>(window.triangles));
  }
  stream << '\n';
  for (std::size_t n = 0; n < std::min(most, window.blocs.size()); ++n)
    print_bloc(stream, names, window.blocs[n], window.days, most);
  if (window.blocs.size() > most)
    stream << fmt::format("     {} more blocs\n", window.blocs.size() - most);
}

ExitCode run_blocs(const BlocsOptions& options) {
  const AllianceView view(options.weighed);
  const GraphStories stories = view.stories({});
  const auto windows = blocs_of(stories.pairs, view.time(stories), options.rules);
  options.pictures.write({.title = "Blocs",
                          .window = options.weighed.window_text(),
                          .half_life = options.weighed.half_life_text()},
                         BlocsView{.snapshot = view.snapshot(), .windows = windows});
  Output output("-");
  std::ostream& stream = output.stream();
  for (const BlocWindow& window : windows) {
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

Command add_blocs(CLI::App& program) {
  const auto options = std::make_shared<BlocsOptions>();
  CLI::App* app = program.add_subcommand("blocs");
  app->description(
      "Show which actors stand together, and how that changes.\n"
      "In each window, groups of actors with cooperation inside and conflict between them (Leiden, "
      "signed modularity, over all windows at once), "
      "who joined and left, which groups merged and split; and how many triangles of actors are "
      "balanced, the enemy of a "
      "friend being an enemy. Those who hold most in a group come first.");
  options->weighed.add_to(*app);
  app->add_option("--min-score", options->rules.least_score,
                  "Scores nearer to 0 than this tie nobody (0.1)")
      ->check(CLI::Range(0.0, 1.0))
      ->option_text("S");
  app->add_option("--min-ties", options->rules.least_ties,
                  "Who has fewer friends in a group is no member (2)")
      ->check(from_one_up())
      ->option_text("N");
  app->add_option("--hold", options->rules.hold,
                  "How strongly actors stay in their group from window to window; 0: each window "
                  "by itself, under new numbers (0.5)")
      ->check(CLI::Range(0.0, 100.0))
      ->option_text("W");
  app->add_option("--top", options->top, "At most this many groups, and members of each (10)")
      ->check(from_one_up())
      ->option_text("N");
  app->add_flag("--json", options->json,
                "One JSON object a line for each window, with all groups and members");
  options->pictures.add_to(*app,
                           "streams of members between the groups of one window and the next");
  app->footer(help_footer(
      "  entente blocs --since 2015 --window 1y --graph graph\n"
      "  entente blocs --since 2018 --window 3m --svg blocs.svg --graph graph\n"
      "  entente blocs --window 6m --min-confidence 0.8 --json --graph graph | jq .balanced\n"));
  return {app, [options] { return run_blocs(*options); }};
}

}  // namespace entente
