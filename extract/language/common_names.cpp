#include "extract/language/common_names.h"

#include <string>

#include "extract/entity_id.h"
#include "extract/language/lexicon_file.h"

namespace entente {

CommonNames CommonNames::load(const std::filesystem::path& folder) {
  CommonNames common;
  const std::filesystem::path file = folder / "common_names.json";
  if (!std::filesystem::exists(file)) return common;
  const auto content = read_lexicon_file(file);
  LexiconEntry whole(file, "", content);
  const auto add_given = [&](const char* field, Gender gender) {
    for (const std::string& name : whole.lemmas(field)) {
      if (!common.given_.try_emplace(fold_name(name), gender).second) {
        whole.fail("\"" + name + "\" is listed twice");
      }
    }
  };
  add_given("women", Gender::Feminine);
  add_given("men", Gender::Masculine);
  add_given("either", Gender::Unknown);
  for (const std::string& name : whole.lemmas("surnames")) {
    if (common.is_given(name) || !common.surnames_.insert(fold_name(name)).second) {
      whole.fail("\"" + name + "\" is listed twice");
    }
  }
  whole.finish();
  return common;
}

bool CommonNames::contains(std::string_view name) const {
  return is_given(name) || surnames_.contains(fold_name(name));
}

bool CommonNames::is_given(std::string_view name) const { return given_.contains(fold_name(name)); }

Gender CommonNames::gender_of(std::string_view given) const {
  const auto found = given_.find(fold_name(given));
  return found == given_.end() ? Gender::Unknown : found->second;
}

}  // namespace entente
