#include <iostream>
#include <memory>

#include "cli/command.h"
#include "cli/document_work.h"
#include "cli/output.h"
#include "extract/extractor.h"
#include "extract/triple_json.h"

namespace entente {
namespace {

ExitCode run_extract(const DocumentOptions& options) {
  Warnings warnings(std::cerr);
  const auto folder = find_language_folder(options.language_folder());
  const Extractor extractor = Extractor::load(folder);
  Output output("-");
  work_through_documents<std::vector<Triple>>(
      options, LanguageChoice(languages_with_model(folder), warnings), warnings,
      [&](const Document& document) { return extractor.extract(document); },
      [&](const Document&, const std::vector<Triple>& triples) {
        for (const Triple& triple : triples) output.stream() << to_json_line(triple) << '\n';
        output.stream().flush();
      });
  output.commit();
  return warnings.exit_code();
}

}  // namespace

Command add_extract(CLI::App& program) {
  const auto options = std::make_shared<DocumentOptions>();
  CLI::App* app =
      program.add_subcommand("extract", "Write the triples of documents to standard output");
  app->description(
      "Reads documents and writes the relations they state to standard output, one triple a line "
      "as\n"
      "JSON Lines. Nothing is stored: what it writes can be looked through, filtered or sent on, "
      "and\n"
      "`entente ingest` builds a graph of it.");
  options->add_to(*app);
  app->footer(
      help_footer("  entente extract news/ > triples.jsonl\n"
                  "  entente extract --lang es --date 2023-07-27 letter.txt\n"
                  "  zcat news.jsonl.gz | entente extract - | entente ingest - --graph graph\n"));
  return {app, [options] { return run_extract(*options); }};
}

}  // namespace entente
