// A file of who belongs to which bloc is read as it says, or refused with the line of its mistake.
#include <algorithm>
#include <cstdint>
#include <string>

#include "extract/error.h"
#include "graph/alliances/memberships.h"
#include "tests/fuzz/memory_file.h"
#include "tests/fuzz/property.h"

using namespace entente;

namespace {

void check(const Memberships& memberships) {
  for (std::size_t bloc = 0;; ++bloc) {
    const auto countries = memberships.countries_of(bloc);
    if (countries.empty()) return;  // behind the last one
    require(is_bloc(memberships.id_of(bloc)), "a bloc has an id of its own");
    require(memberships.find(memberships.id_of(bloc)) == bloc, "a bloc is found by its id");
    require(std::ranges::is_sorted(countries), "countries are sorted");
    for (const std::string& country : countries) {
      const auto& all = memberships.of_country(country);
      require(std::ranges::is_sorted(all), "memberships are in the order of blocs and days");
      for (const auto& membership : all) {
        require(membership.days.first <= membership.days.last, "days end after they begin");
      }
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const MemoryFile file(std::string(data, data + size));
  try {
    check(Memberships::load(file.path()));
  } catch (const InputError& refused) {
    require(refused.line() > 0 && refused.file() == file.path(), "errors name file and line");
  } catch (const Error& refused) {
    require(std::string(refused.what()).find(file.path()) != std::string::npos,
            "errors name the file");
  }
  return 0;
}
