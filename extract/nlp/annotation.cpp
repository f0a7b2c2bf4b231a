#include "extract/nlp/annotation.h"

#include <algorithm>
#include <array>
namespace entente {
namespace {

constexpr std::array<std::string_view, 17> upos_names{
    "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};

}  // namespace

std::string_view name_of(Upos upos) { return upos_names.at(static_cast<std::size_t>(upos)); }

std::optional<Upos> upos_of(std::string_view name) {
  const auto found = std::find(upos_names.begin(), upos_names.end(), name);
  if (found == upos_names.end()) return std::nullopt;
  return static_cast<Upos>(found - upos_names.begin());
}

bool Word::has(std::string_view feature) const {
  for (std::size_t begin = 0; begin < feats.size();) {
    const std::size_t bar = std::min(feats.find('|', begin), feats.size());
    if (std::string_view(feats).substr(begin, bar - begin) == feature) return true;
    begin = bar + 1;
  }
  return false;
}

std::size_t cut_sentences(const Annotation& annotation) {
  std::size_t count = 0;
  bool goes_on = false;
  for (const Sentence& sentence : annotation.sentences) {
    if (sentence.cut && !goes_on) ++count;
    goes_on = sentence.cut;
  }
  return count;
}

std::string note_on(const Annotation& annotation) {
  const std::size_t count = cut_sentences(annotation);
  if (count == 0) return "";
  return std::to_string(count) + (count == 1 ? " sentence was" : " sentences were") +
         " too long and had to be cut; are full stops or line breaks missing?";
}

}  // namespace entente
