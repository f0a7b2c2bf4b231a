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

void add_partition_option(CLI::App& app, Partition& partition) {
  app.add_option_function<std::string>(
         "--partition",
         [&partition](const std::string& text) {
           const auto parsed = parse_partition(text);
           if (!parsed) {
             throw CLI::ValidationError(
                 "--partition", "'" + text + "' is no part such as 2/5, the second of five");
           }
           partition = *parsed;
         },
         "Take part K of N only: the documents whose ids fall to it, so that N runs, on as many "
         "machines, do each document once; `entente merge-graphs` puts their graphs together")
      ->option_text("K/N");
}

void add_graph_option(CLI::App& app, std::string& folder, const std::string& description) {
  app.add_option("--graph", folder, description)->required()->option_text("DIR (required)");
}

}  // namespace entente
