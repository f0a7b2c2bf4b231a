// A key that is read is written to the same bytes, or refused; every key can be shown to people.
#include <cstdint>
#include <string>
#include <string_view>

#include "store/coding.h"
#include "store/schema.h"
#include "tests/fuzz/property.h"

using namespace entente;

namespace {

// Calls `check` with what `parse` makes of a key that it does not refuse.
template <typename Parse, typename Check>
void read_or_refuse(const Parse& parse, const Check& check) {
  try {
    check(parse());
  } catch (const DecodeError& refused) {
    require(!std::string_view(refused.what()).empty(), "a refusal says why");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string key(data, data + size);
  read_or_refuse(
      [&] { return parse_fact_key(key); },
      [&](const FactKey& fact) { require(fact_key(fact) == key, "facts' keys return"); });
  read_or_refuse(
      [&] { return parse_object_key(key); },
      [&](const FactKey& fact) { require(object_key(fact) == key, "objects' keys return"); });
  read_or_refuse(
      [&] { return document_of_evidence_key(key); },
      [&](const std::string& document) {
        require(evidence_key(document, fact_of_evidence_key(key)) == key, "evidence's keys return");
        require(name_key(document, entity_of_name_key(key)) == key, "names' keys return");
        const KeyRange range = prefix_range(text_prefix(document));
        require(range.begin <= key && key < range.end, "a key lies in the range of its beginning");
      });
  read_or_refuse([&] { return parse_decision_key(key); },
                 [&](std::uint64_t number) {
                   require(decision_key(number) == key, "decisions' keys return");
                 });
  read_or_refuse([&] { return fact_of_time_key(key); },
                 [&](std::string_view fact) {
                   require(key.ends_with(fact), "a key of by_time ends in its fact");
                 });
  for (std::size_t family = 0; family < family_names.size(); ++family) {
    const std::string shown = readable_key(static_cast<Family>(family), key);
    require(shown.find_first_of(std::string_view("\0\n\r\x1b", 4)) == std::string::npos,
            "a key is shown on one line, without control characters");
  }
  return 0;
}
