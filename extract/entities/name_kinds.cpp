#include "extract/entities/name_kinds.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extract/entities/letter_case.h"
#include "extract/entities/roles.h"
#include "extract/entity_id.h"

namespace entente {
namespace {

std::string_view first_word(std::string_view folded) { return folded.substr(0, folded.find(' ')); }

std::string_view last_word(std::string_view folded) {
  const std::size_t space = folded.rfind(' ');
  return space == std::string_view::npos ? folded : folded.substr(space + 1);
}

class KindCorrector {
 public:
  KindCorrector(std::span<NameMention> names, std::span<const DependencyTree> trees,
                const Lexicon& lexicon, const CommonNames& common)
      : names_(names),
        trees_(trees),
        lexicon_(lexicon),
        kinds_(lexicon.name_kinds()),
        common_(common) {
    for (const NameMention& name : names) {
      if (!name.person || is_known(name)) continue;
      if (name.titled) persons_.insert(name.folded);
      for (std::size_t at = name.folded.find(' '); at != std::string::npos;
           at = name.folded.find(' ', at + 1)) {
        persons_.insert(name.folded.substr(at + 1));
      }
    }
  }

  void correct() {
    for (NameMention& name : names_) correct_by_own_words(name);
    find_firms();
    find_teams();
  }

 private:
  bool may_be_another(const NameMention& name) const {
    return name.kind == MentionKind::Name && !name.titled && !name.country && !name.is_site &&
           name.type != EntityType::Organization && !persons_.contains(name.folded);
  }

  static void make_organisation(NameMention& name, const KnownEntity* known = nullptr) {
    name.capital = nullptr;
    name.known = known;
    name.person = false;
    name.type = EntityType::Organization;
  }

  static bool has_word(const TextSet& words, std::string_view name) {
    return words.contains(first_word(name)) || words.contains(last_word(name));
  }

  void correct_by_own_words(NameMention& name) const {
    if (name.kind != MentionKind::Name || is_known(name) || name.first == name.last) return;
    const bool begins_as_person = common_.is_given(first_word(name.folded));
    const bool may_be_firm = name.person && !name.titled && !begins_as_person;
    const bool may_be_site = name.type == EntityType::Location;
    if ((may_be_firm && has_word(kinds_.firm_words, name.folded)) ||
        (may_be_site && has_word(kinds_.body_words, name.folded))) {
      make_organisation(name);
    } else if (may_be_site && has_word(kinds_.place_words, name.folded)) {
      name.is_site = true;
    }
  }

  // Firms

  void find_firms() {
    find_beginnings();
    std::set<std::string> used_as_places;
    for (const NameMention& name : names_) {
      if (stands_as_place(name)) used_as_places.insert(name.folded);
    }
    std::set<std::string> traded;
    for (const NameMention& name : names_) {
      if (is_traded(name) && !used_as_places.contains(name.folded)) traded.insert(name.folded);
    }
    for (NameMention& name : names_) {
      if (name.person && is_called_a_person(name)) continue;
      // "Milton Roy" of "Milton Roy Corp." is no person.
      const auto bare = bare_firms_.find(name.folded);
      if (bare != bare_firms_.end() && name.person && !name.titled && !is_known(name)) {
        make_organisation(name, bare->second);
      }
      if (!may_be_another(name)) continue;
      const auto full = beginnings_.find(name.folded);
      if (full != beginnings_.end()) {
        if (is_of_firm(name) || (!used_as_places.contains(name.folded) && is_free(name))) {
          make_organisation(name, full->second);
        }
      } else if (traded.contains(name.folded) && !is_known(name)) {
        make_organisation(name);
      }
    }
  }

  // "Its founder, Ralph Lauren"
  bool is_called_a_person(const NameMention& name) const {
    const DependencyTree& tree = trees_[name.sentence];
    const auto head = tree.head(name.head);
    const Role* const role = head && tree.relation(name.head) == "appos"
                                 ? lexicon_.role(tree.word(*head).lemma)
                                 : nullptr;
    return role && can_be_held_by(*role, EntityType::Person);
  }

  // What full names of firms begin with, and what they are without "Corp."; the firm where the
  // lexicon knows it.
  void find_beginnings() {
    for (const NameMention& name : names_) {
      if (name.type != EntityType::Organization || name.kind != MentionKind::Name ||
          !has_word(kinds_.firm_words, name.folded)) {
        continue;
      }
      for (std::size_t at = name.folded.find(' '); at != std::string::npos;
           at = name.folded.find(' ', at + 1)) {
        beginnings_.try_emplace(name.folded.substr(0, at), name.known);
      }
      const std::size_t last = name.folded.rfind(' ');
      if (last == std::string::npos || !kinds_.firm_words.contains(last_word(name.folded)))
        continue;
      const std::string bare = name.folded.substr(0, last);
      if (bare.find(' ') != std::string::npos) bare_firms_.try_emplace(bare, name.known);
    }
  }

  // True for what begins a firm's name and is likely nothing else: no "Charles", who may have
  // founded it, no state, and a city only where it acts.
  bool is_free(const NameMention& name) const {
    if (name.capital || (name.known && !name.known->demonyms.empty())) return false;
    return name.known ? is_subject(name) : !common_.is_given(first_word(name.folded));
  }

  // "in Houston", "Houston-based"
  bool stands_as_place(const NameMention& name) const {
    const DependencyTree& tree = trees_[name.sentence];
    const bool hyphen = name.last + 1 < tree.size() && tree.word(name.last + 1).form == "-";
    const std::string preposition = tree.case_of(name.head);
    const bool shares = is_traded(name);
    return hyphen ||
           (!shares &&
            (holds(lexicon_.grammar().during, preposition) ||
             (tree.relation(name.head) == "obl" && holds(lexicon_.grammar().origin, preposition))));
  }

  bool is_subject(const NameMention& name) const {
    const DependencyTree& tree = trees_[name.sentence];
    const auto head = tree.head(name.head);
    return head && tree.relation(name.head) == "nsubj" && tree.word(*head).upos == Upos::Verb;
  }

  bool is_deal(std::string_view verb) const {
    return std::ranges::any_of(lexicon_.verb_frames(verb), [](const VerbFrame& frame) {
      return frame.relation_class == RelationClass::Transact;
    });
  }

  // "Houston's chairman", "acciones de Houston", "Houston bought", "bought Houston"
  bool is_of_firm(const NameMention& name) const {
    const DependencyTree& tree = trees_[name.sentence];
    const auto head = tree.head(name.head);
    if (!head) return false;
    const std::string lemma = lower(tree.word(*head).lemma);
    if (tree.word(*head).upos == Upos::Verb) {
      const std::string_view relation = tree.relation(name.head);
      const bool argument = relation == "nsubj" || relation == "obj";
      return argument && !name.capital && is_deal(lemma);  // "Washington bought missiles"
    }
    return (is_owner(name) &&
            (holds(kinds_.firm_posts, lemma) || holds(kinds_.firm_parts, lemma))) ||
           is_traded(name);
  }

  // "Houston's shares", "Houston shares", "acciones de Houston"
  bool is_owner(const NameMention& name) const {
    const DependencyTree& tree = trees_[name.sentence];
    return tree.word(name.head).deprel == "nmod:poss" || tree.relation(name.head) == "compound" ||
           (tree.relation(name.head) == "nmod" &&
            holds(lexicon_.grammar().of, tree.case_of(name.head)));
  }

  // The noun that a name with a preposition belongs to; the object right before it is that, too,
  // where the tree has the name hang on the verb: "sold a stake in Iliad".
  static std::optional<std::size_t> noun_of(const DependencyTree& tree, const NameMention& name) {
    const auto head = tree.head(name.head);
    if (!head || *head > name.first) return {};
    if (tree.relation(name.head) == "nmod") return head;
    const auto object = tree.child(*head, "obj");
    const bool right_before = object && *object + 2 == name.first;
    return tree.relation(name.head) == "obl" && right_before ? object : std::nullopt;
  }

  // "a subsidiary of Iliad", "bought 15% of Iliad", "sold its stake in Iliad"
  bool is_traded(const NameMention& name) const {
    const DependencyTree& tree = trees_[name.sentence];
    const auto noun = noun_of(tree, name);
    if (!noun) return false;
    const std::string lemma = lower(tree.word(*noun).lemma);
    const std::string preposition = tree.case_of(name.head);
    if (holds(kinds_.firm_parts, lemma)) return holds(lexicon_.grammar().of, preposition);
    const auto verb = tree.governing_verb(*noun);
    return holds(kinds_.firm_shares, lemma) && holds(kinds_.share_places, preposition) && verb &&
           is_deal(lower(tree.word(*verb).lemma));
  }

  // Teams

  void find_teams() {
    std::set<std::string> teams;
    for (const NameMention& name : names_) {
      if (may_be_another(name) && has_team_article(name) && competes(name)) {
        teams.insert(name.folded);
      }
    }
    for (NameMention& name : names_) {
      if (teams.contains(name.folded) && may_be_another(name) && has_team_article(name)) {
        make_organisation(name);
      }
    }
    for (NameMention& name : names_) {
      if (may_be_another(name) && name.type == EntityType::Location && !is_known(name) &&
          meets_team(name)) {
        make_organisation(name);
      }
    }
  }

  // "el Santos", "al América": a place that the lexicon knows with its article has that as a place.
  bool has_team_article(const NameMention& name) const {
    if (name.first == 0) return false;
    const Word& before = trees_[name.sentence].word(name.first - 1);
    const std::string whole = before.lemma + ' ' + name.text;
    return before.upos == Upos::Det && before.has("Definite=Def") && before.has("Gender=Masc") &&
           before.has("Number=Sing") && !lexicon_.country_by_capital(whole) &&
           !lexicon_.known_entity(whole);
  }

  // The verb of contests that a name is an argument of.
  std::optional<std::size_t> contest(const NameMention& name) const {
    const DependencyTree& tree = trees_[name.sentence];
    const auto verb = tree.head(name.head);
    if (!verb || tree.word(*verb).upos != Upos::Verb) return {};
    const std::string_view relation = tree.relation(name.head);
    const bool argument = relation == "nsubj" || relation == "obj" || relation == "iobj";
    const std::string preposition = tree.case_of(name.head);
    const bool is_contest = std::ranges::any_of(
        lexicon_.verb_frames(lower(tree.word(*verb).lemma)), [&](const auto& f) {
          return f.relation_class == RelationClass::Contest && f.themes.empty() &&
                 (argument ||
                  (relation == "obl" && !holds(lexicon_.grammar().during, preposition) &&
                   std::ranges::find(f.targets, preposition) != f.targets.end()));
        });
    return is_contest ? verb : std::nullopt;
  }

  bool competes(const NameMention& name) const { return contest(name).has_value(); }

  // "El Santos empató con Necaxa": a team is the subject of its verb.
  bool meets_team(const NameMention& name) const {
    const auto verb = contest(name);
    return verb && std::ranges::any_of(names_, [&](const NameMention& other) {
             const DependencyTree& tree = trees_[other.sentence];
             return other.sentence == name.sentence && other.type == EntityType::Organization &&
                    tree.head(other.head) == verb && tree.relation(other.head) == "nsubj" &&
                    has_team_article(other);
           });
  }

  std::span<NameMention> names_;
  std::span<const DependencyTree> trees_;
  const Lexicon& lexicon_;
  const NameKinds& kinds_;
  const CommonNames& common_;
  std::set<std::string> persons_;  // surnames of who is named in full, and who has a title; folded
  std::map<std::string, const KnownEntity*> beginnings_;
  std::map<std::string, const KnownEntity*> bare_firms_;  // without "Corp.", of several words
};

}  // namespace

void correct_kinds(std::span<NameMention> names, std::span<const DependencyTree> trees,
                   const Lexicon& lexicon, const CommonNames& common) {
  KindCorrector(names, trees, lexicon, common).correct();
}

}  // namespace entente
