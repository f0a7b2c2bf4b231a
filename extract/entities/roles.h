// Role phrases and their holders: step 4 of entities.h.
#pragma once

#include <span>
#include <vector>

#include "extract/entities/entities.h"

namespace entente {

// True where an entity of this type can hold the post or be of the kind.
bool can_be_held_by(const Role& role, EntityType type);

// A post that states have: "finance minister of". First ministers are those of lands in a country.
bool is_of_states(const Role& role);

// False where nobody can hold a post: the United States have no prime minister, and London none of
// its own.
bool exists_in(const Role& role, const DocumentEntity& place, const Lexicon& lexicon);

// The words of a person's post without what it is held in: "ministro de Defensa".
struct PostWords {
  std::size_t sentence = 0;
  std::size_t first = 0;
  std::size_t last = 0;
};

// The role phrases of a document whose names have been resolved, in the order of the text; where
// asked for, the words of each person's post.
std::vector<RolePhrase> find_roles(std::span<const DependencyTree> trees,
                                   std::span<const DocumentEntity> entities,
                                   const MentionTable& mentions, const Lexicon& lexicon,
                                   std::vector<PostWords>* posts = nullptr);

}  // namespace entente
