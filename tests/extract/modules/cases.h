// The cases of cases/*.conllu: a document each, with the relations that it must give and no others.
//
// A document begins with "# newdoc id = NAME" and "# date = DAY"; each "# relation = SUBJECT |
// LABEL | CLASS | OBJECT | DATE | MODALITY | SOURCE" is one expected relation. Trees follow UD
// AnCora; names are in MISC.
#pragma once

#include <string>
#include <vector>

namespace entente {

struct Case {
  std::string name;
  std::string date;
  std::vector<std::string> relations;  // sorted
  std::string conllu;
};

// In the order of the files' names. Throws Error where a file cannot be read or says something
// else.
std::vector<Case> read_cases();

}  // namespace entente
