#include "extract/nlp/source_text.h"

#include <algorithm>
#include <limits>
#include <string>
#include <unicode/uchar.h>
#include <utility>

#include "extract/error.h"
#include "extract/nlp/nfc.h"

namespace entente {
namespace {

// Whether normalising leaves the code point at `end` as it is, and what stands before it from
// `begin` on as it would be without it. What follows such a letter changes nothing before it.
bool joins_nothing(const icu::Normalizer2& normalizer, const icu::UnicodeString& text,
                   std::int32_t begin, std::int32_t end, UErrorCode& status) {
  const UChar32 letter = text.char32At(end);
  if (u_getCombiningClass(letter) != 0) return false;
  icu::UnicodeString apart = normalizer.normalize(text.tempSubStringBetween(begin, end), status);
  apart.append(letter);
  return apart ==
         normalizer.normalize(text.tempSubStringBetween(begin, text.moveIndex32(end, 1)), status);
}

// Where the piece ends that begins there: before what is normalised by itself.
std::int32_t end_of_piece(const icu::Normalizer2& normalizer, const icu::UnicodeString& text,
                          std::int32_t begin, UErrorCode& status) {
  std::int32_t end = text.moveIndex32(begin, 1);
  while (end < text.length() && !normalizer.hasBoundaryBefore(text.char32At(end)) &&
         !joins_nothing(normalizer, text, begin, end, status)) {
    end = text.moveIndex32(end, 1);
  }
  return end;
}

}  // namespace

SourceText::SourceText(std::string_view utf8) {
  if (utf8.size() > std::numeric_limits<std::int32_t>::max() / 4) {
    throw Error("a document of " + std::to_string(utf8.size()) +
                " bytes is too long to be segmented; split it (the limit is 512 MiB)");
  }
  const icu::UnicodeString given = icu::UnicodeString::fromUTF8(
      icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  const icu::Normalizer2& normalizer = nfc();
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t normal = normalizer.spanQuickCheckYes(given, status);

  offsets_.reserve(static_cast<std::size_t>(given.length()) + 1);
  std::uint32_t code_point = 0;
  const auto append_offsets = [&](const icu::UnicodeString& text, std::int32_t begin,
                                  std::int32_t end, std::uint32_t last) {
    std::uint32_t current = code_point;
    for (std::int32_t unit = begin; unit < end; ++unit) {
      if (unit > begin && !U16_IS_TRAIL(text[unit])) current = std::min(current + 1, last);
      offsets_.push_back(current);
    }
    code_point = last;
  };
  append_offsets(given, 0, normal, static_cast<std::uint32_t>(given.countChar32(0, normal)));
  units_ = normal == given.length() ? given : given.tempSubString(0, normal);

  for (std::int32_t begin = normal; begin < given.length();) {
    const std::int32_t end = end_of_piece(normalizer, given, begin, status);
    const icu::UnicodeString piece =
        normalizer.normalize(given.tempSubStringBetween(begin, end), status);
    append_offsets(piece, 0, piece.length(),
                   code_point + static_cast<std::uint32_t>(given.countChar32(begin, end - begin)));
    units_.append(piece);
    begin = end;
  }
  if (U_FAILURE(status)) {
    throw Error(std::string("ICU cannot normalise the text: ") + u_errorName(status));
  }
  offsets_.push_back(code_point);
}

void SourceText::leave_out(std::span<const UnreadUnits> ranges) {
  if (ranges.empty()) return;
  icu::UnicodeString kept;
  std::vector<std::uint32_t> kept_offsets;
  kept_offsets.reserve(offsets_.size());
  const auto keep = [&](std::int32_t begin, std::int32_t end) {
    kept.append(units_, begin, end - begin);
    kept_offsets.insert(kept_offsets.end(), offsets_.begin() + begin, offsets_.begin() + end);
  };
  std::int32_t begin = 0;
  for (const UnreadUnits& range : ranges) {
    keep(begin, range.begin);
    begin = range.end;
  }
  keep(begin, units_.length());
  kept_offsets.push_back(offsets_.back());
  units_ = std::move(kept);
  offsets_ = std::move(kept_offsets);
}

}  // namespace entente
