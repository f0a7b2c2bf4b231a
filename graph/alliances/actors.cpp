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

// How many days lie between; what is always so is near to every day.
int days_off(const std::optional<DaySpan>& days, int day) {
  if (!days) return 0;
  return std::max({0, days->first - day, day - days->last});
}

// The term that the day is in; nullptr where none is, or some of different countries: two persons
// of one name.
const Leaders::Term* term_on(std::span<const Leaders::Term> terms, int day) {
  const Leaders::Term* found = nullptr;
  for (const Leaders::Term& term : terms) {
    if (days_off(term.days, day) > 0) continue;
    if (found != nullptr && found->country != term.country) return nullptr;
    found = &term;
  }
  return found;
}

}  // namespace

std::string country_id(std::string_view code) { return std::string(country_prefix).append(code); }

bool is_country(std::string_view id) { return id.starts_with(country_prefix); }

Actors::Actors(RollUp roll_up, const Leaders& leaders, const NameWords& words,
               const Memberships* memberships)
    : roll_up_(roll_up), leaders_(leaders), words_(words), memberships_(memberships) {}

void Actors::add(const Entity& entity) {
  Member& member = members_[place_of(entity.id)];
  member.type = entity.type;
  if (!entity.country.empty()) member.country = country_id(entity.country);
  for (const Entity::Name& name : entity.names) {
    if (rolls_up_to_blocs() && entity.type != EntityType::Person && !member.bloc)
      member.bloc = memberships_->find(name.name);
    const auto& terms = leaders_.terms_of(name.name);
    if ((entity.type == EntityType::Person || entity.type == EntityType::Misc))
      member.terms.insert(member.terms.end(), terms.begin(), terms.end());
    const auto code = words_.country_of(lookup_key(in_last_brackets(name.name)));
    if (!code.empty()) member.named_country = country_id(code);
    if (entity.type != EntityType::Organization) continue;
    if (const auto adjective = country_in(name.name, words_); !adjective.empty()) {
      member.adjective_country = country_id(adjective);
    }
  }
  std::sort(member.terms.begin(), member.terms.end());
}

void Actors::add(const Fact& fact) {
  const bool is_post = fact.key.relation_class == RelationClass::Role;
  if (!is_post && fact.key.relation_class != RelationClass::Member) return;
  if (fact.key.modality != Modality::Asserted) return;
  const auto from = find(fact.key.subject);
  const auto to = find(fact.key.object);
  if (!from || !to || from == to) return;
  members_[*from].ties.push_back({.to = *to,
                                  .is_post = is_post,
                                  .days = fact.days(),
                                  .documents = fact.support().documents,
                                  .relation = fact.key.relation});
}

std::string Actors::actor_of(std::string_view entity, int day) const {
  const auto steps = steps_of(entity, day);
  return steps.empty() ? std::string(entity) : steps.back().to;
}

std::vector<RollUpStep> Actors::steps_of(std::string_view entity, int day) const {
  std::vector<RollUpStep> steps;
  std::set<std::string, std::less<>> seen{std::string(entity)};
  for (auto at = find(entity); at && !is_final(members_[*at]);) {
    auto step = step_of(members_[*at], day);
    if (!step || !seen.insert(step->to).second) break;
    at = find(step->to);
    steps.push_back(*std::move(step));
  }
  if (rolls_up_to_blocs()) {
    const std::string last = steps.empty() ? std::string(entity) : steps.back().to;
    if (auto step = bloc_step(last, day)) steps.push_back(*std::move(step));
  }
  return steps;
}

std::vector<std::string> Actors::who_may_act_for(std::string_view actor) const {
  TextMap<std::vector<std::size_t>> from;  // by what a step may lead to
  for (std::size_t n = 0; n < members_.size(); ++n) {
    const Member& member = members_[n];
    if (member.bloc) from[memberships_->id_of(*member.bloc)].push_back(n);
    if (is_final(member)) {
      for (const Tie& tie : member.ties) {
        if (members_[tie.to].bloc) from[members_[tie.to].id].push_back(n);
      }
      continue;
    }
    for (const Tie& tie : member.ties) from[members_[tie.to].id].push_back(n);
    for (const Leaders::Term& term : member.terms) from[country_id(term.country)].push_back(n);
    for (const auto& country : {member.country, member.named_country, member.adjective_country}) {
      if (!country.empty()) from[country].push_back(n);
    }
  }
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
    const auto steps = from.find(open.back());
    open.pop_back();
    if (steps == from.end()) continue;
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

std::optional<RollUpStep> Actors::step_of(const Member& member, int day) const {
  const auto step = [&](const std::string& to,
                        RollUpStep::Reason reason) -> std::optional<RollUpStep> {
    if (to.empty() || to == member.id) return {};
    return RollUpStep{.from = member.id, .to = to, .reason = reason};
  };
  if (auto named = step(member.named_country, RollUpStep::Reason::Name)) return named;
  if (member.type != EntityType::Person && member.type != EntityType::Misc) {
    if (auto country = step(member.country, RollUpStep::Reason::Country)) return country;
    if (member.type != EntityType::Organization) return {};
    if (auto tie = tie_step(member, day, std::numeric_limits<int>::max())) return tie;
    return step(member.adjective_country, RollUpStep::Reason::Name);
  }
  if (auto post = tie_step(member, day, days_of_a_year)) return post;
  if (const Leaders::Term* term = term_on(member.terms, day)) {
    auto known = step(country_id(term->country), RollUpStep::Reason::KnownLeader);
    if (known) known->days = term->days;
    return known;
  }
  if (auto post = tie_step(member, day, std::numeric_limits<int>::max())) return post;
  return step(member.country, RollUpStep::Reason::Country);
}

// `id`: what nothing but a bloc may stand above.
std::optional<RollUpStep> Actors::bloc_step(const std::string& id, int day) const {
  const auto place = find(id);
  const Member* member = place ? &members_[*place] : nullptr;
  if (member != nullptr && member->bloc)
    return RollUpStep{
        .from = id, .to = memberships_->id_of(*member->bloc), .reason = RollUpStep::Reason::Name};
  if (!is_country(id)) return {};
  std::optional<RollUpStep> best;
  std::size_t least = std::numeric_limits<std::size_t>::max();
  for (const auto& [bloc, days] : memberships_->of_country(id.substr(country_prefix.size()))) {
    if (days_off(days, day) > 0) continue;
    least = bloc;
    best = RollUpStep{.from = id,
                      .to = memberships_->id_of(bloc),
                      .reason = RollUpStep::Reason::KnownMember,
                      .days = days};
    break;
  }
  if (member == nullptr) return best;
  for (const Tie& tie : member->ties) {
    const auto& bloc = members_[tie.to].bloc;
    if (!bloc || *bloc >= least || tie.is_post || days_off(tie.days, day) > days_of_a_year)
      continue;
    least = *bloc;
    best = RollUpStep{.from = id,
                      .to = memberships_->id_of(*bloc),
                      .reason = RollUpStep::Reason::Membership,
                      .relation = tie.relation,
                      .days = tie.days};
  }
  return best;
}

std::optional<RollUpStep> Actors::tie_step(const Member& member, int day, int most_days_off) const {
  const Tie* best = nullptr;
  const auto rank = [&](const Tie& tie) {
    return std::tuple(days_off(tie.days, day), !tie.is_post,
                      -static_cast<std::int64_t>(tie.documents),
                      std::string_view(members_[tie.to].id), std::string_view(tie.relation));
  };
  for (const Tie& tie : member.ties) {
    if (days_off(tie.days, day) > most_days_off) continue;
    if (best == nullptr || rank(tie) < rank(*best)) best = &tie;
  }
  if (best == nullptr) return {};
  return RollUpStep{
      .from = member.id,
      .to = members_[best->to].id,
      .reason = best->is_post ? RollUpStep::Reason::Post : RollUpStep::Reason::Membership,
      .relation = best->relation,
      .days = best->days};
}

}  // namespace entente
