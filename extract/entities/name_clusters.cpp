#include "extract/entities/name_clusters.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "extract/entities/letter_case.h"
#include "extract/entity_id.h"

namespace entente {
namespace {

std::vector<std::string_view> words_of(std::string_view folded) {
  std::vector<std::string_view> words;
  while (!folded.empty()) {
    const std::size_t space = folded.find(' ');
    words.push_back(folded.substr(0, space));
    folded = space == std::string_view::npos ? std::string_view{} : folded.substr(space + 1);
  }
  return words;
}

// All names that read the same, before they are joined to longer ones.
struct Cluster {
  std::string folded;
  std::vector<std::size_t> names;  // indices, in the order of the text
  EntityType type = EntityType::Misc;
  std::size_t parent = 0;  // index of the cluster it was joined to, itself for a root
};

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

// True where one of an entity's names shares half of its words with a longer name, or of
// that name's, other than what both are, or none has several words: "World Health Organisation" may
// be the WHO, "Iraqi Defence Force" is not Israel's and "Partido Social Cristiano" no Catalan
// party.
bool may_be_spelt_out(const std::vector<std::string>& names, std::string_view longer,
                      const Lexicon& lexicon) {
  const auto words = words_of(longer);
  bool has_several = false;
  for (const std::string& known : names) {
    const std::string folded = fold_name(known);
    const auto own = words_of(folded);
    if (own.size() < 2) continue;
    has_several = true;
    const auto counts = [&](std::string_view word) {
      return word.size() > 3 && !lexicon.role(word);
    };
    const auto all =
        std::min(std::ranges::count_if(words, counts), std::ranges::count_if(own, counts));
    const auto shared = std::ranges::count_if(words, [&](std::string_view word) {
      return counts(word) && std::ranges::find(own, word) != own.end();
    });
    if (all > 0 && 2 * shared >= all) return true;
  }
  return !has_several;
}

class Clusterer {
 public:
  Clusterer(std::span<const NameMention> names, const Lexicon& lexicon)
      : names_(names), lexicon_(lexicon) {}

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

  // What the lexicon knows by its acronym alone, in this document: "RSF". Where a name before it
  // has these initials ("Rapid Support Forces"), it is short for that.
  bool is_known_by_acronym(const Cluster& cluster) const {
    static constexpr std::size_t least_letters = 3;
    return std::ranges::all_of(cluster.names, [&](std::size_t i) {
      const NameMention& name = names_[i];
      return name.known && name.kind == MentionKind::Name && is_acronym(name.text) &&
             name.folded.size() >= least_letters;
    });
  }

  static const std::vector<std::string>& known_names(const NameMention& name) {
    static const std::vector<std::string> none;
    if (name.country) return name.country->names;
    return name.known ? name.known->names : none;
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
      if (is_fixed(clusters_[acronym]) &&
          may_be_spelt_out(known_names(names_[i]), clusters_[full].folded, lexicon_)) {
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
  // first one after it. What the lexicon knows by the same acronym stands back before a name that
  // the text gives first.
  void join_to_longer(std::size_t c) {
    const bool known = is_known_by_acronym(clusters_[c]);
    if ((is_fixed(clusters_[c]) && !known) || root(c) != c) return;
    std::size_t best = c;
    for (std::size_t other = 0; other < clusters_.size(); ++other) {
      if (other == c || !stands_for(clusters_[c], clusters_[other])) continue;
      const bool before = clusters_[other].names.front() < clusters_[c].names.front();
      if (known && !before) break;
      if (best == c || before) best = other;
      if (!before) break;
    }
    if (best == c || root(best) == c) return;
    const bool spells_known =
        known && may_be_spelt_out(known_names(names_[clusters_[c].names.front()]),
                                  clusters_[best].folded, lexicon_);
    if (spells_known) {
      join(best, c);
    } else {
      join(c, best);
    }
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
      if (entity.ref.type == EntityType::Location && !first.is_site)
        entity.ref.type = EntityType::GeoPolitical;
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
  const Lexicon& lexicon_;
  std::vector<Cluster> clusters_;
  std::vector<std::size_t> cluster_of_;  // by name
};

}  // namespace

NameClusters cluster_names(std::span<const NameMention> names, const Lexicon& lexicon) {
  return Clusterer(names, lexicon).run();
}

}  // namespace entente
