#include "cli/answer_notes.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <iostream>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/display.h"
#include "cli/outcome.h"
#include "graph/alliances/weights.h"
#include "graph/entity.h"
#include "store/entity_choice.h"

namespace entente {
namespace {

void note(const std::string& text) { Warnings(std::cerr, errors_go_to_terminal()).note(text); }

std::string quoted(const std::vector<std::string>& values) {
  std::vector<std::string> all;
  for (const std::string& value : values) all.push_back('"' + value + '"');
  return fmt::format("{}", fmt::join(all, " or "));
}

template <typename Value>
std::string named(const std::vector<Value>& values) {
  std::vector<std::string_view> names;
  for (const Value value : values) names.push_back(name_of(value));
  return fmt::format("{}", fmt::join(names, " or "));
}

// The days of a fact: its own, or those on which documents tell of it.
std::optional<DaySpan> days_told(const Fact& fact) {
  if (!fact.key.date.empty()) return days_of(fact.key.date);
  const auto first = days_of(fact.first_observed()), last = days_of(fact.last_observed());
  if (!first || !last) return {};
  return DaySpan{.first = first->first, .last = last->last};
}

// The filter taken apart: filters that each ask for one thing alone.
std::vector<Filter> conditions_of(const Filter& filter) {
  std::vector<Filter> conditions{{.about = filter.about},
                                 {.subject = filter.subject},
                                 {.object = filter.object},
                                 {.classes = filter.classes},
                                 {.relations = filter.relations},
                                 {.since = filter.since, .until = filter.until},
                                 {.modalities = filter.modalities},
                                 {.min_support = filter.min_support},
                                 {.min_confidence = filter.min_confidence},
                                 {.documents = filter.documents}};
  std::erase(conditions, Filter{});
  return conditions;
}

// Reading as many takes about a tenth of a second.
constexpr std::size_t few_facts = 20'000;

// Whether an index leads to the facts, past all others.
bool is_narrow(const Filter& filter) {
  return !filter.about.empty() || !filter.subject.empty() || !filter.object.empty() ||
         !filter.documents.empty() || filter.since || filter.until;
}

// What the facts of a graph say of why none is left; of a filter without conditions nothing.
struct Survey {
  std::optional<std::size_t> facts{};  // nothing where not all were read
  std::optional<DaySpan> days{};
  std::set<std::string> like_relations{};  // written almost as one that is asked for
  std::vector<Filter> unmet{};             // conditions that no fact meets
};

bool is_met(const Snapshot& snapshot, const Filter& condition) {
  bool met = false;
  snapshot.facts(condition, [&](const Fact&) {
    met = true;
    return Walk::Stop;
  });
  return met;
}

// Of the conditions that indexes know.
Survey survey_of_indexes(const Snapshot& snapshot, const std::vector<Filter>& conditions) {
  Survey survey;
  for (const Filter& condition : conditions)
    if (is_narrow(condition) && !is_met(snapshot, condition)) survey.unmet.push_back(condition);
  return survey;
}

// An answer that an index led to shall not take as long as reading a large graph, because it is
// empty: then the indexes alone are asked again.
Survey survey_of(const Snapshot& snapshot, const Filter& filter) {
  Survey survey{.facts = 0, .unmet = conditions_of(filter)};
  if (survey.unmet.empty()) return survey;
  if (is_narrow(filter) && snapshot.about_as_many_facts() > few_facts)
    return survey_of_indexes(snapshot, survey.unmet);
  std::vector<FactMatcher> matchers;
  const auto find = [&](std::string_view actor) { return snapshot.find(actor); };
  for (const Filter& condition : survey.unmet) matchers.emplace_back(condition, find);
  std::vector<bool> met(matchers.size());
  std::set<std::string> wanted;
  for (const std::string& relation : filter.relations) wanted.insert(lookup_key(relation));
  snapshot.facts({}, [&](const Fact& fact) {
    ++*survey.facts;
    for (std::size_t n = 0; n < matchers.size(); ++n)
      if (!met[n]) met[n] = matchers[n].matches(fact);
    if (const auto days = days_told(fact)) {
      if (!survey.days) survey.days = days;
      survey.days->first = std::min(survey.days->first, days->first);
      survey.days->last = std::max(survey.days->last, days->last);
    }
    if (!wanted.empty() && wanted.contains(lookup_key(fact.key.relation)))
      survey.like_relations.insert(fact.key.relation);
    return Walk::Continue;
  });
  for (std::size_t n = matchers.size(); n-- > 0;)
    if (met[n]) survey.unmet.erase(survey.unmet.begin() + static_cast<std::ptrdiff_t>(n));
  return survey;
}

// "no fact has the relation "Met", but some have "met""
std::string text_of(const Filter& unmet, const Survey& survey) {
  if (!unmet.about.empty()) return "no fact has " + quoted(unmet.about) + " at either end";
  if (!unmet.subject.empty()) return "no fact has the subject " + quoted(unmet.subject);
  if (!unmet.object.empty()) return "no fact has the object " + quoted(unmet.object);
  if (!unmet.classes.empty()) return "no fact is of the class " + named(unmet.classes);
  if (!unmet.modalities.empty()) return "no fact is " + named(unmet.modalities);
  if (!unmet.documents.empty())
    return "no fact is stated by the document " + quoted(unmet.documents);
  if (unmet.min_support > 0)
    return fmt::format("no fact is stated by {} documents", unmet.min_support);
  if (unmet.min_confidence > 0.0)
    return fmt::format("no fact is as sure as {}", unmet.min_confidence);
  if (!unmet.relations.empty()) {
    const std::vector<std::string> like(survey.like_relations.begin(), survey.like_relations.end());
    return "no fact has the relation " + quoted(unmet.relations) +
           (like.empty() ? "" : ", but some have " + quoted(like));
  }
  if (!survey.facts) return "no fact is of that time";
  if (!survey.days) return "no fact has a day";
  return fmt::format("no fact is of that time, they are of {} to {}", iso_day(survey.days->first),
                     iso_day(survey.days->last));
}

void note_none_left(const Survey& survey, const std::string& why) {
  const std::string of = survey.facts ? fmt::format(" of {}", *survey.facts) : "";
  note(fmt::format("no fact is left{}: {}", of, why));
}

bool note_unmet(const Survey& survey) {
  if (survey.unmet.empty()) return false;
  std::vector<std::string> reasons;
  for (const Filter& unmet : survey.unmet) reasons.push_back(text_of(unmet, survey));
  note_none_left(survey, fmt::format("{}", fmt::join(reasons, "; ")));
  return true;
}

// Why facts that the filter leaves weigh nothing, whatever they are; "" where they may.
std::string weightless(const Filter& filter) {
  const auto is_general = [](RelationClass each) { return goldstein_weight(each) == 0.0; };
  const auto is_nothing = [](Modality each) { return modality_weight(each) == 0.0; };
  if (!filter.classes.empty() && std::ranges::all_of(filter.classes, is_general))
    return "what is of the class " + named(filter.classes) +
           " is neither cooperation nor conflict" +
           (std::ranges::count(filter.classes, RelationClass::Request) > 0 ? ", but for demands"
                                                                           : "");
  if (!filter.modalities.empty() && std::ranges::all_of(filter.modalities, is_nothing))
    return "what is " + named(filter.modalities) + " weighs nothing";
  return "";
}

}  // namespace

void note_shared_names(const Snapshot& snapshot, const Filter& filter) {
  std::set<std::string> actors;
  for (const auto* names : {&filter.about, &filter.subject, &filter.object})
    actors.insert(names->begin(), names->end());
  for (const std::string& actor : actors) {
    const auto ids = snapshot.require(actor);
    if (ids.size() == 1) continue;
    note(fmt::format("\"{}\" is {} entities: {}; give the id of one to see it alone", actor,
                     ids.size(), choice_of(snapshot, ids)));
  }
}

bool note_unmet(const Snapshot& snapshot, const Filter& filter) {
  return note_unmet(survey_of(snapshot, filter));
}

void note_no_facts(const Snapshot& snapshot, const Filter& filter) {
  const Survey survey = survey_of(snapshot, filter);
  if (survey.facts == 0) {
    note(snapshot.is_of_a_day() ? "the graph had no facts by then" : "the graph has no facts");
  } else if (!note_unmet(survey)) {
    note_none_left(survey, survey.facts ? "some meet each condition, none all of them"
                                        : "none meets all conditions");
  }
}

void note_no_stories(const Snapshot& snapshot, const Filter& filter) {
  const std::string why = weightless(filter);
  if (!note_unmet(snapshot, filter) && !why.empty()) note(why);
}

}  // namespace entente
