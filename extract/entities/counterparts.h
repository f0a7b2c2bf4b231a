// "Su homólogo chileno, Bruno Peralta": who holds in another country the post that somebody holds
// in his own.
#pragma once

#include <span>
#include <vector>

#include "extract/entities/entities.h"

namespace entente {

// True for what says of somebody that he is another's counterpart: it tells nothing of his country.
bool is_counterpart(const RolePhrase& phrase);

// Adds the posts of counterparts to the role phrases of a document, behind the phrase that calls
// them so. There is none where the document does not tell the other's post.
void add_posts_of_counterparts(std::span<const DependencyTree> trees, const MentionTable& mentions,
                               std::span<const DocumentEntity> entities,
                               std::vector<RolePhrase>& roles);

}  // namespace entente
