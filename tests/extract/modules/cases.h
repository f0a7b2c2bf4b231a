// The cases of cases/LANGUAGE/*.conllu: a document each, with the relations that it must give and
// no others.
//
// A document begins with "# newdoc id = NAME" and "# date = DAY"; each "# relation = SUBJECT |
// LABEL | CLASS | OBJECT | DATE | MODALITY | SOURCE" is one expected relation. Trees follow UD
// AnCora and UD English EWT; names are in MISC.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace entente {

struct Case {
  std::string language;
  std::string name;
  std::string date;
  std::vector<std::string> relations;  // sorted
  std::string conllu;
};

std::ostream& operator<<(std::ostream& stream, const Case& each);  // its name

// Of all languages, in the order of the files' names. Throws Error where a file cannot be read or
// says something else.
std::vector<Case> read_cases();

}  // namespace entente
