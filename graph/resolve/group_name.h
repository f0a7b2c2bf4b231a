// Names of organisations and places, taken apart and compared.
//
// How it works:
//   1. A name becomes a set of words without order: countries by their codes, whether noun or
//      adjective, words that organisations are called by in one English form, all else as it sounds
//      (spelling.h). "Agencia Central de Noticias de Corea del Norte" and "North Korean Central
//      News Agency" are both {PRK, agency, central, news}. Articles, prepositions and legal forms
//      go.
//   2. Two names match where their words do; an acronym matches who has its initials.
//
// Pure functions, safe to call from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "graph/resolve/name_words.h"

namespace entente {

struct GroupName {
  enum class Kind { Country, Concept, Own };  // Own: a word that is nobody else's
  struct Word {
    Kind kind = Kind::Own;
    std::string text;  // code, English word or sounds
    auto operator<=>(const Word&) const = default;
  };
  std::vector<Word> words;   // sorted
  std::string acronym;       // its letters, where the name is one: "kcna"
  std::string initials;      // of the words as written
  std::string all_initials;  // those of articles and prepositions too: "Ministerio DE Asuntos"
  bool non_latin = false;
  bool vowelless = false;

  bool holds(Kind kind) const;
};

GroupName group_name(std::string_view name, const NameWords& words);

enum class GroupMatch {
  Different,
  Extended,  // one has words besides that say what it is: "Santander" and "Banco Santander"
  Acronym,   // "FARC" and "Fuerzas Armadas Revolucionarias de Colombia"
  Placed,    // one has its country besides: "Ministry of Defence of Russia"
  Generic,   // the same words, which others have, too: "Ministry of Defence"
  Same
};

struct GroupComparison {
  GroupMatch match = GroupMatch::Different;
  int cost = 0;             // of spelling, over all words
  std::size_t letters = 0;  // of the words that are spelt differently
  std::string country{};    // of Placed: which
};

GroupComparison compare(const GroupName& left, const GroupName& right, const NameWords& words);

}  // namespace entente
