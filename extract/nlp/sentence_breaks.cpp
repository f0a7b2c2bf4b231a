#include "extract/nlp/sentence_breaks.h"

#include <algorithm>
#include <string_view>
#include <unicode/uchar.h>
#include <utility>

#include "extract/nlp/utf16.h"

namespace entente {
namespace {

// A text is wrapped by hand or by a mail program at this width at most, in UTF-16 units.
constexpr std::int32_t widest_wrapped_line = 120;

struct Line {
  std::int32_t begin = 0;  // of its first and after its last character that is no white space
  std::int32_t end = 0;
  std::int32_t first_word = 0;  // length
};

bool is_line_end(char16_t unit) {
  return (unit >= u'\n' && unit <= u'\r') || unit == u'\u0085' || unit == u'\u2028' ||
         unit == u'\u2029';
}

Line read_line(const icu::UnicodeString& text, std::int32_t begin, std::int32_t end) {
  while (begin < end && u_isUWhiteSpace(text[begin])) ++begin;
  while (end > begin && u_isUWhiteSpace(text[end - 1])) --end;
  std::int32_t word_end = begin;
  while (word_end < end && !u_isUWhiteSpace(text[word_end])) ++word_end;
  return {begin, end, word_end - begin};
}

bool is_terminator(UChar32 c) {
  return c == u'…' || (c < 0x80 ? c == u'.' || c == u'!' || c == u'?'
                                : u_hasBinaryProperty(c, UCHAR_S_TERM) != 0);
}

bool is_wrapped(const icu::UnicodeString& text, const Line& line, const Line& next,
                std::int32_t width) {
  if (width > widest_wrapped_line) return false;
  if (line.end - line.begin + 1 + next.first_word > width) return true;
  return u_islower(text.char32At(next.begin)) && !is_terminator(text[line.end - 1]);
}

void add_line_starts(const icu::UnicodeString& text, const std::vector<Line>& paragraph,
                     std::vector<std::int32_t>& starts) {
  std::int32_t width = 0;
  for (const Line& line : paragraph) width = std::max(width, line.end - line.begin);
  for (std::size_t i = 0; i < paragraph.size(); ++i) {
    if (i == 0 || !is_wrapped(text, paragraph[i - 1], paragraph[i], width)) {
      starts.push_back(paragraph[i].begin);
    }
  }
}

enum class Mark { None, Terminator, Opening, Closing, Quote, Dash, Other };

Mark mark_of(UChar32 c) {
  if (is_terminator(c)) return Mark::Terminator;
  switch (c) {
    case u'"':
    case u'\'':
    case u'`':
      return Mark::Quote;
    case u'¿':
    case u'¡':
    case u'•':
    case u'*':
      return Mark::Opening;
    default:
      break;
  }
  switch (u_charType(c)) {
    case U_START_PUNCTUATION:
    case U_INITIAL_PUNCTUATION:
      return Mark::Opening;
    case U_END_PUNCTUATION:
    case U_FINAL_PUNCTUATION:
      return Mark::Closing;
    case U_DASH_PUNCTUATION:
      return Mark::Dash;
    case U_OTHER_PUNCTUATION:
    case U_CONNECTOR_PUNCTUATION:
      return Mark::Other;
    default:
      return Mark::None;
  }
}

class SentenceBreaker {
 public:
  SentenceBreaker(const icu::UnicodeString& text, std::vector<Token>& tokens,
                  const TokenRules& rules)
      : text_(text), tokens_(tokens), rules_(rules) {
    mark_tokens();
  }

  std::vector<std::size_t> run(std::size_t longest) {
    std::vector<std::size_t> ends;
    std::vector<std::size_t> closing_abbreviations;
    std::size_t begin = 0;
    while (begin < tokens_.size()) {
      const auto [end, abbreviation] = sentence_end(begin);
      if (abbreviation) closing_abbreviations.push_back(end - 1);
      cut_long(begin, end, longest, ends);
      begin = end;
    }
    split_full_stops(closing_abbreviations, ends);
    return ends;
  }

 private:
  void mark_tokens() {
    const std::vector<std::int32_t> starts = find_line_starts(text_);
    marks_.reserve(tokens_.size());
    begins_line_.reserve(tokens_.size());
    auto start = starts.begin();
    for (const Token& token : tokens_) {
      bool begins_line = false;
      for (; start != starts.end() && *start <= token.begin; ++start) begins_line = true;
      begins_line_.push_back(begins_line);
      const bool word = u_isalnum(text_.char32At(text_.moveIndex32(token.end, -1)));
      marks_.push_back(word ? Mark::None : mark_of(text_.char32At(token.begin)));
    }
  }

  bool touches_previous(std::size_t index) const {
    return index > 0 && tokens_[index].begin == tokens_[index - 1].end;
  }
  bool touches_next(std::size_t index) const {
    return index + 1 < tokens_.size() && touches_previous(index + 1);
  }
  bool at_break(std::size_t index) const { return index >= tokens_.size() || begins_line_[index]; }
  std::u16string_view text(std::size_t index) const {
    return view(text_, tokens_[index].begin, tokens_[index].end);
  }

  // One past the sentence that begins at `begin`, and whether it ends in an abbreviation.
  std::pair<std::size_t, bool> sentence_end(std::size_t begin) const {
    bool quoted = false;  // only for quotes that touch nothing
    for (std::size_t i = begin;; ++i) {
      if (marks_[i] == Mark::Quote) quoted = !quoted;
      const bool closed = tokens_[i].abbreviation == Abbreviation::Closed;
      if (at_break(i + 1)) return {i + 1, closed};
      if (marks_[i] != Mark::Terminator && !closed) continue;
      if (enumerates(begin, i)) continue;
      std::size_t end = i + 1;
      while (!at_break(end) && closes(end, quoted)) ++end;
      if (at_break(end)) return {end, closed && end == i + 1};
      if (begins_sentence(end, i)) return {end, closed && end == i + 1};
    }
  }

  // "3. El Gobierno …", "6 de julio. - Barak presenta …"
  bool enumerates(std::size_t begin, std::size_t stop) const {
    static constexpr std::size_t longest_date = 5;  // "11-25 de julio de 2000"
    if (text(stop) != u"." || !u_isdigit(text(begin).front())) return false;
    if (stop == begin + 1) return true;
    return stop - begin <= longest_date && marks_[stop + 1] == Mark::Dash &&
           !touches_previous(stop + 1);
  }

  // What still belongs to a sentence after its terminator.
  bool closes(std::size_t index, bool quoted) const {
    const bool touches = touches_previous(index);
    switch (marks_[index]) {
      case Mark::Terminator:
      case Mark::Closing:
        return touches;
      case Mark::Dash:  // "(EFE).-"
        return touches && !touches_next(index);
      case Mark::Quote:
        if (touches) return !touches_next(index) || marks_[index + 1] != Mark::None;
        return quoted && !touches_next(index);
      default:
        return false;
    }
  }

  // Whether the token after a terminator can be the first of a sentence.
  bool begins_sentence(std::size_t index, std::size_t terminator) const {
    static constexpr std::size_t most_openings = 8;
    const std::size_t limit = std::min(tokens_.size(), index + most_openings);
    std::size_t word = index;
    while (word < limit && !(word > index && begins_line_[word]) &&
           (marks_[word] == Mark::Opening || marks_[word] == Mark::Quote ||
            marks_[word] == Mark::Dash)) {
      ++word;
    }
    if (word == limit || marks_[word] != Mark::None) return false;
    const UChar32 first = text_.char32At(tokens_[word].begin);
    if (u_islower(first)) return false;
    if (tokens_[terminator].abbreviation == Abbreviation::Closed) {
      return u_isupper(first) &&
             (word > index || rules_.sentence_starters.contains(lower_units(text(word))));
    }
    const bool ellipsis = text(terminator).front() == u'…' || text(terminator).starts_with(u"..");
    return !ellipsis || !u_isdigit(first);
  }

  // Cuts the sentence [begin, end) after the best mark in the second half of each `longest` tokens.
  void cut_long(std::size_t begin, std::size_t end, std::size_t longest,
                std::vector<std::size_t>& ends) const {
    while (end - begin > longest) {
      std::size_t cut = begin + longest;
      int best = 0;
      for (std::size_t i = begin + longest - 1; i >= begin + longest / 2; --i) {
        const int weight = weight_of_cut(i);
        if (weight <= best) continue;
        best = weight;
        cut = i + 1;
      }
      ends.push_back(cut);
      begin = cut;
    }
    ends.push_back(end);
  }

  int weight_of_cut(std::size_t index) const {
    if (marks_[index] == Mark::Terminator) return 4;
    const std::u16string_view token = text(index);
    if (token == u";" || token == u":") return 3;
    if (token == u",") return 2;
    return marks_[index] == Mark::None ? 0 : 1;
  }

  // Gives abbreviations that end a sentence back the sentence's full stop.
  void split_full_stops(const std::vector<std::size_t>& abbreviations,
                        std::vector<std::size_t>& ends) {
    std::vector<Token> split;
    split.reserve(tokens_.size() + abbreviations.size());
    auto next = abbreviations.begin();
    auto end = ends.begin();
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      Token token = tokens_[i];
      if (next != abbreviations.end() && *next == i) {
        ++next;
        if (text(i).find(u'.') == text(i).size() - 1) {
          split.push_back({token.begin, token.end - 1, Abbreviation::None});
          token = {token.end - 1, token.end, Abbreviation::None};
        }
      }
      split.push_back(token);
      if (end != ends.end() && *end == i + 1) *end++ = split.size();
    }
    tokens_ = std::move(split);
  }

  const icu::UnicodeString& text_;
  std::vector<Token>& tokens_;
  const TokenRules& rules_;
  std::vector<Mark> marks_;
  std::vector<bool> begins_line_;
};

}  // namespace

std::vector<std::int32_t> find_line_starts(const icu::UnicodeString& text) {
  std::vector<std::int32_t> starts;
  std::vector<Line> paragraph;
  const std::int32_t length = text.length();
  for (std::int32_t begin = 0; begin < length;) {
    std::int32_t end = begin;
    while (end < length && !is_line_end(text[end])) ++end;
    const Line line = read_line(text, begin, end);
    if (line.begin == line.end) {
      add_line_starts(text, paragraph, starts);
      paragraph.clear();
    } else {
      paragraph.push_back(line);
    }
    begin = end + 1;
    if (begin < length && text[end] == u'\r' && text[begin] == u'\n') ++begin;
  }
  add_line_starts(text, paragraph, starts);
  return starts;
}

std::vector<std::size_t> find_sentence_ends(const icu::UnicodeString& text,
                                            std::vector<Token>& tokens, const TokenRules& rules,
                                            std::size_t longest) {
  return SentenceBreaker(text, tokens, rules).run(longest);
}

}  // namespace entente
