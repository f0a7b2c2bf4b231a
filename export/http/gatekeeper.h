// Who may ask: checks of a request before anything is looked at.
//
// How it works:
//   1. Where the server listens to this machine alone, only its own names may stand in Host: else a
//      web page could ask it, under a name of its own that it has led to 127.0.0.1 (DNS rebinding).
//   2. Where there is a token, Authorization has to hold it: "Bearer TOKEN". It is compared in a
//      time that does not depend on where the two differ.
//   3. A browser sends the token once and gets a session instead: a cookie that scripts cannot read
//      and other sites cannot have sent. It is an HMAC under the token, which it does not tell; so
//      no sessions need to be kept, and all of them end with the token.
//
// Immutable: threads may share one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entente {

// True for addresses that only this machine reaches: 127.0.0.0/8, ::1 and "localhost".
bool is_loopback(std::string_view address);

// True for an IPv4 or IPv6 address and for "localhost".
bool is_address(const std::string& address);

class Gatekeeper {
 public:
  // `token` may be "": nobody is asked for one.
  Gatekeeper(std::string_view address, std::string_view token);

  // Throws Problem (400, 421) unless there is one Host, and one that may stand there.
  void check_host(const std::vector<std::string>& hosts) const;

  // Throws Problem (401) unless the one Authorization is the right one, or none is needed.
  void check_token(const std::vector<std::string>& authorizations) const;

  // Likewise; without an Authorization a session among the cookies will do.
  void check_token_or_session(const std::vector<std::string>& authorizations,
                              const std::vector<std::string>& cookies) const;

  // Set-Cookie for who has brought the token. With `encrypted`, where the client speaks to a proxy
  // over TLS, browsers send it over nothing else.
  std::string session_cookie(bool encrypted) const;

 private:
  bool this_machine_alone_;
  std::string digest_;   // SHA-256 of the token; "" where there is none
  std::string session_;  // "NAME=VALUE"
};

}  // namespace entente
