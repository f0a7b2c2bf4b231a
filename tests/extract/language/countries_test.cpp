// The countries of each lexicon against ICU's: what one calls a country, the other knows.
#include <gtest/gtest.h>
#include <set>
#include <string>
#include <string_view>
#include <unicode/locid.h>

#include "extract/language/lexicon.h"
#include "language_files.h"

namespace entente {
namespace {

// The 193 members of the United Nations, ISO 3166-1 alpha-3.
constexpr std::string_view members_of_the_united_nations =
    "AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA "
    "BRA BRN BGR BFA BDI CPV KHM CMR CAN CAF TCD CHL CHN COL COM COG COD CRI CIV HRV CUB CYP CZE "
    "DNK DJI DMA DOM ECU EGY SLV GNQ ERI EST SWZ ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM "
    "GIN GNB GUY HTI HND HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ KEN KIR PRK KOR KWT "
    "KGZ LAO LVA LBN LSO LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MDA MCO "
    "MNG MNE MAR MOZ MMR NAM NRU NPL NLD NZL NIC NER NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL "
    "POL PRT QAT ROU RUS RWA KNA LCA VCT WSM SMR STP SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF "
    "SSD ESP LKA SDN SUR SWE CHE SYR TJK TZA THA TLS TGO TON TTO TUN TUR TKM TUV UGA UKR ARE GBR "
    "USA URY UZB VUT VEN VNM YEM ZMB ZWE";

std::set<std::string> united_nations() {
  std::set<std::string> codes;
  for (std::size_t at = 0; at < members_of_the_united_nations.size(); at += 4) {
    codes.emplace(members_of_the_united_nations.substr(at, 3));
  }
  return codes;
}

class Countries : public testing::TestWithParam<const char*> {
 protected:
  const Lexicon lexicon_ = Lexicon::load(languages / GetParam());
};

// "Dominican" is of the Dominican Republic.
const std::set<std::string> without_demonym_in_english{"DMA"};

TEST_P(Countries, HaveEveryMemberOfTheUnitedNationsWithNameDemonymsAndCapital) {
  ASSERT_EQ(united_nations().size(), 193U);
  for (const std::string& code : united_nations()) {
    const Country* country = lexicon_.country_by_code(code);
    ASSERT_NE(country, nullptr) << code;
    EXPECT_FALSE(country->former) << code;
    EXPECT_FALSE(country->names.empty()) << code;
    EXPECT_FALSE(country->capital_name.empty()) << code;
    for (const std::string& demonym : country->demonyms) {
      EXPECT_EQ(lexicon_.country_by_demonym(demonym), country) << code << ' ' << demonym;
    }
    if (std::string(GetParam()) == "en" && without_demonym_in_english.contains(code)) continue;
    EXPECT_FALSE(country->demonyms.empty()) << code;
  }
}

// "Granada" in Spanish news is the Spanish city, and "Congo" alone the larger of the two.
const std::set<std::string> called_otherwise{"COG", "GRD"};

TEST_P(Countries, AreFoundUnderTheNameThatIcuGivesThem) {
  const std::set<std::string> members = united_nations();
  for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
    const icu::Locale place("", *code);
    const std::string alpha3 = place.getISO3Country();
    if (!members.contains(alpha3) || called_otherwise.contains(alpha3)) continue;
    icu::UnicodeString name;
    place.getDisplayCountry(icu::Locale(GetParam()), name);
    std::string text;
    name.toUTF8String(text);
    text = text.substr(0, text.find(" ("));  // "Myanmar (Birmania)"
    const Country* country = lexicon_.country_by_name(text);
    EXPECT_NE(country, nullptr) << *code << " is \"" << text << "\" in ICU";
    if (country == nullptr) continue;
    EXPECT_EQ(country->code, alpha3) << text;
  }
}

INSTANTIATE_TEST_SUITE_P(Both, Countries, testing::Values("es", "en"));

}  // namespace
}  // namespace entente
