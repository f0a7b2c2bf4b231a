#include "store/user_decision.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "extract/error.h"
#include "graph/alliances/actors.h"
#include "store/entity_choice.h"

namespace entente {
namespace {

// Finds whom a user means.
class AskedEntities {
 public:
  AskedEntities(const Snapshot& documents, const Identities& identities)
      : documents_(documents),
        joined_(documents.joined(std::make_shared<const Identities>(identities))) {}

  // One of those that are the entity: that which documents call so, where it is one.
  std::string any_of(std::string_view asked) const {
    const std::string entity = only(asked, joined_.require(asked), joined_);
    const auto called_so = documents_.look_up(asked);
    return called_so.size() == 1 ? called_so.front() : entity;
  }

  // The one that documents call so.
  std::string member(std::string_view asked) const {
    const std::string entity = any_of(asked);
    const auto called_so = documents_.look_up(asked);
    return called_so.size() > 1 ? only(asked, called_so, documents_) : entity;
  }

 private:
  static std::string only(std::string_view asked, const std::vector<std::string>& ids,
                          const Snapshot& view) {
    if (ids.size() == 1) return ids.front();
    throw Error("\"" + std::string(asked) + "\" may be any of " + std::to_string(ids.size()) +
                " entities; give the id of the one that is meant: " + choice_of(view, ids));
  }

  const Snapshot& documents_;
  const Snapshot joined_;
};

// Nobody is a country. Other types are what documents are read to say, and may be mistaken: to mend
// that is what merges are for.
void check_kinds(const Snapshot& documents, const Decision& decision) {
  const auto is_person = [&](const std::string& id) {
    return documents.entity(id)->type == EntityType::Person;
  };
  const std::string &one = decision.entities.front(), &other = decision.entities.back();
  const bool one_is_country = is_country(one);
  if (one_is_country == is_country(other) || !is_person(one_is_country ? other : one)) return;
  throw RefusedDecision((one_is_country ? other : one) + " is a person and " +
                        (one_is_country ? one : other) + " a country: they cannot be one");
}

// Two names may be of one entity.
void check_distinct(std::string_view one, std::string_view other, const Decision& decision,
                    std::string_view consequence) {
  if (decision.entities.front() != decision.entities.back()) return;
  throw Error("\"" + std::string(one) + "\" and \"" + std::string(other) +
              "\" are one entity as documents name it, " + decision.entities.front() + ": " +
              std::string(consequence));
}

}  // namespace

Decision merge_of(const Snapshot& documents, const Identities& identities, std::string_view one,
                  std::string_view other) {
  const AskedEntities asked(documents, identities);
  Decision decision{.kind = DecisionKind::Merge,
                    .entities = {asked.any_of(one), asked.any_of(other)}};
  check_distinct(one, other, decision, "there is nothing to merge");
  check_kinds(documents, decision);
  return decision;
}

Decision split_of(const Snapshot& documents, const Identities& identities, std::string_view one,
                  std::string_view other) {
  const AskedEntities asked(documents, identities);
  Decision decision{.kind = DecisionKind::Split,
                    .entities = {asked.member(one), asked.member(other)}};
  check_distinct(
      one, other, decision,
      "it cannot be taken apart, as only what was joined can; `entente entity --unresolved` "
      "shows its names");
  return decision;
}

Decision split_of(const Snapshot& documents, const Identities& identities, std::string_view one) {
  Decision decision{.kind = DecisionKind::Split,
                    .entities = {AskedEntities(documents, identities).member(one)}};
  const std::string id = decision.entities.front();
  for (const std::string& member : identities.members_of(id)) {
    if (member != id) decision.entities.push_back(member);
  }
  if (decision.entities.size() == 1) {
    throw Error(id +
                " is joined with no other: there is nothing to take apart; to keep it from "
                "being joined with another later, name that too");
  }
  return decision;
}

Decision rename_of(const Snapshot& documents, const Identities& identities, std::string_view one,
                   std::string_view name) {
  return {.kind = DecisionKind::Rename,
          .entities = {AskedEntities(documents, identities).any_of(one)},
          .name = std::string(name)};
}

}  // namespace entente
