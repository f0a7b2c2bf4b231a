#include "export/http/api.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "export/alliance_json.h"
#include "export/bloc_json.h"
#include "export/document_json.h"
#include "export/explorer.h"
#include "export/exporter.h"
#include "export/fact_json.h"
#include "export/fact_views.h"
#include "export/graph_export.h"
#include "export/html.h"
#include "export/http/cursor.h"
#include "export/http/parameters.h"
#include "export/http/problem.h"
#include "export/statistics_json.h"
#include "graph/alliances/alliance_words.h"
#include "graph/alliances/blocs.h"
#include "graph/alliances/sides.h"
#include "graph/filter_words.h"
#include "store/asked_actor.h"
#include "store/graph_alliances.h"

namespace entente {

extern const std::string_view http_openapi;  // openapi.json
extern const std::string_view http_index;    // index.html

namespace {

constexpr std::string_view html = "text/html; charset=utf-8";
constexpr int bad_request = 400;
constexpr int not_found = 404;
constexpr int gone = 410;

constexpr std::size_t page_size = 100;
constexpr std::size_t largest_page = 1000;
// Longer ones do not fit in a URL: a page goes on until one does.
constexpr std::size_t longest_cursor = 4000;
constexpr std::size_t most_names_found = 10'000;
constexpr std::size_t most_posts = 100;
constexpr std::size_t stories_of_an_actor = 3;
constexpr std::size_t stories_of_a_pair = 10;
constexpr std::size_t most_stories = 100;
constexpr std::size_t most_ties = 1000;
constexpr std::size_t most_sides = 10;
constexpr std::size_t most_windows = 1000;
constexpr std::size_t most_windows_of_all = 240;

// {"facts":[…],"next":"…"}: a part of a list, made of JSON objects.
class Page {
 public:
  Page(std::string name, std::size_t limit) : name_(std::move(name)), limit_(limit) {}

  // False where the page is full: the next thing begins another one.
  bool has_room() const { return size_ < limit_ || next_.size() > longest_cursor; }

  // `place` is what the cursor of a page after this thing is made of.
  void add(const std::string& json, std::span<const std::string> place) {
    items_.append(items_.empty() ? "" : ",").append(json);
    next_ = cursor_of(place);
    ++size_;
  }

  // Whether there is more to come.
  void more() { more_ = true; }

  Answer answer() const {
    return {.body = "{\"" + name_ + "\":[" + items_ +
                    "],\"next\":" + (more_ ? "\"" + next_ + "\"" : std::string("null")) + "}"};
  }

 private:
  std::string name_;
  std::size_t limit_;
  std::size_t size_ = 0;
  std::string items_;
  std::string next_;
  bool more_ = false;
};

// Which part of a list is asked for.
struct PageWords {
  std::size_t limit = page_size;
  std::optional<std::vector<std::string>> after{};
};

PageWords page_words(Parameters& parameters, std::size_t parts_of_a_place) {
  PageWords words{.limit = parameters.count("limit", page_size, 1, largest_page)};
  if (const auto cursor = parameters.one("cursor")) {
    words.after = parse_cursor(*cursor, parts_of_a_place);
  }
  return words;
}

FilterWords quality_words(Parameters& parameters) {
  return {.classes = parameters.all("class"),
          .relations = parameters.all("relation"),
          .since = parameters.one_or("since", ""),
          .until = parameters.one_or("until", ""),
          .modalities = parameters.all("modality"),
          .min_support = parameters.one_or("min-support", ""),
          .min_confidence = parameters.one_or("min-confidence", ""),
          .documents = parameters.all("document")};
}

Filter qualities_of(Parameters& parameters) { return filter_of(quality_words(parameters), ""); }

Filter filter_of(Parameters& parameters) {
  FilterWords words = quality_words(parameters);
  words.about = parameters.all("about");
  words.subject = parameters.all("subject");
  words.object = parameters.all("object");
  return filter_of(words, "");
}

void check_known(const Snapshot& snapshot, const std::string& actor) {
  if (!snapshot.look_up(actor).empty()) return;
  throw Problem(not_found, "no entity of this graph has the id or the name \"" + actor +
                               "\"; /api/entities?prefix=… finds names");
}

void check_known(const Snapshot& snapshot, const Filter& filter) {
  for (const auto* actors : {&filter.about, &filter.subject, &filter.object}) {
    for (const std::string& actor : *actors) check_known(snapshot, actor);
  }
}

// Whether an index leads to the facts.
bool is_narrow(const Filter& filter) {
  return !filter.about.empty() || !filter.subject.empty() || !filter.object.empty() ||
         !filter.documents.empty();
}

std::array<std::string, 6> place_of(const FactKey& key) {
  return {key.subject,  key.object, std::string(name_of(key.relation_class)),
          key.relation, key.date,   std::string(name_of(key.modality))};
}

FactKey fact_key_of(const std::vector<std::string>& place) {
  const auto relation_class = relation_class_of(place[2]);
  const auto modality = modality_of(place[5]);
  if (!relation_class || !modality) throw Problem(bad_request, "cursor: it is of no fact");
  return {place[0], place[1], *relation_class, place[3], place[4], *modality};
}

Question ask_facts(Parameters& parameters) {
  const Filter filter = filter_of(parameters);
  const bool sentences = !parameters.flag("without-sentences");
  const PageWords words = page_words(parameters, std::tuple_size_v<decltype(place_of({}))>);
  std::optional<FactKey> after;
  if (words.after) after = fact_key_of(*words.after);
  return {.effort = is_narrow(filter) ? Effort::Quick : Effort::Long,
          .answer = [=](const ServedState&, const Snapshot& snapshot) {
            check_known(snapshot, filter);
            Page page("facts", words.limit);
            visit_facts(
                snapshot, filter, sentences ? Sentences::Load : Sentences::Skip,
                [&](const FactView& view) {
                  if (!page.has_room()) {
                    page.more();
                    return Walk::Stop;
                  }
                  page.add(to_json_line(view), place_of(view.fact.key));
                  return Walk::Continue;
                },
                after);
            return page.answer();
          }};
}

// Those that a name begins with: the most named first.
Page entities_beginning(const Snapshot& snapshot, const std::string& prefix,
                        const PageWords& words) {
  using Rank = std::pair<std::int64_t, std::string>;  // less documents, then the id
  std::vector<std::pair<Rank, Entity>> found;
  for (const std::string& id : snapshot.names_beginning(prefix, most_names_found)) {
    auto entity = snapshot.entity(id);
    if (!entity) continue;
    std::int64_t documents = 0;
    for (const Entity::Name& name : entity->names) documents += name.documents;
    found.push_back({{-documents, id}, *std::move(entity)});
  }
  std::ranges::sort(found, {}, &std::pair<Rank, Entity>::first);
  std::optional<Rank> after;
  if (words.after) {
    std::int64_t documents = 0;
    const std::string& text = words.after->front();
    std::from_chars(text.data(), text.data() + text.size(), documents);
    after = Rank{documents, words.after->back()};
  }
  Page page("entities", words.limit);
  for (const auto& [rank, entity] : found) {
    if (after && rank <= *after) continue;
    if (!page.has_room()) {
      page.more();
      break;
    }
    page.add(to_json_line(entity), std::array{std::to_string(rank.first), rank.second});
  }
  return page;
}

Page all_entities(const Snapshot& snapshot, const PageWords& words) {
  Page page("entities", words.limit);
  snapshot.entities(
      [&](const Entity& entity) {
        if (!page.has_room()) {
          page.more();
          return Walk::Stop;
        }
        page.add(to_json_line(entity), std::array{std::string(), entity.id});
        return Walk::Continue;
      },
      words.after ? words.after->back() : "");
  return page;
}

Page entities_named(const Snapshot& snapshot, const std::string& name, const PageWords& words) {
  Page page("entities", words.limit);
  for (const std::string& id : snapshot.look_up(name)) {
    if (words.after && id <= words.after->back()) continue;
    if (!page.has_room()) {
      page.more();
      break;
    }
    if (const auto entity = snapshot.entity(id)) {
      page.add(to_json_line(*entity), std::array{std::string(), id});
    }
  }
  return page;
}

Question ask_entities(Parameters& parameters) {
  const auto name = parameters.one("name");
  const auto prefix = parameters.one("prefix");
  const PageWords words = page_words(parameters, 2);
  if (name && prefix) throw Problem(bad_request, "give either name or prefix");
  if (prefix && lookup_key(*prefix).empty()) throw Problem(bad_request, "prefix is empty");
  return {.answer = [=](const ServedState&, const Snapshot& snapshot) {
    if (name) return entities_named(snapshot, *name, words).answer();
    if (prefix) return entities_beginning(snapshot, *prefix, words).answer();
    return all_entities(snapshot, words).answer();
  }};
}

// How alliances are weighed, and of what.
struct Weighing {
  AllianceTerms terms;
  Filter filter;
};

Weighing weighing_of(Parameters& parameters) {
  AllianceWords words;
  words.window = parameters.one_or("window", words.window);
  words.half_life = parameters.one_or("half-life", words.half_life);
  words.roll_up = parameters.one_or("roll-up", words.roll_up);
  return {.terms = terms_of(words, ""), .filter = qualities_of(parameters)};
}

// Every pair has a score for each of them.
std::vector<DaySpan> windows(const DaySpan& whole, const Length& length, bool of_one_actor) {
  try {
    return windows_of(whole, length, of_one_actor ? most_windows : most_windows_of_all);
  } catch (const Error& too_many) {
    throw Problem(bad_request, too_many.what());
  }
}

struct Weighed {
  GraphStories stories;
  std::vector<Alliance> alliances;  // refer to the stories
};

// With an actor, and maybe of one other alone.
Weighed weighed(const ServedState& state, const Weighing& weighing,
                std::optional<std::string_view> actor, std::optional<std::string_view> other = {},
                Intervals intervals = Intervals::Find) {
  Weighed result;
  result.stories = stories_of(state.facts(), state.actors(weighing.terms.roll_up), actor,
                              weighing.filter, other);
  result.alliances = alliances_of(
      actor, result.stories.pairs, result.stories.facts,
      {.whole = result.stories.window,
       .windows = windows(result.stories.window, weighing.terms.window, actor.has_value()),
       .half_life = weighing.terms.half_life},
      intervals);
  return result;
}

AskedActor find_actor(const ServedState& state, const Snapshot& snapshot, const Weighing& weighing,
                      const std::string& name) {
  check_known(snapshot, name);
  return asked_actor(snapshot, state.actors(weighing.terms.roll_up), weighing.filter, name);
}

std::string alliance_json(const ServedState& state, const Snapshot& snapshot,
                          const Weighing& weighing, const Weighed& weighed,
                          const Alliance& alliance, std::size_t stories,
                          const std::optional<std::vector<ChangePoint>>& changes = {}) {
  const auto views = story_views(snapshot, state.actors(weighing.terms.roll_up),
                                 weighed.stories.facts, alliance.score, stories);
  std::optional<std::vector<ChangeView>> shown;
  if (changes) {
    shown = change_views(snapshot, state.actors(weighing.terms.roll_up), weighed.stories.facts,
                         *changes, stories);
  }
  return to_json_line(snapshot, alliance, weighed.stories.window, views, shown);
}

Question ask_alliances(Parameters& parameters) {
  const auto actor = parameters.one("actor");
  const Weighing weighing = weighing_of(parameters);
  const std::size_t stories =
      parameters.count("stories", actor ? stories_of_an_actor : 0, 0, most_stories);
  const PageWords words = page_words(parameters, 2);
  return {.effort = actor ? Effort::Quick : Effort::Long,
          .answer = [=](const ServedState& state, const Snapshot& snapshot) {
            std::optional<std::string> asked;
            if (actor) asked = find_actor(state, snapshot, weighing, *actor).actor;
            const Weighed all = weighed(state, weighing, asked);
            auto at = all.alliances.begin();
            if (words.after) {
              at = std::ranges::find_if(all.alliances, [&](const Alliance& alliance) {
                return alliance.actor == words.after->front() &&
                       alliance.other == words.after->back();
              });
              if (at == all.alliances.end()) {
                throw Problem(gone, "the graph has changed since that page; begin again");
              }
              ++at;
            }
            Page page("alliances", words.limit);
            for (; at != all.alliances.end(); ++at) {
              if (!page.has_room()) {
                page.more();
                break;
              }
              page.add(alliance_json(state, snapshot, weighing, all, *at, stories),
                       std::array{at->actor, at->other});
            }
            return page.answer();
          }};
}

Question ask_alliance(Parameters& parameters) {
  const std::string left = parameters.required("actor");
  const std::string right = parameters.required("other");
  const Weighing weighing = weighing_of(parameters);
  const std::size_t stories = parameters.count("stories", stories_of_a_pair, 0, most_stories);
  return {.answer = [=](const ServedState& state, const Snapshot& snapshot) {
    const AskedActor actor = find_actor(state, snapshot, weighing, left);
    const AskedActor other = find_actor(state, snapshot, weighing, right);
    check_two_actors(actor, other, "");
    const Weighed all = weighed(state, weighing, actor.actor, other.actor);
    if (all.alliances.empty()) return Answer{.body = "{\"alliance\":null}"};
    return Answer{.body =
                      "{\"alliance\":" +
                      alliance_json(state, snapshot, weighing, all, all.alliances.front(), stories,
                                    change_points_of(all.stories.pairs.front().stories)) +
                      "}"};
  }};
}

// The posts that an entity holds or that are held in it.
std::string posts_json(const Snapshot& snapshot, const std::string& id) {
  std::string posts;
  std::size_t count = 0;
  const Filter filter{.about = {id}, .classes = {RelationClass::Role}};
  visit_facts(snapshot, filter, Sentences::Load, [&](const FactView& view) {
    posts.append(posts.empty() ? "" : ",").append(to_json_line(view));
    return ++count < most_posts ? Walk::Continue : Walk::Stop;
  });
  return "[" + posts + "]";
}

Question ask_entity(Parameters& parameters) {
  const std::string id = parameters.required("id");
  const Weighing weighing = weighing_of(parameters);
  const std::size_t top = parameters.count("top", most_sides, 0, most_stories);
  return {.answer = [=](const ServedState& state, const Snapshot& snapshot) {
    const auto entity = snapshot.entity(id);
    if (!entity) {
      throw Problem(not_found, "no entity of this graph has the id \"" + id +
                                   "\"; /api/entities?name=… finds ids by names");
    }
    const std::string actor = find_actor(state, snapshot, weighing, entity->id).actor;
    const Weighed all = weighed(state, weighing, actor);
    const Sides sides = sides_of(all.alliances, top);
    const auto list = [&](const std::vector<Alliance>& alliances) {
      std::string json;
      for (const Alliance& alliance : alliances) {
        json.append(json.empty() ? "" : ",")
            .append(alliance_json(state, snapshot, weighing, all, alliance, 0));
      }
      return "[" + json + "]";
    };
    return Answer{.body = "{\"entity\":" + to_json_line(*entity) +
                          ",\"actor\":" + to_json_line(actor_entity(snapshot, actor)) +
                          ",\"posts\":" + posts_json(snapshot, entity->id) + ",\"partners\":" +
                          list(sides.partners) + ",\"opponents\":" + list(sides.opponents) + "}"};
  }};
}

Question ask_blocs(Parameters& parameters) {
  const Weighing weighing = weighing_of(parameters);
  BlocRules rules;
  rules.least_score = share_of("min-score", parameters.one_or("min-score", "0.1"), "");
  rules.least_ties = parameters.count("min-ties", rules.least_ties, 1, most_ties);
  return {.effort = Effort::Long,
          .answer = [=](const ServedState& state, const Snapshot& snapshot) {
            const Weighed all = weighed(state, weighing, {}, {}, Intervals::Skip);
            std::string windows;
            for (const BlocWindow& window : blocs_of(all.alliances, rules)) {
              windows.append(windows.empty() ? "" : ",").append(to_json_line(snapshot, window));
            }
            return Answer{.body = "{\"windows\":[" + windows + "]}"};
          }};
}

// Facts by their first day, those of a day by their keys; a fact without a date stands on the first
// day on which a document says so, one that nothing says a day of nowhere.
Question ask_timeline(Parameters& parameters) {
  const std::string actor = parameters.required("actor");
  const auto other = parameters.one("other");
  Filter filter = qualities_of(parameters);
  const PageWords words = page_words(parameters, 1 + std::tuple_size_v<decltype(place_of({}))>);
  (other ? filter.subject : filter.about) = {actor};
  if (other) filter.object = {*other};
  using Place = std::pair<std::string, FactKey>;  // day, fact
  std::optional<Place> after;
  if (words.after) {
    after =
        Place{words.after->front(), fact_key_of({words.after->begin() + 1, words.after->end()})};
  }
  return {.answer = [=](const ServedState&, const Snapshot& snapshot) {
    check_known(snapshot, filter);
    std::vector<Place> places;
    const auto collect = [&](const Filter& asked) {
      snapshot.facts(asked, [&](const Fact& fact) {
        const auto days = fact.days();
        if (days) places.emplace_back(iso_day(days->first), fact.key);
        return Walk::Continue;
      });
    };
    collect(filter);
    if (other) {
      Filter turned = filter;
      std::swap(turned.subject, turned.object);
      collect(turned);
    }
    std::ranges::sort(places);
    places.erase(std::unique(places.begin(), places.end()), places.end());
    Page page("facts", words.limit);
    for (auto at = after ? std::ranges::upper_bound(places, *after) : places.begin();
         at != places.end(); ++at) {
      if (!page.has_room()) {
        page.more();
        break;
      }
      std::vector<std::string> place{at->first};
      for (std::string& part : place_of(at->second)) place.push_back(std::move(part));
      page.add(to_json_line(snapshot, *snapshot.fact(at->second, Sentences::Load)), place);
    }
    return page.answer();
  }};
}

std::string media_type_of(std::string_view format) {
  if (format == "jsonl") return "application/x-ndjson";
  if (format == "graphml" || format == "gexf") return "application/xml";
  if (format == "html") return "text/html; charset=utf-8";
  return "application/octet-stream";
}

// Of the formats that are one file.
void check_format(const std::string& format) {
  std::string names;
  for (const ExportFormat& known : export_formats()) {
    if (known.layout != ExportLayout::OneFile) continue;
    if (known.name == format) return;
    names.append(names.empty() ? "" : ", ").append(known.name);
  }
  throw Problem(bad_request,
                "format " + format + ": there is no such format here; there are: " + names);
}

Question ask_export(Parameters& parameters) {
  const std::string format = parameters.required("format");
  const Filter filter = filter_of(parameters);
  const Sentences sentences =
      parameters.flag("without-sentences") ? Sentences::Skip : Sentences::Load;
  check_format(format);
  return {.effort = Effort::Stream, .answer = [=](const ServedState& state, const Snapshot&) {
            // A stream takes as long as its reader does.
            check_known(state.snapshot(), filter);
            return Answer{.type = media_type_of(format),
                          .stream =
                              [=, snapshot = state.snapshot()](std::ostream& stream) {
                                const auto exporter = make_exporter(format, stream);
                                export_graph(snapshot, filter, sentences, *exporter);
                              },
                          .file_name = "graph." + format};
          }};
}

Question ask_stats(Parameters&) {
  return {.effort = Effort::Long, .answer = [](const ServedState&, const Snapshot& snapshot) {
            return Answer{.body = to_json_line(snapshot.statistics())};
          }};
}

Question ask_documents(Parameters& parameters) {
  const PageWords words = page_words(parameters, 1);
  return {.answer = [=](const ServedState&, const Snapshot& snapshot) {
    Page page("documents", words.limit);
    snapshot.documents(
        [&](const DocumentRecord& record) {
          if (!page.has_room()) {
            page.more();
            return Walk::Stop;
          }
          page.add(to_json_line(record), std::array{record.id});
          return Walk::Continue;
        },
        words.after ? words.after->front() : "");
    return page.answer();
  }};
}

Question ask_document(Parameters& parameters) {
  const std::string id = parameters.required("id");
  return {.answer = [=](const ServedState&, const Snapshot& snapshot) {
    const auto record = snapshot.document(id);
    if (!record) throw Problem(not_found, "this graph has no document \"" + id + "\"");
    return Answer{.body = to_json_line(*record, snapshot)};
  }};
}

Question ask_openapi(Parameters&) {
  return {.effort = Effort::None, .open = true, .answer = [](const auto&, const auto&) {
            return Answer{.body = std::string(http_openapi)};
          }};
}

Question ask_index(Parameters&) {
  return {.effort = Effort::None, .open = true, .answer = [](const auto&, const auto&) {
            return Answer{.type = std::string(html),
                          .body = std::string(http_index),
                          .policy = "default-src 'none'; frame-ancestors 'none'"};
          }};
}

// The explorer, which asks for explorer.json with the same parameters.
Question ask_page(Parameters& parameters) {
  filter_of(parameters);
  return {.effort = Effort::None, .open = true, .answer = [](const auto&, const auto&) {
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
          .answer = [=](const ServedState& state, const Snapshot& snapshot) {
            check_known(snapshot, filter);
            ExplorerGraph graph;
            std::set<std::string> named;
            visit_facts(snapshot, filter, Sentences::Load, [&](const FactView& view) {
              if (graph.facts() == most_explorer_facts) {
                throw Problem(bad_request,
                              fmt::format("these are more than {} facts, more than one page can "
                                          "show; ask for fewer, as with /?min-confidence=0.8, "
                                          "/?since=2023-07, /?class=ASSAULT or /?about=Russia",
                                          most_explorer_facts));
              }
              graph.fact(view);
              named.insert({view.fact.subject(), view.fact.object()});
              for (std::string& source : view.fact.sources()) named.insert(std::move(source));
              return Walk::Continue;
            });
            for (const std::string& id : named) {
              if (const auto entity = snapshot.entity(id)) graph.entity(*entity);
            }
            return Answer{.body = graph.json(snapshot, filter, state.actors(RollUp::Country))};
          }};
}

struct Route {
  std::string_view path;
  Question (*ask)(Parameters& parameters);
};

constexpr std::array routes{Route{"/", ask_page},
                            Route{"/api", ask_index},
                            Route{"/api/alliance", ask_alliance},
                            Route{"/api/alliances", ask_alliances},
                            Route{"/api/blocs", ask_blocs},
                            Route{"/api/document", ask_document},
                            Route{"/api/documents", ask_documents},
                            Route{"/api/entities", ask_entities},
                            Route{"/api/entity", ask_entity},
                            Route{"/api/export", ask_export},
                            Route{"/api/facts", ask_facts},
                            Route{"/api/stats", ask_stats},
                            Route{"/api/timeline", ask_timeline},
                            Route{"/explorer.json", ask_explorer},
                            Route{"/openapi.json", ask_openapi}};

}  // namespace

Question question_of(std::string_view path, std::string_view query) {
  const auto* const route = std::ranges::find(routes, path, &Route::path);
  if (route == routes.end()) {
    throw Problem(not_found, "there is nothing here; /openapi.json tells what there is");
  }
  Parameters parameters(query);
  Question question = route->ask(parameters);
  parameters.finish();
  return question;
}

}  // namespace entente
