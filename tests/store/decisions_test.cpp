// Users' decisions as a graph keeps them and shows them.
#include <algorithm>
#include <functional>
#include <gtest/gtest.h>

#include "extract/entity_id.h"
#include "extract/error.h"
#include "store/database.h"
#include "store/graph_resolution.h"
#include "store/user_decision.h"
#include "tests/graph/made_decisions.h"
#include "tests/store/graph_folder.h"

namespace entente {
namespace {

using testing::dump;
using testing::GraphFolder;
using testing::merge_decision;
using testing::rename_decision;
using testing::split_decision;

Triple triple(const std::string& document, const std::string& subject, const std::string& object) {
  const auto person = [](const std::string& name) {
    return EntityRef{.id = entity_id(EntityType::Person, name),
                     .name = name,
                     .type = EntityType::Person,
                     .country = {}};
  };
  Triple triple;
  triple.document = document;
  triple.subject = person(subject);
  triple.relation = "met";
  triple.relation_class = RelationClass::Consult;
  triple.object = person(object);
  return triple;
}

class Decided : public ::testing::Test {
 protected:
  Decided() : store_(Store::open(folder_.graph(), {.mode = StoreMode::Create})) {
    put("a", "Kim Jong Un", "Serguéi Shoigú");
    put("b", "Kim Jong Un", "Sergei Shoigu");
    put("c", "Xi Jinping", "Sergey Shoygu");
    keep_identities(store_, NameWords());
  }

  void put(const std::string& document, const std::string& subject, const std::string& object) {
    store_.put_document({.id = document}, std::vector{triple(document, subject, object)});
  }

  Identities identities() {
    keep_identities(store_, NameWords());
    return store_.snapshot().identities().value();
  }

  Snapshot view() {
    return store_.snapshot().joined(std::make_shared<const Identities>(identities()));
  }

  std::vector<std::string> members(std::string_view id) {
    const Identities now = identities();
    const auto found = now.members_of(id);
    return {found.begin(), found.end()};
  }

  // What making the decision says where it fails; else it is made.
  std::string refusal(const std::function<Decision(const Snapshot&, const Identities&)>& make) {
    try {
      store_.decide(make(store_.snapshot(), identities()));
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }

  std::string refused_merge(const std::string& one, const std::string& other) {
    return refusal([&](const Snapshot& documents, const Identities& now) {
      return merge_of(documents, now, one, other);
    });
  }

  GraphFolder folder_;
  Store store_;
  const std::string serguei_ = "person/serguei-shoigu", sergei_ = "person/sergei-shoigu",
                    sergey_ = "person/sergey-shoygu", kim_ = "person/kim-jong-un",
                    xi_ = "person/xi-jinping";
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_F(Decided, DecisionsAreNumberedAndComeBackAsTheyWere) {
  Decision merge = merge_decision(kim_, xi_);
  merge.time = "2026-11-28T14:41:14Z";
  merge.note = "not true";
  EXPECT_EQ(store_.decide(merge), 1u);
  EXPECT_EQ(store_.decide(split_decision({serguei_, sergei_, sergey_})), 2u);
  EXPECT_EQ(store_.decide(rename_decision(kim_, "Kim III")), 3u);
  merge.number = 1;
  ASSERT_EQ(store_.snapshot().decisions().size(), 3u);
  EXPECT_EQ(store_.snapshot().decisions().front(), merge);
  EXPECT_EQ(store_.undo(2)->entities.size(), 3u);
  EXPECT_FALSE(store_.undo(2));
  EXPECT_EQ(store_.decide(split_decision({serguei_, sergei_})), 4u);
}

TEST_F(Decided, MergesSplitsAndNamesAreShown) {
  ASSERT_EQ(members(sergei_).size(), 3u);
  store_.decide(merge_decision(kim_, xi_));
  store_.decide(split_decision({sergey_, sergei_}));
  store_.decide(rename_decision(serguei_, "The minister"));
  EXPECT_EQ(members(kim_), (std::vector{kim_, xi_}));
  EXPECT_FALSE(std::ranges::count(members(sergei_), sergey_));
  EXPECT_EQ(view().entity(serguei_)->name, "The minister");
  EXPECT_EQ(view().look_up("the MINISTER"), std::vector{view().entity(serguei_)->id});
  EXPECT_EQ(store_.snapshot().entity(serguei_)->name, "Serguéi Shoigú") << "as documents name it";
  bool seen = false;
  view().entities([&](const Entity& entity) {
    seen = seen || entity.name == "The minister";
    return Walk::Continue;
  });
  EXPECT_TRUE(seen);
}

TEST_F(Decided, IdentitiesAreForgottenWithAMergeOrASplitAndNotWithAName) {
  store_.decide(rename_decision(kim_, "Kim III"));
  EXPECT_TRUE(store_.snapshot().identities());
  store_.decide(merge_decision(kim_, xi_));
  EXPECT_FALSE(store_.snapshot().identities());
  EXPECT_EQ(members(kim_).size(), 2u);
  store_.undo(2);
  EXPECT_FALSE(store_.snapshot().identities());
  EXPECT_TRUE(members(kim_).empty());
}

TEST_F(Decided, UndoingLeavesEveryByteAsItWas) {
  const auto bytes = [&] {
    keep_identities(store_, NameWords());
    store_.sync();
    return dump(folder_.graph());
  };
  const std::string before = bytes();
  std::vector<std::string> after{before};
  for (const Decision& decision :
       {merge_decision(kim_, xi_), split_decision({sergey_, sergei_, serguei_}),
        rename_decision(kim_, "Kim III"), rename_decision(kim_, "Kim IV")}) {
    store_.decide(decision);
    after.push_back(bytes());
  }
  for (std::uint64_t number = 4; number > 0; --number) {
    EXPECT_EQ(bytes(), after[number]);
    EXPECT_TRUE(store_.undo(number));
  }
  EXPECT_EQ(bytes(), before);
}

TEST_F(Decided, DecisionsWaitForEntitiesThatAreGone) {
  store_.decide(merge_decision(kim_, xi_));
  store_.decide(rename_decision(xi_, "The chairman"));
  const std::string before = (identities(), store_.sync(), dump(folder_.graph()));
  store_.remove_document("c");
  EXPECT_TRUE(members(kim_).empty());
  EXPECT_TRUE(view().look_up("The chairman").empty());
  EXPECT_EQ(store_.snapshot().decisions().size(), 2u);
  put("c", "Xi Jinping", "Sergey Shoygu");
  EXPECT_EQ(members(kim_).size(), 2u);
  EXPECT_EQ(view().entity(kim_)->name, "The chairman");
  EXPECT_EQ((store_.sync(), dump(folder_.graph())), before);
}

TEST_F(Decided, WhatContradictsIsRefusedAndNothingChanges) {
  store_.decide(split_decision({kim_, xi_}));
  identities();
  EXPECT_THROW(store_.decide(merge_decision(xi_, kim_)), Error);
  EXPECT_TRUE(store_.snapshot().identities());
  EXPECT_EQ(store_.snapshot().decisions().size(), 1u);
}

TEST_F(Decided, NamesStandForWhatTheyStandForInQueries) {
  EXPECT_EQ(refused_merge("xi jinping", "Serguei Shoigu"), "");
  EXPECT_EQ(store_.snapshot().decisions().back().entities, (std::vector{xi_, serguei_}));
  store_.decide(rename_decision(kim_, "Marshal"));
  const Decision rename = rename_of(store_.snapshot(), identities(), "Marshal", "Kim");
  EXPECT_EQ(rename.entities, std::vector{kim_});
}

TEST_F(Decided, UnknownEntitiesAreRefusedWithThoseThatComeNear) {
  const std::string typo = refused_merge("Sergei Shogu", kim_);
  EXPECT_TRUE(has(typo, "\"Sergei Shogu\"; near it come")) << typo;
  EXPECT_TRUE(has(typo, "(person/sergei-shoigu)")) << typo;
  EXPECT_FALSE(has(typo, "kim")) << typo;
  EXPECT_TRUE(has(refused_merge("Serguei Shoig", kim_), "come Serguéi Shoigú (person/"))
      << "nearest";
  EXPECT_TRUE(has(refused_merge("Jinping", kim_), "Xi Jinping (person/xi-jinping)"));
  EXPECT_TRUE(has(refused_merge("person/xi-jinpin", kim_), "Xi Jinping (person/xi-jinping)"));
  EXPECT_TRUE(has(refused_merge("PERSON/XI-JINPING", kim_), "Xi Jinping (person/xi-jinping)"));
  EXPECT_TRUE(has(refused_merge("Jinpign Xi", kim_), "check its spelling"))
      << "two letters of seven";
  EXPECT_TRUE(has(refused_merge("Jinpin Xi", kim_), "Xi Jinping (person/xi-jinping)"));
  EXPECT_TRUE(has(refused_merge("Angela Merkel", kim_), "check its spelling"));
}

TEST_F(Decided, NameOfSeveralIsRefusedAndTheyAreNamed) {
  Triple other = triple("d", "Kim Jong Un", "Ann");
  other.subject.id = "person/another-kim";
  other.subject.type = EntityType::Organization;
  store_.put_document({.id = "d"}, std::vector{other});
  const std::string said = refused_merge("Kim Jong Un", xi_);
  EXPECT_TRUE(has(said, "person/another-kim (Kim Jong Un, ORG)")) << said;
  EXPECT_TRUE(has(said, kim_)) << said;
  // What is one in queries is one here; to take it apart, one has to say which.
  store_.decide(merge_decision(kim_, "person/another-kim"));
  EXPECT_EQ(refused_merge("Kim Jong Un", xi_), "");
  EXPECT_TRUE(has(refusal([&](const Snapshot& documents, const Identities& now) {
                    return split_of(documents, now, "Kim Jong Un", "Ann");
                  }),
                  "person/another-kim (Kim Jong Un, ORG)"));
}

TEST_F(Decided, SplitOfOneIsFromAllThatItIsJoinedWith) {
  const Decision split = split_of(store_.snapshot(), identities(), "Sergei Shoigu");
  EXPECT_EQ(split.entities, (std::vector{sergei_, sergey_, serguei_}));
  store_.decide(split);
  EXPECT_TRUE(members(sergei_).empty());
  EXPECT_EQ(members(serguei_), (std::vector{sergey_, serguei_}));
  EXPECT_TRUE(has(refusal([&](const Snapshot& documents, const Identities& now) {
                    return split_of(documents, now, "Sergei Shoigu");
                  }),
                  "joined with no other"));
}

TEST_F(Decided, TwoNamesOfOneEntityAreNoTwoEntities) {
  Triple renamed = triple("d", "Kim Jong Un", "Ann");
  renamed.subject.name = "Marshal";
  store_.put_document({.id = "d"}, std::vector{renamed});
  EXPECT_TRUE(has(refused_merge("Marshal", "Kim Jong Un"), "nothing to merge"));
  EXPECT_TRUE(has(refusal([&](const Snapshot& documents, const Identities& now) {
                    return split_of(documents, now, "Marshal", "Kim Jong Un");
                  }),
                  "one entity as documents name it"));
}

TEST_F(Decided, DamagedDecisionIsNamed) {
  store_.decide(merge_decision(kim_, xi_));
  store_ = Store::open(GraphFolder().graph(), {.mode = StoreMode::Create});
  {
    const Database database(folder_.graph(), {.mode = StoreMode::ReadWrite});
    ASSERT_TRUE(database.db()
                    .Put({}, database.handle(Family::Decisions), slice(decision_key(2)), "x")
                    .ok());
  }
  const Store damaged = Store::open(folder_.graph());
  try {
    damaged.snapshot().decisions();
    FAIL() << "a damaged decision was read";
  } catch (const Error& error) {
    EXPECT_TRUE(has(error.what(), "of decisions")) << error.what();
  }
}

TEST(Decisions, OfAReaderAreRefused) {
  const GraphFolder folder;
  Store::open(folder.graph(), {.mode = StoreMode::Create});
  Store reader = Store::open(folder.graph());
  EXPECT_THROW(reader.decide(merge_decision("a", "b")), Error);
  EXPECT_THROW(reader.undo(1), Error);
}

}  // namespace
}  // namespace entente
