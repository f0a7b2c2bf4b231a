#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cli/command.h"
#include "cli/display.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/table.h"
#include "extract/error.h"
#include "store/graph_copies.h"
#include "store/store.h"

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

struct CopiesOptions {
  std::string graph;
  std::vector<std::string> documents;
  bool json = false;
};

// A document with its copies, what is shown of each.
struct Told {
  DocumentRecord record;
  std::vector<std::pair<DocumentRecord, double>> copies{};  // with their containment, by date
};

DocumentRecord record_of(const Snapshot& snapshot, const std::string& document) {
  auto record = snapshot.document(document);
  if (!record) throw Error("the graph is damaged: the document " + document + " is missing");
  return *std::move(record);
}

Told told(const Snapshot& snapshot, const Copies::Original& original) {
  Told result{.record = record_of(snapshot, original.document)};
  for (const Copies::Copy& copy : original.copies) {
    result.copies.emplace_back(record_of(snapshot, copy.document), copy.containment);
  }
  std::ranges::stable_sort(result.copies, {}, [](const auto& copy) { return copy.first.date; });
  return result;
}

Json to_json(const DocumentRecord& record) {
  const auto text = [](const std::string& value) {
    return value.empty() ? Json(nullptr) : Json(value);
  };
  return {{"document", record.id},
          {"date", text(record.date)},
          {"title", text(record.title)},
          {"source", text(record.source)}};
}

void print_json(const Told& story, std::ostream& stream) {
  Json json = to_json(story.record);
  json["copies"] = Json::array();
  for (const auto& [record, shared] : story.copies) {
    json["copies"].push_back(to_json(record));
    json["copies"].back()["containment"] = shared;
  }
  try {
    stream << json.dump() << '\n';
  } catch (const Json::type_error&) {
    throw Error("the copies of document " + story.record.id +
                " cannot be written as JSON: a text in it is not UTF-8");
  }
}

void add(Table& table, const Told& story) {
  table.add({"", story.record.date, story.record.id, story.record.source, story.record.title});
  for (const auto& [record, shared] : story.copies) {
    table.add({fmt::format("{:.0f} %", 100 * shared), record.date, record.id, record.source,
               record.title});
  }
}

ExitCode run_copies(const CopiesOptions& options) {
  const Snapshot snapshot = with_copies(Store::open(options.graph).snapshot());
  std::set<std::string, std::less<>> wanted;  // originals
  for (const std::string& document : options.documents) {
    if (!snapshot.document(document)) {
      throw Error("there is no document '" + document + "' in this graph");
    }
    wanted.emplace(snapshot.copies().original_of(document).value_or(document));
  }
  Output output("-");
  Table table(output.stream(),
              {{.title = "shared", .align = Column::Align::Right, .may_shrink = false},
               {.title = "date", .align = Column::Align::Left, .may_shrink = false},
               {.title = "document", .align = Column::Align::Left, .may_shrink = true},
               {.title = "source", .align = Column::Align::Left, .may_shrink = true},
               {.title = "title", .align = Column::Align::Left, .may_shrink = true}},
              output_columns());
  for (const Copies::Original& original : snapshot.copies().originals()) {
    if (!wanted.empty() && !wanted.contains(original.document)) continue;
    const Told story = told(snapshot, original);
    if (options.json) {
      print_json(story, output.stream());
    } else {
      add(table, story);
    }
  }
  if (!options.json) table.finish();
  output.commit();
  return ExitCode::Done;
}

}  // namespace

Command add_copies(CLI::App& program) {
  const auto options = std::make_shared<CopiesOptions>();
  CLI::App* app = program.add_subcommand("copies");
  app->description(
      "List the documents that are copies of others.\n"
      "Shows each document that was copied, and under it its copies with how much of the shorter "
      "text stands in the longer, too: an estimate of the share of five words in a row, of the "
      "sentences that facts are stated in. From 70 % on it is a copy. Wherever documents are "
      "counted for a fact, a document and its copies are one; all their evidence and sources are "
      "kept.");
  app->add_option("document", options->documents,
                  "Only what these documents are copies of, or are copied as")
      ->option_text("ID");
  add_graph_option(*app, options->graph, "The folder of the graph");
  app->add_flag("--json", options->json, "One JSON object a line, for each that was copied");
  app->footer(
      help_footer("  entente copies --graph graph\n"
                  "  entente copies es-001 --graph graph\n"
                  "  entente copies --graph graph --json | jq '.copies | length'\n"));
  return {app, [options] { return run_copies(*options); }};
}

}  // namespace entente
