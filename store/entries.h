// The entries of a family, one after the other in the order of their keys.
//
// Internal to store/. Throws Error where the family cannot be read.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "store/database.h"

namespace entente {

class Entries {
 public:
  Entries(const Database& database, Family family) : database_(database), family_(family) {
    rocksdb::ReadOptions options;
    options.fill_cache = false;
    options.readahead_size = std::size_t{1} << 20;
    at_.reset(database.db().NewIterator(options, database.handle(family)));
    at_->SeekToFirst();
    check();
  }

  bool valid() const { return at_->Valid(); }
  std::string_view key() const { return view(at_->key()); }
  std::string_view value() const { return view(at_->value()); }
  void next() {
    at_->Next();
    check();
  }

 private:
  void check() const {
    if (valid()) return;
    database_.check(at_->status(), "reading \"" + std::string(name_of(family_)) + "\"");
  }

  const Database& database_;
  Family family_;
  std::unique_ptr<rocksdb::Iterator> at_;
};

}  // namespace entente
