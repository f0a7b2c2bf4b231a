#include "cli/languages.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "extract/error.h"

namespace entente {
namespace {

namespace fs = std::filesystem;

constexpr const char* environment_variable = "ENTENTE_LANGUAGE_DIR";

fs::path must_be_folder(const fs::path& folder, std::string_view said_by) {
  if (fs::is_directory(folder)) return folder;
  throw Error(fmt::format("{}: no such folder of languages ({})", folder.string(), said_by));
}

}  // namespace

fs::path find_language_folder(const std::string& given) {
  if (!given.empty()) return must_be_folder(given, "--language-dir");
  if (const char* set = std::getenv(environment_variable); set != nullptr && *set != '\0') {
    return must_be_folder(set, environment_variable);
  }
  const fs::path program = fs::read_symlink("/proc/self/exe");
  fs::path installed = program.parent_path().parent_path() / "share/entente/language";
  if (fs::is_directory(installed)) return installed;
  fs::path source = ENTENTE_LANGUAGE_SOURCE;
  if (fs::is_directory(source)) return source;
  throw Error(
      fmt::format("no folder of languages, neither {} nor {}; name it with --language-dir "
                  "or {}",
                  installed.string(), source.string(), environment_variable));
}

std::vector<std::string> languages_with_model(const fs::path& folder) {
  std::vector<std::string> languages;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (fs::exists(entry.path() / "model.bin")) languages.push_back(entry.path().filename());
  }
  std::sort(languages.begin(), languages.end());
  if (languages.empty()) {
    throw Error(
        fmt::format("{}: no language in it has a model.bin; get one or name another folder "
                    "with --language-dir",
                    folder.string()));
  }
  return languages;
}

void LanguageChoice::settle(Document& document) {
  if (document.language.empty() && languages_.size() == 1) {
    document.language = languages_.front();
    if (!said_) {
      warnings_.note(
          fmt::format("documents that name no language are read as '{}', the only one "
                      "with a model; --lang says otherwise",
                      document.language));
      said_ = true;
    }
    return;
  }
  if (std::find(languages_.begin(), languages_.end(), document.language) != languages_.end())
    return;
  const std::string problem =
      document.language.empty()
          ? fmt::format("document '{}' names no language; give it with --lang", document.id)
          : fmt::format("document '{}' is in '{}', which has no model", document.id,
                        document.language);
  throw InputError(
      document.file, document.line,
      fmt::format("{} (there are models for: {})", problem, fmt::join(languages_, ", ")));
}

}  // namespace entente
