// Facts as a table for people.
#pragma once

#include <cstddef>
#include <ostream>

#include "cli/table.h"
#include "export/fact_views.h"
#include "export/shown_names.h"

namespace entente {

class FactTable {
 public:
  // `line_width` as in Table; `names` MUST outlive it. With `sentences`, each fact is followed by
  // the sentence that best supports it, for which facts MUST come with their sentences.
  FactTable(std::ostream& stream, const ShownNames& names, std::size_t line_width, bool sentences);

  void add(const FactView& view);
  void finish() { table_.finish(); }

 private:
  Table table_;
  const ShownNames& names_;
  bool sentences_;
};

}  // namespace entente
