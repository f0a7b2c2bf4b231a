#include "store/verify.h"

#include <algorithm>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/database.h"
#include "store/values.h"
#include "tests/graph/made_decisions.h"
#include "tests/graph/random_triples.h"
#include "tests/store/graph_folder.h"
#include "tests/store/put_documents.h"

namespace entente {
namespace {

namespace fs = std::filesystem;
using testing::document_name;
using testing::dump;
using testing::GraphFolder;
using Kind = Difference::Kind;
using Remedy = Difference::Remedy;

struct Found {
  Verification verification;
  std::vector<Difference> differences;

  bool has(Family family, Kind kind, const std::string& part_of_key) const {
    return std::any_of(differences.begin(), differences.end(), [&](const Difference& difference) {
      return difference.family == family && difference.kind == kind &&
             difference.key.find(part_of_key) != std::string::npos;
    });
  }
};

std::ostream& operator<<(std::ostream& stream, const Found& found) {
  for (const Difference& difference : found.differences) {
    stream << name_of(difference.family) << ": " << difference.key << ": "
           << name_of(difference.kind) << ": " << difference.reason << '\n';
  }
  return stream;
}

Found verified(const GraphFolder& folder, Repair repair = Repair::No) {
  Found found;
  found.verification = verify(folder.graph(), {.repair = repair},
                              [&](const Difference& d) { found.differences.push_back(d); });
  EXPECT_EQ(found.verification.total(), found.differences.size());
  return found;
}

template <typename Act>
void expect_says(const Act& act, const std::string& part) {
  try {
    act();
    ADD_FAILURE() << "nothing was said";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find(part), std::string::npos) << error.what();
  }
}

class Verify : public ::testing::Test {
 protected:
  static constexpr std::size_t documents = 6;

  Verify() {
    std::mt19937 random(41);
    triples_ = testing::random_triples(random, 200, documents);
    put_all();
    fact_ = contribution_of(testing::triples_of(triples_, document_name(1))).facts.front();
  }

  void put_all() const {
    Store store = Store::open(folder_.graph(), {.mode = StoreMode::Create});
    testing::put_documents(store, triples_, documents);
  }

  // Does to the graph what no Store does.
  void damage(const std::function<rocksdb::Status(const Database&)>& change) const {
    const Database database(folder_.graph(), {.mode = StoreMode::ReadWrite});
    const auto status = change(database);
    ASSERT_TRUE(status.ok()) << status.ToString();
  }
  void put(Family family, const std::string& key, const std::string& value) const {
    damage([&](const Database& database) {
      return database.db().Put({}, database.handle(family), key, value);
    });
  }
  void erase(Family family, const std::string& key) const {
    damage([&](const Database& database) {
      return database.db().Delete({}, database.handle(family), key);
    });
  }
  std::string value_of(Family family, const std::string& key) const {
    const Database database(folder_.graph(), {.mode = StoreMode::ReadOnly});
    return database.get(family, key, nullptr).value();
  }

  // Every sorted file of the family, where all that the family holds is in such files.
  std::vector<fs::path> files_of(Family family) const {
    std::vector<rocksdb::LiveFileMetaData> files;
    damage([&](const Database& database) {
      auto status = database.db().Flush({}, database.handle(family));
      database.db().GetLiveFilesMetaData(&files);
      return status;
    });
    std::vector<fs::path> of_family;
    for (const auto& file : files) {
      if (file.column_family_name == name_of(family)) of_family.push_back(file.db_path + file.name);
    }
    EXPECT_FALSE(of_family.empty());
    return of_family;
  }

  // Flips a byte in every sorted file of the family.
  void flip_a_byte(Family family) const {
    for (const fs::path& file : files_of(family)) {
      std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
      stream.seekg(20);
      const char byte = static_cast<char>(stream.get());
      stream.seekp(20);
      stream.put(static_cast<char>(byte ^ 1));
    }
  }

  // Expects that a difference is found, that checking changes nothing, that repair sees the same,
  // and that nothing is left to repair.
  Found expect_found_and_repaired(Family family, Kind kind, const std::string& part_of_key) const {
    Found found = verified(folder_);
    EXPECT_TRUE(found.has(family, kind, part_of_key)) << found;
    const Found repaired = verified(folder_, Repair::Yes);
    EXPECT_EQ(repaired.differences.size(), found.differences.size());
    EXPECT_TRUE(repaired.has(family, kind, part_of_key)) << repaired;
    const Found after = verified(folder_);
    EXPECT_TRUE(after.differences.empty()) << after;
    return found;
  }

  std::string fact_bytes() const { return fact_key(fact_.key); }
  std::string evidence_bytes() const { return evidence_key(document_name(1), fact_bytes()); }

  GraphFolder folder_;
  std::vector<Triple> triples_;
  Fact fact_;
};

TEST_F(Verify, HealthyGraphHasNoDifference) {
  const Found found = verified(folder_);
  EXPECT_TRUE(found.differences.empty()) << found;
  const auto checked = [&](Family family) {
    return found.verification.checked.at(static_cast<std::size_t>(family));
  };
  const StoreStatistics statistics = Store::open(folder_.graph()).snapshot().statistics();
  EXPECT_EQ(checked(Family::Documents), statistics.documents);
  EXPECT_EQ(checked(Family::Facts), statistics.facts);
  EXPECT_EQ(checked(Family::ByObject), statistics.facts);
  EXPECT_EQ(checked(Family::Entities), statistics.entities);
  const std::string before = dump(folder_.graph());
  EXPECT_TRUE(verified(folder_, Repair::Yes).differences.empty());
  EXPECT_EQ(dump(folder_.graph()), before);
}

class VerifyProperty : public ::testing::TestWithParam<unsigned> {};

// Also that a reader who opens a graph while its writer flushes finds whole documents.
TEST_P(VerifyProperty, WhateverAStoreDoesIsRightAtEveryMoment) {
  std::mt19937 random(GetParam());
  const GraphFolder folder;
  Store store =
      Store::open(folder.graph(), {.mode = StoreMode::Create, .memory = std::size_t{256} << 10});
  for (int step = 0; step < 60; ++step) {
    const std::string id = document_name(random() % 6);
    if (random() % 3 == 0) {
      store.remove_document(id);
    } else {
      const auto triples = testing::random_triples(random, random() % 90, 6);
      store.put_document({.id = id, .title = std::to_string(step)},
                         testing::triples_of(triples, id));
    }
    if (step % 20 == 19) {
      const Found found = verified(folder);
      EXPECT_TRUE(found.differences.empty()) << "step " << step << ":\n" << found;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Random, VerifyProperty, ::testing::Range(1u, 9u),
                         [](const auto& seed) { return "Seed" + std::to_string(seed.param); });

// One way in which a derived family can be wrong.
struct Damage {
  std::string name;
  Family family;
  Kind kind;
  // The key of an entry that is there and of one that could be, and what stands for a value there.
  std::function<std::string(const Fact&)> key;
  std::string value{};
};

std::ostream& operator<<(std::ostream& stream, const Damage& damage) {
  return stream << damage.name;
}

Fact not_stated(Fact fact) {
  fact.key.relation = "never said";
  return fact;
}

std::vector<Damage> derived_damages() {
  using Key = std::function<std::string(const Fact&)>;
  struct Way {
    std::string name;
    Family family;
    Key key;
    std::string extra_value;
    std::string other_value;  // for the same key
  };
  EntityTally tally;
  tally.names["Nobody"] = 1;
  tally.types[EntityType::Person] = 1;
  const std::string entity = encode_tally(tally);
  const std::string evidence =
      encode_fact({{document_name(0), false, {{.document = document_name(0)}}}});
  const std::vector<Way> ways{
      {"Facts", Family::Facts, [](const Fact& fact) { return fact_key(fact.key); }, evidence,
       evidence},
      {"Entities", Family::Entities,
       [](const Fact& fact) {
         return fact.key.relation == "never said" ? "person/nobody" : fact.key.subject;
       },
       entity, entity},
      {"Names", Family::Names,
       [](const Fact& fact) {
         return fact.key.relation == "never said" ? name_key("nobody", "person/nobody")
                                                  : name_key("russia", "country/RUS");
       },
       "", "x"},
      {"ByObject", Family::ByObject, [](const Fact& fact) { return object_key(fact.key); }, "",
       "x"},
      {"ByTime", Family::ByTime,
       [](Fact fact) {
         fact.key.date = "2023";
         if (fact.key.relation != "never said") fact.key.relation = "met";
         return time_keys(fact).front();
       },
       "", "x"}};
  std::vector<Damage> damages;
  for (const Way& way : ways) {
    const auto extra = [key = way.key](const Fact& fact) { return key(not_stated(fact)); };
    damages.push_back({way.name + "Missing", way.family, Kind::Missing, way.key});
    damages.push_back({way.name + "Extra", way.family, Kind::Extra, extra, way.extra_value});
    damages.push_back({way.name + "ExtraNoKey", way.family, Kind::Extra,
                       [](const Fact&) { return "nonsense"; }, "x"});
    damages.push_back({way.name + "Changed", way.family, Kind::Changed, way.key, way.other_value});
  }
  damages.push_back({"FactsUnreadable", Family::Facts, Kind::Unreadable, ways[0].key, "x"});
  damages.push_back({"EntitiesUnreadable", Family::Entities, Kind::Unreadable, ways[1].key, "x"});
  return damages;
}

class DerivedDamage : public Verify, public ::testing::WithParamInterface<Damage> {
 protected:
  // A fact of which every index has an entry.
  void choose_fact() {
    const auto facts = contribution_of(triples_).facts;
    const auto at = std::find_if(facts.begin(), facts.end(), [](const Fact& fact) {
      return fact.key.date == "2023" && fact.key.relation == "met";
    });
    ASSERT_NE(at, facts.end());
    fact_ = *at;
  }
};

TEST_P(DerivedDamage, IsReportedWithItsKeyAndRebuiltToTheByte) {
  choose_fact();
  const std::string before = dump(folder_.graph());
  const std::string key = GetParam().key(fact_);
  if (GetParam().kind == Kind::Missing) {
    erase(GetParam().family, key);
  } else {
    put(GetParam().family, key, GetParam().value);
  }
  ASSERT_NE(dump(folder_.graph()), before);
  const Found found = expect_found_and_repaired(GetParam().family, GetParam().kind,
                                                readable_key(GetParam().family, key));
  EXPECT_EQ(found.differences.size(), 1u) << found;
  EXPECT_EQ(dump(folder_.graph()), before);
}

INSTANTIATE_TEST_SUITE_P(Each, DerivedDamage, ::testing::ValuesIn(derived_damages()),
                         [](const auto& damage) { return damage.param.name; });

TEST_F(Verify, ChangedFactSaysWhoseEvidenceIsWrong) {
  auto evidence = decode_fact(value_of(Family::Facts, fact_bytes()));
  evidence.front().evidence.front().confidence = 0.25;
  put(Family::Facts, fact_bytes(), encode_fact(evidence));
  const Found found = verified(folder_);
  ASSERT_EQ(found.differences.size(), 1u);
  EXPECT_EQ(found.differences[0].reason,
            "it does not have what document \"" + evidence.front().document + "\" says");
}

TEST_F(Verify, ChangedEntitySaysWhatIsCountedWrongly) {
  EntityTally tally = decode_tally(value_of(Family::Entities, "country/RUS"));
  tally.names["Russia"] += 2;
  put(Family::Entities, "country/RUS", encode_tally(tally));
  const Found found = verified(folder_);
  ASSERT_EQ(found.differences.size(), 1u);
  EXPECT_EQ(found.differences[0].reason, "\"Russia\" is counted 2 too many");
}

TEST_F(Verify, TheSameMeaningInOtherBytesIsDamage) {
  // A confidence of 1 as a double instead of ten thousand ten-thousandths: nothing writes it so.
  const auto evidence = decode_fact(value_of(Family::Facts, fact_bytes()));
  Encoder encoder;
  encoder.byte(1);
  encoder.varint(evidence.size());
  for (const DocumentEvidence& said : evidence) {
    encoder.text(said.document);
    encoder.byte(0);
    encoder.varint(said.evidence.size());
    for (const FactEvidence& piece : said.evidence) {
      encoder.text(piece.observed);
      encoder.varint(piece.sentence);
      encoder.varint(piece.begin);
      encoder.varint(piece.end);
      encoder.text(piece.module);
      encoder.text(piece.source);
      encoder.byte(piece.reversed ? 1 : 0);
      encoder.varint(10001);
      auto bits = std::bit_cast<std::uint64_t>(piece.confidence);
      for (int i = 0; i < 8; ++i, bits >>= 8) encoder.byte(static_cast<std::uint8_t>(bits));
    }
  }
  ASSERT_NE(encoder.bytes(), value_of(Family::Facts, fact_bytes()));
  put(Family::Facts, fact_bytes(), encoder.bytes());
  const Found found = verified(folder_);
  ASSERT_FALSE(found.differences.empty());
  EXPECT_EQ(found.differences[0].family, Family::Facts);
}

TEST_F(Verify, AnOperandThatCannotBeMergedHidesNothingElse) {
  const std::string before = dump(folder_.graph());
  erase(Family::Names, name_key("russia", "country/RUS"));
  damage([&](const Database& database) {
    return database.db().Merge({}, database.handle(Family::Facts), fact_bytes(), "nonsense");
  });
  EXPECT_TRUE(verified(folder_).has(Family::Names, Kind::Missing, "\"country/RUS\""));
  expect_found_and_repaired(Family::Facts, Kind::Unreadable, fact_.key.relation);
  EXPECT_EQ(dump(folder_.graph()), before);
}

TEST_F(Verify, IdentitiesThatCannotBeRightAreTakenAway) {
  const auto stored = [&](const Identities& identities) {
    Store store = Store::open(folder_.graph(), {.mode = StoreMode::ReadWrite});
    store.put_identities(identities);
  };
  stored(Identities({{"country/RUS", {"country/RUS", "org/kcna"}}}));
  EXPECT_TRUE(verified(folder_).differences.empty());
  stored(Identities({{"country/RUS", {"country/RUS", "country/USA"}}}));
  expect_found_and_repaired(Family::Meta, Kind::Changed, "identities");
  EXPECT_FALSE(Store::open(folder_.graph()).snapshot().identities());
  put(Family::Meta, std::string(identities_key), "x");
  expect_found_and_repaired(Family::Meta, Kind::Unreadable, "identities");
}

TEST_F(Verify, DecisionThatCannotBeReadIsNamedAndTakenOutAndOthersStay) {
  {
    Store store = Store::open(folder_.graph(), {.mode = StoreMode::ReadWrite});
    store.decide(testing::merge_decision("country/RUS", "country/USA"));
    store.decide(testing::split_decision({"country/RUS", "country/PRK"}));
  }
  EXPECT_TRUE(verified(folder_).differences.empty());
  put(Family::Decisions, decision_key(1), "x");
  expect_found_and_repaired(Family::Decisions, Kind::Unreadable, "1");
  const auto left = Store::open(folder_.graph()).snapshot().decisions();
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left.front().number, 2u);
  put(Family::Decisions, "short", "x");
  expect_found_and_repaired(Family::Decisions, Kind::Unreadable, "short");
}

// A document that is damaged itself is taken out whole, and the graph is what it was once it is
// stored again.
class DocumentDamage : public Verify {
 protected:
  void expect_taken_out(Family family, Kind kind, const std::string& part_of_key) const {
    const Found found = verified(folder_);
    EXPECT_EQ(found.verification.damaged_documents, 1u);
    EXPECT_TRUE(std::any_of(found.differences.begin(), found.differences.end(),
                            [&](const auto& d) { return d.remedy == Remedy::TakeDocumentOut; }));
    expect_found_and_repaired(family, kind, part_of_key);
    EXPECT_FALSE(Store::open(folder_.graph()).snapshot().document(document_name(1)));
    put_all();
    EXPECT_EQ(dump(folder_.graph()), before_);
  }

  const std::string before_ = dump(folder_.graph());
};

TEST_F(DocumentDamage, MissingRecord) {
  erase(Family::Documents, document_name(1));
  expect_taken_out(Family::Evidence, Kind::Extra, fact_.key.relation);
}

TEST_F(DocumentDamage, UnreadableRecord) {
  put(Family::Documents, document_name(1), "x");
  expect_taken_out(Family::Documents, Kind::Unreadable, document_name(1));
}

TEST_F(DocumentDamage, RecordThatNamesOthers) {
  StoredDocument document =
      decode_document(document_name(1), value_of(Family::Documents, document_name(1)));
  document.entities.erase(document.entities.begin());
  put(Family::Documents, document_name(1), encode_document(document));
  expect_taken_out(Family::Documents, Kind::Changed, document_name(1));
}

TEST_F(DocumentDamage, RecordInDisorder) {
  StoredDocument document =
      decode_document(document_name(1), value_of(Family::Documents, document_name(1)));
  std::reverse(document.entities.begin(), document.entities.end());
  put(Family::Documents, document_name(1), encode_document(document));
  expect_taken_out(Family::Documents, Kind::Unreadable, document_name(1));
}

TEST_F(DocumentDamage, UnreadableEvidence) {
  put(Family::Evidence, evidence_bytes(), "x");
  expect_taken_out(Family::Evidence, Kind::Unreadable, fact_.key.relation);
}

TEST_F(DocumentDamage, EvidenceOfNothing) {
  put(Family::Evidence, evidence_bytes(), encode_evidence({}));
  expect_taken_out(Family::Evidence, Kind::Unreadable, fact_.key.relation);
}

TEST_F(DocumentDamage, AllEvidenceMissing) {
  damage([&](const Database& database) {
    const KeyRange range = prefix_range(text_prefix(document_name(1)));
    return database.db().DeleteRange({}, database.handle(Family::Evidence), range.begin, range.end);
  });
  expect_taken_out(Family::Documents, Kind::Changed, document_name(1));
}

TEST_F(Verify, EvidenceIsTheTruthWhereAFactSaysOtherwise) {
  erase(Family::Evidence, evidence_bytes());
  const std::size_t facts = Store::open(folder_.graph()).snapshot().statistics().facts;
  const bool only_one_says_so =
      value_of(Family::Facts, fact_bytes()).find(document_name(2)) == std::string::npos;
  expect_found_and_repaired(Family::Facts, only_one_says_so ? Kind::Extra : Kind::Changed,
                            fact_.key.relation);
  EXPECT_LE(Store::open(folder_.graph()).snapshot().statistics().facts, facts);
}

TEST_F(Verify, ExtraEvidenceIsEvidence) {
  const std::string key = evidence_key(document_name(1), fact_key(not_stated(fact_).key));
  put(Family::Evidence, key, encode_evidence(fact_.evidence));
  expect_found_and_repaired(Family::Facts, Kind::Missing, "never said");
  EXPECT_TRUE(Store::open(folder_.graph()).snapshot().fact(not_stated(fact_).key));
}

TEST_F(Verify, EvidenceOfNoDocumentAtAllIsRemoved) {
  const std::string before = dump(folder_.graph());
  put(Family::Evidence, "nonsense", "x");
  expect_found_and_repaired(Family::Evidence, Kind::Unreadable, "nonsense");
  EXPECT_EQ(dump(folder_.graph()), before);
}

TEST_F(Verify, DamagedFileOfADerivedFamilyIsNamedAndTheFamilyRebuilt) {
  const std::string before = dump(folder_.graph());
  for (const Family family : derived_families) {
    SCOPED_TRACE(name_of(family));
    flip_a_byte(family);
    const Found found = verified(folder_);
    ASSERT_GE(found.differences.size(), 1u);
    EXPECT_NE(found.differences[0].reason.find("checksum mismatch"), std::string::npos) << found;
    expect_found_and_repaired(family, Kind::Unreadable, ".sst");
    EXPECT_EQ(dump(folder_.graph()), before);
  }
}

TEST_F(Verify, AFileOfADerivedFamilyThatIsMissingOrCutShortIsNamedAndTheFamilyRebuilt) {
  const std::string before = dump(folder_.graph());
  for (const Family family : derived_families) {
    SCOPED_TRACE(name_of(family));
    for (const fs::path& file : files_of(family)) fs::remove(file);
    Found found = expect_found_and_repaired(family, Kind::Unreadable, ".sst");
    EXPECT_EQ(found.differences[0].reason, "it is missing") << found;
    EXPECT_EQ(dump(folder_.graph()), before);
    for (const fs::path& file : files_of(family)) fs::resize_file(file, fs::file_size(file) / 2);
    found = expect_found_and_repaired(family, Kind::Unreadable, ".sst");
    EXPECT_EQ(found.differences[0].reason, "it is cut short") << found;
    EXPECT_EQ(dump(folder_.graph()), before);
  }
}

TEST_F(Verify, DamagedFileOfWhatIsDerivedFromNothingIsNamedAndSaysWhatToDo) {
  for (const Family family : {Family::Evidence, Family::Documents}) {
    SCOPED_TRACE(name_of(family));
    flip_a_byte(family);
    for (const Repair repair : {Repair::No, Repair::Yes}) {
      std::vector<Difference> found;
      try {
        verify(folder_.graph(), {.repair = repair},
               [&](const Difference& difference) { found.push_back(difference); });
        ADD_FAILURE() << "the damage was not seen";
      } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("restore a backup, or build the graph again"),
                  std::string::npos)
            << error.what();
        const std::string file = found.at(0).key + " (" + std::string(name_of(family)) + "): ";
        EXPECT_NE(std::string(error.what()).find(file), std::string::npos) << error.what();
      }
      ASSERT_FALSE(found.empty());
      EXPECT_TRUE(std::any_of(found.begin(), found.end(), [&](const Difference& difference) {
        return difference.family == family && difference.remedy == Remedy::None &&
               difference.key.find(".sst") != std::string::npos;
      }));
    }
  }
}

// Other blocks of the file can be read, but nothing tells whose the documents in it were.
TEST_F(Verify, OneDamagedBlockOfManyIsNotRepaired) {
  {
    Store store = Store::open(folder_.graph(), {.mode = StoreMode::ReadWrite});
    std::mt19937 random(43);
    for (std::size_t i = 0; i < 40; ++i) {
      std::string title(8000, ' ');  // what no compression makes much smaller
      for (char& letter : title) letter = static_cast<char>(' ' + random() % 95);
      store.put_document({.id = document_name(i), .title = title},
                         testing::triples_of(triples_, document_name(i)));
    }
  }
  const fs::path file = std::ranges::max(files_of(Family::Documents), {},
                                         [](const fs::path& path) { return fs::file_size(path); });
  std::string bytes = testing::read(file);
  ASSERT_GT(bytes.size(), std::size_t{192} << 10) << "more than a few blocks";
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  testing::write(file, bytes);
  for (const Repair repair : {Repair::No, Repair::Yes}) {
    expect_says([&] { verified(folder_, repair); },
                "its file " + file.filename().string() + " (documents): ");
  }
  EXPECT_TRUE(testing::read(file) == bytes);
}

// What RocksDB opens only where it is told to overlook damage is not opened so where that would
// overlook another one.
TEST_F(Verify, AMissingFileBesideADamagedEndOfTheLogIsNotRepaired) {
  const fs::path missing = files_of(Family::Facts).front();
  put_all();
  for (const auto& entry : fs::directory_iterator(folder_.graph())) {
    if (entry.path().extension() != ".log") continue;
    std::ofstream(entry.path(), std::ios::app) << "what nobody has acknowledged";
  }
  EXPECT_TRUE(verified(folder_).differences.empty());
  fs::remove(missing);
  for (const Repair repair : {Repair::No, Repair::Yes}) {
    expect_says([&] { verified(folder_, repair); }, missing.filename().string());
  }
}

TEST_F(Verify, RepairThatWasStoppedGoesOn) {
  const std::string before = dump(folder_.graph());
  damage([&](const Database& database) {
    return database.db().DropColumnFamily(database.handle(Family::Facts));
  });
  for (const StoreMode mode : {StoreMode::ReadOnly, StoreMode::ReadWrite, StoreMode::Create}) {
    try {
      Store::open(folder_.graph(), {.mode = mode});
      ADD_FAILURE() << "a graph without facts was opened";
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find("run `entente verify --repair`"), std::string::npos)
          << error.what();
    }
  }
  verified(folder_, Repair::Yes);
  EXPECT_EQ(dump(folder_.graph()), before);
}

TEST_F(Verify, ReadsBesideAWriterButRepairsAlone) {
  Store writer = Store::open(folder_.graph(), {.mode = StoreMode::ReadWrite});
  EXPECT_TRUE(verified(folder_).differences.empty());
  EXPECT_THROW(verified(folder_, Repair::Yes), Error);
}

// The number of a process that has ended.
pid_t process_that_is_gone() {
  const pid_t process = ::fork();
  if (process == 0) ::_exit(0);
  EXPECT_EQ(::waitpid(process, nullptr, 0), process);
  return process;
}

TEST_F(Verify, LeavesNothingBehindAndTakesAwayWhatKilledOnesLeft) {
  const GraphFolder temporary;
  const fs::path left =
      temporary.path() / ("entente-verify-" + std::to_string(process_that_is_gone()) + "-abcdef");
  fs::create_directories(left / "graph");
  const std::string usual = fs::temp_directory_path();
  ASSERT_EQ(::setenv("TMPDIR", temporary.path().c_str(), 1), 0);
  verified(folder_);
  ASSERT_EQ(::setenv("TMPDIR", usual.c_str(), 1), 0);
  EXPECT_TRUE(fs::is_empty(temporary.path()));
}

}  // namespace
}  // namespace entente
