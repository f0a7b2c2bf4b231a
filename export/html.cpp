#include "export/html.h"

#include <utility>

#include "extract/error.h"
#include "store/graph_alliances.h"

namespace entente {

// Embedded by cmake/embed.cmake.
extern const std::string_view explorer_template;

ExplorerPage explorer_page(std::string_view connect) {
  constexpr std::string_view connect_mark = "{{connect}}";
  constexpr std::string_view graph_mark = "{{graph}}";
  std::string page(explorer_template);
  page.replace(page.find(connect_mark), connect_mark.size(), connect);
  const std::size_t graph = page.find(graph_mark);
  return {.before = page.substr(0, graph), .after = page.substr(graph + graph_mark.size())};
}

void HtmlExporter::source(const Snapshot& snapshot, const Filter& filter) {
  snapshot_ = snapshot;
  filter_ = filter;
}

void HtmlExporter::end() {
  if (!snapshot_ || !actors_) {
    throw Error("a page needs the graph that its facts are of, and who acts for whom in it");
  }
  const Actors actors = actors_(*snapshot_);
  GraphStories stories = stories_of(*snapshot_, actors, std::nullopt, without_actors(filter_));
  const ExplorerPage page = explorer_page("'none'");
  stream_ << page.before;
  // Without "<" nothing can end the element that the graph stands in.
  for (const char c : graph_.json(*snapshot_, actors, std::move(stories))) {
    if (c == '<') {
      stream_ << "\\u003c";
    } else {
      stream_ << c;
    }
  }
  stream_ << page.after;
}

ExportReport HtmlExporter::report() const {
  return {.entities = graph_.entities(), .facts = graph_.facts()};
}

}  // namespace entente
