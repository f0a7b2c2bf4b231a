#include <algorithm>
#include <fmt/format.h>
#include <iostream>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/bulk_memory.h"
#include "cli/command.h"
#include "cli/display.h"
#include "cli/help.h"
#include "cli/languages.h"
#include "cli/progress.h"
#include "cli/triple_reader.h"
#include "cli/triples_by_document.h"
#include "graph/merge.h"
#include "store/graph_copies.h"
#include "store/graph_resolution.h"
#include "store/store.h"

namespace entente {
namespace {

struct IngestOptions {
  std::vector<std::string> inputs;
  std::string graph;
  Partition partition;
  bool strict = false;
};

using Records = TripleReader::Records;

// The record of a document, or all that triples say of it where the input has none.
DocumentRecord record_of(const std::string& document, const std::vector<Triple>& triples,
                         const Records& records) {
  const auto given = records.find(document);
  if (given != records.end()) return given->second.content.record;
  DocumentRecord record{.id = document};
  for (const Triple& triple : triples) record.date = std::max(record.date, triple.observed);
  return record;
}

// What its triples contribute, with the further names that its record has for their entities.
Contribution contribution_of(const std::string& document, const std::vector<Triple>& triples,
                             const Records& records, const TripleReader::OnSkip& on_skip) {
  Contribution contribution = contribution_of(triples);
  const auto given = records.find(document);
  if (given == records.end()) return contribution;
  Contribution names;
  for (const NamedEntity& entity : given->second.content.names) {
    if (std::ranges::binary_search(contribution.entities, entity.id, {}, &NamedEntity::id)) {
      names.entities.push_back(entity);
    } else {
      on_skip(
          InputError(given->second.file, given->second.line,
                     fmt::format("\"{}\" is named, but no triple of document \"{}\" is about it",
                                 entity.id, document)));
    }
  }
  return merge(std::move(contribution), names);
}

void keep_decisions(Store& store, const TripleReader& reader, const TripleReader::OnSkip& on_skip) {
  for (const auto& [decision, file, line] : reader.decisions()) {
    try {
      store.keep(decision);
    } catch (const RefusedDecision& error) {
      on_skip(InputError(file, line, error.what()));
    }
  }
}

void report_unknown_fields(const TripleReader& reader, Warnings& warnings) {
  std::string list;
  for (const auto& [field, count] : reader.unknown_fields()) {
    list += fmt::format("{}\"{}\" ({} times)", list.empty() ? "" : ", ", field, count);
  }
  if (!list.empty()) warnings.note("fields that triples do not have were left out: " + list);
}

ExitCode run_ingest(const IngestOptions& options) {
  Warnings warnings(std::cerr, errors_go_to_terminal());
  const NameWords words = NameWords::load(find_language_folder(""));
  const auto on_skip = [&](const InputError& error) {
    if (options.strict) throw error;
    warnings.skipped(error);
  };
  TripleReader reader(options.inputs, options.strict ? Strict::Yes : Strict::No, words, on_skip);
  std::set<std::string> without_triples;
  TriplesByDocument documents([&](const std::string& document, const InputError& error) {
    without_triples.erase(document);
    on_skip(error);
  });
  {
    Progress progress(std::cerr, "triples read", errors_go_to_terminal());
    while (auto triple = reader.next()) {
      if (!options.partition.has(triple->document)) continue;
      documents.add(*triple, reader.file(), reader.line());
      progress.update(documents.triples(), reader.bytes_read(), reader.bytes_total());
    }
  }
  report_unknown_fields(reader, warnings);
  Store store = Store::open(options.graph, {.mode = StoreMode::Create, .memory = bulk_memory});
  Progress progress(std::cerr, "triples stored", errors_go_to_terminal());
  const Records& records = reader.records();
  for (const auto& [document, record] : records) {
    if (options.partition.has(document)) without_triples.insert(document);
  }
  std::size_t stored = 0;
  const auto contribution = [&](const std::string& document, const std::vector<Triple>& triples) {
    return DocumentContribution{record_of(document, triples, records),
                                contribution_of(document, triples, records, on_skip)};
  };
  const auto next = [&]() -> std::optional<DocumentContribution> {
    if (const auto triples = documents.next()) {
      stored += triples->size();
      progress.update(stored, stored, documents.triples());
      const std::string& document = triples->front().document;
      without_triples.erase(document);
      return contribution(document, *triples);
    }
    if (without_triples.empty()) return std::nullopt;
    return contribution(without_triples.extract(without_triples.begin()).value(), {});
  };
  while (store.put_documents(next) > 0) progress.durable(stored);
  keep_decisions(store, reader, on_skip);
  keep_identities(store, words);
  keep_copies(store);
  store.sync();
  return warnings.finish();
}

}  // namespace

Command add_ingest(CLI::App& program) {
  const auto options = std::make_shared<IngestOptions>();
  CLI::App* app = program.add_subcommand("ingest");
  app->description(
      "Build a graph of triples from anywhere, or add to one.\n"
      "Reads triples as JSON Lines, as `entente extract` and `entente export --to jsonl` write "
      "them and as any other extractor can, and stores the facts they make. Required of a "
      "triple are document, subject.name, relation and object.name; who has neither type nor id is "
      "the country of that name, where there is one, else MISC. All triples of a document, "
      "wherever they stand, are together what the document says: they replace what the graph "
      "had under its id, also where that is made of a file's name, of which `entente build` would "
      "keep another text. Of a graph that was exported whole, the records of documents and what "
      "users have decided are read, too: the same graph, to the byte. Nothing is stored before "
      "everything was read.");
  app->add_option("input", options->inputs,
                  "Files (compressed, too), folders, patterns, or - for standard input")
      ->required()
      ->option_text("FILE (required)");
  add_graph_option(*app, options->graph, "The folder of the graph; made if it is not there");
  add_partition_option(*app, options->partition);
  app->add_flag("--strict", options->strict,
                "Stop at the first line that is no triple or has a field that triples do not have, "
                "instead of skipping it, and store nothing");
  app->footer(help_footer(
      "  entente ingest triples.jsonl --graph graph\n"
      "  entente export --graph graph --to jsonl | entente ingest - --graph copy\n"
      "  entente extract news/ | entente ingest - --graph graph\n"
      "  echo '{\"document\": \"d1\", \"subject\": {\"name\": \"Kim\"}, \"relation\": \"met\",\n"
      "         \"object\": {\"name\": \"Shoigu\"}}' | tr -d '\\n' | entente ingest - --graph "
      "graph\n"));
  return {app, [options] { return run_ingest(*options); }};
}

}  // namespace entente
