#include "extract/entities/names.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <utility>

#include "extract/entities/letter_case.h"
#include "extract/entities/roles.h"
#include "extract/entity_id.h"

namespace entente {
namespace {

constexpr std::size_t longest_known_name = 8;  // words that a name of the lexicon may have
constexpr std::size_t short_acronym = 3;       // letters; also a word where written small: "who"

bool is_function_word(const Word& word) {
  switch (word.upos) {
    case Upos::Det:
    case Upos::Adp:
    case Upos::Punct:
    case Upos::Cconj:
      return true;
    default:
      return false;
  }
}

// A word that neither begins nor ends a name where it is written small: "felicita" in "Putin
// felicita".
bool cannot_be_named(const Word& word) {
  switch (word.upos) {
    case Upos::Verb:
    case Upos::Aux:
    case Upos::Pron:
    case Upos::Adv:
    case Upos::Part:  // the "'s" of "Iraq's"
    case Upos::Sconj:
      return true;
    default:
      return is_function_word(word);
  }
}

// False where a lexicon's short acronym is written as a word: "Who" is no "WHO", "Ira" no "IRA".
bool is_written_so(const NameMention& name, const std::vector<std::string>& names) {
  if (name.folded.size() > short_acronym || is_acronym(name.text)) return true;
  return std::any_of(names.begin(), names.end(), [&](const std::string& known) {
    return !is_acronym(known) && fold_name(known) == name.folded;
  });
}

bool is_place(EntityType type) {
  return type == EntityType::GeoPolitical || type == EntityType::Location;
}

// A demonym is written as its language writes it: "Russian" in English, "ruso" in Spanish.
bool is_written_as_demonym(std::string_view text, const std::vector<std::string>& demonyms) {
  const std::string folded = fold_name(text);
  return std::any_of(demonyms.begin(), demonyms.end(), [&](const std::string& demonym) {
    return starts_upper(demonym) == starts_upper(text) && fold_name(demonym) == folded;
  });
}

class NameFinder {
 public:
  NameFinder(std::size_t sentence_index, const DependencyTree& tree, const TextIndex& text,
             const Lexicon& lexicon)
      : sentence_(sentence_index),
        tree_(tree),
        text_(text),
        lexicon_(lexicon),
        taken_(tree.size(), false),
        spans_(tree.size(), false) {}

  std::vector<NameMention> find(const Sentence& sentence) {
    for (const NameSpan& span : sentence.names) {
      for (std::size_t i = span.first; i <= span.last; ++i) spans_[i] = true;
      if (span.type == EntityType::Person) persons_.push_back(span.first);
    }
    for (const NameSpan& span : sentence.names) add_span(span);
    add_known_names();
    add_demonyms();
    std::sort(names_.begin(), names_.end(),
              [](const NameMention& a, const NameMention& b) { return a.first < b.first; });
    return std::move(names_);
  }

 private:
  std::string text(std::size_t first, std::size_t last) const {
    return text_.one_line(range_of(tree_, first).begin, range_of(tree_, last).end);
  }

  // "The" of "The Players Club".
  bool has_article(std::size_t first, std::size_t last) const {
    return first < last && tree_.word(first).upos == Upos::Det &&
           tree_.word(first).has("Definite=Def");
  }

  NameMention make(std::size_t first, std::size_t last, EntityType type) const {
    NameMention name;
    name.sentence = sentence_;
    name.first = first;
    name.last = last;
    name.head = span_head(tree_, first, last);
    name.type = type;
    name.text = text(first, last);
    name.folded = fold_name(has_article(first, last) ? text(first + 1, last) : name.text);
    return name;
  }

  void take(NameMention name) {
    for (std::size_t i = name.first; i <= name.last; ++i) taken_[i] = true;
    names_.push_back(std::move(name));
  }

  // True where nothing stands between a word and the one before it.
  bool is_glued(std::size_t i) const {
    return i > 0 && i < tree_.size() && range_of(tree_, i - 1).end == range_of(tree_, i).begin;
  }

  // True where a hyphen ties a word to its neighbour: "al" of "al-Assad", "moon" of "Ban Ki-moon".
  bool is_hyphened(std::size_t i) const {
    const auto is_hyphen = [&](std::size_t at) { return tree_.word(at).form == "-"; };
    const bool before = is_glued(i) && is_hyphen(i - 1) && is_glued(i - 1);
    return before || (is_glued(i + 1) && is_hyphen(i + 1) && is_glued(i + 2));
  }

  bool lexicon_knows(std::size_t first, std::size_t last, EntityType type) const {
    NameMention name = make(first, last, type);
    look_up(name, lexicon_);
    return is_known(name);
  }

  bool is_title(std::size_t i) const {
    return holds(lexicon_.grammar().titles, fold_name(tree_.word(i).form));
  }

  bool is_leading_title(std::size_t i) const {
    return holds(lexicon_.grammar().leading_titles, fold_name(tree_.word(i).form));
  }

  // "Minister", "el Presidente"; without an article a leading title may be a surname: "Alcalde".
  bool is_post(std::size_t i) const {
    return is_title(i) || (is_leading_title(i) && i > 0 && tree_.word(i - 1).upos == Upos::Det);
  }

  // "Un" of "Kim Jong Un" is part of the name though it looks like an article.
  bool is_loose(std::size_t i, EntityType type) const {
    const Word& word = tree_.word(i);
    if (starts_upper(word.form) || (word.upos == Upos::Propn && is_hyphened(i))) return false;
    return type == EntityType::Person || cannot_be_named(word);
  }

  // A capitalised word right behind a name belongs to it where the tree says so; "Monday" does not
  // in "Clinton Monday signed", nor a title in "U.S. President Bill Clinton".
  bool continues(std::size_t first, std::size_t last) const {
    const std::size_t next = last + 1;
    if (next >= tree_.size() || spans_[next] || tree_.word(next).upos != Upos::Propn ||
        !starts_upper(tree_.word(next).form) || is_title(next)) {
      return false;
    }
    const auto is_part = [&](std::size_t i) {
      return tree_.relation(i) == "flat" || tree_.relation(i) == "compound";
    };
    const auto head = tree_.head(next);
    if (head && first <= *head && *head <= last) return is_part(next);
    const std::size_t own = span_head(tree_, first, last);
    return tree_.head(own) == next && is_part(own);
  }

  // "Un" of "Kim Jong Un met him": an article by its look, but with a capital behind a name, where
  // what follows has none, as it would in a headline.
  bool ends_in_capital(std::size_t last) const {
    const std::size_t next = last + 1;
    if (next >= tree_.size() || spans_[next]) return false;
    const Word& word = tree_.word(next);
    const bool alone = next + 1 >= tree_.size() || !starts_upper(tree_.word(next + 1).form);
    const bool is_small = word.upos == Upos::Det || word.upos == Upos::Pron;
    return is_small && starts_upper(word.form) && word.form.size() > 1 && alone;
  }

  // Cuts what the names head took too much and adds what it left out; false where no name is left.
  bool fit(std::size_t& first, std::size_t& last, EntityType type) const {
    const auto possessive = [&](std::size_t i) {
      return i < tree_.size() && tree_.word(i).upos == Upos::Part && is_glued(i);
    };
    if (possessive(last + 1) && lexicon_knows(first, last + 1, type)) ++last;  // "McDonald's"
    if (!lexicon_knows(first, last, type)) {
      while (first < last && is_loose(first, type)) ++first;
      while (last > first && is_loose(last, type)) --last;
    }
    while (continues(first, last)) ++last;
    if (type == EntityType::Person) {
      if (ends_in_capital(last)) ++last;
      // "General Electric" is known, "General Colin Marsh" is not.
      if (!lexicon_knows(first, last, type)) first = after_titles(first, last);
      if (first > last) return false;  // "Ministro de Defensa"
    } else {
      first = beginning_of_known(first, last, type);
      last = end_of_known(first, last, type);
      if (!lexicon_knows(first, last, type)) last = before_post(first, last);
    }
    if (has_article(first, last) && !lexicon_knows(first, last, type)) {
      const bool begins = first == 0 || tree_.word(first - 1).upos == Upos::Punct;
      if (begins || lexicon_knows(first + 1, last, type)) ++first;
    }
    const bool is_post_alone = type == EntityType::Person && first == last && is_post(last);
    return !is_post_alone && !is_loose(first, type);
  }

  // Where a person's own name begins: "Gen. Colin Marsh", "U.S. President Ana Hart", "Kenyan Joe",
  // "Primer Ministro Koda". Behind the last word where there is none: "Ministro de Defensa".
  std::size_t after_titles(std::size_t first, std::size_t last) const {
    for (std::size_t i = last; i-- > first;) {
      if (is_title(i)) return i + 1;
    }
    std::size_t own = first;
    while (own < last && is_leading_title(own)) ++own;
    if (own > first) {
      own = after_portfolio(own, last);
      if (own + 2 <= last && country_of_demonym(own) != nullptr) ++own;
    }
    if (own < last && demonym(own, own)) ++own;
    const bool is_particle = own <= last && is_loose(own, EntityType::Person);
    return is_particle ? first : own;  // "General de Gaulle"
  }

  // Where a name ends that has the post of the person behind it: "Troy Police Chief" of "Troy
  // Police Chief Charles Craft".
  std::size_t before_post(std::size_t first, std::size_t last) const {
    if (std::ranges::find(persons_, last + 1) == persons_.end()) return last;
    const auto is_held = [&](std::size_t i) {
      const Role* const role = lexicon_.role(lower(tree_.word(i).lemma));
      return role && can_be_held_by(*role, EntityType::Person);
    };
    while (last > first && is_held(last)) --last;
    return last;
  }

  // Behind "de Estado" of "Secretario de Estado Colin Marsh".
  std::size_t after_portfolio(std::size_t of, std::size_t last) const {
    if (!holds(lexicon_.grammar().of, lower(tree_.word(of).form))) return of;
    for (std::size_t end = std::min(last, of + longest_portfolio); end > of; --end) {
      if (lexicon_.portfolio(lower(text(of + 1, end)))) return end + 1;
    }
    return of;
  }

  // Where a known name begins whose end this is: "States" of "United States".
  std::size_t beginning_of_known(std::size_t first, std::size_t last, EntityType type) const {
    std::size_t best = first;
    for (std::size_t i = first; i-- > 0 && last < i + longest_known_name;) {
      if (spans_[i] || !starts_upper(tree_.word(i).form)) break;
      if (lexicon_knows(i, last, type)) best = i;
    }
    return best;
  }

  // Where a known name ends that begins so: "UN High Commissioner" of "… for Refugees".
  std::size_t end_of_known(std::size_t first, std::size_t last, EntityType type) const {
    const std::size_t end = std::min(first + longest_known_name, tree_.size());
    for (std::size_t i = end; i-- > last + 1;) {
      if (!is_function_word(tree_.word(i)) && lexicon_knows(first, i, type)) return i;
    }
    return last;
  }

  void add_span(const NameSpan& span) {
    std::size_t first = span.first;
    std::size_t last = span.last;
    while (first <= last && taken_[first]) ++first;  // by a known name that began before
    if (first > last) return;
    if (is_post_of_country(span)) {
      take_demonym(span.last);
      return;
    }
    if (!fit(first, last, span.type)) return;
    take_country_of_post(span.first, first);
    NameMention name = make(first, last, span.type);
    if (name.folded.empty()) return;
    name.person = span.type == EntityType::Person;
    name.titled = name.person && first > 0 && (is_title(first - 1) || is_leading_title(first - 1));
    if (!name.titled) look_up(name, lexicon_);  // "Mr. Jordan" is no country
    if (is_team(name, span.type)) name = make(first, last, EntityType::Organization);
    if (!is_known(name)) {
      if (auto country = country_of_body(first, last)) {
        take(std::move(*country));
        return;
      }
      auto country = demonym(first, last);
      const bool people = country && tree_.word(last).has("Number=Plur");  // "Russians"
      if (country && (people || span.type != EntityType::Person)) {
        take(std::move(*country));
        return;
      }
    }
    take(std::move(name));
  }

  // "El Barcelona", "al Madrid": a city has no article, and a masculine one makes it the team's, if
  // it is not "el París de Picasso". "El Cairo" has one, and regions may ("el Tíbet").
  bool is_team(const NameMention& name, EntityType by_head) const {
    const bool is_city = name.capital || (name.known && name.type == EntityType::GeoPolitical);
    if (!is_city || name.first == 0 || name.first != name.last) return false;
    const Word& before = tree_.word(name.first - 1);
    if (before.upos != Upos::Det || !before.has("Definite=Def") || !before.has("Gender=Masc") ||
        !before.has("Number=Sing")) {
      return false;
    }
    const std::string whole = before.lemma + ' ' + name.text;
    if (lexicon_.country_by_capital(whole) || lexicon_.known_entity(whole)) return false;
    const bool may_be_region = name.known && !name.known->demonyms.empty();
    if (may_be_region && by_head != EntityType::Organization) return false;
    const auto children = tree_.children(name.head);
    return std::ranges::none_of(children, [&](std::size_t c) {
      const std::string_view relation = tree_.relation(c);
      return c > name.last && (relation == "nmod" || relation == "amod" || relation == "acl");
    });
  }

  // Takes the country of a post: "Francés" of "Presidente Francés Jacques Chirac", whose span
  // begins at `begin` and whose name does at `own`.
  void take_country_of_post(std::size_t begin, std::size_t own) {
    if (own > begin + 1 && is_leading_title(begin)) take_demonym(own - 1);
  }

  // A post without a name of its own: "Presidente Francés" before ", Jacques Chirac". With no name
  // behind it, it may be a surname: "el Presidente Alemán".
  bool is_post_of_country(const NameSpan& span) const {
    const std::size_t country = span.last;
    const std::size_t comma = country + 1;
    const bool is_behind_title =
        country > 0 && country <= span.first + 1 && is_leading_title(country - 1);
    return is_behind_title && comma + 1 < tree_.size() && tree_.word(comma).form == "," &&
           spans_[comma + 1] && country_of_demonym(country) != nullptr;
  }

  // In whatever letter case.
  const Country* country_of_demonym(std::size_t i) const {
    return lexicon_.country_by_demonym(lower(text(i, i)));
  }

  void take_demonym(std::size_t i) {
    if (const Country* const country = country_of_demonym(i))
      take(as_demonym(i, i, country, nullptr));
  }

  // "Gobierno de Cuba", "Russian Army", "Iraq's Government": the country alone is the name, the
  // whole is a phrase (step 3 of entities.h), as "Gobierno cubano" is.
  std::optional<NameMention> country_of_body(std::size_t first, std::size_t last) const {
    const auto is_body = [&](std::size_t i) {
      const std::string noun = lower(tree_.word(i).lemma);
      return lexicon_.is_state_noun(noun) || lexicon_.state_body(noun);
    };
    if (is_body(first) && first + 2 <= last && tree_.word(first + 1).upos == Upos::Adp &&
        holds(lexicon_.grammar().of, tree_.word(first + 1).lemma)) {
      return country_at(first + (tree_.word(first + 2).upos == Upos::Det ? 3 : 2), last);
    }
    if (first == last || !is_body(last)) return {};
    const bool genitive = first + 2 <= last && tree_.word(last - 1).upos == Upos::Part;
    const std::size_t end = genitive ? last - 2 : last - 1;
    if (auto country = demonym(first, end)) return country;
    return country_at(first, end);
  }

  std::optional<NameMention> country_at(std::size_t first, std::size_t last) const {
    if (first > last || last >= tree_.size()) return {};
    NameMention name = make(first, last, EntityType::Location);
    look_up(name, lexicon_);
    return name.country ? std::optional{std::move(name)} : std::nullopt;
  }

  // Names of the lexicon that the names head missed.
  void add_known_names() {
    for (std::size_t first = 0; first < tree_.size(); ++first) {
      const bool begins = starts_upper(tree_.word(first).form) ||
                          (is_hyphened(first) && tree_.word(first).upos == Upos::Propn);
      if (taken_[first] || !begins || is_function_word(tree_.word(first))) continue;
      std::size_t last = first;
      while (last + 1 < tree_.size() && last + 1 < first + longest_known_name &&
             !taken_[last + 1]) {
        ++last;
      }
      for (; last + 1 > first; --last) {
        if (is_function_word(tree_.word(last))) continue;
        // "Nice" and "Turkey" may stand at the beginning of a sentence.
        if (first == last && tree_.word(first).upos != Upos::Propn && !is_lone_acronym(first)) {
          break;
        }
        NameMention name = make(first, last, EntityType::Misc);
        look_up(name, lexicon_);
        if (is_known(name)) {
          take(std::move(name));
          break;
        }
      }
    }
  }

  // "ETA" in "blamed ETA for the killing", whatever the tagger takes it for, but nothing in a
  // headline in capitals.
  bool is_lone_acronym(std::size_t i) const {
    const auto is_small = [&](std::size_t at) {
      return std::ranges::any_of(tree_.word(at).form, [](char c) { return c >= 'a' && c <= 'z'; });
    };
    const bool before = i > 0 && is_small(i - 1);
    const bool behind = i + 1 < tree_.size() && is_small(i + 1);
    return is_acronym(tree_.word(i).form) && (before || behind);
  }

  void add_demonyms() {
    for (std::size_t first = 0; first < tree_.size(); ++first) {
      const std::size_t end = std::min(first + lexicon_.longest_demonym(), tree_.size());
      std::size_t last = first;
      while (last + 1 < end && !taken_[last + 1]) ++last;
      for (; !taken_[first] && last + 1 > first; --last) {
        if (auto name = demonym(first, last)) take(std::move(*name));
      }
    }
  }

  // The demonym that words [first, last] are: "rusos", "South Korean".
  std::optional<NameMention> demonym(std::size_t first, std::size_t last) const {
    const Word& word = tree_.word(last);
    if (word.upos != Upos::Adj && word.upos != Upos::Noun && word.upos != Upos::Propn) return {};
    if (first == last && is_language(last)) return {};
    const std::string form = text(first, last);
    const Country* country = lexicon_.country_by_demonym(form);
    if (country && !is_written_as_demonym(form, country->demonyms)) country = nullptr;
    const KnownEntity* region = country ? nullptr : lexicon_.known_entity_by_demonym(form);
    if (region && !is_written_as_demonym(form, region->demonyms)) region = nullptr;
    if (!country && !region) return {};
    return as_demonym(first, last, country, region);
  }

  // Words that stand for a country, or for a region or people.
  NameMention as_demonym(std::size_t first, std::size_t last, const Country* country,
                         const KnownEntity* region) const {
    NameMention name = make(first, last, country ? EntityType::GeoPolitical : region->type);
    name.country = country;
    name.known = region;
    name.kind = MentionKind::Demonym;
    return name;
  }

  // "He speaks French": a proper noun of its own, neither plural nor with an article.
  bool is_language(std::size_t i) const {
    const Word& word = tree_.word(i);
    const std::string_view relation = tree_.relation(i);
    const bool argument = relation == "obj" || relation == "obl" || relation == "nmod";
    return word.upos == Upos::Propn && argument && !word.has("Number=Plur") &&
           word.deprel != "nmod:poss" && !tree_.child(i, "det");
  }

  std::size_t sentence_;
  const DependencyTree& tree_;
  const TextIndex& text_;
  const Lexicon& lexicon_;
  std::vector<bool> taken_;
  std::vector<bool> spans_;           // words of the names that the names head found
  std::vector<std::size_t> persons_;  // where those of persons begin
  std::vector<NameMention> names_;
};

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

}  // namespace

void look_up(NameMention& name, const Lexicon& lexicon) {
  const bool person = name.type == EntityType::Person;
  if (const Country* country = lexicon.country_by_name(name.text);
      country && is_written_so(name, country->names)) {
    name.country = country;
    name.type = EntityType::GeoPolitical;
  } else if (const Country* ruled = lexicon.country_by_seat(name.text)) {
    name.country = ruled;
    name.type = EntityType::GeoPolitical;
  } else if (const Country* home = lexicon.country_by_capital(name.text); home && !person) {
    name.capital = home;
    name.type = EntityType::GeoPolitical;
  } else if (const KnownEntity* known = lexicon.known_entity(name.text);
             known && is_written_so(name, known->names) &&
             !(person && is_place(known->type) && name.folded.find(' ') == std::string::npos)) {
    name.known = known;
    name.type = known->type;
  }
}

bool is_known(const NameMention& name) { return name.country || name.capital || name.known; }

bool starts_upper(std::string_view form) {
  const auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(form.data(), static_cast<std::int32_t>(form.size())));
  return !text.isEmpty() && (u_isupper(text.char32At(0)) || u_isdigit(text.char32At(0)));
}

bool is_acronym(std::string_view text) {
  std::size_t capitals = 0;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') {
      ++capitals;
    } else if (c != '.' && c != '-' && !(c >= '0' && c <= '9')) {
      return false;
    }
  }
  return capitals >= 2;
}

bool is_part_of(std::string_view part, std::string_view whole) {
  if (part.size() >= whole.size()) return false;
  for (std::size_t at = whole.find(part); at != std::string_view::npos;
       at = whole.find(part, at + 1)) {
    const bool starts = at == 0 || whole[at - 1] == ' ';
    const std::size_t end = at + part.size();
    if (starts && (end == whole.size() || whole[end] == ' ')) return true;
  }
  return false;
}

TextRange range_of(const DependencyTree& tree, std::size_t i) {
  const Word& word = tree.word(i);
  const auto is_same_token = [&](std::size_t other) {
    return tree.word(other).begin == word.begin && tree.word(other).end == word.end;
  };
  std::size_t first = i;
  std::size_t last = i;
  while (first > 0 && is_same_token(first - 1)) --first;
  while (last + 1 < tree.size() && is_same_token(last + 1)) ++last;
  TextRange range{word.begin, word.end};
  if (first == last) return range;
  std::size_t at = word.begin;
  for (std::size_t part = first; part <= last; ++part) {
    const std::size_t end = at + TextIndex(tree.word(part).form).size();
    if (part == i) range = {at, end};
    at = end;
  }
  return at == word.end ? range : TextRange{word.begin, word.end};
}

std::size_t span_head(const DependencyTree& tree, std::size_t first, std::size_t last) {
  for (std::size_t i = first; i <= last; ++i) {
    const auto head = tree.head(i);
    if (!head || *head < first || *head > last) {
      if (!is_function_word(tree.word(i))) return i;
    }
  }
  return first;
}

namespace {

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
  const auto middle = static_cast<std::ptrdiff_t>(names.size());
  std::move(found.begin(), found.end(), std::back_inserter(names));
  std::inplace_merge(names.begin(), names.begin() + middle, names.end(),
                     [](const NameMention& a, const NameMention& b) {
                       return std::pair(a.sentence, a.first) < std::pair(b.sentence, b.first);
                     });
  return names;
}

}  // namespace

std::vector<NameMention> find_names(const Annotation& annotation,
                                    std::span<const DependencyTree> trees, const TextIndex& text,
                                    const Lexicon& lexicon) {
  std::vector<NameMention> all;
  for (std::size_t s = 0; s < annotation.sentences.size(); ++s) {
    auto names = NameFinder(s, trees[s], text, lexicon).find(annotation.sentences[s]);
    std::move(names.begin(), names.end(), std::back_inserter(all));
  }
  drop_pairs_of_names(all, trees, lexicon);
  give_names_back_to_persons(all);
  recognise_by_country(all, trees, lexicon);
  all = with_members(trees, text, lexicon, std::move(all));
  // What stands for what goes by place, so nothing is put between any more.
  for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
    const std::size_t sentence = all[begin].sentence;
    while (end < all.size() && all[end].sentence == sentence) ++end;
    join_bracketed_acronyms(all, begin, end, trees[sentence]);
    BynameJoiner(std::span(all).subspan(begin, end - begin), begin, trees[sentence],
                 lexicon.grammar())
        .join();
  }
  join_own_nouns(all, trees, lexicon);
  return all;
}

}  // namespace entente
