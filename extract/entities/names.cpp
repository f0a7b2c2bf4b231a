#include "extract/entities/names.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <utility>

#include "extract/entities/letter_case.h"
#include "extract/entities/related_names.h"
#include "extract/entities/roles.h"
#include "extract/entity_id.h"

namespace entente {
namespace {

constexpr std::size_t longest_known_name = 8;  // words that a name of the lexicon may have
constexpr std::string_view capital_role = "capital of";
constexpr std::size_t short_acronym = 3;  // letters; also a word where written small: "who"

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

bool is_place(EntityType type) {
  return type == EntityType::GeoPolitical || type == EntityType::Location;
}

class NameFinder {
 public:
  NameFinder(std::size_t sentence_index, const DependencyTree& tree, const TextIndex& text,
             const Lexicon& lexicon, const CommonNames& common)
      : sentence_(sentence_index),
        tree_(tree),
        text_(text),
        lexicon_(lexicon),
        common_(common),
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
    std::erase_if(names_, [&](const NameMention& name) { return is_likeness(name.last); });
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

  // "A Mossad-style agency": the sentence tells nothing of whom it compares with.
  bool is_likeness(std::size_t last) const {
    return is_glued(last + 1) && is_glued(last + 2) && tree_.word(last + 1).form == "-" &&
           holds(lexicon_.grammar().likenesses, tree_.word(last + 2).lemma);
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
    if (const auto person = person_behind_organization(span)) {
      add_span({first, *person - 1, EntityType::Organization});
      add_span({*person, last, EntityType::Person});
      return;
    }
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
    if (!is_known(name)) name.country = country_of_code(first, last);
    if (name.country) name.type = EntityType::GeoPolitical;
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

  // Where the person begins in what the names head took for one name: "Joan" of "el diputado de
  // Compromís Joan Baldoví". What it took for a person's has to begin with a known organisation:
  // "Zulfikar Ali Bhutto" is one.
  std::optional<std::size_t> person_behind_organization(const NameSpan& span) const {
    const bool may_be_two =
        span.type == EntityType::Person || span.type == EntityType::Organization;
    if (!may_be_two || span.first == 0 || common_.is_given(tree_.word(span.first).form) ||
        !holds(lexicon_.grammar().of, lower(tree_.word(span.first - 1).lemma)) ||
        lexicon_knows(span.first, span.last, span.type)) {
      return {};
    }
    for (std::size_t i = span.first; i < span.last; ++i) {
      if (!starts_upper(tree_.word(i).form)) return {};
      if (i == span.first || !common_.is_given(tree_.word(i).form)) continue;
      const bool known = lexicon_knows(span.first, i - 1, EntityType::Organization);
      if (known || span.type == EntityType::Organization) return i;
    }
    return {};
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

  // The country whose code stands in brackets behind a name: "Kim Clijsters (BEL)", "el Maccabi
  // (ISR)", but no acronym of that name: "Bloque Extremeño Libre (BEL)".
  const Country* country_of_code(std::size_t first, std::size_t last) const {
    if (first != last || first < 2 || last + 1 >= tree_.size() ||
        tree_.word(first - 1).form != "(" || tree_.word(first - 2).upos != Upos::Propn) {
      return nullptr;
    }
    const std::string& behind = tree_.word(last + 1).form;
    if (behind != ")" && behind != "," && behind != "/") return nullptr;
    const std::string& code = tree_.word(first).form;
    std::string initials;  // of the words before, from the last one back
    for (std::size_t i = first - 1; i-- > 0 && initials.size() < code.size();) {
      if (starts_upper(tree_.word(i).form)) initials.insert(0, 1, tree_.word(i).form.front());
    }
    return initials == code ? nullptr : lexicon_.country_by_any_code(code);
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
      if (is_native(tree_, first, lexicon_)) continue;
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

  // Words that stand for a country, or for a region or people; with "capital" beside them, for the
  // city that this is: "la capital gallega".
  NameMention as_demonym(std::size_t first, std::size_t last, const Country* country,
                         const KnownEntity* region) const {
    if (const KnownEntity* const capital = region ? lexicon_.capital_of(*region) : nullptr) {
      const bool before = first > 0 && is_capital(first - 1);
      const bool behind = !before && last + 1 < tree_.size() && is_capital(last + 1);
      if (before) --first;
      if (behind) ++last;
      if (before || behind) region = capital;
    }
    NameMention name = make(first, last, country ? EntityType::GeoPolitical : region->type);
    name.country = country;
    name.known = region;
    name.kind = MentionKind::Demonym;
    return name;
  }

  bool is_capital(std::size_t i) const {
    const Role* const role = taken_[i] ? nullptr : lexicon_.role(lower(tree_.word(i).lemma));
    return role && role->relation == capital_role;
  }

  // "He speaks French": neither plural nor with an article, a proper noun of its own or what is
  // learnt or spoken, "estudió alemán".
  bool is_language(std::size_t i) const {
    const Word& word = tree_.word(i);
    const std::string_view relation = tree_.relation(i);
    const bool alone =
        !word.has("Number=Plur") && word.deprel != "nmod:poss" && !tree_.child(i, "det");
    if (!alone || (relation != "obj" && relation != "obl" && relation != "nmod")) return false;
    return word.upos == Upos::Propn ||
           (relation == "obj" && !tree_.child(i, "case") &&
            holds(lexicon_.grammar().language_verbs, tree_.word(*tree_.head(i)).lemma));
  }

  std::size_t sentence_;
  const DependencyTree& tree_;
  const TextIndex& text_;
  const Lexicon& lexicon_;
  const CommonNames& common_;
  std::vector<bool> taken_;
  std::vector<bool> spans_;           // words of the names that the names head found
  std::vector<std::size_t> persons_;  // where those of persons begin
  std::vector<NameMention> names_;
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

bool is_written_so(const NameMention& name, const std::vector<std::string>& names) {
  if (name.folded.size() > short_acronym || is_acronym(name.text)) return true;
  return std::any_of(names.begin(), names.end(), [&](const std::string& known) {
    return !is_acronym(known) && fold_name(known) == name.folded;
  });
}

bool is_written_as_demonym(std::string_view text, const std::vector<std::string>& demonyms) {
  const std::string folded = fold_name(text);
  return std::any_of(demonyms.begin(), demonyms.end(), [&](const std::string& demonym) {
    return starts_upper(demonym) == starts_upper(text) && fold_name(demonym) == folded;
  });
}

bool is_native(const DependencyTree& tree, std::size_t i, const Lexicon& lexicon) {
  const Word& word = tree.word(i);
  const auto article = tree.child(i, "det");
  const bool has_gender =
      word.has("Gender=Masc") || word.has("Gender=Fem");  // "the French" has none
  if (!article || tree.relation(i) != "nsubj" || !word.has("Number=Sing") || !has_gender ||
      !tree.word(*article).has("Definite=Def")) {
    return false;
  }
  if (i + 1 < tree.size() && tree.word(i + 1).upos == Upos::Propn) return false;  // "el ruso Iván"
  const bool is_alone = std::ranges::all_of(tree.children(i), [&](std::size_t c) {
    return c == *article || tree.word(c).upos == Upos::Punct;
  });
  return is_alone &&
         (lexicon.country_by_demonym(word.form) || lexicon.known_entity_by_demonym(word.form));
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

std::vector<NameMention> find_names(const Annotation& annotation,
                                    std::span<const DependencyTree> trees, const TextIndex& text,
                                    const Lexicon& lexicon, const CommonNames& common) {
  std::vector<NameMention> all;
  for (std::size_t s = 0; s < annotation.sentences.size(); ++s) {
    auto names = NameFinder(s, trees[s], text, lexicon, common).find(annotation.sentences[s]);
    std::move(names.begin(), names.end(), std::back_inserter(all));
  }
  return relate_names(std::move(all), trees, text, lexicon, common);
}

}  // namespace entente
