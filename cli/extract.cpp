#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "cli/command.h"
#include "cli/display.h"
#include "cli/document_work.h"
#include "cli/explanation_page.h"
#include "cli/explanation_text.h"
#include "cli/help.h"
#include "cli/output.h"
#include "extract/extractor.h"
#include "extract/triple_json.h"

namespace entente {
namespace {

constexpr std::size_t plain_line_width = 100;  // of explanations where there is no terminal

struct ExtractOptions {
  DocumentOptions documents;
  bool explain = false;
  std::string html;  // "" for no page
};

// What is to be done with each document, once its language is settled.
struct ExtractWork {
  const ExtractOptions& options;
  const ReadOptions& reading;
  LanguageChoice languages;
  const Extractor& extractor;
  Warnings& warnings;
  std::ostream& stream;
};

// Hands what the extractor makes of each document to `write`.
template <typename Result, typename Write>
void work_through(ExtractWork& work,
                  Result (Extractor::*analyse)(const Document&, std::string*) const, Write write) {
  work_through_documents<Result>(
      work.options.documents, work.reading, std::move(work.languages), work.warnings,
      [&](const Document& document) {
        std::string note;
        Result result = (work.extractor.*analyse)(document, &note);
        tell(work.warnings, document, note);
        return result;
      },
      [&](const Document&, const Result& result) {
        write(result);
        work.stream.flush();
      });
}

void write_triples(ExtractWork& work) {
  work_through(work, &Extractor::extract, [&](const std::vector<Triple>& triples) {
    for (const Triple& triple : triples) work.stream << to_json_line(triple) << '\n';
  });
}

void write_explanations(ExtractWork& work) {
  std::optional<Output> file;
  std::optional<ExplanationPage> page;
  if (!work.options.html.empty()) page.emplace(file.emplace(work.options.html).stream());
  const std::size_t columns = output_columns();
  const std::size_t line_width = columns > 0 ? columns : plain_line_width;
  work_through(work, &Extractor::explain, [&](const Explanation& explanation) {
    if (page) page->add(explanation);
    if (work.options.explain) {
      write_explanation(work.stream, explanation, line_width);
    } else {
      for (const ExplainedTriple& told : explanation.triples) {
        work.stream << to_json_line(told.triple) << '\n';
      }
    }
  });
  if (!page) return;
  page->finish();
  file->commit();
}

ExitCode run_extract(const ExtractOptions& options) {
  const ReadOptions reading = options.documents.reading();
  if (options.html == "-") {
    throw UsageError("--html -: standard output is for the triples; name a file");
  }
  Warnings warnings(std::cerr, errors_go_to_terminal());
  const auto folder = find_language_folder(options.documents.language_folder());
  const Extractor extractor = Extractor::open(folder, options.documents.effort());
  LanguageChoice languages(folder, extractor.languages(), reading.language, warnings);
  Output output("-");
  ExtractWork work{options, reading, std::move(languages), extractor, warnings, output.stream()};
  if (options.explain || !options.html.empty()) {
    write_explanations(work);
  } else {
    write_triples(work);
  }
  output.commit();
  return warnings.finish();
}

}  // namespace

Command add_extract(CLI::App& program) {
  const auto options = std::make_shared<ExtractOptions>();
  CLI::App* app = program.add_subcommand("extract");
  app->description(
      "Write the triples of documents to standard output.\n"
      "Reads documents and writes the relations they state, one triple a line as JSON Lines. "
      "Nothing is stored: the output can be looked through, filtered or sent on, and `entente "
      "ingest` builds a graph of it. To check by eye why something was found, ask for --explain "
      "or --html.");
  options->documents.add_to(*app);
  options->documents.add_effort_to(*app);
  app->add_flag("--explain", options->explain,
                "Write text for people in place of JSON Lines: each sentence with its tree, and "
                "for each triple who its two are, the path between them, the rules that fired, "
                "what counted for what has been learnt, and the words behind date, modality and "
                "source");
  app->add_option("--html", options->html,
                  "Also write a page for a browser with the documents, their mentions and triples, "
                  "each with the same explanation; an older file gives way")
      ->option_text("FILE");
  app->footer(
      help_footer("  entente extract news/ > triples.jsonl\n"
                  "  entente extract --lang es --date 2023-07-27 letter.txt\n"
                  "  entente extract --explain letter.txt | less\n"
                  "  entente extract --html check.html news.jsonl > triples.jsonl\n"
                  "  zcat news.jsonl.gz | entente extract - | entente ingest - --graph graph\n"));
  return {app, [options] { return run_extract(*options); }};
}

}  // namespace entente
