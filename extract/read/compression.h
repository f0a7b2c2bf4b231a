// Decompression of gzip and Zstandard data, streaming.
//
// Several members (gzip) or frames (Zstandard) one after another are one file, as both formats say.
// Truncated or corrupt data throws DamagedInput, after all that could be decompressed was returned;
// so does data that grows beyond limits.h.
#pragma once

#include <memory>

#include "extract/read/byte_stream.h"
#include "extract/read/format.h"

namespace entente {

// `stored`, decompressed; itself where it is not compressed.
std::unique_ptr<ByteSource> decompress(std::unique_ptr<ByteSource> stored, Compression compression);

}  // namespace entente
