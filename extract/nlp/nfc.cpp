#include "extract/nlp/nfc.h"

#include <string>

#include "extract/error.h"

namespace entente {

const icu::Normalizer2& nfc() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) {
    throw Error(std::string("ICU cannot load its NFC data: ") + u_errorName(status));
  }
  return *normalizer;
}

}  // namespace entente
