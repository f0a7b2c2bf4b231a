#include "time_cases.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

namespace entente {
namespace {

std::size_t index_of(const Sentence& sentence, const std::string& form) {
  const auto found = std::find_if(sentence.words.begin(), sentence.words.end(),
                                  [&](const Word& word) { return word.form == form; });
  if (found == sentence.words.end()) throw std::invalid_argument("no word \"" + form + "\"");
  return static_cast<std::size_t>(found - sentence.words.begin());
}

}  // namespace

std::ostream& operator<<(std::ostream& stream, const ExpectedTimex& timex) {
  return stream << "[" << timex.text << " | " << timex.type << " | " << timex.value << "]";
}

std::ostream& operator<<(std::ostream& stream, const TimeCase& time_case) {
  return stream << "\"" << time_case.text << "\" of \"" << time_case.date << "\"";
}

Sentence sentence_of(const std::string& words_and_spaces) {
  Sentence sentence;
  std::istringstream stream(words_and_spaces);
  for (std::string form; stream >> form;) {
    Word word;
    word.form = form;
    sentence.words.push_back(word);
  }
  return sentence;
}

std::vector<TimeCase> read_time_cases(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::vector<TimeCase> cases;
  for (const auto& entry : nlohmann::json::parse(stream)) {
    TimeCase read{entry.at("text"),
                  entry.at("date"),
                  entry.value("told", ""),
                  sentence_of(entry.at("text")),
                  {}};
    for (const auto& expected : entry.at("expect")) {
      read.expected.push_back({expected.at(0), expected.at(1), expected.at(2)});
    }
    if (entry.contains("tree")) {
      const auto& tree = entry.at("tree");
      const std::size_t top = index_of(read.sentence, tree.at(0).at(0));
      for (Word& word : read.sentence.words) {
        word.head = static_cast<std::uint32_t>(top + 1);
        word.deprel = "dep";
      }
      for (const auto& told : tree) {
        Word& word = read.sentence.words[index_of(read.sentence, told.at(0))];
        word.lemma = told.at(1);
        word.upos = upos_of(told.at(2).get<std::string>()).value();
        word.feats = told.at(3);
        word.head = told.at(4);
        word.deprel = told.at(5);
      }
    }
    if (entry.contains("names")) {
      for (const auto& name : entry.at("names")) {
        const Sentence words = sentence_of(name.at(0));
        const std::size_t first = index_of(read.sentence, words.words.front().form);
        read.sentence.names.push_back({first, first + words.words.size() - 1,
                                       entity_type_of(name.at(1).get<std::string>()).value()});
      }
    }
    cases.push_back(std::move(read));
  }
  return cases;
}

std::vector<ExpectedTimex> as_expected(const Sentence& sentence, const std::vector<Timex>& found) {
  static const std::map<TimexType, std::string> types{{TimexType::Date, "DATE"},
                                                      {TimexType::Time, "TIME"},
                                                      {TimexType::Duration, "DURATION"},
                                                      {TimexType::Set, "SET"}};
  std::vector<ExpectedTimex> result;
  for (const Timex& timex : found) {
    std::string text;
    for (std::size_t i = timex.first; i <= timex.last; ++i) {
      text += (text.empty() ? "" : " ") + sentence.words.at(i).form;
    }
    result.push_back({text, types.at(timex.type), timex.value});
  }
  return result;
}

}  // namespace entente
