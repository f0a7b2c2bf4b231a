// A lemma as an edit of its form: `prefix_cut,suffix_cut,prefix_add,suffix_add,case`
// (extract/train/MODEL.md).
//
// For example "0,2,,ar,l" makes "llegar" of "Llegó". Lengths count code points.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace entente {

// UTF-8 lower case by Unicode's full mapping in the root locale.
std::string lower_utf8(std::string_view text);

class EditScript {
 public:
  // Throws Error for text that is not a script.
  explicit EditScript(std::string_view text);

  // The lemma, or nothing where the form is too short or nothing would be left.
  // `lower_form` is lower_utf8(form), given so that it is computed once.
  std::optional<std::string> apply(std::string_view form, std::string_view lower_form) const;

 private:
  std::size_t prefix_cut_ = 0;
  std::size_t suffix_cut_ = 0;
  std::string prefix_add_;
  std::string suffix_add_;
  bool keeps_case_ = false;
};

}  // namespace entente
