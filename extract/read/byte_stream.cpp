#include "extract/read/byte_stream.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace entente {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string system_reason() { return std::generic_category().message(errno); }

}  // namespace

FileSource::FileSource(const std::string& path, std::size_t& bytes_read)
    : descriptor_(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)),
      owned_(path != "-"),
      bytes_read_(bytes_read) {
  if (descriptor_ < 0) throw DamagedInput("cannot be opened: " + system_reason());
}

FileSource::~FileSource() {
  if (owned_) ::close(descriptor_);
}

std::size_t FileSource::read(std::span<char> buffer) {
  ssize_t count = 0;
  do {
    count = ::read(descriptor_, buffer.data(), buffer.size());
  } while (count < 0 && errno == EINTR);
  if (count < 0) throw DamagedInput("cannot be read on: " + system_reason());
  bytes_read_ += static_cast<std::size_t>(count);
  return static_cast<std::size_t>(count);
}

ByteStream::ByteStream(std::unique_ptr<ByteSource> source, std::size_t buffer_bytes)
    : source_(std::move(source)), buffer_(std::max(buffer_bytes, byte_order_mark.size())) {}

std::string_view ByteStream::available() {
  if (!started_) skip_byte_order_mark();
  if (begin_ == end_) {
    begin_ = 0;
    end_ = 0;  // so that a read that throws leaves nothing behind
    end_ = source_->read(buffer_);
  }
  return {buffer_.data() + begin_, end_ - begin_};
}

// A pipe may give fewer bytes than the mark has, so that the first read is not enough.
void ByteStream::skip_byte_order_mark() {
  started_ = true;
  while (end_ < byte_order_mark.size() &&
         byte_order_mark.starts_with(std::string_view(buffer_.data(), end_))) {
    const std::size_t count = source_->read(std::span(buffer_).subspan(end_));
    if (count == 0) break;
    end_ += count;
  }
  if (std::string_view(buffer_.data(), end_).starts_with(byte_order_mark)) {
    begin_ = byte_order_mark.size();
  }
}

bool LineSource::next(Line& line) {
  stream_.consume(std::exchange(to_consume_, 0));
  line = {};
  gathered_.clear();
  bool started = false;
  while (true) {
    if (!started) ++number_;
    const std::string_view bytes = stream_.available();
    if (bytes.empty()) {
      if (!started) --number_;
      line.text = gathered_;
      return started;
    }
    const std::size_t feed = bytes.find('\n');
    const std::string_view piece = bytes.substr(0, feed);
    if (gathered_.size() + piece.size() > longest_) {
      line.too_long = true;
      gathered_.clear();
    }
    const bool complete = feed != std::string_view::npos;
    if (complete && !started) {
      if (!line.too_long) line.text = piece;
      to_consume_ = feed + 1;
      return true;
    }
    started = true;
    if (!line.too_long) gathered_ += piece;
    stream_.consume(complete ? feed + 1 : piece.size());
    if (complete) {
      line.text = gathered_;
      return true;
    }
  }
}

}  // namespace entente
