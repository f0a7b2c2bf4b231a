#include "cli/filter_options.h"

#include <fmt/format.h>
#include <string>
#include <vector>

#include "cli/outcome.h"

namespace entente {
namespace {

CLI::Option* add_values(CLI::App& app, const std::string& name, std::vector<std::string>& values,
                        const std::string& description, const std::string& type) {
  return app.add_option(name, values, description)
      ->group("Which facts")
      ->option_text(type)
      ->expected(1)
      ->take_all();
}

}  // namespace

void FilterOptions::add_to(CLI::App& app) {
  add_values(
      app, "--about", words_.about,
      "With this actor at either end, an id or a name; of an option given several times one value "
      "has to hold",
      "ACTOR");
  add_values(app, "--subject", words_.subject, "Where this actor acts", "ACTOR");
  add_values(app, "--object", words_.object, "Where this actor is acted upon", "ACTOR");
  add_qualities_to(app);
}

void FilterOptions::add_qualities_to(CLI::App& app) {
  add_values(app, "--class", words_.classes, "Of this class: " + class_names(), "CLASS");
  add_values(app, "--relation", words_.relations, "With this relation, e.g. 'met'", "RELATION");
  const auto add_value = [&](const std::string& name, std::string& value,
                             const std::string& description, const std::string& type) {
    app.add_option(name, value, description)->group("Which facts")->option_text(type);
  };
  add_value("--since", words_.since, "From this date on, e.g. 2023-07-26, 2023-07 or 2023", "DATE");
  add_value("--until", words_.until, "Up to this date, it included", "DATE");
  add_values(app, "--modality", words_.modalities, "Said this way: " + modality_names(),
             "MODALITY");
  add_value("--min-support", words_.min_support, "Stated by at least this many documents", "N");
  add_value("--min-confidence", words_.min_confidence, "At least this sure, from 0 to 1", "P");
  add_values(app, "--document", words_.documents, "Stated by the document with this id", "ID");
}

void FilterOptions::add_at_to(CLI::App& app) {
  app.add_option("--at", words_.at,
                 "As things stood at the end of this date: what came after does not count, what "
                 "was long before counts little (the same as --until)")
      ->group("Which facts")
      ->option_text("DATE")
      ->excludes("--until");
}

Filter FilterOptions::filter() const { return filter_of(words_, "--"); }

std::optional<std::string> date_option(std::string_view option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  if (!is_date(text)) {
    throw UsageError(
        fmt::format("{} {}: not a date of the calendar; write 2023, 2023-07 or "
                    "2023-07-26",
                    option, text));
  }
  return text;
}

}  // namespace entente
