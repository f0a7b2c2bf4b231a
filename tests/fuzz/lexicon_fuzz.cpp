// A file of a language's folder that has a mistake is refused with its name; what is read can be
// looked up. The last byte of the input chooses which file the rest stands for.
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "extract/error.h"
#include "extract/language/common_names.h"
#include "extract/language/lexicon.h"
#include "extract/nlp/segmenter.h"
#include "extract/read/function_words.h"
#include "extract/time/timex.h"
#include "graph/resolve/name_words.h"
#include "tests/extract/nlp/model_fixture.h"
#include "tests/fuzz/property.h"

using namespace entente;

namespace {

constexpr const char* sentence = "El 3 de mayo de 1998, Kim Jong Un no fue a Corea: dos semanas.";

void read_lexicon(const std::filesystem::path& folder) {
  const Lexicon lexicon = Lexicon::load(folder);
  for (const char* word : {"", "reunir", "Kim", "españa", "de", "PRK"}) {
    lexicon.verb_frames(word);
    lexicon.noun_frames(word);
    lexicon.role(word);
    lexicon.country_by_name(word);
    lexicon.country_by_demonym(word);
    lexicon.known_entity(word);
    lexicon.modal_verbs(word);
    lexicon.deed_verbs(word);
    lexicon.known_entities_by_member(word);
  }
}

void read_tokens(const std::filesystem::path& folder) {
  const Segmenter segmenter(TokenRules::load(folder / "tokens.json"));
  require(!segmenter.segment(sentence).empty(), "a text has a sentence");
}

void read_time(const std::filesystem::path& folder) {
  static const Segmenter segmenter(TokenRules::load(std::filesystem::path(ENTENTE_SOURCE_DIR) /
                                                    "extract/language/es/tokens.json"));
  const TimeTagger tagger = TimeTagger::load(folder);
  for (const Sentence& words : segmenter.segment(sentence)) {
    for (const Timex& timex : tagger.tag(words, "2023-07-27")) {
      require(timex.first <= timex.last && timex.last < words.words.size(),
              "expressions lie in the sentence");
    }
  }
}

void read_function_words(const std::filesystem::path& folder) {
  FunctionWords::load(folder.parent_path()).count(sentence);
}

void read_common_names(const std::filesystem::path& folder) {
  CommonNames::load(folder).gender_of("Ana");
}

void read_name_words(const std::filesystem::path& folder) {
  NameWords::load(folder.parent_path()).concept_of("ministerio");
}

struct Target {
  const char* file;
  void (*read)(const std::filesystem::path& folder);
};
constexpr std::array<Target, 15> targets{{{"actors.json", read_lexicon},
                                          {"common_names.json", read_common_names},
                                          {"countries.json", read_lexicon},
                                          {"entities.json", read_lexicon},
                                          {"grammar.json", read_lexicon},
                                          {"kinds.json", read_lexicon},
                                          {"modality.json", read_lexicon},
                                          {"nouns.json", read_lexicon},
                                          {"reporting.json", read_lexicon},
                                          {"roles.json", read_lexicon},
                                          {"verbs.json", read_lexicon},
                                          {"time.json", read_time},
                                          {"tokens.json", read_tokens},
                                          {"function_words.json", read_function_words},
                                          {"names.json", read_name_words}}};

// The folder of the lexicon's tests, in which one file after the other is replaced.
class Folder {
 public:
  Folder() {
    std::filesystem::copy(std::filesystem::path(ENTENTE_SOURCE_DIR) / "tests/extract/language/good",
                          path());
  }
  std::filesystem::path path() const { return parent_ / "xx"; }

 private:
  TemporaryFolder parent_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static const Folder folder;
  const Target& target = targets.at(data[size - 1] % targets.size());
  const std::filesystem::path file = folder.path() / target.file, kept = folder.path() / "kept";
  const bool replaces = std::filesystem::exists(file);
  if (replaces) std::filesystem::rename(file, kept);
  write_file(file, std::string(data, data + size - 1));
  try {
    target.read(folder.path());
  } catch (const InputError& refused) {
    require(refused.file().find("/xx/") != std::string::npos && refused.reason().size() < 2000,
            "errors name the file, and stay short");
  }
  std::filesystem::remove(file);
  if (replaces) std::filesystem::rename(kept, file);
  return 0;
}
