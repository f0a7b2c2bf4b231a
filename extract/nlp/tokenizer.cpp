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
      if (const auto whole_end = whole(token)) {
        while (next_ < pieces_.size() && pieces_[next_].begin < *whole_end) {
          token.end = pieces_[next_++].end;
        }
      } else {
        watch_quotes(token);
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
  // letters, at a full stop that lacks its space ("fin.Luego"), and before a unit ("5pm").
  void add_piece(std::int32_t begin, std::int32_t end) {
    std::int32_t from = begin;
    if (const std::int32_t unit = unit_after_number(begin, end); unit > begin) {
      pieces_.push_back({begin, unit});
      from = unit;
    }
    for (std::int32_t at = from; at < end; ++at) {
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

  // Where the unit begins in "5pm", "1.5bn"; `begin` where there is none.
  std::int32_t unit_after_number(std::int32_t begin, std::int32_t end) const {
    static constexpr std::int32_t longest_unit = 4;
    if (rules_.units.empty() || !u_isdigit(text_[begin])) return begin;
    std::int32_t unit = end;
    while (unit > begin && end - unit <= longest_unit && !u_isdigit(text_[unit - 1])) --unit;
    if (unit == end || end - unit > longest_unit) return begin;
    for (std::int32_t at = begin; at < unit; ++at) {
      if (u_isalpha(text_[at])) return begin;
    }
    return rules_.units.contains(lower_units(text(unit, end))) ? unit : begin;
  }

  const Piece* piece_at(std::size_t index, std::int32_t begin) const {
    return index < pieces_.size() && pieces_[index].begin == begin ? &pieces_[index] : nullptr;
  }

  bool stands_free(std::int32_t begin) const {
    return begin == 0 || u_isUWhiteSpace(text_[begin - 1]) || text_[begin - 1] == u'(';
  }

  // Where a word ends whose signs all belong to it: an address, an emoticon, a telephone number.
  std::optional<std::int32_t> whole(const Token& first) const {
    if (const auto end = web_address(first.begin)) return end;
    if (const auto end = mail_address(first)) return end;
    if (const auto end = emoticon(first.begin)) return end;
    return shaped_number(first);
  }

  std::optional<std::int32_t> emoticon(std::int32_t begin) const {
    const auto longest = static_cast<std::int32_t>(rules_.longest_emoticon);
    if (longest == 0 || (begin > 0 && !u_isUWhiteSpace(text_[begin - 1]))) return std::nullopt;
    for (std::int32_t end = std::min(begin + longest, text_.length()); end > begin; --end) {
      if (rules_.emoticons.contains(text(begin, end)) &&
          (end == text_.length() || !is_alnum(text_.char32At(end)))) {
        return end;
      }
    }
    return std::nullopt;
  }

  // "713-853-3989", "11-20-2000".
  std::optional<std::int32_t> shaped_number(const Token& first) const {
    static constexpr std::size_t longest_shape = 20;
    if (rules_.number_shapes.empty() || !u_isdigit(text_[first.begin])) return std::nullopt;
    if (first.begin > 0 && !stands_free(first.begin) && is_hyphen(text_[first.begin - 1])) {
      return std::nullopt;
    }
    std::u16string shape;
    std::int32_t end = first.begin;
    for (; end < text_.length() && shape.size() <= longest_shape; ++end) {
      const char16_t unit = text_[end];
      if (!u_isdigit(unit) && unit != u'-' && unit != u'/') break;
      shape += u_isdigit(unit) ? u'0' : unit;
    }
    if (end < text_.length() && is_alnum(text_.char32At(end))) return std::nullopt;
    if (!rules_.number_shapes.contains(shape)) return std::nullopt;
    return end;
  }

  static bool is_hyphen(char16_t unit) {
    return unit == u'-' || unit == u'\u2010' || unit == u'\u2011';
  }

  // "first-last@some-place.org": where ICU, and the hyphens, would cut.
  std::optional<std::int32_t> mail_address(const Token& first) const {
    static constexpr std::int32_t longest_name = 64;
    static constexpr std::int32_t longest_host = 255;
    if (!u_isalnum(text_[first.begin])) return std::nullopt;
    std::int32_t at = first.begin;
    while (at < text_.length() && at - first.begin <= longest_name && is_mail_unit(text_[at])) ++at;
    if (at >= text_.length() || text_[at] != u'@') return std::nullopt;
    std::int32_t end = at + 1;
    std::int32_t last_stop = -1;
    while (end < text_.length() && end - at <= longest_host && is_mail_unit(text_[end])) {
      if (text_[end] == u'.') last_stop = end;
      ++end;
    }
    while (end > at + 1 && !u_isalnum(text_[end - 1])) --end;
    if (last_stop < at || end - at < 4 || text_.tempSubStringBetween(at, end).indexOf(u'.') < 0) {
      return std::nullopt;
    }
    return end;
  }

  static bool is_mail_unit(char16_t unit) {
    return unit < 0x80 && (u_isalnum(unit) ||
                           std::u16string_view(u"._%+-").find(unit) != std::u16string_view::npos);
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

  // "@efe", "#madrid", "-5", "'em": a sign and the word it touches.
  void join_prefix(Token& token) {
    if (token.end - token.begin != 1) return;
    const Piece* word = piece_at(next_, token.end);
    if (word == nullptr || !is_joined_prefix(token, *word)) return;
    token.end = word->end;
    ++next_;
  }

  bool is_joined_prefix(const Token& token, const Piece& word) const {
    const bool free = stands_free(token.begin);
    switch (text_[token.begin]) {
      case u'@':
      case u'#': {
        if (token.begin > 0 && is_alnum(last_before(token.begin))) return false;
        return u_isdigit(first_of(word)) ? rules_.hash_joins_number : is_alnum(first_of(word));
      }
      case u'-':
      case u'+':
      case u'\u2212':
      case u'.':
        return free && u_isdigit(first_of(word));
      case u'\'':
      case u'’':
        return is_elided(word);
      default:
        return false;
    }
  }

  // "'em", "'90s"
  bool is_elided(const Piece& word) const {
    static constexpr std::int32_t longest = 6;
    if (rules_.elided.empty() || word.end - word.begin > longest) return false;
    const std::u16string_view letters = text(word);
    if (rules_.elided.contains(lower_units(letters))) return true;
    const bool year = letters.size() >= 2 && u_isdigit(letters[0]) && u_isdigit(letters[1]);
    return year && (letters.size() == 2 || letters.substr(2) == u"s");
  }

  // Follows single quotes, so that the one that ends a quotation is not taken for a possessive.
  void watch_quotes(const Token& token) {
    if (token.end - token.begin != 1) return;
    const char16_t sign = text_[token.begin];
    if (sign != u'\'' && sign != u'‘' && sign != u'’' && sign != u'`') return;
    const Piece* next = piece_at(next_, token.end);
    const bool opens = sign != u'’' && next != nullptr && stands_free(token.begin);
    open_quote_ = opens ? token.begin : -1;
  }

  bool in_quotation(std::int32_t at) const {
    static constexpr std::int32_t longest_quotation = 500;
    return open_quote_ >= 0 && at - open_quote_ < longest_quotation;
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
    if (sign == u'$' && rules_.currencies.contains(lower_units(text(token.begin, piece->end)))) {
      return take(token, 1);
    }
    const Piece* right = piece_at(next_ + 1, piece->end);
    if (right != nullptr && is_alnum(first_of(*right))) {
      return joins(token, sign, *right) && take(token, 2);
    }
    if (is_possessive(token, sign, right)) return take(token, 1);
    return sign == u'+' && u_isalpha(left) && rules_.hyphen.joins_all && take(token, 1);
  }

  // "companies'", unless it ends a quotation.
  bool is_possessive(const Token& token, char16_t sign, const Piece* right) const {
    if (!rules_.clitics.possessive_after_s || (sign != u'\'' && sign != u'’')) return false;
    const char16_t last = text_[token.end - 1];
    if ((last != u's' && last != u'S') || token.end - token.begin < 2) return false;
    const bool doubled = right != nullptr && text_[right->begin] == sign;
    return !doubled && !in_quotation(token.end);
  }

  bool take(Token& token, std::size_t pieces) {
    next_ += pieces;
    token.end = pieces_[next_ - 1].end;
    return true;
  }

  // "...", "--", "!!", "''" are one token.
  bool is_run(const Token& token, char16_t sign) const {
    static constexpr std::u16string_view repeated = u".-–!?=*~`'’_<>$";
    if (is_cry(sign) && is_cry(text_[token.begin])) return true;  // "?!"
    if (text_[token.end - 1] != sign) return false;
    if (sign == u'+') return true;  // "C++"
    return text_[token.begin] == sign && repeated.find(sign) != std::u16string_view::npos;
  }

  static bool is_cry(char16_t sign) { return sign == u'!' || sign == u'?'; }

  // Whether one of these signs between two words makes them one.
  bool joins(const Token& token, char16_t sign, const Piece& right) const {
    const UChar32 left = last_before(token.end);
    const UChar32 first = first_of(right);
    const bool digits = u_isdigit(left) && u_isdigit(first);
    switch (sign) {
      case u'-':
      case u'\u2010':  // hyphen
      case u'\u2011':  // non-breaking hyphen
        return joins(rules_.hyphen, token, right);
      case u'/':
        return digits || joins(rules_.slash, token, right);
      case u'\'':
      case u'’':
      case u'&':
      case u'+':
      case u'@':
        return true;
      case u'`':
        return is_clitic(right);
      case u'–':
        return digits && rules_.hyphen.joins_all;
      case u':':
        return digits;
      case u'.':
        return u_isalpha(left) ? u_isdigit(first) : is_ordinal_ending(right);
      default:
        return false;
    }
  }

  // "mama`s", from a keyboard without apostrophe
  bool is_clitic(const Piece& piece) const {
    static constexpr std::int32_t longest = 2;
    if (rules_.clitics.endings.empty() || piece.end - piece.begin > longest) return false;
    const std::u16string ending = u'\'' + lower_units(text(piece));
    const auto& endings = rules_.clitics.endings;
    return std::find(endings.begin(), endings.end(), ending) != endings.end();
  }

  bool joins(const Joint& joint, const Token& token, const Piece& right) const {
    static constexpr std::int32_t longest = 40;
    if (joint.joins_all) return true;
    if (right.end - token.begin > longest) return false;
    const bool first = token.begin == 0 || !is_hyphen(text_[token.begin - 1]);
    return (first && joint.prefixes.contains(lower_units(text(token.begin, token.end)))) ||
           joint.suffixes.contains(lower_units(text(right))) ||
           joint.words.contains(lower_units(text(token.begin, right.end)));
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
    const bool capitals = is_capitals(word);
    // "MR. SMITH", but not "PP. El"
    if (!capitals || (following != nullptr && is_capitals(text(*following)))) {
      if (contains(rules_.open_abbreviations, word, lower)) return Abbreviation::Open;
    }
    if (!capitals && contains(rules_.closed_abbreviations, word, lower)) {
      return Abbreviation::Closed;
    }
    if (following != nullptr && u_isdigit(first_of(*following)) &&
        contains(rules_.before_number, word, lower)) {
      return Abbreviation::Open;
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
    if (word.size() == 1 && u_islower(word.front()) && stands_free(token.begin) &&
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

  static bool is_capitals(std::u16string_view word) {
    return word.size() > 1 && all_capitals(word);
  }

  static bool contains(const Utf16Set& abbreviations, std::u16string_view word,
                       std::u16string_view lower) {
    return abbreviations.contains(lower) || abbreviations.contains(word);
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
  std::size_t next_ = 0;          // the first piece that no token has taken
  std::int32_t open_quote_ = -1;  // where the last single quote has opened, if none has closed it
};

}  // namespace

std::vector<Token> tokenize(const icu::UnicodeString& text, const TokenRules& rules,
                            icu::BreakIterator& boundaries) {
  return Tokenizer(text, rules, boundaries).run();
}

}  // namespace entente
