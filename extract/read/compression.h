// Decompression of gzip and Zstandard data, streaming.
//
// Both begin with bytes that no text begins with: these tell, also where there is no name (standard
// input) or one that is wrong. Only what is named as compressed and does not begin so is damaged.
//
// Several members (gzip) or frames (Zstandard) one after another are one file, as both formats say.
// Truncated or corrupt data throws DamagedInput, after all that could be decompressed was returned;
// so does data that grows beyond limits.h.
#pragma once

#include <memory>

#include "extract/read/byte_stream.h"
#include "extract/read/format.h"

namespace entente {

// `stored`, decompressed, or as it is where neither its first bytes nor its name say that it is
// compressed. `named` is what the name says. Reads the first bytes, and so throws DamagedInput.
std::unique_ptr<ByteSource> decompress(std::unique_ptr<ByteSource> stored, Compression named);

}  // namespace entente
