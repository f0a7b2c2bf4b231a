// What a process that is killed leaves behind, and who takes it away: the next that makes the same.
//
//   remove_leftovers("/tmp", "entente-verify-");
//   … makes "/tmp/entente-verify-" + number_of_process() + "-x7Gq2a"
//   const Claim claim("/tmp/entente-verify-4711-x7Gq2a");
//
// How it works:
//   1. What is unfinished, a file or a folder, has the number of its process in its name, and is
//      locked while that is at work.
//   2. It is a leftover where it is of the same user, no process has that number, and nobody has it
//      locked: on other machines, and in containers, processes have other numbers.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace entente {

std::string number_of_process();

// Removes what `folder` holds under a name that is `prefix`, a number, and nothing or "-…", where
// its process is gone. What cannot be removed stays.
void remove_leftovers(const std::filesystem::path& folder, std::string_view prefix);

// Keeps others from taking what this process is making for a leftover.
class Claim {
 public:
  // Of a file or folder that is there. Where it cannot be locked the number in its name has to do.
  explicit Claim(const std::filesystem::path& path);
  ~Claim();
  Claim(const Claim&) = delete;
  Claim& operator=(const Claim&) = delete;

 private:
  int file_;
};

}  // namespace entente
