// What only the whole document tells.
#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <utility>

#include "extract/entities/names.h"
#include "extract/modules/clause.h"
#include "extract/modules/modules.h"

namespace entente {
namespace {

using EventKey = std::tuple<std::size_t, std::size_t, RelationClass>;

EventKey key_of(const Relation& relation) {
  if (is_symmetric(relation.relation_class) && relation.object < relation.subject) {
    return {relation.object, relation.subject, relation.relation_class};
  }
  return {relation.subject, relation.object, relation.relation_class};
}

constexpr double believed = 0.5;  // confidence from which a telling is more likely right than not

// A story tells one meeting several times, and only once when it was or who said so. What is
// planned is another event than what happened, as is what happened "years later" or "many times";
// what is hardly believed tells the others nothing.
void share_qualifiers(const Analysis& analysis, std::vector<Relation>& relations) {
  std::map<std::pair<EventKey, Modality>, std::vector<Relation*>> told;
  for (Relation& relation : relations) {
    if (!is_event(relation.relation_class)) continue;
    told[{key_of(relation), relation.modality}].push_back(&relation);
  }
  for (auto& [event, mentions] : told) {
    std::set<std::string> dates;
    std::set<std::size_t> sources;
    for (const Relation* relation : mentions) {
      if (relation->confidence < believed) continue;
      if (!relation->date.empty()) dates.insert(relation->date);
      if (relation->source) sources.insert(*relation->source);
    }
    for (Relation* relation : mentions) {
      if (relation->date.empty() && dates.size() == 1 &&
          !tells_no_day(analysis, relation->sentence, relation->predicate)) {
        relation->date = *dates.begin();
      }
      if (!relation->source && sources.size() == 1) relation->source = *sources.begin();
    }
  }
}

// "Durante la reunión, Shoigu entregó a Kim una carta": what happens in an event that the document
// has told and dated has the event's date. The event is known by its class and by who took part.
std::string date_of_frame_event(const Analysis& analysis, const Relation& relation,
                                std::span<const Relation> relations) {
  const DependencyTree& tree = analysis.trees[relation.sentence];
  for (const std::size_t c : tree.children(relation.predicate)) {
    const auto article = tree.child(c, "det");
    const bool definite = article && (tree.word(*article).has("Definite=Def") ||
                                      tree.word(*article).has("PronType=Dem"));
    if (!definite || !holds(analysis.lexicon.grammar().during, tree.case_of(c))) continue;
    std::set<std::string> dates;
    for (const NounFrame& frame : analysis.lexicon.noun_frames(tree.word(c).lemma)) {
      for (const Relation& other : relations) {
        const bool shares = other.subject == relation.subject || other.object == relation.object ||
                            other.subject == relation.object || other.object == relation.subject;
        if (!frame.between.empty() && shares && other.relation_class == frame.relation_class &&
            !other.date.empty()) {
          dates.insert(other.date);
        }
      }
    }
    if (dates.size() == 1) return *dates.begin();
  }
  return {};
}

void date_by_frame_events(const Analysis& analysis, std::vector<Relation>& relations) {
  const std::vector<Relation> told = relations;
  for (Relation& relation : relations) {
    if (relation.date.empty() && is_event(relation.relation_class)) {
      relation.date = date_of_frame_event(analysis, relation, told);
    }
  }
}

// True where what dates a relation hangs on the very word that states it.
bool has_own_date(const Analysis& analysis, const Relation& relation) {
  const DependencyTree& tree = analysis.trees[relation.sentence];
  const Timex* const time = time_of(analysis, relation.sentence, relation.predicate);
  return time && time->value == relation.date &&
         tree.head(span_head(tree, time->first, time->last)) == relation.predicate;
}

// What is to be on a day behind that of the document has not happened, and a plan is for no day
// before it, unless it has one of its own ("had planned to visit Rome on Monday"): that is the day
// on which somebody planned it.
void agree_with_dates(const Analysis& analysis, std::vector<Relation>& relations) {
  const std::string& written = analysis.document.date;
  if (written.empty()) return;
  for (Relation& relation : relations) {
    if (relation.date.empty() || !is_event(relation.relation_class)) continue;
    const std::string first = relation.date.substr(0, relation.date.find('/'));
    const std::string last = relation.date.substr(relation.date.rfind('/') + 1);
    const bool is_to_come = first > written;
    const bool is_past = last < written.substr(0, last.size());
    if (is_to_come && relation.modality == Modality::Asserted &&
        time_to_come(analysis, relation.sentence, relation.predicate)) {
      relation.modality = Modality::Planned;
    } else if (is_past && relation.modality == Modality::Planned &&
               !has_own_date(analysis, relation)) {
      relation.date.clear();
    }
  }
}

}  // namespace

void drop_repetitions(std::vector<Relation>& relations) {
  std::stable_sort(relations.begin(), relations.end(), [](const Relation& a, const Relation& b) {
    return std::tuple(a.sentence, b.confidence) < std::tuple(b.sentence, a.confidence);
  });
  std::set<std::tuple<std::size_t, EventKey, Modality>> seen;
  std::erase_if(relations, [&](const Relation& relation) {
    return !seen.emplace(relation.sentence, key_of(relation), relation.modality).second;
  });
}

void settle(const Analysis& analysis, std::vector<Relation>& relations) {
  drop_repetitions(relations);
  share_qualifiers(analysis, relations);
  date_by_frame_events(analysis, relations);
  agree_with_dates(analysis, relations);
}

}  // namespace entente
