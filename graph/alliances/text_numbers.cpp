#include "graph/alliances/text_numbers.h"

#include <functional>
#include <utility>

namespace entente {

std::uint32_t TextNumbers::number_of(std::string_view text) {
  const auto hash = static_cast<std::uint32_t>(std::hash<std::string_view>()(text));
  Slot& slot = slot_of(text, hash);
  if (slot.next_number > 0) return slot.next_number - 1;
  const auto number = static_cast<std::uint32_t>(texts_.size());
  texts_.emplace_back(text);
  slot = {.hash = hash, .next_number = number + 1};
  if (texts_.size() * 2 > slots_.size()) grow();
  return number;
}

TextNumbers::Slot& TextNumbers::slot_of(std::string_view text, std::uint32_t hash) {
  std::size_t at = hash & (slots_.size() - 1);
  const auto is_other = [&](const Slot& slot) {
    return slot.next_number > 0 && (slot.hash != hash || texts_[slot.next_number - 1] != text);
  };
  while (is_other(slots_[at])) at = (at + 1) & (slots_.size() - 1);
  return slots_[at];
}

void TextNumbers::grow() {
  const std::vector<Slot> former = std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
  for (const Slot& slot : former) {
    if (slot.next_number > 0) slot_of(texts_[slot.next_number - 1], slot.hash) = slot;
  }
}

}  // namespace entente
