#include "extract/nlp/edit_script.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "extract/error.h"

namespace entente {
namespace {

bool begins_code_point(char byte) { return (byte & 0xC0) != 0x80; }

// The text without `prefix` code points at its beginning and `suffix` at its end.
std::optional<std::string_view> cut(std::string_view text, std::size_t prefix, std::size_t suffix) {
  for (; prefix > 0; --prefix) {
    if (text.empty()) return std::nullopt;
    text.remove_prefix(1);
    while (!text.empty() && !begins_code_point(text.front())) text.remove_prefix(1);
  }
  for (; suffix > 0; --suffix) {
    if (text.empty()) return std::nullopt;
    while (text.size() > 1 && !begins_code_point(text.back())) text.remove_suffix(1);
    text.remove_suffix(1);
  }
  return text;
}

}  // namespace

std::string lower_utf8(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; })) {
    std::string lower(text);
    for (char& c : lower) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return lower;
  }
  std::string lower;
  icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())))
      .toLower(icu::Locale::getRoot())
      .toUTF8String(lower);
  return lower;
}

EditScript::EditScript(std::string_view text) {
  const auto refuse = [&] {
    throw Error("\"" + std::string(text) +
                "\" is not an edit script: prefix_cut,suffix_cut,prefix_add,suffix_add,case");
  };
  std::array<std::string_view, 5> fields;
  std::string_view rest = text;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::size_t comma = rest.find(',');
    if ((comma == std::string_view::npos) != (i + 1 == fields.size())) refuse();
    fields[i] = rest.substr(0, comma);
    if (comma != std::string_view::npos) rest.remove_prefix(comma + 1);
  }
  const auto number = [&](std::string_view digits) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size()) refuse();
    return value;
  };
  prefix_cut_ = number(fields[0]);
  suffix_cut_ = number(fields[1]);
  prefix_add_ = fields[2];
  suffix_add_ = fields[3];
  if (fields[4] != "l" && fields[4] != "k") refuse();
  keeps_case_ = fields[4] == "k";
}

std::optional<std::string> EditScript::apply(std::string_view form,
                                             std::string_view lower_form) const {
  const auto core = cut(keeps_case_ ? form : lower_form, prefix_cut_, suffix_cut_);
  if (!core || prefix_add_.size() + core->size() + suffix_add_.size() == 0) return std::nullopt;
  std::string lemma;
  lemma.reserve(prefix_add_.size() + core->size() + suffix_add_.size());
  lemma.append(prefix_add_).append(*core).append(suffix_add_);
  return lemma;
}

}  // namespace entente
