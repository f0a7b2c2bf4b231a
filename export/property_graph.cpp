#include "export/property_graph.h"

#include <array>
#include <fmt/format.h>

namespace entente {
namespace {

constexpr AttributeType text = AttributeType::Text;
constexpr AttributeType whole = AttributeType::Whole;
constexpr AttributeType real = AttributeType::Real;

constexpr std::array of_entity{Attribute{"type", text}, Attribute{"country", text},
                               Attribute{"aliases", text}};

constexpr std::array of_fact{
    Attribute{"class", text},         Attribute{"date", text},
    Attribute{"since", text},         Attribute{"until", text},
    Attribute{"modality", text},      Attribute{"confidence", real},
    Attribute{"documents", whole},    Attribute{"mentions", whole},
    Attribute{"sources", text},       Attribute{"observed_first", text},
    Attribute{"observed_last", text}, Attribute{"sentence", text},
    Attribute{"document", text},      Attribute{"module", text},
};

constexpr std::array of_group{
    Attribute{"class", text},         Attribute{"modality", text},
    Attribute{"relations", text},     Attribute{"facts", whole},
    Attribute{"since", text},         Attribute{"until", text},
    Attribute{"confidence", real},    Attribute{"documents", whole},
    Attribute{"mentions", whole},     Attribute{"observed_first", text},
    Attribute{"observed_last", text},
};

constexpr std::string_view separator = "; ";

void append_to_list(std::string& list, std::string_view item) {
  list.append(list.empty() ? "" : separator).append(item);
}

std::string confidence_text(double confidence) { return fmt::format("{:.4f}", confidence); }

std::string kind_of(RelationClass relation_class, Modality modality) {
  std::string kind(name_of(relation_class));
  if (modality != Modality::Asserted) kind.append(" ").append(name_of(modality));
  return kind;
}

std::string day_text(const std::optional<DaySpan>& days, int DaySpan::*end) {
  return days ? iso_day((*days).*end) : "";
}

}  // namespace

PropertyGraphExporter::PropertyGraphExporter(const FormatOptions& options)
    : aggregate_(options.aggregate), grouping_([this](const FactGroup& one) { group(one); }) {}

std::span<const Attribute> PropertyGraphExporter::node_attributes() { return of_entity; }

std::span<const Attribute> PropertyGraphExporter::edge_attributes() const {
  if (aggregate_) return of_group;
  return of_fact;
}

void PropertyGraphExporter::entity(const Entity& entity) {
  std::string aliases;
  for (const Entity::Name& name : entity.names) {
    if (name.name != entity.name) append_to_list(aliases, name.name);
  }
  // In the order of of_entity.
  const std::array<std::string, of_entity.size()> values{std::string(name_of(entity.type)),
                                                         entity.country, aliases};
  node({.id = entity.id, .label = entity.name, .values = values});
  ++report_.entities;
}

void PropertyGraphExporter::fact(const FactView& view) {
  const Fact& fact = view.fact;
  ++report_.facts;
  if (aggregate_) {
    grouping_.add(fact);
    return;
  }
  const Support support = fact.support();
  const FactEvidence& evidence = best_evidence(fact);
  const auto date = days_of(fact.key.date);
  const std::vector<DaySpan> spells = fact.spells();
  std::string sources;
  for (const Entity& source : view.sources) append_to_list(sources, source.name);
  // In the order of of_fact.
  const std::array<std::string, of_fact.size()> values{
      std::string(name_of(fact.key.relation_class)),
      fact.key.date,
      day_text(date, &DaySpan::first),
      day_text(date, &DaySpan::last),
      std::string(name_of(fact.key.modality)),
      confidence_text(fact.confidence()),
      std::to_string(support.documents),
      std::to_string(support.mentions),
      sources,
      fact.first_observed(),
      fact.last_observed(),
      evidence.text,
      evidence.document,
      evidence.module};
  edge({.id = fact_id(fact.key),
        .source = fact.subject(),
        .target = fact.object(),
        .label = fact.key.relation,
        .weight = support.documents,
        .kind = kind_of(fact.key.relation_class, fact.key.modality),
        .values = values,
        .spells = spells});
}

void PropertyGraphExporter::group(const FactGroup& group) {
  const std::string kind = kind_of(group.relation_class, group.modality);
  std::string relations;
  for (const std::string& relation : group.relations) append_to_list(relations, relation);
  // In the order of of_group.
  const std::array<std::string, of_group.size()> values{std::string(name_of(group.relation_class)),
                                                        std::string(name_of(group.modality)),
                                                        relations,
                                                        std::to_string(group.facts),
                                                        day_text(group.dates, &DaySpan::first),
                                                        day_text(group.dates, &DaySpan::last),
                                                        confidence_text(group.confidence()),
                                                        std::to_string(group.voices.size()),
                                                        std::to_string(group.mentions),
                                                        group.first_observed,
                                                        group.last_observed};
  const std::vector<DaySpan> spells = united(group.days);
  edge({.id = group_id(group),
        .source = group.subject,
        .target = group.object,
        .label = kind,
        .weight = group.voices.size(),
        .kind = kind,
        .values = values,
        .spells = spells});
}

void PropertyGraphExporter::end() {
  grouping_.finish();
  finish();
}

ExportReport PropertyGraphExporter::report() const { return report_; }

}  // namespace entente
