#include <algorithm>
#include <cmath>
#include <fstream>
#include <gtest/gtest.h>
#include <iostream>
#include <limits>
#include <random>
#include <regex>
#include <sstream>

#include "export/pictures/alluvial.h"
#include "export/pictures/heat_map.h"
#include "export/pictures/picture_page.h"
#include "export/pictures/picture_text.h"
#include "export/pictures/timeline_picture.h"
#include "extract/error.h"
#include "graph/alliances/windows.h"

namespace entente {
namespace {

int day(std::string_view iso) { return days_of(iso)->first; }

const std::string hostile = "</text><script>\"&'\u202E\x01\n🚀";

std::size_t count_of(std::string_view what, std::string_view text) {
  std::size_t count = 0;
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + what.size())) ++count;
  return count;
}

// A year of two actors, with `stories` of all weights and months without any score.
TimelinePicture random_timeline(unsigned seed, std::size_t stories) {
  std::mt19937 random(seed);
  const auto below = [&](unsigned end) { return static_cast<int>(random() % end); };
  TimelinePicture picture;
  picture.words = {.title = "Left and Right", .scope = "2018", .remarks = {"Remark."}};
  picture.days = *days_of("2018");
  for (const DaySpan& window : windows_of(picture.days, *length_of("1m"))) {
    const double score = (below(21) - 10) / 10.0;
    picture.series.push_back({.days = window,
                              .score = below(4) == 0 ? std::nullopt : std::optional(score),
                              .low = std::max(-1.0, score - 0.2),
                              .high = std::min(1.0, score + 0.2),
                              .mark = {.tip = "window", .link = "w1"}});
  }
  for (std::size_t n = 0; n < stories; ++n) {
    picture.events.push_back({.day = picture.days.first + below(365),
                              .weight = below(21) - 10.0,
                              .documents = 1,
                              .name = "Left met Right",
                              .mark = {.tip = "tip", .link = "s1"}});
  }
  std::ranges::sort(picture.events, {}, &TimelinePicture::Event::day);
  picture.changes = {
      {.day = day("2018-06-01"), .better = true, .mark = {.tip = "c", .link = "c1"}}};
  return picture;
}

HeatMap random_heat_map(unsigned seed, std::string_view window) {
  std::mt19937 random(seed);
  HeatMap picture{.words = {.title = "Left", .scope = {}, .remarks = {}},
                  .windows = windows_of(*days_of("2018"), *length_of(window)),
                  .groups = {{.name = "Partners", .rows = {}}}};
  for (const char* name : {"One", "Two"}) {
    HeatMap::Row row{.name = name, .score = 0.25, .cells = {}};
    for (std::size_t n = 0; n < picture.windows.size(); ++n) {
      HeatMap::Cell cell;
      if (random() % 3 != 0)
        cell = {.score = 1.0 - static_cast<double>(random() % 21) / 10.0, .mark = {.tip = "t"}};
      row.cells.push_back(cell);
    }
    picture.groups.front().rows.push_back(std::move(row));
  }
  return picture;
}

std::vector<BlocWindow> random_blocs(unsigned seed, std::size_t actors, std::size_t windows) {
  std::mt19937 random(seed);
  std::vector<BlocWindow> result;
  for (std::size_t n = 0; n < windows; ++n) {
    const int first = day("2018-01-01") + 90 * static_cast<int>(n);
    BlocWindow window{.days = {.first = first, .last = first + 89}, .blocs = {}};
    for (std::size_t number = 1; number <= 20; ++number) {
      Bloc bloc;
      bloc.number = number;
      for (std::size_t actor = number; actor < actors; actor += 20 + random() % 2)
        bloc.members.push_back("a" + std::to_string(actor));
      if (bloc.members.size() > 1) window.blocs.push_back(std::move(bloc));
    }
    result.push_back(std::move(window));
  }
  return result;
}

AlluvialPicture alluvial_of(std::span<const BlocWindow> windows,
                            const std::string& name = "Actor ") {
  return {.words = {.title = "Blocs", .scope = {}, .remarks = {}},
          .windows = windows,
          .name_of = [name](const std::string& id) { return name + id; },
          .link_of = [](std::size_t, std::size_t) { return std::string("row"); }};
}

// All shapes lie in the picture, and no coordinate is anything but a number.
void expect_inside(const std::string& svg) {
  static const std::regex frame(R"(viewBox="0 0 ([0-9.]+) ([0-9.]+)\")");
  static const std::regex shape(
      R"re(<(rect|circle|line) class="[^"]*" (?:x|cx|x1)="([^"]+)" (?:y|cy|y1)="([^"]+)" (?:width|r|x2)="([^"]+)"(?: (?:height|y2)="([^"]+)")?/>)re");
  std::smatch size;
  ASSERT_TRUE(std::regex_search(svg, size, frame));
  const double width = std::stod(size[1]);
  const double height = std::stod(size[2]);
  std::size_t shapes = 0;
  for (std::sregex_iterator each(svg.begin(), svg.end(), shape); each != std::sregex_iterator();
       ++each, ++shapes) {
    const std::string kind = (*each)[1];
    const double x = std::stod((*each)[2]);
    const double y = std::stod((*each)[3]);
    const double third = std::stod((*each)[4]);
    const double fourth = (*each)[5].matched ? std::stod((*each)[5]) : third;
    const bool is_circle = kind == "circle";
    const double left = is_circle ? x - third : kind == "line" ? std::min(x, third) : x;
    const double right = kind == "line" ? std::max(x, third) : x + third;
    const double top = is_circle ? y - third : kind == "line" ? std::min(y, fourth) : y;
    const double bottom = kind == "line" ? std::max(y, fourth) : y + fourth;
    EXPECT_GE(left, 0.0) << each->str();
    EXPECT_GE(top, 0.0) << each->str();
    EXPECT_LE(right, width + 0.01) << each->str();
    EXPECT_LE(bottom, height + 0.01) << each->str();
  }
  EXPECT_EQ(shapes, count_of("<rect ", svg) + count_of("<circle ", svg) + count_of("<line ", svg));
  EXPECT_EQ(count_of("nan", svg) + count_of("inf", svg), 0u);
}

TEST(Scales, ALinearScaleTakesEndsToEnds) {
  const LinearScale scale({.first = -1.0, .last = 1.0}, {.first = 100.0, .last = 0.0});
  EXPECT_DOUBLE_EQ(scale(-1.0), 100.0);
  EXPECT_DOUBLE_EQ(scale(0.0), 50.0);
  EXPECT_DOUBLE_EQ(scale(1.0), 0.0);
}

TEST(Scales, ValuesThatAreAllTheSameStandInTheMiddle) {
  EXPECT_DOUBLE_EQ(LinearScale({.first = 3.0, .last = 3.0}, {.first = 0.0, .last = 10.0})(3.0),
                   5.0);
}

std::vector<std::string> labels(const DaySpan& days, std::size_t most) {
  std::vector<std::string> found;
  for (const DateTick& tick : date_ticks(days, most))
    found.push_back(tick.label + (tick.context.empty() ? "" : " " + tick.context));
  return found;
}

TEST(Scales, DatesHaveTicksAtRoundDays) {
  using Labels = std::vector<std::string>;
  EXPECT_EQ(labels(*days_of("2018-12-30/2019-01-02"), 10),
            (Labels{"30 Dec 2018", "31 Dec", "1 Jan 2019", "2 Jan"}));
  EXPECT_EQ(labels(*days_of("2018-03-01/2018-03-31"), 6),
            (Labels{"5 Mar 2018", "12 Mar", "19 Mar", "26 Mar"}))
      << "weeks begin on Mondays";
  EXPECT_EQ(labels(*days_of("2018-11-15/2019-02-15"), 5), (Labels{"Dec 2018", "Jan 2019", "Feb"}));
  EXPECT_EQ(labels(*days_of("2010/2019"), 12).front(), "2010");
  EXPECT_EQ(labels(*days_of("1815/2014"), 5), (Labels{"1850", "1900", "1950", "2000"}));
}

TEST(Scales, TicksAreInTheSpanInOrderAndNeverTooMany) {
  constexpr unsigned seed = 1815;
  std::cout << "seed " << seed << '\n';
  std::mt19937 random(seed);
  const int first_of_all = day("0001-01-01");
  for (int round = 0; round < 2000; ++round) {
    const int first = first_of_all + static_cast<int>(random() % 3'000'000);
    const int length = static_cast<int>(random() % (1u << random() % 20));
    const DaySpan days{.first = first, .last = first + length};
    const std::size_t most = 1 + random() % 20;
    const auto ticks = date_ticks(days, most);
    EXPECT_LE(ticks.size(), most);
    EXPECT_TRUE(std::ranges::is_sorted(ticks, {}, &DateTick::day));
    for (const DateTick& tick : ticks) {
      EXPECT_GE(tick.day, days.first);
      EXPECT_LE(tick.day, days.last);
    }
  }
}

TEST(Scales, RoundedUpIsNeverLess) {
  EXPECT_DOUBLE_EQ(round_up(0.0), 1.0);
  EXPECT_DOUBLE_EQ(round_up(59.0), 60.0);
  EXPECT_DOUBLE_EQ(round_up(8.5), 10.0);
  EXPECT_DOUBLE_EQ(round_up(0.03), 0.03);
}

TEST(PictureText, CutTextFitsAndSaysThatItIsCut) {
  const std::string name = "Democratic Republic of the Congo";
  EXPECT_EQ(cut_to(name, 1000.0, 12.0), name);
  const std::string cut = cut_to(name, 80.0, 12.0);
  EXPECT_TRUE(cut.ends_with("…"));
  EXPECT_LE(text_width(cut, 12.0), 80.0);
}

TEST(PictureText, LettersWithTheirMarksAreCutTogether) {
  const std::string family = "👩‍👩‍👧";
  EXPECT_EQ(cut_to("e\u0301" + family, text_width("ee", 1.0) + 0.1, 1.0).find("e\u0301"), 0u);
  EXPECT_EQ(cut_to(family + family + family, text_width(family, 1.0) * 2 + 0.1, 1.0), family + "…");
}

TEST(PictureText, NothingInATextHasPowerOverItsSurroundings) {
  EXPECT_EQ(plain_text("a\nb\u202E\x07 \xFF"), "a b\uFFFD\uFFFD \uFFFD");
  EXPECT_EQ(isolated("Iran"), "Iran");
  EXPECT_EQ(isolated("إيران"), "\u2068إيران\u2069");
  EXPECT_EQ(isolated("\u2069إيران\u2068"), "\u2068إيران\u2069") << "one too many would end ours";
}

TEST(PictureText, NumbersHaveARealMinusAndNoSignAtZero) {
  EXPECT_EQ(signed_number(-0.304, 2), "−0.30");
  EXPECT_EQ(signed_number(0.51, 2), "+0.51");
  EXPECT_EQ(signed_number(-0.001, 2), "0.00");
  EXPECT_EQ(count_text(1234567, "fact", "facts"), "1,234,567 facts");
  EXPECT_EQ(count_text(1, "fact", "facts"), "1 fact");
}

TEST(SvgWriter, RefusesWhatIsNoNumber) {
  Svg svg(Svg::Place::File, {.width = 10, .height = 10});
  EXPECT_THROW(svg.circle(std::nan(""), 1, 1, "point"), Error);
  EXPECT_THROW(svg.line(0, 0, std::numeric_limits<double>::infinity(), 0, "axis"), Error);
}

TEST(TimelinePictures, AreTheSameToTheByteAndInTheirFrame) {
  for (const std::size_t stories : {0u, 1u, 30u, 200u, 3000u}) {
    for (const Svg::Place place : {Svg::Place::File, Svg::Place::Page}) {
      const std::string svg = draw(random_timeline(1918, stories), place);
      EXPECT_EQ(svg, draw(random_timeline(1918, stories), place));
      expect_inside(svg);
    }
  }
}

TEST(TimelinePictures, FewStoriesAreCirclesAndManyAreBarsWhichIsSaid) {
  const std::string few = draw(random_timeline(1, 30), Svg::Place::File);
  EXPECT_GT(count_of("<circle class=\"co", few), 20u);
  EXPECT_NE(few.find("Each circle is a story"), few.npos);
  const std::string many = draw(random_timeline(1, 3000), Svg::Place::File);
  EXPECT_EQ(count_of("<circle class=\"co", many), 0u);
  EXPECT_NE(many.find("Bars add up the weights of the stories of each week."), many.npos);
}

TEST(TimelinePictures, CirclesDoNotCoverEachOther) {
  const std::string svg = draw(random_timeline(7, 150), Svg::Place::File);
  static const std::regex circle(
      R"re(<circle class="(?:cooperation|conflict)" cx="([^"]+)" cy="([^"]+)" r="([^"]+)")re");
  struct Circle {
    double x, y, radius;
  };
  std::vector<Circle> circles;
  for (std::sregex_iterator each(svg.begin(), svg.end(), circle); each != std::sregex_iterator();
       ++each)
    circles.push_back({std::stod((*each)[1]), std::stod((*each)[2]), std::stod((*each)[3])});
  ASSERT_GT(circles.size(), 100u);
  for (std::size_t n = 0; n < circles.size(); ++n) {
    for (std::size_t m = n + 1; m < circles.size(); ++m) {
      const double apart = std::hypot(circles[n].x - circles[m].x, circles[n].y - circles[m].y);
      EXPECT_GE(apart, circles[n].radius + circles[m].radius);
    }
  }
}

TEST(TimelinePictures, AWindowWithoutAScoreBreaksTheLine) {
  TimelinePicture picture = random_timeline(3, 12);
  for (auto& window : picture.series) window.score = 0.5;
  EXPECT_EQ(count_of("class=\"score\"", draw(picture, Svg::Place::File)), 1u);
  picture.series[6].score.reset();
  EXPECT_EQ(count_of("class=\"score\"", draw(picture, Svg::Place::File)), 2u);
}

TEST(TimelinePictures, AChangeIsALineWithDayAndDirection) {
  EXPECT_NE(draw(random_timeline(1, 30), Svg::Place::File).find(">2018-06-01 better<"),
            std::string::npos);
}

TEST(TimelinePictures, HostileNamesStayText) {
  TimelinePicture picture = random_timeline(1, 5);
  picture.words = {.title = hostile, .scope = hostile, .remarks = {hostile}};
  for (auto& event : picture.events) {
    event.name = hostile;
    event.mark = {.tip = hostile, .link = hostile};
  }
  for (const Svg::Place place : {Svg::Place::File, Svg::Place::Page}) {
    const std::string svg = draw(picture, place);
    EXPECT_EQ(count_of("<script", svg), 0u);
    EXPECT_EQ(count_of("\x01", svg), 0u);
    EXPECT_EQ(count_of("<text", svg), count_of("</text>", svg));
  }
}

TEST(HeatMaps, AreTheSameToTheByteAndInTheirFrame) {
  for (const char* window : {"1y", "1m", "1d"}) {
    const std::string svg = draw(random_heat_map(5, window), Svg::Place::File);
    EXPECT_EQ(svg, draw(random_heat_map(5, window), Svg::Place::File));
    expect_inside(svg);
  }
}

TEST(HeatMaps, WhatIsMissingIsHatchedAndNotGrey) {
  HeatMap picture = random_heat_map(5, "1m");
  for (auto& row : picture.groups.front().rows) {
    for (auto& cell : row.cells) cell = {.score = 0.0, .mark = {}};
  }
  const std::string known = draw(picture, Svg::Place::File);
  for (auto& row : picture.groups.front().rows) {
    for (auto& cell : row.cells) cell.score.reset();
  }
  const std::string unknown = draw(picture, Svg::Place::File);
  EXPECT_EQ(count_of("class=\"p0\"", known) - count_of("class=\"p0\"", unknown), 24u);
  EXPECT_EQ(count_of("class=\"missing\"", unknown) - count_of("class=\"missing\"", known), 24u);
}

TEST(HeatMaps, ShadesGoFromConflictToCooperation) {
  EXPECT_EQ(shade_of(-1.0), "m5");
  EXPECT_EQ(shade_of(-0.25), "m1");
  EXPECT_EQ(shade_of(0.0), "p0");
  EXPECT_EQ(shade_of(0.95), "p5");
}

TEST(HeatMaps, TooManyWindowsShareColumnsWhichIsSaid) {
  const std::string svg = draw(random_heat_map(5, "1d"), Svg::Place::File);
  EXPECT_NE(svg.find("each shows the mean of"), svg.npos);
  EXPECT_LT(count_of("<rect", svg), 2u * 200u);
}

TEST(AlluvialPictures, AreTheSameToTheByteAndInTheirFrame) {
  for (const std::size_t windows : {0u, 1u, 2u, 12u, 60u}) {
    for (const std::size_t actors : {30u, 400u}) {
      const auto blocs = random_blocs(11, actors, windows);
      const std::string svg = draw(alluvial_of(blocs), Svg::Place::File);
      EXPECT_EQ(svg, draw(alluvial_of(blocs), Svg::Place::File));
      expect_inside(svg);
    }
  }
}

TEST(AlluvialPictures, SmallBlocsAreFoldedWhichIsSaid) {
  const auto blocs = random_blocs(11, 400, 4);
  const std::string svg = draw(alluvial_of(blocs), Svg::Place::File);
  EXPECT_NE(svg.find("Not drawn: 8 smaller blocs."), svg.npos);
}

TEST(AlluvialPictures, WhoLeavesABlocForNoneIsAmongOthers) {
  const auto window = [](std::vector<std::string> members) {
    BlocWindow result{.days = *days_of("2018"), .blocs = {}};
    Bloc bloc;
    bloc.number = 1;
    bloc.members = std::move(members);
    result.blocs = {bloc};
    return result;
  };
  const std::vector<BlocWindow> windows{window({"a", "b", "c"}), window({"a", "b"})};
  const std::string svg = draw(alluvial_of(windows), Svg::Place::File);
  EXPECT_NE(svg.find("Bloc 1 to Others: 1 actor\nActor c<"), svg.npos);
  EXPECT_NE(svg.find("Bloc 1 to Bloc 1: 2 actors\nActor a, Actor b<"), svg.npos);
}

TEST(AlluvialPictures, LabelsOfAColumnDoNotOverlap) {
  const std::string svg = draw(alluvial_of(random_blocs(11, 400, 4)), Svg::Place::File);
  static const std::regex label(R"re(class="halo label" x="([^"]+)" y="([^"]+)")re");
  std::map<double, std::vector<double>> columns;
  for (std::sregex_iterator each(svg.begin(), svg.end(), label); each != std::sregex_iterator();
       ++each)
    columns[std::stod((*each)[1])].push_back(std::stod((*each)[2]));
  ASSERT_EQ(columns.size(), 4u);
  for (const auto& [x, rows] : columns) {
    for (std::size_t n = 1; n < rows.size(); ++n) EXPECT_GE(rows[n] - rows[n - 1], 13.99);
  }
}

TEST(AlluvialPictures, HostileNamesStayText) {
  const std::string svg = draw(alluvial_of(random_blocs(11, 60, 3), hostile), Svg::Place::Page);
  EXPECT_EQ(count_of("<script", svg), 0u);
}

std::string page_of(const PicturePage& page) {
  std::ostringstream stream;
  write_page(stream, page);
  return stream.str();
}

TEST(PicturePages, CarryAPolicyAndNothingForeign) {
  const std::string page =
      page_of({.title = hostile,
               .svg = draw(random_timeline(1, 5), Svg::Place::Page),
               .tables = {{.caption = hostile,
                           .columns = {{.title = hostile}},
                           .rows = {{.id = hostile, .cells = {hostile}, .notes = {hostile}}}}}});
  EXPECT_EQ(count_of("<script", page), 1u);
  EXPECT_NE(page.find("default-src 'none'; base-uri 'none'; form-action 'none'; script-src "
                      "'sha256-"),
            page.npos);
  EXPECT_EQ(count_of("style=\"", page), 0u) << "the policy would forbid them";
  EXPECT_EQ(count_of("{{", page), 0u);
  EXPECT_EQ(count_of("http", page),
            count_of("http-equiv", page) + count_of("http://www.w3.org/2000/svg", page));
}

TEST(PicturePages, MarksOfEmptyTextsAreLeftAlone) {
  const std::string page = page_of({.title = "{{script}}", .svg = "{{style}}", .tables = {}});
  EXPECT_NE(page.find("<title>{{script}}</title>"), page.npos);
}

TEST(TimelinePictures, ASmallOneIsWrittenByteForByteAsInTheGoldenFile) {
  TimelinePicture picture;
  picture.words = {.title = "Russia and North Korea", .scope = "2023-07", .remarks = {"Remark."}};
  picture.days = *days_of("2023-07");
  picture.series = {{.days = picture.days,
                     .score = 0.5,
                     .low = 0.25,
                     .high = 0.75,
                     .mark = {.tip = "2023-07: +0.50", .link = {}}}};
  picture.events = {{.day = day("2023-07-26"),
                     .weight = 3.4,
                     .documents = 2,
                     .name = "Kim Jong Un met Sergei Shoigu",
                     .mark = {.tip = "2023-07-26: Kim Jong Un met Sergei Shoigu", .link = {}}}};
  std::ostringstream golden;
  golden << std::ifstream(ENTENTE_TEST_DATA "/golden/timeline.svg").rdbuf();
  EXPECT_EQ(draw(picture, Svg::Place::File), golden.str());
}

}  // namespace
}  // namespace entente
