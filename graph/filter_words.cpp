#include "graph/filter_words.h"

#include <array>
#include <charconv>
#include <cstddef>
#include <optional>
#include <system_error>

#include "extract/date.h"

namespace entente {
namespace {

constexpr std::array modalities{Modality::Asserted, Modality::Negated, Modality::Possible,
                                Modality::Planned};

class Reader {
 public:
  explicit Reader(std::string_view before) : before_(before) {}

  RelationClass relation_class(const std::string& name) const {
    if (const auto found = relation_class_of(name)) return *found;
    fail("class", name, "there is no such class; there are: " + class_names());
  }

  Modality modality(const std::string& name) const {
    if (const auto found = modality_of(name)) return *found;
    fail("modality", name, "there is no such modality; there are: " + modality_names());
  }

  std::optional<std::string> date(std::string_view word, const std::string& text) const {
    if (text.empty()) return {};
    if (!is_date(text)) {
      fail(word, text, "not a date of the calendar; write 2023, 2023-07 or 2023-07-26");
    }
    return text;
  }

  std::size_t count(std::string_view word, const std::string& text) const {
    return number<std::size_t>(word, text, "not a whole number from 0 up");
  }

  double share(std::string_view word, const std::string& text) const {
    const std::string reason = "not a number from 0 to 1";
    const auto value = number<double>(word, text, reason);
    if (!(value >= 0 && value <= 1)) fail(word, text, reason);
    return value;
  }

  [[noreturn]] void fail(std::string_view word, const std::string& text,
                         const std::string& reason) const {
    throw WrongQuestion(name_of(word) + " " + text + ": " + reason);
  }

  std::string name_of(std::string_view word) const {
    return std::string(before_) + std::string(word);
  }

 private:
  template <typename Number>
  Number number(std::string_view word, const std::string& text, const std::string& reason) const {
    Number value{};
    if (text.empty()) return value;
    const char* end = text.data() + text.size();
    const auto [read, status] = std::from_chars(text.data(), end, value);
    if (status != std::errc{} || read != end) fail(word, text, reason);
    return value;
  }

  std::string_view before_;
};

template <typename Values, typename Name>
std::string list_of(const Values& values, const Name& name) {
  std::string list;
  for (const auto& value : values) list.append(list.empty() ? "" : ", ").append(name(value));
  return list;
}

}  // namespace

double share_of(std::string_view word, const std::string& text, std::string_view before) {
  return Reader(before).share(word, text);
}

std::string class_names() {
  std::vector<RelationClass> classes;
  for (std::size_t i = 0; i < relation_class_count; ++i) {
    classes.push_back(static_cast<RelationClass>(i));
  }
  return list_of(classes, [](RelationClass value) { return name_of(value); });
}

std::string modality_names() {
  return list_of(modalities, [](Modality value) { return name_of(value); });
}

Filter filter_of(const FilterWords& words, std::string_view before) {
  const Reader reader(before);
  const std::string_view end = words.at.empty() ? "until" : "at";
  Filter filter{.about = words.about,
                .subject = words.subject,
                .object = words.object,
                .relations = words.relations,
                .since = reader.date("since", words.since),
                .until = reader.date(end, words.at.empty() ? words.until : words.at),
                .min_support = reader.count("min-support", words.min_support),
                .min_confidence = reader.share("min-confidence", words.min_confidence),
                .documents = words.documents};
  for (const std::string& name : words.classes) {
    filter.classes.push_back(reader.relation_class(name));
  }
  for (const std::string& name : words.modalities) {
    filter.modalities.push_back(reader.modality(name));
  }
  if (filter.since && filter.until &&
      days_of(*filter.until)->last < days_of(*filter.since)->first) {
    throw WrongQuestion(reader.name_of(end) + " " + *filter.until + " is before " +
                        reader.name_of("since") + " " + words.since);
  }
  return filter;
}

}  // namespace entente
