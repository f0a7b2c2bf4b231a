// What happened between actors as a picture: the score as a line with its interval as a band,
// stories above it (cooperation) and below it (conflict), all over one axis of dates.
//
// Stories are circles, as large as they weigh, beside each other where they would overlap. Where
// there are too many for that, they are added up by day, week, month or more, and the picture says
// so. A window without stories has no score: the line is broken there. The heaviest stories are
// numbered and named below. Where the relation changed stands a broken line with day and direction.
//
// Pure functions, safe to call from any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "export/pictures/picture_parts.h"
#include "extract/date.h"

namespace entente {

struct TimelinePicture {
  struct Score {
    DaySpan days;
    std::optional<double> score;  // from −1 to 1, as the two that follow
    double low = 0.0;
    double high = 0.0;
    Mark mark;
  };
  struct Event {
    int day = 0;
    double weight = 0.0;  // above 0 cooperation, below 0 conflict, 0 neither
    std::size_t documents = 0;
    std::string name;  // "Russia attacked Ukraine"
    Mark mark;
  };
  // From `day` on the two got along better, or worse.
  struct Change {
    int day = 0;
    bool better = false;
    Mark mark;
  };

  PictureWords words;
  DaySpan days;
  std::vector<Score> series;      // none: no line, stories alone
  std::vector<Event> events;      // by day, all in `days`
  std::vector<Change> changes{};  // by day
};

std::string draw(const TimelinePicture& picture, Svg::Place place);

}  // namespace entente
