// Which language a document is read in, and what becomes of those that no model fits; with the real
// models.
#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>
#include <sstream>

#include "tests/cli/program.h"
#include "tests/cli/temporary_folder.h"

namespace entente {
namespace {

namespace fs = std::filesystem;

const fs::path shipped_languages = ENTENTE_SOURCE_DIR "/extract/language";

const std::string spanish_text =
    "El presidente visitó ayer la capital, donde se reunió con los ministros y con los alcaldes de "
    "las ciudades más grandes. Según el portavoz del Gobierno, el acuerdo sobre el agua se firmará "
    "en los próximos días, pero la oposición no lo apoya.";
const std::string english_text =
    "The president visited the capital on Tuesday and met the ministers and the mayors of the "
    "largest cities there. According to the spokesman of the government, the agreement on water "
    "will be signed in the next few days, but the opposition does not support it.";
const std::string portuguese =
    "O presidente visitou ontem a capital, onde se reuniu com os ministros e com os prefeitos das "
    "maiores cidades. Segundo o porta-voz do governo, o acordo sobre a água será assinado nos "
    "próximos dias, mas a oposição não o apoia.";

std::string record(const std::string& id, const std::string& text, const std::string& more = "") {
  return R"({"id":")" + id + R"(",)" + more + R"("text":")" + text + "\"}\n";
}

ProgramRun run(const std::vector<std::string>& arguments, std::string_view input,
               const std::string& languages = "") {
  std::vector<std::string> all = arguments;
  if (!languages.empty()) all.insert(all.end(), {"--language-dir", languages});
  return run_entente(all, {.input = input, .environment = {}, .output_file = {}});
}

// A folder of languages that has the real files of `language`, but for those in `without`.
void link_language(const fs::path& folder, const std::string& language,
                   const std::vector<std::string>& without = {}) {
  fs::create_directories(folder / language);
  for (const auto& entry : fs::directory_iterator(shipped_languages / language)) {
    const std::string name = entry.path().filename();
    if (std::find(without.begin(), without.end(), name) != without.end()) continue;
    fs::create_symlink(entry.path(), folder / language / name);
  }
}

TEST(Languages, SpanishAndEnglishDocumentsAreReadInOneRun) {
  const std::string corpus =
      record("a", spanish_text) + record("b", english_text) + record("c", spanish_text);
  const ProgramRun annotated = run({"annotate", "-"}, corpus);
  EXPECT_EQ(annotated.exit_code, 0) << annotated.errors;
  EXPECT_EQ(annotated.errors, "");
  EXPECT_TRUE(has(annotated.output, "\tvisitar\tVERB\t")) << annotated.output;
  EXPECT_TRUE(has(annotated.output, "\tvisit\tVERB\t")) << annotated.output;
}

TEST(Languages, BuildAndExtractReadBothAndTheNumberOfThreadsChangesNothing) {
  std::string corpus;
  for (int i = 0; i < 6; ++i) {
    corpus +=
        record("es" + std::to_string(i),
               "El presidente de Rusia, Vladímir Putin, se reunió con el presidente de China, "
               "Xi Jinping, en la ciudad de Moscú.");
    corpus += record("en" + std::to_string(i),
                     "The president of Russia, Vladimir Putin, met the president of China, Xi "
                     "Jinping, in the city of Moscow.");
  }
  const ProgramRun one = run({"extract", "-", "--threads", "1"}, corpus);
  const ProgramRun four = run({"extract", "-", "--threads", "4"}, corpus);
  EXPECT_EQ(one.exit_code, 0) << one.errors;
  EXPECT_EQ(one.output, four.output);
  EXPECT_TRUE(has(one.output, R"("document":"es0")"));
  EXPECT_TRUE(has(one.output, R"("document":"en5")"));

  const TemporaryFolder folder;
  const std::string graph = folder.file("graph");
  ASSERT_EQ(run({"build", "-", "--graph", graph}, corpus).exit_code, 0);
  const ProgramRun facts = run({"facts", "--graph", graph, "--json"}, "");
  // The Spanish ones copy each other; the English ones have a word less than would tell that.
  EXPECT_TRUE(has(facts.output, R"("documents":7,"copies":5,)"))
      << "no fact that all twelve documents state";
}

TEST(Languages, ADocumentInAnotherLanguageIsSkippedNamedAndCounted) {
  const std::string corpus = record("a", spanish_text) + record("b", portuguese) +
                             record("c", portuguese) + record("d", "Syria");
  const ProgramRun extracted = run({"extract", "-"}, corpus);
  EXPECT_EQ(extracted.exit_code, 3);
  EXPECT_TRUE(has(extracted.errors,
                  "entente: warning: -:2: document 'b' is in Portuguese ('pt'), "
                  "which has no model (there are models for: "))
      << extracted.errors;
  EXPECT_TRUE(has(extracted.errors, "-:4: document 'd' has too little text to tell its language"))
      << extracted.errors;
  EXPECT_TRUE(
      has(extracted.errors, "entente: skipped 3 inputs: 2 in Portuguese, 1 of no clear language\n"))
      << extracted.errors;
  EXPECT_FALSE(has(extracted.output, R"("document":"b")"));

  const ProgramRun strict = run({"extract", "-", "--strict"}, corpus);
  EXPECT_EQ(strict.exit_code, 1);
  EXPECT_TRUE(has(strict.errors, "entente: error: -:2: document 'b'")) << strict.errors;
}

TEST(Languages, TheLanguageThatPrevailsInADocumentIsItsLanguage) {
  const std::string quoting =
      spanish_text + " " + spanish_text + R"( \"We will not sign,\" the mayor said.)";
  const ProgramRun quoted = run({"annotate", "-"}, record("a", quoting));
  EXPECT_EQ(quoted.exit_code, 0) << quoted.errors;
  const ProgramRun half = run({"annotate", "-"}, record("b", spanish_text + " " + english_text));
  EXPECT_EQ(half.exit_code, 3);
  EXPECT_TRUE(has(half.errors, "document 'b' is not clearly in one language (by its letters "))
      << half.errors;
  EXPECT_TRUE(has(half.errors, "% Spanish")) << half.errors;
  EXPECT_EQ(half.output, "");
}

TEST(Languages, ATextTooShortToTellIsInTheLanguageOfItsTitle) {
  const std::string title =
      R"("title":"El presidente visita la capital y se reúne con el alcalde",)";
  const ProgramRun titled = run({"annotate", "-"}, record("a", "Madrid.", title));
  EXPECT_EQ(titled.exit_code, 0) << titled.errors;
  EXPECT_EQ(run({"annotate", "-"}, record("a", "Madrid.")).exit_code, 3);
}

TEST(Languages, WhatADocumentSaysBeatsItsTextButIsDoubted) {
  const ProgramRun doubted = run({"annotate", "-"}, record("a", english_text, R"("lang":"es",)"));
  EXPECT_EQ(doubted.exit_code, 0) << doubted.errors;
  EXPECT_TRUE(has(doubted.errors,
                  "entente: note: -:1: document 'a' reads as English ('en'), but is "
                  "taken for Spanish ('es'), as its field \"lang\" says\n"))
      << doubted.errors;
  EXPECT_NE(doubted.output, "");
  const ProgramRun believed =
      run({"annotate", "-"}, record("a", spanish_text, R"("lang":"es-MX",)"));
  EXPECT_EQ(believed.errors, "");
  const ProgramRun unread = run({"annotate", "-"}, record("a", spanish_text, R"("lang":"fr",)"));
  EXPECT_EQ(unread.exit_code, 3);
  EXPECT_TRUE(has(unread.errors, "document 'a' is said to be in French ('fr')")) << unread.errors;
}

TEST(Languages, LangBeatsWhatADocumentSaysAndItsText) {
  const std::string corpus = record("a", "Putin.", R"("lang":"fr",)") + record("b", portuguese) +
                             record("c", spanish_text, R"("lang":"no code",)");
  const ProgramRun forced = run({"annotate", "-", "--lang", "spa"}, corpus);
  EXPECT_EQ(forced.exit_code, 0) << forced.errors;
  EXPECT_EQ(count_lines(forced.errors), 1u);
  EXPECT_TRUE(has(forced.errors,
                  "-:2: document 'b' reads as Portuguese ('pt'), but is taken for "
                  "Spanish ('es'), as --lang says\n"))
      << forced.errors;
}

TEST(Languages, ALangWithoutAModelIsWrongUsage) {
  for (const std::string command : {"extract", "annotate"}) {
    const ProgramRun none = run({command, "-", "--lang", "xx"}, "");
    EXPECT_EQ(none.exit_code, 2) << command;
    EXPECT_TRUE(has(none.errors, "--lang xx: ")) << none.errors;
    EXPECT_TRUE(has(none.errors, "xx/model.bin is missing; there are models for: en, es"))
        << none.errors;
    EXPECT_EQ(run({command, "-", "--lang", "Spanish"}, "").exit_code, 2) << command;
  }
}

TEST(Languages, HelpNamesThem) {
  for (const std::string command : {"build", "extract", "annotate"}) {
    std::istringstream words(run_entente({command, "--help"}).output);
    std::string help;
    for (std::string word; words >> word;) help += word + ' ';
    EXPECT_TRUE(has(help, "There are: en, es ")) << help;
  }
}

TEST(Languages, OfConllUIsToldByItsWords) {
  const ProgramRun analysed = run({"annotate", "-"}, record("a", english_text));
  ASSERT_EQ(analysed.exit_code, 0) << analysed.errors;
  const ProgramRun again = run({"annotate", "-", "--format", "conllu"}, analysed.output);
  EXPECT_EQ(again.exit_code, 0) << again.errors;
  EXPECT_TRUE(has(again.output, "\tvisit\tVERB\t")) << again.output;
}

TEST(Languages, AreReadOnlyWhenADocumentNeedsThem) {
  const TemporaryFolder folder;
  link_language(folder.path(), "es");
  fs::create_directory(folder.path() / "en");
  write_file(folder.file("en/model.bin"), "damaged");
  const std::string languages = folder.path();
  const ProgramRun unharmed = run({"extract", "-"}, record("a", spanish_text), languages);
  EXPECT_EQ(unharmed.exit_code, 0) << unharmed.errors;
  const ProgramRun stopped =
      run({"extract", "-"}, record("a", spanish_text) + record("b", english_text), languages);
  EXPECT_EQ(stopped.exit_code, 1);
  EXPECT_TRUE(has(stopped.errors, "entente: error: the language 'en' cannot be used: "))
      << stopped.errors;
}

// With a model that cannot be read, only what is not extracted again can be built.
TEST(Build, ResumingExtractsOnlyWhatIsNotThereYet) {
  const TemporaryFolder folder;
  const std::string graph = folder.file("graph");
  const std::string corpus = record("a", spanish_text) + record("b", spanish_text);
  ASSERT_EQ(run({"build", "-", "--graph", graph}, corpus).exit_code, 0);
  const std::string facts = run({"facts", "--graph", graph, "--json"}, "").output;
  const fs::path languages = folder.path() / "languages";
  link_language(languages, "es", {"model.bin"});
  write_file(languages / "es/model.bin", "damaged");
  const std::vector<std::string> again{"build", "-", "--graph", graph, "--lang", "es"};
  EXPECT_EQ(run(again, corpus, languages).exit_code, 1);
  const std::vector<std::string> resumed{"build", "-", "--graph", graph, "--resume"};
  const ProgramRun done = run(resumed, corpus, languages);
  EXPECT_EQ(done.exit_code, 0) << done.errors;
  EXPECT_EQ(run({"facts", "--graph", graph, "--json"}, "").output, facts);
  EXPECT_EQ(run(resumed, corpus + record("c", spanish_text), languages).exit_code, 1);
  EXPECT_EQ(run(resumed, record("a", english_text, R"("lang":"es",)"), languages).exit_code, 1);
}

TEST(Languages, AFileThatALanguageNeedsIsNamedWhereItIsMissing) {
  for (const std::string file : {"tokens.json", "verbs.json", "grammar.json", "time.json"}) {
    const TemporaryFolder folder;
    link_language(folder.path(), "es", {file});
    const ProgramRun failed = run({"extract", "-"}, record("a", spanish_text), folder.path());
    EXPECT_EQ(failed.exit_code, 1) << file;
    EXPECT_TRUE(has(failed.errors, folder.file("es/" + file))) << failed.errors;
  }
}

TEST(Languages, WorkWithoutTheFilesTheyNeedNotHave) {
  const TemporaryFolder folder;
  link_language(folder.path(), "es", {"function_words.json", "MODEL_CARD.md"});
  const ProgramRun extracted = run({"extract", "-"}, record("a", spanish_text), folder.path());
  EXPECT_EQ(extracted.exit_code, 0) << extracted.errors;
}

}  // namespace
}  // namespace entente
