#include "store/bulk_change.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <rocksdb/merge_operator.h>
#include <rocksdb/sst_file_writer.h>
#include <rocksdb/write_batch.h>
#include <sys/stat.h>
#include <system_error>

#include "store/document_change.h"

namespace entente {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t least_for_files = std::size_t{4} << 20;

fs::path folder_of(const fs::path& graph) { return graph / "bulk"; }

void make_bulk_folder(const fs::path& folder) {
  if (::mkdir(folder.c_str(), S_IRWXU) == 0 || errno == EEXIST) return;
  throw Error("the folder \"" + folder.string() + "\" cannot be made: " + std::strerror(errno));
}

// One operand of several for `key`; what the family holds of it in the end where these are all.
rocksdb::Status merged(const rocksdb::MergeOperator& merger, const rocksdb::Slice& key,
                       const std::vector<rocksdb::Slice>& operands, bool all, std::string& result) {
  bool done = false;
  if (all) {
    rocksdb::Slice unused;
    rocksdb::MergeOperator::MergeOperationOutput out(result, unused);
    const rocksdb::MergeOperator::MergeOperationInput in(key, nullptr, operands, nullptr);
    done = merger.FullMergeV2(in, &out);
  } else {
    done = merger.PartialMergeMulti(key, std::deque(operands.begin(), operands.end()), &result,
                                    nullptr);
  }
  return done ? rocksdb::Status::OK() : rocksdb::Status::Corruption("operands cannot be merged");
}

}  // namespace

BulkChange::~BulkChange() { remove_unfinished_bulk_changes(database_.path()); }

void BulkChange::add(const DocumentRecord& record, const Contribution& contribution) {
  documents_.insert(record.id);
  add_document(
      record, contribution, [this](Family family, std::string_view key, std::string_view value) {
        Collected& collected = families_.at(static_cast<std::size_t>(family));
        collected.entries.push_back({.begin = collected.bytes.size(),
                                     .key_size = static_cast<std::uint32_t>(key.size()),
                                     .value_size = static_cast<std::uint32_t>(value.size())});
        collected.bytes.append(key).append(value);
        bytes_ += sizeof(Entry) + key.size() + value.size();
      });
}

bool BulkChange::is_worth_files() const { return bytes_ >= least_for_files; }

rocksdb::Status BulkChange::write() {
  if (!is_worth_files()) return write_batch();
  sort();
  return write_files();
}

rocksdb::Status BulkChange::write_batch() const {
  rocksdb::WriteBatch batch;
  for (std::size_t i = 0; i < families_.size(); ++i) {
    auto* const handle = database_.handle(static_cast<Family>(i));
    for (const Entry& entry : families_[i].entries) {
      const auto key = slice(families_[i].key(entry));
      const auto value = slice(families_[i].value(entry));
      auto status = is_merged(static_cast<Family>(i)) ? batch.Merge(handle, key, value)
                                                      : batch.Put(handle, key, value);
      if (!status.ok()) return status;
    }
  }
  rocksdb::WriteOptions options;
  options.sync = true;
  return database_.db().Write(options, &batch);
}

void BulkChange::sort() {
  for (Collected& family : families_) {
    const auto by_key = [&](const Entry& left, const Entry& right) {
      return family.key(left) < family.key(right);
    };
    if (!std::is_sorted(family.entries.begin(), family.entries.end(), by_key)) {
      std::stable_sort(family.entries.begin(), family.entries.end(), by_key);
    }
  }
}

// True where the graph has nothing between the first and the last key of the family.
bool BulkChange::is_apart(Family family) const {
  const Collected& collected = families_.at(static_cast<std::size_t>(family));
  bool apart = true;
  database_.scan(family,
                 {.begin = std::string(collected.key(collected.entries.front())), .end = {}},
                 nullptr, [&](std::string_view key, std::string_view) {
                   apart = key > collected.key(collected.entries.back());
                   return Walk::Stop;
                 });
  return apart;
}

rocksdb::Status BulkChange::write_files() {
  const fs::path folder = folder_of(database_.path());
  make_bulk_folder(folder);
  std::vector<rocksdb::IngestExternalFileArg> files;
  for (std::size_t i = 0; i < families_.size(); ++i) {
    if (families_[i].entries.empty()) continue;
    const auto family = static_cast<Family>(i);
    const std::string file = folder / (std::string(name_of(family)) + ".sst");
    auto status = write_file(family, file, is_apart(family));
    if (!status.ok()) return status;
    auto& taken = files.emplace_back();
    taken.column_family = database_.handle(family);
    taken.external_files = {file};
    taken.options.move_files = true;
    taken.options.write_global_seqno = false;
  }
  return database_.db().IngestExternalFiles(files);
}

rocksdb::Status BulkChange::write_file(Family family, const std::string& file, bool apart) const {
  const Collected& collected = families_.at(static_cast<std::size_t>(family));
  rocksdb::Options options = database_.db().GetOptions(database_.handle(family));
  if (!apart) {  // the file will soon be merged with others
    options.bottommost_compression = rocksdb::kDisableCompressionOption;
  }
  const bool merges = is_merged(family);
  rocksdb::SstFileWriter writer(rocksdb::EnvOptions(), options, database_.handle(family),
                                /*invalidate_page_cache=*/true, rocksdb::Env::IOPriority::IO_TOTAL,
                                /*skip_filters=*/apart && options.optimize_filters_for_hits);
  auto status = writer.Open(file);
  std::vector<rocksdb::Slice> operands;
  std::string united;
  for (auto entry = collected.entries.begin(); status.ok() && entry != collected.entries.end();) {
    const std::string_view key = collected.key(*entry);
    operands.clear();
    for (; entry != collected.entries.end() && collected.key(*entry) == key; ++entry) {
      operands.push_back(slice(collected.value(*entry)));
    }
    rocksdb::Slice value = operands.front();
    if (merges && operands.size() > 1) {
      united.clear();
      status = merged(*options.merge_operator, slice(key), operands, apart, united);
      if (!status.ok()) break;
      value = united;
    }
    status = merges && !apart ? writer.Merge(slice(key), value) : writer.Put(slice(key), value);
  }
  return status.ok() ? writer.Finish() : status;
}

void remove_unfinished_bulk_changes(const fs::path& graph) {
  std::error_code tried_again_when_the_graph_is_opened;
  fs::remove_all(folder_of(graph), tried_again_when_the_graph_is_opened);
}

}  // namespace entente
