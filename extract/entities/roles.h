// Role phrases and their holders: step 4 of entities.h.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "extract/entities/entities.h"

namespace entente {

// The role phrases of a document whose names have been resolved, in the order of the text.
std::vector<RolePhrase> find_roles(std::span<const DependencyTree> trees,
                                   std::span<const DocumentEntity> entities,
                                   const MentionTable& mentions, const Lexicon& lexicon);

// Who a phrase without a name stands for: the last holder of the post named before it, else the
// first one after it. `index` is the phrase's place in `phrases`. Nothing where nobody fits.
std::optional<std::size_t> holder_of(std::span<const RolePhrase> phrases, std::size_t index);

}  // namespace entente
