// The options that say which facts are meant: the same for every query and export.
#pragma once

#include <CLI/CLI.hpp>

#include "graph/filter_words.h"

namespace entente {

class FilterOptions {
 public:
  // Declares --about, --subject, --object, --class, --relation, --since, --until, --modality,
  // --min-support, --min-confidence and --document.
  void add_to(CLI::App& app);

  // The same without the three that name actors.
  void add_qualities_to(CLI::App& app);

  // Throws UsageError for what filter_of refuses.
  Filter filter() const;

 private:
  FilterWords words_;
};

}  // namespace entente
