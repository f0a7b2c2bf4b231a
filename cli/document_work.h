// Works through the documents of a corpus in parallel and hands on the results in their order.
//
// How it works:
//   1. Documents are read and their language is settled; what cannot be used is skipped with a
//   warning.
//   2. Workers analyse them (see Pipeline); a document that fails is skipped like a bad record.
//   3. The calling thread hands each document with its result to `write`, shows progress and makes
//      what was written durable with `sync` (see Checkpoints), if there is one.
// `reading` is what options.reading() gives: a command asks for it first, before it loads anything.
// With --strict the first input that cannot be used is thrown as InputError instead. A language
// whose files cannot be read ends the work in any case: it would take all its documents with it.
#pragma once

#include <exception>
#include <functional>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "cli/checkpoints.h"
#include "cli/display.h"
#include "cli/document_options.h"
#include "cli/languages.h"
#include "cli/outcome.h"
#include "cli/pipeline.h"
#include "cli/progress.h"
#include "extract/document.h"
#include "extract/error.h"
#include "extract/extractor.h"
#include "extract/read/reader.h"

namespace entente {

// Tells the user what `note` says of the document; nothing where it is empty.
inline void tell(Warnings& warnings, const Document& document, const std::string& note) {
  if (note.empty()) return;
  const InputError named(document.file, document.line, "document '" + document.id + "': " + note);
  warnings.note(named.what());
}

template <typename Result>
void work_through_documents(const DocumentOptions& options, const ReadOptions& reading,
                            LanguageChoice languages, Warnings& warnings,
                            const std::function<Result(const Document&)>& analyse,
                            const std::function<void(Document, Result)>& write,
                            const std::function<void()>& sync = {}) {
  struct Read {
    Document document;
    std::size_t bytes_read = 0;  // by the reader, this document included
  };
  struct Analysed {
    Document document;
    std::variant<Result, InputError> result;
    std::size_t bytes_read = 0;
  };

  CorpusReader reader(options.inputs(), reading,
                      [&](const InputError& error) { warnings.skipped(error); });
  const auto skip = [&](const InputError& error) {
    if (options.strict()) throw error;
    warnings.skipped(error);
  };
  const auto settles = [&](Document& document) {
    try {
      languages.settle(document);
      return true;
    } catch (const OtherLanguage& error) {
      if (options.strict()) throw;
      warnings.skipped(error, error.kind());
      return false;
    }
  };
  const auto about = [](const Document& document, const std::exception& error) {
    return InputError(document.file, document.line,
                      "document '" + document.id + "': " + error.what());
  };
  const std::size_t bytes_total = reader.bytes_total();
  Progress progress(std::cerr, "documents", errors_go_to_terminal());
  Checkpoints checkpoints(sync, progress);
  std::size_t written = 0;

  Pipeline<Read, Analysed> pipeline(
      [&]() -> std::optional<Read> {
        while (auto document = reader.next()) {
          if (!options.partition().has(document->id)) continue;
          if (settles(*document)) return Read{std::move(*document), reader.bytes_read()};
        }
        return std::nullopt;
      },
      [&](Read read) -> Analysed {
        try {
          Result result = analyse(read.document);
          return {std::move(read.document), std::move(result), read.bytes_read};
        } catch (const LanguageError& nothing_can_be_read_in_it) {
          throw;
        } catch (const Error& error) {
          InputError named = about(read.document, error);
          return {std::move(read.document), std::move(named), read.bytes_read};
        } catch (const std::exception& mistake_of_ours) {
          throw about(read.document, mistake_of_ours);  // not the input's fault: nothing is skipped
        }
      },
      [&](Analysed analysed) {
        if (const auto* error = std::get_if<InputError>(&analysed.result)) {
          skip(*error);
        } else {
          write(std::move(analysed.document), std::move(std::get<Result>(analysed.result)));
        }
        checkpoints.done(++written);
        progress.update(written, analysed.bytes_read, bytes_total);
      });
  pipeline.run(options.threads());
}

}  // namespace entente
