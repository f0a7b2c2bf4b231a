#include "store/schema.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>

#include "store/coding.h"

namespace entente {
namespace {

constexpr std::size_t modality_count = 4;
// Dates reach from the year 1 to the year 9999: 3,652,059 days, which take 22 bits.
constexpr unsigned highest_level = 22;
constexpr std::size_t time_prefix_size = 5;
constexpr std::size_t decision_key_size = 8;

void append_text(std::string& key, std::string_view text) {
  for (const char c : text) {
    key += c;
    if (c == '\0') key += '\xFF';
  }
  key += '\0';
  key += '\x01';
}

// Where the bytes of the text that `key` begins with end.
std::size_t end_of_text(std::string_view key) {
  for (auto at = key.find('\0'); at < key.size() - 1; at = key.find('\0', at + 2)) {
    if (key[at + 1] == '\x01') return at;
    if (key[at + 1] != '\xFF') break;
  }
  throw DecodeError("a text in the key has no end");
}

void take_text(std::string_view& key, std::string& text) {
  text.assign(key.substr(0, end_of_text(key)));
  key.remove_prefix(text.size() + 2);
  for (auto at = text.find('\0'); at != std::string::npos; at = text.find('\0', at + 1)) {
    text.erase(at + 1, 1);
  }
}

std::string take_text(std::string_view& key) {
  std::string text;
  take_text(key, text);
  return text;
}

std::string_view after_text(std::string_view key) { return key.substr(end_of_text(key) + 2); }

std::uint8_t take_byte(std::string_view& key, std::size_t bound) {
  if (key.empty()) throw DecodeError("the key ends too early");
  const auto value = static_cast<std::uint8_t>(key.front());
  if (value >= bound) throw DecodeError("the key has an unknown class or modality");
  key.remove_prefix(1);
  return value;
}

void append_qualifiers(std::string& bytes, const FactKey& key) {
  bytes += static_cast<char>(key.relation_class);
  append_text(bytes, key.relation);
  append_text(bytes, key.date);
  bytes += static_cast<char>(key.modality);
}

void take_relation(std::string_view& bytes, FactKey& key) {
  key.relation_class = static_cast<RelationClass>(take_byte(bytes, relation_class_count));
  take_text(bytes, key.relation);
}

// The last parts of a key.
void take_date_and_modality(std::string_view bytes, FactKey& key) {
  take_text(bytes, key.date);
  key.modality = static_cast<Modality>(take_byte(bytes, modality_count));
  if (!bytes.empty()) throw DecodeError("bytes are left over after the key");
}

std::string time_prefix(unsigned level, std::int64_t first_day) {
  const auto biased = static_cast<std::uint32_t>(first_day + (std::int64_t{1} << 31));
  std::string key(1, static_cast<char>(level));
  for (int shift = 24; shift >= 0; shift -= 8) key += static_cast<char>(biased >> shift);
  return key;
}

std::string time_prefix(const DaySpan& days) {
  return time_prefix(
      static_cast<unsigned>(std::bit_width(static_cast<std::uint32_t>(days.last - days.first))),
      days.first);
}

std::string quoted_text(std::string_view text) { return "\"" + escaped(text) + "\""; }

std::string readable_fact(const FactKey& key) {
  std::string text =
      quoted_text(key.subject) + " " + quoted_text(key.relation) + " " + quoted_text(key.object);
  text.append(" (").append(name_of(key.relation_class)).append(", ");
  if (!key.date.empty()) text += escaped(key.date) + ", ";
  return text.append(name_of(key.modality)).append(")");
}

// The first day of a key of by_time, in days since 1970-01-01.
int first_day(std::string_view time_key) {
  std::uint32_t biased = 0;
  for (std::size_t i = 1; i < time_prefix_size; ++i) {
    biased = biased << 8U | static_cast<std::uint8_t>(time_key.at(i));
  }
  return static_cast<int>(std::int64_t{biased} - (std::int64_t{1} << 31));
}

std::string parsed_key(Family family, std::string_view key) {
  switch (family) {
    case Family::Documents:
    case Family::Entities:
      return quoted_text(key);
    case Family::Evidence:
      return "document " + quoted_text(document_of_evidence_key(key)) + ": " +
             readable_fact(parse_fact_key(fact_of_evidence_key(key)));
    case Family::Facts:
      return readable_fact(parse_fact_key(key));
    case Family::Names: {
      const std::string_view entity = entity_of_name_key(key);
      std::string_view name = key;
      return quoted_text(take_text(name)) + " of " + quoted_text(entity);
    }
    case Family::ByObject:
      return readable_fact(parse_object_key(key));
    case Family::ByTime: {
      const FactKey fact = parse_fact_key(fact_of_time_key(key));
      return "from " + iso_day(first_day(key)) + ": " + readable_fact(fact);
    }
    case Family::Decisions:
      return std::to_string(parse_decision_key(key));
    case Family::Meta:
      return escaped(key);
  }
  return escaped(key);
}

}  // namespace

std::string text_prefix(std::string_view text) {
  std::string prefix;
  append_text(prefix, text);
  return prefix;
}

std::string fact_key(const FactKey& key) {
  std::string bytes;
  append_text(bytes, key.subject);
  append_text(bytes, key.object);
  append_qualifiers(bytes, key);
  return bytes;
}

std::string evidence_key(std::string_view document, std::string_view fact) {
  return text_prefix(document).append(fact);
}

std::string name_key(std::string_view name, std::string_view entity) {
  return text_prefix(name).append(entity);
}

std::string object_key(const FactKey& key) {
  std::string bytes;
  append_text(bytes, key.object);
  append_text(bytes, key.subject);
  append_qualifiers(bytes, key);
  return bytes;
}

std::string decision_key(std::uint64_t number) {
  std::string key;
  for (int shift = 56; shift >= 0; shift -= 8) key += static_cast<char>(number >> shift);
  return key;
}

std::vector<std::string> time_keys(const Fact& fact) {
  const std::string key = fact_key(fact.key);
  std::vector<std::string> keys;
  const auto add = [&](std::string_view date) {
    if (const auto days = days_of(date)) keys.push_back(time_prefix(*days) + key);
  };
  if (!fact.key.date.empty()) {
    add(fact.key.date);
  } else {
    for (const FactEvidence& evidence : fact.evidence) add(evidence.observed);
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

std::vector<KeyRange> time_ranges(const DaySpan& window) {
  constexpr std::int64_t least = -(std::int64_t{1} << 31);
  std::vector<KeyRange> ranges;
  for (unsigned level = 0; level <= highest_level; ++level) {
    const std::int64_t reach = (std::int64_t{1} << level) - 1;
    const std::int64_t first = std::max(least, std::int64_t{window.first} - reach);
    ranges.push_back(
        {time_prefix(level, first), prefix_range(time_prefix(level, window.last)).end});
  }
  return ranges;
}

KeyRange prefix_range(std::string prefix) {
  std::string end = prefix;
  while (!end.empty() && end.back() == '\xFF') end.pop_back();
  // Prefixes of this schema end in 00 01 or begin with a level, so that something is left.
  if (!end.empty()) ++end.back();
  return {std::move(prefix), std::move(end)};
}

FactKey parse_fact_key(std::string_view bytes) {
  FactKey key;
  FactKeyReader().read(bytes, key);
  return key;
}

void FactKeyReader::read(std::string_view bytes, FactKey& key) {
  std::string_view rest = bytes;
  if (!before_.empty() && bytes.starts_with(before_)) {
    rest.remove_prefix(before_.size());
  } else {
    const bool same_pair =
        !before_.empty() && bytes.starts_with(std::string_view(before_).substr(0, pair_));
    before_.clear();  // until all of it is read
    if (same_pair) {
      rest.remove_prefix(pair_);
    } else {
      take_text(rest, key.subject);
      take_text(rest, key.object);
      pair_ = bytes.size() - rest.size();
    }
    take_relation(rest, key);
    before_ = bytes.substr(0, bytes.size() - rest.size());
  }
  take_date_and_modality(rest, key);
}

FactKey parse_object_key(std::string_view bytes) {
  FactKey key;
  key.object = take_text(bytes);
  key.subject = take_text(bytes);
  take_relation(bytes, key);
  take_date_and_modality(bytes, key);
  return key;
}

RelationClass class_of_object_key(std::string_view key) {
  std::string_view rest = after_text(after_text(key));
  return static_cast<RelationClass>(take_byte(rest, relation_class_count));
}

std::string fact_of_object_key(std::string_view key) {
  const std::string_view after_object = after_text(key);
  const std::string_view rest = after_text(after_object);
  std::string fact;
  fact.reserve(key.size());
  fact.append(after_object.substr(0, after_object.size() - rest.size()));
  fact.append(key.substr(0, key.size() - after_object.size()));
  fact.append(rest);
  return fact;
}

std::string_view day_of_time_key(std::string_view key) {
  if (key.size() < time_prefix_size) throw DecodeError("the key ends too early");
  return key.substr(0, time_prefix_size);
}

std::string_view fact_of_time_key(std::string_view key) {
  if (key.size() < time_prefix_size) throw DecodeError("the key ends too early");
  return key.substr(time_prefix_size);
}

std::string document_of_evidence_key(std::string_view key) { return take_text(key); }

std::string_view fact_of_evidence_key(std::string_view key) { return after_text(key); }

std::string_view entity_of_name_key(std::string_view key) { return after_text(key); }

std::string escaped(std::string_view bytes) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F || c == '\\') {
      text += "\\x";
      text += digits[byte >> 4u];
      text += digits[byte & 15u];
    } else {
      text += c;
    }
  }
  return text;
}

std::string readable_key(Family family, std::string_view key) {
  try {
    return parsed_key(family, key);
  } catch (const DecodeError& no_key_of_the_family) {
    return escaped(key);
  }
}

std::uint64_t parse_decision_key(std::string_view key) {
  if (key.size() != decision_key_size) throw DecodeError("the key is not a number of eight bytes");
  std::uint64_t number = 0;
  for (const char c : key) number = number << 8u | static_cast<std::uint8_t>(c);
  return number;
}

}  // namespace entente
