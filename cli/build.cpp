#include <fmt/format.h>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "cli/command.h"
#include "cli/document_work.h"
#include "cli/help.h"
#include "extract/extractor.h"
#include "extract/read/inputs.h"
#include "graph/merge.h"
#include "store/graph_copies.h"
#include "store/graph_resolution.h"
#include "store/store.h"

namespace entente {
namespace {

struct BuildOptions {
  DocumentOptions documents;
  std::string graph;
  bool resume = false;
  bool replace = false;
};

// Where the graph's document stood when it was read.
std::string place_of(const DocumentRecord& record) {
  if (record.file.empty()) return "an unknown file";
  return record.file + (record.line > 0 ? fmt::format(":{}", record.line) : "");
}

// Throws Error where the graph has another document under the id of `record`. Of an id that is made
// of a file's name, only the same text of the same day tells that it is the same document.
void check_is_same(const DocumentRecord& stored, const DocumentRecord& record) {
  const bool same_day = stored.date.empty() || stored.date == record.date;
  if (stored.text_hash == record.text_hash && same_day) return;
  throw Error(fmt::format(
      "the graph has another text or date under this id, read from {}, and keeps it: the id is "
      "only made of the file's name. Give documents ids, read the files' folder as one input, or "
      "say --replace where this is the same document, changed",
      place_of(stored)));
}

ExitCode run_build(const BuildOptions& options) {
  const ReadOptions reading = options.documents.reading();
  Warnings warnings(std::cerr, errors_go_to_terminal());
  const auto folder = find_language_folder(options.documents.language_folder());
  const Extractor extractor = Extractor::open(folder, options.documents.effort());
  const NameWords words = NameWords::load(folder);
  LanguageChoice languages(folder, extractor.languages(), reading.language, warnings);
  require_any_input(expand_inputs(options.documents.inputs()));  // before a graph is made
  Store store = Store::open(options.graph, {.mode = StoreMode::Create});
  const Snapshot before = store.snapshot();
  // Nothing for a document that an earlier run has stored.
  work_through_documents<std::optional<Contribution>>(
      options.documents, reading, std::move(languages), warnings,
      [&](const Document& document) -> std::optional<Contribution> {
        const DocumentRecord record = record_of(document);
        const auto stored = before.document(document.id);
        if (options.resume && stored == record) return {};
        if (stored && document.id_is_made && !options.replace) check_is_same(*stored, record);
        std::string note;
        Contribution contribution = contribution_of(extractor.extract(document, &note));
        tell(warnings, document, note);
        return contribution;
      },
      [&](const Document& document, const std::optional<Contribution>& contribution) {
        if (contribution) store.put_document(record_of(document), *contribution);
      },
      [&] { store.sync(); });
  keep_identities(store, words);
  keep_copies(store);
  store.sync();
  return warnings.finish();
}

}  // namespace

Command add_build(CLI::App& program) {
  const auto options = std::make_shared<BuildOptions>();
  CLI::App* app = program.add_subcommand("build");
  app->description(
      "Build a graph of documents, or add to one.\n"
      "Reads documents, extracts the relations they state, merges them into facts and stores "
      "these. A document that is in the graph already is replaced by its new self; what is "
      "unchanged stays as it is, so that an interrupted build is simply run again, with --resume "
      "without extracting again what is done. A document without an id has one made of its file's "
      "name and its line, as another file's may have: where the graph has another text or date "
      "under it, that stays and the document is skipped, unless --replace is given.");
  options->documents.add_to(*app);
  options->documents.add_effort_to(*app);
  add_graph_option(*app, options->graph, "The folder of the graph; made if it is not there");
  app->add_flag(
      "--resume", options->resume,
      "Do not extract documents again that the graph has with the same text, date, title "
      "and place; what a newer Entente, or one without --quick, would find in them is not "
      "found");
  app->add_flag("--replace", options->replace,
                "Documents without ids are those that the graph has of the same file name and "
                "line, changed: they replace them");
  app->footer(
      help_footer("  entente build news/ --graph graph\n"
                  "  entente build 'archive/*.jsonl.gz' --graph graph --lang es --field text=body\n"
                  "  entente build letter.txt --graph graph --lang es --date 2023-07-27\n"
                  "  entente build 'archive/*.warc.gz' --graph graph --quick\n"
                  "  zcat news.jsonl.gz | entente build - --graph graph --threads 8\n"));
  return {app, [options] { return run_build(*options); }};
}

}  // namespace entente
