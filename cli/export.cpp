#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/answer_notes.h"
#include "cli/command.h"
#include "cli/display.h"
#include "cli/filter_options.h"
#include "cli/graph_view.h"
#include "cli/help.h"
#include "cli/languages.h"
#include "cli/output.h"
#include "export/exporter.h"
#include "export/graph_export.h"
#include "graph/alliances/leaders.h"
#include "graph/resolve/name_words.h"
#include "store/graph_alliances.h"
#include "store/snapshot.h"

namespace entente {
namespace {

// What `actors_of` needs to know, and what it gives refers to.
struct ActorData {
  NameWords words = NameWords::load(find_language_folder(""));
  Leaders leaders = Leaders::load(find_leaders_folder());
};

struct ExportOptions {
  GraphView graph;
  std::string format;
  std::string path = "-";
  bool without_sentences = false;
  FormatOptions of_format;
  std::string gexf_version = "1.3";
  FilterOptions filter;
};

std::string list_of_formats() {
  std::string list = "Formats:\n";
  for (const ExportFormat& format : export_formats()) {
    list += fmt::format("  {:<11}{}\n", format.name, format.description);
  }
  return list;
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const ExportFormat& format : export_formats()) names.emplace_back(format.name);
  return names;
}

constexpr const char* format_options = "Of some formats";

// Throws UsageError for an option that the format does not know, naming the formats that do.
void check_format_options(const CLI::App& app, const ExportFormat& format) {
  for (const CLI::Option* option : app.get_options()) {
    const std::string name = option->get_name();
    const auto knows = [&](const ExportFormat& known) {
      return std::ranges::find(known.options, name) != known.options.end();
    };
    if (option->get_group() != format_options || option->empty() || knows(format)) continue;
    std::vector<std::string_view> names;
    for (const ExportFormat& known : export_formats()) {
      if (knows(known)) names.push_back(known.name);
    }
    throw UsageError(fmt::format("{}: {} does not know it; it is an option of: {}", name,
                                 format.name, fmt::join(names, ", ")));
  }
}

ExitCode run_export(const ExportOptions& options, const CLI::App& app) {
  const ExportFormat& format = export_format(options.format);
  check_format_options(app, format);
  const bool to_folder = format.layout == ExportLayout::Folder;
  if (to_folder && options.path == "-") {
    throw UsageError(
        fmt::format("--to {} writes a folder: give it a name with --output", format.name));
  }
  FormatOptions of_format = options.of_format;
  of_format.gexf_version = options.gexf_version == "1.2" ? GexfVersion::V1_2 : GexfVersion::V1_3;
  const Filter filter = options.filter.filter();
  const Snapshot snapshot = options.graph.open();
  note_shared_names(snapshot, filter);
  std::optional<OutputFolder> folder;
  std::optional<Output> file;
  if (to_folder) {
    folder.emplace(options.path);
  } else {
    file.emplace(options.path);
  }
  std::optional<ActorData> actor_data;  // read only for a format that asks for it
  of_format.actors = [&](const Snapshot& graph) {
    if (!actor_data) actor_data.emplace();
    return actors_of(graph, RollUp::Country, actor_data->leaders, actor_data->words);
  };
  const auto exporter = format.make(
      [&](std::string_view name) -> std::ostream& {
        return folder ? folder->open(name) : file->stream();
      },
      of_format);
  const Sentences sentences =
      options.without_sentences || of_format.aggregate ? Sentences::Skip : Sentences::Load;
  const ExportReport report = export_graph(snapshot, filter, sentences, *exporter);
  if (folder) folder->commit();
  if (file) file->commit();
  if (report.facts == 0 && filter != Filter{}) note_no_facts(snapshot, filter);
  Warnings warnings(std::cerr, errors_go_to_terminal());
  if (report.replaced_characters > 0) {
    warnings.note(fmt::format("{} characters that {} cannot hold were written as U+FFFD",
                              report.replaced_characters, options.format));
  }
  if (report.guarded_texts > 0) {
    warnings.note(
        fmt::format("texts with an apostrophe in front, as a spreadsheet would take them for "
                    "formulas: {}",
                    report.guarded_texts));
  }
  if (exporter->holds_documents() && !report.whole) {
    warnings.note(
        "this is a part of the graph: `entente ingest` of it does not give the same graph");
  }
  return ExitCode::Done;
}

}  // namespace

Command add_export(CLI::App& program) {
  const auto options = std::make_shared<ExportOptions>();
  CLI::App* app = program.add_subcommand("export");
  app->description(
      "Write a graph, or a part of it, for other programs.\n"
      "Writes the facts that the options ask for and the entities they speak of. A file, or a "
      "folder, is put in its place when it is whole, never before. As jsonl a whole graph is "
      "written as documents "
      "say it, with their records and users' decisions: `entente ingest` makes the same graph of "
      "it. Anything else is written as queries show it.");
  options->graph.add_to(*app);
  app->add_option("--to", options->format, "The format, see below")
      ->required()
      ->check(CLI::IsMember(format_names()))
      ->option_text("FORMAT (required)");
  app->add_option(
         "-o,--output", options->path,
         "The file; - is standard output, as without it. Of a format of several files a folder, "
         "that is not there or empty")
      ->option_text("PATH");
  app->add_flag("--without-sentences", options->without_sentences,
                "Leave the sentences of the documents out");
  app->add_flag("--aggregate", options->of_format.aggregate,
                "One edge for all facts of a class and modality between two entities, with their "
                "number")
      ->group(format_options);
  app->add_option("--gexf-version", options->gexf_version,
                  "1.3, or 1.2 for programs that know no newer one")
      ->check(CLI::IsMember({"1.2", "1.3"}))
      ->option_text("VERSION")
      ->group(format_options);
  options->filter.add_to(*app);
  app->footer(
      list_of_formats() +
      "\nIn Gephi's import dialog choose the edges merge strategy \"Don't merge\", or "
      "parallel edges\n(of GEXF those of one class) become one. With --aggregate there are "
      "none.\n\n" +
      help_footer("  entente export --graph graph --to graphml -o graph.graphml\n"
                  "  entente export --graph graph --to graphml --since 2023 --class ASSAULT "
                  "-o war.graphml\n"
                  "  entente export --graph graph --to gexf --aggregate -o timeline.gexf\n"
                  "  entente export --graph graph --to csv -o tables\n"
                  "  entente export --graph graph --to neo4j -o folder && sh folder/load.sh\n"
                  "  entente export --graph graph --to cypher | cypher-shell\n"
                  "  entente export --graph graph --to html --min-confidence 0.5 -o graph.html\n"
                  "  entente export --graph graph --to jsonl | gzip > triples.jsonl.gz\n"));
  return {app, [options, app] { return run_export(*options, *app); }};
}

}  // namespace entente
