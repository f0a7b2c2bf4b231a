#include "extract/read/inputs.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <glob.h>
#include <set>
#include <string_view>
#include <sys/stat.h>
#include <system_error>
#include <utility>

#include "extract/error.h"

namespace entente {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view wildcards = "*?[";

bool exists(const std::string& path) {
  struct ::stat status {};
  return ::lstat(path.c_str(), &status) == 0;
}

std::string join(const std::string& folder, const std::string& name) {
  return folder.empty() || folder.ends_with('/') ? folder + name : folder + "/" + name;
}

std::string name_of_file(const std::string& path) {
  return path.substr(path.find_last_of('/') + 1);
}

// The part of a pattern before the component with the first wildcard: "corpus/" of
// "corpus/*/a.txt".
std::string fixed_part(const std::string& pattern) {
  return pattern.substr(0, pattern.rfind('/', pattern.find_first_of(wildcards)) + 1);
}

class Expansion {
 public:
  void add_input(const std::string& input) {
    if (input == "-") {
      files_.push_back({.path = input, .name = input, .size_known = false});
    } else if (is_pipe(input)) {
      files_.push_back({.path = input, .name = name_of_file(input), .size_known = false});
    } else if (exists(input)) {
      add(input, is_folder(input) ? "" : name_of_file(input));
    } else if (input.find_first_of(wildcards) != std::string::npos) {
      add_glob(input);
    } else {
      add_problem(input, "there is no such file or folder");
    }
  }

  std::vector<InputFile> take_files() { return std::move(files_); }

 private:
  static bool is_folder(const std::string& path) {
    struct ::stat status {};
    return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
  }

  // Pipes are read where the user names them. One that lies in a folder would only block.
  static bool is_pipe(const std::string& path) {
    struct ::stat status {};
    return ::stat(path.c_str(), &status) == 0 &&
           (S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode));
  }

  void add(const std::string& path, const std::string& name) {
    struct ::stat status {};
    if (::stat(path.c_str(), &status) != 0) {
      add_problem(path, std::generic_category().message(errno));
    } else if (S_ISDIR(status.st_mode)) {
      if (folders_read_.emplace(status.st_dev, status.st_ino).second) {
        walk(path, name);
      } else {
        add_problem(path, "this is a folder that was already read (a link leads back to it)");
      }
    } else if (S_ISREG(status.st_mode)) {
      files_.push_back({path, name, static_cast<std::size_t>(status.st_size)});
    } else {
      add_problem(path, "this is neither a file nor a folder");
    }
  }

  void walk(const std::string& folder, const std::string& name) {
    std::vector<std::string> entries;
    std::error_code failure;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end;
         entry.increment(failure)) {
      std::string entry_name = entry->path().filename().string();
      if (!entry_name.starts_with('.')) entries.push_back(std::move(entry_name));
    }
    if (failure) add_problem(folder, "the folder cannot be read: " + failure.message());
    std::sort(entries.begin(), entries.end());
    for (const auto& entry : entries) add(join(folder, entry), join(name, entry));
  }

  void add_glob(const std::string& pattern) {
    ::glob_t matches{};
    const int status = ::glob(pattern.c_str(), GLOB_NOSORT, nullptr, &matches);
    std::vector<std::string> paths(matches.gl_pathv, matches.gl_pathv + matches.gl_pathc);
    ::globfree(&matches);
    if (status == GLOB_NOSPACE) throw Error("too many files match " + pattern);
    if (paths.empty()) add_problem(pattern, "no file matches");
    std::sort(paths.begin(), paths.end());
    const std::size_t fixed = fixed_part(pattern).size();
    for (const auto& path : paths) add(path, path.substr(fixed));
  }

  void add_problem(const std::string& path, std::string problem) {
    files_.push_back({.path = path, .name = path, .problem = std::move(problem)});
  }

  std::vector<InputFile> files_;
  std::set<std::pair<dev_t, ino_t>> folders_read_;
};

}  // namespace

std::vector<InputFile> expand_inputs(const std::vector<std::string>& inputs) {
  std::vector<InputFile> files;
  for (const auto& input : inputs) {
    Expansion expansion;  // its own, so that the same folder given twice is read twice
    expansion.add_input(input);
    auto expanded = expansion.take_files();
    std::move(expanded.begin(), expanded.end(), std::back_inserter(files));
  }
  return files;
}

void require_any_input(const std::vector<InputFile>& files) {
  const auto is_readable = [](const InputFile& file) { return file.problem.empty(); };
  if (std::any_of(files.begin(), files.end(), is_readable)) return;
  std::string reasons;
  for (const auto& file : files) reasons += "\n  " + file.path + ": " + file.problem;
  throw Error("there is nothing to read" +
              (reasons.empty() ? ": the inputs hold no file" : reasons));
}

}  // namespace entente
