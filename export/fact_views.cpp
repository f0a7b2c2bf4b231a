#include "export/fact_views.h"

#include <string>
#include <unordered_map>
#include <vector>

#include "extract/error.h"

namespace entente {
namespace {

// Entities read from a graph, the recent ones at hand: neighbouring facts speak of the same.
class RecentEntities {
 public:
  explicit RecentEntities(const Snapshot& snapshot) : snapshot_(snapshot) {}

  // Valid until make_room().
  const Entity& operator[](const std::string& id) {
    const auto found = entities_.find(id);
    if (found != entities_.end()) return found->second;
    auto entity = snapshot_.entity(id);
    if (!entity) throw Error("the graph is damaged: a fact speaks of the missing entity " + id);
    return entities_.emplace(id, std::move(*entity)).first->second;
  }

  void make_room() {
    if (entities_.size() > most_kept) entities_.clear();
  }

 private:
  static constexpr std::size_t most_kept = 50'000;

  const Snapshot& snapshot_;
  std::unordered_map<std::string, Entity> entities_;
};

}  // namespace

void visit_facts(const Snapshot& snapshot, const Filter& filter, Sentences sentences,
                 const std::function<Walk(const FactView&)>& visit,
                 const std::optional<FactKey>& after) {
  RecentEntities entities(snapshot);
  const auto visit_fact = [&](const Fact& fact) {
    entities.make_room();
    std::vector<Entity> sources;
    for (const std::string& id : fact.sources()) sources.push_back(entities[id]);
    return visit({.fact = fact,
                  .subject = entities[fact.subject()],
                  .object = entities[fact.object()],
                  .sources = sources});
  };
  snapshot.facts(filter, visit_fact, sentences, after);
}

}  // namespace entente
