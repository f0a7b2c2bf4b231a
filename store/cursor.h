// A place among the entries of a family that moves on, by steps to the next entry or by leaps over
// many: a leap takes as long as a few dozen steps.
//
// Internal to store/. Throws Error where the family cannot be read.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "store/database.h"

namespace entente {

class Cursor {
 public:
  // Before all entries. `snapshot` may be null: the newest state; both MUST outlive the cursor.
  Cursor(const Database& database, Family family, const rocksdb::Snapshot* snapshot)
      : database_(database), family_(family) {
    rocksdb::ReadOptions options;
    options.snapshot = snapshot;
    at_.reset(database.db().NewIterator(options, database.handle(family)));
  }

  // At the first of all entries of the newest state, which are read once each.
  static Cursor through_all(const Database& database, Family family) {
    Cursor cursor(database, family);
    cursor.at_->SeekToFirst();
    cursor.check();
    return cursor;
  }

  bool valid() const { return at_->Valid(); }
  std::string_view key() const { return view(at_->key()); }
  std::string_view value() const { return view(at_->value()); }

  void next() {
    at_->Next();
    check();
  }

  // To the first entry whose key is not less than `to`, by a leap unless it is there already. `to`
  // MUST NOT be less than where it was told to go before.
  void move_on(std::string_view to) {
    if (leaps_ > 0 && (!valid() || key() >= to)) return;
    at_->Seek(slice(to));
    ++leaps_;
    check();
  }

  // The same where the next entry often is the one: it tries a step before it leaps.
  void step_or_move_on(std::string_view to) {
    if (valid() && key() < to) next();
    move_on(to);
  }

  std::size_t leaps() const { return leaps_; }

 private:
  Cursor(const Database& database, Family family) : database_(database), family_(family) {
    rocksdb::ReadOptions options;
    options.fill_cache = false;
    options.readahead_size = std::size_t{1} << 20;
    at_.reset(database.db().NewIterator(options, database.handle(family)));
  }

  void check() const {
    if (valid()) return;
    database_.check(at_->status(), "reading \"" + std::string(name_of(family_)) + "\"");
  }

  const Database& database_;
  Family family_;
  std::size_t leaps_ = 0;
  std::unique_ptr<rocksdb::Iterator> at_;
};

}  // namespace entente
