// The parameters of a URL's query, read strictly.
//
//   Parameters parameters("about=Kim%20Jong%20Un&class=CONSULT&class=SUPPORT");
//   parameters.all("class");   // CONSULT, SUPPORT
//   parameters.finish();       // Problem: there is no parameter "about" here
//
// Every method throws Problem (400). Used by one thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

// A part of a query, percent-encoded but for letters, digits and "-._~".
std::string encoded(std::string_view text);

class Parameters {
 public:
  // Of what stands behind "?". Values are percent-encoded UTF-8, "+" is a space; what is neither is
  // refused.
  explicit Parameters(std::string_view query);

  // The values of a parameter, in their order.
  std::vector<std::string> all(std::string_view name);

  // Of one that may stand once.
  std::optional<std::string> one(std::string_view name);
  std::string one_or(std::string_view name, std::string otherwise);
  std::string required(std::string_view name);

  // "true" or "false"; false where it is not given.
  bool flag(std::string_view name);

  // A whole number from `least` to `most`.
  std::size_t count(std::string_view name, std::size_t otherwise, std::size_t least,
                    std::size_t most);

  // To be called when all that there are were asked for: refuses others, naming those there are.
  void finish() const;

  // All of them as a query, in one spelling: by their names, several of a name in their order.
  std::string text() const;

 private:
  struct Parameter {
    std::string name;
    std::string value;
  };

  std::vector<Parameter> given_;
  std::vector<std::string> known_;  // those that were asked for
};

}  // namespace entente
