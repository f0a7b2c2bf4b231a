// Whether a stored graph was written to, told without opening it.
#pragma once

#include <filesystem>
#include <string>

namespace entente {

// Changes with every write to the graph in `folder`: which file lists its files, and how long that
// and its logs are. Reads the folder alone; "" where there is none.
std::string graph_stamp(const std::filesystem::path& folder);

}  // namespace entente
