#include "tests/cli/program.h"

#include <algorithm>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/cli/temporary_folder.h"

namespace entente {
namespace {

constexpr int cannot_start = 127;

void redirect(const std::string& file, int flags, int descriptor) {
  const int opened = open(file.c_str(), flags, 0600);
  if (opened < 0 || dup2(opened, descriptor) < 0) _exit(cannot_start);
}

}  // namespace

ProgramRun run_entente(const std::vector<std::string>& arguments, const ProgramOptions& options) {
  const TemporaryFolder folder;  // files instead of pipes: neither side can wait for the other
  const std::string input = folder.file("input");
  const std::string errors = folder.file("errors");
  const std::string output =
      options.output_file.empty() ? folder.file("output") : options.output_file;
  write_file(input, options.input);

  std::vector<std::string> words{ENTENTE_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);

  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("the program cannot be started");
  if (child == 0) {
    redirect(input, O_RDONLY, STDIN_FILENO);
    redirect(output, O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
    redirect(errors, O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
    for (const auto& [name, value] : options.environment) setenv(name.c_str(), value.c_str(), 1);
    execv(argv[0], argv.data());
    _exit(cannot_start);
  }
  int status = 0;
  if (waitpid(child, &status, 0) != child) throw std::runtime_error("the program was lost");
  return {.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
          .output = options.output_file.empty() ? read_file(output) : "",
          .errors = read_file(errors)};
}

std::string read_file(const std::string& file) {
  std::ostringstream content;
  const std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error(file + " cannot be read");
  content << stream.rdbuf();
  return content.str();
}

void write_file(const std::string& file, std::string_view content) {
  std::ofstream stream(file, std::ios::binary);
  stream << content;
  if (!stream.flush()) throw std::runtime_error(file + " cannot be written");
}

std::size_t count_lines(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace entente
