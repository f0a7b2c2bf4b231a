// What a page for a browser may do: a page of ours is one file that loads nothing and runs only the
// script that it came with.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace entente {

// A Content-Security-Policy that allows these very styles and this very script, by their SHA-256,
// and nothing else. Throws Error where SHA-256 is not available.
std::string page_policy(std::string_view script, std::initializer_list<std::string_view> styles);

}  // namespace entente
