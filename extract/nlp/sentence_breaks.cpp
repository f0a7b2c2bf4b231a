#include "extract/nlp/sentence_breaks.h"

#include <algorithm>
#include <string_view>
#include <unicode/uchar.h>
#include <utility>

#include "extract/nlp/utf16.h"

namespace entente {
namespace {

// A text is wrapped by hand, by a mail program or in columns at these widths, in UTF-16 units.
constexpr std::int32_t narrowest_wrapped_line = 25;
constexpr std::int32_t widest_wrapped_line = 120;

struct Line {
  std::int32_t begin = 0;  // of its first and after its last character that is no white space
  std::int32_t end = 0;
  std::int32_t first_word = 0;  // length
  bool table_row = false;
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
  const auto has = [&](char16_t sign) { return text.indexOf(sign, begin, end - begin) >= 0; };
  return {begin, end, word_end - begin, has(u'\t') || has(u'|')};
}

bool is_terminator(UChar32 c) {
  return c == u'…' || (c < 0x80 ? c == u'.' || c == u'!' || c == u'?'
                                : u_hasBinaryProperty(c, UCHAR_S_TERM) != 0);
}

bool is_wrapped(const icu::UnicodeString& text, const Line& line, const Line& next,
                std::int32_t width) {
  if (width > widest_wrapped_line || line.table_row || next.table_row) return false;
  if (width >= narrowest_wrapped_line && line.end - line.begin + 1 + next.first_word > width) {
    return true;
  }
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

enum class Mark { None, Terminator, Emoticon, Opening, Closing, Quote, Dash, Other };

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
  SentenceBreaker(const icu::UnicodeString& text, std::span<const std::int32_t> line_starts,
                  std::vector<Token>& tokens, const TokenRules& rules)
      : text_(text), tokens_(tokens), rules_(rules) {
    mark_tokens(line_starts);
  }

  std::vector<SentenceEnd> run(std::size_t longest) {
    std::vector<SentenceEnd> ends;
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
  void mark_tokens(std::span<const std::int32_t> starts) {
    marks_.reserve(tokens_.size());
    begins_line_.reserve(tokens_.size());
    auto start = starts.begin();
    for (const Token& token : tokens_) {
      bool begins_line = false;
      for (; start != starts.end() && *start <= token.begin; ++start) begins_line = true;
      begins_line_.push_back(begins_line);
      const bool word = u_isalnum(text_.char32At(text_.moveIndex32(token.end, -1)));
      if (rules_.emoticons.contains(view(text_, token.begin, token.end))) {
        marks_.push_back(Mark::Emoticon);
      } else {
        marks_.push_back(word ? Mark::None : mark_of(text_.char32At(token.begin)));
      }
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

  // "U.S." of "U.S.-China relations"
  bool is_hyphened(std::size_t index) const {
    return touches_next(index) && marks_[index + 1] == Mark::Dash && touches_next(index + 1);
  }

  // One past the sentence that begins at `begin`, and whether it ends in an abbreviation.
  std::pair<std::size_t, bool> sentence_end(std::size_t begin) const {
    if (begins_line_[begin]) {
      const std::size_t end = dateline_end(begin);
      if (end > begin) return {end, false};
    }
    bool quoted = false;  // only for quotes that touch nothing
    for (std::size_t i = begin;; ++i) {
      if (marks_[i] == Mark::Quote) quoted = !quoted;
      const bool closed = tokens_[i].abbreviation == Abbreviation::Closed;
      if (at_break(i + 1)) return {i + 1, closed};
      const bool terminator = marks_[i] == Mark::Terminator || marks_[i] == Mark::Emoticon;
      if (!terminator && !closed) continue;
      if (enumerates(begin, i) || (closed && is_hyphened(i))) continue;
      std::size_t end = i + 1;
      while (!at_break(end) && closes(end, quoted)) ++end;
      if (marks_[i] == Mark::Terminator) end = after_references(end);
      if (at_break(end)) return {end, closed && end == i + 1};
      if (begins_sentence(end, i)) return {end, closed && end == i + 1};
    }
  }

  // "OSLO, Norway (AP) _ Russia's …", "PEKÍN, 5 jul (EFE) — El …": one past the dash, else `begin`.
  std::size_t dateline_end(std::size_t begin) const {
    static constexpr std::size_t longest = 14;
    bool agency = false;
    bool name = is_capitals(begin);
    for (std::size_t i = begin + 1; i < begin + longest && !at_break(i + 1); ++i) {
      if (is_dateline_dash(i, agency)) {
        return (name || agency) && can_begin(i + 1) ? i + 1 : begin;
      }
      if (agency || marks_[i] == Mark::Terminator) return begin;
      if (text(i) == u"(") {
        if (!is_agency(i)) return begin;
        agency = true;
        i += 2;
        continue;
      }
      const UChar32 first = text_.char32At(tokens_[i].begin);
      if (u_islower(first) && !u_isdigit(text(i - 1).front())) return begin;
    }
    return begin;
  }

  bool is_capitals(std::size_t index) const {
    const std::u16string_view word = text(index);
    return word.size() > 2 && all_capitals(word);
  }

  // "(AP)", "(Reuters)"
  bool is_agency(std::size_t open) const {
    return open + 3 < tokens_.size() && text(open + 2) == u")" &&
           u_isupper(text_.char32At(tokens_[open + 1].begin));
  }

  // A hyphen counts after an agency only, and no dash that touches the next word.
  bool is_dateline_dash(std::size_t index, bool after_agency) const {
    const std::u16string_view sign = text(index);
    const bool dash = sign == u"--" || sign == u"–" || sign == u"—" || sign == u"_";
    if (!dash && !(after_agency && sign == u"-")) return false;
    return !touches_next(index) && (after_agency || !touches_previous(index));
  }

  // Whether the token, or the word after its quotes, begins as sentences do.
  bool can_begin(std::size_t index) const {
    if (marks_[index] == Mark::Quote || marks_[index] == Mark::Opening) return true;
    const UChar32 first = text_.char32At(tokens_[index].begin);
    return u_isalnum(first) && !u_islower(first);
  }

  // "[3][12]" after the end of a sentence, as encyclopaedias cite.
  std::size_t after_references(std::size_t index) const {
    while (index + 2 < tokens_.size() && text(index) == u"[" && !begins_line_[index] &&
           u_isdigit(text(index + 1).front()) && text(index + 2) == u"]" &&
           touches_previous(index + 1) && touches_previous(index + 2)) {
      index += 3;
    }
    return index;
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
      case Mark::Emoticon:
        return true;
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
    if (u_islower(first)) {
      return rules_.lower_case_starts && word == terminator + 1 && is_plain(terminator) &&
             !touches_previous(word);
    }
    if (tokens_[terminator].abbreviation == Abbreviation::Closed) {
      return u_isupper(first) && ((word > index && marks_[word - 1] != Mark::Opening) ||
                                  rules_.sentence_starters.contains(lower_units(text(word))));
    }
    const bool ellipsis = text(terminator).front() == u'…' || text(terminator).starts_with(u"..");
    return !ellipsis || !u_isdigit(first);
  }

  bool is_plain(std::size_t terminator) const {
    const std::u16string_view sign = text(terminator);
    return sign == u"." || sign.front() == u'?' || sign.front() == u'!';
  }

  // Cuts the sentence [begin, end) after the best mark in the second half of each `longest` tokens.
  void cut_long(std::size_t begin, std::size_t end, std::size_t longest,
                std::vector<SentenceEnd>& ends) const {
    while (end - begin > longest) {
      std::size_t cut = begin + longest;
      int best = 0;
      for (std::size_t i = begin + longest - 1; i >= begin + longest / 2; --i) {
        const int weight = weight_of_cut(i);
        if (weight <= best) continue;
        best = weight;
        cut = i + 1;
      }
      ends.push_back({cut, true});
      begin = cut;
    }
    ends.push_back({end, false});
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
                        std::vector<SentenceEnd>& ends) {
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
      if (end != ends.end() && end->token == i + 1) (end++)->token = split.size();
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

std::vector<SentenceEnd> find_sentence_ends(const icu::UnicodeString& text,
                                            std::span<const std::int32_t> line_starts,
                                            std::vector<Token>& tokens, const TokenRules& rules,
                                            std::size_t longest) {
  return SentenceBreaker(text, line_starts, tokens, rules).run(longest);
}

}  // namespace entente
