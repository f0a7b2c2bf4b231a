// Explanations as one page for a browser: text with its mentions, triples beside it, and what each
// rests on.
//
// How it works:
//   1. The page (cli/page: markup, style and script) is embedded in the program.
//   2. Each document is written into it as JSON when it comes, so that memory does not grow with
//      the corpus; the script draws a document when it is looked at.
//   3. The page loads nothing, and its Content-Security-Policy lets run the one script that it came
//      with. Documents are data in it: nothing of theirs is ever markup.
#pragma once

#include <nlohmann/json.hpp>
#include <ostream>
#include <set>
#include <string>

#include "extract/explain/explanation.h"

namespace entente {

class ExplanationPage {
 public:
  // Writes the beginning. `stream` MUST outlive the page.
  explicit ExplanationPage(std::ostream& stream);

  void add(const Explanation& explanation);

  // Writes the end. To be called once, after which nothing may be added.
  void finish();

 private:
  std::ostream& stream_;
  std::string end_;
  nlohmann::json documents_ = nlohmann::json::array();  // what the list of documents shows
  std::set<std::string> classes_;                       // that triples are of
};

}  // namespace entente
