#include "export/http/parameters.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <system_error>
#include <unicode/utf8.h>
#include <utility>

#include "export/http/problem.h"

namespace entente {
namespace {

[[noreturn]] void refuse(const std::string& detail) { throw Problem(bad_request, detail); }

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_utf8(const std::string& text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::size_t at = 0; at < text.size();) {
    UChar32 point = 0;
    U8_NEXT(bytes, at, text.size(), point);
    if (point < 0) return false;
  }
  return true;
}

std::string decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      result += text[i] == '+' ? ' ' : text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? digit_of(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? digit_of(text[i + 2]) : -1;
    if (high < 0 || low < 0)
      refuse("a \"%\" in the query is not followed by two hexadecimal digits");
    result += static_cast<char>(high * 16 + low);
    i += 2;
  }
  if (!is_utf8(result)) refuse("a part of the query is not UTF-8");
  return result;
}

}  // namespace

std::string encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string result;
  for (const char c : text) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
    if (is_plain) {
      result += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    result += '%';
    result += digits[byte / digits.size()];
    result += digits[byte % digits.size()];
  }
  return result;
}

Parameters::Parameters(std::string_view query) {
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) {
      refuse("the parameter \"" + decoded(pair) + "\" has no value; write " + decoded(pair) + "=…");
    }
    given_.push_back({decoded(pair.substr(0, equals)), decoded(pair.substr(equals + 1))});
  }
}

std::vector<std::string> Parameters::all(std::string_view name) {
  known_.emplace_back(name);
  std::vector<std::string> values;
  for (const Parameter& parameter : given_) {
    if (parameter.name == name) values.push_back(parameter.value);
  }
  return values;
}

std::optional<std::string> Parameters::one(std::string_view name) {
  auto values = all(name);
  if (values.empty()) return {};
  if (values.size() > 1) refuse("the parameter \"" + std::string(name) + "\" may stand only once");
  return std::move(values.front());
}

std::string Parameters::one_or(std::string_view name, std::string otherwise) {
  return one(name).value_or(std::move(otherwise));
}

std::string Parameters::required(std::string_view name) {
  auto value = one(name);
  if (!value || value->empty()) refuse("the parameter \"" + std::string(name) + "\" is missing");
  return *std::move(value);
}

bool Parameters::flag(std::string_view name) {
  const std::string value = one_or(name, "false");
  if (value != "true" && value != "false") {
    refuse(std::string(name) + " " + value + ": not true or false");
  }
  return value == "true";
}

std::size_t Parameters::count(std::string_view name, std::size_t otherwise, std::size_t least,
                              std::size_t most) {
  const auto text = one(name);
  if (!text) return otherwise;
  std::size_t value = 0;
  const char* end = text->data() + text->size();
  const auto [read, status] = std::from_chars(text->data(), end, value);
  if (status != std::errc{} || read != end || value < least || value > most) {
    refuse(std::string(name) + " " + *text + ": not a whole number from " + std::to_string(least) +
           " to " + std::to_string(most));
  }
  return value;
}

void Parameters::finish() const {
  for (const Parameter& parameter : given_) {
    if (std::ranges::find(known_, parameter.name) != known_.end()) continue;
    std::string names;
    for (const std::string& name : known_) names.append(names.empty() ? "" : ", ").append(name);
    refuse("there is no parameter \"" + parameter.name + "\" here; " +
           (names.empty() ? "there are none" : "there are: " + names));
  }
}

std::string Parameters::text() const {
  std::vector<Parameter> sorted = given_;
  std::ranges::stable_sort(sorted, {}, &Parameter::name);
  std::string text;
  for (const auto& [name, value] : sorted) {
    text.append(text.empty() ? "" : "&").append(encoded(name)).append("=").append(encoded(value));
  }
  return text;
}

}  // namespace entente
