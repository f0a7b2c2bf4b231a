// Time expressions of any words lie in the sentence, in order, and have values of ISO 8601.
#include <cstdint>
#include <filesystem>
#include <fuzzer/FuzzedDataProvider.h>
#include <string>

#include "extract/date.h"
#include "extract/nlp/segmenter.h"
#include "extract/read/utf8.h"
#include "extract/time/timex.h"
#include "tests/fuzz/property.h"

using namespace entente;

namespace {

struct Language {
  Segmenter segmenter;
  TimeTagger tagger;

  explicit Language(const std::string& code) : Language(folder_of(code), true) {}

 private:
  Language(const std::filesystem::path& folder, bool)
      : segmenter(TokenRules::load(folder / "tokens.json")), tagger(TimeTagger::load(folder)) {}
  static std::filesystem::path folder_of(const std::string& code) {
    return std::filesystem::path(ENTENTE_SOURCE_DIR) / "extract/language" / code;
  }
};

// What a parser could have said of the words.
void fill(Sentence& sentence, FuzzedDataProvider& input) {
  static const std::vector<std::string> relations{"root", "nmod", "nummod", "obl",     "aux",
                                                  "cop",  "mark", "advcl",  "compound"};
  for (Word& word : sentence.words) {
    word.upos = static_cast<Upos>(input.ConsumeIntegralInRange<int>(0, 16));
    word.head = static_cast<decltype(word.head)>(
        input.ConsumeIntegralInRange<std::size_t>(0, sentence.words.size()));
    word.deprel = relations[input.ConsumeIntegralInRange<std::size_t>(0, relations.size() - 1)];
    word.lemma = word.form;
  }
}

void check(const Sentence& sentence, const std::vector<Timex>& expressions) {
  std::size_t free = 0;
  for (const Timex& timex : expressions) {
    require(timex.first >= free && timex.first <= timex.last && timex.last < sentence.words.size(),
            "expressions lie in the sentence, one after the other");
    free = timex.last + 1;
    if (timex.type == TimexType::Duration || timex.type == TimexType::Set) {
      require(timex.value.starts_with('P') && timex.value.size() < 100, "a length begins with P");
    } else {
      require(timex.value.empty() || is_date(timex.value), "a date is one that exists");
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Language spanish("es"), english("en");
  FuzzedDataProvider input(data, size);
  const Language& language = input.ConsumeBool() ? spanish : english;
  std::string date;
  if (input.ConsumeBool()) {
    const int least = days_of("0001-01-01")->first, most = days_of("9999-12-31")->first;
    date = iso_day(input.ConsumeBool() ? input.ConsumeIntegralInRange(least, most)
                                       : input.ConsumeIntegralInRange(19000, 20000));
  }
  const std::string text = input.ConsumeRandomLengthString();
  if (find_broken_utf8(text)) return 0;
  for (Sentence& sentence : language.segmenter.segment(text)) {
    fill(sentence, input);
    check(sentence, language.tagger.tag(sentence, date));
  }
  return 0;
}
