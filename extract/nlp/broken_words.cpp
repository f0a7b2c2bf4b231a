#include "extract/nlp/broken_words.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unicode/uchar.h>

#include "extract/nlp/tokenizer.h"
#include "extract/nlp/utf16.h"

namespace entente {
namespace {

// Longer runs of letters are no words; it also bounds the time that one hyphen takes.
constexpr std::int32_t longest_part = 40;

constexpr char16_t soft_hyphen = u'\u00ad';

bool is_hyphen(char16_t unit) { return unit == u'-' || unit == u'\u2010' || unit == soft_hyphen; }

struct BrokenWord {
  std::int32_t begin = 0;
  std::int32_t hyphen = 0;
  std::int32_t rest = 0;  // where it goes on
  std::int32_t end = 0;
};

// The words of a document as its lines have them, to learn how it writes those that are cut.
class WrittenWords {
 public:
  explicit WrittenWords(const icu::UnicodeString& text) {
    for (std::int32_t begin = 0; begin < text.length();) {
      std::int32_t end = begin;
      while (end < text.length() && (u_isalpha(text[end]) || text[end] == u'-')) ++end;
      if (end > begin && end - begin <= 2 * longest_part) {
        words_.insert(lower_units(view(text, begin, end)));
      }
      begin = std::max(end, begin + 1);
    }
  }

  bool contains(const std::u16string& word) const { return words_.contains(word); }

 private:
  Utf16Set words_;
};

class BrokenWords {
 public:
  BrokenWords(const icu::UnicodeString& text, const TokenRules& rules)
      : text_(text), rules_(rules) {}

  std::vector<UnreadUnits> run() {
    std::vector<UnreadUnits> unread;
    for (std::int32_t at = 1; at + 1 < text_.length(); ++at) {
      if (!is_hyphen(text_[at])) continue;
      if (const auto word = broken_at(at)) {
        unread.push_back({keeps_hyphen(*word) ? at + 1 : at, word->rest});
      } else if (text_[at] == soft_hyphen && u_isalpha(text_[at - 1]) && u_isalpha(text_[at + 1])) {
        unread.push_back({at, at + 1});
      }
    }
    return unread;
  }

 private:
  std::optional<BrokenWord> broken_at(std::int32_t hyphen) const {
    if (!u_isalpha(text_[hyphen - 1]) && text_[hyphen - 1] != u'.') return std::nullopt;
    std::int32_t rest = hyphen + 1;
    int lines = 0;
    while (rest < text_.length() && u_isUWhiteSpace(text_[rest])) {
      const bool pair = text_[rest] == u'\n' && text_[rest - 1] == u'\r';
      if (is_line_end(text_[rest]) && !pair) ++lines;
      if (rest++ - hyphen > longest_part) return std::nullopt;
    }
    if (lines != 1 || rest >= text_.length() || !u_islower(text_[rest])) return std::nullopt;
    BrokenWord word{hyphen, hyphen, rest, rest};
    while (word.begin > 0 && u_isalpha(text_[word.begin - 1])) {
      if (hyphen - --word.begin > longest_part) return std::nullopt;
    }
    while (word.end < text_.length() && u_isalpha(text_[word.end])) {
      if (++word.end - rest > longest_part) return std::nullopt;
    }
    return word;
  }

  static bool is_line_end(char16_t unit) {
    return (unit >= u'\n' && unit <= u'\r') || unit == u'\u0085' || unit == u'\u2028';
  }

  bool keeps_hyphen(const BrokenWord& word) {
    if (text_[word.hyphen] == soft_hyphen) return false;
    const std::u16string_view first = view(text_, word.begin, word.hyphen);
    const bool capitals = first.size() != 1 && all_capitals(first);
    const bool in_compound = (word.begin > 0 && is_joint(text_[word.begin - 1])) ||
                             (word.end + 1 < text_.length() && is_hyphen(text_[word.end]) &&
                              u_isalnum(text_[word.end + 1]));
    if (capitals || in_compound) return true;
    const std::u16string lower = lower_units(first);
    const std::u16string rest = lower_units(view(text_, word.rest, word.end));
    if (!written_) written_.emplace(text_);
    if (written_->contains(lower + rest)) return false;
    return rules_.kept_at_line_end.contains(lower) || rules_.kept_at_line_end.contains(rest) ||
           written_->contains(lower + u'-' + rest);
  }

  static bool is_joint(char16_t unit) { return is_hyphen(unit) || u_isdigit(unit); }

  const icu::UnicodeString& text_;
  const TokenRules& rules_;
  std::optional<WrittenWords> written_;
};

}  // namespace

std::vector<UnreadUnits> find_broken_words(const icu::UnicodeString& text,
                                           const TokenRules& rules) {
  return BrokenWords(text, rules).run();
}

}  // namespace entente
