#include "export/page_policy.h"

#include <array>
#include <openssl/evp.h>

#include "extract/error.h"

namespace entente {
namespace {

// The source of a Content-Security-Policy that allows this very text: 'sha256-…'.
std::string allowed(std::string_view text) {
  constexpr std::size_t digest_size = 32;
  std::array<unsigned char, digest_size> digest{};
  if (EVP_Digest(text.data(), text.size(), digest.data(), nullptr, EVP_sha256(), nullptr) != 1) {
    throw Error("SHA-256 is not available");
  }
  std::array<unsigned char, 4 * (digest_size + 2) / 3 + 1> base64{};
  const int length = EVP_EncodeBlock(base64.data(), digest.data(), digest_size);
  return "'sha256-" + std::string(base64.begin(), base64.begin() + length) + "'";
}

}  // namespace

std::string page_policy(std::string_view script, std::initializer_list<std::string_view> styles) {
  std::string policy = "default-src 'none'; base-uri 'none'; form-action 'none'; script-src " +
                       allowed(script) + "; style-src";
  for (const std::string_view style : styles) policy += ' ' + allowed(style);
  return policy;
}

}  // namespace entente
