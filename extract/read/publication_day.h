// The day of publication of a document, as records and file names give it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace entente {

// The day part of an ISO 8601 day or date-time: "2023-07-27", "2023-07-27T18:00:00+02:00" (or with
// a space for the T, as RFC 3339 allows). Nothing for all else and for days that do not exist.
std::optional<std::string> parse_publication_day(std::string_view date);

// The first day that a file's name holds: 2023-07-27, 2023_07_27 or, for the years 1700 to 2099,
// 20230727, with no further digit beside it.
std::optional<std::string> find_day_in_name(std::string_view name);

}  // namespace entente
