// The text of a page of HTML, whatever it is encoded in.
#pragma once

#include <string>
#include <string_view>

namespace entente {

// `bytes` as UTF-8. How it works:
//   1. A byte order mark says which of UTF-8, UTF-16LE and UTF-16BE it is.
//   2. Bytes that are well-formed UTF-8 are UTF-8, whatever is said of them: other encodings are so
//      by chance only where all is ASCII, which makes no difference.
//   3. Else `declared` counts (of the header Content-Type, or ""), then what <meta> says within the
//      first 4096 bytes, then windows-1252. Latin-1 and ASCII are read as windows-1252, as browsers
//      do (WHATWG Encoding Standard), other names by ICU; an unknown name says nothing.
// What is broken becomes U+FFFD, as in browsers. So does U+0000, which the parser would end at.
std::string decode_html(std::string_view bytes, std::string_view declared);

}  // namespace entente
