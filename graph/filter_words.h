// A filter in the words of who asks: the options of a command, or the parameters of a URL. Both are
// read here, so that both mean the same and are refused alike.
//
// Pure functions, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/filter.h"
#include "graph/question.h"

namespace entente {

// As they were given; "" or empty for what was not.
struct FilterWords {
  std::vector<std::string> about{};
  std::vector<std::string> subject{};
  std::vector<std::string> object{};
  std::vector<std::string> classes{};
  std::vector<std::string> relations{};
  std::string since{};
  std::string until{};
  std::string at{};  // in place of until, where it is asked how things stood then
  std::vector<std::string> modalities{};
  std::string min_support{};
  std::string min_confidence{};
  std::vector<std::string> documents{};
};

// Throws WrongQuestion for a class or modality there is not (listing those there are), a date that
// does not exist, a window that ends before it begins, and what is no number of its kind.
// `before` stands before the names of words in the message: "--" for options.
Filter filter_of(const FilterWords& words, std::string_view before);

// The number from 0 to 1 that the word has, 0 where `text` is empty. Throws WrongQuestion
// otherwise.
double share_of(std::string_view word, const std::string& text, std::string_view before);

// Those there are: "AGREE, CONSULT, …", "asserted, …".
std::string class_names();
std::string modality_names();

}  // namespace entente
