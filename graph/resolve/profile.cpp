#include "graph/resolve/profile.h"

#include <algorithm>
#include <map>
#include <utility>

#include "graph/counts.h"

namespace entente {
namespace {

// One post for each relation to an entity.
std::vector<Post> united_posts(std::vector<Post> posts) {
  std::sort(posts.begin(), posts.end());
  std::vector<Post> united;
  for (Post& post : posts) {
    if (united.empty() || united.back().relation != post.relation || united.back().of != post.of) {
      united.push_back(std::move(post));
      continue;
    }
    auto& days = united.back().days;
    if (!days || !post.days) {
      if (post.days) days = post.days;
      continue;
    }
    days = DaySpan{.first = std::min(days->first, post.days->first),
                   .last = std::max(days->last, post.days->last)};
  }
  return united;
}

}  // namespace

void put_in_order(Profile& profile) {
  profile.posts = united_posts(std::move(profile.posts));
  std::sort(profile.related.begin(), profile.related.end());
  profile.related.erase(std::unique(profile.related.begin(), profile.related.end()),
                        profile.related.end());
}

void Profiles::add(const Entity& entity) {
  sorted_ = sorted_ && (profiles_.empty() || profiles_.back().id < entity.id);
  profiles_.push_back({.id = entity.id,
                       .type = entity.type,
                       .country = entity.country,
                       .names = entity.names,
                       .posts = {},
                       .related = {}});
}

void Profiles::add(const Fact& fact) {
  Profile* subject = find(fact.key.subject);
  Profile* object = find(fact.key.object);
  if (subject == nullptr || object == nullptr) return;
  subject->related.push_back(hash_of(object->id));
  object->related.push_back(hash_of(subject->id));
  if (fact.key.relation_class != RelationClass::Role || fact.key.modality != Modality::Asserted) {
    return;
  }
  subject->posts.push_back({.relation = fact.key.relation,
                            .of = object->id,
                            .country = object->country,
                            .days = fact.days()});
}

std::vector<Profile> Profiles::take() {
  sort();
  for (Profile& profile : profiles_) put_in_order(profile);
  return std::move(profiles_);
}

void Profiles::sort() {
  if (!sorted_) std::ranges::sort(profiles_, {}, &Profile::id);
  sorted_ = true;
}

Profile* Profiles::find(std::string_view id) {
  sort();
  const auto found = std::ranges::lower_bound(profiles_, id, {}, &Profile::id);
  return found == profiles_.end() || found->id != id ? nullptr : &*found;
}

std::int64_t times_named(const Profile& profile) {
  std::int64_t times = 0;
  for (const Entity::Name& name : profile.names) times += name.documents;
  return times;
}

Profile united(std::span<const Profile* const> parts) {
  Profile whole{
      .id = parts.front()->id, .type = {}, .country = {}, .names = {}, .posts = {}, .related = {}};
  std::map<std::string, std::int64_t> names, countries;
  std::map<EntityType, std::int64_t> types;
  for (const Profile* part : parts) {
    const std::int64_t times = times_named(*part);
    types[part->type] += times;
    if (!part->country.empty()) countries[part->country] += times;
    for (const Entity::Name& name : part->names) names[name.name] += name.documents;
    whole.posts.insert(whole.posts.end(), part->posts.begin(), part->posts.end());
    whole.related.insert(whole.related.end(), part->related.begin(), part->related.end());
  }
  whole.type = most_frequent(types, parts.front()->type);
  whole.country = most_frequent(countries, std::string());
  for (const auto& [name, documents] : names) whole.names.push_back({name, documents});
  put_in_order(whole);
  return whole;
}

}  // namespace entente
