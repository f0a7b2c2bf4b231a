#include "cli/outcome.h"

#include "cli/display.h"

namespace entente {

void Warnings::skipped(const InputError& error) {
  const std::lock_guard lock(mutex_);
  ++skipped_;
  print("warning", error.what());
}

void Warnings::note(std::string_view text) {
  const std::lock_guard lock(mutex_);
  print("note", text);
}

std::size_t Warnings::skipped() const {
  const std::lock_guard lock(mutex_);
  return skipped_;
}

ExitCode Warnings::exit_code() const {
  return skipped() > 0 ? ExitCode::SomeInputSkipped : ExitCode::Done;
}

void Warnings::print(std::string_view kind, std::string_view text) {
  if (on_terminal_) stream_ << clear_line;
  stream_ << "entente: " << kind << ": " << printable(text) << '\n' << std::flush;
}

}  // namespace entente
