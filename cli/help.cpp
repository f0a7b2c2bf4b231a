#include "cli/help.h"

#include <algorithm>
#include <sstream>

namespace entente {
namespace {

constexpr std::size_t line_width = 80;
constexpr std::size_t option_column = 30;  // where the texts of options begin
constexpr std::size_t command_column = 13;

std::string wrapped(const std::string& text, std::size_t width) {
  std::string lines;
  std::size_t used = 0;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    const bool fits = used == 0 || used + 1 + word.size() <= width;
    if (used > 0) lines += fits ? ' ' : '\n';
    used = fits && used > 0 ? used + 1 + word.size() : word.size();
    lines += word;
  }
  return lines;
}

// A description is a line that sums it up and then the rest.
class HelpFormatter : public CLI::Formatter {
 public:
  HelpFormatter() { column_width(option_column); }

  std::string make_subcommand(const CLI::App* command) const override {
    const std::string& description = command->get_description();
    std::string line = "  " + command->get_name();
    line.resize(std::max(line.size() + 1, command_column), ' ');
    return line + description.substr(0, description.find('\n')) + '\n';
  }

  std::string make_description(const CLI::App* app) const override {
    const std::string& description = app->get_description();
    const auto end_of_summary = description.find('\n');
    return description.substr(0, end_of_summary) + "\n\n" +
           wrapped(description.substr(end_of_summary + 1), line_width) + "\n\n";
  }

  std::string make_option_desc(const CLI::Option* option) const override {
    return wrapped(option->get_description(), line_width - option_column);
  }
};

}  // namespace

std::string help_footer(std::string_view examples) {
  return "Examples:\n" + std::string(examples) +
         "\nExit codes:\n"
         "  0  done\n"
         "  1  failed\n"
         "  2  wrong usage\n"
         "  3  done, but some input was skipped (each named on standard error)\n";
}

std::shared_ptr<CLI::FormatterBase> help_formatter() { return std::make_shared<HelpFormatter>(); }

}  // namespace entente
