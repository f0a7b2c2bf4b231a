#include "graph/alliances/neighbours.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
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

struct NeighboursOptions {
  AllianceOptions weighed;
  std::string actor;
  std::size_t top = 10;
  bool json = false;
};

// "CONSULT 12, ASSAULT 3"
std::string classes_text(const Neighbour& neighbour) {
  std::vector<std::string> classes;
  for (const auto& [relation_class, count] : neighbour.classes)
    classes.push_back(fmt::format("{} {}", name_of(relation_class), count));
  return fmt::format("{}", fmt::join(classes, ", "));
}

// Those of one side; without any, no heading.
void print_side(std::ostream& stream, const ShownNames& names, std::string_view heading,
                Neighbour::Side side, const std::vector<Neighbour>& neighbours, std::size_t most) {
  using enum Column::Align;
  std::vector<Neighbour> of_side;
  for (const Neighbour& neighbour : neighbours)
    if (neighbour.side == side) of_side.push_back(neighbour);
  if (of_side.empty()) return;
  stream << '\n' << heading << '\n';
  Table table(stream,
              {{.title = "actor", .align = Left, .may_shrink = true},
               {.title = "score", .align = Right, .may_shrink = false},
               {.title = "facts", .align = Right, .may_shrink = false},
               {.title = "documents", .align = Right, .may_shrink = false},
               {.title = "first", .align = Left, .may_shrink = false},
               {.title = "last", .align = Left, .may_shrink = false},
               {.title = "classes", .align = Left, .may_shrink = true}},
              output_columns());
  for (const Neighbour& neighbour : std::span(of_side).first(std::min(most, of_side.size()))) {
    table.add(
        {names[neighbour.actor], neighbour.score ? fmt::format("{:+.2f}", *neighbour.score) : "",
         std::to_string(neighbour.facts), std::to_string(neighbour.documents),
         iso_day(neighbour.days.first), iso_day(neighbour.days.last), classes_text(neighbour)});
  }
  table.finish();
  if (of_side.size() > most) stream << fmt::format("{} more\n", of_side.size() - most);
}

ExitCode run_neighbours(const NeighboursOptions& options) {
  const AllianceView view(options.weighed);
  const auto asked = view.find(options.actor);
  const GraphNeighbours found = view.neighbours(asked.actor);
  Output output("-");
  std::ostream& stream = output.stream();
  if (options.json) {
    for (const Neighbour& neighbour : found.neighbours)
      stream << to_json_line(view.snapshot(), asked.actor, found.window, neighbour) << '\n';
  } else if (found.neighbours.empty()) {
    stream << printable(fmt::format("nothing ties {} to anyone here", view.called(asked))) << '\n';
  } else {
    stream << printable(fmt::format("{}, {}, half-life {}", view.called(asked),
                                    days_text(found.window), options.weighed.half_life_text()))
           << '\n';
    using enum Neighbour::Side;
    const auto print = [&](std::string_view heading, Neighbour::Side side) {
      print_side(stream, view.names(), heading, side, found.neighbours, options.top);
    };
    print("Partners", Partner);
    print("Opponents", Opponent);
    print("Others", Other);
  }
  output.commit();
  return ExitCode::Done;
}

}  // namespace

Command add_neighbours(CLI::App& program) {
  const auto options = std::make_shared<NeighboursOptions>();
  CLI::App* app = program.add_subcommand("neighbours");
  app->description(
      "Show whom an actor is tied to, by facts of any class.\n"
      "Partners and opponents are told by their score (see `entente alliances`); others are tied "
      "by posts, memberships, places, kinship and the like alone. What is denied ties nobody.");
  app->add_option("actor", options->actor, "An id or a name")
      ->required()
      ->option_text("ACTOR (required)");
  app->add_option("--top", options->top, "At most this many of each kind (10)")
      ->check(from_one_up())
      ->option_text("N");
  app->add_flag("--json", options->json, "One JSON object a line for each neighbour, all of them");
  options->weighed.add_to(*app, AllianceOptions::Windows::Never);
  app->footer(help_footer(
      "  entente neighbours Iran --at 2023-07 --graph graph\n"
      "  entente neighbours 'Kim Jong Un' --roll-up none --graph graph\n"
      "  entente neighbours Russia --since 2014 --until 2014 --known-by 2014 --graph graph\n"));
  return {app, [options] { return run_neighbours(*options); }};
}

}  // namespace entente
