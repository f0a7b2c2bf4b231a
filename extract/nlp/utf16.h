// Conversions between UTF-8 and the UTF-16 of ICU, and what segmentation asks of letter
// case.
#pragma once

#include <string>
#include <string_view>

namespace entente {

std::string to_utf8(std::u16string_view text);
std::u16string to_utf16(std::string_view text);

// Lower case by Unicode's simple mapping, unit by unit, so that lengths and positions stay.
std::u16string lower_units(std::u16string_view text);

// True where every unit is an upper-case letter; also for no units.
bool all_capitals(std::u16string_view text);

// The text without acute accents on Latin vowels ("dándo" → "dando"), unit by unit.
std::u16string without_acute(std::u16string_view text);

}  // namespace entente
