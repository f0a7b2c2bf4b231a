#include "export/pictures/alliance_pictures.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "export/exporter.h"
#include "export/pictures/alluvial.h"
#include "export/pictures/heat_map.h"
#include "export/pictures/picture_page.h"
#include "export/pictures/picture_text.h"
#include "export/pictures/timeline_picture.h"
#include "export/shown_names.h"
#include "graph/alliances/windows.h"

namespace entente {
namespace {

constexpr std::size_t most_rows = 5000;    // of a page's table
constexpr std::size_t most_sentences = 3;  // of a story
constexpr double sentence_width = 360.0;   // of a sentence in a tip, in letters of size 1

std::string days_text(const DaySpan& days) {
  return fmt::format("{} to {}", iso_day(days.first), iso_day(days.last));
}

std::string interval_text(const AllianceScore& score) {
  return fmt::format("{} to {}", signed_number(score.low, 2), signed_number(score.high, 2));
}

// "month", "3 months", "90 days"; the text itself where it is no length.
std::string length_text(const std::string& text) {
  const auto length = length_of(text);
  if (!length) return text;
  const bool in_days = length->unit == Length::Unit::Days;
  const int whole = in_days ? 7 : 12;  // days of a week, months of a year
  const bool is_whole = length->count % whole == 0;
  const int count = is_whole ? length->count / whole : length->count;
  const std::string_view unit = in_days ? (is_whole ? "week" : "day") : is_whole ? "year" : "month";
  return count == 1 ? std::string(unit) : fmt::format("{} {}s", count, unit);
}

// The names of actors, each read once.
class Names {
 public:
  explicit Names(const Snapshot& snapshot) : shown_(snapshot) {}

  // Fit to stand in a sentence.
  const std::string& operator[](const std::string& id) {
    const auto found = names_.find(id);
    if (found != names_.end()) return found->second;
    return names_.emplace(id, isolated(plain_text(shown_[id]))).first->second;
  }

 private:
  ShownNames shown_;
  std::map<std::string, std::string> names_;
};

void write(std::ostream& stream, PictureForm form, const std::string& svg, const std::string& title,
           std::vector<PageTable> tables) {
  if (form == PictureForm::Svg) {
    stream << svg;
  } else {
    write_page(stream, {.title = title, .svg = svg, .tables = std::move(tables)});
  }
}

Svg::Place place_of(PictureForm form) {
  return form == PictureForm::Svg ? Svg::Place::File : Svg::Place::Page;
}

Mark mark_of(const WindowScore& window, std::string_view of, std::string link) {
  const AllianceScore& score = window.score;
  std::string tip = fmt::format("{}{}: {}", of, days_text(window.days),
                                score.parts.empty() ? "no story" : signed_number(score.score, 2));
  if (!score.parts.empty()) {
    tip += fmt::format("\n90 % interval {}; {}", interval_text(score),
                       count_text(score.parts.size(), "story", "stories"));
  }
  return {.tip = std::move(tip), .link = std::move(link)};
}

PageTable::Row row_of(const WindowScore& window) {
  const AllianceScore& score = window.score;
  const bool any = !score.parts.empty();
  return {.cells = {days_text(window.days), any ? signed_number(score.score, 2) : "",
                    any ? interval_text(score) : "", fmt::format("{:.1f}", score.cooperation),
                    fmt::format("{:.1f}", score.conflict), std::to_string(score.parts.size())}};
}

std::vector<PageTable::Column> score_columns(std::string first) {
  return {{.title = std::move(first)},
          {.title = "score", .is_number = true},
          {.title = "90 % interval", .is_number = true},
          {.title = "cooperation", .is_number = true},
          {.title = "conflict", .is_number = true},
          {.title = "stories", .is_number = true}};
}

// A story as it is told: in the picture, in its tip and in the table.
struct ToldStory {
  std::string name;
  std::string tip;
  std::size_t documents = 0;
  PageTable::Row row;
};

ToldStory told(const TimelineView& view, const Story& story, Names& names) {
  const std::vector<Fact> facts = facts_of(view, story);
  const Fact& first = facts.front();
  std::set<std::uint64_t> documents;
  std::set<std::pair<std::string_view, std::size_t>> places;
  std::vector<std::string> sentences;
  for (const Fact& fact : facts) {
    for (const FactEvidence& evidence : fact.evidence) documents.insert(voice_of(evidence));
    const FactEvidence& best = best_evidence(fact);
    if (best.text.empty() || !places.emplace(best.document, best.sentence).second) continue;
    if (sentences.size() < most_sentences)
      sentences.push_back(plain_text(best.text) + " (" + plain_text(best.document) + ")");
  }
  ToldStory result;
  result.documents = documents.size();
  result.name = fmt::format("{} {} {}", names[first.subject()], plain_text(first.key.relation),
                            names[first.object()]);
  const std::string how =
      fmt::format("{}, {}, {} in {}", name_of(story.relation_class), name_of(first.key.modality),
                  count_text(facts.size(), "fact", "facts"),
                  count_text(documents.size(), "document", "documents"));
  const std::string weight = story.weight == 0.0 ? "" : signed_number(story.weight, 1);
  result.tip = fmt::format("{}: {}\n{}{}", iso_day(story.day), result.name, how,
                           weight.empty() ? "" : ", weight " + weight);
  if (!sentences.empty()) result.tip += '\n' + cut_to(sentences.front(), sentence_width, 1.0);
  const std::string& date = first.key.date;
  result.row = {.cells = {date.empty() ? iso_day(story.day) + " (reported)" : date, weight,
                          std::string(name_of(story.relation_class)),
                          std::string(name_of(first.key.modality)), std::to_string(facts.size()),
                          std::to_string(documents.size()),
                          fmt::format("{:.2f}", first.confidence()), result.name},
                .notes = std::move(sentences)};
  return result;
}

// Whether each story has a row: all, or the heaviest where there are too many.
std::vector<bool> in_table(std::span<const Story> stories) {
  std::vector<std::size_t> order(stories.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, std::greater(),
                           [&](std::size_t n) { return std::abs(stories[n].weight); });
  std::vector<bool> in(stories.size());
  for (std::size_t n = 0; n < std::min(most_rows, order.size()); ++n) in[order[n]] = true;
  return in;
}

PageTable story_table(std::size_t stories) {
  std::string caption = "Stories, by day";
  if (stories > most_rows) {
    caption += fmt::format(" (the {} heaviest of {})", most_rows, stories);
  }
  return {.caption = std::move(caption),
          .columns = {{.title = "date"},
                      {.title = "weight", .is_number = true},
                      {.title = "class"},
                      {.title = "modality"},
                      {.title = "facts", .is_number = true},
                      {.title = "documents", .is_number = true},
                      {.title = "confidence", .is_number = true},
                      {.title = "what, and where it is told"}},
          .rows = {}};
}

std::vector<std::string> timeline_remarks(const GraphTimeline& timeline) {
  std::vector<std::string> remarks;
  if (timeline.stories.empty()) remarks.emplace_back("Nothing is known here.");
  if (timeline.by_report > 0) {
    remarks.push_back(
        fmt::format("{} without a date: shown on the first day on which a document "
                    "tells of it.",
                    count_text(timeline.by_report, "fact", "facts")));
  }
  if (timeline.told.undated > 0) {
    remarks.push_back(fmt::format("Left out: {} that nothing says a day of.",
                                  count_text(timeline.told.undated, "fact", "facts")));
  }
  if (timeline.told.later > 0) {
    remarks.push_back(fmt::format("Left out: {} dated after the last report.",
                                  count_text(timeline.told.later, "fact", "facts")));
  }
  return remarks;
}

// Draws them into `picture`, too.
PageTable add_changes(std::span<const ChangePoint> changes, TimelinePicture& picture) {
  PageTable table{.caption = "Changes, and what stories weigh on average",
                  .columns = {{.title = "date"},
                              {.title = "direction"},
                              {.title = "before", .is_number = true},
                              {.title = "after", .is_number = true},
                              {.title = "p", .is_number = true}},
                  .rows = {}};
  for (const ChangePoint& change : changes) {
    const std::string id = fmt::format("c{}", table.rows.size() + 1);
    const std::string direction = change.better() ? "better" : "worse";
    const std::string before = signed_number(change.before, 1);
    const std::string after = signed_number(change.after, 1);
    const std::string p = fmt::format("{:.3f}", change.p);
    picture.changes.push_back(
        {.day = change.day,
         .better = change.better(),
         .mark = {
             .tip = fmt::format("{}: {}\nStories weigh {} on average before, {} after (p = {})",
                                iso_day(change.day), direction, before, after, p),
             .link = id}});
    table.rows.push_back({.id = id, .cells = {iso_day(change.day), direction, before, after, p}});
  }
  return table;
}

}  // namespace

void write_picture(std::ostream& stream, PictureForm form, const PictureRequest& request,
                   const TimelineView& view) {
  const GraphTimeline& timeline = view.timeline;
  TimelinePicture picture{
      .words = {.title = request.title, .scope = {}, .remarks = timeline_remarks(timeline)},
      .days = timeline.told.window,
      .series = {},
      .events = {}};
  if (!timeline.stories.empty()) {
    picture.words.scope = fmt::format("{} · {} of {}", days_text(timeline.told.window),
                                      count_text(timeline.stories.size(), "story", "stories"),
                                      count_text(timeline.facts.size(), "fact", "facts"));
  }
  std::vector<PageTable> tables;
  if (view.alliance != nullptr) {
    picture.words.scope += fmt::format(" · score by {} with its 90 % interval, half-life {}",
                                       length_text(request.window), request.half_life);
    PageTable series{.caption = "Score, by window", .columns = score_columns("window"), .rows = {}};
    for (const WindowScore& window : view.alliance->windows) {
      const std::string id = fmt::format("w{}", series.rows.size() + 1);
      picture.series.push_back(
          {.days = window.days,
           .score = window.score.parts.empty() ? std::nullopt : std::optional(window.score.score),
           .low = window.score.low,
           .high = window.score.high,
           .mark = mark_of(window, "", id)});
      series.rows.push_back(row_of(window));
      series.rows.back().id = id;
    }
    tables.push_back(std::move(series));
    if (!view.changes.empty()) tables.push_back(add_changes(view.changes, picture));
  }
  Names names(view.snapshot);
  PageTable stories = story_table(timeline.stories.size());
  const std::vector<bool> has_row = in_table(timeline.stories);
  for (std::size_t n = 0; n < timeline.stories.size(); ++n) {
    const Story& story = timeline.stories[n];
    ToldStory each = told(view, story, names);
    const std::string id = has_row[n] ? fmt::format("s{}", n + 1) : "";
    picture.events.push_back({.day = story.day,
                              .weight = story.weight,
                              .documents = each.documents,
                              .name = std::move(each.name),
                              .mark = {.tip = std::move(each.tip), .link = id}});
    if (!has_row[n]) continue;
    each.row.id = id;
    stories.rows.push_back(std::move(each.row));
  }
  tables.push_back(std::move(stories));
  write(stream, form, draw(picture, place_of(form)), request.title, std::move(tables));
}

void write_picture(std::ostream& stream, PictureForm form, const PictureRequest& request,
                   const AlliancesView& view) {
  HeatMap picture{
      .words = {.title = request.title, .scope = {}, .remarks = {}}, .windows = {}, .groups = {}};
  Names names(view.snapshot);
  std::vector<PageTable> tables;
  std::size_t row_number = 0;
  for (const AllianceGroup& group : view.groups) {
    if (group.alliances.empty()) continue;
    picture.groups.push_back({.name = group.name, .rows = {}});
    for (const Alliance& alliance : group.alliances) {
      const std::string name = view.of_one ? names[alliance.other]
                                           : names[alliance.actor] + " – " + names[alliance.other];
      HeatMap::Row row{.name = name, .score = alliance.score.score, .cells = {}};
      PageTable table{
          .caption = fmt::format("{}, in all {} ({})", name, signed_number(alliance.score.score, 2),
                                 interval_text(alliance.score)),
          .columns = score_columns("window"),
          .rows = {}};
      ++row_number;
      for (const WindowScore& window : alliance.windows) {
        if (picture.windows.size() < alliance.windows.size())
          picture.windows.push_back(window.days);
        HeatMap::Cell cell;
        if (!window.score.parts.empty()) {
          const std::string id = fmt::format("r{}w{}", row_number, row.cells.size() + 1);
          cell = {.score = window.score.score, .mark = mark_of(window, name + ", ", id)};
          table.rows.push_back(row_of(window));
          table.rows.back().id = id;
        }
        row.cells.push_back(std::move(cell));
      }
      picture.groups.back().rows.push_back(std::move(row));
      tables.push_back(std::move(table));
    }
  }
  if (picture.groups.empty()) {
    picture.words.remarks.emplace_back("Nothing that is cooperation or conflict is known here.");
  } else {
    picture.words.scope = fmt::format("{} · score by {}, half-life {}", days_text(view.days),
                                      length_text(request.window), request.half_life);
  }
  if (view.left_out > 0) {
    picture.words.remarks.push_back(fmt::format("The surest are shown; {} more {}.", view.left_out,
                                                view.of_one ? "actors" : "pairs"));
  }
  write(stream, form, draw(picture, place_of(form)), request.title, std::move(tables));
}

void write_picture(std::ostream& stream, PictureForm form, const PictureRequest& request,
                   const BlocsView& view) {
  Names names(view.snapshot);
  AlluvialPicture picture{
      .words = {.title = request.title, .scope = {}, .remarks = {}},
      .windows = view.windows,
      .name_of = [&](const std::string& id) { return names[id]; },
      .link_of = [](std::size_t window,
                    std::size_t number) { return fmt::format("w{}b{}", window + 1, number); }};
  std::vector<PageTable> tables;
  const auto all = [&](const std::vector<std::string>& ids) {
    std::vector<std::string> found;
    for (const std::string& id : ids) found.push_back(names[id]);
    return fmt::format("{}", fmt::join(found, ", "));
  };
  for (std::size_t n = 0; n < view.windows.size(); ++n) {
    const BlocWindow& window = view.windows[n];
    PageTable table{
        .caption = fmt::format("{}: {} of {} balanced", days_text(window.days), window.balanced,
                               count_text(window.triangles, "triangle", "triangles")),
        .columns = {{.title = "bloc"},
                    {.title = "size", .is_number = true},
                    {.title = "members"},
                    {.title = "joined"},
                    {.title = "left"}},
        .rows = {}};
    for (const Bloc& bloc : window.blocs) {
      std::vector<std::string> notes;
      if (!bloc.merged_from.empty())
        notes.push_back(fmt::format("merged with {}", fmt::join(bloc.merged_from, ", ")));
      if (bloc.before && bloc.before->last + 1 < window.days.first)
        notes.push_back(fmt::format("joined and left since {}", days_text(*bloc.before)));
      if (bloc.split_from) notes.push_back(fmt::format("split from {}", *bloc.split_from));
      table.rows.push_back(
          {.id = picture.link_of(n, bloc.number),
           .cells = {std::to_string(bloc.number), std::to_string(bloc.members.size()),
                     all(bloc.members), all(bloc.joined), all(bloc.left)},
           .notes = std::move(notes)});
    }
    tables.push_back(std::move(table));
  }
  if (view.windows.empty()) {
    picture.words.remarks.emplace_back("Nothing that is cooperation or conflict is known here.");
  } else {
    picture.words.scope =
        fmt::format("{} · by {}, half-life {}",
                    days_text({view.windows.front().days.first, view.windows.back().days.last}),
                    length_text(request.window), request.half_life);
  }
  write(stream, form, draw(picture, place_of(form)), request.title, std::move(tables));
}

}  // namespace entente
