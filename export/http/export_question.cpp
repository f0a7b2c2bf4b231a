#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "export/explorer.h"
#include "export/exporter.h"
#include "export/graph_export.h"
#include "export/http/asking.h"
#include "export/http/questions.h"
#include "export/http/tar_archive.h"

namespace entente {
namespace {

const ExportFormat& format_of(const std::string& name) {
  std::vector<std::string_view> names;
  for (const ExportFormat& known : export_formats()) {
    if (known.name == name) return known;
    names.push_back(known.name);
  }
  throw Problem(bad_request, fmt::format("format {}: there is no such format; there are: {}", name,
                                         fmt::join(names, ", ")));
}

// Refuses what was asked of a format that does not know it.
void check_option(const ExportFormat& format, std::string_view name, bool is_given) {
  const std::string option = "--" + std::string(name);
  const auto knows = [&](const ExportFormat& known) {
    return std::ranges::find(known.options, option) != known.options.end();
  };
  if (!is_given || knows(format)) return;
  std::vector<std::string_view> names;
  for (const ExportFormat& known : export_formats()) {
    if (knows(known)) names.push_back(known.name);
  }
  throw Problem(bad_request, fmt::format("{}: {} does not know it; it is for: {}", name,
                                         format.name, fmt::join(names, ", ")));
}

FormatOptions options_of(Parameters& parameters, const ExportFormat& format) {
  FormatOptions options{.aggregate = parameters.flag("aggregate")};
  check_option(format, "aggregate", options.aggregate);
  const auto version = parameters.one("gexf-version");
  check_option(format, "gexf-version", version.has_value());
  if (version && *version != "1.2" && *version != "1.3") {
    throw Problem(bad_request, "gexf-version " + *version + ": there are 1.2 and 1.3");
  }
  if (version == "1.2") options.gexf_version = GexfVersion::V1_2;
  return options;
}

std::string media_type_of(const ExportFormat& format) {
  if (format.layout == ExportLayout::Folder) return "application/x-tar";
  if (format.name == "jsonl") return "application/x-ndjson";
  if (format.name == "graphml" || format.name == "gexf") return "application/xml";
  if (format.name == "html") return "text/html; charset=utf-8";
  return "application/octet-stream";
}

// Refuses what one page cannot show before the answer has begun.
void check_size(const Snapshot& snapshot, const Filter& filter) {
  std::size_t facts = 0;
  snapshot.facts(filter, [&](const Fact&) {
    return ++facts > most_explorer_facts ? Walk::Stop : Walk::Continue;
  });
  if (facts <= most_explorer_facts) return;
  throw Problem(bad_request,
                fmt::format("these are more than {} facts, more than one page can show; ask for "
                            "fewer, as with min-confidence, since, class or about",
                            most_explorer_facts));
}

void write(const AskedGraph& graph, const Filter& filter, Sentences sentences,
           const ExportFormat& format, const FormatOptions& options, std::ostream& stream) {
  if (format.layout == ExportLayout::OneFile) {
    const auto exporter =
        format.make([&](std::string_view) -> std::ostream& { return stream; }, options);
    export_graph(graph.snapshot(), filter, sentences, *exporter);
    return;
  }
  TarArchive archive(std::string(format.name));
  const auto exporter = format.make(
      [&](std::string_view name) -> std::ostream& { return archive.open(name); }, options);
  export_graph(graph.snapshot(), filter, sentences, *exporter);
  archive.write(stream);
}

}  // namespace

Question ask_export(Parameters& parameters) {
  const ExportFormat& format = format_of(parameters.required("format"));
  const FormatOptions options = options_of(parameters, format);
  const Filter filter = filter_of(parameters);
  const bool without_sentences = parameters.flag("without-sentences");
  const Sentences sentences =
      without_sentences || options.aggregate ? Sentences::Skip : Sentences::Load;
  return {.effort = Effort::Stream, .answer = [=, &format](const AskedGraph& graph) {
            check_known(graph.snapshot(), filter);
            if (format.name == "html") check_size(graph.snapshot(), filter);
            const auto stream = [=, &format](std::ostream& out) {
              FormatOptions complete = options;
              complete.actors = [&](const Snapshot&) { return graph.actors(RollUp::Country); };
              write(graph, filter, sentences, format, complete, out);
            };
            const std::string ending = format.layout == ExportLayout::Folder
                                           ? std::string(format.name) + ".tar"
                                           : std::string(format.name);
            return Answer{
                .type = media_type_of(format), .stream = stream, .file_name = "graph." + ending};
          }};
}

}  // namespace entente
