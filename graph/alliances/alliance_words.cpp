#include "graph/alliances/alliance_words.h"

#include <fmt/format.h>

namespace entente {
namespace {

Length length_word(std::string_view before, std::string_view name, const std::string& text) {
  if (const auto length = length_of(text)) return *length;
  throw WrongQuestion(
      fmt::format("{}{} {}: not a length of time; write 90d, 2w, 6m or 1y", before, name, text));
}

RollUp roll_up_word(std::string_view before, const std::string& text) {
  if (text == "country") return RollUp::Country;
  if (text == "bloc") return RollUp::Bloc;
  if (text == "organization") return RollUp::Organization;
  if (text == "none") return RollUp::None;
  throw WrongQuestion(fmt::format(
      "{}roll-up {}: there is no such roll-up; there are: bloc, country, organization, none",
      before, text));
}

}  // namespace

AllianceTerms terms_of(const AllianceWords& words, std::string_view before) {
  return {.window = length_word(before, "window", words.window),
          .half_life = days_in(length_word(before, "half-life", words.half_life)),
          .roll_up = roll_up_word(before, words.roll_up)};
}

}  // namespace entente
