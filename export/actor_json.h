// What JSON objects about actors have in common.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "store/snapshot.h"

namespace entente {

// To six decimals, as confidences are.
double rounded(double value);

// The same, or null.
nlohmann::ordered_json rounded_or_null(const std::optional<double>& value);

// Its id, name and type, as actor_entity() knows them.
nlohmann::ordered_json actor_json(const Snapshot& snapshot, const std::string& actor);

}  // namespace entente
