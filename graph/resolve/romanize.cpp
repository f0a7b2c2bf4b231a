#include "graph/resolve/romanize.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include "extract/error.h"

namespace entente {
namespace {

enum class Alphabet { Latin, Russian, Ukrainian, Serbian, Greek, Other };
constexpr std::size_t alphabet_count = 6;

constexpr std::array<const char*, alphabet_count> transliterations{
    "Latin-ASCII; Lower",
    "Russian-Latin/BGN; Latin-ASCII; [:Lm:] Remove; Lower",
    "Ukrainian-Latin/BGN; Latin-ASCII; [:Lm:] Remove; Lower",
    "Serbian-Latin/BGN; Latin-ASCII; Lower",
    "Greek-Latin/BGN; Latin-ASCII; Lower",
    "Any-Latin; Latin-ASCII; [:Lm:] Remove; Lower"};

// Letters that tell the languages of Cyrillic apart.
constexpr std::u16string_view ukrainian_letters = u"іїєґІЇЄҐ";
constexpr std::u16string_view serbian_letters = u"ђћљњџјѓќѕЂЋЉЊЏЈЃЌЅ";

struct Writing {
  Alphabet alphabet = Alphabet::Latin;
  bool vowelless = false;
  bool unspaced = false;
};

bool holds_any(const icu::UnicodeString& text, std::u16string_view letters) {
  for (std::int32_t i = 0; i < text.length(); ++i) {
    if (letters.find(text.charAt(i)) != std::u16string_view::npos) return true;
  }
  return false;
}

// How the first letter that is not Latin is written decides for the whole name.
Writing writing_of(const icu::UnicodeString& text) {
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 character = text.char32At(i);
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(character, &status)) {
      case USCRIPT_LATIN:
      case USCRIPT_COMMON:
      case USCRIPT_INHERITED:
        continue;
      case USCRIPT_CYRILLIC:
        if (holds_any(text, ukrainian_letters)) return {Alphabet::Ukrainian};
        if (holds_any(text, serbian_letters)) return {Alphabet::Serbian};
        return {Alphabet::Russian};
      case USCRIPT_GREEK:
        return {Alphabet::Greek};
      case USCRIPT_ARABIC:
      case USCRIPT_HEBREW:
      case USCRIPT_SYRIAC:
        return {.alphabet = Alphabet::Other, .vowelless = true};
      case USCRIPT_HAN:
      case USCRIPT_HANGUL:
      case USCRIPT_HIRAGANA:
      case USCRIPT_KATAKANA:
        return {.alphabet = Alphabet::Other, .unspaced = true};
      default:
        return {Alphabet::Other};
    }
  }
  return {};
}

const icu::Transliterator& transliterator(Alphabet alphabet) {
  // ICU's transliterators are not safe to share between threads, and costly to make.
  thread_local std::array<std::unique_ptr<icu::Transliterator>, alphabet_count> made;
  const auto index = static_cast<std::size_t>(alphabet);
  if (!made[index]) {
    UErrorCode status = U_ZERO_ERROR;
    made[index].reset(
        icu::Transliterator::createInstance(transliterations[index], UTRANS_FORWARD, status));
    if (U_FAILURE(status) || !made[index]) {
      throw Error(std::string("ICU has no transliterator ") + transliterations[index] +
                  " (its data is missing); install libicu");
    }
  }
  return *made[index];
}

// The name itself in lower case where it is ASCII: most names are, and ICU is slow.
std::optional<std::string> lowered_ascii(std::string_view name) {
  std::string lowered(name);
  for (char& c : lowered) {
    if (static_cast<unsigned char>(c) >= 0x80) return {};
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lowered;
}

}  // namespace

RomanName romanized(std::string_view name) {
  if (auto lowered = lowered_ascii(name)) return {.text = *std::move(lowered)};
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
  const Writing writing = writing_of(text);
  transliterator(writing.alphabet).transliterate(text);
  RomanName result{.text = {},
                   .non_latin = writing.alphabet != Alphabet::Latin,
                   .vowelless = writing.vowelless,
                   .unspaced = writing.unspaced};
  text.toUTF8String(result.text);
  return result;
}

}  // namespace entente
