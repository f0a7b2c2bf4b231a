// Unicode's normal form C, in which words are compared.
#pragma once

#include <unicode/normalizer2.h>

namespace entente {

// ICU loads it at the first call, and it lives as long as the program. Throws Error where ICU has
// no data for it.
const icu::Normalizer2& nfc();

}  // namespace entente
