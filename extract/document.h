// A document: one article as a reader hands it on.
#pragma once

#include <cstddef>
#include <string>

namespace entente {

struct Document {
  std::string id;        // unique in a graph; a second document of the same id replaces the first
  std::string date;      // ISO 8601 day of publication, or "" where unknown
  std::string language;  // ISO 639-1 ("es", "en"), or "" where not known
  std::string title;     // "" where none is given
  std::string text;      // UTF-8 exactly as given; every offset of Entente counts its code points
  std::string source;    // who published it ("EFE"), or ""
  std::string file;      // the path of the file it came from, in UTF-8; "-" for standard input
  std::size_t line = 0;  // the line on which its record begins, of a WARC its number; 0 where a
                         // file is one document
  bool id_is_made = false;  // of the file's name, for want of one: others may have the same
};

}  // namespace entente
