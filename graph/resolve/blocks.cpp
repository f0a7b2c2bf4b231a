#include "graph/resolve/blocks.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "graph/resolve/spelling.h"

namespace entente {
namespace {

struct Entry {
  std::uint64_t key = 0;
  std::uint32_t index = 0;
  auto operator<=>(const Entry&) const = default;
};

// How many entities may share a key. Loose keys are for spellings that differ more: in a large
// block of them, nearly all would be compared in vain.
constexpr std::size_t most_in_block = 400;
constexpr std::size_t most_in_loose_block = 60;
constexpr std::uint64_t loose_bit = 1;  // the lowest of a key says which kind it is

class KeyMaker {
 public:
  KeyMaker(std::uint32_t index, std::vector<Entry>& entries) : index_(index), entries_(entries) {}

  void add(std::initializer_list<std::string_view> parts) {
    entries_.push_back({hash(parts) & ~loose_bit, index_});
  }
  void add_loose(std::initializer_list<std::string_view> parts) {
    entries_.push_back({hash(parts) | loose_bit, index_});
  }

 private:
  static std::uint64_t hash(std::initializer_list<std::string_view> parts) {
    std::string text;
    for (const std::string_view part : parts) text.append(part) += '\xFF';
    const std::uint64_t value = hash_of(text);
    // FNV leaves the lowest bit to the parity of the bytes; the highest are mixed best.
    return value ^ value >> 32u;
  }

  std::uint32_t index_;
  std::vector<Entry>& entries_;
};

// The first sound, vowels all alike: what an initial tells.
std::string first_of(const PersonName::Word& word) {
  const char first = word.sounds.front();
  return std::string(1, is_vowel(first) ? '*' : skeleton(std::string_view(&first, 1)).front());
}

constexpr std::size_t most_words = 5;  // of a name, that are paired with each other
constexpr std::size_t bones_of_loose = 2;

void add_keys(const PersonName& name, const Profile& profile, const NameWords& words,
              KeyMaker& keys) {
  if (name.words.empty()) return;
  std::vector<std::string> bones;
  for (const auto& word : name.words) bones.push_back(skeleton(word.sounds));
  keys.add({"whole", skeleton(name.joined())});
  const std::size_t count = std::min(bones.size(), most_words);
  for (std::size_t i = 0; i < count; ++i) {
    for (const Post& post : profile.posts) keys.add({"post", post.of, bones[i]});
    for (std::size_t k = i + 1; k < count; ++k) {
      keys.add({"pair", std::min(bones[i], bones[k]), std::max(bones[i], bones[k])});
    }
    if (i == 0) continue;
    keys.add_loose({"first", first_of(name.words.front()), bones[i]});
    keys.add_loose({"surname", bones.front(), bones[i].substr(0, bones_of_loose)});
    const std::string_view full = words.full_form(name.words.front().letters);
    if (!full.empty()) {
      const std::string full_bones = skeleton(sounded(full));
      keys.add({"pair", std::min(full_bones, bones[i]), std::max(full_bones, bones[i])});
    }
  }
}

std::string text_of(const GroupName::Word& word) {
  const char kind = static_cast<char>('0' + static_cast<int>(word.kind));
  return kind + (word.kind == GroupName::Kind::Own ? skeleton(word.text) : word.text);
}

void add_keys(const GroupName& name, const NameWords& words, KeyMaker& keys) {
  if (!name.acronym.empty()) keys.add({"initials", name.acronym});
  if (name.words.size() > 1) {
    keys.add({"initials", name.initials});
    if (name.all_initials != name.initials) keys.add({"initials", name.all_initials});
  }
  std::vector<std::string> all, without_countries, own;
  for (const GroupName::Word& word : name.words) {
    const std::string text = text_of(word);
    all.push_back(text);
    if (word.kind != GroupName::Kind::Country) without_countries.push_back(text);
    if (word.kind == GroupName::Kind::Own ||
        (word.kind == GroupName::Kind::Concept && !words.is_kind(word.text))) {
      own.push_back(text);
    }
  }
  const auto joined = [](std::vector<std::string>& texts) {
    std::sort(texts.begin(), texts.end());
    std::string result;
    for (const std::string& text : texts) result += text + ' ';
    return result;
  };
  keys.add({"words", joined(all)});
  if (!without_countries.empty()) keys.add({"placed", joined(without_countries)});
  if (!own.empty()) keys.add_loose({"own", joined(own)});
}

void add_keys(const Profile& profile, const NameWords& words, KeyMaker& keys) {
  const ReadProfile known = read(profile, words);
  for (const auto& name : known.names) {
    if (!name.known.empty()) keys.add({"known", name.known});
    if (profile.type == EntityType::Person) {
      add_keys(name.person, profile, words, keys);
    } else {
      add_keys(name.group, words, keys);
    }
  }
}

// The keys of blocks, by entity and by block.
class Blocks {
 public:
  Blocks(std::span<const Profile> profiles, const NameWords& words) {
    for (std::size_t i = 0; i < profiles.size(); ++i) {
      KeyMaker keys(static_cast<std::uint32_t>(i), entries_);
      add_keys(profiles[i], words, keys);
    }
    std::sort(entries_.begin(), entries_.end());
    entries_.erase(std::unique(entries_.begin(), entries_.end()), entries_.end());
    keep_blocks();
    first_key_.assign(profiles.size() + 1, 0);
    for (const Entry& entry : entries_) ++first_key_[entry.index + 1];
    for (std::size_t i = 0; i < profiles.size(); ++i) first_key_[i + 1] += first_key_[i];
    keys_.resize(entries_.size());
    std::vector<std::size_t> at(first_key_.begin(), first_key_.end() - 1);
    for (const Entry& entry : entries_) keys_[at[entry.index]++] = entry.key;
  }

  void visit(const BlockVisitor& visitor) const {
    std::vector<std::uint32_t> block;
    std::vector<BlockPair> pairs;
    for (auto begin = entries_.begin(); begin != entries_.end();) {
      const auto end = end_of(begin);
      block.clear();
      pairs.clear();
      for (auto entry = begin; entry != end; ++entry) block.push_back(entry->index);
      for (std::uint32_t i = 0; i < block.size(); ++i) {
        for (std::uint32_t k = i + 1; k < block.size(); ++k) {
          if (first_common_key(block[i], block[k]) == begin->key) pairs.push_back({i, k});
        }
      }
      if (!pairs.empty()) visitor(block, pairs);
      begin = end;
    }
  }

 private:
  using At = std::vector<Entry>::const_iterator;

  At end_of(At begin) const {
    return std::find_if(begin, entries_.end(),
                        [&](const Entry& entry) { return entry.key != begin->key; });
  }

  // Takes out the keys of one entity alone, and of too many.
  void keep_blocks() {
    std::vector<Entry> kept;
    for (auto begin = entries_.cbegin(); begin != entries_.cend();) {
      const auto end = end_of(begin);
      const auto size = static_cast<std::size_t>(end - begin);
      const bool loose = (begin->key & loose_bit) != 0;
      if (size > 1 && size <= (loose ? most_in_loose_block : most_in_block)) {
        kept.insert(kept.end(), begin, end);
      }
      begin = end;
    }
    entries_ = std::move(kept);
  }

  // Keys of one entity are sorted. The two MUST have one in common.
  std::uint64_t first_common_key(std::uint32_t left, std::uint32_t right) const {
    std::size_t i = first_key_[left], k = first_key_[right];
    while (keys_[i] != keys_[k]) ++(keys_[i] < keys_[k] ? i : k);
    return keys_[i];
  }

  std::vector<Entry> entries_;          // sorted by key, then index
  std::vector<std::size_t> first_key_;  // by entity: where its keys begin
  std::vector<std::uint64_t> keys_;
};

}  // namespace

void visit_blocks(std::span<const Profile> profiles, const NameWords& words,
                  const BlockVisitor& visit) {
  Blocks(profiles, words).visit(visit);
}

}  // namespace entente
