#include "store/near_entities.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "extract/error.h"

namespace entente {
namespace {

constexpr std::size_t most_named = 5;
constexpr std::size_t letters_for_a_change = 4;

struct Near {
  std::size_t changes = 0;
  std::int64_t documents = 0;  // that use its names, added up
  std::string id;
  std::string name;
};

// In letters of one byte, as folded names mostly have them; nothing where it is above `most`.
std::optional<std::size_t> distance(std::string_view left, std::string_view right,
                                    std::size_t most) {
  if (std::max(left.size(), right.size()) - std::min(left.size(), right.size()) > most) return {};
  std::vector<std::size_t> row(right.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < left.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t k = 0; k < right.size(); ++k) {
      const std::size_t changed = diagonal + (left[i] == right[k] ? 0 : 1);
      diagonal = row[k + 1];
      row[k + 1] = std::min({changed, diagonal + 1, row[k] + 1});
    }
    if (*std::min_element(row.begin(), row.end()) > most) return {};
  }
  if (row.back() > most) return {};
  return row.back();
}

// How many letters may be changed of so many.
std::size_t most_changes(std::size_t letters) {
  return std::max<std::size_t>(1, letters / letters_for_a_change);
}

std::vector<std::string_view> words_of(std::string_view folded) {
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', begin), folded.size());
    words.push_back(folded.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

// Of a word of a name that was asked for to one of a name that there is; short ones are many.
std::optional<std::size_t> word_distance(std::string_view asked, std::string_view word) {
  if (asked.size() < letters_for_a_change)
    return asked == word ? std::optional(std::size_t{0}) : std::nullopt;
  return distance(asked, word, most_changes(asked.size()));
}

// The letters changed where each word asked for is one of `name`, in whatever order.
std::optional<std::size_t> words_distance(std::span<const std::string_view> asked,
                                          std::string_view name) {
  std::vector<std::string_view> words = words_of(name);
  std::size_t changes = 0;
  for (const std::string_view one : asked) {
    std::optional<std::size_t> least;
    auto nearest = words.end();
    for (auto word = words.begin(); word != words.end(); ++word) {
      const auto changed = word_distance(one, *word);
      if (!changed || (least && *least <= *changed)) continue;
      least = changed;
      nearest = word;
    }
    if (!least) return {};
    changes += *least;
    words.erase(nearest);
  }
  return changes;
}

// Ids are told apart by their letters, whatever their case.
std::string in_lower_case(std::string_view id) {
  std::string lower(id);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

class Search {
 public:
  explicit Search(std::string_view asked)
      : id_(in_lower_case(asked)),
        name_(lookup_key(asked)),
        words_(words_of(name_)),
        most_(most_changes(name_.size())) {}

  Search(const Search&) = delete;
  Search& operator=(const Search&) = delete;

  // With the name that comes nearest.
  std::optional<Near> look_at(const Entity& entity) const {
    std::optional<Near> nearest;
    const auto consider = [&](std::optional<std::size_t> changes, const std::string& name) {
      if (!changes || (nearest && nearest->changes <= *changes)) return;
      nearest = {.changes = *changes, .documents = 0, .id = entity.id, .name = name};
    };
    consider(distance(id_, in_lower_case(entity.id), most_), entity.name);
    consider(changes_to(entity.name), entity.name);  // which a user may have given
    std::int64_t documents = 0;
    for (const Entity::Name& name : entity.names) {
      consider(changes_to(name.name), name.name);
      documents += name.documents;
    }
    if (nearest) nearest->documents = documents;
    return nearest;
  }

 private:
  std::optional<std::size_t> changes_to(std::string_view name) const {
    const std::string folded = lookup_key(name);
    if (const auto changes = distance(name_, folded, most_)) return changes;
    const auto changes = words_distance(words_, folded);
    return changes ? std::optional(*changes + most_) : std::nullopt;
  }

  std::string id_;
  std::string name_;
  std::vector<std::string_view> words_;  // of it
  std::size_t most_;
};

}  // namespace

void throw_unknown_entity(const Snapshot& snapshot, std::string_view graph,
                          std::string_view asked) {
  const Search search(asked);
  std::vector<Near> found;
  snapshot.entities([&](const Entity& entity) {
    if (auto near = search.look_at(entity)) found.push_back(*std::move(near));
    return Walk::Continue;
  });
  std::sort(found.begin(), found.end(), [](const Near& left, const Near& right) {
    return std::tie(left.changes, right.documents, left.id) <
           std::tie(right.changes, left.documents, right.id);
  });
  found.resize(std::min(found.size(), most_named));
  std::string message = "no entity of the graph \"" + std::string(graph) +
                        "\" has the id or the name \"" + std::string(asked) + "\"";
  for (const Near& near : found) {
    message +=
        (near.id == found.front().id ? "; near it come " : ", ") + near.name + " (" + near.id + ")";
  }
  throw Error(found.empty() ? message + "; check its spelling" : message);
}

}  // namespace entente
