#include "extract/entities/dependency_tree.h"

#include <algorithm>

#include "extract/entities/letter_case.h"

namespace entente {

std::string_view universal(std::string_view deprel) { return deprel.substr(0, deprel.find(':')); }

DependencyTree::DependencyTree(const Sentence& sentence)
    : sentence_(&sentence), first_child_(sentence.words.size() + 1, 0) {
  const auto& all = sentence.words;
  for (const Word& word : all) {
    if (word.head > 0) ++first_child_[word.head];
  }
  for (std::size_t i = 1; i < first_child_.size(); ++i) first_child_[i] += first_child_[i - 1];
  children_.resize(first_child_.back());
  std::vector<std::size_t> next(first_child_.begin(), first_child_.end());
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].head > 0) children_[next[all[i].head - 1]++] = i;
  }
}

std::optional<std::size_t> DependencyTree::head(std::size_t i) const {
  const std::uint32_t head = word(i).head;
  return head == 0 ? std::nullopt : std::optional<std::size_t>{head - 1};
}

std::span<const std::size_t> DependencyTree::children(std::size_t i) const {
  return std::span(children_).subspan(first_child_[i], first_child_[i + 1] - first_child_[i]);
}

std::string_view DependencyTree::relation(std::size_t i) const { return universal(word(i).deprel); }

std::optional<std::size_t> DependencyTree::child(std::size_t i, std::string_view relation) const {
  for (const std::size_t c : children(i)) {
    if (this->relation(c) == relation) return c;
  }
  return std::nullopt;
}

std::string DependencyTree::case_of(std::size_t i) const {
  std::string joined;
  // "according to" is a preposition, whatever verb it is made of.
  const auto add = [&](std::size_t part) {
    if (!joined.empty()) joined += ' ';
    joined += word(part).upos == Upos::Verb ? lower(word(part).form) : word(part).lemma;
  };
  for (const std::size_t c : children(i)) {
    if (c > i || (relation(c) != "case" && !(relation(c) == "mark" && word(c).upos == Upos::Adp))) {
      continue;
    }
    add(c);
    for (const std::size_t part : children(c)) {
      if (relation(part) == "fixed") add(part);
    }
  }
  return joined;
}

std::vector<std::size_t> DependencyTree::conjuncts(std::size_t i) const {
  std::vector<std::size_t> result{i};
  const std::string own = case_of(i);
  for (std::size_t next = 0; next < result.size(); ++next) {
    for (const std::size_t c : children(result[next])) {
      if (relation(c) != "conj") continue;
      const std::string other = case_of(c);
      if (other.empty() || other == own) result.push_back(c);
    }
  }
  std::sort(result.begin() + 1, result.end());
  return result;
}

std::size_t DependencyTree::renamed(std::size_t i) const {
  while (head(i) &&
         (relation(i) == "appos" || relation(i) == "flat" || word(i).deprel == "nmod:desc")) {
    i = *head(i);
  }
  return i;
}

bool DependencyTree::dominates(std::size_t ancestor, std::size_t descendant) const {
  for (std::optional<std::size_t> i = descendant; i; i = head(*i)) {
    if (*i == ancestor) return true;
  }
  return false;
}

std::optional<std::size_t> DependencyTree::governing_verb(std::size_t i) const {
  for (std::optional<std::size_t> at = i; at; at = head(*at)) {
    if (word(*at).upos == Upos::Verb || child(*at, "cop")) return at;
  }
  return std::nullopt;
}

}  // namespace entente
