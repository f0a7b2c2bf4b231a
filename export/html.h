// The explorer: a graph as one page for a browser, that needs no network.
//
// The page is made of export/html by npm and embedded in the program; its graph (explorer.h) stands
// in it as JSON. It loads nothing, and its Content-Security-Policy lets run the one script that it
// came with. What documents say is data in it, never markup.
#pragma once

#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "export/explorer.h"
#include "export/exporter.h"

namespace entente {

// The page's two halves, between which the graph stands: JSON in which every "<" is written \u003c,
// or nothing, and the page asks for "explorer.json" beside it. `connect` is the source that it may
// connect to, as a Content-Security-Policy names it: 'none', or 'self' where it is served.
struct ExplorerPage {
  std::string before;
  std::string after;
};
ExplorerPage explorer_page(std::string_view connect);

// Needs FormatOptions::actors; up to most_explorer_facts facts are kept until end().
class HtmlExporter : public Exporter {
 public:
  HtmlExporter(std::ostream& stream, const FormatOptions& options)
      : stream_(stream), actors_(options.actors) {}

  void source(const Snapshot& snapshot, const Filter& filter) override;
  void begin() override {}
  void entity(const Entity& entity) override { graph_.entity(entity); }
  void fact(const FactView& view) override { graph_.fact(view.fact); }
  void end() override;
  ExportReport report() const override;

 private:
  std::ostream& stream_;
  std::function<Actors(const Snapshot&)> actors_;
  std::optional<Snapshot> snapshot_;
  Filter filter_;
  ExplorerGraph graph_;
};

}  // namespace entente
