#include "graph/resolve/judgement.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "extract/entity_id.h"

namespace entente {
namespace {

enum class Kind { Person, Group, Place };

Kind kind_of(EntityType type) {
  switch (type) {
    case EntityType::Person:
      return Kind::Person;
    case EntityType::GeoPolitical:
    case EntityType::Location:
      return Kind::Place;
    case EntityType::Organization:
    case EntityType::Misc:
      break;
  }
  return Kind::Group;
}

// What is known of two entities besides their names.
struct Context {
  std::string country{};       // that both belong to, or ""
  const Post* post = nullptr;  // that both hold at one time
  std::string conflict{};      // why they are two, or ""

  bool supports() const { return !country.empty() || post != nullptr; }
};

constexpr int near_days = 400;  // between reports of one post

// Posts that only one person holds at a time, so that "García" who holds one is the "García", or
// "Juan García", who does.
bool is_held_by_one(std::string_view post) {
  static constexpr std::array<std::string_view, 20> posts{"president of",
                                                          "head of government of",
                                                          "head of state of",
                                                          "king of",
                                                          "queen of",
                                                          "emperor of",
                                                          "pope of",
                                                          "chancellor of",
                                                          "supreme leader of",
                                                          "secretary general of",
                                                          "governor of",
                                                          "mayor of",
                                                          "bishop of",
                                                          "archbishop of",
                                                          "head coach of",
                                                          "coach of",
                                                          "chief executive of",
                                                          "chairman of",
                                                          "attorney general of",
                                                          "prime minister of"};
  static constexpr std::array<std::string_view, 3> others{"former ", "deputy ", "vice "};
  const bool is_another =
      std::ranges::any_of(others, [&](std::string_view other) { return post.starts_with(other); });
  const bool has_portfolio = post.ends_with(" minister of");
  return !is_another && (has_portfolio || std::ranges::find(posts, post) != posts.end());
}

bool within(const Post& left, const Post& right, int days) {
  if (!left.days || !right.days) return false;
  return left.days->first <= right.days->last + days && right.days->first <= left.days->last + days;
}

bool holds_in(const Profile& profile, std::string_view country) {
  return profile.country == country ||
         std::any_of(profile.posts.begin(), profile.posts.end(),
                     [&](const Post& post) { return post.country == country; });
}

// Posts in two countries at one time, unless one of the two entities has to do with both.
const Post* conflicting_post(const Profile& left, const Profile& right) {
  for (const Post& post : left.posts) {
    if (post.country.empty() || holds_in(right, post.country)) continue;
    for (const Post& other : right.posts) {
      if (!other.country.empty() && !holds_in(left, other.country) && within(post, other, 0)) {
        return &post;
      }
    }
  }
  return nullptr;
}

const Post* common_post(const Profile& left, const Profile& right) {
  for (const Post& post : left.posts) {
    for (const Post& other : right.posts) {
      if (post.relation == other.relation && post.of == other.of &&
          within(post, other, near_days)) {
        return &post;
      }
    }
  }
  return nullptr;
}

Context context_of(const Profile& left, const Profile& right) {
  Context context;
  if (!left.country.empty() && !right.country.empty()) {
    if (left.country == right.country) {
      context.country = left.country;
    } else if (!holds_in(left, right.country) && !holds_in(right, left.country)) {
      context.conflict = "one is of " + std::min(left.country, right.country) + ", the other of " +
                         std::max(left.country, right.country);
      return context;
    }
  }
  if (std::binary_search(left.related.begin(), left.related.end(), hash_of(right.id))) {
    context.conflict = "a fact relates one to the other";
    return context;
  }
  if (conflicting_post(left, right) != nullptr) {
    context.conflict = "they hold posts in different countries at the same time";
    return context;
  }
  context.post = common_post(left, right);
  return context;
}

// How much spelling differs, in hundredths of a letter a letter.
int cost_per_letter(int cost, std::size_t letters) {
  return letters == 0 ? 0 : cost / static_cast<int>(letters);
}

constexpr double supported_bonus = 0.04;
constexpr double conflict_factor = 0.3;

double score_of(double base, int cost, std::size_t letters, const Context& context) {
  double score = base - 0.01 * cost_per_letter(cost, letters);
  if (context.supports()) score += supported_bonus;
  if (!context.conflict.empty()) score *= conflict_factor;
  return std::clamp(score, 0.0, 1.0);
}

std::string reason_of(std::string_view left, std::string_view right, std::string_view how,
                      const Context& context) {
  std::string reason =
      fmt::format("\"{}\" and \"{}\" {}", std::min(left, right), std::max(left, right), how);
  if (!context.country.empty()) reason += "; both are of " + context.country;
  if (context.post != nullptr) {
    reason += fmt::format("; both are {} {}", context.post->relation, context.post->of);
  }
  if (!context.conflict.empty()) reason += "; but " + context.conflict;
  return reason;
}

Judgement judge_known(const ReadProfile& left, const ReadProfile& right) {
  for (const auto& name : left.names) {
    for (const auto& other : right.names) {
      if (name.known.empty() || name.known != other.known) continue;
      if (!context_of(*left.profile, *right.profile).conflict.empty()) return {};
      return {.verdict = Verdict::Same,
              .score = 1.0,
              .reason =
                  fmt::format("\"{}\" and \"{}\" are names of {}", std::min(name.text, other.text),
                              std::max(name.text, other.text), name.known)};
    }
  }
  return {};
}

// Spelling of names from other scripts differs from paper to paper; elsewhere another spelling is
// rather another name.
constexpr int most_transcribed = 9;
constexpr int most_supported = 12;
constexpr int most_as_written = 4;

int most_cost_per_letter(bool transcribed, bool may_be, const Context& context) {
  if (transcribed) return context.supports() ? most_supported : most_transcribed;
  if (may_be) return most_transcribed;
  return context.supports() ? most_transcribed : most_as_written;
}

// What judging persons and judging others have in common.
template <typename Comparison>
class Judge {
 public:
  Judge(const ReadProfile& left, const ReadProfile& right, const NameWords& words)
      : left_(left), right_(right), words_(words) {}

 protected:
  using ReadName = ReadProfile::ReadName;

  // Of all pairs of names, the one that says most; `compare` compares two.
  template <typename Compare>
  void find_best(const Compare& compare) {
    for (const ReadName& name : left_.names) {
      for (const ReadName& other : right_.names) {
        const Comparison found = compare(name, other);
        const bool better = !left_name_ || found.match > best_.match ||
                            (found.match == best_.match && found.cost < best_.cost);
        if (!better) continue;
        best_ = found;
        left_name_ = &name;
        right_name_ = &other;
      }
    }
  }

  Judgement made(Verdict verdict, double base, std::string_view how) const {
    return {.verdict = verdict,
            .score = score_of(base, best_.cost, best_.letters, context_),
            .reason = reason_of(left_name_->text, right_name_->text, how, context_)};
  }

  // What speaks against it goes before what names say.
  Judgement settled(Judgement judgement) const {
    judgement.apart = !context_.conflict.empty();
    if (judgement.apart) judgement.verdict = std::min(judgement.verdict, Verdict::Possible);
    return judgement;
  }

  // `name` is the member of ReadName that was compared.
  template <typename Name>
  bool is_transcribed(Name ReadName::*name) const {
    return (left_name_->*name).non_latin || (right_name_->*name).non_latin ||
           words_.transcribes(left_.profile->country) ||
           words_.transcribes(right_.profile->country);
  }

  const ReadProfile& left_;
  const ReadProfile& right_;
  const NameWords& words_;
  const ReadName* left_name_ = nullptr;
  const ReadName* right_name_ = nullptr;
  Comparison best_;
  Context context_;
};

class PersonJudge : Judge<PersonComparison> {
 public:
  using Judge::Judge;

  Judgement judge() {
    find_best([&](const ReadName& name, const ReadName& other) {
      return compare(name.person, other.person, words_);
    });
    if (best_.match == PersonMatch::Different) return {.apart = true};
    context_ = context_of(*left_.profile, *right_.profile);
    return settled(judge_match());
  }

 private:
  Judgement made(Verdict verdict, double base, std::string_view how) const {
    Judgement judgement = Judge::made(verdict, base, how);
    const std::size_t left = left_name_->person.words.size();
    const std::size_t right = right_name_->person.words.size();
    const bool both_short = best_.match == PersonMatch::Initials || (left == 1 && right == 1);
    judgement.short_left = both_short || left < right;
    judgement.short_right = both_short || right < left;
    return judgement;
  }

  Judgement judge_match() const {
    const bool spelt_so = is_spelt_so();
    switch (best_.match) {
      case PersonMatch::Same:
        return made(spelt_so ? Verdict::Same : Verdict::Possible, 0.95,
                    best_.cost == 0 ? "sound the same" : "sound alike");
      case PersonMatch::Reordered:
        return made(spelt_so && is_transcribed() ? Verdict::Same : Verdict::Possible, 0.8,
                    "have the same words in another order");
      case PersonMatch::Extended: {
        const bool long_enough = best_.words >= enough_words || context_.supports();
        return made(spelt_so && long_enough ? Verdict::IfAlone : Verdict::Possible, 0.75,
                    "are the same, one in full");
      }
      case PersonMatch::Initials:
        return made(spelt_so && context_.supports() ? Verdict::IfAlone : Verdict::Possible, 0.65,
                    "are the same, one shortened");
      case PersonMatch::Surname:
        if (are_namesakes()) return judge_namesakes(spelt_so);
        return made(spelt_so && context_.post ? Verdict::IfAlone : Verdict::Possible, 0.45,
                    "share a name");
      case PersonMatch::Different:
        break;
    }
    return {};
  }

  // Many bear the name that one report alone knows them by: only a post tells who it is.
  bool are_namesakes() const {
    return is_of_one_report(left_.profile->id) || is_of_one_report(right_.profile->id);
  }

  Judgement judge_namesakes(bool spelt_so) const {
    if (!context_.post || !is_held_by_one(context_.post->relation)) return {};
    return made(spelt_so ? Verdict::Same : Verdict::Possible, 0.6, "share a name");
  }

  bool is_transcribed() const { return Judge::is_transcribed(&ReadName::person); }

  bool is_spelt_so() const {
    const bool may_be = left_.profile->country.empty() && right_.profile->country.empty();
    return cost_per_letter(best_.cost, best_.letters) <=
           most_cost_per_letter(is_transcribed(), may_be, context_);
  }

  static constexpr std::size_t enough_words = 3;
};

class GroupJudge : Judge<GroupComparison> {
 public:
  using Judge::Judge;

  Judgement judge() {
    find_best([&](const ReadName& name, const ReadName& other) -> GroupComparison {
      GroupComparison found = compare(name.group, other.group, words_);
      // Who is known in full as well needs no guess at what the acronym means.
      const ReadProfile& side = name.group.acronym.empty() ? right_ : left_;
      if (found.match == GroupMatch::Acronym && in_full(side)) return {};
      return found;
    });
    // An acronym may be that of the name in another language.
    if (best_.match == GroupMatch::Different) return {.apart = in_full(left_) && in_full(right_)};
    context_ = context_of(*left_.profile, *right_.profile);
    return settled(judge_match());
  }

 private:
  static bool in_full(const ReadProfile& read) {
    return std::any_of(read.names.begin(), read.names.end(),
                       [](const ReadName& name) { return name.group.acronym.empty(); });
  }

  Judgement made(Verdict verdict, double base, std::string_view how) const {
    Judgement judgement = Judge::made(verdict, base, how);
    const GroupName& left = left_name_->group;
    const GroupName& right = right_name_->group;
    const bool acronym = best_.match == GroupMatch::Acronym;
    judgement.short_left = acronym ? !left.acronym.empty() : left.words.size() < right.words.size();
    judgement.short_right =
        acronym ? !right.acronym.empty() : right.words.size() < left.words.size();
    return judgement;
  }

  Judgement judge_match() {
    const bool same_type = left_.profile->type == right_.profile->type;
    const bool spelt_so = is_spelt_so();
    switch (best_.match) {
      case GroupMatch::Same: {
        // Of two types, one word may mean two things: a river and its province.
        const bool sure = spelt_so && (same_type || left_name_->group.words.size() > 1);
        return made(sure && names_no_country_alone() ? Verdict::Same : Verdict::Possible, 0.95,
                    best_.cost == 0 ? "are the same name" : "are nearly the same name");
      }
      case GroupMatch::Generic:
        if (context_.country.empty()) return {};  // "Ministry of Defence" alone is anybody's
        return made(same_type ? Verdict::Same : Verdict::Possible, 0.6,
                    "have the same words, which other names share");
      case GroupMatch::Placed:
        return judge_placed(same_type);
      case GroupMatch::Acronym: {
        const std::string& letters = left_name_->group.acronym.empty() ? right_name_->group.acronym
                                                                       : left_name_->group.acronym;
        const bool sure = letters.size() >= long_acronym ||
                          (letters.size() >= short_acronym && acronym_supported());
        return made(sure && same_type ? Verdict::IfAlone : Verdict::Possible, 0.7,
                    "are an acronym and its name");
      }
      case GroupMatch::Extended:
        return made(
            spelt_so && same_type && context_.supports() ? Verdict::IfAlone : Verdict::Possible,
            0.65, "are the same, one says what it is");
      case GroupMatch::Different:
        break;
    }
    return {};
  }

  // "Ministry of Defence" of an entity of Russia is the "Ministry of Defence of Russia"; where no
  // country is known, it may be any country's.
  Judgement judge_placed(bool same_type) {
    const bool left_names_it = left_name_->group.words.size() > right_name_->group.words.size();
    const Profile& other = left_names_it ? *right_.profile : *left_.profile;
    const GroupName& shorter = left_names_it ? right_name_->group : left_name_->group;
    if (other.country.empty() && !shorter.holds(GroupName::Kind::Own)) return {};
    if (!other.country.empty() && other.country != best_.country && context_.conflict.empty()) {
      context_.conflict = "one is of " + best_.country + " by its name";
    }
    return made(same_type && other.country == best_.country ? Verdict::Same : Verdict::Possible,
                0.7, "are the same, one names its country");
  }

  bool acronym_supported() const {
    if (context_.supports()) return true;
    const bool left_is_it = !left_name_->group.acronym.empty();
    const std::string& country = left_is_it ? left_.profile->country : right_.profile->country;
    const GroupName& full = left_is_it ? right_name_->group : left_name_->group;
    return std::any_of(full.words.begin(), full.words.end(), [&](const GroupName::Word& word) {
      return word.kind == GroupName::Kind::Country && word.text == country;
    });
  }

  // A country's name is that of its government, its team and more; a state may be called as one.
  bool names_no_country_alone() const {
    if (left_name_->group.words.size() > 1 ||
        left_name_->group.words.front().kind != GroupName::Kind::Country) {
      return true;
    }
    return kind_of(left_.profile->type) == Kind::Place && !context_.country.empty();
  }

  bool is_spelt_so() const {
    if (best_.cost > 0 && best_.letters < shortest_respelt) return false;
    return cost_per_letter(best_.cost, best_.letters) <=
           most_cost_per_letter(is_transcribed(&ReadName::group), false, context_);
  }

  static constexpr std::size_t long_acronym = 4;
  static constexpr std::size_t short_acronym = 3;
  static constexpr std::size_t shortest_respelt = 6;
};

}  // namespace

ReadProfile read(const Profile& profile, const NameWords& words) {
  ReadProfile read{.profile = &profile, .names = {}};
  const Kind kind = kind_of(profile.type);
  for (const Entity::Name& name : profile.names) {
    ReadProfile::ReadName one{.text = name.name, .known = {}, .person = {}, .group = {}};
    const NameWords::Known* known = words.known(lookup_key(name.name), name.name);
    if (known != nullptr && kind_of(known->type) == kind &&
        (known->country.empty() || profile.country.empty() || known->country == profile.country)) {
      one.known = known->id;
    }
    if (kind == Kind::Person) {
      one.person = person_name(name.name, words);
    } else {
      one.group = group_name(name.name, words);
    }
    read.names.push_back(std::move(one));
  }
  return read;
}

Judgement judge(const ReadProfile& left, const ReadProfile& right, const NameWords& words) {
  const Kind kind = kind_of(left.profile->type);
  if (kind != kind_of(right.profile->type)) return {};
  if (kind == Kind::Person) {
    if (Judgement known = judge_known(left, right); known.verdict == Verdict::Same) return known;
    return PersonJudge(left, right, words).judge();
  }
  // Of bodies that one report alone knows whose they are, their names say nothing.
  if (is_of_one_report(left.profile->id) || is_of_one_report(right.profile->id)) return {};
  if (Judgement known = judge_known(left, right); known.verdict == Verdict::Same) return known;
  return GroupJudge(left, right, words).judge();
}

}  // namespace entente
