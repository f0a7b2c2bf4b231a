#include "cli/outcome.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <numeric>
#include <vector>

#include "cli/display.h"

namespace entente {

void Warnings::skipped(const InputError& error, const std::string& kind) {
  const std::lock_guard lock(mutex_);
  ++skipped_[kind];
  print("warning: ", error.what());
}

void Warnings::note(std::string_view text) {
  const std::lock_guard lock(mutex_);
  print("note: ", text);
}

std::size_t Warnings::skipped() const {
  const std::lock_guard lock(mutex_);
  return std::accumulate(skipped_.begin(), skipped_.end(), std::size_t{0},
                         [](std::size_t sum, const auto& kind) { return sum + kind.second; });
}

ExitCode Warnings::exit_code() const {
  return skipped() > 0 ? ExitCode::SomeInputSkipped : ExitCode::Done;
}

ExitCode Warnings::finish() {
  const std::size_t total = skipped();
  if (total > 0) {
    std::vector<std::string> counts;
    for (const auto& [kind, count] : skipped_) counts.push_back(fmt::format("{} {}", count, kind));
    print("", fmt::format("skipped {} input{}: {}", total, total == 1 ? "" : "s",
                          fmt::join(counts, ", ")));
  }
  return exit_code();
}

void Warnings::print(std::string_view kind, std::string_view text) {
  if (on_terminal_) stream_ << clear_line;
  stream_ << "entente: " << kind << printable(text) << '\n' << std::flush;
}

}  // namespace entente
