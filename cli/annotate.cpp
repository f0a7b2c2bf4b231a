#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

#include "cli/command.h"
#include "cli/document_work.h"
#include "cli/help.h"
#include "cli/output.h"
#include "extract/extractor.h"
#include "extract/nlp/conllu.h"
#include "extract/read/inputs.h"

namespace entente {
namespace {

constexpr const char* conllu_format = "conllu";

ConlluText read_conllu_file(const InputFile& file) {
  if (!file.problem.empty()) throw InputError(file.path, 0, file.problem);
  if (file.path == "-") return read_conllu(std::cin, file.path);
  std::ifstream stream(file.path, std::ios::binary);
  if (!stream) throw InputError(file.path, 0, "cannot be opened");
  return read_conllu(stream, file.path);
}

// What a reader would see, for the language to be told by.
std::string text_of(const Annotation& annotation) {
  std::string text;
  for (const Sentence& sentence : annotation.sentences) {
    for (const Word& word : sentence.words) text += word.form + ' ';
  }
  return text;
}

// Analyses the sentences and words of CoNLL-U files as they are, one file a document.
void annotate_conllu(const DocumentOptions& options, const ReadOptions& reading,
                     const Extractor& extractor, LanguageChoice& languages, Warnings& warnings,
                     std::ostream& stream) {
  for (const InputFile& file : expand_inputs(options.inputs())) {
    try {
      Annotation annotation = read_conllu_file(file).annotation;
      Document document;
      document.id = file.name.empty() ? file.path : file.name;
      document.file = file.path;
      document.language = reading.language;
      document.text = text_of(annotation);
      languages.settle(document);
      annotation.language = document.language;
      extractor.annotator(document.language).analyse(annotation.sentences);
      write_conllu(stream, annotation, document.id);
    } catch (const OtherLanguage& error) {
      if (options.strict()) throw;
      warnings.skipped(error, error.kind());
    } catch (const InputError& error) {
      if (options.strict()) throw;
      warnings.skipped(error);
    }
  }
}

ExitCode run_annotate(const DocumentOptions& options) {
  const ReadOptions reading = options.reading();
  Warnings warnings(std::cerr, errors_go_to_terminal());
  const auto folder = find_language_folder(options.language_folder());
  const Extractor extractor = Extractor::open(folder);
  LanguageChoice languages(folder, extractor.languages(), reading.language, warnings);
  Output output("-");
  if (options.format() == conllu_format) {
    annotate_conllu(options, reading, extractor, languages, warnings, output.stream());
  } else {
    work_through_documents<Annotation>(
        options, reading, std::move(languages), warnings,
        [&](const Document& document) {
          return extractor.annotator(document.language).annotate(document);
        },
        [&](const Document& document, const Annotation& annotation) {
          tell(warnings, document, note_on(annotation));
          write_conllu(output.stream(), annotation, document.id);
          output.stream().flush();
        });
  }
  output.commit();
  return warnings.finish();
}

}  // namespace

Command add_annotate(CLI::App& program) {
  const auto options = std::make_shared<DocumentOptions>();
  CLI::App* app = program.add_subcommand("annotate");
  app->description(
      "Write the analysis of documents as CoNLL-U.\n"
      "Writes the sentences, words, lemmas, tags, trees and names of documents to standard "
      "output as CoNLL-U, names in the column MISC. With --format conllu the input's sentences "
      "and words stay as they are and are analysed anew.");
  options->add_to(*app, {conllu_format});
  app->footer(help_footer(
      "  echo 'Kim se reunió con Shoigu.' | entente annotate - --format text --lang es\n"
      "  entente annotate news.jsonl > news.conllu\n"
      "  entente annotate test.conllu --format conllu\n"));
  return {app, [options] { return run_annotate(*options); }};
}

}  // namespace entente
