#include "extract/modules/pair_features.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "extract/entities/letter_case.h"
#include "extract/modules/arguments.h"

namespace entente {
namespace {

constexpr std::size_t most_mentions_between = 20;
constexpr std::size_t widest_bag = 15;   // words between beyond which they tell nothing
constexpr std::size_t longest_path = 8;  // edges of a tree path that is spelt out

std::vector<std::size_t> path_to_root(const DependencyTree& tree, std::size_t word) {
  std::vector<std::size_t> path{word};
  while (const auto head = tree.head(path.back())) path.push_back(*head);
  return path;
}

std::string_view bucket(std::size_t n) {
  if (n == 0) return "0";
  if (n == 1) return "1";
  if (n == 2) return "2";
  if (n <= 4) return "4";
  if (n <= 7) return "7";
  if (n <= 12) return "12";
  if (n <= 20) return "20";
  return "more";
}

// The classes that the lexicon's frames give to a word, each once.
std::vector<RelationClass> frame_classes(const Lexicon& lexicon, const DependencyTree& tree,
                                         std::size_t i) {
  const Word& word = tree.word(i);
  std::vector<RelationClass> classes;
  const auto note = [&](RelationClass relation_class) {
    if (std::find(classes.begin(), classes.end(), relation_class) == classes.end()) {
      classes.push_back(relation_class);
    }
  };
  if (word.upos == Upos::Verb || word.upos == Upos::Adj) {
    for (const VerbFrame& frame : lexicon.verb_frames(frame_lemma(tree, i))) {
      note(frame.relation_class);
    }
  }
  if (word.upos == Upos::Noun || word.upos == Upos::Adj) {
    for (const NounFrame& frame : lexicon.noun_frames(word.lemma)) note(frame.relation_class);
    if (const Role* role = lexicon.role(word.lemma)) note(role->relation_class);
  }
  return classes;
}

class Describer {
 public:
  // Where `texts` is given, each row's string goes there as people read it.
  Describer(const Analysis& analysis, const PairCandidate& candidate, const FoundRelations& found,
            std::vector<std::string>* texts = nullptr)
      : analysis_(analysis),
        tree_(analysis.trees[candidate.sentence]),
        sentence_(candidate.sentence),
        a_(*candidate.first),
        b_(*candidate.second),
        found_(found),
        texts_(texts) {}

  std::vector<std::uint32_t> describe() {
    add({"bias"});
    add({"language", analysis_.document.language});
    types_ = type_of(a_) + type_of(b_);
    add({"types", types_});
    add({"kinds", kind_of(a_), kind_of(b_), types_});
    add_names();
    add_words_between();
    add_words_around();
    add_path();
    add_rules();
    add_context();
    return std::move(rows_);
  }

 private:
  void add(std::initializer_list<std::string_view> parts) {
    std::uint32_t hash = 2166136261u;
    for (const std::string_view part : parts) {
      for (const char c : part) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
      hash = (hash ^ 0x1fu) * 16777619u;
    }
    rows_.push_back(hash);
    if (texts_ != nullptr) texts_->push_back(readable(parts));
  }

  // "path: <nsubj | <obl:con | PER PER"
  std::string readable(std::initializer_list<std::string_view> parts) const {
    std::string text;
    std::string_view before;
    for (const std::string_view part : parts) {
      text += before;
      text += part == types_ ? type_of(a_) + ' ' + type_of(b_) : std::string(part);
      before = before.empty() ? ": " : " | ";
    }
    return text;
  }

  std::string type_of(const Mention& mention) const {
    return std::string(feature_type(analysis_.entities.entity(mention.entity)));
  }

  static std::string_view kind_of(const Mention& mention) {
    switch (mention.kind) {
      case MentionKind::Name:
        return "name";
      case MentionKind::Demonym:
        return "demonym";
      case MentionKind::Country:
        return "country";
      case MentionKind::Body:
        return "body";
      case MentionKind::Description:
        return "description";
      case MentionKind::Pronoun:
        return "pronoun";
    }
    return "";
  }

  void add_names() {
    const std::string first_a = lower(tree_.word(a_.first).form);
    const std::string first_b = lower(tree_.word(b_.first).form);
    if (b_.last <= a_.last) add_inner_name();
    add({"name a", first_a, type_of(b_)});
    add({"name b", first_b, type_of(a_)});
    if (const auto belongs = analysis_.entities.entity(a_.entity).belongs_to) {
      if (*belongs == b_.entity) add({"a belongs to b"});
    }
    if (const auto belongs = analysis_.entities.entity(b_.entity).belongs_to) {
      if (*belongs == a_.entity) add({"b belongs to a"});
    }
    const std::string& country_a = analysis_.entities.entity(a_.entity).ref.country;
    const std::string& country_b = analysis_.entities.entity(b_.entity).ref.country;
    if (!country_a.empty() && country_a == country_b) add({"same country", types_});
  }

  // Of a name inside of another: where it stands in it, and what the other one names.
  void add_inner_name() {
    const std::string_view place = b_.first == a_.first ? "begins"
                                   : b_.last == a_.last ? "ends"
                                                        : "inside";
    add({"inner", place, types_});
    add({"inner", kind_of(b_), place, types_});
    add({"inner of", lower(lemma(a_.head)), types_});
    add({"inner name", lower(tree_.word(b_.first).form), type_of(a_)});
    if (b_.first > a_.first) add({"before inner", lower(lemma(b_.first - 1)), types_});
  }

  const std::string& lemma(std::size_t i) const { return tree_.word(i).lemma; }

  void add_words_between() {
    const std::size_t begin = a_.last + 1;
    const std::size_t end = std::max(begin, b_.first);
    const std::size_t distance = end - begin;
    add({"distance", bucket(distance)});
    add({"distance", bucket(distance), types_});
    std::size_t commas = 0;
    std::size_t verbs = 0;
    for (std::size_t i = begin; i < end; ++i) {
      if (tree_.word(i).form == ",") ++commas;
      if (tree_.word(i).upos == Upos::Verb) ++verbs;
    }
    add({"commas", bucket(commas), types_});
    add({"verbs", bucket(verbs), types_});
    if (distance == 0) return;
    if (distance <= 4) {
      std::string whole;
      for (std::size_t i = begin; i < end; ++i) whole += lemma(i) + " ";
      add({"between", whole});
      add({"between", whole, types_});
    }
    add({"first between", lemma(begin), types_});
    add({"last between", lemma(end - 1), types_});
    if (distance > widest_bag) return;
    for (std::size_t i = begin; i < end; ++i) {
      const Word& word = tree_.word(i);
      if (analysis_.entities.mentions().at(sentence_, i)) continue;
      add({"word", word.lemma});
      if (is_content(word)) add({"word", word.lemma, types_});
      if (i + 1 < end) add({"pair of words", word.lemma, lemma(i + 1)});
      if (is_content(word)) add_frames("between", i);
    }
  }

  static bool is_content(const Word& word) {
    return word.upos == Upos::Noun || word.upos == Upos::Verb || word.upos == Upos::Adj ||
           word.upos == Upos::Propn;
  }

  void add_words_around() {
    const auto at = [&](std::size_t i) -> std::string_view {
      return i < tree_.size() ? std::string_view(lemma(i)) : std::string_view("end");
    };
    const auto before = [&](std::size_t i, std::size_t back) -> std::string_view {
      return i >= back ? std::string_view(lemma(i - back)) : std::string_view("start");
    };
    add({"before a", before(a_.first, 1), types_});
    add({"two before a", before(a_.first, 2), before(a_.first, 1)});
    add({"after a", at(a_.last + 1), types_});
    add({"before b", before(b_.first, 1), types_});
    add({"two before b", before(b_.first, 2), before(b_.first, 1)});
    add({"after b", at(b_.last + 1), types_});
    add({"after both", at(a_.last + 1), at(b_.last + 1), types_});
  }

  // The classes that the lexicon's frames give to a word, for what its lemma alone cannot show.
  void add_frames(std::string_view where, std::size_t i) {
    for (const std::string_view name : classes_of(i)) add({"frame", where, name, types_});
  }

  std::vector<std::string_view> classes_of(std::size_t i) const {
    std::vector<std::string_view> names;
    for (const RelationClass found : frame_classes(analysis_.lexicon, tree_, i)) {
      names.push_back(name_of(found));
    }
    return names;
  }

  // One side of the path, from a mention's head up to below the common ancestor.
  std::string side(std::span<const std::size_t> path, bool with_words) const {
    std::string text;
    for (std::size_t i = 0; i < path.size(); ++i) {
      if (with_words && i > 0) text += lemma(path[i]);
      text += '<';
      text += tree_.relation(path[i]);
      const std::string preposition = tree_.case_of(path[i]);
      if (!preposition.empty()) text += ":" + preposition;
    }
    return text;
  }

  // Relations alone, which treebanks of several languages share.
  std::string bare(std::span<const std::size_t> path) const {
    std::string text;
    for (const std::size_t word : path) (text += '<') += tree_.relation(word);
    return text;
  }

  void add_path() {
    const std::size_t top = common_ancestor(tree_, a_.head, b_.head);
    std::vector<std::size_t> up_a = path_to_root(tree_, a_.head);
    std::vector<std::size_t> up_b = path_to_root(tree_, b_.head);
    up_a.erase(std::find(up_a.begin(), up_a.end(), top), up_a.end());
    up_b.erase(std::find(up_b.begin(), up_b.end(), top), up_b.end());
    const std::size_t length = up_a.size() + up_b.size();
    add({"path length", bucket(length), types_});
    if (length > longest_path) return;
    const std::string plain_a = side(up_a, false);
    const std::string plain_b = side(up_b, false);
    const bool own_top = top != a_.head && top != b_.head;
    const std::string_view top_lemma = own_top ? std::string_view(lemma(top)) : "";
    add({"path", plain_a, plain_b});
    add({"path", plain_a, plain_b, types_});
    add({"bare path", bare(up_a), bare(up_b), types_});
    add({"path with top", plain_a, top_lemma, plain_b});
    add({"path with words", side(up_a, true), top_lemma, side(up_b, true)});
    const std::string end_a = up_a.empty() ? "" : side(std::span(up_a).last(1), false);
    const std::string end_b = up_b.empty() ? "" : side(std::span(up_b).last(1), false);
    add({"ends", end_a, end_b, types_});
    add({"top", top_lemma, types_});
    add({"top and ends", top_lemma, end_a, end_b});
    add({"top and a", top_lemma, end_a});
    add({"top and b", top_lemma, end_b});
    if (own_top) {
      add({"top pos", name_of(tree_.word(top).upos), end_a, end_b});
      for (const std::string_view name : classes_of(top)) {
        add({"top class", name, types_});
        add({"top class", name, end_a, end_b});
        add({"top class of bare path", name, bare(up_a), bare(up_b)});
      }
    }
    for (const auto& path : {up_a, up_b}) {
      for (std::size_t i = 1; i < path.size(); ++i) {
        add({"on path", lemma(path[i]), types_});
        add_frames("path", path[i]);
      }
    }
  }

  void add_rules() {
    bool any = false;
    for (const std::size_t i : found_.between(a_.entity, b_.entity)) {
      const Relation& relation = found_[i];
      const bool forward = relation.subject == a_.entity;
      const std::string_view direction = forward ? "forward" : "backward";
      const std::string_view where = relation.sentence == sentence_ ? "here" : "elsewhere";
      any = true;
      add({"rule", where, name_of(relation.relation_class), direction});
      add({"rule", where, relation.module, name_of(relation.relation_class), direction});
      if (relation.sentence == sentence_) {
        add({"rule label", relation.label, name_of(relation.relation_class), direction});
      }
    }
    if (!any) add({"no rule", types_});
    for (const RolePhrase& phrase : analysis_.entities.roles_of(sentence_)) {
      if (phrase.last < a_.first || phrase.first > b_.last) continue;
      const std::string_view place = phrase.last < a_.first   ? "before"
                                     : phrase.first > b_.last ? "after"
                                                              : "between";
      add({"role", place, phrase.relation, types_});
    }
  }

  void add_context() {
    std::size_t between = 0;
    for (const Mention& mention : analysis_.entities.mentions().of(sentence_)) {
      if (mention.first > a_.last && mention.last < b_.first) ++between;
    }
    add({"mentions between", bucket(between), types_});
    add({"sentence length", bucket(tree_.size() / 5), types_});
    if (sentence_ == 0) add({"first sentence", types_});
    add({"mentions", bucket(analysis_.entities.mentions().of(sentence_).size()), types_});
  }

  const Analysis& analysis_;
  const DependencyTree& tree_;
  std::size_t sentence_;
  const Mention& a_;
  const Mention& b_;
  const FoundRelations& found_;
  std::string types_;
  std::vector<std::uint32_t> rows_;
  std::vector<std::string>* texts_;
};

}  // namespace

FoundRelations::FoundRelations(std::span<const Relation> relations) : relations_(relations) {
  for (std::size_t i = 0; i < relations.size(); ++i) {
    by_pair_[std::minmax({relations[i].subject, relations[i].object})].push_back(i);
  }
}

std::span<const std::size_t> FoundRelations::between(std::size_t a, std::size_t b) const {
  const auto found = by_pair_.find(std::minmax({a, b}));
  return found == by_pair_.end() ? std::span<const std::size_t>{} : found->second;
}

std::size_t common_ancestor(const DependencyTree& tree, std::size_t a, std::size_t b) {
  const auto up_b = path_to_root(tree, b);
  for (const std::size_t at : path_to_root(tree, a)) {
    if (std::find(up_b.begin(), up_b.end(), at) != up_b.end()) return at;
  }
  return a;
}

bool states(const Relation& relation, const PairCandidate& candidate, const PairLabel& label) {
  if (relation.sentence != candidate.sentence || relation.relation_class != label.relation_class) {
    return false;
  }
  const std::size_t subject = (label.forward ? candidate.first : candidate.second)->entity;
  const std::size_t object = (label.forward ? candidate.second : candidate.first)->entity;
  return (relation.subject == subject && relation.object == object) ||
         (is_symmetric(label.relation_class) && relation.subject == object &&
          relation.object == subject);
}

bool is_inside(const PairCandidate& candidate) {
  return candidate.second->last <= candidate.first->last;
}

std::vector<PairCandidate> pair_candidates(const Analysis& analysis) {
  std::vector<PairCandidate> candidates;
  for (std::size_t s = 0; s < analysis.trees.size(); ++s) {
    const auto mentions = analysis.entities.mentions().of(s);
    for (std::size_t i = 0; i < mentions.size(); ++i) {
      for (std::size_t j = i + 1; j < mentions.size() && j <= i + most_mentions_between; ++j) {
        if (mentions[i].entity != mentions[j].entity) {
          candidates.push_back({s, &mentions[i], &mentions[j]});
        }
      }
    }
    for (const Mention& inner : analysis.entities.mentions().inside_of(s)) {
      candidates.push_back({s, analysis.entities.mentions().at(s, inner.first), &inner});
    }
  }
  return candidates;
}

std::string_view feature_type(const DocumentEntity& entity) {
  return entity.country ? "STATE" : name_of(entity.ref.type);
}

std::vector<std::uint32_t> pair_features(const Analysis& analysis, const PairCandidate& candidate,
                                         const FoundRelations& found) {
  return Describer(analysis, candidate, found).describe();
}

std::vector<NamedFeature> named_pair_features(const Analysis& analysis,
                                              const PairCandidate& candidate,
                                              const FoundRelations& found) {
  std::vector<std::string> texts;
  const auto rows = Describer(analysis, candidate, found, &texts).describe();
  std::vector<NamedFeature> features;
  for (std::size_t i = 0; i < rows.size(); ++i) features.push_back({rows[i], std::move(texts[i])});
  return features;
}

std::vector<PairHint> pair_hints(const Analysis& analysis, const PairCandidate& candidate,
                                 const FoundRelations& found) {
  const DependencyTree& tree = analysis.trees[candidate.sentence];
  std::vector<PairHint> hints;
  const auto hint = [&](RelationClass relation_class, bool forward, const std::string& kind) {
    const PairLabel label{relation_class, forward || is_symmetric(relation_class)};
    const bool known = std::any_of(hints.begin(), hints.end(), [&](const PairHint& other) {
      return other.label == label && other.kind == kind;
    });
    if (!known) hints.push_back({label, kind});
  };
  for (const std::size_t i : found.between(candidate.first->entity, candidate.second->entity)) {
    const Relation& relation = found[i];
    for (const bool forward : {true, false}) {
      const PairLabel label{relation.relation_class, forward};
      if (states(relation, candidate, label)) {
        hint(relation.relation_class, forward,
             std::string(rule_hint) + std::string(relation.module));
        break;
      }
    }
  }
  const auto hint_frames = [&](const std::string& where, std::size_t word) {
    const bool passive =
        tree.word(word).upos != Upos::Noun && is_passive(analysis.lexicon.grammar(), tree, word);
    for (const RelationClass found_class : frame_classes(analysis.lexicon, tree, word)) {
      const std::string kind = where + (passive ? " passive" : " active");
      hint(found_class, true, kind + (is_symmetric(found_class) ? "" : " forward"));
      if (!is_symmetric(found_class)) hint(found_class, false, kind + " backward");
    }
  };
  const std::size_t a = candidate.first->head;
  const std::size_t b = candidate.second->head;
  const std::size_t top = common_ancestor(tree, a, b);
  if (top != a && top != b) hint_frames("top", top);
  for (const std::size_t start : {a, b}) {
    const std::string where = start == a ? "above first" : "above second";
    for (auto at = tree.head(start); at && start != top && *at != top; at = tree.head(*at)) {
      hint_frames(where, *at);
    }
  }
  if (candidate.second->first <= candidate.first->last + widest_bag) {
    for (std::size_t i = candidate.first->last + 1; i < candidate.second->first; ++i) {
      hint_frames("between", i);
    }
  }
  return hints;
}

}  // namespace entente
