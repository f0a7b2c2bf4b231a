#include <iostream>
#include <memory>
#include <string>
#include <utility>

#include "cli/command.h"
#include "cli/document_work.h"
#include "cli/help.h"
#include "cli/output.h"
#include "extract/extractor.h"
#include "extract/triple_json.h"

namespace entente {
namespace {

ExitCode run_extract(const DocumentOptions& options) {
  const ReadOptions reading = options.reading();
  Warnings warnings(std::cerr, errors_go_to_terminal());
  const auto folder = find_language_folder(options.language_folder());
  const Extractor extractor = Extractor::open(folder);
  LanguageChoice languages(folder, extractor.languages(), reading.language, warnings);
  Output output("-");
  work_through_documents<std::vector<Triple>>(
      options, reading, std::move(languages), warnings,
      [&](const Document& document) {
        std::string note;
        auto triples = extractor.extract(document, &note);
        tell(warnings, document, note);
        return triples;
      },
      [&](const Document&, const std::vector<Triple>& triples) {
        for (const Triple& triple : triples) output.stream() << to_json_line(triple) << '\n';
        output.stream().flush();
      });
  output.commit();
  return warnings.finish();
}

}  // namespace

Command add_extract(CLI::App& program) {
  const auto options = std::make_shared<DocumentOptions>();
  CLI::App* app = program.add_subcommand("extract");
  app->description(
      "Write the triples of documents to standard output.\n"
      "Reads documents and writes the relations they state, one triple a line as JSON Lines. "
      "Nothing is stored: the output can be looked through, filtered or sent on, and `entente "
      "ingest` builds a graph of it.");
  options->add_to(*app);
  app->footer(
      help_footer("  entente extract news/ > triples.jsonl\n"
                  "  entente extract --lang es --date 2023-07-27 letter.txt\n"
                  "  zcat news.jsonl.gz | entente extract - | entente ingest - --graph graph\n"));
  return {app, [options] { return run_extract(*options); }};
}

}  // namespace entente
