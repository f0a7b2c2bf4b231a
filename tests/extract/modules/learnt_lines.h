// What a model that finds a relation everywhere adds to a sentence: what is left of it is what the
// tree of the sentence does not speak against.
#pragma once

#include <string>
#include <vector>

namespace entente {

using Lines = std::vector<std::string>;

// CoNLL-U of a sentence, a line a word: "FORM LEMMA UPOS FEATURES HEAD RELATION NAME", "_" for
// nothing.
std::string conllu_of(const std::string& words);

// What a model adds that finds one label in every pair, each as "SUBJECT | LABEL | OBJECT".
Lines added(const std::string& label, const std::string& words, const std::string& language = "en");

// The same, of a model that takes all for asserted, each with " | WORD | MODALITY" behind it: the
// word that states it, and how it is told.
Lines added_as_asserted(const std::string& label, const std::string& words,
                        const std::string& language = "en");

bool has(const Lines& lines, const std::string& line);

}  // namespace entente
