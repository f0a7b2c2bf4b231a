#include "segmentation_invariants.h"

#include <cstdint>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "extract/nlp/segmenter.h"

namespace entente {
namespace {

std::u32string code_points(std::string_view utf8) {
  const auto units = icu::UnicodeString::fromUTF8(
      icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  std::u32string text;
  for (std::int32_t i = 0; i < units.length(); i = units.moveIndex32(i, 1)) {
    text += static_cast<char32_t>(units.char32At(i));
  }
  return text;
}

bool is_space(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0; }

// NFC without white space and hyphens, which line ends may have put into a word.
std::string spelling(std::u32string_view text) {
  icu::UnicodeString units;
  for (const char32_t c : text) {
    if (!is_space(c)) units.append(static_cast<UChar32>(c));
  }
  UErrorCode status = U_ZERO_ERROR;
  units = icu::Normalizer2::getNFCInstance(status)->normalize(units, status);
  for (const char16_t* hyphen : {u"-", u"\u00ad", u"\u2010"}) units.findAndReplace(hyphen, u"");
  std::string utf8;
  units.toUTF8String(utf8);
  return utf8;
}

class Check {
 public:
  explicit Check(std::string_view utf8) : text_(code_points(utf8)), covered_(text_.size(), 0) {}

  std::string run(const std::vector<Sentence>& sentences) {
    for (const Sentence& sentence : sentences) {
      if (std::string problem = problem_of(sentence); !problem.empty()) return problem;
    }
    for (std::size_t at = 0; at < text_.size(); ++at) {
      if (covered_[at] > 1) return "a code point in two tokens, " + std::to_string(at);
      if (covered_[at] == 0 && !is_space(text_[at])) {
        return "a lost code point, " + std::to_string(at);
      }
    }
    return "";
  }

 private:
  std::string problem_of(const Sentence& sentence) {
    if (sentence.words.empty()) return "an empty sentence";
    if (sentence.begin != sentence.words.front().begin ||
        sentence.end != sentence.words.back().end) {
      return "a sentence with other borders than its words";
    }
    auto multiword = sentence.multiword.begin();
    std::size_t tokens = 0;
    for (std::size_t i = 0; i < sentence.words.size(); ++tokens) {
      std::size_t last = i;
      std::string form = sentence.words[i].form;
      if (multiword != sentence.multiword.end() && multiword->first == i) {
        last = multiword->last;
        form = multiword->form;
        ++multiword;
      }
      for (std::size_t j = i; j <= last; ++j) {
        const Word& part = sentence.words.at(j);
        if (part.begin != sentence.words[i].begin || part.end != sentence.words[i].end ||
            part.form.empty()) {
          return "words of a multiword token apart";
        }
      }
      if (std::string problem = problem_of(sentence.words[i], form); !problem.empty()) {
        return problem;
      }
      i = last + 1;
    }
    if (multiword != sentence.multiword.end()) return "a multiword token out of order";
    // A full stop that an abbreviation gives back may be one more.
    if (tokens > Segmenter::longest_sentence + 1) return "a sentence that is too long";
    return "";
  }

  std::string problem_of(const Word& word, const std::string& form) {
    if (word.begin < next_ || word.end <= word.begin || word.end > text_.size()) {
      return "offsets out of order at \"" + form + "\"";
    }
    const bool space = word.end == text_.size() || is_space(text_[word.end]);
    if (word.space_after != space) return "a wrong space after \"" + form + "\"";
    const std::string written =
        spelling(std::u32string_view(text_).substr(word.begin, word.end - word.begin));
    if (written != spelling(code_points(form))) {
      return "\"" + form + "\" where the text has \"" + written + "\"";
    }
    for (std::size_t at = word.begin; at < word.end; ++at) ++covered_[at];
    next_ = word.end;
    return "";
  }

  std::u32string text_;
  std::vector<int> covered_;
  std::size_t next_ = 0;
};

}  // namespace

std::string segmentation_problem(std::string_view utf8, const std::vector<Sentence>& sentences) {
  return Check(utf8).run(sentences);
}

}  // namespace entente
