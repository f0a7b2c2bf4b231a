#include "tests/graph/resolve/name_pairs.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace entente::testing {
namespace {

std::vector<std::string> split(const std::string& text, const std::string& separator) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  while (true) {
    const std::size_t end = text.find(separator, begin);
    parts.push_back(text.substr(begin, end - begin));
    if (end == std::string::npos) return parts;
    begin = end + separator.size();
  }
}

// "president of country/USA 2003"
Post post_of(const std::string& described) {
  const std::size_t date = described.rfind(' ');
  const std::size_t place = described.rfind(' ', date - 1);
  Post post{.relation = described.substr(0, place),
            .of = described.substr(place + 1, date - place - 1),
            .country = {},
            .days = days_of(described.substr(date + 1))};
  if (!post.days) throw std::runtime_error("no date in post: " + described);
  if (post.of.starts_with("country/")) post.country = post.of.substr(post.of.find('/') + 1);
  return post;
}

}  // namespace

Profile profile_of(const std::string& described, EntityType type, const std::string& id) {
  const std::size_t brace = described.find(" {");
  Profile profile{.id = id, .type = type, .country = {}, .names = {}, .posts = {}, .related = {}};
  profile.names = {{described.substr(0, brace), 1}};
  if (brace == std::string::npos) return profile;
  const auto parts = split(described.substr(brace + 2, described.size() - brace - 3), "; ");
  profile.country = parts.front();
  for (std::size_t i = 1; i < parts.size(); ++i) profile.posts.push_back(post_of(parts[i]));
  std::sort(profile.posts.begin(), profile.posts.end());
  return profile;
}

const NameWords& words() {
  static const NameWords loaded = NameWords::load(ENTENTE_SOURCE_DIR "/extract/language");
  return loaded;
}

std::vector<NamePair> read_name_pairs() {
  std::ifstream file(ENTENTE_TEST_DATA "/pairs.tsv");
  std::vector<NamePair> pairs;
  std::string line;
  while (std::getline(file, line)) {
    if (line.starts_with('#')) continue;
    const auto fields = split(line, "\t");
    if (fields.size() != 4) throw std::runtime_error("no pair of names: " + line);
    const auto type = entity_type_of(fields[1]);
    if (!type) throw std::runtime_error("no type of entity: " + line);
    pairs.push_back({.line = line,
                     .same = fields[0] == "same",
                     .development = (hash_of(line) >> 32u & 1u) != 0,
                     .left = profile_of(fields[2], *type, "left"),
                     .right = profile_of(fields[3], *type, "right")});
  }
  return pairs;
}

}  // namespace entente::testing
