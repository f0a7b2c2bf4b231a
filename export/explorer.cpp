#include "export/explorer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

#include "export/actor_json.h"
#include "export/alliance_json.h"
#include "export/layout.h"
#include "extract/error.h"
#include "graph/alliances/alliances.h"
#include "graph/alliances/weights.h"
#include "graph/alliances/windows.h"

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

// As `entente alliances` has them.
constexpr double half_life = 180.0;  // days
constexpr Length window_length{.count = 12, .unit = Length::Unit::Months};

double in_tenths(double value) {
  constexpr double tenths = 10.0;
  return std::round(value * tenths) / tenths;
}

// Numbers for ids, in the order in which they are asked for.
class Numbers {
 public:
  int of(const std::string& id) {
    const auto [place, is_new] = numbers_.try_emplace(id, static_cast<int>(ids_.size()));
    if (is_new) ids_.push_back(id);
    return place->second;
  }

  int find(const std::string& id) const {
    const auto found = numbers_.find(id);
    return found == numbers_.end() ? -1 : found->second;
  }

  const std::vector<std::string>& ids() const { return ids_; }

 private:
  std::map<std::string, int> numbers_;
  std::vector<std::string> ids_;
};

Json classes_json() {
  Json classes = Json::array();
  for (std::size_t n = 0; n < relation_class_count; ++n) {
    const auto relation_class = static_cast<RelationClass>(n);
    classes.push_back(
        {{"name", name_of(relation_class)}, {"weight", goldstein_weight(relation_class)}});
  }
  return classes;
}

// How entities are drawn: where, and how large where all of the graph is 1000 wide.
struct Drawing {
  std::vector<Place> places;
  std::vector<double> radii;  // 0 of entities without facts, which are not drawn
};

// The more facts, the larger; in a graph of many entities all are smaller.
double radius_of(double facts, double most_facts, std::size_t entities) {
  const double crowd = std::clamp(std::sqrt(150.0 / static_cast<double>(entities)), 0.55, 1.0);
  return crowd * (4.0 + 14.0 * std::sqrt(facts / most_facts));
}

Drawing drawing_of(std::size_t entities, const std::vector<Fact>& facts, const Numbers& numbers) {
  std::vector<double> counts(entities);
  std::map<std::pair<std::size_t, std::size_t>, double> pairs;
  for (const Fact& fact : facts) {
    const auto one = static_cast<std::size_t>(numbers.find(fact.key.subject));
    const auto other = static_cast<std::size_t>(numbers.find(fact.key.object));
    counts[one] += 1;
    if (one == other) continue;
    counts[other] += 1;
    pairs[std::minmax(one, other)] += 1;
  }
  const double most = std::max(1.0, counts.empty() ? 0.0 : *std::ranges::max_element(counts));
  const auto with_facts =
      static_cast<std::size_t>(std::ranges::count_if(counts, [](double n) { return n > 0; }));
  Drawing drawing{.places = std::vector<Place>(entities), .radii = std::vector<double>(entities)};
  std::vector<std::size_t> drawn(entities);
  std::vector<LayoutNode> nodes;
  for (std::size_t n = 0; n < entities; ++n) {
    if (counts[n] == 0) continue;
    drawn[n] = nodes.size();
    drawing.radii[n] = radius_of(counts[n], most, with_facts);
    nodes.push_back({.radius = drawing.radii[n]});
  }
  std::vector<LayoutEdge> edges;
  for (const auto& [pair, count] : pairs) {
    edges.push_back(
        {.from = drawn[pair.first], .to = drawn[pair.second], .weight = 1.0 + std::log2(count)});
  }
  const std::vector<Place> places = lay_out(nodes, edges);
  for (std::size_t n = 0; n < entities; ++n) {
    if (counts[n] > 0) drawing.places[n] = places[drawn[n]];
  }
  return drawing;
}

Json to_json(const Entity& entity, const Place& place, double radius, int actor) {
  Json names = Json::array();
  for (const Entity::Name& name : entity.names) {
    names.push_back(Json::array({name.name, name.documents}));
  }
  return {
      {"id", entity.id},           {"name", entity.name},         {"type", name_of(entity.type)},
      {"country", entity.country}, {"names", std::move(names)},   {"x", in_tenths(place.x)},
      {"y", in_tenths(place.y)},   {"radius", in_tenths(radius)}, {"actor", actor}};
}

Json days_json(const std::optional<DaySpan>& days) {
  return days ? Json::array({days->first, days->last}) : Json(nullptr);
}

Json to_json(const Alliance& alliance, const Numbers& actors) {
  Json windows = Json::array();
  for (std::size_t n = 0; n < alliance.windows.size(); ++n) {
    const AllianceScore& score = alliance.windows[n].score;
    if (score.parts.empty()) continue;
    windows.push_back(Json::array(
        {n, rounded(score.score), rounded(score.low), rounded(score.high), score.parts.size()}));
  }
  return {{"actor", actors.find(alliance.actor)},
          {"other", actors.find(alliance.other)},
          {"score", rounded(alliance.score.score)},
          {"interval", Json::array({rounded(alliance.score.low), rounded(alliance.score.high)})},
          {"stories", alliance.score.parts.size()},
          {"first", alliance.first},
          {"last", alliance.last},
          {"trend", alliance.trend ? Json(rounded(*alliance.trend)) : Json(nullptr)},
          {"windows", std::move(windows)}};
}

// What is told of documents: sentences once, whatever rests on them.
class Documents {
 public:
  int note(const FactEvidence& piece) {
    const int number = numbers_.of(piece.document);
    if (static_cast<std::size_t>(number) == notes_.size()) notes_.emplace_back();
    Note& note = notes_[static_cast<std::size_t>(number)];
    note.observed = std::max(note.observed, piece.observed);
    if (!piece.text.empty()) note.sentences.emplace(piece.sentence, piece.text);
    return number;
  }

  Json json(const Snapshot& snapshot) const {
    Json documents = Json::array();
    for (std::size_t n = 0; n < notes_.size(); ++n) {
      const std::string& id = numbers_.ids()[n];
      const DocumentRecord record = snapshot.document(id).value_or(DocumentRecord{.id = id});
      Json sentences = Json::array();
      for (const auto& [number, text] : notes_[n].sentences) {
        sentences.push_back(Json::array({number, text}));
      }
      documents.push_back({{"id", id},
                           {"date", record.date.empty() ? notes_[n].observed : record.date},
                           {"language", record.language},
                           {"title", record.title},
                           {"source", record.source},
                           {"file", record.file == "-" ? "" : record.file},
                           {"line", record.line},
                           {"sentences", std::move(sentences)}});
    }
    return documents;
  }

 private:
  struct Note {
    std::string observed;
    std::map<std::size_t, std::string> sentences;
  };

  Numbers numbers_;
  std::vector<Note> notes_;
};

Json to_json(const Fact& fact, const Numbers& entities, Documents& documents) {
  Json evidence = Json::array();
  for (const FactEvidence& piece : fact.evidence) {
    evidence.push_back({{"document", documents.note(piece)},
                        {"sentence", piece.sentence},
                        {"confidence", rounded(piece.confidence)},
                        {"module", piece.module}});
  }
  Json sources = Json::array();
  for (const std::string& source : fact.sources()) sources.push_back(entities.find(source));
  return {{"id", fact_id(fact.key)},
          {"subject", entities.find(fact.subject())},
          {"object", entities.find(fact.object())},
          {"relation", fact.key.relation},
          {"class", name_of(fact.key.relation_class)},
          {"weight", goldstein_weight(fact.key.relation_class, fact.key.relation)},
          {"date", fact.key.date},
          {"days", days_json(fact.days())},
          {"modality", name_of(fact.key.modality)},
          {"confidence", rounded(fact.confidence())},
          {"documents", fact.support().documents},
          {"sources", std::move(sources)},
          {"evidence", std::move(evidence)}};
}

}  // namespace

void ExplorerGraph::fact(const Fact& fact) {
  if (facts_.size() == most_explorer_facts) {
    throw Error("these are more than " + std::to_string(most_explorer_facts) +
                " facts, more than one page can show; ask for fewer, as with --min-confidence, "
                "--min-support, --since, --class or --about, or look at all of them with `entente "
                "serve`");
  }
  facts_.push_back(fact);
}

Filter without_actors(Filter filter) {
  filter.about.clear();
  filter.subject.clear();
  filter.object.clear();
  return filter;
}

std::string ExplorerGraph::json(const Snapshot& snapshot, const Actors& actors,
                                GraphStories stories, std::size_t left_out) const {
  Numbers entity_numbers;
  for (const Entity& entity : entities_) entity_numbers.of(entity.id);
  Numbers actor_numbers;
  const Drawing drawing = drawing_of(entities_.size(), facts_, entity_numbers);
  Json entities = Json::array();
  for (std::size_t n = 0; n < entities_.size(); ++n) {
    const std::string actor = actors.actor_of(entities_[n].id, stories.window.last);
    entities.push_back(
        to_json(entities_[n], drawing.places[n], drawing.radii[n], actor_numbers.of(actor)));
  }

  Documents documents;
  Json facts = Json::array();
  for (const Fact& fact : facts_) {
    Json json = to_json(fact, entity_numbers, documents);
    const double weight = goldstein_weight(fact.key.relation_class, fact.key.relation);
    const bool weighs = weight != 0 && modality_weight(fact.key.modality) > 0;
    if (const auto day = day_of(fact, stories.window); day && weighs) {
      const std::string one = actors.actor_of(fact.key.subject, *day);
      const std::string other = actors.actor_of(fact.key.object, *day);
      if (one != other) {
        json["actors"] = Json::array({actor_numbers.of(one), actor_numbers.of(other)});
      }
    }
    facts.push_back(std::move(json));
  }

  std::erase_if(stories.pairs, [&](const PairStories& pair) {
    return actor_numbers.find(pair.left) < 0 || actor_numbers.find(pair.right) < 0;
  });
  std::vector<Alliance> alliances;
  std::vector<DaySpan> windows;
  if (!stories.pairs.empty()) {
    windows = windows_of(stories.window, window_length);
    alliances = alliances_of(std::nullopt, stories.pairs, *stories.events,
                             {.whole = stories.window, .windows = windows, .half_life = half_life});
  }
  Json actor_list = Json::array();
  for (const std::string& id : actor_numbers.ids()) {
    actor_list.push_back({{"id", id}, {"name", actor_entity(snapshot, id).name}});
  }
  Json pairs = Json::array();
  for (const Alliance& alliance : alliances) pairs.push_back(to_json(alliance, actor_numbers));
  Json window_list = Json::array();
  for (const DaySpan& window : windows) window_list.push_back(days_json(window));

  const Json json{{"classes", classes_json()},
                  {"entities", std::move(entities)},
                  {"documents", documents.json(snapshot)},
                  {"facts", std::move(facts)},
                  {"actors", std::move(actor_list)},
                  {"alliances",
                   {{"window", days_json(stories.window)},
                    {"windows", std::move(window_list)},
                    {"half_life", half_life},
                    {"pairs", std::move(pairs)}}},
                  {"left_out", left_out}};
  try {
    return json.dump();
  } catch (const Json::type_error&) {
    throw Error("the graph cannot be written as JSON: a text in it is not UTF-8");
  }
}

}  // namespace entente
