#include "export/http/problem.h"

#include <array>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

namespace entente {
namespace {

constexpr std::array<std::pair<int, std::string_view>, 13> titles{
    {{400, "Bad Request"},
     {401, "Unauthorized"},
     {404, "Not Found"},
     {405, "Method Not Allowed"},
     {410, "Gone"},
     {413, "Content Too Large"},
     {414, "URI Too Long"},
     {416, "Range Not Satisfiable"},
     {417, "Expectation Failed"},
     {421, "Misdirected Request"},
     {500, "Internal Server Error"},
     {503, "Service Unavailable"},
     {505, "HTTP Version Not Supported"}}};

std::string_view title_of(int status) {
  for (const auto& [known, title] : titles) {
    if (known == status) return title;
  }
  return "Error";
}

}  // namespace

std::string problem_json(int status, const std::string& detail) {
  return nlohmann::ordered_json{
      {"type", "about:blank"}, {"title", title_of(status)}, {"status", status}, {"detail", detail}}
      .dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace entente
