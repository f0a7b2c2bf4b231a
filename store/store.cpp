#include "store/store.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "extract/error.h"
#include "extract/triple_limits.h"
#include "graph/copies.h"
#include "store/bulk_change.h"
#include "store/database.h"
#include "store/document_change.h"
#include "store/kept_decisions.h"
#include "store/values.h"

namespace entente {
namespace {

// Files that came in bulk are merged at the end where they are at least this part of their family:
// what that costs stays in proportion to what was put.
constexpr std::uint64_t worth_merging = 4;

// What stands in the log alone is read again whenever the graph is opened: no more than this, in
// bytes of memory that it takes.
constexpr std::uint64_t most_in_log = std::uint64_t{8} << 20;

void check_documents(const DocumentRecord& record, const Contribution& contribution) {
  if (record.id.empty()) throw Error("a document without an id cannot be stored");
  const auto check = [&](const std::string& document) {
    if (document != record.id) {
      throw Error("a triple of document \"" + document + "\" stands among those of document \"" +
                  record.id + "\"");
    }
  };
  std::size_t pieces = 0;
  std::size_t bytes = 0;
  for (const Fact& fact : contribution.facts) {
    const std::size_t of_key = fact.key.subject.size() + fact.key.relation.size() +
                               fact.key.object.size() + fact.key.date.size();
    for (const FactEvidence& evidence : fact.evidence) {
      check(evidence.document);
      ++pieces;
      bytes += of_key + evidence.document.size() + evidence.observed.size() +
               evidence.module.size() + evidence.source.size() + evidence.text.size();
    }
  }
  try {
    check_document_size(pieces, bytes);
  } catch (const Error& error) {
    throw Error("document \"" + record.id + "\" cannot be stored: " + error.what());
  }
  for (const NamedEntity& entity : contribution.entities) {
    for (const Naming& naming : entity.namings) check(naming.document);
  }
}

}  // namespace

struct Store::Writer {
  Writer(std::shared_ptr<Database> opened, const StoreOptions& options)
      : database(std::move(opened)), mode(options.mode), most_in_bulk(options.memory / 2) {}

  std::shared_ptr<Database> database;
  StoreMode mode;
  std::size_t most_in_bulk;  // bytes
  std::mutex changing{};
  bool may_have_identities = true;  // those of the state before
  bool may_have_copies = true;      // the same
  bool has_failed = false;          // at writing
  bool has_files_in_bulk = false;   // written since they were last merged

  void check_writable() const {
    const std::string graph = "the graph \"" + database->path().string() + "\"";
    if (mode == StoreMode::ReadOnly) {
      throw Error(graph + " is open for reading only; open it for writing to change it");
    }
    if (has_failed) {
      throw Error(graph +
                  " could not be written before; nothing more is written until it is "
                  "opened again");
    }
  }

  // What RocksDB keeps in memory is ahead of the disk where writing has failed: what is written
  // later would build on what may be lost (Rebello et al., "Can Applications Recover from fsync
  // Failures?", 2020).
  void check_written(const rocksdb::Status& status, std::string_view action) {
    has_failed = has_failed || !status.ok();
    database->check(status, action);
  }

  void put_identities(const Identities& identities) {
    const std::lock_guard lock(changing);
    check_writable();
    check_written(database->db().Put({}, database->handle(Family::Meta), slice(identities_key),
                                     slice(encode_identities(identities))),
                  "writing which entities are one");
    may_have_identities = true;
  }

  void put_copies(const Copies& copies) {
    const std::lock_guard lock(changing);
    check_writable();
    rocksdb::WriteBatch batch;
    auto* const meta = database->handle(Family::Meta);
    database->check(batch.Put(meta, slice(copies_key), slice(encode_copies(copies))),
                    "collecting copies");
    database->check(batch.Put(meta, slice(schema_key), slice(schema_version)), "collecting copies");
    check_written(database->db().Write({}, &batch), "writing which documents are copies");
    may_have_copies = true;
  }

  std::uint64_t decide(Decision decision) {
    const std::lock_guard lock(changing);
    check_writable();
    const auto standing = read_decisions(*database, nullptr);
    check_decision(decision, standing);
    decision.number = next_number(standing);
    put(decision);
    return decision.number;
  }

  bool keep(const Decision& decision) {
    const std::lock_guard lock(changing);
    check_writable();
    const auto standing = read_decisions(*database, nullptr);
    Decision kept = decision;
    for (const Decision& other : standing) {
      kept.number = other.number;
      if (kept == other) return false;
    }
    // A name may be given again where another one came between that was taken back.
    if (decision.kind != DecisionKind::Rename) check_decision(decision, standing);
    kept.number = std::max(decision.number, next_number(standing));
    put(kept);
    return true;
  }

  static std::uint64_t next_number(const std::vector<Decision>& standing) {
    return standing.empty() ? 1 : standing.back().number + 1;
  }

  void put(const Decision& decision) {
    rocksdb::WriteBatch batch;
    database->check(
        batch.Put(database->handle(Family::Decisions), slice(decision_key(decision.number)),
                  slice(encode_decision(decision))),
        "collecting a decision");
    write(batch, decision);
  }

  std::optional<Decision> undo(std::uint64_t number) {
    const std::lock_guard lock(changing);
    check_writable();
    const auto standing = read_decisions(*database, nullptr);
    const auto found = std::ranges::find(standing, number, &Decision::number);
    if (found == standing.end()) return {};
    rocksdb::WriteBatch batch;
    database->check(batch.Delete(database->handle(Family::Decisions), slice(decision_key(number))),
                    "collecting a decision");
    write(batch, *found);
    return *found;
  }

  // A name changes nothing of who is one.
  void write(rocksdb::WriteBatch& batch, const Decision& decision) {
    const bool ties = decision.kind != DecisionKind::Rename;
    if (ties) forget(batch, identities_key);
    check_written(database->db().Write({}, &batch),
                  "writing decision " + std::to_string(decision.number));
    if (ties) may_have_identities = false;
  }

  void forget(rocksdb::WriteBatch& batch, std::string_view key) const {
    database->check(batch.Delete(database->handle(Family::Meta), slice(key)),
                    "collecting a change");
  }

  // What a change of a document takes away with it.
  bool may_have_derived() const { return may_have_identities || may_have_copies; }
  void forget_derived(rocksdb::WriteBatch& batch) const {
    forget(batch, identities_key);
    forget(batch, copies_key);
  }
  void has_forgotten_derived() {
    may_have_identities = false;
    may_have_copies = false;
  }

  // Makes the change and writes it before another one can begin; says whether the document existed,
  // and whether anything was written.
  std::pair<bool, bool> change(std::string_view id, const std::optional<DocumentRecord>& record,
                               const Contribution& contribution) {
    const std::lock_guard lock(changing);
    check_writable();
    return write_change(id, record, contribution);
  }

  std::pair<bool, bool> write_change(std::string_view id,
                                     const std::optional<DocumentRecord>& record,
                                     const Contribution& contribution) {
    DocumentChange change = document_change(*database, id, record, contribution);
    const bool changes = change.batch.Count() > 0;
    if (changes) {
      if (may_have_derived()) forget_derived(change.batch);
      check_written(database->db().Write({}, &change.batch),
                    "writing document \"" + std::string(id) + "\"");
      has_forgotten_derived();
    }
    return {change.existed, changes};
  }

  std::size_t put_documents(const NextDocument& next) {
    const std::lock_guard lock(changing);
    check_writable();
    std::size_t count = 0;
    std::optional<DocumentContribution> document;
    std::optional<DocumentContribution> again;  // comes a second time, and so the last
    BulkChange bulk(*database);
    while (!again && bulk.bytes() < most_in_bulk && (document = next())) {
      ++count;
      check_documents(document->record, document->contribution);
      if (bulk.has(document->record.id)) {
        again = std::exchange(document, std::nullopt);
      } else if (database->get(Family::Documents, document->record.id, nullptr)) {
        write_change(document->record.id, document->record, document->contribution);
      } else {
        bulk.add(document->record, document->contribution);
      }
    }
    write(bulk);
    if (again) write_change(again->record.id, again->record, again->contribution);
    if (!document && !again && has_files_in_bulk) merge_files();
    flush_log();
    return count;
  }

  // Which entities are one and which documents copies goes first, and durably: it may be missing,
  // but never be of another state.
  void write(BulkChange& bulk) {
    if (bulk.empty()) return;
    if (may_have_derived()) {
      rocksdb::WriteBatch batch;
      forget_derived(batch);
      check_written(database->db().Write({}, &batch), "writing documents");
      has_forgotten_derived();
    }
    flush_log();
    has_files_in_bulk = has_files_in_bulk || bulk.is_worth_files();
    check_written(bulk.write(), "writing documents in bulk");
  }

  void merge_files() {
    for (std::size_t i = 0; i < family_names.size(); ++i) {
      auto* const handle = database->handle(static_cast<Family>(i));
      rocksdb::ColumnFamilyMetaData files;
      database->db().GetColumnFamilyMetaData(handle, &files);
      if (files.levels.front().files.empty() || files.file_count == 1 ||
          files.levels.front().size * worth_merging < files.size) {
        continue;
      }
      check_written(database->db().CompactRange({}, handle, nullptr, nullptr), "merging files");
    }
    has_files_in_bulk = false;
  }

  void flush_log() { check_written(database->sync(), "making changes durable"); }

  // Sorted files of what is much in the log: little is left there, so that small changes stay
  // cheap.
  void empty_long_log() {
    std::uint64_t bytes = 0;
    std::vector<rocksdb::ColumnFamilyHandle*> families;
    for (std::size_t i = 0; i < family_names.size(); ++i) {
      families.push_back(database->handle(static_cast<Family>(i)));
      std::uint64_t of_family = 0;
      database->db().GetIntProperty(families.back(),
                                    rocksdb::DB::Properties::kCurSizeActiveMemTable, &of_family);
      bytes += of_family;
    }
    if (bytes > most_in_log) check_written(database->db().Flush({}, families), "emptying the log");
  }

  void sync() {
    if (mode == StoreMode::ReadOnly) return;
    const std::lock_guard lock(changing);
    check_writable();
    flush_log();
    empty_long_log();
  }
};

Store::Store(std::unique_ptr<Writer> writer) : writer_(std::move(writer)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Store Store::open(const std::filesystem::path& path, const StoreOptions& options) {
  return Store(std::make_unique<Writer>(std::make_shared<Database>(path, options), options));
}

Store::Outcome Store::put_document(const DocumentRecord& record, std::span<const Triple> triples) {
  return put_document(record, contribution_of(triples));
}

Store::Outcome Store::put_document(const DocumentRecord& record, const Contribution& contribution) {
  check_documents(record, contribution);
  const auto [existed, changed] = writer_->change(record.id, record, contribution);
  if (!existed) return Outcome::Added;
  return changed ? Outcome::Replaced : Outcome::Unchanged;
}

std::size_t Store::put_documents(const NextDocument& next) { return writer_->put_documents(next); }

bool Store::remove_document(std::string_view id) { return writer_->change(id, {}, {}).first; }

void Store::put_identities(const Identities& identities) { writer_->put_identities(identities); }

void Store::put_copies(const Copies& copies) { writer_->put_copies(copies); }

std::uint64_t Store::decide(Decision decision) { return writer_->decide(std::move(decision)); }

bool Store::keep(const Decision& decision) { return writer_->keep(decision); }

std::optional<Decision> Store::undo(std::uint64_t number) { return writer_->undo(number); }

void Store::sync() { writer_->sync(); }

Snapshot Store::snapshot() const { return Snapshot(writer_->database); }

}  // namespace entente
