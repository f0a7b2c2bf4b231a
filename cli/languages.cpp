#include "cli/languages.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "extract/error.h"
#include "extract/extractor.h"
#include "extract/read/language_code.h"

namespace entente {
namespace {

namespace fs = std::filesystem;

constexpr const char* environment_variable = "ENTENTE_LANGUAGE_DIR";

fs::path must_be_folder(const fs::path& folder, std::string_view said_by) {
  if (fs::is_directory(folder)) return folder;
  throw Error(fmt::format("{}: no such folder of languages ({})", folder.string(), said_by));
}

// What is said to be in one language is not doubted for a line in another.
constexpr std::size_t letter_bytes_to_doubt = 200;

bool holds(const std::vector<std::string>& languages, const std::string& language) {
  return std::find(languages.begin(), languages.end(), language) != languages.end();
}

// "Portuguese ('pt')"
std::string called(const std::string& language) {
  const std::string name = language_name(language);
  return name == language ? fmt::format("'{}'", language)
                          : fmt::format("{} ('{}')", name, language);
}

std::string why_unclear(const DetectedLanguage& detected) {
  if (detected.letter_bytes < few_letter_bytes || detected.shares.empty()) {
    return "has too little text to tell its language";
  }
  std::vector<std::string> shares;
  for (const LanguageShare& share : detected.shares) {
    shares.push_back(fmt::format("{} % {}", share.percent, language_name(share.language)));
  }
  return fmt::format("is not clearly in one language (by its letters {})", fmt::join(shares, ", "));
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

fs::path find_leaders_folder() {
  const fs::path program = fs::read_symlink("/proc/self/exe");
  fs::path installed = program.parent_path().parent_path() / "share/entente/leaders";
  if (fs::is_directory(installed)) return installed;
  fs::path source = ENTENTE_LEADERS_SOURCE;
  if (fs::is_directory(source)) return source;
  throw Error(
      fmt::format("no folder of leaders, neither {} nor {}", installed.string(), source.string()));
}

fs::path find_blocs_file() {
  const fs::path program = fs::read_symlink("/proc/self/exe");
  fs::path installed = program.parent_path().parent_path() / "share/entente/blocs.tsv";
  if (fs::is_regular_file(installed)) return installed;
  fs::path source = ENTENTE_BLOCS_SOURCE;
  if (fs::is_regular_file(source)) return source;
  throw Error(
      fmt::format("no file of blocs, neither {} nor {}", installed.string(), source.string()));
}

std::string list_of_languages() {
  try {
    return fmt::format("{}",
                       fmt::join(Extractor::open(find_language_folder("")).languages(), ", "));
  } catch (const std::exception& none_there) {
    return "";  // running a command will say why
  }
}

LanguageChoice::LanguageChoice(const fs::path& folder, std::vector<std::string> languages,
                               std::string forced, Warnings& warnings)
    : languages_(std::move(languages)),
      forced_(std::move(forced)),
      detector_(LanguageDetector::load(folder)),
      warnings_(warnings) {
  if (forced_.empty() || holds(languages_, forced_)) return;
  throw UsageError(fmt::format("--lang {}: {} is missing; {}", forced_,
                               (folder / forced_ / "model.bin").string(), with_models()));
}

void LanguageChoice::settle(Document& document) {
  if (!document.language.empty()) {
    if (!holds(languages_, document.language)) {
      throw OtherLanguage(document,
                          fmt::format("document '{}' is said to be in {}, which has no model ({})",
                                      document.id, called(document.language), with_models()),
                          "in " + language_name(document.language));
    }
    doubt(document);
    return;
  }
  const DetectedLanguage detected = detect(document);
  if (detected.language.empty()) {
    throw OtherLanguage(document,
                        fmt::format("document '{}' {}; a field \"lang\" or --lang can say it",
                                    document.id, why_unclear(detected)),
                        "of no clear language");
  }
  if (!holds(languages_, detected.language)) {
    throw OtherLanguage(document,
                        fmt::format("document '{}' is in {}, which has no model ({})", document.id,
                                    called(detected.language), with_models()),
                        "in " + language_name(detected.language));
  }
  document.language = detected.language;
}

// A text too short to tell may lie in its title's language.
DetectedLanguage LanguageChoice::detect(const Document& document) const {
  DetectedLanguage detected = detector_.detect(document.text);
  if (!detected.language.empty() || document.title.empty()) return detected;
  return detector_.detect(document.title + "\n" + document.text);
}

void LanguageChoice::doubt(const Document& document) const {
  const DetectedLanguage detected = detector_.detect(document.text);
  if (detected.language.empty() || detected.language == document.language ||
      detected.letter_bytes < letter_bytes_to_doubt) {
    return;
  }
  warnings_.note(fmt::format("{}{}: document '{}' reads as {}, but is taken for {}, as {} says",
                             document.file,
                             document.line > 0 ? fmt::format(":{}", document.line) : "",
                             document.id, called(detected.language), called(document.language),
                             forced_.empty() ? "its field \"lang\"" : "--lang"));
}

std::string LanguageChoice::with_models() const {
  return fmt::format("there are models for: {}", fmt::join(languages_, ", "));
}

}  // namespace entente
