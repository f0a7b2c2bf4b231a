// The linguistic analysis of a document: sentences, words, Universal Dependencies trees and names.
//
// Words are UD syntactic words: "del" is one MultiwordToken over the words "de" and "el". All
// offsets count code points of Document::text as it was given; ends are exclusive.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/triple.h"

namespace entente {

// Universal part-of-speech tags, https://universaldependencies.org/u/pos/.
enum class Upos : std::uint8_t {
  Adj,
  Adp,
  Adv,
  Aux,
  Cconj,
  Det,
  Intj,
  Noun,
  Num,
  Part,
  Pron,
  Propn,
  Punct,
  Sconj,
  Sym,
  Verb,
  X
};
std::string_view name_of(Upos upos);  // "ADJ", "ADP", …
std::optional<Upos> upos_of(std::string_view name);

struct Word {
  std::string form;
  std::string lemma;
  Upos upos = Upos::X;
  std::string feats;       // UD features as CoNLL-U writes them, "" where there are none
  std::uint32_t head = 0;  // one-based index of the head in the sentence, 0 for the root
  std::string deprel;      // UD relation with its subtype: "nsubj", "nsubj:pass"
  std::size_t begin = 0;   // of the surface token; words of one multiword token share its offsets
  std::size_t end = 0;
  bool space_after = true;

  // True where `feats` holds NAME=VALUE, e.g. has("Number=Plur").
  bool has(std::string_view feature) const;
};

// A surface token that stands for several words, such as "del" or "entregarle".
struct MultiwordToken {
  std::size_t first = 0;  // zero-based indices of its words, the last inclusive
  std::size_t last = 0;
  std::string form;
};

// A name found in the text. `type` is Person, Organization, Location or Misc; telling GPE from LOC
// is the work of entities/.
struct NameSpan {
  std::size_t first = 0;  // zero-based word indices, the last inclusive
  std::size_t last = 0;
  EntityType type = EntityType::Misc;
  bool operator==(const NameSpan&) const = default;
};

struct Sentence {
  std::vector<Word> words;
  std::vector<MultiwordToken> multiword;  // in the order of the text
  std::vector<NameSpan> names;            // in the order of the text, never overlapping
  std::size_t begin = 0;
  std::size_t end = 0;
  bool cut = false;  // longer than Segmenter::longest_sentence, it goes on in the next one
};

struct Annotation {
  std::string language;  // ISO 639-1
  std::vector<Sentence> sentences;
};

// How many sentences had to be cut: 0 but for text without full stops.
std::size_t cut_sentences(const Annotation& annotation);

// What the user should know of it: "2 sentences were too long and have been cut"; mostly "".
std::string note_on(const Annotation& annotation);

}  // namespace entente
