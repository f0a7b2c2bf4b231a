#include "store/verify.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <numeric>
#include <optional>
#include <rocksdb/write_batch.h>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include "graph/copies.h"
#include "store/bulk_change.h"
#include "store/cursor.h"
#include "store/database.h"
#include "store/leftovers.h"
#include "store/quoted_path.h"
#include "store/sorted_files.h"
#include "store/values.h"

namespace entente {
namespace {

namespace fs = std::filesystem;
using Kind = Difference::Kind;
using Remedy = Difference::Remedy;

constexpr std::size_t batch_bytes = std::size_t{1} << 20;
constexpr std::size_t entries_between_reports = 1024;

// Where what the documents say is put together, gone with its owner.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    static constexpr std::string_view prefix = "entente-verify-";
    static constexpr std::string_view suffix = "-XXXXXX";
    remove_leftovers(fs::temp_directory_path(), prefix, suffix);
    std::string name =
        fs::temp_directory_path() / std::string(prefix).append(number_of_process()).append(suffix);
    if (::mkdtemp(name.data()) == nullptr) {
      throw Error("no folder can be made in \"" + fs::temp_directory_path().string() + "\": " +
                  std::generic_category().message(errno) + "; name another place with TMPDIR");
    }
    path_ = name;
    claim_.emplace(path_);
  }
  ~TemporaryFolder() {
    std::error_code nothing_more_can_be_done;
    fs::remove_all(path_, nothing_more_can_be_done);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
  std::optional<Claim> claim_;
};

// What repair writes, in batches. Each takes away which entities are one and which documents are
// copies, as every change does.
class Changes {
 public:
  explicit Changes(const Database& database) : database_(database) {}

  void put(Family family, std::string_view key, std::string_view value) {
    begin();
    collected(batch_.Put(database_.handle(family), slice(key), slice(value)));
  }
  void erase(Family family, std::string_view key) {
    begin();
    collected(batch_.Delete(database_.handle(family), slice(key)));
  }

  void write() {
    database_.check(database_.db().Write({}, &batch_), "writing the repair");
    batch_.Clear();
  }

  void finish() {
    write();
    database_.check(database_.sync(), "making the repair durable");
  }

 private:
  void begin() {
    if (batch_.GetDataSize() > batch_bytes) write();
    if (batch_.Count() > 0) return;
    collected(batch_.Delete(database_.handle(Family::Meta), slice(identities_key)));
    collected(batch_.Delete(database_.handle(Family::Meta), slice(copies_key)));
  }
  void collected(const rocksdb::Status& status) const {
    database_.check(status, "collecting the repair");
  }

  const Database& database_;
  rocksdb::WriteBatch batch_;
};

// DecodeError where names or entities are not as contribution_of sorts them.
void check_order(const std::vector<NamedEntity>& entities) {
  const auto ascend = [](const auto& values, const auto& identity) {
    return std::adjacent_find(values.begin(), values.end(), [&](const auto& a, const auto& b) {
             return !(identity(a) < identity(b));
           }) == values.end();
  };
  bool sound = ascend(entities, [](const NamedEntity& entity) { return entity.id; });
  for (const NamedEntity& entity : entities) {
    sound = sound && !entity.namings.empty() &&
            ascend(entity.namings, [](const Naming& naming) { return naming; });
  }
  if (!sound) throw DecodeError("its entities are not in order");
}

// What a document's record and evidence contradict each other in; "" where they agree, as
// contribution_of makes them do.
std::string contradiction(const Contribution& contribution) {
  std::set<std::string_view> named;
  for (const NamedEntity& entity : contribution.entities) named.insert(entity.id);
  std::set<std::string_view> stated;
  for (const Fact& fact : contribution.facts) {
    stated.insert({fact.key.subject, fact.key.object});
    for (const FactEvidence& piece : fact.evidence) {
      if (!piece.source.empty()) stated.insert(piece.source);
    }
  }
  for (const std::string_view id : stated) {
    if (!named.contains(id)) {
      return "its evidence is about \"" + escaped(id) + "\", which its record does not name";
    }
  }
  for (const std::string_view id : named) {
    if (!stated.contains(id)) {
      return "its record names \"" + escaped(id) + "\", about which there is no evidence";
    }
  }
  return {};
}

// What the evidence of a fact differs in; "" where it means the same. DecodeError where `is` cannot
// be read.
std::string fact_difference(std::string_view is, std::string_view should_be) {
  using Said = std::map<std::string, std::vector<FactEvidence>>;
  const auto evidence = decode_fact_evidence(is);
  const auto expected = decode_fact_evidence(should_be);
  if (evidence == expected) return {};
  const auto by_document = [](const std::vector<FactEvidence>& pieces) {
    Said said;
    for (const FactEvidence& piece : pieces) said[piece.document].push_back(piece);
    return said;
  };
  const Said before = by_document(evidence);
  const Said after = by_document(expected);
  for (const auto& [document, pieces] : after) {
    const auto at = before.find(document);
    const std::string name = "document \"" + escaped(document) + "\"";
    if (at == before.end()) return "it lacks what " + name + " says";
    if (at->second != pieces) return "it does not have what " + name + " says";
  }
  for (const auto& [document, pieces] : before) {
    if (!after.contains(document)) {
      return "it has what document \"" + escaped(document) + "\" does not say";
    }
  }
  return "its evidence is not in order";
}

std::string entity_difference(std::string_view is, std::string_view should_be) {
  EntityTally difference = decode_tally(is);
  difference.add(decode_tally(should_be), -1);
  const auto counted = [](std::string_view what, std::int64_t count) {
    return "\"" + escaped(what) + "\" is counted " + std::to_string(std::abs(count)) +
           (count > 0 ? " too many" : " too few");
  };
  for (const auto& [name, count] : difference.names) return counted(name, count);
  for (const auto& [type, count] : difference.types) return counted(name_of(type), count);
  for (const auto& [country, count] : difference.countries) return counted(country, count);
  return {};
}

// As above for any derived family. Indexes have keys only.
std::string difference_of_values(Family family, std::string_view is, std::string_view should_be) {
  if (is == should_be) return {};
  if (family == Family::Facts) return fact_difference(is, should_be);
  if (family == Family::Entities) return entity_difference(is, should_be);
  return "it has a value";
}

class Verifier {
 public:
  Verifier(const fs::path& graph, const VerifyOptions& options,
           const std::function<void(const Difference&)>& visit, std::optional<Salvage> salvage)
      : options_(options),
        visit_(visit),
        database_(
            graph,
            {.mode = options.repair == Repair::Yes ? StoreMode::ReadWrite : StoreMode::ReadOnly,
             .memory = options.memory},
            Purpose::Verify, salvage ? DamagedLog::TakeBefore : DamagedLog::Refuse),
        derived_(folder_.path() / "graph", {.mode = StoreMode::Create, .memory = options.memory}) {
    if (options.repair == Repair::Yes) changes_.emplace(database_);
    found_.salvage = std::move(salvage);
  }

  Verification run() {
    if (found_.salvage) {
      leave_logs();
      report_salvage(*found_.salvage);
    }
    const std::set<Family> damaged = check_files();
    keeps_copies_ = database_.get(Family::Meta, copies_key, nullptr).has_value();
    derive();
    for (const Family family : derived_families) {
      if (!damaged.contains(family)) {
        compare(family);
      } else if (changes_) {
        rebuild(family);
      }
    }
    check_identities();
    check_copies();
    check_decisions();
    if (changes_) changes_->finish();
    return found_;
  }

 private:
  std::size_t& count(std::array<std::size_t, family_names.size()>& counts, Family family) {
    return counts.at(static_cast<std::size_t>(family));
  }

  void report(const Difference& difference) {
    ++count(found_.differences, difference.family);
    visit_(difference);
  }

  void checked(Family family) {
    ++count(found_.checked, family);
    if (++entries_ % entries_between_reports == 0 && options_.progress) options_.progress(entries_);
  }

  // RocksDB keeps a log of which it could take nothing, and would end there each time. Where
  // something is written and flushed, it removes all former logs.
  void leave_logs() {
    changes_->erase(Family::Meta, identities_key);
    changes_->write();
    std::vector<rocksdb::ColumnFamilyHandle*> families;
    for (std::size_t i = 0; i < family_names.size(); ++i) {
      families.push_back(database_.handle(static_cast<Family>(i)));
    }
    database_.check(database_.db().Flush({}, families), "leaving the damaged log");
  }

  void report_salvage(const Salvage& salvage) {
    for (const SyncedDamage& damage : salvage.damages) {
      report({.family = Family::Documents,
              .kind = Kind::Unreadable,
              .remedy = Remedy::Salvage,
              .key = "file " + damage.file,
              .reason = damage.what});
    }
    for (const LostChange& lost : salvage.lost) {
      Difference difference{.family = lost.family,
                            .kind = Kind::Missing,
                            .remedy = Remedy::StoreAgain,
                            .key = readable_key(lost.family, lost.key),
                            .reason = "it was stored after the damage"};
      if (lost.now == LostChange::Now::Former) {
        difference.kind = Kind::Changed;
        difference.reason = "it is as it was before the damage";
      } else if (lost.now == LostChange::Now::NotRemoved) {
        difference.kind = Kind::Extra;
        difference.reason = "it was removed after the damage";
      }
      report(difference);
    }
  }

  // Gives the derived families with damaged files.
  std::set<Family> check_files() {
    const std::vector<DamagedFile> found = damaged_files(database_);
    std::set<Family> damaged;
    std::vector<DamagedFile> beyond_repair;
    for (const DamagedFile& file : found) {
      const bool derived = is_derived(file.family);
      if (derived) {
        damaged.insert(file.family);
      } else {
        beyond_repair.push_back(file);
      }
      report({.family = file.family,
              .kind = Kind::Unreadable,
              .remedy = derived ? Remedy::Rebuild : Remedy::None,
              .key = "file " + file.name,
              .reason = file.reason});
    }
    if (!beyond_repair.empty()) {
      throw Error("the graph " + quoted(database_.path()) +
                  " is damaged: " + text_of(beyond_repair) +
                  "; what that holds cannot be derived from anything else: restore a backup, or "
                  "build the graph again");
    }
    return damaged;
  }

  // Puts every sound document into the derived graph.
  void derive() {
    Cursor documents = Cursor::through_all(database_, Family::Documents);
    Cursor evidence = Cursor::through_all(database_, Family::Evidence);
    while (documents.valid() || evidence.valid()) {
      std::optional<std::string> owner;
      if (evidence.valid()) {
        owner = owner_of(evidence.key());
        if (!owner) {
          drop_stray(evidence);
          continue;
        }
      }
      const bool record_first = documents.valid() && (!owner || documents.key() <= *owner);
      derive_document(record_first ? std::string(documents.key()) : *owner, documents, evidence);
    }
    write_derived();
  }

  static std::optional<std::string> owner_of(std::string_view evidence_key) {
    try {
      return document_of_evidence_key(evidence_key);
    } catch (const DecodeError& of_no_document) {
      return {};
    }
  }

  void drop_stray(Cursor& evidence) {
    checked(Family::Evidence);
    report({.family = Family::Evidence,
            .kind = Kind::Unreadable,
            .remedy = Remedy::Rebuild,
            .key = readable_key(Family::Evidence, evidence.key()),
            .reason = "its key names no document"});
    if (changes_) changes_->erase(Family::Evidence, evidence.key());
    evidence.next();
  }

  // Reads what both families hold of the document, checks it and puts it into the derived graph.
  void derive_document(const std::string& id, Cursor& documents, Cursor& evidence) {
    bool sound = true;
    const auto damaged = [&](Family family, std::string_view key, Kind kind,
                             const std::string& reason) {
      sound = false;
      report({.family = family,
              .kind = kind,
              .remedy = Remedy::TakeDocumentOut,
              .key = readable_key(family, key),
              .reason = reason});
    };
    StoredDocument document;
    const bool recorded = documents.valid() && documents.key() == id;
    if (recorded) {
      checked(Family::Documents);
      try {
        document = decode_document(id, documents.value());
        check_order(document.entities);
      } catch (const DecodeError& error) {
        damaged(Family::Documents, id, Kind::Unreadable, error.what());
      }
      documents.next();
    }
    Contribution contribution{.facts = {}, .entities = std::move(document.entities)};
    const std::string prefix = text_prefix(id);
    for (; evidence.valid() && evidence.key().starts_with(prefix); evidence.next()) {
      checked(Family::Evidence);
      const std::string_view key = evidence.key();
      if (!recorded) {
        damaged(Family::Evidence, key, Kind::Extra, "there is no record of the document");
        continue;
      }
      try {
        contribution.facts.push_back(read_fact(id, key, evidence.value()));
      } catch (const DecodeError& error) {
        damaged(Family::Evidence, key, Kind::Unreadable, error.what());
      }
    }
    if (sound) {
      const std::string reason = contradiction(contribution);
      if (!reason.empty()) damaged(Family::Documents, id, Kind::Changed, reason);
    }
    if (sound) {
      put_derived(document.record, std::move(contribution));
    } else {
      ++found_.damaged_documents;
      if (changes_) take_out(id);
    }
  }

  static Fact read_fact(const std::string& id, std::string_view key, std::string_view value) {
    Fact fact{parse_fact_key(fact_of_evidence_key(key)), decode_evidence(id, value)};
    if (fact.evidence.empty()) throw DecodeError("there is nothing in it");
    if (merge_evidence(fact.evidence) != fact.evidence) {
      throw DecodeError("its pieces are not in order");
    }
    return fact;
  }

  void put_derived(const DocumentRecord& record, Contribution contribution) {
    if (keeps_copies_) copies_.add(record.id, record.date, contribution.facts);
    for (Fact& fact : contribution.facts) {
      for (FactEvidence& piece : fact.evidence) piece.text.clear();  // facts do not hold it
    }
    if (!derived_next_) derived_next_.emplace(derived_);
    derived_next_->add(record, contribution);
    if (derived_next_->bytes() >= options_.memory / 2) write_derived();
  }

  void write_derived() {
    if (!derived_next_) return;
    derived_.check(derived_next_->write(), "putting together what the documents say");
    derived_next_.reset();
  }

  // The record first: where this is interrupted, what is left is evidence without a record.
  void take_out(const std::string& id) {
    changes_->erase(Family::Documents, id);
    database_.scan(Family::Evidence, prefix_range(text_prefix(id)), nullptr,
                   [&](std::string_view key, std::string_view) {
                     changes_->erase(Family::Evidence, key);
                     return Walk::Continue;
                   });
  }

  void compare(Family family) {
    Cursor is = Cursor::through_all(database_, family);
    Cursor should_be = Cursor::through_all(derived_, family);
    const auto differs = [&](Kind kind, std::string_view key, std::string reason = {}) {
      report({.family = family,
              .kind = kind,
              .remedy = Remedy::Rebuild,
              .key = readable_key(family, key),
              .reason = std::move(reason)});
      if (!changes_) return;
      if (kind == Kind::Extra) {
        changes_->erase(family, key);
      } else {
        changes_->put(family, key, should_be.value());
      }
    };
    while (is.valid() || should_be.valid()) {
      if (!should_be.valid() || (is.valid() && is.key() < should_be.key())) {
        checked(family);
        differs(Kind::Extra, is.key());
        is.next();
      } else if (!is.valid() || should_be.key() < is.key()) {
        differs(Kind::Missing, should_be.key());
        should_be.next();
      } else {
        checked(family);
        try {
          const std::string reason = difference_of_values(family, is.value(), should_be.value());
          if (!reason.empty()) differs(Kind::Changed, is.key(), reason);
        } catch (const DecodeError& error) {
          differs(Kind::Unreadable, is.key(), error.what());
        }
        is.next();
        should_be.next();
      }
    }
  }

  void rebuild(Family family) {
    changes_->write();  // before the family that they may be about is replaced
    database_.empty(family);
    for (Cursor should_be = Cursor::through_all(derived_, family); should_be.valid();
         should_be.next()) {
      changes_->put(family, should_be.key(), should_be.value());
    }
  }

  // Which entities are one is derived from all of them, by who has the words for it; here it is
  // only seen whether it can be read, and is of entities that are there.
  void check_identities() {
    const auto value = database_.get(Family::Meta, identities_key, nullptr);
    if (!value) return;
    checked(Family::Meta);
    const auto differs = [&](Kind kind, const std::string& reason) {
      forget(identities_key, kind, reason);
    };
    try {
      const Identities identities = decode_identities(*value);
      for (const Identities::Group& group : identities.groups()) {
        for (const std::string& member : group.members) {
          if (derived_.get(Family::Entities, member, nullptr)) continue;
          differs(Kind::Changed, "no document names \"" + escaped(member) + "\"");
          return;
        }
      }
    } catch (const DecodeError& error) {
      differs(Kind::Unreadable, error.what());
    }
  }

  // As what the sentences of all sound documents give.
  void check_copies() {
    const auto value = database_.get(Family::Meta, copies_key, nullptr);
    if (!value) return;
    checked(Family::Meta);
    try {
      if (decode_copies(*value) == copies_.find()) return;
      forget(copies_key, Kind::Changed, "they are not those that the evidence shows");
    } catch (const DecodeError& error) {
      forget(copies_key, Kind::Unreadable, error.what());
    }
  }

  // Reports what is derived from the whole graph; who needs it makes it anew.
  void forget(std::string_view key, Kind kind, const std::string& reason) {
    report({.family = Family::Meta,
            .kind = kind,
            .remedy = Remedy::Rebuild,
            .key = std::string(key),
            .reason = reason});
    if (changes_) changes_->erase(Family::Meta, key);
  }

  void check_decisions() {
    for (Cursor decisions = Cursor::through_all(database_, Family::Decisions); decisions.valid();
         decisions.next()) {
      checked(Family::Decisions);
      try {
        decode_decision(parse_decision_key(decisions.key()), decisions.value());
      } catch (const DecodeError& error) {
        ++found_.damaged_decisions;
        report({.family = Family::Decisions,
                .kind = Kind::Unreadable,
                .remedy = Remedy::TakeDecisionOut,
                .key = readable_key(Family::Decisions, decisions.key()),
                .reason = error.what()});
        if (changes_) changes_->erase(Family::Decisions, decisions.key());
      }
    }
  }

  const VerifyOptions& options_;
  const std::function<void(const Difference&)>& visit_;
  Database database_;
  TemporaryFolder folder_;
  Database derived_;  // what the documents say, put together anew
  std::optional<BulkChange> derived_next_;
  bool keeps_copies_ = false;
  CopyFinder copies_;  // among the sound documents
  std::optional<Changes> changes_;
  Verification found_;
  std::size_t entries_ = 0;
};

}  // namespace

std::string_view name_of(Difference::Kind kind) {
  switch (kind) {
    case Kind::Missing:
      return "missing";
    case Kind::Extra:
      return "extra";
    case Kind::Changed:
      return "changed";
    case Kind::Unreadable:
      return "unreadable";
  }
  throw Error("a difference has no kind");
}

std::size_t Verification::total() const {
  return std::accumulate(differences.begin(), differences.end(), std::size_t{0});
}

Verification verify(const fs::path& graph, const VerifyOptions& options,
                    const std::function<void(const Difference&)>& visit) {
  const bool repairs = options.repair == Repair::Yes;
  return Verifier(graph, options, visit,
                  repairs ? salvage_log(graph, options.memory) : std::nullopt)
      .run();
}

}  // namespace entente
