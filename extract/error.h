// The one exception hierarchy of Entente: everything a room throws at its border derives from
// Error.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

namespace entente {

// Says what happened, where, and what to do about it; the text is meant for the user.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Input a user gave that cannot be read: a document, a triple, a lexicon or a model.
// `what()` reads "FILE:LINE: REASON"; the line is left out where it is 0 (unknown or meaningless).
class InputError : public Error {
 public:
  InputError(std::string file, std::size_t line, std::string reason)
      : Error(file + (line > 0 ? ":" + std::to_string(line) : std::string{}) + ": " + reason),
        file_(std::move(file)),
        line_(line),
        reason_(std::move(reason)) {}

  const std::string& file() const noexcept { return file_; }
  std::size_t line() const noexcept { return line_; }
  const std::string& reason() const noexcept { return reason_; }

 private:
  std::string file_;
  std::size_t line_;
  std::string reason_;
};

}  // namespace entente
