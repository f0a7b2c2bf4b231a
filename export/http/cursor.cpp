#include "export/http/cursor.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <openssl/evp.h>

#include "export/http/problem.h"

namespace entente {
namespace {

using Json = nlohmann::json;

constexpr std::size_t base64_block = 3;  // bytes, which base64 writes as four letters
constexpr std::size_t letters = 4;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string cursor_of(std::span<const std::string> parts) {
  const std::string json = Json(std::vector<std::string>(parts.begin(), parts.end())).dump();
  std::string text((json.size() + base64_block - 1) / base64_block * letters + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes_of(json),
                                   static_cast<int>(json.size()));
  text.resize(static_cast<std::size_t>(size));
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  text.erase(std::min(text.find('='), text.size()));
  return text;
}

std::vector<std::string> parse_cursor(std::string_view cursor, std::size_t parts) {
  std::string text(cursor);
  std::ranges::replace(text, '-', '+');
  std::ranges::replace(text, '_', '/');
  const std::size_t padding = (letters - text.size() % letters) % letters;
  text.append(padding, '=');
  std::string json(text.size() / letters * base64_block, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(json.data()), bytes_of(text),
                                   static_cast<int>(text.size()));
  if (size >= 0 && padding < base64_block) {
    json.resize(static_cast<std::size_t>(size) - padding);
    const Json value = Json::parse(json, nullptr, false);
    const bool strings =
        value.is_array() && value.size() == parts &&
        std::ranges::all_of(value, [](const Json& part) { return part.is_string(); });
    if (strings) return value.get<std::vector<std::string>>();
  }
  throw Problem(bad_request,
                "cursor " + std::string(cursor) + ": not one that this list has given as \"next\"");
}

}  // namespace entente
