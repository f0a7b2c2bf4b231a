// Names in Latin letters, as newspapers write them: "Сергей Шойгу" is "sergey shoygu".
//
// Each script is transliterated by ICU with the rules that come closest to what the press writes
// (BGN where there are such), not with the reversible ones of ISO, which no paper uses.
#pragma once

#include <string>
#include <string_view>

namespace entente {

struct RomanName {
  std::string text;        // lower case, ASCII where ICU can; hyphens and apostrophes stay
  bool non_latin = false;  // a letter of another script stood in the name
  bool vowelless = false;  // the script leaves short vowels out: Arabic, Hebrew
  bool unspaced = false;   // the script writes names without spaces: Chinese, Japanese, Korean
};

// Safe to call from any thread. Throws Error where ICU's data is missing.
RomanName romanized(std::string_view name);

}  // namespace entente
