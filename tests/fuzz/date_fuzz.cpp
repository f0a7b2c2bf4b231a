// Dates cover days that exist, in their order, and name themselves alike.
#include <cstdint>
#include <string>

#include "extract/date.h"
#include "extract/read/language_code.h"
#include "extract/read/publication_day.h"
#include "tests/fuzz/property.h"

using namespace entente;

namespace {

void check_day(const std::string& day) {
  const auto days = days_of(day);
  require(days && days->first == days->last && iso_day(days->first) == day, "a day is one day");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  if (const auto days = days_of(text)) {
    require(days->first <= days->last, "dates do not end before they begin");
    check_day(iso_day(days->first));
    check_day(iso_day(days->last));
    require(weekday_of(days->last) == (weekday_of(days->first) + days->last - days->first) % 7,
            "weekdays follow one another");
    const auto written = days_of(iso_day(days->first) + "/" + iso_day(days->last));
    require(written && *written == *days, "an interval of its ends is the same days");
    require(text.size() == 10 ? iso_day(days->first) == text : true, "a day has one name");
  }
  if (const auto day = parse_publication_day(text)) {
    check_day(*day);
    require(text.starts_with(*day), "a day of publication is what the text begins with");
  }
  if (const auto day = find_day_in_name(text)) check_day(*day);
  if (const auto code = parse_language_code(text); code && !code->empty()) {
    require(parse_language_code(*code) == code, "a code of a language stands for itself");
    require(!language_name(*code).empty(), "a language has a name");
  }
  return 0;
}
