#include "tests/fuzz/memory_file.h"

#include <sys/mman.h>
#include <unistd.h>

#include "tests/fuzz/property.h"

namespace entente {

MemoryFile::MemoryFile(std::string_view bytes)
    : descriptor_(memfd_create("fuzzed", MFD_CLOEXEC)),
      path_("/proc/self/fd/" + std::to_string(descriptor_)) {
  const auto size = static_cast<ssize_t>(bytes.size());
  require(descriptor_ >= 0 && ::write(descriptor_, bytes.data(), bytes.size()) == size,
          "a file in memory can be written");
}

MemoryFile::~MemoryFile() { ::close(descriptor_); }

}  // namespace entente
