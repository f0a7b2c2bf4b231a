#include "export/http/asking.h"

#include <charconv>
#include <fmt/format.h>
#include <system_error>

#include "export/http/cursor.h"

namespace entente {
namespace {

constexpr std::size_t page_size = 100;
constexpr std::size_t largest_page = 1000;
// Longer ones do not fit in a URL: a page goes on until one does.
constexpr std::size_t longest_cursor = 4000;

}  // namespace

bool Page::has_room() const { return size_ < limit_ || next_.size() > longest_cursor; }

void Page::add(const std::string& json, std::span<const std::string> place) {
  items_.append(items_.empty() ? "" : ",").append(json);
  next_ = cursor_of(place);
  ++size_;
}

std::string Page::next_json() const { return more_ ? "\"" + next_ + "\"" : "null"; }

Answer Page::answer() const {
  return {.body = "{\"" + name_ + "\":[" + items_ + "],\"next\":" + next_json() + "}"};
}

PageWords page_words(Parameters& parameters, std::size_t parts_of_a_place) {
  PageWords words{.limit = parameters.count("limit", page_size, 1, largest_page)};
  if (const auto cursor = parameters.one("cursor")) {
    words.after = parse_cursor(*cursor, parts_of_a_place);
  }
  return words;
}

std::array<std::string, parts_of_a_fact> place_of(const FactKey& key) {
  return {key.subject,  key.object, std::string(name_of(key.relation_class)),
          key.relation, key.date,   std::string(name_of(key.modality))};
}

FactKey fact_key_of(std::span<const std::string> place) {
  const auto relation_class = relation_class_of(place[2]);
  const auto modality = modality_of(place[5]);
  if (!relation_class || !modality) throw Problem(bad_request, "cursor: it is of no fact");
  return {place[0], place[1], *relation_class, place[3], place[4], *modality};
}

FilterWords quality_words(Parameters& parameters) {
  return {.classes = parameters.all("class"),
          .relations = parameters.all("relation"),
          .since = parameters.one_or("since", ""),
          .until = parameters.one_or("until", ""),
          .modalities = parameters.all("modality"),
          .min_support = parameters.one_or("min-support", ""),
          .min_confidence = parameters.one_or("min-confidence", ""),
          .documents = parameters.all("document")};
}

Filter filter_of(Parameters& parameters) {
  FilterWords words = quality_words(parameters);
  words.about = parameters.all("about");
  words.subject = parameters.all("subject");
  words.object = parameters.all("object");
  return filter_of(words, "");
}

void check_known(const Snapshot& snapshot, const std::string& actor) {
  if (!snapshot.find(actor).empty()) return;
  throw Problem(not_found, "no entity of this graph has the id or the name \"" + actor +
                               "\"; /api/entities?prefix=… finds names");
}

void check_known(const Snapshot& snapshot, const Filter& filter) {
  for (const auto* actors : {&filter.about, &filter.subject, &filter.object}) {
    for (const std::string& actor : *actors) check_known(snapshot, actor);
  }
}

double number_of(Parameters& parameters, std::string_view name, double otherwise, double least,
                 double most) {
  const auto text = parameters.one(name);
  if (!text) return otherwise;
  double value = 0.0;
  const char* end = text->data() + text->size();
  const auto [read, status] = std::from_chars(text->data(), end, value);
  if (status == std::errc{} && read == end && value >= least && value <= most) return value;
  throw Problem(bad_request,
                fmt::format("{} {}: not a number from {} to {}", name, *text, least, most));
}

}  // namespace entente
