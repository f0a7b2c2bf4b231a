#include <fmt/format.h>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "cli/command.h"
#include "cli/display.h"
#include "cli/fact_table.h"
#include "cli/graph_view.h"
#include "cli/help.h"
#include "cli/output.h"
#include "export/fact_json.h"
#include "export/fact_views.h"
#include "extract/error.h"
#include "store/snapshot.h"

namespace entente {
namespace {

struct EntityOptions {
  std::string entity;
  GraphView graph;
  bool json = false;
};

void print_entity(const Entity& entity, std::ostream& stream) {
  stream << printable(fmt::format("{}  ({}, {}{})", entity.name, entity.id, name_of(entity.type),
                                  entity.country.empty() ? "" : ", " + entity.country))
         << '\n';
  for (const Entity::Name& name : entity.names) {
    if (name.name == entity.name) continue;
    stream << printable(fmt::format("  also \"{}\" (documents: {})", name.name, name.documents))
           << '\n';
  }
}

// The facts of one heading; without any, no heading.
void print_facts(const Snapshot& snapshot, const ShownNames& names, const std::string& heading,
                 const Filter& filter, const std::function<bool(const Fact&)>& wanted,
                 std::ostream& stream) {
  FactTable table(stream, names, output_columns(), false);
  bool any = false;
  visit_facts(snapshot, filter, Sentences::Skip, [&](const FactView& view) {
    if (!wanted(view.fact)) return Walk::Continue;
    if (!std::exchange(any, true)) stream << '\n' << heading << '\n';
    table.add(view);
    return Walk::Continue;
  });
  if (any) table.finish();
}

bool is_post(const Fact& fact) { return fact.key.relation_class == RelationClass::Role; }

ExitCode run_entity(const EntityOptions& options) {
  const Snapshot snapshot = options.graph.open();
  const auto ids = snapshot.require(options.entity);
  const ShownNames names(snapshot);
  Output output("-");
  for (const std::string& id : ids) {
    const auto entity = snapshot.entity(id);
    if (!entity) throw Error(fmt::format("the graph is damaged: the entity {} is missing", id));
    if (options.json) {
      output.stream() << to_json_line(*entity) << '\n';
      continue;
    }
    if (id != ids.front()) output.stream() << '\n';
    print_entity(*entity, output.stream());
    const Filter filter{.about = {id}};
    print_facts(snapshot, names, "Posts", filter, is_post, output.stream());
    print_facts(snapshot, names, "Facts", filter, std::not_fn(is_post), output.stream());
  }
  output.commit();
  return ExitCode::Done;
}

}  // namespace

Command add_entity(CLI::App& program) {
  const auto options = std::make_shared<EntityOptions>();
  CLI::App* app = program.add_subcommand("entity");
  app->description(
      "Show who an actor is and what is known of it.\n"
      "Shows the entities that have an id or a name: their names, the posts that they hold or "
      "that are held in them, and their other facts.");
  app->add_option("entity", options->entity, "An id or a name; case and accents do not matter")
      ->required()
      ->option_text("ACTOR (required)");
  options->graph.add_to(*app);
  app->add_flag(
      "--json", options->json,
      "One JSON object a line for each entity, with its names; `facts --json` has its facts");
  app->footer(
      help_footer("  entente entity 'Kim Jong Un' --graph graph\n"
                  "  entente entity country/PRK --graph graph --json\n"));
  return {app, [options] { return run_entity(*options); }};
}

}  // namespace entente
