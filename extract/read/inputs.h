// The files that a user's inputs stand for.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace entente {

struct InputFile {
  std::string path;  // to open; "-" for standard input
  // The path relative to the input it came from, which identifiers are made of: below a folder, the
  // path from there; for a glob, from the last folder without a wildcard; else the file's name.
  // Of any bytes, as paths are.
  std::string name;
  std::size_t bytes = 0;     // as stored; 0 where unknown
  bool size_known = true;    // false for standard input and pipes
  std::string problem = {};  // why it cannot be read, where that is so
};

// Expands `inputs` in their order. How it works:
// 1. "-", pipes and what else exists under the very name stand for themselves.
// 2. What does not exist but has a wildcard (* ? [) is a glob; its matches are sorted by bytes.
// 3. Folders are walked, their entries sorted by the bytes of their names. Names that begin with a
//    dot are left out, as shells do; links are followed, each folder is read once.
// What cannot be read (a name that does not exist, a folder without permission, a link back to a
// folder already read, a pipe in a folder) is a file with a `problem`.
std::vector<InputFile> expand_inputs(const std::vector<std::string>& inputs);

// Throws Error, with every reason, where there is not one file that can be tried.
void require_any_input(const std::vector<InputFile>& files);

}  // namespace entente
