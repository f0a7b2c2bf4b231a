// Names of persons, taken apart and compared.
//
// How it works:
//   1. A name becomes its words as they sound (spelling.h), without titles, particles and
//      patronymics: "gen. Serguéi Kuzhuguétovich Shoigú" is "sergei", "Soigu". Popes and monarchs
//      have their names in English: "Juan Pablo II" is "john", "paul" and the number 2.
//   2. Two names match where the words of the shorter are, in order, among those of the longer:
//      what is left over says how much the match is worth.
//
// Pure functions, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/resolve/name_words.h"

namespace entente {

struct PersonName {
  struct Word {
    std::string letters;  // romanised
    std::string sounds;   // of one letter: an initial
    bool is_initial() const { return letters.size() == 1; }
  };
  std::vector<Word> words;
  std::string number;  // "2" of "Juan Pablo II", "Jr."; "" without
  bool non_latin = false;
  bool vowelless = false;
  bool unspaced = false;

  std::string joined() const;  // the sounds of all words
};

PersonName person_name(std::string_view name, const NameWords& words);

enum class PersonMatch {
  Different,
  Surname,    // one of the names, or both, is one word alone
  Initials,   // "J. Kerry" and "John Kerry", "Bill Clinton" and "William Clinton"
  Extended,   // "Felipe González" and "Felipe González Márquez"
  Reordered,  // "Abe Shinzo" and "Shinzo Abe"
  Same
};

struct PersonComparison {
  PersonMatch match = PersonMatch::Different;
  int cost = 0;             // of spelling, over all words
  std::size_t letters = 0;  // compared, of the longer words
  std::size_t words = 0;    // of the shorter name
};

PersonComparison compare(const PersonName& left, const PersonName& right, const NameWords& words);

}  // namespace entente
