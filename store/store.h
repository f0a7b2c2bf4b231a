// A Store is a graph kept on disk: documents, the facts they state, and the entities of these.
//
//   Store store = Store::open("graph", {.mode = StoreMode::Create});
//   store.put_document(record_of(document), triples);
//   store.sync();
//   const TemporalGraph graph = store.snapshot().load_graph({.about = {"North Korea"}});
//
// How it works:
//   1. All that a document changes goes in one atomic batch: its record, its evidence, the facts
//   and
//      entities that follow from it, and every index. A reader sees whole documents only, and so
//      does a store reopened after a crash.
//   2. What a document contributed before is replaced: putting it twice changes nothing, putting a
//      changed one leaves nothing of its former self. Facts without evidence and entities that no
//      document names disappear.
//   3. schema.h draws the column families and keys, values.h the values.
//
// Where writing fails (a full disk, a failed sync), every further change is refused until the graph
// is opened again: only what is on the disk then is sure.
//
// One process at a time may open a graph for writing; any number may read it, as of the moment that
// they open it. Multiple threads may call every method of one Store without external
// synchronisation; changes are made one after the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "extract/triple.h"
#include "graph/decisions.h"
#include "graph/identities.h"
#include "graph/merge.h"
#include "store/document_record.h"
#include "store/snapshot.h"

namespace rocksdb {
class FileSystem;
}

namespace entente {

class Copies;
class Database;

enum class StoreMode {
  ReadOnly,   // takes no lock; sees what the graph held when it was opened
  ReadWrite,  // the graph has to exist
  Create      // as ReadWrite, but makes the graph where the folder is missing or empty
};

struct StoreOptions {
  StoreMode mode = StoreMode::ReadOnly;

  // Memory for changes not yet in a sorted file and for blocks read from these, in bytes, shared
  // half and half. Default: 128 MiB.
  std::size_t memory = std::size_t{128} << 20;

  // What reads and writes the graph's files; tests put a failing disk here. Default: null, the
  // machine's own.
  std::shared_ptr<rocksdb::FileSystem> file_system{};
};

struct DocumentContribution {
  DocumentRecord record;
  Contribution contribution;
};

class Store {
 public:
  enum class Outcome { Added, Replaced, Unchanged };

  // Opens the graph in the folder `path`, which may be a symbolic link; in the folder there may be
  // none. A new graph is for its owner alone (the folder has mode 0700); its parents MUST exist.
  // Throws Error: `path` is missing, or is not a graph; it has an unknown schema version; another
  // process writes it; it holds a symbolic link; a file in it is damaged.
  static Store open(const std::filesystem::path& path, const StoreOptions& options = {});

  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  // Makes `triples` all that the document contributes. They MUST be of the document record.id;
  // Error otherwise, as for what contribution_of throws and for more triples than limits.h allows.
  // Nothing has changed where an Error is thrown.
  Outcome put_document(const DocumentRecord& record, std::span<const Triple> triples);

  // The same for triples that contribution_of has already put together, on any thread.
  Outcome put_document(const DocumentRecord& record, const Contribution& contribution);

  // Puts documents as put_document does, but many in one step, which is much faster from some
  // thousand triples on. Takes what `next` gives until that is enough for one step (half of
  // StoreOptions::memory) or nothing, and says how many documents that were: 0 at the end.
  // Those that the graph did not have are put in one atomic change, the others one by one; all of
  // them are durable when it returns. Documents in the order of their ids are put fastest.
  // Where `next` throws, the documents that the graph did not have are not put. It MUST not use the
  // store.
  using NextDocument = std::function<std::optional<DocumentContribution>()>;
  std::size_t put_documents(const NextDocument& next);

  // Removes a document and all that follows from it alone; false where there is no such document.
  bool remove_document(std::string_view id);

  // Keeps which entities are one, for Snapshot::identities. They MUST be those of the present
  // state: the next change of a document, merge or split takes them away.
  void put_identities(const Identities& identities);

  // Keeps which documents are copies, for Snapshot::kept_copies. They MUST be those of the present
  // state: the next change of a document takes them away.
  void put_copies(const Copies& copies);

  // Keeps a user's decision and gives its number: one more than the highest that there is, whatever
  // decision.number says. Throws Error as check_decision does; nothing has changed then.
  std::uint64_t decide(Decision decision);

  // Keeps a decision that stood in another graph, under its own number where that is higher than
  // all that stand, else as decide() does. False where the graph has it, whatever its number.
  // Throws RefusedDecision as check_decision does, except for a name that is given already.
  bool keep(const Decision& decision);

  // Takes a decision back and gives it; nothing where there is none of this number.
  std::optional<Decision> undo(std::uint64_t number);

  // When it returns, all changes made before survive a loss of power. (A change survives the end of
  // the process as soon as the method that makes it returns.)
  void sync();

  // The state at this moment; later changes do not touch it. May outlive the Store, but keeps the
  // graph open, and locked if it is open for writing.
  Snapshot snapshot() const;

 private:
  struct Writer;

  explicit Store(std::unique_ptr<Writer> writer);

  std::unique_ptr<Writer> writer_;
};

}  // namespace entente
