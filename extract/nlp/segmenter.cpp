#include "extract/nlp/segmenter.h"

#include <span>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <utility>

#include "extract/error.h"
#include "extract/nlp/broken_words.h"
#include "extract/nlp/multiword.h"
#include "extract/nlp/nfc.h"
#include "extract/nlp/sentence_breaks.h"
#include "extract/nlp/source_text.h"
#include "extract/nlp/tokenizer.h"
#include "extract/nlp/utf16.h"

namespace entente {
namespace {

bool is_word(std::u16string_view token) { return u_isalnum(token.front()); }

// Builds the sentences of one text from its tokens.
class SentenceBuilder {
 public:
  SentenceBuilder(const SourceText& text, const std::vector<Token>& tokens, const TokenRules& rules)
      : text_(text), tokens_(tokens), rules_(rules) {}

  Sentence build(std::size_t begin, std::size_t end) const {
    Sentence sentence;
    sentence.words.reserve((end - begin) * 9 / 8 + 1);
    sentence.begin = text_.code_point_of(tokens_[begin].begin);
    sentence.end = text_.code_point_of(tokens_[end - 1].end);
    for (std::size_t i = begin; i < end; ++i) {
      const TokenContext context{begins_sentence(begin, i),
                                 i + 1 < end ? view_of(i + 1) : std::u16string_view()};
      const auto parts = split_multiword(rules_, view_of(i), context);
      if (parts.empty()) {
        sentence.words.push_back(word(i, view_of(i)));
        continue;
      }
      const std::size_t first = sentence.words.size();
      for (const auto& part : parts) sentence.words.push_back(word(i, part));
      sentence.multiword.push_back({first, sentence.words.size() - 1, to_utf8(view_of(i))});
    }
    return sentence;
  }

 private:
  std::u16string_view view_of(std::size_t index) const {
    return view(text_.units(), tokens_[index].begin, tokens_[index].end);
  }

  Word word(std::size_t index, std::u16string_view form) const {
    const Token& token = tokens_[index];
    Word word;
    word.form = to_utf8(form);
    word.begin = text_.code_point_of(token.begin);
    word.end = text_.code_point_of(token.end);
    word.space_after = index + 1 == tokens_.size() || tokens_[index + 1].begin != token.end;
    return word;
  }

  // True for the first word, and after marks that begin anew: quotes, brackets, dashes, colons.
  bool begins_sentence(std::size_t begin, std::size_t index) const {
    static constexpr std::u16string_view continuing = u",;)]}»”";
    if (index == begin) return true;
    const std::u16string_view previous = view_of(index - 1);
    return !is_word(previous) && continuing.find(previous.front()) == std::u16string_view::npos;
  }

  const SourceText& text_;
  const std::vector<Token>& tokens_;
  const TokenRules& rules_;
};

// To where the lines begin once the ranges are left out; none begins within a range.
void move_line_starts(std::vector<std::int32_t>& starts, std::span<const UnreadUnits> ranges) {
  std::int32_t left_out = 0;
  auto range = ranges.begin();
  std::size_t kept = 0;
  for (const std::int32_t start : starts) {
    while (range != ranges.end() && range->end < start) {
      left_out += range->end - range->begin;
      ++range;
    }
    if (range != ranges.end() && range->begin < start) continue;
    starts[kept++] = start - left_out;
  }
  starts.resize(kept);
}

}  // namespace

Segmenter::Segmenter(TokenRules rules) : rules_(std::move(rules)) {
  UErrorCode status = U_ZERO_ERROR;
  word_boundaries_.reset(
      icu::BreakIterator::createWordInstance(icu::Locale(rules_.language.c_str()), status));
  if (U_FAILURE(status)) {
    throw Error("ICU has no word boundaries for the language \"" + rules_.language +
                "\": " + u_errorName(status));
  }
  nfc();  // what is missing is said now, and threads that segment find it loaded
}

std::vector<Sentence> Segmenter::segment(std::string_view text) const {
  SourceText source(text);
  std::vector<std::int32_t> line_starts = find_line_starts(source.units());
  const auto unread = find_broken_words(source.units(), rules_);
  source.leave_out(unread);
  move_line_starts(line_starts, unread);
  const std::unique_ptr<icu::BreakIterator> boundaries(word_boundaries_->clone());
  std::vector<Token> tokens = tokenize(source.units(), rules_, *boundaries);
  const auto ends =
      find_sentence_ends(source.units(), line_starts, tokens, rules_, longest_sentence);
  const SentenceBuilder builder(source, tokens, rules_);
  std::vector<Sentence> sentences;
  sentences.reserve(ends.size());
  std::size_t begin = 0;
  for (const SentenceEnd& end : ends) {
    sentences.push_back(builder.build(begin, end.token));
    sentences.back().cut = end.cut;
    begin = end.token;
  }
  return sentences;
}

}  // namespace entente
