// The options that say which facts are meant: the same for every query and export.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "graph/filter_words.h"

namespace entente {

class FilterOptions {
 public:
  // Declares --about, --subject, --object, --class, --relation, --since, --until, --modality,
  // --min-support, --min-confidence and --document.
  void add_to(CLI::App& app);

  // The same without the three that name actors.
  void add_qualities_to(CLI::App& app);

  // Declares --at, another name of --until for commands that show how things stood; after one of
  // the two above.
  void add_at_to(CLI::App& app);

  // Throws WrongQuestion as filter_of does.
  Filter filter() const;

 private:
  FilterWords words_;
};

// An ISO date of any precision; nothing where `text` is empty. Throws UsageError for one that does
// not exist.
std::optional<std::string> date_option(std::string_view option, const std::string& text);

}  // namespace entente
