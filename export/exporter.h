// Exporters: one interface behind which every output format stands.
//
// How it works:
//   1. export_format() finds a format by its name; its `make` binds it to where it writes: one
//      stream, or the files of a folder.
//   2. begin(), then every entity, then every fact, then end(). They come in the order of the
//   store,
//      so that the same graph always gives the same bytes. A format that holds documents is given,
//      of a whole graph, every document and decision instead.
//   3. An exporter writes as it is called and keeps nothing: memory does not grow with the graph.
// export_graph() (graph_export.h) does 2 from a store.
//
// An exporter is used by one thread. It throws Error where the stream does; what a format cannot
// hold is not left out silently but replaced and counted in the report.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "export/fact_views.h"
#include "graph/decisions.h"
#include "graph/entity.h"
#include "graph/fact.h"
#include "graph/merge.h"
#include "store/document_record.h"

namespace entente {

struct ExportReport {
  std::size_t entities = 0;
  std::size_t facts = 0;  // of documents: what each of them states
  // Characters that the format cannot hold, each written as U+FFFD.
  std::size_t replaced_characters = 0;
  // The same graph can be made of what was written: all documents with all they say, and all
  // decisions.
  bool whole = false;
};

class Exporter {
 public:
  virtual ~Exporter() = default;

  virtual void begin() = 0;
  virtual void entity(const Entity& entity) = 0;  // each once, before any fact that needs it
  virtual void fact(const FactView& view) = 0;
  virtual void end() = 0;

  // Whether the format holds all that a graph is made of. Only then are the next two called.
  virtual bool holds_documents() const { return false; }
  virtual void document(const DocumentRecord&, const Contribution&) {}
  virtual void decision(const Decision&) {}

  // What was written so far.
  virtual ExportReport report() const = 0;
};

// Gives the stream of the file `name` of the folder that is written; a format of one file asks for
// it once, with "". Each name MUST be asked for once only. The streams live until what was written
// is put in its place, which is after end() and after the exporter.
using OpenFile = std::function<std::ostream&(std::string_view name)>;

// What a user may want of a format beside the facts. A format lists those that it knows; the
// others MUST be left as they are.
struct FormatOptions {
  bool aggregate = false;  // one edge for all facts of a class between two entities
};

enum class ExportLayout { OneFile, Folder };

// A format as a user chooses it.
struct ExportFormat {
  std::string_view name;         // "graphml"
  std::string_view description;  // one line for the help
  std::unique_ptr<Exporter> (*make)(const OpenFile& open, const FormatOptions& options);
  std::span<const std::string_view> options = {};  // of the command line: "--aggregate"
  ExportLayout layout = ExportLayout::OneFile;
};

// Every format, in the order of their names.
std::span<const ExportFormat> export_formats();

// Throws Error that lists the formats where `name` is none of them.
const ExportFormat& export_format(std::string_view name);

// An exporter of a format of one file; Error for one that writes a folder. `stream` MUST outlive
// it.
std::unique_ptr<Exporter> make_exporter(std::string_view format, std::ostream& stream,
                                        const FormatOptions& options = {});

// The piece of evidence to show for a fact: the surest; of equals the first.
const FactEvidence& best_evidence(const Fact& fact);

}  // namespace entente
