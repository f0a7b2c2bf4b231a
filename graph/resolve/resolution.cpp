#include "graph/resolve/resolution.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "extract/entity_id.h"
#include "graph/resolve/blocks.h"
#include "graph/resolve/judgement.h"

namespace entente {
namespace {

using Index = std::uint32_t;

struct Edge {
  Index left = 0;  // the lesser
  Index right = 0;
  Judgement judgement;
};

// Sets of profiles that are one, each called by its least index.
class Groups {
 public:
  explicit Groups(std::size_t size) : of_(size), members_(size) {
    std::iota(of_.begin(), of_.end(), Index{0});
  }

  Index of(Index i) const { return of_[i]; }

  // Sorted; of a group that is named by its least index.
  std::vector<Index> members(Index group) const {
    return members_[group].empty() ? std::vector<Index>{group} : members_[group];
  }

  void join(Index left, Index right) {
    const Index from = std::max(of_[left], of_[right]);
    const Index to = std::min(of_[left], of_[right]);
    std::vector<Index> all = members(to);
    for (const Index i : members(from)) {
      all.push_back(i);
      of_[i] = to;
    }
    std::sort(all.begin(), all.end());
    members_[to] = std::move(all);
    members_[from].clear();
  }

 private:
  std::vector<Index> of_;
  std::vector<std::vector<Index>> members_;  // of groups of more than one
};

// One look at all profiles.
class Pass {
 public:
  Pass(const std::vector<Profile>& profiles, const NameWords& words, Ties& ties)
      : profiles_(profiles), words_(words), ties_(ties), groups_(profiles.size()) {}

  void run() {
    find_edges();
    for (const Edge& edge : edges_) {
      if (edge.judgement.verdict == Verdict::Same) join(edge);
    }
    std::vector<const Edge*> alone;
    const auto meanings = meanings_of_short_names();
    for (const Edge& edge : edges_) {
      if (edge.judgement.verdict == Verdict::IfAlone && is_alone(edge, meanings)) {
        alone.push_back(&edge);
      }
    }
    for (const Edge* edge : alone) join(*edge);
  }

  const Groups& groups() const { return groups_; }
  const std::vector<const Edge*>& joined() const { return joined_; }
  const std::vector<Edge>& edges() const { return edges_; }

 private:
  void find_edges() {
    std::vector<ReadProfile> members;
    visit_blocks(profiles_, words_, [&](std::span<const Index> block, auto pairs) {
      members.clear();
      for (const Index i : block) members.push_back(read(profiles_[i], words_));
      for (const BlockPair& pair : pairs) {
        Judgement judgement = judge(members[pair.first], members[pair.second], words_);
        if (judgement.verdict == Verdict::Unrelated) continue;
        edges_.push_back({block[pair.first], block[pair.second], std::move(judgement)});
      }
    });
    std::sort(edges_.begin(), edges_.end(), [](const Edge& left, const Edge& right) {
      return std::make_tuple(-left.judgement.score, left.left, left.right) <
             std::make_tuple(-right.judgement.score, right.left, right.right);
    });
  }

  // Joins the groups of an edge unless two of their members are surely not one.
  void join(const Edge& edge) {
    const Index left = groups_.of(edge.left), right = groups_.of(edge.right);
    if (left == right || are_split(edge)) return;
    if (are_apart(groups_.members(left), groups_.members(right))) return;
    groups_.join(left, right);
    ties_.join(profiles_[left].id, profiles_[right].id);
    joined_.push_back(&edge);
  }

  bool are_split(const Edge& edge) const {
    return ties_.are_apart(profiles_[edge.left].id, profiles_[edge.right].id);
  }

  bool are_apart(const std::vector<Index>& left, const std::vector<Index>& right) const {
    if (left.size() == 1 && right.size() == 1) return false;  // the edge says so
    std::vector<ReadProfile> others;
    for (const Index k : right) others.push_back(read(profiles_[k], words_));
    return std::any_of(left.begin(), left.end(), [&](Index i) {
      const ReadProfile one = read(profiles_[i], words_);
      return std::any_of(others.begin(), others.end(),
                         [&](const ReadProfile& other) { return judge(one, other, words_).apart; });
    });
  }

  // What is the same for all that are one by now, found or merged: the number of its group, or its
  // own.
  using Meaning = std::pair<bool, std::size_t>;
  Meaning meaning_of(Index i) const {
    const auto group = ties_.group_of(profiles_[i].id);
    return group ? Meaning(true, *group) : Meaning(false, i);
  }

  // For each profile with a shorter name, what it may be short for.
  using Meanings = std::map<Index, std::set<Meaning>>;
  Meanings meanings_of_short_names() const {
    Meanings meanings;
    for (const Edge& edge : edges_) {
      const Judgement& judgement = edge.judgement;
      if (judgement.apart || judgement.verdict == Verdict::Same || are_split(edge)) continue;
      if (judgement.short_left) meanings[edge.left].insert(meaning_of(edge.right));
      if (judgement.short_right) meanings[edge.right].insert(meaning_of(edge.left));
    }
    return meanings;
  }

  bool is_alone(const Edge& edge, const Meanings& meanings) const {
    const auto one = [&](bool is_short, Index i) {
      return !is_short || meanings.at(i).size() == 1;
    };
    if (are_split(edge)) return false;
    return one(edge.judgement.short_left, edge.left) && one(edge.judgement.short_right, edge.right);
  }

  const std::vector<Profile>& profiles_;
  const NameWords& words_;
  Ties& ties_;  // what is joined here is joined there too
  Groups groups_;
  std::vector<Edge> edges_;
  std::vector<const Edge*> joined_;
};

class Resolver {
 public:
  Resolver(std::vector<Profile> profiles, const NameWords& words,
           std::span<const Decision> decisions)
      : profiles_(std::move(profiles)), words_(words), decisions_(decisions), ties_(decisions) {
    std::ranges::sort(profiles_, {}, &Profile::id);
  }

  Resolution run() {
    Resolution resolution;
    while (true) {
      Pass pass(profiles_, words_, ties_);
      pass.run();
      if (pass.joined().empty()) {
        for (const Edge& edge : pass.edges()) {
          if (!is_decided(edge)) resolution.possible.push_back(likeness_of(edge));
        }
        break;
      }
      for (const Edge* edge : pass.joined()) resolution.joined.push_back(likeness_of(*edge));
      unite(pass.groups());
    }
    unite(merged());
    std::vector<Identities::Group> groups;
    for (auto& [id, members] : members_) groups.push_back({id, std::move(members)});
    resolution.identities = renamed(Identities(std::move(groups)), decisions_);
    sort(resolution.joined);
    call_by_new_ids(resolution.possible, resolution.identities);
    return resolution;
  }

 private:
  bool is_decided(const Edge& edge) const {
    const std::string &left = profiles_[edge.left].id, &right = profiles_[edge.right].id;
    return ties_.are_one(left, right) || ties_.are_apart(left, right);
  }

  // What decisions join of that which resolution did not.
  Groups merged() const {
    Groups groups(profiles_.size());
    std::unordered_map<std::size_t, Index> first;
    for (Index i = 0; i < profiles_.size(); ++i) {
      const auto group = ties_.group_of(profiles_[i].id);
      if (!group) continue;
      const auto [at, is_first] = first.try_emplace(*group, i);
      if (!is_first) groups.join(at->second, i);
    }
    return groups;
  }

  // Of two pairs that merges make the same, the surer one stays.
  static void call_by_new_ids(std::vector<Likeness>& likenesses, const Identities& identities) {
    for (Likeness& likeness : likenesses) {
      likeness.left = identities.of(likeness.left);
      likeness.right = identities.of(likeness.right);
      if (likeness.right < likeness.left) std::swap(likeness.left, likeness.right);
    }
    sort(likenesses);
    std::set<std::pair<std::string, std::string>> seen;
    std::erase_if(likenesses, [&](const Likeness& likeness) {
      return !seen.emplace(likeness.left, likeness.right).second;
    });
  }

  Likeness likeness_of(const Edge& edge) const {
    const Judgement& judgement = edge.judgement;
    return {.left = profiles_[edge.left].id,
            .right = profiles_[edge.right].id,
            .score = judgement.score,
            .reason = judgement.reason};
  }

  static void sort(std::vector<Likeness>& likenesses) {
    std::stable_sort(likenesses.begin(), likenesses.end(),
                     [](const Likeness& left, const Likeness& right) {
                       return std::tie(right.score, left.left, left.right) <
                              std::tie(left.score, right.left, right.right);
                     });
  }

  // The name of a group: an id that languages know before one that is made of a name, that before
  // one of a single report, then that which is named most.
  const Profile& called_by(const std::vector<Index>& members) const {
    const auto rank = [&](Index i) {
      const Profile& profile = profiles_[i];
      return std::make_tuple(!is_known(profile), is_of_one_report(profile.id),
                             -times_named(profile), i);
    };
    auto first = rank(members.front());
    for (const Index i : members) first = std::min(first, rank(i));
    return profiles_[std::get<Index>(first)];
  }

  bool is_known(const Profile& profile) const {
    const ReadProfile profile_read = read(profile, words_);
    return profile.id.starts_with("country/") ||
           std::any_of(profile_read.names.begin(), profile_read.names.end(),
                       [&](const auto& name) { return name.known == profile.id; });
  }

  // Makes one profile of each group.
  void unite(const Groups& groups) {
    std::vector<Profile> next;
    std::unordered_map<std::string, std::string> new_ids;
    for (Index i = 0; i < profiles_.size(); ++i) {
      if (groups.of(i) != i) continue;
      const std::vector<Index> members = groups.members(i);
      if (members.size() == 1) {
        next.push_back(std::move(profiles_[i]));
        continue;
      }
      const std::string id = called_by(members).id;
      std::vector<const Profile*> parts;
      std::vector<std::string> all;
      for (const Index member : members) {
        const std::string& former = profiles_[member].id;
        parts.push_back(&profiles_[member]);
        new_ids[former] = id;
        if (auto earlier = members_.extract(former)) {
          std::move(earlier.mapped().begin(), earlier.mapped().end(), std::back_inserter(all));
        } else {
          all.push_back(former);
        }
      }
      next.push_back(united(parts));
      next.back().id = id;
      members_[id] = std::move(all);
    }
    profiles_ = std::move(next);
    std::ranges::sort(profiles_, {}, &Profile::id);
    rename(new_ids);
  }

  // Posts and relations speak of what was joined under its new id.
  void rename(const std::unordered_map<std::string, std::string>& new_ids) {
    std::unordered_map<std::uint64_t, std::uint64_t> new_hashes;
    std::unordered_map<std::string_view, std::string_view> countries;
    for (const auto& [former, id] : new_ids) new_hashes[hash_of(former)] = hash_of(id);
    for (const Profile& profile : profiles_) countries[profile.id] = profile.country;
    for (Profile& profile : profiles_) {
      for (Post& post : profile.posts) {
        const auto renamed = new_ids.find(post.of);
        if (renamed == new_ids.end()) continue;
        post.of = renamed->second;
        post.country = countries.at(post.of);
      }
      for (std::uint64_t& other : profile.related) {
        const auto renamed = new_hashes.find(other);
        if (renamed != new_hashes.end()) other = renamed->second;
      }
      put_in_order(profile);
    }
  }

  std::vector<Profile> profiles_;
  const NameWords& words_;
  std::span<const Decision> decisions_;
  Ties ties_;  // what decisions say and what has been joined
  std::map<std::string, std::vector<std::string>> members_;  // of groups, by id
};

}  // namespace

Resolution resolve(std::vector<Profile> profiles, const NameWords& words,
                   std::span<const Decision> decisions) {
  return Resolver(std::move(profiles), words, decisions).run();
}

}  // namespace entente
