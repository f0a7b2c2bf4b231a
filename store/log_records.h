// The records of RocksDB's logs: which are as they were written.
//
// Internal to store/. RocksDB reads logs itself; this is for logs of which it may not read on
// behind what is damaged.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace entente {

// Where the last record of a log ends that is whole, as are all before it.
std::size_t sound_part(std::string_view log);

// What RocksDB reads as damaged behind a log of `size` bytes.
std::string end_of_damaged_log(std::size_t size);

// True where the logs of the graph are nothing but sound records, to their last bytes.
bool logs_are_whole(const std::filesystem::path& graph);

}  // namespace entente
