#include "cli/command.h"

namespace entente {

std::string help_footer(std::string_view examples) {
  return "Examples:\n" + std::string(examples) +
         "\nExit codes:\n"
         "  0  done\n"
         "  1  failed\n"
         "  2  wrong usage\n"
         "  3  done, but some input was skipped (each named on standard error)\n";
}

void add_graph_option(CLI::App& app, std::string& folder, const std::string& description) {
  app.add_option("--graph", folder, description)->required()->type_name("DIR");
}

}  // namespace entente
