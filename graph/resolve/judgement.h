// Whether two entities are one: what their names, countries and posts say of it.
//
// How it works:
//   1. Their names are compared in the way of their type (person_name.h, group_name.h); the pair of
//      names that says most counts.
//   2. What the graph knows besides speaks for it or against: the same country, the same post at
//      the same time; posts in different countries at one time.
//   3. A name alone is enough only where it can hardly be another's: in full, and spelt alike.
//      Shorter forms need something that speaks for them, and that there is nobody else whom they
//      could mean; that is for who sees all entities to say (resolution.h).
//      Names that only say of what kind something is need a country that both are of, and persons
//      whom one report knows by a name that many bear a post that one person holds at a time.
// Surely different beats everything: precision goes before completeness.
#pragma once

#include <string>
#include <string_view>

#include "graph/resolve/group_name.h"
#include "graph/resolve/name_words.h"
#include "graph/resolve/person_name.h"
#include "graph/resolve/profile.h"

namespace entente {

enum class Verdict {
  Unrelated,  // nothing says that they are one
  Possible,   // a person should look
  IfAlone,    // one, unless a name could as well be another's
  Same
};

struct Judgement {
  Verdict verdict = Verdict::Unrelated;
  bool apart = false;       // they are two for sure, and so are all that are one with either
  double score = 0.0;       // from 0 to 1: how far it looks like one entity
  std::string reason{};     // for people: what names, what else; "" where Unrelated
  bool short_left = false;  // the left name is the one that could be another's
  bool short_right = false;
};

// Taken apart, to be compared with many.
struct ReadProfile {
  struct ReadName {
    std::string_view text;
    std::string_view known;  // id of the entity that languages know by this name, or ""
    PersonName person;       // of persons
    GroupName group;         // of others
  };
  const Profile* profile = nullptr;
  std::vector<ReadName> names;
};

// Refers to `profile` and `words`, which MUST outlive it.
ReadProfile read(const Profile& profile, const NameWords& words);

// Symmetric. Pure, safe to call from any thread.
Judgement judge(const ReadProfile& left, const ReadProfile& right, const NameWords& words);

}  // namespace entente
