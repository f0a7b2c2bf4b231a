// What a process that is killed leaves behind, and who takes it away: the next that makes the same.
//
//   remove_leftovers("/tmp", "entente-verify-", "-XXXXXX");
//   … makes "/tmp/entente-verify-" + number_of_process() + "-x7Gq2a"
//   const Claim claim("/tmp/entente-verify-4711-x7Gq2a");
//
// How it works:
//   1. What is unfinished, a file or a folder, has the number of its process in its name, and is
//      locked while that is at work.
//   2. It is a leftover where it is of the same user, nobody has it locked, and no other process
//      has that number. On other machines, and in containers, processes have other numbers; in a
//      container that is started again they have the same.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace entente {

std::string number_of_process();

// Removes what `folder` holds under a name that is `prefix`, a number, and `suffix`, in which an X
// stands for any character. What cannot be removed stays.
void remove_leftovers(const std::filesystem::path& folder, std::string_view prefix,
                      std::string_view suffix);

// Keeps others from taking what this process is making for a leftover.
class Claim {
 public:
  // Of a file or folder that this process has just made: nobody else claims it. Where it cannot be
  // locked the number in its name has to do.
  explicit Claim(const std::filesystem::path& path);
  ~Claim();
  Claim(const Claim&) = delete;
  Claim& operator=(const Claim&) = delete;

 private:
  int file_;
};

}  // namespace entente
