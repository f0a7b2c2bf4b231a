#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "export/explorer.h"
#include "export/html.h"
#include "export/http/asking.h"
#include "export/http/questions.h"

namespace entente {

extern const std::string_view http_openapi;  // openapi.json
extern const std::string_view http_index;    // index.html

namespace {

constexpr std::string_view html = "text/html; charset=utf-8";

// Where there are too many facts for one page it begins with as many: what one can still look
// over.
constexpr std::size_t facts_to_begin_with = 2000;

// What decides which facts are shown first: those that most documents tell, of equals the latest.
struct Told {
  std::size_t documents = 0;
  std::string day;
  FactKey key;

  friend bool operator<(const Told& left, const Told& right) {
    return std::tie(right.documents, right.day, left.key) <
           std::tie(left.documents, left.day, right.key);
  }
};

struct Chosen {
  std::vector<FactKey> facts;  // in their order; none where all that match can be shown
  std::size_t left_out = 0;
};

// Of more facts than one page can show, those to begin with.
Chosen choose(const Snapshot& snapshot, const Filter& filter) {
  std::vector<Told> told;
  std::size_t count = 0;
  const auto keep = [&](std::size_t most) {
    if (told.size() <= most) return;
    std::ranges::nth_element(told, told.begin() + static_cast<std::ptrdiff_t>(most), std::less{});
    told.resize(most);
  };
  snapshot.facts(filter, [&](const Fact& fact) {
    const auto days = fact.days();
    told.push_back({.documents = fact.support().documents,
                    .day = days ? iso_day(days->last) : "",
                    .key = fact.key});
    if (++count > most_explorer_facts && told.size() > 2 * most_explorer_facts) {
      keep(facts_to_begin_with);
    }
    return Walk::Continue;
  });
  if (count <= most_explorer_facts) return {};
  keep(facts_to_begin_with);
  Chosen chosen{.facts = {}, .left_out = count - told.size()};
  for (Told& each : told) chosen.facts.push_back(std::move(each.key));
  std::ranges::sort(chosen.facts);
  return chosen;
}

Answer explorer_json(const AskedGraph& asked, const Filter& filter) {
  const Snapshot& snapshot = asked.snapshot();
  check_known(snapshot, filter);
  const Chosen chosen = choose(snapshot, filter);
  ExplorerGraph graph;
  std::set<std::string> named;
  const auto add = [&](const Fact& fact) {
    graph.fact(fact);
    named.insert({fact.key.subject, fact.key.object});
    for (std::string& source : fact.sources()) named.insert(std::move(source));
    return Walk::Continue;
  };
  if (chosen.left_out == 0) snapshot.facts(filter, add, Sentences::Load);
  for (const FactKey& key : chosen.facts) {
    const auto fact = snapshot.fact(key, Sentences::Load);
    if (!fact) throw Error("the graph is damaged: the fact " + fact_id(key) + " is missing");
    add(*fact);
  }
  for (const std::string& id : named) {
    if (const auto entity = snapshot.entity(id)) graph.entity(*entity);
  }
  return {.body =
              graph.json(snapshot, asked.actors(RollUp::Country),
                         asked.stories(RollUp::Country, without_actors(filter)), chosen.left_out)};
}

}  // namespace

// The explorer, which asks for explorer.json with the same parameters.
Question ask_page(Parameters& parameters) {
  filter_of(parameters);
  return {.effort = Effort::None, .access = Access::SignIn, .answer = [](const AskedGraph&) {
            const ExplorerPage page = explorer_page("'self'");
            // What else it may do stands in the page itself.
            return Answer{.type = std::string(html),
                          .body = page.before + page.after,
                          .policy =
                              "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                              "object-src 'none'"};
          }};
}

Question ask_explorer(Parameters& parameters) {
  const Filter filter = filter_of(parameters);
  return {.effort = Effort::Long,
          .answer = [=](const AskedGraph& graph) { return explorer_json(graph, filter); }};
}

Question ask_index(Parameters&) {
  return {.effort = Effort::None, .access = Access::Open, .answer = [](const AskedGraph&) {
            return Answer{.type = std::string(html),
                          .body = std::string(http_index),
                          .policy = "default-src 'none'; frame-ancestors 'none'"};
          }};
}

Question ask_openapi(Parameters&) {
  return {.effort = Effort::None, .access = Access::Open, .answer = [](const AskedGraph&) {
            return Answer{.body = std::string(http_openapi)};
          }};
}

}  // namespace entente
