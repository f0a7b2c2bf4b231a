#include "cli/command.h"

#include <charconv>
#include <cstdint>
#include <string>

namespace entente {

CLI::Validator from_one_up() {
  return {[](const std::string& text) -> std::string {
            std::uint64_t number = 0;
            const auto [end, status] =
                std::from_chars(text.data(), text.data() + text.size(), number);
            const bool whole = status == std::errc{} && end == text.data() + text.size();
            return whole && number > 0 ? "" : "'" + text + "' is no whole number from 1 up";
          },
          ""};
}

void add_graph_option(CLI::App& app, std::string& folder, const std::string& description) {
  app.add_option("--graph", folder, description)->required()->option_text("DIR (required)");
}

}  // namespace entente
