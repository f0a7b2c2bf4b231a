#include "extract/language/lexicon.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "extract/error.h"
#include "extract/limits.h"
#include "language_files.h"

namespace entente {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const fs::path good_folder = fs::path(ENTENTE_TEST_DATA) / "good";
const fs::path spanish_folder = languages / "es";

// The "lemma" of an entry, which is one text or a list.
std::vector<std::string> lemmas_of(const json& entry) {
  const json& lemma = entry.at("lemma");
  if (lemma.is_array()) return lemma.get<std::vector<std::string>>();
  return {lemma.get<std::string>()};
}

// A copy of the good folder that a test may spoil; removed with the object.
class SpoiltFolder {
 public:
  explicit SpoiltFolder(const std::string& name)
      : path_(fs::temp_directory_path() / ("entente-lexicon-" + name)) {
    fs::remove_all(path_);
    fs::copy(good_folder, path_);
  }
  ~SpoiltFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  SpoiltFolder(const SpoiltFolder&) = delete;
  SpoiltFolder& operator=(const SpoiltFolder&) = delete;

  const fs::path& path() const { return path_; }

  void write(const std::string& file, const std::string& content) const {
    std::ofstream(path_ / file) << content;
  }

 private:
  fs::path path_;
};

const Lexicon& spanish() {
  static const Lexicon lexicon = Lexicon::load(spanish_folder);
  return lexicon;
}

TEST(Lexicon, ReadsEveryFieldOfAVerbFrame) {
  const Lexicon lexicon = Lexicon::load(good_folder);
  EXPECT_EQ(lexicon.verb_frame_count(), 9U);

  const VerbFrame& met = lexicon.verb_frames("reunir").at(0);
  EXPECT_EQ(met.lemma, "reunir");
  EXPECT_EQ(met.reflexive, VerbFrame::Reflexive::Required);
  EXPECT_EQ(met.relation, "met");
  EXPECT_EQ(met.relation_class, RelationClass::Consult);
  EXPECT_EQ(met.subject, "subj");
  EXPECT_EQ(met.targets, std::vector<Slot>{"con"});
  EXPECT_EQ(met.subject_types,
            (std::vector<EntityType>{EntityType::Person, EntityType::GeoPolitical}));
  EXPECT_TRUE(met.target_types.empty());
  EXPECT_TRUE(met.reciprocal);
  EXPECT_FALSE(met.inverse);
  EXPECT_FALSE(met.modality);

  const VerbFrame& reached = lexicon.verb_frames("llegar").at(0);
  EXPECT_EQ(reached.theme_preposition, "a");
  EXPECT_EQ(reached.themes.at("acuerdo"), "agreement");

  const VerbFrame& located = lexicon.verb_frames("situar").at(0);
  EXPECT_EQ(located.subject, "obj");
  EXPECT_EQ(located.reflexive, VerbFrame::Reflexive::Any);

  EXPECT_EQ(lexicon.verb_frames("planear").at(0).modality, Modality::Planned);
}

TEST(Lexicon, GivesAFrameToEachLemmaOfAListAndTheThemesOfItsSet) {
  const Lexicon lexicon = Lexicon::load(good_folder);
  for (const char* lemma : {"entregar", "enviar"}) {
    const VerbFrame& frame = lexicon.verb_frames(lemma).at(0);
    EXPECT_EQ(frame.lemma, lemma);
    EXPECT_EQ(frame.themes,
              (std::map<std::string, std::string>{
                  {"carta", "letter"}, {"mensaje", "message"}, {"saludo", "greetings"}}));
  }
}

TEST(Lexicon, LetsOwnersOfAThemeBeTargets) {
  const Lexicon lexicon = Lexicon::load(good_folder);
  const VerbFrame& rejected = lexicon.verb_frames("rechazar").at(0);
  EXPECT_EQ(rejected.targets, (std::vector<Slot>{"de", "poss", "adj", "compound"}));
  EXPECT_EQ(rejected.themes.at("oferta"), "offer");
}

TEST(Lexicon, KeepsTheFramesOfALemmaInTheOrderOfTheFile) {
  const Lexicon lexicon = Lexicon::load(good_folder);
  const std::vector<VerbFrame>& frames = lexicon.verb_frames("recibir");
  ASSERT_EQ(frames.size(), 2U);
  EXPECT_EQ(frames[0].relation, "supports");
  EXPECT_EQ(frames[0].reflexive, VerbFrame::Reflexive::Forbidden);
  EXPECT_TRUE(frames[0].inverse);
  EXPECT_EQ(frames[1].relation, "received");
}

TEST(Lexicon, ReadsEveryFieldOfANounFrame) {
  const Lexicon lexicon = Lexicon::load(good_folder);
  EXPECT_EQ(lexicon.noun_frame_count(), 4U);

  const NounFrame& support = lexicon.noun_frames("respaldo").at(0);
  EXPECT_EQ(support.lemma, "respaldo");
  EXPECT_EQ(support.relation, "supports");
  EXPECT_EQ(support.relation_class, RelationClass::Support);
  EXPECT_EQ(support.subjects, (std::vector<Slot>{"de", "adj", "poss", "compound"}));
  EXPECT_EQ(support.targets, (std::vector<Slot>{"a", "hacia"}));
  EXPECT_TRUE(support.between.empty());

  const NounFrame& war = lexicon.noun_frames("guerra").at(0);
  EXPECT_EQ(war.between, std::vector<Slot>{"entre"});
  EXPECT_EQ(war.subject_types, std::vector<EntityType>{EntityType::GeoPolitical});

  EXPECT_EQ(lexicon.noun_frames("sede").at(0).modality, Modality::Possible);
}

TEST(Lexicon, KnowsRolesWithTheirClassForACountry) {
  const Lexicon lexicon = Lexicon::load(good_folder);
  const Role* player = lexicon.role("jugador");
  ASSERT_NE(player, nullptr);
  EXPECT_EQ(player->class_for(EntityType::Organization), RelationClass::Role);
  EXPECT_EQ(player->class_for(EntityType::GeoPolitical), RelationClass::Member);

  const Role* son = lexicon.role("hijo");
  ASSERT_NE(son, nullptr);
  EXPECT_EQ(son->class_for(EntityType::Person), RelationClass::Kin);
  EXPECT_EQ(lexicon.role("presidenta")->relation, "president of");
  EXPECT_EQ(lexicon.role("alcalde"), nullptr);

  EXPECT_EQ(lexicon.role("embajador")->prepositions, (std::vector<std::string>{"ante", "en"}));
  EXPECT_TRUE(son->prepositions.empty());

  EXPECT_EQ(*lexicon.portfolio("defensa"), "defence");
  EXPECT_EQ(lexicon.portfolio("turismo"), nullptr);
  EXPECT_EQ(*lexicon.role_modifier("ex"), "former");
  EXPECT_EQ(lexicon.role_modifier("presidente"), nullptr);
}

TEST(Lexicon, FindsCountriesWhateverTheCaseAccentsAndDots) {
  const Lexicon lexicon = Lexicon::load(good_folder);
  EXPECT_EQ(lexicon.country_by_name("COREA DEL NORTE")->code, "PRK");
  EXPECT_EQ(lexicon.country_by_name("EEUU")->code, "USA");
  EXPECT_EQ(lexicon.country_by_name("Union Sovietica")->code, "SUN");
  EXPECT_TRUE(lexicon.country_by_name("URSS")->former);
  EXPECT_EQ(lexicon.country_by_demonym("Norcoreana")->code, "PRK");
  EXPECT_EQ(lexicon.country_by_capital("washington")->code, "USA");
  EXPECT_EQ(lexicon.country_by_seat("casa blanca")->code, "USA");
  EXPECT_EQ(lexicon.country_by_code("PRK")->name, "North Korea");
  EXPECT_EQ(lexicon.countries().size(), 3U);

  EXPECT_EQ(lexicon.country_by_name("Washington"), nullptr);
  EXPECT_EQ(lexicon.country_by_code("prk"), nullptr);
  EXPECT_EQ(lexicon.country_by_demonym(""), nullptr);
}

TEST(Lexicon, FindsKnownEntitiesByAnyOfTheirNames) {
  const Lexicon lexicon = Lexicon::load(good_folder);
  EXPECT_EQ(lexicon.known_entity("O.N.U.")->name, "United Nations");
  EXPECT_EQ(lexicon.known_entity("naciones unidas")->type, EntityType::Organization);
  EXPECT_EQ(lexicon.known_entity("KCNA")->country, "PRK");
  EXPECT_EQ(lexicon.known_entity("OTAN"), nullptr);
}

TEST(Lexicon, FindsCountriesByTheirCodesAsTheyAreWritten) {
  const Lexicon lexicon = Lexicon::load(good_folder);
  EXPECT_EQ(lexicon.country_by_any_code("PRK")->name, "North Korea");
  EXPECT_EQ(lexicon.country_by_any_code("EUA")->name, "United States");
  EXPECT_EQ(lexicon.country_by_any_code("eua"), nullptr);
  EXPECT_EQ(lexicon.country_by_code("EUA"), nullptr);
}

TEST(Lexicon, FindsTheCapitalOfARegion) {
  const Lexicon lexicon = Lexicon::load(good_folder);
  const KnownEntity* const region = lexicon.known_entity("Cataluña");
  const KnownEntity* const capital = lexicon.known_entity("Barcelona");
  EXPECT_EQ(lexicon.capital_of(*region), capital);
  EXPECT_EQ(lexicon.capital_of(*capital), nullptr);
}

TEST(Lexicon, KnowsWhatTellsKindsOfNames) {
  const NameKinds kinds = Lexicon::load(good_folder).name_kinds();
  EXPECT_EQ(kinds.firm_words, TextSet{"banco"});
  EXPECT_EQ(kinds.place_words, TextSet{"calle"});
  EXPECT_EQ(kinds.body_words, TextSet{"museo"});
  EXPECT_EQ(kinds.firm_parts, std::vector<std::string>{"filial"});
  EXPECT_EQ(kinds.firm_posts, std::vector<std::string>{"presidente"});
  EXPECT_EQ(kinds.firm_shares, std::vector<std::string>{"acción"});
  EXPECT_EQ(kinds.share_places, std::vector<std::string>{"de"});
}

TEST(Lexicon, KnowsActorsReportingAndModality) {
  const Lexicon lexicon = Lexicon::load(good_folder);
  EXPECT_TRUE(lexicon.is_state_noun("gobierno"));
  EXPECT_FALSE(lexicon.is_state_noun("ejército"));
  EXPECT_TRUE(lexicon.is_government("gobierno"));
  EXPECT_FALSE(lexicon.is_government("autoridad"));
  EXPECT_EQ(lexicon.state_body("ejército")->english, "Army");
  EXPECT_FALSE(lexicon.state_body("ejército")->several);
  EXPECT_TRUE(lexicon.state_body("embajada")->several);
  EXPECT_EQ(lexicon.state_body("gobierno"), nullptr);
  EXPECT_TRUE(lexicon.is_regional("autonómico"));
  EXPECT_FALSE(lexicon.is_regional("central"));
  EXPECT_TRUE(lexicon.is_local("municipal"));
  EXPECT_FALSE(lexicon.is_local("autonómico"));
  EXPECT_TRUE(lexicon.is_private("vecino"));
  EXPECT_FALSE(lexicon.is_private("gobierno"));
  EXPECT_FALSE(lexicon.is_private("ejército"));
  EXPECT_TRUE(holds(lexicon.grammar().bynames, "conocido como"));
  EXPECT_TRUE(lexicon.is_reporting_verb("decir"));
  EXPECT_FALSE(lexicon.is_reporting_verb("según"));
  EXPECT_TRUE(lexicon.is_attribution("según"));
  EXPECT_EQ(lexicon.modal_verbs("ir").at(0).preposition, "a");
  EXPECT_EQ(lexicon.modal_verbs("poder").at(0).modality, Modality::Possible);
  EXPECT_TRUE(lexicon.modal_verbs("decir").empty());
  EXPECT_TRUE(lexicon.deed_verbs("perder").at(0).ends);
  EXPECT_FALSE(lexicon.deed_verbs("cancelar").at(0).ends);
  EXPECT_TRUE(lexicon.deed_verbs("poder").empty());
  EXPECT_EQ(lexicon.denied_affirmation("cierto"), Modality::Negated);
  EXPECT_EQ(lexicon.denied_affirmation("claro"), std::nullopt);
  EXPECT_EQ(lexicon.modal_adverb("posiblemente"), Modality::Possible);
  EXPECT_EQ(lexicon.modal_adverb("ayer"), std::nullopt);
  EXPECT_TRUE(lexicon.is_negation("nunca"));
  EXPECT_FALSE(lexicon.is_negation("sí"));
}

TEST(Lexicon, KnowsTheFunctionWordsThatRulesAskFor) {
  const Lexicon lexicon = Lexicon::load(good_folder);
  const Grammar& grammar = lexicon.grammar();
  EXPECT_EQ(grammar.agent, (std::vector<std::string>{"por", "por parte de"}));
  EXPECT_EQ(grammar.titles, (std::vector<std::string>{"don", "general"}));
  EXPECT_TRUE(holds(grammar.titles, "general"));
  EXPECT_FALSE(holds(grammar.titles, "presidente"));
  EXPECT_EQ(grammar.leading_titles, (std::vector<std::string>{"alcalde"}));
  EXPECT_EQ(grammar.against, (std::vector<std::string>{"contra", "en contra de"}));
  EXPECT_FALSE(grammar.drops_subjects);
}

TEST(Lexicon, HasNoFramesForAnUnknownLemma) {
  const Lexicon lexicon = Lexicon::load(good_folder);
  EXPECT_TRUE(lexicon.verb_frames("xyz").empty());
  EXPECT_TRUE(lexicon.verb_frames("").empty());
  EXPECT_TRUE(lexicon.noun_frames("reunir").empty());
}

TEST(Lexicon, StaysRightAfterAMove) {
  Lexicon first = Lexicon::load(good_folder);
  Lexicon second = std::move(first);
  EXPECT_EQ(second.country_by_name("Norcorea")->code, "PRK");
  EXPECT_EQ(second.known_entity("ONU")->name, "United Nations");
  Lexicon third = Lexicon::load(good_folder);
  third = std::move(second);
  EXPECT_EQ(third.verb_frames("reunir").size(), 1U);
  EXPECT_EQ(third.country_by_seat("Casa Blanca")->code, "USA");
}

TEST(Lexicon, NamesAFileThatIsMissing) {
  for (const fs::directory_entry& file : fs::directory_iterator(good_folder)) {
    const SpoiltFolder folder("missing");
    fs::remove(folder.path() / file.path().filename());
    try {
      Lexicon::load(folder.path());
      ADD_FAILURE() << file.path() << " was not missed";
    } catch (const InputError& error) {
      EXPECT_EQ(error.file(), (folder.path() / file.path().filename()).string());
      EXPECT_NE(std::string(error.what()).find("cannot be opened"), std::string::npos);
    }
  }
}

struct BadCase {
  std::string name;
  std::string file;
  std::string content;
  std::string error;
};

void PrintTo(const BadCase& bad, std::ostream* out) { *out << bad.file << " = " << bad.content; }

std::vector<BadCase> bad_cases() {
  std::vector<BadCase> cases;
  const json bad = read_json(fs::path(ENTENTE_TEST_DATA) / "bad.json");
  for (const json& entry : bad) {
    cases.push_back({entry.at("name"), entry.at("file"), entry.at("content"), entry.at("error")});
  }
  return cases;
}

class BadLexicon : public testing::TestWithParam<BadCase> {};

TEST_P(BadLexicon, IsRefusedWithItsFileAndTheReason) {
  const SpoiltFolder folder(GetParam().name);
  folder.write(GetParam().file, GetParam().content);
  try {
    Lexicon::load(folder.path());
    FAIL() << "nothing was thrown";
  } catch (const InputError& error) {
    EXPECT_EQ(error.file(), (folder.path() / GetParam().file).string());
    EXPECT_NE(std::string(error.what()).find(GetParam().error), std::string::npos) << error.what();
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, BadLexicon, testing::ValuesIn(bad_cases()),
                         [](const auto& info) { return info.param.name; });

TEST(SpanishLexicon, HasEnoughFramesAndRoles) {
  const json verbs = read_json(spanish_folder / "verbs.json");
  std::set<std::string> lemmas;
  for (const json& frame : verbs.at("frames")) {
    for (const std::string& lemma : lemmas_of(frame)) lemmas.insert(lemma);
  }
  EXPECT_GE(spanish().verb_frame_count(), 400U);
  EXPECT_GE(lemmas.size(), 350U);
  EXPECT_GE(spanish().noun_frame_count(), 150U);

  const json roles = read_json(spanish_folder / "roles.json");
  EXPECT_GE(roles.at("roles").size(), 150U);
  EXPECT_GE(roles.at("portfolios").size(), 50U);
  EXPECT_GE(read_json(spanish_folder / "reporting.json").at("verbs").size(), 80U);
}

// The classes of the entries of a list, by name.
std::set<std::string> classes_of(const json& entries) {
  std::set<std::string> classes;
  for (const json& entry : entries) classes.insert(entry.at("class").get<std::string>());
  return classes;
}

TEST(SpanishLexicon, HasVerbFramesAndNounFramesOfEveryClass) {
  EXPECT_EQ(classes_of(read_json(spanish_folder / "verbs.json").at("frames")).size(),
            relation_class_count);
  EXPECT_EQ(classes_of(read_json(spanish_folder / "nouns.json").at("frames")).size(),
            relation_class_count);
}

TEST(SpanishLexicon, WritesVerbsAsInfinitivesWithoutTheReflexivePronoun) {
  const json verbs = read_json(spanish_folder / "verbs.json");
  for (const json& frame : verbs.at("frames")) {
    for (const std::string& lemma : lemmas_of(frame)) {
      EXPECT_TRUE(lemma.ends_with("ar") || lemma.ends_with("er") || lemma.ends_with("ir") ||
                  lemma.ends_with("ír"))
          << lemma;
    }
  }
}

struct Expected {
  std::string lemma;
  std::string relation;
  RelationClass relation_class;
};

// What Spanish news says most often; each must be among the frames of its lemma.
TEST(SpanishLexicon, KnowsTheFrequentVerbs) {
  const std::vector<Expected> expected = {
      {"reunir", "met", RelationClass::Consult},
      {"visitar", "visited", RelationClass::Consult},
      {"entregar", "delivered {theme} to", RelationClass::Consult},
      {"apoyar", "supports", RelationClass::Support},
      {"acusar", "accused", RelationClass::Accuse},
      {"firmar", "signed {theme} with", RelationClass::Agree},
      {"pedir", "asked", RelationClass::Request},
      {"retirar", "withdrew from", RelationClass::Retreat},
      {"atacar", "attacked", RelationClass::Assault},
      {"detener", "arrested", RelationClass::Coerce},
      {"celebrar", "held in", RelationClass::Located},
      {"pertenecer", "belongs to", RelationClass::Member},
      {"comprar", "bought", RelationClass::Transact},
      {"ganar", "beat", RelationClass::Contest},
      {"ganar", "won", RelationClass::Contest},
      {"nombrar", "appointed", RelationClass::Appoint},
      {"fundar", "founded", RelationClass::Create},
      {"casar", "married", RelationClass::Kin},
  };
  for (const Expected& item : expected) {
    const auto& frames = spanish().verb_frames(item.lemma);
    EXPECT_TRUE(std::any_of(frames.begin(), frames.end(),
                            [&](const VerbFrame& frame) {
                              return frame.relation == item.relation &&
                                     frame.relation_class == item.relation_class;
                            }))
        << item.lemma << " → " << item.relation;
  }
}

TEST(SpanishLexicon, KnowsRolesInBothGenders) {
  for (const char* lemma : {"presidente", "presidenta", "ministro", "ministra", "rey", "reina",
                            "delantero", "portero", "entrenador", "seleccionador", "portavoz",
                            "secretario general", "primer ministro", "alcalde", "alcaldesa"}) {
    EXPECT_NE(spanish().role(lemma), nullptr) << lemma;
  }
  EXPECT_EQ(spanish().role("canciller")->relation, "foreign minister of");
  EXPECT_EQ(spanish().role("ministro")->relation, "{portfolio} minister of");
  EXPECT_EQ(spanish().role("hija")->class_for(EntityType::Person), RelationClass::Kin);
  EXPECT_EQ(*spanish().portfolio("defensa"), "defence");
}

TEST(SpanishLexicon, KnowsCountriesActorsAndModality) {
  EXPECT_EQ(spanish().country_by_name("Corea del Norte")->code, "PRK");
  EXPECT_TRUE(spanish().is_state_noun("gobierno"));
  EXPECT_EQ(spanish().state_body("ejército")->english, "Army");
  EXPECT_TRUE(spanish().is_private("empresa"));
  EXPECT_FALSE(spanish().is_private("diputado"));
  EXPECT_TRUE(holds(spanish().grammar().against, "en contra de"));
  EXPECT_TRUE(spanish().is_attribution("según"));
  EXPECT_EQ(spanish().modal_verbs("poder").at(0).modality, Modality::Possible);
  EXPECT_EQ(spanish().modal_verbs("ir").at(0).modality, Modality::Planned);
}

TEST(LexiconFile, OneOverItsLimitsIsRefused) {
  const SpoiltFolder folder("limits");
  const auto reason = [&](const std::string& content) {
    folder.write("verbs.json", content);
    try {
      Lexicon::load(folder.path());
    } catch (const InputError& error) {
      return error.reason();
    }
    return std::string("loaded");
  };
  const auto nested = [](int depth) {
    const auto levels = static_cast<std::size_t>(depth);
    return std::string(levels, '[') + std::string(levels, ']');
  };
  EXPECT_EQ(reason(nested(limits::lexicon_nesting)), "must be an object");
  EXPECT_EQ(reason(nested(limits::lexicon_nesting + 1)), "is nested more than 32 levels deep");
  EXPECT_EQ(reason("{\"a\": 1e999}").substr(0, 11), "broken JSON");
  fs::resize_file(folder.path() / "verbs.json", limits::lexicon_bytes + 1);
  try {
    Lexicon::load(folder.path());
    FAIL();
  } catch (const InputError& error) {
    EXPECT_NE(error.reason().find("larger than the limit of 67108864 bytes"), std::string::npos);
  }
}

}  // namespace
}  // namespace entente
