// What is wrong with a request, as RFC 9457 has it written.
#pragma once

#include <string>

#include "extract/error.h"

namespace entente {

// Of the statuses of HTTP those that more than one question may end with.
inline constexpr int bad_request = 400;
inline constexpr int unauthorized = 401;
inline constexpr int not_found = 404;

// Thrown out of whatever finds it; the server answers with it.
class Problem : public Error {
 public:
  // `status` of HTTP, 400 or above; `detail` says what is wrong and what could be asked.
  Problem(int status, const std::string& detail) : Error(detail), status_(status) {}

  int status() const { return status_; }

 private:
  int status_;
};

// As "application/problem+json": type, title (that of the status), status, detail.
std::string problem_json(int status, const std::string& detail);

}  // namespace entente
