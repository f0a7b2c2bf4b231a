#include "export/http/gatekeeper.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cctype>
#include <cstddef>
#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include "export/http/problem.h"

namespace entente {
namespace {

constexpr int misdirected = 421;
constexpr std::string_view scheme = "bearer ";

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

std::string sha256(std::string_view text) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(),
         reinterpret_cast<unsigned char*>(digest.data()));
  return digest;
}

// Two servers of one machine share its cookies: the name tells those of one token from others'.
std::string session_of(std::string_view token) {
  constexpr std::string_view what = "a session of entente serve";
  constexpr std::size_t name_size = 8;
  std::array<unsigned char, SHA256_DIGEST_LENGTH> mac{};
  HMAC(EVP_sha256(), token.data(), static_cast<int>(token.size()),
       reinterpret_cast<const unsigned char*>(what.data()), what.size(), mac.data(), nullptr);
  std::string digits;
  for (const unsigned char byte : mac) digits += fmt::format("{:02x}", byte);
  return "entente_" + digits.substr(0, name_size) + "=" + digits.substr(name_size);
}

bool are_equal(std::string_view left, std::string_view right) {
  return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

// Whether "a=b; c=d" has this one.
bool has_cookie(std::string_view cookies, std::string_view wanted) {
  bool found = false;
  while (!cookies.empty()) {
    cookies.remove_prefix(std::min(cookies.find_first_not_of(' '), cookies.size()));
    const std::string_view cookie = cookies.substr(0, cookies.find(';'));
    found = found || are_equal(cookie, wanted);
    cookies.remove_prefix(std::min(cookie.size() + 1, cookies.size()));
  }
  return found;
}

// "127.0.0.1" of "127.0.0.1:8080", "::1" of "[::1]:8080".
std::string name_in(std::string_view host) {
  if (host.starts_with('[')) {
    const std::size_t end = host.find(']');
    return std::string(end == std::string_view::npos ? host : host.substr(1, end - 1));
  }
  return std::string(host.substr(0, host.find(':')));
}

}  // namespace

bool is_address(const std::string& address) {
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  return address == "localhost" || inet_pton(AF_INET, address.c_str(), bytes.data()) == 1 ||
         inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1;
}

bool is_loopback(std::string_view address) {
  const std::string text = lower(address);
  if (text == "localhost" || text == "::1") return true;
  in_addr v4{};
  constexpr std::uint32_t first_byte = 0xFF000000;
  return inet_pton(AF_INET, text.c_str(), &v4) == 1 &&
         (ntohl(v4.s_addr) & first_byte) == (INADDR_LOOPBACK & first_byte);
}

Gatekeeper::Gatekeeper(std::string_view address, std::string_view token)
    : this_machine_alone_(is_loopback(address)),
      digest_(token.empty() ? "" : sha256(token)),
      session_(session_of(token)) {}

void Gatekeeper::check_host(const std::vector<std::string>& hosts) const {
  if (hosts.size() != 1) {
    throw Problem(bad_request, "a request has one Host; this has " + std::to_string(hosts.size()));
  }
  if (!this_machine_alone_ || is_loopback(name_in(hosts.front()))) return;
  throw Problem(misdirected,
                "this server is for its own machine alone; ask it as 127.0.0.1 or localhost");
}

void Gatekeeper::check_token(const std::vector<std::string>& authorizations) const {
  if (digest_.empty()) return;
  if (authorizations.size() == 1 && lower(authorizations.front()).starts_with(scheme)) {
    if (are_equal(sha256(authorizations.front().substr(scheme.size())), digest_)) return;
  }
  throw Problem(unauthorized, "this server wants its token: \"Authorization: Bearer TOKEN\"");
}

void Gatekeeper::check_token_or_session(const std::vector<std::string>& authorizations,
                                        const std::vector<std::string>& cookies) const {
  const bool has_session = std::ranges::any_of(
      cookies, [&](const std::string& each) { return has_cookie(each, session_); });
  if (!authorizations.empty() || !has_session) check_token(authorizations);
}

std::string Gatekeeper::session_cookie(bool encrypted) const {
  constexpr int half_a_day = 12 * 60 * 60;  // seconds
  return fmt::format("{}; Path=/; Max-Age={}; HttpOnly; SameSite=Strict{}", session_, half_a_day,
                     encrypted ? "; Secure" : "");
}

}  // namespace entente
