#include "extract/entities/roles.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "extract/entities/letter_case.h"

namespace entente {
namespace {

constexpr std::size_t longest_role = 4;       // words of "jefe del Estado Mayor"
constexpr std::size_t longest_portfolio = 7;  // words of "Trabajo y Asuntos Sociales"

// Posts whose holder "el líder ruso" can mean.
constexpr std::array<std::string_view, 9> leading_posts{
    "leader of", "president of", "prime minister of", "head of government of", "head of state of",
    "king of",   "queen of",     "chancellor of",     "supreme leader of"};

bool leads(std::string_view relation) {
  return std::find(leading_posts.begin(), leading_posts.end(), relation) != leading_posts.end();
}

using EntityList = std::vector<std::size_t>;

class RoleFinder {
 public:
  RoleFinder(std::size_t sentence, const DependencyTree& tree,
             std::span<const DocumentEntity> entities, const MentionTable& mentions,
             const Lexicon& lexicon)
      : sentence_(sentence),
        tree_(tree),
        entities_(entities),
        mentions_(mentions),
        lexicon_(lexicon) {}

  std::vector<RolePhrase> find() {
    std::vector<RolePhrase> phrases;
    for (std::size_t i = 0; i < tree_.size(); ++i) {
      auto phrase = match(i);
      if (!phrase) continue;
      std::size_t next = phrase->last + 1;
      std::string portfolio = read_portfolio_and_targets(*phrase, next);
      name_relation(*phrase, std::move(portfolio));
      phrase->holder = find_holder(*phrase, next);
      if (!phrase->holder) inherit_holder(*phrase, phrases);
      i = phrase->last;
      add(std::move(*phrase), next, phrases);
    }
    return phrases;
  }

 private:
  // Adds a phrase; of a plural noun one for each holder: "los presidentes de Francia y Alemania,
  // Luc Morel y Anna Vogt", who hold one post each where there are as many of them as of countries.
  void add(RolePhrase phrase, std::size_t next, std::vector<RolePhrase>& phrases) const {
    EntityList holders;
    if (phrase.holder && tree_.word(phrase.noun).has("Number=Plur")) {
      holders = coordinated_holders(phrase, next);
    }
    if (holders.size() < 2) {
      phrases.push_back(std::move(phrase));
      return;
    }
    for (std::size_t i = 0; i < holders.size(); ++i) {
      RolePhrase one = phrase;
      one.holder = holders[i];
      if (holders.size() == phrase.targets.size()) one.targets = {phrase.targets[i]};
      phrases.push_back(std::move(one));
    }
  }

  // The names behind a phrase: ", Luc Morel y Anna Vogt".
  EntityList coordinated_holders(const RolePhrase& phrase, std::size_t next) const {
    EntityList holders;
    bool closed = false;  // by the name behind "y"
    for (std::size_t at = next; at < tree_.size() && !closed;) {
      const bool conjunction = tree_.word(at).upos == Upos::Cconj;
      if (conjunction || tree_.word(at).form == "," || tree_.word(at).form == "(") ++at;
      const Mention* mention = at < tree_.size() ? mentions_.at(sentence_, at) : nullptr;
      if (!can_hold(phrase, mention) || mention->first != at) break;
      holders.push_back(mention->entity);
      closed = conjunction;
      at = mention->last + 1;
    }
    return holders;
  }

  // Lower-cased words [first, last] joined by spaces, articles between them left out, the word
  // `noun` as its lemma where `use_lemma`.
  std::string key(std::size_t first, std::size_t last, std::size_t noun, bool use_lemma) const {
    std::string result;
    for (std::size_t i = first; i <= last; ++i) {
      const Word& word = tree_.word(i);
      if (word.upos == Upos::Det && i > first) continue;
      if (!result.empty()) result += ' ';
      result += lower(use_lemma && i == noun ? word.lemma : word.form);
    }
    return result;
  }

  // The longest role of the lexicon whose noun is word i.
  std::optional<RolePhrase> match(std::size_t i) const {
    const Upos upos = tree_.word(i).upos;
    if (upos != Upos::Noun && upos != Upos::Propn && upos != Upos::Adj) return {};
    const std::size_t earliest = i > 0 && tree_.word(i - 1).upos != Upos::Det ? i - 1 : i;
    for (std::size_t first = earliest; first <= i; ++first) {
      const std::size_t end = std::min(first + longest_role, tree_.size());
      for (std::size_t last = end; last-- > i;) {
        for (const bool use_lemma : {false, true}) {
          const Role* role = lexicon_.role(key(first, last, i, use_lemma));
          if (!role || is_inside_name(first, last)) continue;
          RolePhrase phrase;
          phrase.sentence = sentence_;
          phrase.noun = i;
          phrase.first = first;
          phrase.last = last;
          phrase.role = role;
          return phrase;
        }
      }
    }
    return {};
  }

  // "Presidente" in "Presidente Hayes" (a town) is no role.
  bool is_inside_name(std::size_t first, std::size_t last) const {
    const Mention* mention = mentions_.at(sentence_, first);
    return mention && mention->kind == MentionKind::Name && mention->last > last;
  }

  bool is_of(std::size_t i) const {
    return i < tree_.size() && tree_.word(i).upos == Upos::Adp &&
           holds(lexicon_.grammar().of, tree_.word(i).lemma);
  }

  std::size_t skip_article(std::size_t i) const {
    return i < tree_.size() && tree_.word(i).upos == Upos::Det ? i + 1 : i;
  }

  // Reads "de Defensa ruso", "de Asuntos Exteriores de Francia y Alemania" from word `next` on;
  // leaves `next` behind it and gives the portfolio in English, "" where there is none.
  std::string read_portfolio_and_targets(RolePhrase& phrase, std::size_t& next) const {
    std::string portfolio;
    EntityList demonyms;
    bool moved = true;
    while (moved && next < tree_.size()) {
      moved = false;
      const Mention* here = mentions_.at(sentence_, next);
      if (here && here->kind == MentionKind::Demonym) {
        demonyms.push_back(here->entity);
        next = here->last + 1;
        moved = true;
      } else if (tree_.word(next).upos == Upos::Adj && !here) {
        ++next;
        moved = true;
      } else if (is_of(next) && portfolio.empty() && read_portfolio(next, portfolio)) {
        moved = true;
      } else if (is_of(next)) {
        const Mention* target = mentions_.at(sentence_, skip_article(next + 1));
        if (target && target->first <= skip_article(next + 1) &&
            can_be_target(phrase, target->entity)) {
          add_target(phrase, target->entity);
          next = target->last + 1;
          read_coordinated_targets(phrase, next);
          moved = true;
        }
      }
    }
    // "el capitán argentino del Olmedo": beside a target of its own, a demonym is his nationality.
    if (phrase.targets.empty()) {
      for (const std::size_t entity : demonyms) add_target(phrase, entity);
    }
    phrase.last = std::max(phrase.last, next - 1);
    return portfolio;
  }

  bool read_portfolio(std::size_t& next, std::string& portfolio) const {
    const std::size_t first = skip_article(next + 1);
    const std::size_t end = std::min(first + longest_portfolio, tree_.size());
    for (std::size_t last = end; last-- > first;) {
      if (const std::string* english = lexicon_.portfolio(key(first, last, first, false))) {
        portfolio = *english;
        next = last + 1;
        return true;
      }
    }
    return false;
  }

  // "de Francia, Alemania y Polonia"
  void read_coordinated_targets(RolePhrase& phrase, std::size_t& next) const {
    while (next + 1 < tree_.size()) {
      const Word& joint = tree_.word(next);
      if (joint.upos != Upos::Cconj && joint.form != ",") return;
      const std::size_t after = is_of(next + 1) ? next + 2 : next + 1;
      const Mention* target = mentions_.at(sentence_, skip_article(after));
      if (!target || entities_[target->entity].ref.type != EntityType::GeoPolitical ||
          target->kind == MentionKind::Demonym) {
        return;
      }
      add_target(phrase, target->entity);
      next = target->last + 1;
    }
  }

  bool can_be_target(const RolePhrase& phrase, std::size_t entity) const {
    const EntityType type = entities_[entity].ref.type;
    const auto& types = phrase.role->target_types;
    if (!types.empty()) return std::find(types.begin(), types.end(), type) != types.end();
    return phrase.role->relation_class == RelationClass::Kin || type != EntityType::Person;
  }

  void add_target(RolePhrase& phrase, std::size_t entity) const {
    const bool is_new =
        std::find(phrase.targets.begin(), phrase.targets.end(), entity) == phrase.targets.end();
    if (is_new && can_be_target(phrase, entity)) phrase.targets.push_back(entity);
  }

  void name_relation(RolePhrase& phrase, std::string portfolio) const {
    static constexpr std::string_view placeholder = "{portfolio} ";
    phrase.relation = phrase.role->relation;
    if (const auto at = phrase.relation.find(placeholder); at != std::string::npos) {
      if (!portfolio.empty()) portfolio += ' ';
      phrase.relation.replace(at, placeholder.size(), portfolio);
    }
    std::vector<std::size_t> modifiers(tree_.children(phrase.noun).begin(),
                                       tree_.children(phrase.noun).end());
    if (phrase.first > 0) modifiers.push_back(phrase.first - 1);
    for (const std::size_t i : modifiers) {
      if (i > phrase.noun) continue;
      if (const std::string* english = lexicon_.role_modifier(lower(tree_.word(i).form))) {
        phrase.relation = *english + " " + phrase.relation;
        phrase.first = std::min(phrase.first, i);
        return;
      }
    }
  }

  bool can_hold(const RolePhrase& phrase, const Mention* mention) const {
    if (!mention || mention->kind != MentionKind::Name) return false;
    const EntityType type = entities_[mention->entity].ref.type;
    const auto& types = phrase.role->holder_types;
    const bool fits = types.empty() ? type == EntityType::Person
                                    : std::find(types.begin(), types.end(), type) != types.end();
    return fits && std::find(phrase.targets.begin(), phrase.targets.end(), mention->entity) ==
                       phrase.targets.end();
  }

  std::optional<std::size_t> find_holder(const RolePhrase& phrase, std::size_t next) const {
    // "el presidente ruso, Vladímir Putin", "el presidente Putin"
    std::size_t after = skip_seat(next);
    if (after < tree_.size() && (tree_.word(after).form == "," || tree_.word(after).form == "(")) {
      ++after;
    }
    if (after < tree_.size()) {
      const Mention* mention = mentions_.at(sentence_, after);
      if (can_hold(phrase, mention) && mention->first == after) return mention->entity;
    }
    // "Vladímir Putin, (el) presidente de Rusia": an apposition
    std::size_t start = phrase.first;
    if (start > 0 && tree_.word(start - 1).upos == Upos::Det) --start;
    if (start >= 2 && (tree_.word(start - 1).form == "," || tree_.word(start - 1).form == "(")) {
      const Mention* mention = mentions_.at(sentence_, start - 2);
      const bool closes = next >= tree_.size() || tree_.word(next).upos == Upos::Punct ||
                          tree_.word(next).upos == Upos::Cconj;
      if (can_hold(phrase, mention) && closes) return mention->entity;
    }
    // "Putin es presidente de Rusia"
    if (tree_.child(phrase.noun, "cop")) {
      if (const auto subject = tree_.child(phrase.noun, "nsubj")) {
        const Mention* mention = mentions_.at(sentence_, *subject);
        if (can_hold(phrase, mention)) return mention->entity;
      }
    }
    return {};
  }

  // "El embajador de España en Cuba, Luc Morel": where the post is held stands before the holder.
  std::size_t skip_seat(std::size_t next) const {
    if (next >= tree_.size() || tree_.word(next).upos != Upos::Adp || is_of(next)) return next;
    const Mention* seat = mentions_.at(sentence_, skip_article(next + 1));
    if (!seat || seat->kind != MentionKind::Name) return next;
    const EntityType type = entities_[seat->entity].ref.type;
    const bool place = type == EntityType::GeoPolitical || type == EntityType::Location;
    return place ? seat->last + 1 : next;
  }

  // "X, presidente de A y director de B": the second post is the same person's. Read linearly, as
  // parsers attach the second one to X as often as to the first.
  void inherit_holder(RolePhrase& phrase, std::span<const RolePhrase> earlier) const {
    if (earlier.empty() || !earlier.back().holder || tree_.relation(phrase.noun) != "conj") return;
    std::size_t start = phrase.first;
    if (start > 0 && tree_.word(start - 1).upos == Upos::Det) --start;
    const bool follows =
        earlier.back().last + 2 == start &&
        (tree_.word(start - 1).upos == Upos::Cconj || tree_.word(start - 1).form == ",");
    if (follows) phrase.holder = earlier.back().holder;
  }

  std::size_t sentence_;
  const DependencyTree& tree_;
  std::span<const DocumentEntity> entities_;
  const MentionTable& mentions_;
  const Lexicon& lexicon_;
};

bool share_target(const RolePhrase& a, const RolePhrase& b) {
  return std::any_of(a.targets.begin(), a.targets.end(), [&](std::size_t target) {
    return std::find(b.targets.begin(), b.targets.end(), target) != b.targets.end();
  });
}

// `named` holds the post that `described` speaks of.
bool is_same_post(const RolePhrase& described, const RolePhrase& named) {
  if (!described.targets.empty() && !named.targets.empty() && !share_target(described, named)) {
    return false;
  }
  if (described.role == named.role) {
    return described.relation == named.relation ||
           described.role->relation.find('{') != std::string::npos;
  }
  return leads(described.relation) && described.relation == "leader of" && leads(named.relation) &&
         share_target(described, named);
}

}  // namespace

std::vector<RolePhrase> find_roles(std::span<const DependencyTree> trees,
                                   std::span<const DocumentEntity> entities,
                                   const MentionTable& mentions, const Lexicon& lexicon) {
  std::vector<RolePhrase> all;
  for (std::size_t s = 0; s < trees.size(); ++s) {
    auto phrases = RoleFinder(s, trees[s], entities, mentions, lexicon).find();
    std::move(phrases.begin(), phrases.end(), std::back_inserter(all));
  }
  return all;
}

std::optional<std::size_t> holder_of(std::span<const RolePhrase> phrases, std::size_t index) {
  const RolePhrase& described = phrases[index];
  for (std::size_t i = index; i-- > 0;) {
    if (phrases[i].holder && is_same_post(described, phrases[i])) return phrases[i].holder;
  }
  for (std::size_t i = index + 1; i < phrases.size(); ++i) {
    if (phrases[i].holder && is_same_post(described, phrases[i])) return phrases[i].holder;
  }
  return {};
}

}  // namespace entente
