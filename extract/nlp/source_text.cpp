#include "extract/nlp/source_text.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "extract/error.h"
#include "extract/nlp/nfc.h"

namespace entente {
namespace {

std::int32_t next_boundary(const icu::Normalizer2& normalizer, const icu::UnicodeString& text,
                           std::int32_t begin) {
  std::int32_t end = text.moveIndex32(begin, 1);
  while (end < text.length() && !normalizer.hasBoundaryBefore(text.char32At(end))) {
    end = text.moveIndex32(end, 1);
  }
  return end;
}

// How many units at the end of both are the same, whole code points.
std::int32_t common_end(const icu::UnicodeString& one, const icu::UnicodeString& other) {
  const std::int32_t most = std::min(one.length(), other.length());
  std::int32_t units = 0;
  while (units < most && one[one.length() - units - 1] == other[other.length() - units - 1]) {
    ++units;
  }
  return units > 0 && U16_IS_TRAIL(one[one.length() - units]) ? units - 1 : units;
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
    const std::int32_t end = next_boundary(normalizer, given, begin);
    const icu::UnicodeString before = given.tempSubStringBetween(begin, end);
    const icu::UnicodeString piece = normalizer.normalize(before, status);
    // Of 가, U+11A8 and U+11A8 the first two become 각; a word may begin with what stays as it was.
    const std::int32_t same = common_end(before, piece);
    const std::int32_t changed = before.length() - same;
    append_offsets(piece, 0, piece.length() - same,
                   code_point + static_cast<std::uint32_t>(before.countChar32(0, changed)));
    append_offsets(piece, piece.length() - same, piece.length(),
                   code_point + static_cast<std::uint32_t>(before.countChar32(changed, same)));
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
