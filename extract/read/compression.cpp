#include "extract/read/compression.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <zlib.h>
#include <zstd.h>

#include "extract/limits.h"

namespace entente {
namespace {

constexpr std::size_t stored_buffer_bytes = 256u << 10;
constexpr std::size_t signature_bytes = 4;  // of the longest

// What the first bytes of data say of it; nothing where they do not say that it is compressed.
std::optional<Compression> compression_by_signature(std::string_view first) {
  if (first.starts_with("\x1F\x8B")) return Compression::Gzip;
  if (first.starts_with("\x28\xB5\x2F\xFD")) return Compression::Zstandard;
  // A Zstandard file may begin with a frame to be skipped, whose first byte holds four free bits.
  const bool is_skippable = first.size() >= signature_bytes &&
                            (static_cast<unsigned char>(first[0]) & 0xF0u) == 0x50 &&
                            first.substr(1).starts_with("\x2A\x4D\x18");
  return is_skippable ? std::optional(Compression::Zstandard) : std::nullopt;
}

// The stored bytes that wait to be decompressed.
class StoredBytes {
 public:
  explicit StoredBytes(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}

  // As many as are `wanted`, or that there is room for, or more; fewer at the end of the file.
  std::string_view waiting(std::size_t wanted = 1) {
    wanted = std::min(wanted, buffer_.size());
    if (end_ - begin_ < wanted) {
      std::copy(buffer_.data() + begin_, buffer_.data() + end_, buffer_.data());
      end_ -= begin_;
      begin_ = 0;
      while (end_ < wanted && read_more()) {
      }
    }
    return {buffer_.data() + begin_, end_ - begin_};
  }
  void consume(std::size_t count) {
    begin_ += count;
    position_ += count;
  }

  // Throws DamagedInput where what came of the bytes, `plain` of them, is more than any text makes.
  void check_ratio(std::size_t plain) const {
    if (plain <= limits::unsuspicious_bytes || plain / limits::times_compressed < position_) return;
    throw DamagedInput("the data is suspicious: at " + position() +
                       " it is more than the limit of " + std::to_string(limits::times_compressed) +
                       " times as large as it is stored; decompress it first if it is right");
  }

  // For messages: how far the decompressor came in the file.
  std::string position() const { return "byte " + std::to_string(position_); }

 private:
  // False at the end of the file, or before damage: what came before that goes first.
  bool read_more() {
    if (damage_ && end_ == 0) throw DamagedInput(*damage_);
    if (damage_) return false;
    try {
      const std::size_t count = source_->read(std::span(buffer_).subspan(end_));
      end_ += count;
      return count > 0;
    } catch (const DamagedInput& damage) {
      if (end_ == 0) throw;
      damage_ = damage.what();
      return false;
    }
  }

  std::unique_ptr<ByteSource> source_;
  std::array<char, stored_buffer_bytes> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t position_ = 0;
  std::optional<std::string> damage_;  // to be thrown when the bytes before it are used up
};

// Bytes that are not compressed.
class PlainSource : public ByteSource {
 public:
  explicit PlainSource(std::unique_ptr<StoredBytes> stored) : stored_(std::move(stored)) {}

  std::size_t read(std::span<char> buffer) override {
    const std::size_t count = stored_->waiting().copy(buffer.data(), buffer.size());
    stored_->consume(count);
    return count;
  }

 private:
  std::unique_ptr<StoredBytes> stored_;
};

class GzipSource : public ByteSource {
 public:
  explicit GzipSource(std::unique_ptr<StoredBytes> stored) : stored_(std::move(stored)) {
    constexpr int gzip_with_largest_window = 16 + MAX_WBITS;
    if (inflateInit2(&stream_, gzip_with_largest_window) != Z_OK) {
      throw Error("zlib cannot be started: out of memory");
    }
  }
  ~GzipSource() override { inflateEnd(&stream_); }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;

  std::size_t read(std::span<char> buffer) override {
    if (damage_) throw DamagedInput(*damage_);
    stored_->check_ratio(plain_);
    stream_.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream_.avail_out = static_cast<uInt>(buffer.size());
    try {
      while (stream_.avail_out == buffer.size() && inflate_some()) {
      }
    } catch (const DamagedInput& damage) {
      if (stream_.avail_out == buffer.size()) throw;
      damage_ = damage.what();
    }
    plain_ += buffer.size() - stream_.avail_out;
    return buffer.size() - stream_.avail_out;
  }

 private:
  // False at the end of the file.
  bool inflate_some() {
    const std::string_view waiting = stored_->waiting();
    if (state_ == State::AfterMember && waiting.empty()) return false;
    if (state_ == State::AfterMember && !begin_next_member(waiting)) return true;
    // zlib only reads from next_in, which older declarations do not say.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(waiting.data()));
    stream_.avail_in = static_cast<uInt>(waiting.size());
    const uInt room = stream_.avail_out;
    const int status = inflate(&stream_, Z_NO_FLUSH);
    stored_->consume(waiting.size() - stream_.avail_in);
    if (status == Z_STREAM_END) {
      state_ = State::AfterMember;
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      throw DamagedInput("the gzip data is corrupt at " + stored_->position() + ": " +
                         (stream_.msg != nullptr ? stream_.msg : "unknown error"));
    } else if (waiting.empty() && stream_.avail_out == room) {
      // Not before: there may have been more to give than there was room for.
      throw DamagedInput("the gzip data is truncated: it ends at " + stored_->position() +
                         " in the middle of a member");
    }
    return true;
  }

  // Passes over the zeros with which tapes fill their blocks; false where nothing else is waiting.
  bool begin_next_member(std::string_view waiting) {
    if (waiting.front() == '\0') {
      stored_->consume(std::min(waiting.find_first_not_of('\0'), waiting.size()));
      return false;
    }
    inflateReset(&stream_);
    state_ = State::InMember;
    return true;
  }

  enum class State { InMember, AfterMember };

  std::unique_ptr<StoredBytes> stored_;
  std::size_t plain_ = 0;  // bytes handed out
  z_stream stream_{};
  State state_ = State::InMember;      // a file without any byte is truncated, too
  std::optional<std::string> damage_;  // to be thrown when the bytes before it are handed out
};

class ZstandardSource : public ByteSource {
 public:
  explicit ZstandardSource(std::unique_ptr<StoredBytes> stored)
      : stored_(std::move(stored)), context_(ZSTD_createDCtx(), &ZSTD_freeDCtx) {
    if (!context_) throw Error("zstd cannot be started: out of memory");
    ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, limits::zstd_window_bits);
  }

  std::size_t read(std::span<char> buffer) override {
    stored_->check_ratio(plain_);
    ZSTD_outBuffer output{buffer.data(), buffer.size(), 0};
    while (output.pos == 0) {
      // zstd puts out a part of a stored block, but not of others: it gets whole ones, so that what
      // comes before damage does not depend on how the file is read.
      const std::string_view waiting = stored_->waiting(wanted_);
      if (waiting.empty() && !in_frame_) {
        if (!any_frame_) throw DamagedInput("the zstd data is truncated: it has no byte");
        return 0;
      }
      // An error takes with it what the same call has put out. So a call either gives what is
      // left of the last block or reads the next one, never both.
      const std::size_t count = may_hold_output_ ? 0 : std::min(waiting.size(), wanted_);
      ZSTD_inBuffer input{waiting.data(), count, 0};
      const std::size_t left = ZSTD_decompressStream(context_.get(), &output, &input);
      stored_->consume(input.pos);
      if (ZSTD_isError(left) != 0) {
        throw DamagedInput("the zstd data is corrupt at " + stored_->position() + ": " +
                           ZSTD_getErrorName(left));
      }
      if (waiting.empty() && output.pos == 0 && left != 0) {
        throw DamagedInput("the zstd data is truncated: it ends at " + stored_->position() +
                           " in the middle of a frame");
      }
      any_frame_ = true;
      in_frame_ = left != 0;
      may_hold_output_ = in_frame_ && output.pos == output.size;
      // zstd would have the header of the next block together with this one.
      wanted_ = !in_frame_ ? first_wanted : left > block_header ? left - block_header : left;
    }
    plain_ += output.pos;
    return output.pos;
  }

 private:
  static constexpr std::size_t first_wanted = 5;  // bytes of the shortest beginning of a frame
  static constexpr std::size_t block_header = 3;  // bytes

  std::unique_ptr<StoredBytes> stored_;
  std::size_t plain_ = 0;  // bytes handed out
  std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context_;
  std::size_t wanted_ = first_wanted;  // bytes the next call can use for one block or header
  bool any_frame_ = false;
  bool in_frame_ = false;
  bool may_hold_output_ = false;
};

}  // namespace

std::unique_ptr<ByteSource> decompress(std::unique_ptr<ByteSource> stored, Compression named) {
  auto bytes = std::make_unique<StoredBytes>(std::move(stored));
  switch (compression_by_signature(bytes->waiting(signature_bytes)).value_or(named)) {
    case Compression::Gzip:
      return std::make_unique<GzipSource>(std::move(bytes));
    case Compression::Zstandard:
      return std::make_unique<ZstandardSource>(std::move(bytes));
    case Compression::None:
      break;
  }
  return std::make_unique<PlainSource>(std::move(bytes));
}

}  // namespace entente
