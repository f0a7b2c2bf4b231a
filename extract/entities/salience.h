// How readily a mention comes to mind as what a later word stands for.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "extract/entities/entities.h"

namespace entente {

// "Putin" in "Putin habló" and in "el presidente, Putin, habló", a dropped subject.
bool is_subject(const DependencyTree& tree, const Mention& mention);

// "ISTANBUL (Reuters) -", a sentence of its own: nothing later stands for its place or agency.
bool is_dateline(const DependencyTree& tree);

constexpr std::size_t farthest_antecedent = 2;  // sentences back to what a word stands for

class Salience {
 public:
  explicit Salience(std::span<const DependencyTree> trees) : trees_(trees) {}

  // Takes note of a mention in a sentence that has been worked on.
  void note(const Mention& mention) { ++seen_[mention.entity]; }

  // The higher, the readier, seen from a word of the mention's sentence or of a later one: in the
  // nearest sentence, as a subject, not buried in another phrase, named often. Only the order of
  // these numbers matters.
  int of(const Mention& mention, std::size_t sentence, std::size_t word) const;

 private:
  std::span<const DependencyTree> trees_;
  std::map<std::size_t, int> seen_;  // mentions in earlier sentences, by entity
};

// The entity of the country that is mentioned several times, and twice as often as any other, in a
// document of so many sentences: what it is about.
std::optional<std::size_t> main_country(const MentionTable& mentions, std::size_t sentences,
                                        std::span<const DocumentEntity> entities);

// The entity of the country whose government and bodies a document speaks of where it does not say
// whose they are: it and what belongs to it, places and organisations, are named several times, and
// twice as often as any other and its. None where half of that is one region of it, which may have
// its own. The entity is made where the document does not name the country.
std::optional<std::size_t> home_country(const MentionTable& mentions, std::size_t sentences,
                                        const Lexicon& lexicon,
                                        std::vector<DocumentEntity>& entities);

// True for a part of a country that people are of: "Catalonia", whose people are Catalans.
bool is_region(const DocumentEntity& entity, const Lexicon& lexicon);

// The entity of a country, made where the document names none.
std::size_t country_entity(const Country& country, std::vector<DocumentEntity>& entities);

// The entity of the mention with the highest score in a sentence and the `back` ones before it;
// `score` gives an optional<int>, none for who is not meant. Of equals the first of the nearest
// sentence.
template <typename Score>
std::optional<std::size_t> readiest(const MentionTable& mentions, std::size_t sentence,
                                    std::size_t back, Score score) {
  const Mention* best = nullptr;
  std::optional<int> most;
  for (std::size_t i = 0; i <= back && i <= sentence; ++i) {
    for (const Mention& mention : mentions.of(sentence - i)) {
      const std::optional<int> own = score(mention);
      if (!own || (most && *own <= *most)) continue;
      best = &mention;
      most = own;
    }
  }
  return best ? std::optional{best->entity} : std::nullopt;
}

}  // namespace entente
