// Graphs for Neo4j 5: as files for its import tool, and as Cypher for a server that runs.
//
//   (:Entity:Person)-[:CONSULT {id, relation: "met", …}]->(:Entity:Person)
//   (:Fact {id})-[:SUBJECT]->(:Entity), -[:OBJECT]->(:Entity)
//   (:Evidence {text, begin, end, …})-[:STATES]->(:Fact), -[:IN]->(:Document),
//   -[:SAID_BY]->(:Entity)
//
// How it works:
//   1. A fact is a relationship whose type is its class, for queries and pictures. Nothing can lead
//      from a relationship to its evidence, so there is a node with the same id beside it.
//   2. Each kind of node and relationship is a table (tables()). Neo4jExporter makes rows, the two
//      formats below write them.
//   3. Dates of any precision are kept as they are in `date`, and as the days they cover in `since`
//      and `until`, which are dates to Neo4j; `precision` is day, month, year or interval.
//
// Neo4j's indexes hold no key of more than 8,167 bytes. An id of more than 4,000, or one that is no
// UTF-8, is written as its first 200 bytes or less, "…", and its content_id; `full_id` then holds
// all of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "export/exporter.h"

namespace entente {

// Constraints and indexes: export/neo4j/schema.cypher, made a source by the build.
extern const std::string_view neo4j_schema;

namespace neo4j {

enum class Table {
  Entities,
  Documents,
  Facts,
  Evidence,
  Relations,
  Ends,
  Statements,
  Places,
  Sayings
};

enum class ColumnType { Text, Texts, Date, Integer, Real, Boolean };

// A property of a node or relationship.
struct Column {
  std::string_view name;
  ColumnType type = ColumnType::Text;
};

// Nodes have an `id`; relationships have a label at each end, by which the nodes there are found.
struct TableDescription {
  Table table;
  std::string_view name;   // "entities"
  std::string_view label;  // of nodes
  std::string_view start;  // labels of the nodes at the ends of relationships
  std::string_view end;
  std::span<const Column> columns;
};

// In the order in which they can be written: nodes first.
std::span<const TableDescription> tables();

// std::monostate is what is not known.
using Value =
    std::variant<std::monostate, std::string, std::vector<std::string>, std::int64_t, double, bool>;

struct Row {
  std::string kind{};  // a further label of a node, the type of a relationship
  std::string id{};    // of a node
  std::string start{};
  std::string end{};
  std::vector<Value> values{};  // as many as the table has columns
};

}  // namespace neo4j

class Neo4jExporter : public Exporter {
 public:
  void source(const Snapshot& graph, const Filter&) override { graph_.emplace(graph); }
  void entity(const Entity& entity) override;
  bool names_documents() const override { return true; }
  void document_record(const DocumentRecord& record) override;
  void fact(const FactView& view) override;
  ExportReport report() const override;

 protected:
  // Every text in a row is UTF-8.
  virtual void row(const neo4j::TableDescription& table, const neo4j::Row& row) = 0;

  // Notes that `number` characters were replaced.
  void count_replaced(std::size_t number) { replaced_ += number; }

 private:
  void put(neo4j::Table table, const neo4j::Row& row);
  neo4j::Value text(std::string_view text);
  neo4j::Value full_id(std::string_view id);

  std::optional<Snapshot> graph_;  // that is exported, where source() was called
  std::size_t entities_ = 0;
  std::size_t facts_ = 0;
  std::size_t replaced_ = 0;
};

// A folder: for each table its header and its data as CSV, a script that has `neo4j-admin database
// import full` read them, constraints and indexes, examples, and a README.md that describes them.
//
// Texts are quoted, what is not known is empty. The items of a list are separated by U+001F, as
// nothing in them can be quoted; one that holds this character has U+FFFD instead.
class Neo4jFolderExporter : public Neo4jExporter {
 public:
  explicit Neo4jFolderExporter(const OpenFile& open) : open_(open) {}

  void begin() override;
  void end() override {}

 protected:
  void row(const neo4j::TableDescription& table, const neo4j::Row& row) override;

 private:
  std::string cell(const neo4j::Value& value);

  OpenFile open_;
  std::map<neo4j::Table, std::ostream*> data_;
};

// Statements for `cypher-shell -f`, or one by one for any driver. Nodes and relationships are
// merged by their ids and then get exactly the properties that they have here: run twice, the file
// changes nothing. Facts and evidence that an earlier export had and this one has not stay.
class CypherExporter : public Neo4jExporter {
 public:
  explicit CypherExporter(std::ostream& stream) : stream_(stream) {}

  void begin() override;
  void end() override { flush(); }

 protected:
  void row(const neo4j::TableDescription& table, const neo4j::Row& row) override;

 private:
  void flush();

  std::ostream& stream_;
  // The rows of the statements to come, by table and kind.
  std::map<std::pair<neo4j::Table, std::string>, std::string> pending_;
  std::size_t pending_bytes_ = 0;
};

}  // namespace entente
