// How alliances are to be weighed, in the words of who asks: options of a command, parameters of a
// URL.
#pragma once

#include <string>
#include <string_view>

#include "graph/alliances/actors.h"
#include "graph/alliances/windows.h"
#include "graph/question.h"

namespace entente {

struct AllianceWords {
  std::string window = "1y";
  std::string half_life = "180d";
  std::string roll_up = "country";  // or "bloc", "organization" or "none"
};

struct AllianceTerms {
  Length window;
  double half_life = 180.0;  // days
  RollUp roll_up = RollUp::Country;
};

// Throws WrongQuestion that says what could be written. `before` stands before the names of words
// in it: "--" for options.
AllianceTerms terms_of(const AllianceWords& words, std::string_view before);

}  // namespace entente
