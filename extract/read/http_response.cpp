#include "extract/read/http_response.h"

#include <array>
#include <brotli/decode.h>
#include <charconv>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <zlib.h>

#include "extract/quotation.h"
#include "extract/read/ascii.h"
#include "extract/read/byte_stream.h"
#include "extract/read/compression.h"

namespace entente {
namespace {

// Takes a line off the front of `text`, without its end; nothing where none ends.
std::optional<std::string_view> take_line(std::string_view& text) {
  const std::size_t feed = text.find('\n');
  if (feed == std::string_view::npos) return {};
  std::string_view line = text.substr(0, feed);
  if (line.ends_with('\r')) line.remove_suffix(1);
  text.remove_prefix(feed + 1);
  return line;
}

// "HTTP/1.1 200 OK"
int status_of(std::string_view line) {
  const std::size_t space = line.find(' ');
  int status = 0;
  if (line.starts_with("HTTP/") && space != std::string_view::npos) {
    const std::string_view digits = line.substr(space + 1, 3);
    std::from_chars(digits.data(), digits.data() + digits.size(), status);
  }
  if (status < 100) throw BrokenResponse("the response has no status line of HTTP");
  return status;
}

void note_content_type(std::string_view value, HttpHeader& header) {
  const std::string type = small_letters(value);
  header.media_type = trimmed(std::string_view(type).substr(0, type.find(';')));
  constexpr std::string_view name = "charset=";
  const std::size_t charset = type.find(name);
  if (charset == std::string::npos) return;
  std::string_view said = std::string_view(type).substr(charset + name.size());
  said = said.substr(0, said.find(';'));
  const std::size_t begin = said.find_first_not_of(" \t\"'");
  if (begin == std::string_view::npos) return;
  header.charset = said.substr(begin, said.find_last_not_of(" \t\"'") - begin + 1);
}

// The size at the head of a chunk, in hexadecimal digits, which ';' and extensions may follow.
std::optional<std::size_t> chunk_size(std::string_view line) {
  line = trimmed(line.substr(0, line.find(';')));
  std::size_t size = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
  if (line.empty() || error != std::errc{} || end != line.data() + line.size()) return {};
  return size;
}

std::string without_chunks(std::string_view body) {
  std::string whole;
  for (std::string_view left = body;;) {
    const auto line = take_line(left);
    const auto size = line ? chunk_size(*line) : std::nullopt;
    if (!size && whole.empty()) return std::string(body);  // it is text from its first line on
    if (!size) throw BrokenResponse("the chunks of the response are broken");
    if (*size == 0) return whole;
    if (*size > left.size()) throw BrokenResponse("the chunks of the response are cut off");
    whole += left.substr(0, *size);
    left.remove_prefix(*size);
    const auto rest = take_line(left);
    if (!rest || !rest->empty()) throw BrokenResponse("the chunks of the response are broken");
  }
}

// `window_bits` as inflateInit2 has them. Members that follow each other are one text.
std::string inflated(std::string_view stored, int window_bits, std::size_t most_bytes) {
  struct Stream : z_stream {
    Stream() : z_stream{} {}
    ~Stream() { inflateEnd(this); }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
  } stream;
  if (inflateInit2(&stream, window_bits) != Z_OK) {
    throw Error("zlib cannot be started: out of memory");
  }
  // zlib only reads from next_in, which older declarations do not say.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(stored.data()));
  stream.avail_in = static_cast<uInt>(stored.size());
  std::string plain;
  std::array<char, 1u << 16> piece;
  int status = Z_OK;
  while (status == Z_OK) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    status = inflate(&stream, Z_NO_FLUSH);
    plain.append(piece.data(), piece.size() - stream.avail_out);
    if (plain.size() > most_bytes) break;
    const bool is_next_member = status == Z_STREAM_END && stream.avail_in > 1 &&
                                stream.next_in[0] == 0x1F && stream.next_in[1] == 0x8B;
    if (is_next_member) status = inflateReset(&stream);
  }
  if (status != Z_STREAM_END && plain.size() <= most_bytes) {
    throw BrokenResponse("the compressed body of the response is " +
                         std::string(status == Z_BUF_ERROR ? "cut off" : "broken"));
  }
  return plain;
}

// Nothing where it is broken or cut off (RFC 7932).
std::optional<std::string> without_brotli(std::string_view stored, std::size_t most_bytes) {
  const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> decoder(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), &BrotliDecoderDestroyInstance);
  if (!decoder) throw Error("brotli cannot be started: out of memory");
  const auto* next = reinterpret_cast<const std::uint8_t*>(stored.data());
  std::size_t left = stored.size();
  std::string plain;
  std::array<std::uint8_t, 1u << 16> piece;
  while (plain.size() <= most_bytes) {
    std::uint8_t* place = piece.data();
    std::size_t room = piece.size();
    const BrotliDecoderResult result =
        BrotliDecoderDecompressStream(decoder.get(), &left, &next, &room, &place, nullptr);
    plain.append(piece.data(), piece.data() + piece.size() - room);
    if (result == BROTLI_DECODER_RESULT_SUCCESS) return plain;
    if (result != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) return {};
  }
  return plain;
}

// The bytes of a text, which must outlive it.
class BodySource : public ByteSource {
 public:
  explicit BodySource(std::string_view text) : left_(text) {}

  std::size_t read(std::span<char> buffer) override {
    const std::size_t count = left_.copy(buffer.data(), buffer.size());
    left_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view left_;
};

std::string without_zstandard(std::string_view stored, std::size_t most_bytes) {
  const auto source = decompress(std::make_unique<BodySource>(stored), Compression::Zstandard);
  std::string plain;
  std::array<char, 1u << 16> piece;
  try {
    while (plain.size() <= most_bytes) {
      const std::size_t count = source->read(piece);
      if (count == 0) break;
      plain.append(piece.data(), count);
    }
  } catch (const DamagedInput& damage) {
    throw BrokenResponse("the compressed body of the response is damaged: " +
                         std::string(damage.what()));
  }
  return plain;
}

// Brotli has no mark at its beginning, but none begins with "<".
bool is_markup(std::string_view body) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (body.starts_with(byte_order_mark)) body.remove_prefix(byte_order_mark.size());
  return trimmed(body).starts_with('<');
}

std::string without_encoding(std::string body, const std::string& encoding,
                             std::size_t most_bytes) {
  constexpr int gzip = 16 + MAX_WBITS;
  if (encoding.empty() || encoding == "identity") return body;
  if (encoding == "gzip" || encoding == "x-gzip") {
    return body.starts_with("\x1F\x8B") ? inflated(body, gzip, most_bytes) : body;
  }
  if (encoding == "deflate") {
    // By the standard with zlib's header, by some servers without.
    const auto byte = [&body](std::size_t at) { return static_cast<unsigned char>(body[at]); };
    const bool has_header =
        body.size() > 1 && (byte(0) & 0x0Fu) == 8 && (byte(0) * 256u + byte(1)) % 31 == 0;
    return inflated(body, has_header ? MAX_WBITS : -MAX_WBITS, most_bytes);
  }
  if (encoding == "br") {
    if (auto plain = without_brotli(body, most_bytes)) return *std::move(plain);
    if (is_markup(body)) return body;
    throw BrokenResponse("the compressed body of the response is broken or cut off");
  }
  if (encoding == "zstd") {
    return body.starts_with("\x28\xB5\x2F\xFD") ? without_zstandard(body, most_bytes) : body;
  }
  throw BrokenResponse("the Content-Encoding " + quotation(encoding) +
                       " of the response is not known; gzip, deflate, br and zstd are");
}

}  // namespace

HttpHeader parse_http_header(std::string_view response) {
  HttpHeader header;
  std::string_view left = response;
  auto line = take_line(left);
  if (!line) throw BrokenResponse("the response has no status line of HTTP");
  header.status = status_of(*line);
  while ((line = take_line(left)) && !line->empty()) {
    const std::size_t colon = line->find(':');
    if (colon == std::string_view::npos) continue;
    const std::string name = small_letters(line->substr(0, colon));
    const std::string_view value = trimmed(line->substr(colon + 1));
    if (name == "content-type") note_content_type(value, header);
    if (name == "content-encoding") header.content_encoding = small_letters(value);
    if (name == "transfer-encoding") {
      header.is_chunked = small_letters(value).find("chunked") != std::string::npos;
    }
  }
  if (!line) throw BrokenResponse("the header of the response has no end");
  header.bytes = response.size() - left.size();
  return header;
}

std::string decode_http_body(std::string_view body, const HttpHeader& header,
                             std::size_t most_bytes) {
  std::string plain = without_encoding(header.is_chunked ? without_chunks(body) : std::string(body),
                                       header.content_encoding, most_bytes);
  if (plain.size() > most_bytes) {
    throw BrokenResponse("the page is longer than the limit of " + std::to_string(most_bytes) +
                         " bytes");
  }
  return plain;
}

}  // namespace entente
