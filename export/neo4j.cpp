#include "export/neo4j.h"

#include <algorithm>
#include <array>
#include <unicode/utf8.h>

#include "export/database_values.h"
#include "export/utf8.h"
#include "extract/date.h"
#include "graph/copies.h"

namespace entente {

using namespace neo4j;

namespace {

constexpr std::array entity_columns{
    Column{"full_id"},
    Column{"name"},
    Column{"type"},
    Column{"country"},
    Column{"aliases", ColumnType::Texts},
};

constexpr std::array document_columns{
    Column{"full_id"},
    Column{"date", ColumnType::Date},
    Column{"language"},
    Column{"title"},
    Column{"source"},
    Column{"file"},
    Column{"line", ColumnType::Integer},
    Column{"copy_of"},
};

constexpr std::array fact_columns{
    Column{"relation"},
    Column{"class"},
};

constexpr std::array evidence_columns{
    Column{"text"},
    Column{"sentence", ColumnType::Integer},
    Column{"begin", ColumnType::Integer},
    Column{"end", ColumnType::Integer},
    Column{"observed", ColumnType::Date},
    Column{"module"},
    Column{"reversed", ColumnType::Boolean},
    Column{"confidence", ColumnType::Real},
};

constexpr std::array relation_columns{
    Column{"id"},
    Column{"relation"},
    Column{"date"},
    Column{"precision"},
    Column{"since", ColumnType::Date},
    Column{"until", ColumnType::Date},
    Column{"modality"},
    Column{"confidence", ColumnType::Real},
    Column{"documents", ColumnType::Integer},
    Column{"mentions", ColumnType::Integer},
    Column{"observed_first", ColumnType::Date},
    Column{"observed_last", ColumnType::Date},
    Column{"sources", ColumnType::Texts},
};

constexpr std::array<TableDescription, 9> all_tables{{
    {Table::Entities, "entities", "Entity", "", "", entity_columns},
    {Table::Documents, "documents", "Document", "", "", document_columns},
    {Table::Facts, "facts", "Fact", "", "", fact_columns},
    {Table::Evidence, "evidence", "Evidence", "", "", evidence_columns},
    {Table::Relations, "relations", "", "Entity", "Entity", relation_columns},
    {Table::Ends, "fact_ends", "", "Fact", "Entity", {}},
    {Table::Statements, "evidence_facts", "", "Evidence", "Fact", {}},
    {Table::Places, "evidence_documents", "", "Evidence", "Document", {}},
    {Table::Sayings, "evidence_sources", "", "Evidence", "Entity", {}},
}};

constexpr std::size_t longest_key = 4000;
constexpr std::int32_t beginning_of_long_key = 200;

Value day_value(std::string_view date) {
  const auto days = days_of(date);
  if (!days) return {};
  return iso_day(days->first);
}

Value precision_of(std::string_view date) {
  if (!is_date(date)) return {};
  if (date.find('/') != date.npos) return "interval";
  constexpr std::size_t year = 4;
  constexpr std::size_t month = 7;
  return date.size() == year ? "year" : date.size() == month ? "month" : "day";
}

// An id as indexes can hold it.
std::string key(std::string_view id) {
  std::size_t replaced = 0;  // not counted: the content_id keeps ids that differ different
  std::string key = well_formed(id, replaced);
  if (replaced == 0 && key.size() <= longest_key) return key;
  if (key.size() > static_cast<std::size_t>(beginning_of_long_key)) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(key.data());
    std::int32_t size = beginning_of_long_key;
    U8_SET_CP_START(bytes, 0, size);
    key.resize(static_cast<std::size_t>(size));
  }
  return key + "…" + content_id(id);
}

Value integer_value(std::size_t count) { return static_cast<std::int64_t>(count); }

}  // namespace

std::span<const TableDescription> neo4j::tables() { return all_tables; }

void Neo4jExporter::put(Table table, const Row& values) {
  row(all_tables[static_cast<std::size_t>(table)], values);
}

Value Neo4jExporter::text(std::string_view text) {
  if (text.empty()) return {};
  return well_formed(text, replaced_);
}

Value Neo4jExporter::full_id(std::string_view id) {
  if (id.size() <= longest_key) return {};
  return text(id);
}

void Neo4jExporter::entity(const Entity& entity) {
  std::vector<std::string> aliases;
  for (const Entity::Name& name : entity.names) {
    if (name.name != entity.name) aliases.push_back(well_formed(name.name, replaced_));
  }
  put(Table::Entities,
      {.kind = std::string(label_of(entity.type)),
       .id = key(entity.id),
       .values = {full_id(entity.id), text(entity.name), std::string(name_of(entity.type)),
                  text(entity.country), aliases.empty() ? Value{} : Value(std::move(aliases))}});
  ++entities_;
}

void Neo4jExporter::document_record(const DocumentRecord& record) {
  const auto original = graph_ ? graph_->copies().original_of(record.id) : std::nullopt;
  put(Table::Documents,
      {.id = key(record.id),
       .values = {full_id(record.id), day_value(record.date), text(record.language),
                  text(record.title), text(record.source), text(record.file),
                  record.line == 0 ? Value{} : integer_value(record.line),
                  original ? Value(key(*original)) : Value{}}});
}

void Neo4jExporter::fact(const FactView& view) {
  const Fact& fact = view.fact;
  const std::string id = fact_id(fact.key);
  const Support support = fact.support();
  const auto days = days_of(fact.key.date);
  const std::string relation_class(name_of(fact.key.relation_class));
  const std::string subject = key(fact.subject());
  const std::string object = key(fact.object());
  std::vector<std::string> sources;
  for (const Entity& source : view.sources) sources.push_back(well_formed(source.name, replaced_));

  put(Table::Facts, {.id = id, .values = {text(fact.key.relation), relation_class}});
  put(Table::Relations,
      {.kind = relation_class,
       .start = subject,
       .end = object,
       .values = {id, text(fact.key.relation), text(fact.key.date), precision_of(fact.key.date),
                  days ? Value(iso_day(days->first)) : Value{},
                  days ? Value(iso_day(days->last)) : Value{},
                  std::string(name_of(fact.key.modality)), rounded_confidence(fact.confidence()),
                  integer_value(support.documents), integer_value(support.mentions),
                  day_value(fact.first_observed()), day_value(fact.last_observed()),
                  sources.empty() ? Value{} : Value(std::move(sources))}});
  put(Table::Ends, {.kind = "SUBJECT", .start = id, .end = subject});
  put(Table::Ends, {.kind = "OBJECT", .start = id, .end = object});
  for (const FactEvidence& piece : fact.evidence) {
    const std::string evidence = evidence_id(id, piece);
    put(Table::Evidence,
        {.id = evidence,
         .values = {text(piece.text), integer_value(piece.sentence), integer_value(piece.begin),
                    integer_value(piece.end), day_value(piece.observed), text(piece.module),
                    piece.reversed != fact.reversed(), rounded_confidence(piece.confidence)}});
    put(Table::Statements, {.kind = "STATES", .start = evidence, .end = id});
    put(Table::Places, {.kind = "IN", .start = evidence, .end = key(piece.document)});
    if (!piece.source.empty()) {
      put(Table::Sayings, {.kind = "SAID_BY", .start = evidence, .end = key(piece.source)});
    }
  }
  ++facts_;
}

ExportReport Neo4jExporter::report() const {
  return {.entities = entities_, .facts = facts_, .replaced_characters = replaced_};
}

}  // namespace entente
