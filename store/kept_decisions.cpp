#include "store/kept_decisions.h"

#include "store/values.h"

namespace entente {

std::vector<Decision> read_decisions(const Database& database, const rocksdb::Snapshot* snapshot) {
  std::vector<Decision> decisions;
  database.scan(Family::Decisions, {}, snapshot, [&](std::string_view key, std::string_view value) {
    decisions.push_back(database.decoded(
        Family::Decisions, key, [&] { return decode_decision(parse_decision_key(key), value); }));
    return Walk::Continue;
  });
  return decisions;
}

}  // namespace entente
