// A response of a web server as a crawler keeps it: status, header, body.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "extract/error.h"

namespace entente {

// A response, or its body, that cannot be read. The text is the reason alone.
class BrokenResponse : public Error {
 public:
  using Error::Error;
};

struct HttpHeader {
  int status = 0;
  std::string media_type;        // "text/html", in small letters; "" where it is not said
  std::string charset;           // of the Content-Type, or ""
  std::string content_encoding;  // in small letters, or ""
  bool is_chunked = false;
  std::size_t bytes = 0;  // of the header, with the blank line at its end
};

// Reads the header at the front of `response` (RFC 9112; line feeds alone are taken, too). Throws
// BrokenResponse where there is no status line or no end.
HttpHeader parse_http_header(std::string_view response);

// The body behind the header, without chunks and Content-Encoding (gzip, deflate, br, zstd).
// Crawlers that undo these may leave the header as it was: a body that does not begin as one of
// chunks, of gzip or of zstd, or that is no Brotli but markup, is taken as it stands. Throws
// BrokenResponse for broken chunks and compressed data, for an encoding that is not known, and for
// a body longer than `most_bytes`.
std::string decode_http_body(std::string_view body, const HttpHeader& header,
                             std::size_t most_bytes);

}  // namespace entente
