// What is asked in a URL is read as a whole question, or refused with what could be asked.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "export/http/cursor.h"
#include "export/http/parameters.h"
#include "export/http/problem.h"
#include "extract/date.h"
#include "graph/alliances/alliance_words.h"
#include "graph/filter_words.h"
#include "tests/fuzz/property.h"

using namespace entente;

namespace {

FilterWords words_of(Parameters& parameters) {
  return {.about = parameters.all("about"),
          .subject = parameters.all("subject"),
          .object = parameters.all("object"),
          .classes = parameters.all("class"),
          .relations = parameters.all("relation"),
          .since = parameters.one_or("since", ""),
          .until = parameters.one_or("until", ""),
          .at = parameters.one_or("at", ""),
          .modalities = parameters.all("modality"),
          .min_support = parameters.one_or("min-support", ""),
          .min_confidence = parameters.one_or("min-confidence", ""),
          .documents = parameters.all("document")};
}

void check(const Filter& filter) {
  for (const auto& date : {filter.since, filter.until}) {
    require(!date || days_of(*date), "a date is one that exists");
  }
  require(filter.min_confidence >= 0 && filter.min_confidence <= 1, "a share is from 0 to 1");
  if (filter.since && filter.until) {
    require(days_of(*filter.since)->first <= days_of(*filter.until)->last,
            "a window does not end before it begins");
  }
}

void check(const AllianceTerms& terms) {
  require(terms.window.count > 0 && terms.half_life > 0, "time has a length");
  const DaySpan century{.first = 0, .last = 36'524};
  try {
    const auto windows = windows_of(century, terms.window);
    require(windows.front().first == century.first && windows.back().last == century.last,
            "windows cover all days");
    for (std::size_t i = 1; i < windows.size(); ++i) {
      require(windows[i].first == windows[i - 1].last + 1, "windows follow one another");
    }
  } catch (const Error& too_many) {
    require(days_in(terms.window) < 10, "a century has few windows of ten days");
  }
}

void check_cursor(const std::string& cursor, std::size_t parts) {
  const std::vector<std::string> key = parse_cursor(cursor, parts);
  require(key.size() == parts, "a cursor has as many parts as its list");
  const std::string written = cursor_of(key);
  require(parse_cursor(written, parts) == key, "a cursor returns");
  require(written.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                    "0123456789-_") == std::string::npos,
          "a cursor needs no escaping in a URL");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    Parameters parameters(std::string(data, data + size));
    check(filter_of(words_of(parameters), ""));
    check(terms_of({.window = parameters.one_or("window", "1y"),
                    .half_life = parameters.one_or("half-life", "180d"),
                    .roll_up = parameters.one_or("roll-up", "country")},
                   ""));
    parameters.flag("interval");
    const std::size_t limit = parameters.count("limit", 100, 1, 1000);
    require(limit >= 1 && limit <= 1000, "a count is in its bounds");
    for (const std::string& cursor : parameters.all("cursor")) check_cursor(cursor, 2);
    parameters.finish();
  } catch (const Problem& refused) {
    require(refused.status() == 400, "a question that cannot be read is the client's fault");
    require(!problem_json(refused.status(), refused.what()).empty(), "a refusal says why");
  } catch (const WrongQuestion& refused) {
    require(!std::string(refused.what()).empty(), "a refusal says why");
  }
  return 0;
}
