#include "extract/explain/explanation.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "extract/explain/grounds.h"
#include "extract/modules/modules.h"
#include "extract/modules/pair_features.h"
#include "extract/modules/pair_probabilities.h"
#include "extract/modules/pair_reading.h"

namespace entente {
namespace {

// The words on the way from one to the other over their lowest common ancestor, both included.
std::vector<std::size_t> path_between(const DependencyTree& tree, std::size_t from,
                                      std::size_t to) {
  const std::size_t top = common_ancestor(tree, from, to);
  const auto up = [&](std::size_t start) {
    std::vector<std::size_t> words;
    for (std::optional<std::size_t> at = start; at && *at != top; at = tree.head(*at)) {
      words.push_back(*at);
    }
    return words;
  };
  std::vector<std::size_t> path = up(from);
  path.push_back(top);
  const std::vector<std::size_t> down = up(to);
  path.insert(path.end(), down.rbegin(), down.rend());
  return path;
}

// What the judge is told of the rules.
std::vector<Relation> without_repetitions(std::vector<Relation> relations) {
  drop_repetitions(relations);
  return relations;
}

class Explainer {
 public:
  Explainer(const Analysis& analysis, const PairModel* model, std::span<const Relation> relations)
      : analysis_(analysis),
        model_(model),
        relations_(relations),
        proposed_(propose_relations(analysis)),
        by_rule_(without_repetitions(proposed_)),
        found_(by_rule_),
        candidates_(pair_candidates(analysis)),
        read_(model ? read_pairs(analysis, *model, candidates_)
                    : std::vector<Vector>(candidates_.size())),
        probabilities_(model ? pair_probabilities(analysis, *model, candidates_, found_, read_)
                             : std::vector<std::vector<double>>(candidates_.size())) {}

  Explanation explain() {
    result_.document = analysis_.document;
    result_.annotation = analysis_.annotation;
    tell_entities();
    for (std::size_t s = 0; s < analysis_.trees.size(); ++s) {
      tell_mentions(s);
      tell_times(s);
    }
    for (const Relation& relation : relations_) result_.triples.push_back(told(relation));
    return std::move(result_);
  }

 private:
  void tell_entities() {
    for (std::size_t i = 0; i < analysis_.entities.size(); ++i) {
      const DocumentEntity& entity = analysis_.entities.entity(i);
      result_.entities.push_back({entity.ref, entity.names, 0});
    }
  }

  void tell_mentions(std::size_t sentence) {
    first_mention_.push_back(result_.mentions.size());
    for (const Mention& mention : analysis_.entities.mentions().all_of(sentence)) {
      result_.mentions.push_back({.words = {sentence, mention.first, mention.last},
                                  .head = mention.head,
                                  .entity = mention.entity,
                                  .link = mention.link});
      ++result_.entities[mention.entity].mentions;
    }
  }

  void tell_times(std::size_t sentence) {
    for (const Timex& time : analysis_.times[sentence]) {
      result_.times.push_back({.words = {sentence, time.first, time.last}, .time = time});
    }
  }

  ExplainedTriple told(const Relation& relation) const {
    ExplainedTriple triple;
    triple.triple = to_triple(analysis_, relation);
    triple.subject = relation.subject;
    triple.object = relation.object;
    triple.source = relation.source;
    triple.predicate = relation.predicate;
    find_pair(relation, triple);
    if (triple.subject_mention && triple.object_mention) {
      const ExplainedMention& subject = result_.mentions[*triple.subject_mention];
      const ExplainedMention& object = result_.mentions[*triple.object_mention];
      if (subject.words.sentence == relation.sentence &&
          object.words.sentence == relation.sentence) {
        triple.path = path_between(analysis_.trees[relation.sentence], subject.head, object.head);
      }
    }
    triple.rules = rules_behind(analysis_, relation, proposed_);
    triple.relation = grounds_of_name(analysis_, relation);
    triple.date = grounds_of_date(analysis_, relation, relations_);
    triple.modality = grounds_of_modality(analysis_, relation);
    triple.source_grounds = grounds_of_source(analysis_, relation, relations_);
    return triple;
  }

  // The two mentions of the relation: of several the pair of which the judge is as sure as the
  // relation is. (Each pair may have given a relation of its own, under another word.)
  void find_pair(const Relation& relation, ExplainedTriple& triple) const {
    const PairCandidate* best = nullptr;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const PairCandidate& candidate = candidates_[i];
      if (candidate.sentence != relation.sentence || !is_pair_of(candidate, relation)) continue;
      auto judgement = model_ ? judgement_on(analysis_, *model_, candidate, read_[i], found_,
                                             probabilities_[i], relation)
                              : std::nullopt;
      const auto off = [&](const PairJudgement& of_pair) {
        return std::abs(of_pair.probability - relation.confidence);
      };
      const bool nearer =
          judgement && (!triple.judgement || off(*judgement) < off(*triple.judgement));
      if (best && !nearer) continue;
      best = &candidate;
      triple.judgement = std::move(judgement);
    }
    if (!best) {
      triple.subject_mention = nearest(relation, relation.subject);
      triple.object_mention = nearest(relation, relation.object);
      return;
    }
    const bool subject_first = best->first->entity == relation.subject;
    triple.subject_mention = index_of(subject_first ? best->first : best->second);
    triple.object_mention = index_of(subject_first ? best->second : best->first);
  }

  static bool is_pair_of(const PairCandidate& candidate, const Relation& relation) {
    return std::minmax({candidate.first->entity, candidate.second->entity}) ==
           std::minmax({relation.subject, relation.object});
  }

  std::size_t index_of(const Mention* mention) const {
    return first_mention_[mention->sentence] + analysis_.entities.mentions().index_of(*mention);
  }

  // The entity's last mention up to the end of the relation's sentence, else its first one behind.
  std::optional<std::size_t> nearest(const Relation& relation, std::size_t entity) const {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < result_.mentions.size(); ++i) {
      const ExplainedMention& mention = result_.mentions[i];
      if (mention.entity != entity) continue;
      if (found && mention.words.sentence > relation.sentence) break;
      if (found && mention.words.sentence == result_.mentions[*found].words.sentence &&
          mention.words.first < result_.mentions[*found].words.first) {
        continue;  // a name inside of another, which stands behind all others
      }
      found = i;
    }
    return found;
  }

  const Analysis& analysis_;
  const PairModel* model_;
  std::span<const Relation> relations_;
  const std::vector<Relation> proposed_;  // as each rule found it
  const std::vector<Relation> by_rule_;   // the same, settled
  const FoundRelations found_;
  const std::vector<PairCandidate> candidates_;
  const std::vector<Vector> read_;  // what the encoder makes of each
  const std::vector<std::vector<double>> probabilities_;
  std::vector<std::size_t> first_mention_;  // by sentence
  Explanation result_;
};

}  // namespace

std::string_view meaning_of(Link link) {
  switch (link) {
    case Link::Name:
      return "the entity's name";
    case Link::Variant:
      return "another form of the name";
    case Link::Acronym:
      return "an abbreviation of the name";
    case Link::Demonym:
      return "an adjective or noun of the country or people";
    case Link::Capital:
      return "a capital that acts as its country, or as who has its seat there";
    case Link::State:
      return "a noun that stands for the country";
    case Link::Body:
      return "a body of a country";
    case Link::Role:
      return "a post whose holder is known";
    case Link::DefiniteNoun:
      return "a noun for what is named elsewhere";
    case Link::Pronoun:
      return "a pronoun for who was named before";
    case Link::Possessive:
      return "a possessive for who was named before";
    case Link::DroppedSubject:
      return "a verb whose subject was named before";
  }
  return "";
}

bool named_by_rule(const ExplainedTriple& told) {
  return std::any_of(told.rules.begin(), told.rules.end(),
                     [&](const FiredRule& rule) { return rule.relation == told.triple.relation; });
}

Explanation explain(const Analysis& analysis, const PairModel* model,
                    std::span<const Relation> relations) {
  return Explainer(analysis, model, relations).explain();
}

}  // namespace entente
