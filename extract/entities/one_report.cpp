#include "extract/entities/one_report.h"

#include <algorithm>
#include <string>
#include <utility>

#include "extract/entities/names.h"
#include "extract/entity_id.h"

namespace entente {
namespace {

bool is_namesake(const DocumentEntity& entity, const CommonNames& common) {
  return entity.ref.type == EntityType::Person &&
         std::ranges::all_of(entity.names, [&](const auto& name) { return common.contains(name); });
}

}  // namespace

void know_by_sentence(DocumentEntity& entity, const DependencyTree& sentence,
                      const TextIndex& text) {
  const std::string words =
      text.one_line(range_of(sentence, 0).begin, range_of(sentence, sentence.size() - 1).end);
  entity.ref.id = id_of_one_report(std::move(entity.ref.id), words);
}

void know_namesakes_by_sentence(std::span<const DependencyTree> trees, const TextIndex& text,
                                const CommonNames& common, const MentionTable& mentions,
                                std::vector<DocumentEntity>& entities) {
  std::vector<bool> seen(entities.size());
  for (std::size_t s = 0; s < trees.size(); ++s) {
    for (const Mention& mention : mentions.all_of(s)) {
      if (seen[mention.entity]) continue;
      seen[mention.entity] = true;
      DocumentEntity& entity = entities[mention.entity];
      if (is_namesake(entity, common)) know_by_sentence(entity, trees[s], text);
    }
  }
}

}  // namespace entente
