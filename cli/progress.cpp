#include "cli/progress.h"

#include <cmath>
#include <fmt/format.h>

#include "cli/display.h"

namespace entente {
namespace {

constexpr std::chrono::milliseconds repaint_interval{250};

std::string duration(double seconds) {
  const auto whole = static_cast<long long>(std::ceil(seconds));
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

}  // namespace

Progress::Progress(std::ostream& stream, std::string unit, bool shown)
    : stream_(stream), unit_(std::move(unit)), shown_(shown) {}

Progress::~Progress() {
  if (shown_ && painted_ != start_) stream_ << clear_line << std::flush;
}

void Progress::update(std::size_t count, std::size_t bytes_done, std::size_t bytes_total) {
  if (!shown_) return;
  const auto now = Clock::now();
  if (now - painted_ < repaint_interval) return;
  painted_ = now;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  stream_ << clear_line << progress_line(unit_, count, seconds, bytes_done, bytes_total);
  if (durable_ > 0) stream_ << fmt::format(", {} safe on the disk", durable_);
  stream_ << std::flush;
}

std::string progress_line(std::string_view unit, std::size_t count, double seconds,
                          std::size_t bytes_done, std::size_t bytes_total) {
  std::string line = fmt::format("{} {}", count, unit);
  if (seconds > 0) line += fmt::format(", {:.0f} a second", static_cast<double>(count) / seconds);
  if (bytes_total > 0 && bytes_done > 0) {
    const double part = static_cast<double>(bytes_done) / static_cast<double>(bytes_total);
    line += fmt::format(", {:.0f} %", std::floor(100 * part));
    if (part < 1) line += fmt::format(", {} left", duration(seconds * (1 - part) / part));
  }
  return line;
}

}  // namespace entente
