// Backups as the commands show them.
#pragma once

#include <cstdint>
#include <ostream>
#include <span>
#include <string>

#include "store/backup.h"

namespace entente {

// "12.3 MB"; as 1000 bytes are a kB.
std::string size_text(std::uint64_t bytes);

// number, time, graph, files, bytes, added and damage; what is not known is null.
std::string to_json_line(const Backup& backup);

// A table, or one JSON object a line.
void print_backups(std::span<const Backup> backups, bool json, std::ostream& stream);

}  // namespace entente
