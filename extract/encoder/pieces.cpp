#include "extract/encoder/pieces.h"

#include <algorithm>
#include <limits>
#include <unicode/utf8.h>

namespace entente {
namespace {

constexpr std::string_view space = "\xE2\x96\x81";  // U+2581, what pieces have for a space
constexpr float unknown_penalty = 10.0F;            // SentencePiece's

// Calls visit(character) for each code point; of broken UTF-8, for each byte that is none.
template <typename Visit>
void for_each_character(std::string_view text, Visit visit) {
  const auto size = static_cast<std::int32_t>(text.size());
  std::int32_t at = 0;
  while (at < size) {
    const std::int32_t begin = at;
    U8_FWD_1(text.data(), at, size);
    visit(text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin)));
  }
}

std::size_t characters_of(std::string_view text) {
  std::size_t count = 0;
  for_each_character(text, [&](std::string_view) { ++count; });
  return count;
}

// A text with the places between its characters.
struct Characters {
  std::string text;
  std::vector<std::size_t> bounds{0};

  void add(std::string_view characters) {
    for_each_character(characters, [&](std::string_view character) {
      text += character;
      bounds.push_back(text.size());
    });
  }
  std::size_t size() const { return bounds.size() - 1; }
  std::string_view part(std::size_t begin, std::size_t end) const {
    return std::string_view(text).substr(bounds[begin], bounds[end] - bounds[begin]);
  }
};

}  // namespace

PieceVocabulary::PieceVocabulary(const ModelFile& file) {
  std::vector<std::string> texts;
  try {
    const auto& pieces = file.header().at("pieces");
    texts = pieces.at("texts").get<std::vector<std::string>>();
    for (const auto& score : pieces.at("scores")) {
      scores_.push_back(static_cast<float>(file.weight(score, "scores")));
    }
    for (const auto& [character, read] : pieces.at("normalised").items()) {
      normalised_.emplace(character, read.get<std::string>());
    }
    const auto number = [&](const char* name) {
      return static_cast<std::uint32_t>(file.count(pieces.at(name), name));
    };
    first_ = number("first");
    last_ = number("last");
    unknown_ = number("unknown");
  } catch (const nlohmann::json::exception& error) {
    file.fail(std::string("has pieces that lack something: ") + error.what());
  }
  if (texts.empty() || texts.size() != scores_.size() ||
      std::max({first_, last_, unknown_}) >= texts.size()) {
    file.fail("has pieces, scores and numbers of pieces that do not fit together");
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    numbers_.emplace(texts[i], static_cast<std::uint32_t>(i));
    longest_ = std::max(longest_, characters_of(texts[i]));
  }
  unknown_score_ = *std::min_element(scores_.begin(), scores_.end()) - unknown_penalty;
}

std::vector<std::uint32_t> PieceVocabulary::pieces_of(std::string_view word) const {
  Characters characters;
  characters.add(space);
  for_each_character(word, [&](std::string_view character) {
    const auto read = normalised_.find(character);
    const std::string_view kept = read == normalised_.end() ? character : read->second;
    characters.add(kept == " " ? space : kept);
  });
  struct Best {
    float score = -std::numeric_limits<float>::infinity();
    std::size_t begin = 0;
    std::uint32_t piece = 0;
  };
  std::vector<Best> best(characters.size() + 1);
  best.front().score = 0.0F;
  for (std::size_t begin = 0; begin < characters.size(); ++begin) {
    const std::size_t farthest = std::min(characters.size(), begin + longest_);
    for (std::size_t end = begin + 1; end <= farthest; ++end) {
      const auto found = numbers_.find(characters.part(begin, end));
      const bool known = found != numbers_.end() && found->second != unknown_;
      if (!known && end > begin + 1) continue;
      const std::uint32_t piece = known ? found->second : unknown_;
      const float score = best[begin].score + (known ? scores_[piece] : unknown_score_);
      if (score > best[end].score) best[end] = {score, begin, piece};
    }
  }
  std::vector<std::uint32_t> pieces;
  for (std::size_t at = characters.size(); at > 0; at = best[at].begin) {
    pieces.push_back(best[at].piece);
  }
  std::reverse(pieces.begin(), pieces.end());
  return pieces;
}

}  // namespace entente
