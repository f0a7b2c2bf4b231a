#include "extract/entities/inner_names.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "extract/entities/letter_case.h"
#include "extract/entities/roles.h"
#include "extract/entity_id.h"

namespace entente {
namespace {

constexpr std::size_t longest_inner_name = 6;  // words

class InnerNameFinder {
 public:
  InnerNameFinder(std::span<const NameMention> names, std::span<const DependencyTree> trees,
                  const TextIndex& text, const Lexicon& lexicon)
      : names_(names), trees_(trees), text_(text), lexicon_(lexicon) {
    for (const NameMention& name : names) {
      // A person's surname alone may be many a thing's: "Ford", "Franco".
      const bool surname = name.person && name.folded.find(' ') == std::string::npos;
      if (name.kind == MentionKind::Name && !surname) named_.try_emplace(name.folded, &name);
    }
  }

  std::vector<InnerName> find() const {
    std::vector<InnerName> found;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (may_hold_names(names_[i])) look_into(i, found);
    }
    return found;
  }

 private:
  static bool may_hold_names(const NameMention& name) {
    return name.kind == MentionKind::Name && name.first < name.last &&
           name.type != EntityType::Person && !name.country && !name.capital;
  }

  void look_into(std::size_t outer, std::vector<InnerName>& found) const {
    const NameMention& name = names_[outer];
    for (std::size_t first = name.first; first <= name.last; ++first) {
      const std::size_t size = name.last - name.first + 1;
      std::size_t length = std::min({longest_inner_name, size - 1, name.last - first + 1});
      for (; length > 0; --length) {
        if (auto inner = name_at(name, first, first + length - 1)) {
          found.push_back({std::move(*inner), outer});
          first += length - 1;
          break;
        }
      }
    }
  }

  std::optional<NameMention> name_at(const NameMention& outer, std::size_t first,
                                     std::size_t last) const {
    const DependencyTree& tree = trees_[outer.sentence];
    if (!can_bound_a_name(tree.word(first)) || !can_bound_a_name(tree.word(last)) ||
        (first > outer.first && is_post(tree.word(first - 1)))) {
      return {};
    }
    NameMention name;
    name.sentence = outer.sentence;
    name.first = first;
    name.last = last;
    name.head = span_head(tree, first, last);
    name.text = text_.one_line(range_of(tree, first).begin, range_of(tree, last).end);
    name.folded = fold_name(name.text);
    look_up(name, lexicon_);
    if (name.type == EntityType::Organization && begins_longer_name(outer, first, last)) return {};
    if (is_known(name)) return name;
    if (const Country* country = lexicon_.country_by_demonym(name.text)) {
      name.type = EntityType::GeoPolitical;
      name.country = country;
      name.kind = MentionKind::Demonym;
      return name;
    }
    if (const KnownEntity* region = lexicon_.known_entity_by_demonym(name.text)) {
      name.type = region->type;
      name.known = region;
      name.kind = MentionKind::Demonym;
      return name;
    }
    const auto elsewhere = named_.find(name.folded);
    if (elsewhere == named_.end() || lexicon_.state_body(lower(name.text))) return {};
    name.type = elsewhere->second->type;
    name.person = elsewhere->second->person;
    return name;
  }

  // "Unión Europea" of "Unión Europea de Radiodifusión", which has its own members.
  bool begins_longer_name(const NameMention& outer, std::size_t first, std::size_t last) const {
    const DependencyTree& tree = trees_[outer.sentence];
    return first == outer.first && last < outer.last &&
           holds(lexicon_.grammar().of, lower(tree.word(last + 1).lemma));
  }

  // "Reina" of "Museo Reina Sofía": what follows is who was so, not the capital of Bulgaria.
  bool is_post(const Word& word) const {
    const Role* const role = lexicon_.role(lower(word.form));
    return role && can_be_held_by(*role, EntityType::Person) && starts_upper(word.form);
  }

  static bool can_bound_a_name(const Word& word) {
    const bool nominal =
        word.upos == Upos::Propn || word.upos == Upos::Noun || word.upos == Upos::Adj;
    return nominal && starts_upper(word.form);
  }

  std::span<const NameMention> names_;
  std::span<const DependencyTree> trees_;
  const TextIndex& text_;
  const Lexicon& lexicon_;
  std::map<std::string, const NameMention*> named_;  // by folded text
};

}  // namespace

std::vector<InnerName> find_inner_names(std::span<const NameMention> names,
                                        std::span<const DependencyTree> trees,
                                        const TextIndex& text, const Lexicon& lexicon) {
  return InnerNameFinder(names, trees, text, lexicon).find();
}

}  // namespace entente
