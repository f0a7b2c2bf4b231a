#include "cli/command.h"

namespace entente {

void add_graph_option(CLI::App& app, std::string& folder, const std::string& description) {
  app.add_option("--graph", folder, description)->required()->option_text("DIR (required)");
}

}  // namespace entente
