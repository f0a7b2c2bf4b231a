#include "extract/entities/names.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "extract/entities/letter_case.h"
#include "extract/entity_id.h"

namespace entente {
namespace {

constexpr std::size_t longest_known_name = 8;  // words that a name of the lexicon may have

bool starts_upper(std::string_view form) {
  const auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(form.data(), static_cast<std::int32_t>(form.size())));
  return !text.isEmpty() && (u_isupper(text.char32At(0)) || u_isdigit(text.char32At(0)));
}

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
    case Upos::Sconj:
      return true;
    default:
      return is_function_word(word);
  }
}

std::vector<std::string_view> words_of(std::string_view folded) {
  std::vector<std::string_view> words;
  while (!folded.empty()) {
    const std::size_t space = folded.find(' ');
    words.push_back(folded.substr(0, space));
    folded = space == std::string_view::npos ? std::string_view{} : folded.substr(space + 1);
  }
  return words;
}

// Fills what the lexicon knows of the name.
void look_up(NameMention& name, const Lexicon& lexicon) {
  if (const Country* country = lexicon.country_by_name(name.text)) {
    name.country = country;
    name.type = EntityType::GeoPolitical;
  } else if (const Country* ruled = lexicon.country_by_seat(name.text)) {
    name.country = ruled;
    name.type = EntityType::GeoPolitical;
  } else if (const Country* home = lexicon.country_by_capital(name.text);
             home && name.type != EntityType::Person) {
    name.capital = home;
    name.type = EntityType::GeoPolitical;
  } else if (const KnownEntity* known = lexicon.known_entity(name.text)) {
    name.known = known;
    name.type = known->type;
  }
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
    }
    for (const NameSpan& span : sentence.names) add_span(span);
    add_known_names();
    add_demonyms();
    std::sort(names_.begin(), names_.end(),
              [](const NameMention& a, const NameMention& b) { return a.first < b.first; });
    return std::move(names_);
  }

 private:
  NameMention make(std::size_t first, std::size_t last, EntityType type) const {
    NameMention name;
    name.sentence = sentence_;
    name.first = first;
    name.last = last;
    name.head = span_head(tree_, first, last);
    name.type = type;
    name.text = text_.one_line(tree_.word(first).begin, tree_.word(last).end);
    name.folded = fold_name(name.text);
    return name;
  }

  void take(NameMention name) {
    for (std::size_t i = name.first; i <= name.last; ++i) taken_[i] = true;
    names_.push_back(std::move(name));
  }

  void add_span(const NameSpan& span) {
    std::size_t first = span.first;
    std::size_t last = span.last;
    // "Un" of "Kim Jong Un" is part of the name though it looks like an article, and a capitalised
    // word right behind a name belongs to it.
    const auto is_loose = [&](std::size_t i) {
      const bool may_be_small = span.type != EntityType::Person && !cannot_be_named(tree_.word(i));
      return !may_be_small && !starts_upper(tree_.word(i).form);
    };
    const auto continues = [&](std::size_t i) {
      return !spans_[i] && starts_upper(tree_.word(i).form) && tree_.word(i).upos != Upos::Num;
    };
    while (first < last && is_loose(first)) ++first;
    while (last > first && is_loose(last)) --last;
    while (last + 1 < tree_.size() && continues(last + 1)) ++last;
    NameMention name = make(first, last, span.type);
    if (name.folded.empty() || is_loose(first)) return;
    if (auto country = country_of_body(first, last)) {
      take(std::move(*country));
      return;
    }
    look_up(name, lexicon_);
    take(std::move(name));
  }

  // "Gobierno de Cuba", "Ejército de Colombia": the country alone is the name, the whole is a
  // phrase (step 3 of entities.h), as "Gobierno cubano" is.
  std::optional<NameMention> country_of_body(std::size_t first, std::size_t last) const {
    const std::string noun = lower(tree_.word(first).lemma);
    const bool is_body = lexicon_.is_state_noun(noun) || lexicon_.state_body(noun);
    if (!is_body || first + 2 > last || tree_.word(first + 1).upos != Upos::Adp ||
        !holds(lexicon_.grammar().of, tree_.word(first + 1).lemma)) {
      return {};
    }
    const std::size_t start = first + (tree_.word(first + 2).upos == Upos::Det ? 3 : 2);
    if (start > last) return {};
    NameMention name = make(start, last, EntityType::Location);
    look_up(name, lexicon_);
    return name.country ? std::optional{std::move(name)} : std::nullopt;
  }

  // Names of the lexicon that the names head missed.
  void add_known_names() {
    for (std::size_t first = 0; first < tree_.size(); ++first) {
      if (taken_[first] || !starts_upper(tree_.word(first).form) ||
          is_function_word(tree_.word(first))) {
        continue;
      }
      std::size_t last = first;
      while (last + 1 < tree_.size() && last + 1 < first + longest_known_name &&
             !taken_[last + 1]) {
        ++last;
      }
      for (; last + 1 > first; --last) {
        if (is_function_word(tree_.word(last))) continue;
        NameMention name = make(first, last, EntityType::Misc);
        look_up(name, lexicon_);
        if (name.country || name.capital || name.known) {
          take(std::move(name));
          break;
        }
      }
    }
  }

  void add_demonyms() {
    for (std::size_t i = 0; i < tree_.size(); ++i) {
      const Word& word = tree_.word(i);
      if (taken_[i] || (word.upos != Upos::Adj && word.upos != Upos::Noun) ||
          starts_upper(word.form)) {
        continue;
      }
      const Country* country = lexicon_.country_by_demonym(word.form);
      const KnownEntity* region = country ? nullptr : lexicon_.known_entity_by_demonym(word.form);
      if (!country && !region) continue;
      NameMention name = make(i, i, country ? EntityType::GeoPolitical : region->type);
      name.country = country;
      name.known = region;
      name.kind = MentionKind::Demonym;
      take(std::move(name));
    }
  }

  std::size_t sentence_;
  const DependencyTree& tree_;
  const TextIndex& text_;
  const Lexicon& lexicon_;
  std::vector<bool> taken_;
  std::vector<bool> spans_;  // words of the names that the names head found
  std::vector<NameMention> names_;
};

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

// Joins "Agencia Central de Noticias (KCNA)": an acronym in brackets names what stands before it.
void join_bracketed_acronyms(std::vector<NameMention>& names, std::size_t begin,
                             const DependencyTree& tree) {
  for (std::size_t i = begin; i < names.size(); ++i) {
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

}  // namespace

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
                                    const Lexicon& lexicon) {
  std::vector<NameMention> all;
  for (std::size_t s = 0; s < annotation.sentences.size(); ++s) {
    auto names = NameFinder(s, trees[s], text, lexicon).find(annotation.sentences[s]);
    const std::size_t begin = all.size();
    std::move(names.begin(), names.end(), std::back_inserter(all));
    join_bracketed_acronyms(all, begin, trees[s]);
  }
  return all;
}

namespace {

// All names that read the same, before they are joined to longer ones.
struct Cluster {
  std::string folded;
  std::vector<std::size_t> names;  // indices, in the order of the text
  EntityType type = EntityType::Misc;
  std::size_t parent = 0;  // index of the cluster it was joined to, itself for a root
};

// `part` is a run of whole words of `whole`, and shorter.
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

bool is_beginning_of(std::string_view part, std::string_view whole) {
  return part.size() < whole.size() && whole.substr(0, part.size()) == part &&
         whole[part.size()] == ' ';
}

// First letters of the capitalised words: "Banco Interamericano de Desarrollo" gives "bid".
std::string initials(std::string_view text) {
  std::string result;
  bool at_start = true;
  for (const char c : text) {
    if (at_start && c >= 'A' && c <= 'Z') result += static_cast<char>(c + 32);
    at_start = c == ' ' || c == '-';
  }
  return result;
}

class Clusterer {
 public:
  explicit Clusterer(std::span<const NameMention> names) : names_(names) {}

  NameClusters run() {
    group_by_form();
    for (Cluster& cluster : clusters_) cluster.type = majority_type(cluster);
    join_bracketed();
    for (std::size_t c = 0; c < clusters_.size(); ++c) join_to_longer(c);
    return entities();
  }

 private:
  // Countries and known entities are one cluster whatever their form.
  static std::string key_of(const NameMention& name) {
    if (name.country) return "country " + name.country->code;
    if (name.capital) return "capital " + name.capital->code;
    if (name.known) return "known " + name.known->name;
    return "name " + name.folded;
  }

  void group_by_form() {
    std::map<std::string, std::size_t> index;
    cluster_of_.resize(names_.size());
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const auto [at, is_new] = index.try_emplace(key_of(names_[i]), clusters_.size());
      if (is_new) {
        Cluster cluster;
        cluster.folded = names_[i].folded;
        cluster.parent = clusters_.size();
        clusters_.push_back(std::move(cluster));
      }
      clusters_[at->second].names.push_back(i);
      cluster_of_[i] = at->second;
    }
  }

  EntityType majority_type(const Cluster& cluster) const {
    std::array<std::size_t, 5> votes{};
    for (const std::size_t i : cluster.names) ++votes[static_cast<std::size_t>(names_[i].type)];
    return static_cast<EntityType>(std::max_element(votes.begin(), votes.end()) - votes.begin());
  }

  bool is_fixed(const Cluster& cluster) const {
    const NameMention& name = names_[cluster.names.front()];
    return name.country || name.capital || name.known;
  }

  std::size_t root(std::size_t cluster) const {
    while (clusters_[cluster].parent != cluster) cluster = clusters_[cluster].parent;
    return cluster;
  }

  void join(std::size_t from, std::size_t to) {
    if (root(from) != root(to)) clusters_[root(from)].parent = root(to);
  }

  void join_bracketed() {
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (names_[i].same_as == NameMention::none) continue;
      const std::size_t acronym = cluster_of_[i];
      const std::size_t full = cluster_of_[names_[i].same_as];
      if (is_fixed(clusters_[acronym]) && is_fixed(clusters_[full])) continue;
      if (is_fixed(clusters_[acronym])) {
        join(full, acronym);
      } else {
        join(acronym, full);
      }
    }
  }

  bool stands_for(const Cluster& shorter, const Cluster& longer) const {
    if (shorter.type != longer.type || is_fixed(longer)) return false;
    if (shorter.type == EntityType::Person) return is_part_of(shorter.folded, longer.folded);
    if (shorter.type != EntityType::Organization) return false;
    const NameMention& name = names_[shorter.names.front()];
    if (is_acronym(name.text)) {
      return initials(without_accents(names_[longer.names.front()].text)) == shorter.folded;
    }
    return is_beginning_of(shorter.folded, longer.folded);
  }

  // Joins a cluster to the longer name that it abbreviates: the last one named before it, else the
  // first one after it.
  void join_to_longer(std::size_t c) {
    if (is_fixed(clusters_[c]) || root(c) != c) return;
    std::size_t best = c;
    for (std::size_t other = 0; other < clusters_.size(); ++other) {
      if (other == c || !stands_for(clusters_[c], clusters_[other])) continue;
      const bool before = clusters_[other].names.front() < clusters_[c].names.front();
      if (best == c || before) best = other;
      if (!before) break;
    }
    if (best != c && root(best) != c) join(c, best);
  }

  NameClusters entities() const {
    NameClusters result;
    result.entity_of.resize(names_.size());
    std::vector<std::size_t> entity_of_root(clusters_.size(), NameMention::none);
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const std::size_t r = root(cluster_of_[i]);
      if (entity_of_root[r] == NameMention::none) {
        entity_of_root[r] = result.entities.size();
        result.entities.push_back(entity_of(r));
      }
      result.entity_of[i] = entity_of_root[r];
    }
    return result;
  }

  DocumentEntity entity_of(std::size_t r) const {
    DocumentEntity entity;
    const NameMention& first = names_[clusters_[r].names.front()];
    std::vector<const NameMention*> forms;
    for (std::size_t c = 0; c < clusters_.size(); ++c) {
      if (root(c) != r) continue;
      for (const std::size_t i : clusters_[c].names) {
        if (names_[i].kind == MentionKind::Name) forms.push_back(&names_[i]);
      }
    }
    // The fullest form is the name: most words, then most letters, then the first in the text.
    std::stable_sort(forms.begin(), forms.end(), [](const NameMention* a, const NameMention* b) {
      const auto weight = [](const NameMention* name) {
        return std::pair{words_of(name->folded).size(), name->folded.size()};
      };
      return weight(a) > weight(b);
    });
    entity.ref.type = clusters_[r].type;
    if (first.country) {
      entity.country = first.country;
      entity.ref = {"country/" + first.country->code, first.country->name, EntityType::GeoPolitical,
                    first.country->code};
    } else if (first.capital) {
      entity.ref.name = first.capital->capital_name;
      entity.ref.country = first.capital->code;
    } else if (first.known) {
      entity.ref.name = first.known->name;
      entity.ref.country = first.known->country;
    } else {
      entity.ref.name = forms.empty() ? first.text : forms.front()->text;
      // The names head does not tell cities and regions from other places; most are cities.
      if (entity.ref.type == EntityType::Location) entity.ref.type = EntityType::GeoPolitical;
    }
    if (entity.ref.id.empty()) entity.ref.id = entity_id(entity.ref.type, entity.ref.name);
    entity.names.push_back(entity.ref.name);
    for (const NameMention* form : forms) {
      if (std::find(entity.names.begin(), entity.names.end(), form->text) == entity.names.end()) {
        entity.names.push_back(form->text);
      }
    }
    return entity;
  }

  std::span<const NameMention> names_;
  std::vector<Cluster> clusters_;
  std::vector<std::size_t> cluster_of_;  // by name
};

}  // namespace

NameClusters cluster_names(std::span<const NameMention> names) { return Clusterer(names).run(); }

}  // namespace entente
