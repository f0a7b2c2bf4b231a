#include "extract/nlp/tokenizer.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unicode/uchar.h>

#include "extract/nlp/utf16.h"

namespace entente {
namespace {

bool is_alnum(UChar32 c) { return u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0; }

// Joins ICU's pieces of one text from left to right.
class Tokenizer {
 public:
  Tokenizer(const icu::UnicodeString& text, const TokenRules& rules, icu::BreakIterator& boundaries)
      : text_(text), rules_(rules) {
    find_pieces(boundaries);
  }

  std::vector<Token> run() {
    std::vector<Token> tokens;
    tokens.reserve(pieces_.size());
    while (next_ < pieces_.size()) {
      Token token{pieces_[next_].begin, pieces_[next_].end};
      ++next_;
      if (const auto address_end = web_address(token.begin)) {
        while (next_ < pieces_.size() && pieces_[next_].begin < *address_end) {
          token.end = pieces_[next_++].end;
        }
      } else {
        join_prefix(token);
        while (extend(token)) {
        }
        token.abbreviation = join_full_stop(token);
      }
      tokens.push_back(token);
    }
    return tokens;
  }

 private:
  struct Piece {
    std::int32_t begin;
    std::int32_t end;
  };

  std::u16string_view text(std::int32_t begin, std::int32_t end) const {
    return view(text_, begin, end);
  }
  std::u16string_view text(const Piece& piece) const { return text(piece.begin, piece.end); }
  UChar32 first_of(const Piece& piece) const { return text_.char32At(piece.begin); }
  UChar32 last_before(std::int32_t end) const { return text_.char32At(text_.moveIndex32(end, -1)); }

  void find_pieces(icu::BreakIterator& boundaries) {
    boundaries.setText(text_);
    std::int32_t begin = boundaries.first();
    for (std::int32_t end = boundaries.next(); end != icu::BreakIterator::DONE;
         begin = end, end = boundaries.next()) {
      add_piece(begin, end);
    }
  }

  // ICU keeps some pieces together that are none here: around narrow spaces, after a colon between
  // letters, and at a full stop that lacks its space ("fin.Luego").
  void add_piece(std::int32_t begin, std::int32_t end) {
    std::int32_t from = begin;
    for (std::int32_t at = begin; at < end; ++at) {
      const char16_t unit = text_[at];
      const bool space = u_isUWhiteSpace(unit) && !is_digit_group(begin, at, end);
      const bool colon = unit == u':' && at > begin && at + 1 < end && u_isalpha(text_[at - 1]);
      if (!space && !colon && !lacks_space(begin, at, end)) continue;
      if (at > from) pieces_.push_back({from, at});
      if (!space) pieces_.push_back({at, at + 1});
      from = at + 1;
    }
    if (end > from) pieces_.push_back({from, end});
  }

  bool is_digit_group(std::int32_t begin, std::int32_t at, std::int32_t end) const {
    return at > begin && at + 1 < end && u_isdigit(text_[at - 1]) && u_isdigit(text_[at + 1]);
  }

  bool lacks_space(std::int32_t begin, std::int32_t at, std::int32_t end) const {
    return text_[at] == u'.' && at - begin >= 2 && end - at > 2 && u_islower(text_[at - 1]) &&
           u_islower(text_[at - 2]) && u_isupper(text_[at + 1]) && u_islower(text_[at + 2]);
  }

  const Piece* piece_at(std::size_t index, std::int32_t begin) const {
    return index < pieces_.size() && pieces_[index].begin == begin ? &pieces_[index] : nullptr;
  }

  // Where an address that begins here ends, without the punctuation of its sentence.
  std::optional<std::int32_t> web_address(std::int32_t begin) const {
    static constexpr std::array<std::u16string_view, 4> schemes{u"http://", u"https://", u"ftp://",
                                                                u"www."};
    static constexpr std::u16string_view never_inside = u"<>\"«»“”";
    static constexpr std::u16string_view never_last = u".,;:!?)]}'’…";
    static constexpr std::u16string_view first_letters = u"hfwHFW";
    if (first_letters.find(text_[begin]) == std::u16string_view::npos) return std::nullopt;
    const std::u16string_view rest = text(begin, text_.length());
    const auto scheme = std::find_if(schemes.begin(), schemes.end(), [&](std::u16string_view name) {
      return rest.size() > name.size() && lower_units(rest.substr(0, name.size())) == name;
    });
    if (scheme == schemes.end()) return std::nullopt;
    std::int32_t end = begin;
    while (end < text_.length() && !u_isUWhiteSpace(text_[end]) &&
           never_inside.find(text_[end]) == std::u16string_view::npos) {
      ++end;
    }
    while (end > begin && never_last.find(text_[end - 1]) != std::u16string_view::npos) --end;
    if (end - begin <= static_cast<std::int32_t>(scheme->size())) return std::nullopt;
    return end;
  }

  // "@efe", "#madrid", "-5": a sign and the word it touches.
  void join_prefix(Token& token) {
    if (token.end - token.begin != 1) return;
    const Piece* word = piece_at(next_, token.end);
    if (word == nullptr) return;
    const char16_t sign = text_[token.begin];
    const bool at_word = token.begin > 0 && is_alnum(last_before(token.begin));
    const bool handle = (sign == u'@' || sign == u'#') && is_alnum(first_of(*word)) && !at_word;
    const bool stands_free = token.begin == 0 || u_isUWhiteSpace(text_[token.begin - 1]) ||
                             text_[token.begin - 1] == u'(';
    const bool number = (sign == u'-' || sign == u'+' || sign == u'\u2212') &&
                        u_isdigit(first_of(*word)) && stands_free;
    if (!handle && !number) return;
    token.end = word->end;
    ++next_;
  }

  // Takes in what touches the token, one step; false when nothing more belongs to it.
  bool extend(Token& token) {
    const Piece* piece = piece_at(next_, token.end);
    if (piece == nullptr || piece->end - piece->begin != 1) return false;
    const char16_t sign = text_[piece->begin];
    if (is_run(token, sign)) return take(token, 1);
    const UChar32 left = last_before(token.end);
    if (!is_alnum(left)) return false;
    if ((sign == u'%' || sign == u'‰') && rules_.percent_joins_number && u_isdigit(left)) {
      return take(token, 1);
    }
    const Piece* right = piece_at(next_ + 1, piece->end);
    if (right != nullptr && is_alnum(first_of(*right))) {
      return joins(sign, left, *right) && take(token, 2);
    }
    return sign == u'+' && u_isalpha(left) && take(token, 1);
  }

  bool take(Token& token, std::size_t pieces) {
    next_ += pieces;
    token.end = pieces_[next_ - 1].end;
    return true;
  }

  // "...", "--", "!!", "''" are one token.
  bool is_run(const Token& token, char16_t sign) const {
    static constexpr std::u16string_view repeated = u".-–!?=*~`'_";
    if (text_[token.end - 1] != sign) return false;
    if (sign == u'+') return true;  // "C++"
    return text_[token.begin] == sign && repeated.find(sign) != std::u16string_view::npos;
  }

  // Whether one of these signs between two words makes them one.
  bool joins(char16_t sign, UChar32 left, const Piece& right) const {
    const UChar32 first = first_of(right);
    switch (sign) {
      case u'-':
      case u'\u2010':  // hyphen
      case u'\u2011':  // non-breaking hyphen
      case u'/':
      case u'\'':
      case u'’':
      case u'&':
      case u'+':
      case u'@':
        return true;
      case u'–':
      case u':':
        return u_isdigit(left) && u_isdigit(first);
      case u'.':
        return u_isalpha(left) ? u_isdigit(first) : is_ordinal_ending(right);
      default:
        return false;
    }
  }

  // "1.º", "3.er"
  bool is_ordinal_ending(const Piece& piece) const {
    const std::u16string_view ending = text(piece);
    return ending.size() <= 2 && !u_isupper(ending.front()) && u_isalpha(ending.front());
  }

  // Takes in a full stop that belongs to the word before it.
  Abbreviation join_full_stop(Token& token) {
    const Piece* stop = piece_at(next_, token.end);
    if (stop == nullptr || text(*stop) != u"." || !u_isalpha(last_before(token.end))) {
      return Abbreviation::None;
    }
    const Piece* following = next_ + 1 < pieces_.size() ? &pieces_[next_ + 1] : nullptr;
    const bool touches = following != nullptr && following->begin == stop->end;
    if (touches && text(*following) == u".") return Abbreviation::None;
    const Abbreviation kind = abbreviation(token, following, touches);
    if (kind != Abbreviation::None) take(token, 1);
    return kind;
  }

  Abbreviation abbreviation(const Token& token, const Piece* following, bool touches) const {
    const std::u16string_view word = text(token.begin, token.end);
    const std::u16string lower = lower_units(word);
    const bool capitals = word.size() > 1 && std::all_of(word.begin(), word.end(), u_isupper);
    if (!capitals) {
      if (rules_.open_abbreviations.contains(lower)) return Abbreviation::Open;
      if (rules_.closed_abbreviations.contains(lower)) return Abbreviation::Closed;
    }
    if (is_dotted(word)) return Abbreviation::Closed;
    if (is_plural_initials(word)) {  // "EE. UU."
      if (is_initials_before_stop(following)) return Abbreviation::Open;
      if (follows_plural_initials(token)) return Abbreviation::Closed;
    }
    // An abbreviation that no list knows shows itself by what it touches: "Soc., que".
    static constexpr std::u16string_view goes_on = u",;";
    if (touches && goes_on.find(text_[following->begin]) != std::u16string_view::npos) {
      return Abbreviation::Open;
    }
    // "BMW v. Gore", but not "a", "y", "o" at the end of a sentence.
    static constexpr std::u16string_view one_letter_words = u"aeiouyáéíóú";
    if (word.size() == 1 && u_islower(word.front()) &&
        one_letter_words.find(word.front()) == std::u16string_view::npos) {
      return Abbreviation::Open;
    }
    const bool initial = word.size() == 1 && u_isupper(word.front());
    if (initial && following != nullptr && u_isupper(first_of(*following)) &&
        !rules_.sentence_starters.contains(lower_units(text(*following)))) {
      return Abbreviation::Open;
    }
    return Abbreviation::None;
  }

  // "p.m", "EE.UU", "a.C": letters and full stops, never more than three letters together.
  static bool is_dotted(std::u16string_view word) {
    std::size_t letters = 0;
    bool dotted = false;
    for (const char16_t unit : word) {
      if (unit == u'.') {
        dotted = true;
        letters = 0;
      } else if (!u_isalpha(unit) || ++letters > 3) {
        return false;
      }
    }
    return dotted;
  }

  static bool is_plural_initials(std::u16string_view word) {
    return word.size() == 2 && word[0] == word[1] && u_isupper(word[0]);
  }

  bool is_initials_before_stop(const Piece* piece) const {
    return piece != nullptr && is_plural_initials(text(*piece)) && piece->end < text_.length() &&
           text_[piece->end] == u'.';
  }

  bool follows_plural_initials(const Token& token) const {
    return token.begin >= 4 && text_[token.begin - 2] == u'.' &&
           is_plural_initials(text(token.begin - 4, token.begin - 2));
  }

  const icu::UnicodeString& text_;
  const TokenRules& rules_;
  std::vector<Piece> pieces_;
  std::size_t next_ = 0;  // the first piece that no token has taken
};

}  // namespace

std::vector<Token> tokenize(const icu::UnicodeString& text, const TokenRules& rules,
                            icu::BreakIterator& boundaries) {
  return Tokenizer(text, rules, boundaries).run();
}

}  // namespace entente
