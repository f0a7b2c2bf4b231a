#include "extract/read/function_words.h"

#include <algorithm>
#include <limits>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "extract/error.h"
#include "extract/language/lexicon_file.h"

namespace entente {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t least_hits = 2;
constexpr std::size_t least_part = 4;  // one in so many words
constexpr std::size_t clear_lead = 2;

constexpr std::uint64_t bit_of(std::size_t language) { return std::uint64_t{1} << language; }

void append(std::string& text, UChar32 point) {
  char bytes[U8_MAX_LENGTH];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, point);
  text.append(bytes, static_cast<std::size_t>(length));
}

}  // namespace

void WordEvidence::add(std::uint64_t languages) {
  ++words_;
  if (languages == 0) return;
  for (std::size_t a = 0; a < hits_.size(); ++a) {
    if ((languages & bit_of(a)) == 0) continue;
    ++hits_[a];
    for (std::size_t b = 0; b < hits_.size(); ++b) {
      if ((languages & bit_of(b)) == 0) ++exclusive_[a][b];
    }
  }
}

std::optional<std::size_t> WordEvidence::clear_language() const {
  for (std::size_t a = 0; a < hits_.size(); ++a) {
    if (hits_[a] < least_hits || hits_[a] * least_part < words_) continue;
    bool leads = true;
    for (std::size_t b = 0; b < hits_.size() && leads; ++b) {
      leads = a == b || (exclusive_[a][b] > 0 && exclusive_[a][b] >= clear_lead * exclusive_[b][a]);
    }
    if (leads) return a;
  }
  return std::nullopt;
}

bool WordEvidence::speaks_against(std::size_t language) const {
  for (std::size_t other = 0; other < hits_.size(); ++other) {
    if (exclusive_[other][language] > exclusive_[language][other]) return true;
  }
  return false;
}

FunctionWords FunctionWords::load(const fs::path& languages) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(languages)) {
    fs::path file = entry.path() / "function_words.json";
    if (fs::exists(file)) files.push_back(std::move(file));
  }
  std::sort(files.begin(), files.end());
  FunctionWords words;
  for (const fs::path& file : files) words.add_file(file);
  return words;
}

void FunctionWords::add_file(const fs::path& file) {
  const nlohmann::json content = read_lexicon_file(file);
  LexiconEntry entry(file, "", content);
  for (const auto& item : content.items()) {
    const std::string& language = item.key();
    auto number = number_of(language);
    if (!number) {
      if (languages_.size() == std::numeric_limits<std::uint64_t>::digits) {
        entry.fail("is one language too many; function words of 64 can be told apart");
      }
      number = languages_.size();
      languages_.push_back(language);
    }
    for (const std::string& word : entry.lemmas(language)) words_[word] |= bit_of(*number);
  }
}

std::optional<std::size_t> FunctionWords::number_of(std::string_view language) const {
  const auto found = std::find(languages_.begin(), languages_.end(), language);
  if (found == languages_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - languages_.begin());
}

WordEvidence FunctionWords::count(std::string_view text) const {
  WordEvidence evidence(languages_.size());
  std::string word;
  const auto end_word = [&] {
    if (word.empty()) return;
    const auto found = words_.find(std::string_view(word));
    evidence.add(found == words_.end() ? 0 : found->second);
    word.clear();
  };
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::size_t at = 0; at < text.size();) {
    UChar32 point = 0;
    U8_NEXT(bytes, at, text.size(), point);
    if (point >= 0 && u_isalpha(point) != 0) {
      append(word, u_tolower(point));
    } else {
      end_word();
    }
  }
  end_word();
  return evidence;
}

}  // namespace entente
