#include "graph/alliances/actors.h"

#include <algorithm>
#include <limits>
#include <set>
#include <span>
#include <tuple>
#include <utility>

#include "graph/resolve/group_name.h"

namespace entente {
namespace {

constexpr std::string_view country_prefix = "country/";
constexpr int days_of_a_year = 366;
constexpr double least_confidence = 0.5;
constexpr std::size_t most_steady_steps = 8;  // what goes in circles takes more

// "Russia" of "Military (Russia)"; "" where nothing stands in brackets at the end.
std::string_view in_last_brackets(std::string_view name) {
  if (name.empty() || name.back() != ')') return {};
  const auto open = name.rfind('(');
  if (open == std::string_view::npos) return {};
  return name.substr(open + 1, name.size() - open - 2);
}

// The only country of which a name speaks; "" where it speaks of none or of several.
std::string country_in(std::string_view name, const NameWords& words) {
  std::string code;
  for (const GroupName::Word& word : group_name(name, words).words) {
    if (word.kind != GroupName::Kind::Country || word.text == code) continue;
    if (!code.empty()) return "";
    code = word.text;
  }
  return code;
}

// How many days lie between; what is always so is near to every day. Ends that are open are the
// least and greatest of numbers: from them nothing is subtracted.
int days_off(const std::optional<DaySpan>& days, int day) {
  if (!days) return 0;
  if (day < days->first) return days->first - day;
  return day > days->last ? day - days->last : 0;
}

}  // namespace

std::string country_id(std::string_view code) { return std::string(country_prefix).append(code); }

bool is_country(std::string_view id) { return id.starts_with(country_prefix); }

Actors::Actors(RollUp roll_up, const Leaders& leaders, const NameWords& words,
               const Memberships* memberships)
    : roll_up_(roll_up), leaders_(leaders), words_(words), memberships_(memberships) {}

void Actors::add(const Entity& entity) {
  const std::size_t place = place_of(entity.id);
  Member& member = members_[place];
  member.type = entity.type;
  if (!entity.country.empty()) member.country = country_id(entity.country);
  const bool may_lead = entity.type == EntityType::Person || entity.type == EntityType::Misc;
  for (const Entity::Name& name : entity.names) {
    if (may_lead) {
      for (const Leaders::Term& term : leaders_.terms_of(name.name))
        member.terms.push_back({.country = country_id(term.country), .days = term.days});
    }
    if (rolls_up_to_blocs() && entity.type != EntityType::Person && !member.bloc)
      member.bloc = memberships_->find(name.name);
    if (const auto group = in_last_brackets(name.name); !group.empty()) {
      const auto code = words_.country_of(lookup_key(group));
      if (!code.empty()) member.named_country = country_id(code);
    }
    if (entity.type != EntityType::Organization) continue;
    if (const auto adjective = country_in(name.name, words_); !adjective.empty()) {
      member.adjective_country = country_id(adjective);
    }
  }
  std::sort(member.terms.begin(), member.terms.end());
  if (member.bloc) from_[memberships_->id_of(*member.bloc)].push_back(place);
  if (is_final(member)) return;
  for (const Term& term : member.terms) from_[term.country].push_back(place);
  for (const auto& country : {member.country, member.named_country, member.adjective_country}) {
    if (!country.empty()) from_[country].push_back(place);
  }
}

void Actors::add(const Fact& fact) {
  const bool is_post = fact.key.relation_class == RelationClass::Role;
  if (!is_post && fact.key.relation_class != RelationClass::Member) return;
  if (fact.key.modality != Modality::Asserted || fact.confidence() < least_confidence) return;
  const auto from = find(fact.key.subject);
  const auto to = find(fact.key.object);
  if (!from || !to || from == to) return;
  members_[*from].ties.push_back({.to = *to,
                                  .is_post = is_post,
                                  .days = fact.days(),
                                  .documents = fact.support().documents,
                                  .confidence = fact.confidence(),
                                  .relation = fact.key.relation});
  if (!is_final(members_[*from]) || members_[*to].bloc) from_[members_[*to].id].push_back(*from);
}

std::string Actors::actor_of(std::string_view entity, int day) const {
  return std::string(find_actor(entity, day));
}

std::string_view Actors::find_actor(std::string_view entity, int day) const {
  std::string_view actor = entity;
  walk(entity, day, [&](std::string_view, const Step& step) { actor = *step.to; });
  return actor;
}

std::optional<std::string_view> Actors::find_steady_actor(std::string_view entity) const {
  if (rolls_up_to_blocs()) return {};
  std::string_view last = entity;
  std::size_t steps = 0;
  for (auto at = find(entity); at && !is_final(members_[*at]); at = find(last)) {
    const Member& member = members_[*at];
    const bool is_dated = !member.ties.empty() || !member.terms.empty();
    if (is_dated || steps++ == most_steady_steps) return {};
    const auto step = step_of(member, 0);
    if (!step) break;
    last = *step->to;
  }
  return last;
}

std::vector<RollUpStep> Actors::steps_of(std::string_view entity, int day) const {
  std::vector<RollUpStep> steps;
  walk(entity, day, [&](std::string_view from, const Step& step) {
    steps.push_back({.from = std::string(from),
                     .to = *step.to,
                     .reason = step.reason,
                     .relation = step.relation == nullptr ? "" : *step.relation,
                     .days = step.days});
  });
  return steps;
}

template <typename Visit>
void Actors::walk(std::string_view entity, int day, const Visit& visit) const {
  std::string_view last = entity;
  std::vector<std::string_view> seen;
  for (auto at = find(entity); at && !is_final(members_[*at]);) {
    const Member& member = members_[*at];
    const auto step = step_of(member, day);
    if (!step) break;
    seen.push_back(member.id);
    if (std::ranges::find(seen, *step->to) != seen.end()) break;
    at = find(*step->to);
    visit(member.id, *step);
    last = *step->to;
  }
  if (!rolls_up_to_blocs()) return;
  if (const auto step = bloc_step(last, day)) visit(last, *step);
}

std::optional<std::string> Actors::bloc_called(std::string_view name) const {
  if (!rolls_up_to_blocs()) return {};
  const auto bloc = memberships_->find(name);
  if (!bloc) return {};
  return memberships_->id_of(*bloc);
}

std::vector<std::string> Actors::who_may_act_for(std::string_view actor) const {
  std::set<std::string> found{std::string(actor)};
  std::vector<std::string> open{std::string(actor)};
  if (rolls_up_to_blocs() && is_bloc(actor)) {
    if (const auto bloc = memberships_->find(actor)) {
      for (const std::string& country : memberships_->countries_of(*bloc)) {
        if (found.insert(country_id(country)).second) open.push_back(country_id(country));
      }
    }
  }
  while (!open.empty()) {
    const auto steps = from_.find(open.back());
    open.pop_back();
    if (steps == from_.end()) continue;
    for (const std::size_t n : steps->second) {
      if (found.insert(members_[n].id).second) open.push_back(members_[n].id);
    }
  }
  return {found.begin(), found.end()};
}

std::optional<std::size_t> Actors::find(std::string_view id) const {
  const auto found = places_.find(id);
  if (found == places_.end()) return {};
  return found->second;
}

std::size_t Actors::place_of(const std::string& id) {
  const auto [at, is_new] = places_.try_emplace(id, members_.size());
  if (is_new)
    members_.push_back({.id = id,
                        .type = {},
                        .named_country = {},
                        .adjective_country = {},
                        .country = {},
                        .bloc = {},
                        .terms = {},
                        .ties = {}});
  return at->second;
}

bool Actors::is_final(const Member& member) const {
  switch (roll_up_) {
    case RollUp::None:
      return true;
    case RollUp::Organization:
      return member.type != EntityType::Person && member.type != EntityType::Misc;
    case RollUp::Country:
      return is_country(member.id);
    case RollUp::Bloc:
      return is_country(member.id) || member.bloc.has_value();
  }
  return true;
}

std::optional<Actors::Step> Actors::step_of(const Member& member, int day) const {
  const auto step = [&](const std::string& to, RollUpStep::Reason reason) -> std::optional<Step> {
    if (to.empty() || to == member.id) return {};
    return Step{.to = &to, .reason = reason};
  };
  if (auto named = step(member.named_country, RollUpStep::Reason::Name)) return named;
  if (member.type != EntityType::Person && member.type != EntityType::Misc) {
    if (auto country = step(member.country, RollUpStep::Reason::Country)) return country;
    if (member.type != EntityType::Organization) return {};
    if (auto tie = tie_step(member, day, std::numeric_limits<int>::max())) return tie;
    return step(member.adjective_country, RollUpStep::Reason::Name);
  }
  if (auto post = tie_step(member, day, days_of_a_year)) return post;
  if (const Term* term = term_on(member.terms, day)) {
    auto known = step(term->country, RollUpStep::Reason::KnownLeader);
    if (known) known->days = term->days;
    return known;
  }
  if (auto post = tie_step(member, day, std::numeric_limits<int>::max())) return post;
  return step(member.country, RollUpStep::Reason::Country);
}

// `id`: what nothing but a bloc may stand above.
std::optional<Actors::Step> Actors::bloc_step(std::string_view id, int day) const {
  const auto place = find(id);
  const Member* member = place ? &members_[*place] : nullptr;
  if (member != nullptr && member->bloc)
    return Step{.to = &memberships_->id_of(*member->bloc), .reason = RollUpStep::Reason::Name};
  if (!is_country(id)) return {};
  std::optional<Step> best;
  std::size_t least = std::numeric_limits<std::size_t>::max();
  for (const auto& [bloc, days] : memberships_->of_country(id.substr(country_prefix.size()))) {
    if (days_off(days, day) > 0) continue;
    least = bloc;
    best = Step{
        .to = &memberships_->id_of(bloc), .reason = RollUpStep::Reason::KnownMember, .days = days};
    break;
  }
  if (member == nullptr) return best;
  for (const Tie& tie : member->ties) {
    const auto& bloc = members_[tie.to].bloc;
    if (!bloc || *bloc >= least || tie.is_post || days_off(tie.days, day) > days_of_a_year)
      continue;
    least = *bloc;
    best = Step{.to = &memberships_->id_of(*bloc),
                .reason = RollUpStep::Reason::Membership,
                .relation = &tie.relation,
                .days = tie.days};
  }
  return best;
}

std::optional<Actors::Step> Actors::tie_step(const Member& member, int day,
                                             int most_days_off) const {
  const Tie* best = nullptr;
  const auto rank = [&](const Tie& tie) {
    return std::tuple(days_off(tie.days, day), !tie.is_post,
                      -static_cast<std::int64_t>(tie.documents), -tie.confidence,
                      std::string_view(members_[tie.to].id), std::string_view(tie.relation));
  };
  for (const Tie& tie : member.ties) {
    if (days_off(tie.days, day) > most_days_off) continue;
    if (best == nullptr || rank(tie) < rank(*best)) best = &tie;
  }
  if (best == nullptr) return {};
  return Step{.to = &members_[best->to].id,
              .reason = best->is_post ? RollUpStep::Reason::Post : RollUpStep::Reason::Membership,
              .relation = &best->relation,
              .days = best->days};
}

// The term that the day is in; nullptr where none is, or some of different countries: two persons
// of one name.
const Actors::Term* Actors::term_on(std::span<const Term> terms, int day) {
  const Term* found = nullptr;
  for (const Term& term : terms) {
    if (days_off(term.days, day) > 0) continue;
    if (found != nullptr && found->country != term.country) return nullptr;
    found = &term;
  }
  return found;
}

}  // namespace entente
