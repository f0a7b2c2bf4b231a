// How a command ends: its exit codes, and the warnings that lead to "done, but some input was
// skipped".
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "extract/error.h"

namespace entente {

enum class ExitCode { Done = 0, Failed = 1, WrongUsage = 2, SomeInputSkipped = 3 };

// The user asked for something that cannot be asked for; the text says what can.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Names each skipped record on a stream ("entente: warning: FILE:LINE: REASON") and counts them.
// Any number of threads may use it at once.
class Warnings {
 public:
  // `on_terminal`: `stream` is a terminal that may show progress, which a warning takes the place
  // of.
  Warnings(std::ostream& stream, bool on_terminal) : stream_(stream), on_terminal_(on_terminal) {}

  // Input that was left out. The command ends with SomeInputSkipped. Its `kind` is what finish()
  // counts it under.
  void skipped(const InputError& error, const std::string& kind = "that cannot be used");

  // Something the user should know that leaves nothing out.
  void note(std::string_view text);

  std::size_t skipped() const;
  ExitCode exit_code() const;

  // The end of a run: where something was skipped, says how much of each kind ("entente: skipped 3
  // inputs: 2 in Portuguese, 1 that cannot be used"). Gives exit_code().
  ExitCode finish();

 private:
  void print(std::string_view kind, std::string_view text);

  std::ostream& stream_;
  const bool on_terminal_;
  mutable std::mutex mutex_;
  std::map<std::string, std::size_t> skipped_;  // how many of each kind
};

}  // namespace entente
