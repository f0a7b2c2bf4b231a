// Runs the real program as a user does and keeps what it said.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

struct ProgramRun {
  int exit_code = 0;  // 128 + the signal where one ended it
  std::string output;
  std::string errors;
};

struct ProgramOptions {
  std::string_view input;                          // on standard input
  std::map<std::string, std::string> environment;  // set beside what there is
  std::string output_file;                         // where standard output goes instead
};

ProgramRun run_entente(const std::vector<std::string>& arguments,
                       const ProgramOptions& options = {});

std::string read_file(const std::string& file);
void write_file(const std::string& file, std::string_view content);
std::size_t count_lines(std::string_view text);
bool has(std::string_view text, std::string_view part);

}  // namespace entente
