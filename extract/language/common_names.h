// Names that many people bear: "García", "Ana", "Smith".
//
// `common_names.json`, beside the folders of languages, since texts of any language name people of
// all: {"women": ["ana", …], "men": ["luis", …], "either": ["kim", …], "surnames": ["garcía", …]},
// in lower case; the first three are given names. Const after construction.
#pragma once

#include <filesystem>
#include <string_view>

#include "extract/language/text_map.h"

namespace entente {

enum class Gender { Unknown, Masculine, Feminine };

class CommonNames {
 public:
  // No name is common.
  CommonNames() = default;

  // Of a folder of languages; one without the file gives none. Throws InputError that names the
  // file and the mistake.
  static CommonNames load(const std::filesystem::path& folder);

  // Case and accents do not matter: "GARCIA" is "García". Names of several words are none of them.
  bool contains(std::string_view name) const;
  bool is_given(std::string_view name) const;
  Gender gender_of(std::string_view given) const;  // Unknown for what is no given name

 private:
  TextMap<Gender> given_;  // keys are folded
  TextSet surnames_;       // that are no given names
};

}  // namespace entente
