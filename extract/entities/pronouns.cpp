#include "extract/entities/pronouns.h"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

namespace entente {
namespace {

constexpr std::size_t farthest = 2;  // sentences back to what a pronoun stands for

// How much speaks for an antecedent; only the order of the sums matters.
constexpr int per_sentence = -50;
constexpr int as_subject = 40;
constexpr int as_object = 15;
constexpr int per_phrase_above = -15;
constexpr int per_earlier_mention = 3;
constexpr int most_for_mentions = 15;
constexpr int per_word = -1;
constexpr int farthest_word = 20;

enum class Gender { Unknown, Masculine, Feminine };

struct Pronoun {
  std::size_t sentence = 0;
  std::size_t word = 0;
  bool person = false;  // else a thing
  bool possessive = false;
  Gender gender = Gender::Unknown;
};

// Only pronouns that tell person and gender: Spanish "su" and "lo" may stand for anything.
std::optional<Pronoun> pronoun_at(const DependencyTree& tree, std::size_t sentence,
                                  std::size_t word) {
  const Word& form = tree.word(word);
  const bool third = form.upos == Upos::Pron && form.has("PronType=Prs") && form.has("Person=3");
  if (!third || !form.has("Number=Sing") || form.has("Reflex=Yes") || form.has("PrepCase=Npr")) {
    return {};
  }
  if (tree.relation(word) == "expl") return {};  // "it is clear that"
  Pronoun pronoun;
  pronoun.sentence = sentence;
  pronoun.word = word;
  if (form.has("Gender=Masc")) pronoun.gender = Gender::Masculine;
  if (form.has("Gender=Fem")) pronoun.gender = Gender::Feminine;
  pronoun.person = pronoun.gender != Gender::Unknown;
  pronoun.possessive = form.has("Poss=Yes") || form.has("Case=Gen");
  const bool known = pronoun.person || form.has("Gender=Neut");
  return known ? std::optional{pronoun} : std::nullopt;
}

class Resolver {
 public:
  Resolver(std::span<const DependencyTree> trees, std::span<const DocumentEntity> entities,
           MentionTable& mentions)
      : trees_(trees), entities_(entities), mentions_(mentions) {}

  void resolve() {
    for (std::size_t s = 0; s < trees_.size(); ++s) {
      for (std::size_t i = 0; i < trees_[s].size(); ++i) {
        const auto pronoun = pronoun_at(trees_[s], s, i);
        if (!pronoun || mentions_.at(s, i)) continue;
        const auto entity = antecedent_of(*pronoun);
        if (!entity) continue;
        mentions_.put({s, i, i, i, MentionKind::Pronoun, *entity});
        if (pronoun->gender != Gender::Unknown) genders_[*entity] = pronoun->gender;
      }
      for (const Mention& mention : mentions_.of(s)) ++seen_[mention.entity];
    }
  }

 private:
  std::optional<std::size_t> antecedent_of(const Pronoun& pronoun) const {
    std::optional<std::size_t> best;
    int most = 0;
    for (std::size_t back = 0; back <= farthest && back <= pronoun.sentence; ++back) {
      for (const Mention& mention : mentions_.of(pronoun.sentence - back)) {
        if (!may_be(pronoun, mention)) continue;
        const int score = salience(pronoun, mention);
        if (!best || score > most) {
          best = mention.entity;
          most = score;
        }
      }
    }
    return best;
  }

  bool may_be(const Pronoun& pronoun, const Mention& mention) const {
    if (mention.kind == MentionKind::Demonym) return false;
    const EntityType type = entities_[mention.entity].ref.type;
    const bool thing = type == EntityType::Organization || type == EntityType::GeoPolitical;
    if (pronoun.person ? type != EntityType::Person : !thing) return false;
    const auto gender = genders_.find(mention.entity);
    if (gender != genders_.end() && gender->second != pronoun.gender) return false;
    if (mention.sentence != pronoun.sentence) return true;
    if (mention.first >= pronoun.word) return false;
    return pronoun.possessive || !shares_verb(pronoun, mention);
  }

  // "Bush met him": arguments of one verb are different people.
  bool shares_verb(const Pronoun& pronoun, const Mention& mention) const {
    const DependencyTree& tree = trees_[pronoun.sentence];
    return tree.head(pronoun.word) && tree.head(pronoun.word) == tree.head(mention.head);
  }

  int salience(const Pronoun& pronoun, const Mention& mention) const {
    const DependencyTree& tree = trees_[mention.sentence];
    const std::size_t back = pronoun.sentence - mention.sentence;
    int score = per_sentence * static_cast<int>(back);
    if (tree.relation(mention.head) == "nsubj") score += as_subject;
    if (tree.relation(mention.head) == "obj") score += as_object;
    for (auto at = tree.head(mention.head); at && tree.word(*at).upos != Upos::Verb;
         at = tree.head(*at)) {
      score += per_phrase_above;
    }
    if (const auto seen = seen_.find(mention.entity); seen != seen_.end()) {
      score += std::min(per_earlier_mention * seen->second, most_for_mentions);
    }
    const std::size_t words = back == 0 ? pronoun.word - mention.first : mention.first;
    return score + per_word * std::min(static_cast<int>(words), farthest_word);
  }

  std::span<const DependencyTree> trees_;
  std::span<const DocumentEntity> entities_;
  MentionTable& mentions_;
  std::map<std::size_t, Gender> genders_;  // by entity
  std::map<std::size_t, int> seen_;        // mentions in earlier sentences, by entity
};

}  // namespace

void resolve_pronouns(std::span<const DependencyTree> trees,
                      std::span<const DocumentEntity> entities, MentionTable& mentions) {
  Resolver(trees, entities, mentions).resolve();
}

}  // namespace entente
