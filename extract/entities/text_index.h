// Code-point access to UTF-8 text: every offset of Entente counts code points, every string bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

// A view: the text MUST outlive it. Const after construction.
class TextIndex {
 public:
  explicit TextIndex(std::string_view text);

  std::size_t size() const { return starts_.size() - 1; }  // in code points

  // The text of code points [begin, end), clipped to the text.
  std::string_view slice(std::size_t begin, std::size_t end) const;

  // The same with every run of white space made one space.
  std::string one_line(std::size_t begin, std::size_t end) const;

 private:
  std::string_view text_;
  std::vector<std::uint32_t> starts_;  // byte offset of each code point, then the text's size
};

}  // namespace entente
