// From values to places on a picture, and where an axis has its ticks.
//
// Pure functions, safe to call from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "extract/date.h"

namespace entente {

// Takes `from` to `begin`, `to` to `end` and what is between in proportion; where both are the
// same, everything to the middle.
class LinearScale {
 public:
  struct Ends {
    double first = 0.0;
    double last = 0.0;
  };

  LinearScale(Ends values, Ends places) : values_(values), places_(places) {}

  double operator()(double value) const;

 private:
  Ends values_;
  Ends places_;
};

struct DateTick {
  int day = 0;          // since 1970-01-01
  std::string label;    // "2018", "Mar", "5 Mar"
  std::string context;  // the year, at the first tick and wherever it changes; "" at others
};

// Ticks within `days` at whole days, weeks, months or years, as many as there may be: `most`, at
// least 1, and none where no round date lies there.
std::vector<DateTick> date_ticks(const DaySpan& days, std::size_t most);

// A number not less than `value` that reads well: one of 1, 2, 3, 4, 5, 6 and 8 times a power of
// ten. Of values of 0 and less 1.
double round_up(double value);

}  // namespace entente
