#include <fmt/format.h>
#include <iostream>
#include <memory>
#include <string>

#include "cli/command.h"
#include "cli/display.h"
#include "cli/filter_options.h"
#include "cli/graph_view.h"
#include "cli/help.h"
#include "cli/output.h"
#include "export/exporter.h"
#include "export/graph_export.h"
#include "store/snapshot.h"

namespace entente {
namespace {

struct ExportOptions {
  GraphView graph;
  std::string format;
  std::string path = "-";
  bool without_sentences = false;
  FilterOptions filter;
};

std::string list_of_formats() {
  std::string list = "Formats:\n";
  for (const ExportFormat& format : export_formats()) {
    list += fmt::format("  {:<10}{}\n", format.name, format.description);
  }
  return list;
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const ExportFormat& format : export_formats()) names.emplace_back(format.name);
  return names;
}

ExitCode run_export(const ExportOptions& options) {
  const Filter filter = options.filter.filter();
  const Snapshot snapshot = options.graph.open();
  Output output(options.path);
  const auto exporter = make_exporter(options.format, output.stream());
  const Sentences sentences = options.without_sentences ? Sentences::Skip : Sentences::Load;
  const ExportReport report = export_graph(snapshot, filter, sentences, *exporter);
  output.commit();
  if (report.replaced_characters > 0) {
    Warnings(std::cerr, errors_go_to_terminal())
        .note(fmt::format("{} characters that {} cannot hold were written as U+FFFD",
                          report.replaced_characters, options.format));
  }
  if (exporter->holds_documents() && !report.whole) {
    Warnings(std::cerr, errors_go_to_terminal())
        .note("this is a part of the graph: `entente ingest` of it does not give the same graph");
  }
  return ExitCode::Done;
}

}  // namespace

Command add_export(CLI::App& program) {
  const auto options = std::make_shared<ExportOptions>();
  CLI::App* app = program.add_subcommand("export");
  app->description(
      "Write a graph, or a part of it, for other programs.\n"
      "Writes the facts that the options ask for and the entities they speak of. A file is put "
      "in its place when it is whole, never before. As jsonl a whole graph is written as documents "
      "say it, with their records and users' decisions: `entente ingest` makes the same graph of "
      "it. Anything else is written as queries show it.");
  options->graph.add_to(*app);
  app->add_option("--to", options->format, "The format, see below")
      ->required()
      ->check(CLI::IsMember(format_names()))
      ->option_text("FORMAT (required)");
  app->add_option("-o,--output", options->path, "The file; - is standard output, as without it")
      ->option_text("PATH");
  app->add_flag("--without-sentences", options->without_sentences,
                "Leave the sentences of the documents out");
  options->filter.add_to(*app);
  app->footer(
      list_of_formats() +
      "\nIn Gephi's import dialog choose the edges merge strategy \"Don't merge\", or "
      "parallel edges\nbecome one.\n\n" +
      help_footer("  entente export --graph graph --to graphml -o graph.graphml\n"
                  "  entente export --graph graph --to graphml --since 2023 --class ASSAULT "
                  "-o war.graphml\n"
                  "  entente export --graph graph --to jsonl | gzip > triples.jsonl.gz\n"));
  return {app, [options] { return run_export(*options); }};
}

}  // namespace entente
