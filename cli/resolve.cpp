#include "cli/resolve.h"

#include <algorithm>
#include <vector>

#include "cli/help.h"

namespace entente {

Command add_resolve(CLI::App& program) {
  CLI::App* app = program.add_subcommand("resolve");
  app->description(
      "Find out and decide who is who.\n"
      "Entities that are one under several names (\"Serguéi Shoigú\", \"Sergei Shoigu\") are "
      "joined in all queries and exports where names, countries and posts leave no doubt. Where "
      "you know better, decide: what you decide stands over what is found, is kept when documents "
      "are read anew, and can be taken back.");
  app->require_subcommand(1);
  const std::vector<Command> commands{add_suggest(*app), add_merge(*app), add_split(*app),
                                      add_rename(*app),  add_undo(*app),  add_list(*app)};
  app->footer(help_footer(
      "  entente resolve suggest --graph graph\n"
      "  entente resolve merge 'J. Kerry' 'John Kerry' --graph graph --note 'same post'\n"
      "  entente resolve list --graph graph\n"
      "\n`entente resolve COMMAND --help` tells more of each command.\n"));
  return {app, [commands] {
            return std::ranges::find_if(
                       commands, [](const Command& command) { return command.app->parsed(); })
                ->run();
          }};
}

}  // namespace entente
