// What is asked of a graph, in words.
#pragma once

#include "extract/error.h"

namespace entente {

// A question that cannot be answered as it is asked; the text says what could be.
class WrongQuestion : public Error {
 public:
  using Error::Error;
};

}  // namespace entente
