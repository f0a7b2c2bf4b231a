// When the actions of a story happen that the text dates no more than once.
//
// How it works:
//   1. The first main verb that tells what was done, and on which day ("se reunieron hoy"), puts
//      the story on that day, until another one tells of another time ("en mayo visitó").
//   2. What a main verb tells there in such a tense ("criticó a …", "was received by …"), without a
//      date of its own, was done on that day: what actors do to each other, and where a person was.
// What goes on or was done before ("gobernaba", "había criticado"), plans, what is told within
// another clause, and what seldom has a day (to own, to found, to name) are left alone.
#include <optional>
#include <string>
#include <vector>

#include "extract/date.h"
#include "extract/modules/clause.h"
#include "extract/modules/modules.h"
#include "extract/modules/verb_chain.h"

namespace entente {
namespace {

constexpr std::size_t day_length = 10;  // of "2023-07-26"

// "Criticó", "ha criticado", "fue criticado", "was criticised".
bool is_done(const Analysis& analysis, const DependencyTree& tree, std::size_t verb) {
  const Word& finite = tensed_word(tree, verb);
  if (is_perfect(analysis, finite)) return finite.has("Tense=Pres");
  return finite.has("Tense=Past") && !finite.has("VerbForm=Part");
}

// The finite verb of a word's clause where that is a main clause: "logró" of "logró vencer".
std::optional<std::size_t> main_verb(const DependencyTree& tree, std::size_t word) {
  auto verb = tree.governing_verb(word);
  while (verb && tree.relation(*verb) == "xcomp") verb = tree.head(*verb);
  auto top = verb;
  while (top && tree.relation(*top) == "conj") top = tree.head(*top);
  return top && !tree.head(*top) ? verb : std::nullopt;
}

// A story is news; a day told from further back belongs to what went before it.
bool is_recent(const Analysis& analysis, std::string_view day) {
  constexpr int week = 7;
  const auto written = days_of(analysis.document.date);
  const auto told = days_of(day);
  return !written || !told || told->first >= written->first - week;
}

// For each sentence the day that the story is then on, "" where it is on none.
std::vector<std::string> story_days(const Analysis& analysis) {
  std::vector<std::string> days(analysis.trees.size());
  std::string told;
  for (std::size_t s = 0; s < days.size(); ++s) {
    const DependencyTree& tree = analysis.trees[s];
    for (std::size_t i = 0; i < tree.size(); ++i) {
      if (tree.head(i) || !is_done(analysis, tree, i)) continue;
      const Timex* time = time_of(analysis, s, i);
      if (!time) continue;
      if (told.empty() && time->value.size() == day_length && stands_with_verb(tree, *time) &&
          is_recent(analysis, time->value)) {
        told = time->value;
      }
      if (!told.empty() && time->value != told) return days;
    }
    days[s] = told;
  }
  return days;
}

bool happens_on_a_day(const Analysis& analysis, const Relation& relation) {
  switch (relation.relation_class) {
    case RelationClass::Transact:
    case RelationClass::Create:
    case RelationClass::Appoint:
    case RelationClass::Other:
      return false;
    case RelationClass::Located:
      return analysis.entities.entity(relation.subject).ref.type == EntityType::Person;
    default:
      return is_event(relation.relation_class);
  }
}

}  // namespace

void date_by_story(const Analysis& analysis, std::vector<Relation>& relations) {
  const std::vector<std::string> days = story_days(analysis);
  for (Relation& relation : relations) {
    if (!relation.date.empty() || relation.modality != Modality::Asserted ||
        !happens_on_a_day(analysis, relation)) {
      continue;
    }
    const DependencyTree& tree = analysis.trees[relation.sentence];
    // "The war", subject or object of what was done, may have lasted.
    if (tree.word(relation.predicate).upos == Upos::Noun) continue;
    const auto verb = main_verb(tree, relation.predicate);
    if (verb && is_done(analysis, tree, *verb) &&
        !tells_no_day(analysis, relation.sentence, relation.predicate)) {
      relation.date = days[relation.sentence];
    }
  }
}

}  // namespace entente
