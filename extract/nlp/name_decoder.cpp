#include "extract/nlp/name_decoder.h"

#include <algorithm>
#include <limits>

#include "extract/error.h"

namespace entente {
namespace {

constexpr float never = -std::numeric_limits<float>::infinity();

bool opens(char position) { return position == 'O' || position == 'B' || position == 'S'; }
bool closes(char position) { return position == 'O' || position == 'E' || position == 'S'; }

}  // namespace

NameDecoder::NameDecoder(std::span<const std::string> tags) {
  for (const std::string& tag : tags) {
    if (tag == "O") {
      tags_.push_back({});
      continue;
    }
    const auto type =
        tag.size() > 2 ? entity_type_of(std::string_view(tag).substr(2)) : std::nullopt;
    if (!type || tag[1] != '-' || std::string_view("BIES").find(tag[0]) == std::string_view::npos) {
      throw Error("\"" + tag +
                  "\" is not a name tag: O, or B-, I-, E- or S- before PER, ORG, GPE, LOC or MISC");
    }
    tags_.push_back({tag[0], *type});
  }
  if (std::none_of(tags_.begin(), tags_.end(), [](const Tag& t) { return t.position == 'O'; })) {
    throw Error("the name tags lack O");
  }
  for (const Tag& after : tags_) {
    auto& before = before_.emplace_back();
    for (std::size_t i = 0; i < tags_.size(); ++i) {
      if (may_follow(tags_[i], after)) before.push_back(i);
    }
  }
}

bool NameDecoder::may_follow(const Tag& before, const Tag& after) {
  if (closes(before.position)) return opens(after.position);
  return !opens(after.position) && before.type == after.type;
}

std::vector<NameSpan> NameDecoder::operator()(const ConstRows& scores) const {
  std::vector<NameSpan> names;
  std::size_t first = 0;
  const auto sequence = best_sequence(scores);
  for (std::size_t word = 0; word < sequence.size(); ++word) {
    const Tag& tag = tags_[sequence[word]];
    if (tag.position == 'O') continue;
    if (opens(tag.position)) first = word;
    if (closes(tag.position)) names.push_back({first, word, tag.type});
  }
  return names;
}

std::vector<std::size_t> NameDecoder::best_sequence(const ConstRows& scores) const {
  const auto words = static_cast<std::size_t>(scores.rows());
  const std::size_t tags = tags_.size();
  if (words == 0) return {};
  std::vector<float> best(tags);
  std::vector<float> next(tags);
  std::vector<std::size_t> back(words * tags, 0);
  for (std::size_t tag = 0; tag < tags; ++tag) {
    best[tag] = opens(tags_[tag].position) ? scores(0, static_cast<Eigen::Index>(tag)) : never;
  }
  for (std::size_t word = 1; word < words; ++word) {
    for (std::size_t tag = 0; tag < tags; ++tag) {
      float path = never;
      for (const std::size_t before : before_[tag]) {
        if (best[before] <= path) continue;
        path = best[before];
        back[word * tags + tag] = before;
      }
      next[tag] = path + scores(static_cast<Eigen::Index>(word), static_cast<Eigen::Index>(tag));
    }
    best.swap(next);
  }
  std::size_t last = 0;
  float total = never;
  for (std::size_t tag = 0; tag < tags; ++tag) {
    if (!closes(tags_[tag].position) || best[tag] <= total) continue;
    total = best[tag];
    last = tag;
  }
  std::vector<std::size_t> sequence(words);
  for (std::size_t word = words; word-- > 0;) {
    sequence[word] = last;
    last = back[word * tags + last];
  }
  return sequence;
}

}  // namespace entente
