#include "extract/entities/related_names.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include "extract/entities/letter_case.h"
#include "extract/entities/name_kinds.h"
#include "extract/entity_id.h"

namespace entente {
namespace {

// Both lists in the order of the text.
std::vector<NameMention> merged(std::vector<NameMention> names, std::vector<NameMention> found) {
  const auto middle = static_cast<std::ptrdiff_t>(names.size());
  std::move(found.begin(), found.end(), std::back_inserter(names));
  std::inplace_merge(names.begin(), names.begin() + middle, names.end(),
                     [](const NameMention& a, const NameMention& b) {
                       return std::pair(a.sentence, a.first) < std::pair(b.sentence, b.first);
                     });
  return names;
}

// Finds the words that stand for members of what the document names: "los socialistas" for the
// PSOE. Where it names none whose members are called so, people stand for those of a country that
// it names: "los demócratas", "el senador demócrata" for the party in the United States, but no
// "guardia republicana". Where there are several, for none.
class MemberFinder {
 public:
  MemberFinder(const TextIndex& text, const Lexicon& lexicon, std::span<const NameMention> names)
      : text_(text), lexicon_(lexicon) {
    for (const NameMention& name : names) {
      if (name.known) named_.insert(name.known);
      if (name.country) countries_.insert(name.country->code);
    }
  }

  // Appends those of a sentence whose names are names[begin, end of names), in the order of the
  // text.
  void add(std::size_t sentence, const DependencyTree& tree, std::span<const NameMention> names,
           std::vector<NameMention>& found) const {
    std::vector<bool> taken(tree.size(), false);
    for (const NameMention& name : names) {
      std::fill(taken.begin() + static_cast<std::ptrdiff_t>(name.first),
                taken.begin() + static_cast<std::ptrdiff_t>(name.last) + 1, true);
    }
    for (std::size_t i = 0; i < tree.size(); ++i) {
      const Word& word = tree.word(i);
      if (taken[i] ||
          (word.upos != Upos::Adj && word.upos != Upos::Noun && word.upos != Upos::Propn))
        continue;
      if (const KnownEntity* meant = named_by(word.form, is_of_people(tree, i))) {
        found.push_back(mention(sentence, tree, i, *meant));
      }
    }
  }

 private:
  // "los demócratas", "el candidato demócrata"
  bool is_of_people(const DependencyTree& tree, std::size_t i) const {
    if (tree.word(i).upos != Upos::Adj) return true;
    const auto head = tree.head(i);
    const Role* role = head ? lexicon_.role(tree.word(*head).lemma) : nullptr;
    return role && (role->holder_types.empty() || allows(role->holder_types, EntityType::Person));
  }

  const KnownEntity* named_by(std::string_view form, bool of_people) const {
    std::vector<const KnownEntity*> named;
    std::vector<const KnownEntity*> of_countries;
    for (const std::size_t index : lexicon_.known_entities_by_member(form)) {
      const KnownEntity& entity = lexicon_.known_entity(index);
      if (!is_written_as_demonym(form, entity.members)) continue;
      if (named_.contains(&entity)) named.push_back(&entity);
      if (of_people && countries_.contains(entity.country)) of_countries.push_back(&entity);
    }
    const auto& meant = named.empty() ? of_countries : named;
    return meant.size() == 1 ? meant.front() : nullptr;
  }

  NameMention mention(std::size_t sentence, const DependencyTree& tree, std::size_t word,
                      const KnownEntity& entity) const {
    NameMention name;
    name.sentence = sentence;
    name.first = name.last = name.head = word;
    name.type = entity.type;
    name.known = &entity;
    name.kind = MentionKind::Demonym;
    const TextRange range = range_of(tree, word);
    name.text = text_.one_line(range.begin, range.end);
    name.folded = fold_name(name.text);
    return name;
  }

  const TextIndex& text_;
  const Lexicon& lexicon_;
  std::set<const KnownEntity*> named_;
  std::set<std::string> countries_;  // codes
};

// "Jordan" is a person where the document has a "Michael Jordan" or "Mr. Jordan" and the names head
// agrees.
void give_names_back_to_persons(std::vector<NameMention>& names) {
  for (NameMention& name : names) {
    if (!name.person || !is_known(name)) continue;
    const bool shortened = std::any_of(names.begin(), names.end(), [&](const NameMention& other) {
      return other.person && !is_known(other) &&
             (other.folded == name.folded || is_part_of(name.folded, other.folded));
    });
    if (!shortened) continue;
    name.country = nullptr;
    name.capital = nullptr;
    name.known = nullptr;
    name.type = EntityType::Person;
  }
}

// "Olaf Scholz", which the names head took for an organisation: a given name and another word. For
// a place it took "Patricia Sosa" where the other word is a common name, too: "Patricia" may be
// one.
void give_full_names_to_persons(std::vector<NameMention>& names,
                                std::span<const DependencyTree> trees, const Lexicon& lexicon,
                                const CommonNames& common) {
  for (NameMention& name : names) {
    if (name.kind != MentionKind::Name || is_known(name) || name.last != name.first + 1) continue;
    const DependencyTree& tree = trees[name.sentence];
    const std::string& own = tree.word(name.last).form;
    const bool may_be_place =
        name.type == EntityType::Location &&
        (!common.contains(own) || holds(lexicon.grammar().during, tree.case_of(name.head)));
    if ((name.type != EntityType::Organization && name.type != EntityType::Location) ||
        may_be_place) {
      continue;
    }
    const bool described = tree.child(name.head, "det") || tree.child(name.head, "amod");
    const bool owns =
        holds(lexicon.grammar().of, tree.case_of(name.head));  // "equipo de Santiago Morning"
    const bool is_firm =
        lexicon.name_kinds().firm_words.contains(fold_name(own));  // "Alba Capital"
    if (described || owns || is_firm || tree.word(name.last).has("Number=Plur") ||
        is_acronym(own) || !starts_upper(own) || !common.is_given(tree.word(name.first).form)) {
      continue;
    }
    name.person = true;
    name.type = EntityType::Person;
  }
}

// The persons whom a document calls by several names, by each of these but the first: "Rodríguez
// Giavarini" is called "Rodríguez" and "Giavarini".
class Surnames {
 public:
  explicit Surnames(std::span<const NameMention> names) {
    std::map<std::string, int> others;  // what else the names head takes such a word for
    for (const NameMention& name : names) {
      if (!name.person && !name.country && !name.capital) ++others[name.folded];
    }
    for (const NameMention& name : names) {
      const std::size_t given = name.folded.find(' ');
      if (!name.person || is_known(name) || given == std::string::npos) continue;
      std::istringstream words(name.folded.substr(given));
      for (std::string word; words >> word;) {
        if (word.size() >= shortest_surname) ++persons_[word];
      }
    }
    for (const NameMention& name : names) {
      const auto surname = persons_.find(name.folded);
      if (name.person && surname != persons_.end()) ++surname->second;
    }
    // The "Range Rover" read as a person's name says little of an often named "Rover".
    std::erase_if(persons_, [&](const auto& surname) {
      const auto other = others.find(surname.first);
      return other != others.end() && other->second > most_others * surname.second;
    });
  }

  bool contains(const std::string& folded) const { return persons_.contains(folded); }
  bool empty() const { return persons_.empty(); }

 private:
  static constexpr int most_others = 3;
  static constexpr std::size_t shortest_surname = 3;  // letters: no "de", no "II"

  std::map<std::string, int> persons_;  // how often persons are named so, by folded word
};

// "Montilla", which the names head took for a town, is the person where the document has an "Elisa
// Montilla", but not in "llegó a Montilla". What the lexicon knows as a place stays one but where
// it acts.
void give_surnames_to_persons(std::vector<NameMention>& names, const Surnames& surnames,
                              std::span<const DependencyTree> trees) {
  const auto may_be_meant = [&](const NameMention& name) {
    const std::string_view relation = trees[name.sentence].relation(name.head);
    const bool acts = relation == "nsubj" || relation == "iobj";
    const bool organisation = name.type == EntityType::Organization;
    if (name.known) return acts && !organisation;
    return organisation || acts || relation != "obl";
  };
  for (NameMention& name : names) {
    if (name.person || name.kind != MentionKind::Name || name.country || name.capital ||
        is_acronym(name.text) || !surnames.contains(name.folded) || !may_be_meant(name)) {
      continue;
    }
    name.known = nullptr;
    name.person = true;
    name.type = EntityType::Person;
  }
}

// Puts in the surnames that the names head has overlooked.
std::vector<NameMention> with_overlooked(std::span<const DependencyTree> trees,
                                         const TextIndex& text, const Surnames& surnames,
                                         std::vector<NameMention> names) {
  if (surnames.empty()) return names;
  std::vector<NameMention> found;
  auto at = names.cbegin();
  for (std::size_t s = 0; s < trees.size(); ++s) {
    for (std::size_t i = 0; i < trees[s].size(); ++i) {
      while (at != names.cend() && std::pair(at->sentence, at->last) < std::pair(s, i)) ++at;
      const bool taken = at != names.cend() && at->sentence == s && at->first <= i;
      const Word& word = trees[s].word(i);
      if (taken || word.upos != Upos::Propn || !starts_upper(word.form) || is_acronym(word.form) ||
          trees[s].relation(i) == "flat" || trees[s].child(i, "flat")) {
        continue;
      }
      NameMention name;
      name.text = text.one_line(range_of(trees[s], i).begin, range_of(trees[s], i).end);
      name.folded = fold_name(name.text);
      if (!surnames.contains(name.folded)) continue;
      name.sentence = s;
      name.first = name.last = name.head = i;
      name.type = EntityType::Person;
      name.person = true;
      found.push_back(std::move(name));
    }
  }
  return merged(std::move(names), std::move(found));
}

// Of what goes by a name that others have, too, "Partido Laborista", the one whose country a
// document speaks of, of several twice as often as of any other's.
const KnownEntity* called_so(const NameMention& name,
                             const std::map<std::string, std::size_t>& counts,
                             const Lexicon& lexicon) {
  if (name.person) return nullptr;
  const KnownEntity* most = nullptr;
  std::size_t first = 0;
  std::size_t second = 0;
  for (const std::size_t index : lexicon.known_entities_by_short_name(name.text)) {
    const KnownEntity& entity = lexicon.known_entity(index);
    const auto count = counts.find(entity.country);
    if (count == counts.end() || !is_written_so(name, entity.short_names)) continue;
    if (count->second > first) {
      most = &entity;
      second = std::exchange(first, count->second);
    } else {
      second = std::max(second, count->second);
    }
  }
  return first >= 2 * second ? most : nullptr;
}

// What a name may stand for in a document that names the country it belongs to, elsewhere not: "the
// North" is North Korea, and "Seúl", which the names head took for a person, its southern
// neighbour's capital, where the document has nobody of that name.
void recognise_by_country(std::vector<NameMention>& names, std::span<const DependencyTree> trees,
                          const Lexicon& lexicon) {
  std::set<const Country*> named;
  std::map<std::string, std::size_t> counts;  // of what names a country or is of it, by code
  for (const NameMention& name : names) {
    named.insert(name.country);
    const Country* const country = name.country ? name.country : name.capital;
    if (country) ++counts[country->code];
    if (name.known && !name.known->country.empty()) ++counts[name.known->country];
  }
  std::map<std::string, bool> is_of_a_person;  // by folded name
  const auto has_bearer = [&](const std::string& folded) {
    const auto [known, is_new] = is_of_a_person.try_emplace(folded, false);
    if (is_new) {
      known->second = std::ranges::any_of(names, [&](const NameMention& other) {
        return other.person &&
               ((other.titled && other.folded == folded) || is_part_of(folded, other.folded));
      });
    }
    return known->second;
  };
  for (NameMention& name : names) {
    if (is_known(name)) continue;
    const DependencyTree& tree = trees[name.sentence];
    const Country* const shortened = lexicon.country_by_short_name(name.text);
    const Country* const home = lexicon.country_by_capital(name.text);
    if (shortened && named.contains(shortened)) {
      const bool definite = name.first > 0 && tree.word(name.first - 1).has("Definite=Def");
      const bool of_another = name.last + 1 < tree.size() &&
                              holds(lexicon.grammar().of, lower(tree.word(name.last + 1).form));
      if (!definite || of_another) continue;  // "el Norte de Chile"
      name.country = shortened;
      name.type = EntityType::GeoPolitical;
    } else if (home && named.contains(home) && name.person && !has_bearer(name.folded)) {
      name.capital = home;
      name.type = EntityType::GeoPolitical;
    } else if (const KnownEntity* const known = called_so(name, counts, lexicon)) {
      name.known = known;
      name.type = known->type;
    }
  }
}

// "the Commission" is the one organisation named before it whose name's own noun that is: European
// Commission. Where the document has several, or calls something so before, it is none of them.
void join_own_nouns(std::vector<NameMention>& names, std::span<const DependencyTree> trees,
                    const Lexicon& lexicon) {
  struct Longer {
    std::set<std::string> names;
    std::size_t last = NameMention::none;
  };
  std::map<std::string, Longer> by_noun;  // organisations so far, by the noun of their names
  std::set<std::string> alone;            // words that stood alone before any of these
  std::vector<std::pair<std::size_t, std::size_t>> joined;  // names, and the longer ones
  const auto is_of_a_state = [&](const std::string& noun) {
    return lexicon.is_government(noun) || lexicon.is_state_noun(noun) || lexicon.state_body(noun);
  };
  for (std::size_t i = 0; i < names.size(); ++i) {
    const NameMention& name = names[i];
    const DependencyTree& tree = trees[name.sentence];
    if (name.type != EntityType::Organization || name.kind != MentionKind::Name) continue;
    if (name.first != name.last) {
      Longer& longer = by_noun[fold_name(tree.word(name.head).form)];
      longer.names.insert(name.known ? name.known->name : name.folded);
      longer.last = i;
      continue;
    }
    if (is_known(name) || is_acronym(name.text) || is_of_a_state(lower(name.text))) continue;
    const auto longer = by_noun.find(name.folded);
    if (longer == by_noun.end()) {
      alone.insert(name.folded);
      continue;
    }
    const auto article = tree.child(name.head, "det");
    const bool definite = article && tree.word(*article).has("Definite=Def");
    if (definite && !alone.contains(name.folded)) joined.emplace_back(i, longer->second.last);
  }
  for (const auto& [name, longer] : joined) {
    if (by_noun[names[name].folded].names.size() == 1) names[name].same_as = longer;
  }
}

// Joins "Agencia Central de Noticias (KCNA)": an acronym in brackets names what stands before it.
void join_bracketed_acronyms(std::vector<NameMention>& names, std::size_t begin, std::size_t end,
                             const DependencyTree& tree) {
  for (std::size_t i = begin; i < end; ++i) {
    NameMention& acronym = names[i];
    if (!is_acronym(acronym.text) || acronym.first == 0 || acronym.last + 1 >= tree.size() ||
        tree.word(acronym.first - 1).form != "(" || tree.word(acronym.last + 1).form != ")") {
      continue;
    }
    // The name right before the bracket, else the one that governs the acronym in the tree.
    for (std::size_t j = i; j-- > begin;) {
      const NameMention& before = names[j];
      const bool adjacent = before.last + 2 == acronym.first;
      const bool governs = tree.head(acronym.head) == before.head;
      if ((adjacent || governs) && before.type == EntityType::Organization && !before.country) {
        acronym.same_as = j;
        break;
      }
    }
  }
}

// Takes out what one word makes of two names behind what is between them: "el partido
// Milán-Barcelona", "la cumbre Bush-Putin", but not "Renault-Nissan". Each of the two is named
// elsewhere, too, or known.
void drop_pairs_of_names(std::vector<NameMention>& names, std::span<const DependencyTree> trees,
                         const Lexicon& lexicon) {
  std::set<std::string> alone;
  for (const NameMention& name : names) alone.insert(name.folded);
  const auto is_own = [&](const std::string& part, EntityType type) {
    NameMention name;
    name.type = type;
    name.text = part;
    name.folded = fold_name(part);
    look_up(name, lexicon);
    return starts_upper(part) && !is_acronym(part) &&
           (alone.contains(name.folded) || name.country || name.capital);
  };
  std::erase_if(names, [&](const NameMention& name) {
    const std::size_t hyphen = name.text.find('-');
    if (is_known(name) || name.titled || hyphen == std::string::npos ||
        hyphen != name.text.rfind('-')) {
      return false;
    }
    const DependencyTree& tree = trees[name.sentence];
    const auto head = tree.head(name.head);
    const bool is_between_two =
        head && std::ranges::any_of(lexicon.noun_frames(lower(tree.word(*head).lemma)),
                                    [](const NounFrame& frame) { return !frame.between.empty(); });
    return is_between_two && is_own(name.text.substr(0, hyphen), name.type) &&
           is_own(name.text.substr(hyphen + 1), name.type);
  });
}

// Joins what a person is also called to his name: 'Francisco Mújica, "Pakito",' and 'Pedro Marín,
// alias "Manuel Marulanda" o "Tirofijo"'. In quotes alone, a word that is no person by itself has
// to belong to the name in the tree: it may be a book's.
class BynameJoiner {
 public:
  BynameJoiner(std::span<NameMention> names, std::size_t offset, const DependencyTree& tree,
               const Grammar& grammar)
      : names_(names), offset_(offset), tree_(tree), grammar_(grammar) {}

  void join() {
    for (std::size_t i = 1; i < names_.size(); ++i) {
      const NameMention& before = names_[i - 1];
      const bool behind_byname = before.same_as != NameMention::none;
      if (is_known(names_[i]) || is_known(before) || (!before.person && !behind_byname)) continue;
      if (!(behind_byname ? goes_on(i) : is_byname(i))) continue;
      names_[i].same_as = behind_byname ? before.same_as : offset_ + i - 1;
      names_[i].type = EntityType::Person;
    }
  }

 private:
  bool is_quote(std::size_t i) const {
    static constexpr std::array<std::string_view, 8> quotes{"\"", "'", "“",  "”",
                                                            "«",  "»", "``", "''"};
    return i < tree_.size() && std::ranges::find(quotes, tree_.word(i).form) != quotes.end();
  }

  bool is_quoted(const NameMention& name) const {
    return name.first > 0 && is_quote(name.first - 1) && is_quote(name.last + 1);
  }

  // 'o "Tirofijo"' behind '"Manuel Marulanda"'; "y" would lead to somebody else.
  bool goes_on(std::size_t i) const {
    const std::size_t from = names_[i - 1].last + (is_quote(names_[i - 1].last + 1) ? 2 : 1);
    return is_quoted(names_[i]) && from + 2 == names_[i].first &&
           holds(grammar_.alternatives, lower(tree_.word(from).form));
  }

  bool is_byname(std::size_t i) const {
    const NameMention& name = names_[i];
    const NameMention& before = names_[i - 1];
    const std::size_t comma = before.last + 1;
    const std::size_t from = tree_.word(comma).form == "," ? comma + 1 : comma;
    const std::size_t to = is_quoted(name) ? name.first - 1 : name.first;
    if (from < to) return leads(from, to);
    const auto head = tree_.head(name.head);
    const bool belongs = name.person || (name.first == name.last && head && before.first <= *head &&
                                         *head <= before.last);
    return from == to && is_quoted(name) && belongs;
  }

  bool leads(std::size_t from, std::size_t to) const {
    static constexpr std::size_t most_words = 3;  // "also known as"
    if (to - from > most_words) return false;
    std::string words;
    for (std::size_t i = from; i < to; ++i) {
      words += (i > from ? " " : "") + lower(tree_.word(i).form);
    }
    return holds(grammar_.bynames, words);
  }

  std::span<NameMention> names_;  // of one sentence
  std::size_t offset_;            // of the first of them among all
  const DependencyTree& tree_;
  const Grammar& grammar_;
};

std::vector<NameMention> with_members(std::span<const DependencyTree> trees, const TextIndex& text,
                                      const Lexicon& lexicon, std::vector<NameMention> names) {
  const MemberFinder finder(text, lexicon, names);
  std::vector<NameMention> found;
  auto begin = names.cbegin();
  for (std::size_t s = 0; s < trees.size(); ++s) {
    const auto end = std::find_if(begin, names.cend(),
                                  [&](const NameMention& name) { return name.sentence != s; });
    finder.add(s, trees[s], {begin, end}, found);
    begin = end;
  }
  return merged(std::move(names), std::move(found));
}

}  // namespace

std::vector<NameMention> relate_names(std::vector<NameMention> names,
                                      std::span<const DependencyTree> trees, const TextIndex& text,
                                      const Lexicon& lexicon, const CommonNames& common) {
  drop_pairs_of_names(names, trees, lexicon);
  give_full_names_to_persons(names, trees, lexicon, common);
  give_names_back_to_persons(names);
  correct_kinds(names, trees, lexicon, common);
  const Surnames surnames(names);
  give_surnames_to_persons(names, surnames, trees);
  names = with_overlooked(trees, text, surnames, std::move(names));
  recognise_by_country(names, trees, lexicon);
  names = with_members(trees, text, lexicon, std::move(names));
  // What stands for what goes by place, so nothing is put between any more.
  for (std::size_t begin = 0, end = 0; begin < names.size(); begin = end) {
    const std::size_t sentence = names[begin].sentence;
    while (end < names.size() && names[end].sentence == sentence) ++end;
    join_bracketed_acronyms(names, begin, end, trees[sentence]);
    BynameJoiner(std::span(names).subspan(begin, end - begin), begin, trees[sentence],
                 lexicon.grammar())
        .join();
  }
  join_own_nouns(names, trees, lexicon);
  return names;
}

}  // namespace entente
