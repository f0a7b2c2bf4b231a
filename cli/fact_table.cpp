#include "cli/fact_table.h"

#include <fmt/format.h>
#include <string>
#include <vector>

#include "export/exporter.h"

namespace entente {
namespace {

std::vector<Column> columns() {
  using enum Column::Align;
  return {{.title = "date", .align = Left, .may_shrink = false},
          {.title = "subject", .align = Left, .may_shrink = true},
          {.title = "relation", .align = Left, .may_shrink = true},
          {.title = "object", .align = Left, .may_shrink = true},
          {.title = "class", .align = Left, .may_shrink = false},
          {.title = "modality", .align = Left, .may_shrink = false},
          {.title = "support", .align = Right, .may_shrink = false},
          {.title = "confidence", .align = Right, .may_shrink = false},
          {.title = "source", .align = Left, .may_shrink = true}};
}

// "2", or "2 + 48 copies".
std::string support_text(const Support& support) {
  std::string text = std::to_string(support.documents);
  if (support.copies > 0) {
    text += fmt::format(" + {} {}", support.copies, support.copies == 1 ? "copy" : "copies");
  }
  return text;
}

}  // namespace

FactTable::FactTable(std::ostream& stream, const ShownNames& names, std::size_t line_width,
                     bool sentences)
    : table_(stream, columns(), line_width), names_(names), sentences_(sentences) {}

void FactTable::add(const FactView& view) {
  const Fact& fact = view.fact;
  std::string sources;
  for (const Entity& source : view.sources) {
    sources.append(sources.empty() ? "" : ", ").append(names_[source]);
  }
  table_.add({fact.key.date, names_[view.subject], fact.key.relation, names_[view.object],
              std::string(name_of(fact.key.relation_class)),
              std::string(name_of(fact.key.modality)), support_text(fact.support()),
              fmt::format("{:.2f}", fact.confidence()), sources});
  if (!sentences_) return;
  const FactEvidence& evidence = best_evidence(fact);
  table_.add_note(fmt::format("{}: {}", evidence.document, evidence.text));
}

}  // namespace entente
