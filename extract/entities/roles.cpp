#include "extract/entities/roles.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "extract/entities/letter_case.h"
#include "extract/entities/names.h"

namespace entente {
namespace {

constexpr std::size_t longest_role = 6;  // words of "editor-in-chief", hyphens counted

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
        lexicon_(lexicon) {
    for (std::size_t i = 0; i < tree.size(); ++i) {
      forms_.push_back(lower(tree.word(i).form));
      lemmas_.push_back(lower(tree.word(i).lemma));
    }
  }

  std::vector<RolePhrase> find() {
    std::vector<RolePhrase> phrases;
    for (std::size_t i = 0; i < tree_.size(); ++i) {
      auto phrase = match(i);
      if (!phrase) continue;
      const std::size_t role_first = phrase->first;
      std::size_t next = phrase->last + 1;
      Surroundings found;
      found.post = {sentence_, phrase->first, phrase->last};
      read_after(*phrase, next, found);
      read_before(*phrase, found);
      // "el capitán argentino del Olmedo": beside a target of its own, a demonym is his
      // nationality.
      if (phrase->targets.empty()) {
        for (const std::size_t entity : found.demonyms) add_target(*phrase, entity);
      }
      if (can_be_held_by(*phrase->role, EntityType::Person)) posts_.push_back(found.post);
      name_relation(*phrase, found, role_first);
      phrase->holder = found.itself ? found.itself : find_holder(*phrase, next);
      if (!phrase->holder) inherit_holder(*phrase, phrases);
      if (phrase->holder && phrase->targets.empty()) read_behind_holder(*phrase, next);
      i = found.resume.value_or(phrase->last);
      if (!phrases.empty()) join(phrases.back(), *phrase);
      add(std::move(*phrase), next, phrases);
    }
    return phrases;
  }

  // Those of people, found by find().
  const std::vector<PostWords>& posts() const { return posts_; }

 private:
  // What the words around a role say of it.
  struct Surroundings {
    PostWords post;
    std::string portfolio;  // in English, "" where there is none
    EntityList demonyms;
    std::vector<std::size_t> modifiers;  // words: "former", "ex"
    std::optional<std::size_t> itself;   // the entity of "Helmand" in "Helmand province"
    std::optional<std::size_t> resume;   // where the next post is sought, if not behind the phrase
  };

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

  // Lower-cased words [first, last] joined by spaces, hyphens and the articles between them left
  // out, the word `noun` as its lemma where `use_lemma`.
  std::string key(std::size_t first, std::size_t last, std::size_t noun, bool use_lemma) const {
    std::string result;
    for (std::size_t i = first; i <= last; ++i) {
      if ((tree_.word(i).upos == Upos::Det && i > first) || is_hyphen(i)) continue;
      if (!result.empty()) result += ' ';
      result += use_lemma && i == noun ? lemmas_[i] : forms_[i];
    }
    return result;
  }

  bool is_hyphen(std::size_t i) const { return tree_.word(i).form == "-"; }

  // The longest role of the lexicon that word i is part of.
  std::optional<RolePhrase> match(std::size_t i) const {
    const Upos upos = tree_.word(i).upos;
    if (upos != Upos::Noun && upos != Upos::Propn && upos != Upos::Adj) return {};
    std::size_t earliest = i;
    if (i > 0 && tree_.word(i - 1).upos != Upos::Det) earliest = i - 1;
    if (i > 1 && is_hyphen(i - 1)) earliest = i - 2;  // "co-founder"
    for (std::size_t first = earliest; first <= i; ++first) {
      if (is_hyphen(first)) continue;
      const std::size_t end = std::min(first + longest_role, tree_.size());
      for (std::size_t last = end; last-- > i;) {
        if (is_hyphen(last)) continue;
        if (auto phrase = match_span(first, last, i)) return phrase;
      }
    }
    return {};
  }

  std::optional<RolePhrase> match_span(std::size_t first, std::size_t last, std::size_t i) const {
    const std::size_t head = span_head(tree_, first, last);
    const Role* role = lexicon_.role(key(first, last, i, false));
    if (!role) role = lexicon_.role(key(first, last, i, true));
    if (!role) role = lexicon_.role(key(first, last, head, true));  // "prime ministers"
    const bool describes = tree_.word(head).upos == Upos::Adj && tree_.relation(head) == "amod";
    if (!role || describes || is_inside_name(first, last) || names_a_body(*role, head)) return {};
    RolePhrase phrase;
    phrase.sentence = sentence_;
    phrase.noun = head;
    phrase.first = first;
    phrase.last = last;
    phrase.role = role;
    return phrase;
  }

  // "Presidente" in "Presidente Hayes" (a town) is no role, nor is "Bank" in "Deutsche Bank".
  bool is_inside_name(std::size_t first, std::size_t last) const {
    for (std::size_t i = first; i <= last; ++i) {
      const Mention* mention = mentions_.at(sentence_, i);
      if (!mention || mention->kind != MentionKind::Name) continue;
      if (mention->first < first || mention->last > last) return true;
    }
    return false;
  }

  bool is_of(std::size_t i) const {
    return i < tree_.size() && tree_.word(i).upos == Upos::Adp &&
           holds(lexicon_.grammar().of, tree_.word(i).lemma);
  }

  // "the Russian Army" is an entity and not what some army is said to be.
  bool names_a_body(const Role& role, std::size_t noun) const {
    const Mention* mention = mentions_.at(sentence_, noun);
    return mention && mention->kind == MentionKind::Body &&
           !can_be_held_by(role, EntityType::Person);
  }

  // A preposition that leads to what a role is held in: "of", "spokesman for".
  bool leads_to_target(const RolePhrase& phrase, std::size_t i) const {
    return is_of(i) || (i < tree_.size() && tree_.word(i).upos == Upos::Adp &&
                        holds(phrase.role->prepositions, tree_.word(i).lemma));
  }

  std::size_t skip_article(std::size_t i) const {
    return i < tree_.size() && tree_.word(i).upos == Upos::Det ? i + 1 : i;
  }

  // The mention that covers a word, but for that of the post itself.
  const Mention* mention_beside(const RolePhrase& phrase, std::size_t i) const {
    const Mention* mention = mentions_.at(sentence_, i);
    const bool itself = mention && mention->first <= phrase.noun && phrase.noun <= mention->last;
    return itself ? nullptr : mention;
  }

  // Reads "de Defensa ruso", "de Asuntos Exteriores de Francia y Alemania" from word `next` on and
  // leaves `next` behind it.
  void read_after(RolePhrase& phrase, std::size_t& next, Surroundings& found) const {
    bool moved = true;
    while (moved && next < tree_.size()) {
      moved = false;
      const Mention* here = mention_beside(phrase, next);
      if (here && here->kind == MentionKind::Demonym) {
        found.demonyms.push_back(here->entity);
        next = here->last + 1;
        moved = true;
      } else if (is_suffix(next)) {
        found.modifiers.push_back(next + 1);
        next += 2;
        moved = true;
      } else if (tree_.word(next).upos == Upos::Adj && !here) {
        ++next;
        moved = true;
      } else if (leads_to_target(phrase, next)) {
        moved = (found.portfolio.empty() && read_portfolio(next, found)) ||
                read_target(phrase, next) || read_titled_target(phrase, next, found);
      }
    }
    phrase.last = std::max(phrase.last, next - 1);
  }

  // "president-elect"
  bool is_suffix(std::size_t i) const {
    return is_hyphen(i) && i + 1 < tree_.size() && lexicon_.role_modifier(forms_[i + 1]);
  }

  bool read_target(RolePhrase& phrase, std::size_t& next) const {
    const std::size_t start = skip_article(next + 1);
    const Mention* target = mentions_.at(sentence_, start);
    if (!target || target->first > start || describes_what_follows(*target) ||
        !can_be_target(phrase, target->entity)) {
      return false;
    }
    add_target(phrase, target->entity);
    next = target->last + 1;
    read_coordinated_targets(phrase, next);
    return true;
  }

  // "spokesman for U.S. President Luc Morel": a name behind a title, which is a post of its own.
  bool read_titled_target(RolePhrase& phrase, std::size_t& next, Surroundings& found) const {
    const auto noun = tree_.head(next);
    if (!noun || *noun < next || tree_.relation(next) != "case") return false;
    const Mention* target = mentions_.at(sentence_, *noun);
    if (!target || target->kind != MentionKind::Name || !can_be_target(phrase, target->entity)) {
      return false;
    }
    add_target(phrase, target->entity);
    found.resume = next;
    next = target->last + 1;
    return true;
  }

  // "U.S." in "U.S. President Luc Morel"
  bool describes_what_follows(const Mention& mention) const {
    const auto head = tree_.head(mention.head);
    const std::string_view relation = tree_.relation(mention.head);
    return head && *head > mention.last && (relation == "compound" || relation == "amod");
  }

  // Reads "former U.S. deputy defense", "Microsoft", "Russia's" backwards from the role; what is
  // read belongs to the same noun phrase.
  void read_before(RolePhrase& phrase, Surroundings& found) const {
    const std::size_t top = title_holder(phrase).value_or(phrase.noun);
    bool genitive = false;
    for (std::size_t at = phrase.first; at > 0 && tree_.dominates(top, at - 1);) {
      const std::size_t before = at - 1;
      if (const Mention* mention = mention_beside(phrase, before)) {
        if (!take_before(phrase, *mention, genitive, found) || genitive) return;
        at = mention->first;
      } else if (is_genitive_mark(before)) {
        genitive = true;
        at = before;
      } else if (genitive) {
        return;
      } else if (lexicon_.role_modifier(forms_[before])) {
        found.modifiers.push_back(before);
        at = before;
      } else if (!read_portfolio_before(at, found.portfolio)) {
        if (!can_stand_between(before)) return;
        at = before;
      } else {
        phrase.first = found.post.first = at;
      }
    }
  }

  // Takes a name or demonym that stands before a role; false where nothing of the phrase can stand
  // before it.
  bool take_before(RolePhrase& phrase, const Mention& mention, bool genitive,
                   Surroundings& found) const {
    if (mention.kind == MentionKind::Demonym) {
      found.demonyms.push_back(mention.entity);
    } else if (phrase.targets.empty()) {
      // "Helmand province" is the province itself, "its province" is not.
      const bool is_itself = phrase.role->relation_class == RelationClass::Located && !genitive &&
                             mention.kind != MentionKind::Pronoun;
      if (is_itself && can_hold(phrase, &mention)) found.itself = mention.entity;
      if (is_itself || !can_be_target(phrase, mention.entity)) return false;
      add_target(phrase, mention.entity);
    }
    phrase.first = std::min(phrase.first, mention.first);
    return true;
  }

  bool is_genitive_mark(std::size_t i) const {
    return tree_.relation(i) == "case" && tree_.head(i) && *tree_.head(i) < i;
  }

  // An adjective or noun between a role and what it is held in: "chief Tamil rebel negotiator".
  bool can_stand_between(std::size_t i) const {
    const std::string_view relation = tree_.relation(i);
    return relation == "amod" || relation == "compound" || relation == "nmod" || is_hyphen(i);
  }

  // The longest portfolio that ends right before word `at`, which is moved to its first word.
  bool read_portfolio_before(std::size_t& at, std::string& portfolio) const {
    if (!portfolio.empty()) return false;
    const std::size_t earliest = at - std::min(at, longest_portfolio);
    for (std::size_t first = earliest; first < at; ++first) {
      if (const std::string* english = lexicon_.portfolio(key(first, at - 1, first, false))) {
        portfolio = *english;
        at = first;
        return true;
      }
    }
    return false;
  }

  // "President Putin": the word of the name that the title before it hangs on.
  std::optional<std::size_t> title_holder(const RolePhrase& phrase) const {
    const auto head = tree_.head(phrase.noun);
    if (!head || *head <= phrase.last) return {};
    const std::string_view relation = tree_.relation(phrase.noun);
    const bool is_title = relation == "nmod" || relation == "compound" || relation == "flat";
    return is_title && tree_.case_of(phrase.noun).empty() ? head : std::nullopt;
  }

  // "President Vladimir Putin of Russia"
  void read_behind_holder(RolePhrase& phrase, std::size_t next) const {
    const Mention* name = next < tree_.size() ? mentions_.at(sentence_, next) : nullptr;
    if (!name || name->entity != phrase.holder || !is_of(name->last + 1)) return;
    std::size_t after = name->last + 1;
    read_target(phrase, after);
  }

  bool read_portfolio(std::size_t& next, Surroundings& found) const {
    const std::size_t first = skip_article(next + 1);
    const std::size_t end = std::min(first + longest_portfolio, tree_.size());
    for (std::size_t last = end; last-- > first;) {
      if (const std::string* english = lexicon_.portfolio(key(first, last, first, false))) {
        found.portfolio = *english;
        found.post.last = last;
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
    if (!exists_in(*phrase.role, entities_[entity], lexicon_)) return false;
    const auto& types = phrase.role->target_types;
    if (!types.empty()) return allows(types, type);
    return phrase.role->relation_class == RelationClass::Kin || type != EntityType::Person;
  }

  static bool is_target(const RolePhrase& phrase, std::size_t entity) {
    return std::find(phrase.targets.begin(), phrase.targets.end(), entity) != phrase.targets.end();
  }

  void add_target(RolePhrase& phrase, std::size_t entity) const {
    if (!is_target(phrase, entity) && can_be_target(phrase, entity)) {
      phrase.targets.push_back(entity);
    }
  }

  void name_relation(RolePhrase& phrase, const Surroundings& found, std::size_t role_first) const {
    static constexpr std::string_view placeholder = "{portfolio} ";
    phrase.relation = phrase.role->relation;
    if (const auto at = phrase.relation.find(placeholder); at != std::string::npos) {
      phrase.relation.replace(at, placeholder.size(),
                              found.portfolio.empty() ? "" : found.portfolio + " ");
    }
    std::vector<std::size_t> modifiers = found.modifiers;
    for (const std::size_t c : tree_.children(phrase.noun)) {
      if (c < role_first) modifiers.push_back(c);
    }
    if (role_first > 0) modifiers.push_back(role_first - 1);
    std::sort(modifiers.rbegin(), modifiers.rend());  // the nearest first: "former deputy minister"
    modifiers.erase(std::unique(modifiers.begin(), modifiers.end()), modifiers.end());
    for (const std::size_t i : modifiers) {
      if (const std::string* english = lexicon_.role_modifier(forms_[i])) {
        phrase.relation = *english + " " + phrase.relation;
        phrase.first = std::min(phrase.first, i);
      }
    }
  }

  bool can_hold(const RolePhrase& phrase, const Mention* mention) const {
    if (!mention || mention->kind != MentionKind::Name) return false;
    return can_hold(phrase, mention->entity);
  }

  bool can_hold(const RolePhrase& phrase, std::size_t entity) const {
    return can_be_held_by(*phrase.role, entities_[entity].ref.type) && !is_target(phrase, entity);
  }

  // The entity of the name that covers a word, where it can hold the post.
  std::optional<std::size_t> holder_at(const RolePhrase& phrase, std::size_t word) const {
    const Mention* mention = mentions_.at(sentence_, word);
    return can_hold(phrase, mention) ? std::optional{mention->entity} : std::nullopt;
  }

  std::optional<std::size_t> find_holder(const RolePhrase& phrase, std::size_t next) const {
    if (const auto behind = holder_behind(phrase, next)) return behind;
    if (const auto title = title_holder(phrase)) {
      if (const auto holder = holder_at(phrase, *title)) return holder;
    }
    if (const auto before = holder_before(phrase, next)) return before;
    return subject_of_post(phrase);
  }

  // "el presidente ruso, Vladímir Putin", "el presidente Putin"
  std::optional<std::size_t> holder_behind(const RolePhrase& phrase, std::size_t next) const {
    std::size_t after = skip_seat(next);
    if (after < tree_.size() && (tree_.word(after).form == "," || tree_.word(after).form == "(")) {
      ++after;
    }
    if (after >= tree_.size()) return {};
    const Mention* mention = mentions_.at(sentence_, after);
    const bool begins = mention && mention->first == after;
    return begins ? holder_at(phrase, after) : std::nullopt;
  }

  // "Vladímir Putin, (el) presidente de Rusia": an apposition
  std::optional<std::size_t> holder_before(const RolePhrase& phrase, std::size_t next) const {
    const auto head = tree_.head(phrase.noun);
    if (head && *head < phrase.first && tree_.relation(phrase.noun) == "appos") {
      if (const auto holder = holder_at(phrase, *head)) return holder;
    }
    std::size_t start = phrase.first;
    if (start > 0 && tree_.word(start - 1).upos == Upos::Det) --start;
    if (start < 2 || (tree_.word(start - 1).form != "," && tree_.word(start - 1).form != "(")) {
      return {};
    }
    const bool closes = next >= tree_.size() || tree_.word(next).upos == Upos::Punct ||
                        tree_.word(next).upos == Upos::Cconj;
    return closes ? holder_at(phrase, start - 2) : std::nullopt;
  }

  // "Putin es presidente de Rusia", "Morel, who is president of France", "he is president"
  std::optional<std::size_t> subject_of_post(const RolePhrase& phrase) const {
    const auto copula = tree_.child(phrase.noun, "cop");
    const auto subject = tree_.child(phrase.noun, "nsubj");
    if (!copula) return {};
    const bool relative =
        subject && tree_.relation(phrase.noun) == "acl" && tree_.word(*subject).has("PronType=Rel");
    const std::size_t word = relative ? *tree_.head(phrase.noun) : subject.value_or(*copula);
    const Mention* mention = mentions_.at(sentence_, word);
    const bool refers =
        mention && mention->kind == MentionKind::Pronoun && mention->link != Link::Possessive;
    if (!refers) return holder_at(phrase, word);
    return can_hold(phrase, mention->entity) ? std::optional{mention->entity} : std::nullopt;
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

  // "president and chief executive of A", "Microsoft chairman and founder Luc Morel": two posts of
  // one person share what only one of them has. "The president and his spokesman" are two.
  void join(RolePhrase& first, RolePhrase& second) const {
    const Mention* owner = mentions_.at(sentence_, second.first);
    const bool joined =
        first.last + 2 == second.first && tree_.word(first.last + 1).upos == Upos::Cconj &&
        tree_.relation(second.noun) == "conj" && !tree_.word(first.noun).has("Number=Plur") &&
        !(owner && owner->link == Link::Possessive);
    if (!joined) return;
    if (first.targets.empty()) share_targets(second, first);
    if (second.targets.empty()) share_targets(first, second);
    if (!first.holder) first.holder = second.holder;
    if (!second.holder) second.holder = first.holder;
  }

  void share_targets(const RolePhrase& from, RolePhrase& to) const {
    for (const std::size_t target : from.targets) add_target(to, target);
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
  std::vector<std::string> forms_;   // of the words, in lower case: many keys are made of each
  std::vector<std::string> lemmas_;  // the same
  std::vector<PostWords> posts_;
};

}  // namespace

bool can_be_held_by(const Role& role, EntityType type) {
  return role.holder_types.empty() ? type == EntityType::Person : allows(role.holder_types, type);
}

bool is_of_states(const Role& role) {
  const auto has = [&](std::string_view words) {
    return role.relation.find(words) != std::string::npos;
  };
  return has("minister of") && !has("first minister of");
}

bool exists_in(const Role& role, const DocumentEntity& place, const Lexicon& lexicon) {
  if (std::ranges::find(role.not_in, place.ref.country) != role.not_in.end()) return false;
  if (!is_of_states(role) || place.country || place.ref.type != EntityType::GeoPolitical) {
    return true;
  }
  return std::ranges::none_of(place.names, [&](const std::string& name) {
    return lexicon.country_by_capital(name) != nullptr;
  });
}

std::vector<RolePhrase> find_roles(std::span<const DependencyTree> trees,
                                   std::span<const DocumentEntity> entities,
                                   const MentionTable& mentions, const Lexicon& lexicon,
                                   std::vector<PostWords>* posts) {
  std::vector<RolePhrase> all;
  for (std::size_t s = 0; s < trees.size(); ++s) {
    RoleFinder finder(s, trees[s], entities, mentions, lexicon);
    auto phrases = finder.find();
    std::move(phrases.begin(), phrases.end(), std::back_inserter(all));
    if (posts) posts->insert(posts->end(), finder.posts().begin(), finder.posts().end());
  }
  return all;
}

}  // namespace entente
