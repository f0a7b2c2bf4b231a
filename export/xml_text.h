// Text for XML 1.0 documents: escaped, and without the characters that XML cannot hold.
//
// XML 1.0 has no way to write most control characters, surrogates, U+FFFE and U+FFFF, not even as
// references. They, and bytes that are no UTF-8, are written as U+FFFD and counted.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace entente {

class XmlText {
 public:
  // For use between tags. Only what must be is escaped: some readers lose white space between two
  // references.
  std::string content(std::string_view text);

  // For use between double quotes.
  std::string attribute(std::string_view text);

  // Like attribute(), for identifiers: a replaced character or byte is followed by its hexadecimal
  // number, so that identifiers that differ stay different.
  std::string identifier(std::string_view text);

  std::size_t replaced_characters() const { return replaced_; }

 private:
  enum class Place { Content, Attribute, Identifier };

  std::string escape(std::string_view text, Place place);

  std::size_t replaced_ = 0;
};

// An identifier as the schema of GraphML wants it (xs:NMTOKEN): "/" becomes ":", and what is no
// ASCII letter or digit, ".", "-" or "_" its number in hexadecimal, "_x0020_" (of a byte that is no
// UTF-8
// "_xFF_"), as ISO 9075-14 writes names; "_" too where it would begin such a number. Identifiers
// that differ stay different, and nothing is replaced.
std::string name_token(std::string_view identifier);

}  // namespace entente
