#include "export/http/sign_in.h"

#include <string>
#include <string_view>

#include "export/page_policy.h"

namespace entente {

extern const std::string_view http_sign_in;  // sign_in.html

namespace {

// The text of the page's one element of this name.
std::string_view element(std::string_view name) {
  const std::string begin = "<" + std::string(name) + ">";
  const std::size_t from = http_sign_in.find(begin) + begin.size();
  return http_sign_in.substr(from, http_sign_in.find("</" + std::string(name) + ">") - from);
}

}  // namespace

Answer sign_in_page() {
  return {.type = "text/html; charset=utf-8",
          .body = std::string(http_sign_in),
          .policy = page_policy(element("script"), {element("style")}) +
                    "; connect-src 'self'; frame-ancestors 'none'"};
}

}  // namespace entente
