#include "export/http/api.h"

#include <algorithm>
#include <array>

#include "export/http/parameters.h"
#include "export/http/problem.h"
#include "export/http/questions.h"
#include "extract/date.h"

namespace entente {
namespace {

// Whether the commands' --known-by and --unresolved are parameters of a path.
enum class Terms { None, Graph };

struct Route {
  std::string_view path;
  Question (*ask)(Parameters& parameters);
  Terms terms = Terms::Graph;
};

constexpr std::array routes{Route{"/", ask_page},
                            Route{"/api", ask_index, Terms::None},
                            Route{"/api/alignment", ask_alignment},
                            Route{"/api/alignments", ask_alignments},
                            Route{"/api/alliance", ask_alliance},
                            Route{"/api/alliances", ask_alliances},
                            Route{"/api/blocs", ask_blocs},
                            Route{"/api/brokers", ask_brokers},
                            Route{"/api/copies", ask_copies, Terms::None},
                            Route{"/api/document", ask_document, Terms::None},
                            Route{"/api/documents", ask_documents, Terms::None},
                            Route{"/api/entities", ask_entities},
                            Route{"/api/entity", ask_entity},
                            Route{"/api/export", ask_export},
                            Route{"/api/facts", ask_facts},
                            Route{"/api/neighbours", ask_neighbours},
                            Route{"/api/path", ask_path},
                            Route{"/api/stats", ask_stats},
                            Route{"/api/timeline", ask_timeline},
                            Route{"/explorer.json", ask_explorer},
                            Route{"/openapi.json", ask_openapi, Terms::None}};

GraphTerms graph_terms(Parameters& parameters) {
  GraphTerms terms;
  if (const auto day = parameters.one("known-by")) {
    if (!is_date(*day)) {
      throw Problem(bad_request, "known-by " + *day +
                                     ": not a date of the calendar; write 2023, 2023-07 or "
                                     "2023-07-26");
    }
    terms.known_by = days_of(*day)->last;
  }
  terms.unresolved = parameters.flag("unresolved");
  return terms;
}

}  // namespace

Question question_of(std::string_view path, std::string_view query) {
  const auto* const route = std::ranges::find(routes, path, &Route::path);
  if (route == routes.end()) {
    throw Problem(not_found, "there is nothing here; /openapi.json tells what there is");
  }
  Parameters parameters(query);
  Question question = route->ask(parameters);
  if (route->terms == Terms::Graph) question.graph = graph_terms(parameters);
  parameters.finish();
  question.text = std::string(path) + "?" + parameters.text();
  // Nothing is kept in memory of such a graph.
  if (!question.graph.is_present() && question.effort == Effort::Quick) {
    question.effort = Effort::Long;
  }
  return question;
}

}  // namespace entente
