#include "cli/filter_options.h"

#include <array>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <optional>

#include "cli/outcome.h"
#include "extract/date.h"

namespace entente {
namespace {

constexpr std::array modalities{Modality::Asserted, Modality::Negated, Modality::Possible,
                                Modality::Planned};

std::string class_names() {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < relation_class_count; ++i) {
    names.push_back(name_of(static_cast<RelationClass>(i)));
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string modality_names() {
  std::vector<std::string_view> names;
  for (const Modality modality : modalities) names.push_back(name_of(modality));
  return fmt::format("{}", fmt::join(names, ", "));
}

template <typename Value>
CLI::Option* add_values(CLI::App& app, const std::string& name, std::vector<Value>& values,
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
      app, "--about", filter_.about,
      "With this actor at either end, an id or a name; of an option given several times one value "
      "has to hold",
      "ACTOR");
  add_values(app, "--subject", filter_.subject, "Where this actor acts", "ACTOR");
  add_values(app, "--object", filter_.object, "Where this actor is acted upon", "ACTOR");
  add_qualities_to(app);
}

void FilterOptions::add_qualities_to(CLI::App& app) {
  add_values(app, "--class", classes_, "Of this class: " + class_names(), "CLASS");
  add_values(app, "--relation", filter_.relations, "With this relation, e.g. 'met'", "RELATION");
  const auto add_value = [&](const std::string& name, auto& value, const std::string& description,
                             const std::string& type) {
    return app.add_option(name, value, description)->group("Which facts")->option_text(type);
  };
  add_value("--since", since_, "From this date on, e.g. 2023-07-26, 2023-07 or 2023", "DATE");
  add_value("--until", until_, "Up to this date, it included", "DATE");
  add_values(app, "--modality", modalities_, "Said this way: " + modality_names(), "MODALITY");
  add_value("--min-support", filter_.min_support, "Stated by at least this many documents", "N")
      ->check(CLI::NonNegativeNumber);
  add_value("--min-confidence", filter_.min_confidence, "At least this sure, from 0 to 1", "P")
      ->check(CLI::Range(0.0, 1.0));
  add_values(app, "--document", filter_.documents, "Stated by the document with this id", "ID");
}

void FilterOptions::add_at_to(CLI::App& app) {
  app.add_option("--at", at_,
                 "As things stood at the end of this date: what came after does not count, what "
                 "was long before counts little (the same as --until)")
      ->group("Which facts")
      ->option_text("DATE")
      ->excludes("--until");
}

Filter FilterOptions::filter() const {
  Filter filter = filter_;
  for (const std::string& name : classes_) {
    const auto relation_class = relation_class_of(name);
    if (!relation_class) {
      throw UsageError(
          fmt::format("--class {}: there is no such class; there are: {}", name, class_names()));
    }
    filter.classes.push_back(*relation_class);
  }
  for (const std::string& name : modalities_) {
    const auto modality = modality_of(name);
    if (!modality) {
      throw UsageError(fmt::format("--modality {}: there is no such modality; there are: {}", name,
                                   modality_names()));
    }
    filter.modalities.push_back(*modality);
  }
  filter.since = date_option("--since", since_);
  const std::string_view end = at_.empty() ? "--until" : "--at";
  filter.until = date_option(end, at_.empty() ? until_ : at_);
  if (filter.since && filter.until &&
      days_of(*filter.until)->last < days_of(*filter.since)->first) {
    throw UsageError(fmt::format("{} {} is before --since {}", end, *filter.until, since_));
  }
  return filter;
}

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
