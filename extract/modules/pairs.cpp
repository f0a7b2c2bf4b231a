// What the learned model finds in pairs of mentions, beside and on top of what the rules found.
#include <algorithm>
#include <string_view>

#include "extract/modules/clause.h"
#include "extract/modules/modules.h"
#include "extract/modules/pair_features.h"
#include "extract/modules/pair_model.h"

namespace entente {
namespace {

// The label of a relation whose words no frame of the lexicon names.
std::string_view plain_label(RelationClass relation_class) {
  switch (relation_class) {
    case RelationClass::Agree:
      return "agreed with";
    case RelationClass::Consult:
      return "had contact with";
    case RelationClass::Support:
      return "supports";
    case RelationClass::Concede:
      return "yielded to";
    case RelationClass::Cooperate:
      return "cooperates with";
    case RelationClass::Aid:
      return "helped";
    case RelationClass::Retreat:
      return "withdrew from";
    case RelationClass::Request:
      return "made a request to";
    case RelationClass::Accuse:
      return "criticised";
    case RelationClass::Reject:
      return "rejected";
    case RelationClass::Threaten:
      return "threatened";
    case RelationClass::Protest:
      return "protested against";
    case RelationClass::Sanction:
      return "sanctioned";
    case RelationClass::Mobilize:
      return "deployed in";
    case RelationClass::Coerce:
      return "coerced";
    case RelationClass::Assault:
      return "attacked";
    case RelationClass::Role:
      return "holds a post in";
    case RelationClass::Member:
      return "belongs to";
    case RelationClass::Located:
      return "located in";
    case RelationClass::Kin:
      return "is family of";
    case RelationClass::Transact:
      return "does business with";
    case RelationClass::Contest:
      return "competes with";
    case RelationClass::Appoint:
      return "appointed";
    case RelationClass::Create:
      return "created";
    case RelationClass::Other:
      break;
  }
  return "is related to";
}

class PairJudge {
 public:
  PairJudge(const Analysis& analysis, const PairModel& model, std::vector<Relation>& relations)
      : analysis_(analysis), model_(model), relations_(relations), rules_(relations) {}

  void judge() {
    std::vector<double> surest(rules_.size(), -1.0);
    for (const PairCandidate& candidate : pair_candidates(analysis_)) {
      std::vector<PairModel::RuleLabel> found;
      std::vector<std::size_t> found_by;  // the rules' relations, one for each of `found`
      for (std::size_t i = 0; i < rules_.size(); ++i) {
        for (std::size_t k = 0; k < model_.labels().size(); ++k) {
          if (!states(rules_[i], candidate, model_.labels()[k])) continue;
          found.push_back({k, rules_[i].module});
          found_by.push_back(i);
        }
      }
      const auto probabilities =
          model_.probabilities(pair_features(analysis_, candidate, rules_), found);
      std::vector<bool> by_rule(probabilities.size(), false);
      for (std::size_t n = 0; n < found.size(); ++n) {
        by_rule[found[n].label] = true;
        double& sure = surest[found_by[n]];
        sure = std::max(sure, probabilities[found[n].label]);
      }
      for (std::size_t k = 0; k < probabilities.size(); ++k) {
        if (!by_rule[k] && probabilities[k] >= model_.threshold()) {
          add(candidate, model_.labels()[k], probabilities[k]);
        }
      }
    }
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      if (surest[i] >= 0.0) relations_[i].confidence = surest[i];
    }
  }

 private:
  static std::size_t subject_of(const PairCandidate& candidate, const PairLabel& label) {
    return (label.forward ? candidate.first : candidate.second)->entity;
  }
  static std::size_t object_of(const PairCandidate& candidate, const PairLabel& label) {
    return (label.forward ? candidate.second : candidate.first)->entity;
  }

  // The word that states the relation: the nearest one on the way between the two, or among the
  // words between them, that has a frame of the class; else the verb above both.
  std::size_t predicate_of(const PairCandidate& candidate, RelationClass relation_class) const {
    const DependencyTree& tree = analysis_.trees[candidate.sentence];
    const std::size_t top = common_ancestor(tree, candidate.first->head, candidate.second->head);
    if (label_at(tree, top, relation_class)) return top;
    for (const std::size_t start : {candidate.first->head, candidate.second->head}) {
      for (std::optional<std::size_t> at = start; at && *at != top; at = tree.head(*at)) {
        if (label_at(tree, *at, relation_class)) return *at;
      }
    }
    for (std::size_t i = candidate.first->last + 1; i < candidate.second->first; ++i) {
      if (label_at(tree, i, relation_class)) return i;
    }
    return tree.governing_verb(top).value_or(top);
  }

  // The label of a frame or post of this class that the word has, nullptr if there is none. Of a
  // symmetric class only what reads the same in both directions: the model does not tell them
  // apart.
  const std::string* label_at(const DependencyTree& tree, std::size_t word,
                              RelationClass relation_class) const {
    const std::string& lemma = tree.word(word).lemma;
    const Upos upos = tree.word(word).upos;
    const bool symmetric = is_symmetric(relation_class);
    const bool verbal = upos == Upos::Verb || upos == Upos::Aux;
    const auto plain = [](const std::string& label) {
      return label.find('{') == std::string::npos;
    };
    for (const VerbFrame& frame : analysis_.lexicon.verb_frames(lemma)) {
      if (verbal && frame.relation_class == relation_class && frame.themes.empty() &&
          !frame.inverse && (frame.reciprocal || !symmetric)) {
        return &frame.relation;
      }
    }
    for (const NounFrame& frame : analysis_.lexicon.noun_frames(lemma)) {
      if (!verbal && frame.relation_class == relation_class &&
          (!frame.between.empty() || !symmetric)) {
        return &frame.relation;
      }
    }
    const Role* role = analysis_.lexicon.role(lemma);
    return !verbal && role && role->relation_class == relation_class && plain(role->relation)
               ? &role->relation
               : nullptr;
  }

  void add(const PairCandidate& candidate, const PairLabel& label, double probability) {
    const DependencyTree& tree = analysis_.trees[candidate.sentence];
    Relation relation;
    relation.sentence = candidate.sentence;
    relation.predicate = predicate_of(candidate, label.relation_class);
    relation.subject = subject_of(candidate, label);
    relation.object = object_of(candidate, label);
    const std::string* named = label_at(tree, relation.predicate, label.relation_class);
    relation.label = named ? *named : std::string(plain_label(label.relation_class));
    relation.relation_class = label.relation_class;
    if (is_event(label.relation_class)) {
      relation.date = date_of(analysis_, candidate.sentence, relation.predicate);
      relation.modality = modality_of(analysis_, candidate.sentence, relation.predicate);
      relation.source = source_of(analysis_, candidate.sentence, relation.predicate);
    }
    relation.confidence = probability;
    relation.module = "pairs";
    relations_.push_back(std::move(relation));
  }

  const Analysis& analysis_;
  const PairModel& model_;
  std::vector<Relation>& relations_;
  const std::vector<Relation> rules_;
};

}  // namespace

void judge_pairs(const Analysis& analysis, const PairModel& model,
                 std::vector<Relation>& relations) {
  PairJudge(analysis, model, relations).judge();
}

}  // namespace entente
