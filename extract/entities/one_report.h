// Who is named as others are, too, where a document does not tell which of them it is: "el
// Ejército" of no country, "García". He is not to be taken for another document's, so he is known
// by the sentence that names him first: copies of a report have one, and two reports have two.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "extract/entities/entities.h"
#include "extract/entities/text_index.h"
#include "extract/language/common_names.h"

namespace entente {

// Gives an entity an id of that kind; `sentence` is where it is named first.
void know_by_sentence(DocumentEntity& entity, const DependencyTree& sentence,
                      const TextIndex& text);

// Gives one to each person whom a document calls by nothing but one name that many bear.
void know_namesakes_by_sentence(std::span<const DependencyTree> trees, const TextIndex& text,
                                const CommonNames& common, const MentionTable& mentions,
                                std::vector<DocumentEntity>& entities);

}  // namespace entente
