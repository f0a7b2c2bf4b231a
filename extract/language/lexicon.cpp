#include "extract/language/lexicon.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "extract/entity_id.h"
#include "extract/error.h"
#include "extract/language/lexicon_file.h"

namespace entente {

bool allows(const std::vector<EntityType>& types, EntityType type) {
  return types.empty() || std::find(types.begin(), types.end(), type) != types.end();
}

bool holds(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

namespace {

template <typename Map>
auto* found_in(const Map& map, std::string_view key) {
  const auto found = map.find(key);
  return found == map.end() ? nullptr : &found->second;
}

template <typename Map>
const auto& list_in(const Map& map, std::string_view key) {
  static const typename Map::mapped_type none;
  const auto found = map.find(key);
  return found == map.end() ? none : found->second;
}

// A label may hold one placeholder, and only where something fills it.
void check_relation(const LexiconEntry& entry, std::string_view relation,
                    std::string_view placeholder) {
  std::string rest(relation);
  if (!placeholder.empty()) {
    const auto at = rest.find(placeholder);
    if (at != std::string::npos) rest.erase(at, placeholder.size());
  }
  if (rest.find_first_of("{}") != std::string::npos) {
    entry.fail(
        "the relation \"" + std::string(relation) + "\" has a placeholder that nothing fills" +
        (placeholder.empty() ? ""
                             : "; only " + std::string(placeholder) + " may stand there, once"));
  }
}

void check_slots(const LexiconEntry& entry, const std::vector<Slot>& slots,
                 std::initializer_list<std::string_view> forbidden) {
  for (const Slot& slot : slots) {
    if (std::find(forbidden.begin(), forbidden.end(), slot) != forbidden.end()) {
      entry.fail("\"" + slot + "\" is no slot that can stand here");
    }
  }
}

// Words of the longest name, hyphens counted: an analysis splits "Bissau-Guinean" in three.
std::size_t most_words(const std::vector<std::string>& names) {
  std::size_t most = 0;
  for (const std::string& name : names) {
    const auto spaces = std::count(name.begin(), name.end(), ' ');
    const auto hyphens = std::count(name.begin(), name.end(), '-');
    most = std::max(most, static_cast<std::size_t>(1 + spaces + 2 * hyphens));
  }
  return most;
}

bool same_frame(const VerbFrame& a, const VerbFrame& b) {
  return a.reflexive == b.reflexive && a.themes == b.themes &&
         a.theme_preposition == b.theme_preposition && a.subject == b.subject &&
         a.targets == b.targets && a.subject_types == b.subject_types &&
         a.target_types == b.target_types && a.reciprocal == b.reciprocal && a.inverse == b.inverse;
}

bool same_frame(const NounFrame& a, const NounFrame& b) {
  return a.subjects == b.subjects && a.targets == b.targets && a.between == b.between &&
         a.subject_types == b.subject_types && a.target_types == b.target_types;
}

// Two frames that would fire at the same place are a slip: one fact would become two.
template <typename Frame>
void add_frame(const LexiconEntry& entry, std::vector<Frame>& frames, Frame frame) {
  for (const Frame& other : frames) {
    if (same_frame(frame, other)) {
      entry.fail("double entry; an earlier frame has the same lemma, slots and types");
    }
  }
  frames.push_back(std::move(frame));
}

template <typename Map, typename Value>
void add_once(const LexiconEntry& entry, Map& map, const std::string& key, Value value) {
  if (!map.try_emplace(key, std::move(value)).second) entry.fail("double entry \"" + key + "\"");
}

std::string joined(const std::vector<std::string>& lemmas) {
  std::string text;
  for (const std::string& lemma : lemmas) text += (text.empty() ? "" : ", ") + lemma;
  return text;
}

void load_modal_verbs(LexiconEntry& file, const std::string& field,
                      TextMap<std::vector<ModalVerb>>& verbs) {
  for (LexiconEntry& entry : file.entries(field)) {
    const std::vector<std::string> lemmas = entry.lemma_or_list("lemma");
    entry.call(joined(lemmas));
    ModalVerb verb;
    verb.preposition = entry.text_or_empty("preposition");
    verb.modality = entry.modality("modality");
    if (field == "deeds") {
      verb.ends = entry.flag("ends");
      verb.accession = entry.flag("accession");
    } else {
      verb.perfect = entry.optional_modality("perfect");
    }
    entry.finish();
    for (const std::string& lemma : lemmas) {
      verb.lemma = lemma;
      std::vector<ModalVerb>& same = verbs[lemma];
      if (std::ranges::find(same, verb.preposition, &ModalVerb::preposition) != same.end()) {
        entry.fail("double entry \"" + lemma + "\"");
      }
      same.push_back(verb);
    }
  }
}

VerbFrame::Reflexive reflexive_of(LexiconEntry& entry) {
  const std::optional<std::string> name = entry.optional_text("reflexive");
  if (!name) return VerbFrame::Reflexive::Any;
  if (*name == "required") return VerbFrame::Reflexive::Required;
  if (*name == "forbidden") return VerbFrame::Reflexive::Forbidden;
  entry.fail("\"reflexive\" is \"required\" or \"forbidden\", not \"" + *name + "\"");
}

bool is_country_code(std::string_view code) {
  return code.size() == 3 && std::all_of(code.begin(), code.end(), [](char letter) {
           return 'A' <= letter && letter <= 'Z';
         });
}

bool is_script_code(std::string_view code) {
  return code.size() == 4 && 'A' <= code[0] && code[0] <= 'Z' &&
         std::all_of(code.begin() + 1, code.end(),
                     [](char letter) { return 'a' <= letter && letter <= 'z'; });
}

}  // namespace

Lexicon Lexicon::load(const std::filesystem::path& folder) {
  Lexicon lexicon;
  lexicon.load_grammar(folder / "grammar.json");
  lexicon.load_verbs(folder / "verbs.json");
  lexicon.load_nouns(folder / "nouns.json");
  lexicon.load_actors(folder / "actors.json");
  lexicon.load_reporting(folder / "reporting.json");
  lexicon.load_modality(folder / "modality.json");
  lexicon.load_countries(folder / "countries.json");
  lexicon.load_roles(folder / "roles.json");
  lexicon.load_entities(folder / "entities.json");
  lexicon.load_kinds(folder / "kinds.json");
  return lexicon;
}

void Lexicon::load_grammar(const std::filesystem::path& file) {
  const auto content = read_lexicon_file(file);
  LexiconEntry whole(file, "", content);
  const auto required = [&](const std::string& field) {
    std::vector<std::string> words = whole.lemmas(field);
    if (words.empty()) whole.fail("\"" + field + "\" must hold at least one word");
    return words;
  };
  grammar_.of = required("of");
  grammar_.agent = required("agent");
  grammar_.dative = required("dative");
  grammar_.during = required("during");
  grammar_.passive_auxiliaries = required("passive_auxiliaries");
  grammar_.perfect_auxiliaries = required("perfect_auxiliaries");
  grammar_.reflexive_pronouns = whole.lemmas("reflexive_pronouns");
  grammar_.conditional_marks = required("conditional_marks");
  grammar_.purpose_marks = required("purpose_marks");
  grammar_.object_control = whole.lemmas("object_control");
  grammar_.reasons = whole.lemmas("reasons");
  grammar_.origin = whole.lemmas("origin");
  grammar_.hyphened = whole.lemmas("hyphened");
  grammar_.until = whole.lemmas("until");
  grammar_.since = whole.lemmas("since");
  grammar_.temporal_marks = whole.lemmas("temporal_marks");
  grammar_.limiting = whole.lemmas("limiting");
  grammar_.occasions = whole.lemmas("occasions");
  grammar_.on_other_days = whole.lemmas("on_other_days");
  grammar_.titles = whole.lemmas("titles");
  grammar_.leading_titles = whole.lemmas("leading_titles");
  grammar_.bynames = whole.lemmas("bynames");
  grammar_.alternatives = whole.lemmas("alternatives");
  grammar_.alike = whole.lemmas("alike");
  grammar_.others = whole.lemmas("others");
  grammar_.likenesses = whole.lemmas("likenesses");
  grammar_.pro_verbs = whole.lemmas("pro_verbs");
  grammar_.against = whole.lemmas("against");
  grammar_.relative_places = whole.lemmas("relative_places");
  grammar_.language_verbs = whole.lemmas("language_verbs");
  grammar_.drops_subjects = whole.flag("drops_subjects");
  whole.finish();
}

void Lexicon::load_verbs(const std::filesystem::path& file) {
  const auto content = read_lexicon_file(file);
  LexiconEntry whole(file, "", content);
  const auto theme_sets = whole.named_lemma_maps("theme_sets");
  for (LexiconEntry& entry : whole.entries("frames")) {
    const std::vector<std::string> lemmas = entry.lemma_or_list("lemma");
    entry.call(joined(lemmas));
    VerbFrame frame;
    frame.reflexive = reflexive_of(entry);
    frame.themes = entry.lemma_map("themes");
    if (const auto set = entry.optional_text("theme_set")) {
      const auto themes = theme_sets.find(*set);
      if (themes == theme_sets.end()) {
        entry.fail("unknown theme set \"" + *set + "\"; \"theme_sets\" has no such entry");
      }
      frame.themes.insert(themes->second.begin(), themes->second.end());
    }
    frame.theme_preposition = entry.text_or_empty("theme_preposition");
    frame.relation = entry.text("relation");
    frame.relation_class = entry.relation_class("class");
    frame.subject = entry.optional_text("subject").value_or("subj");
    frame.targets = entry.lemmas("targets");
    frame.subject_types = entry.entity_types("subject_types");
    frame.target_types = entry.entity_types("target_types");
    frame.reciprocal = entry.flag("reciprocal");
    frame.inverse = entry.flag("inverse");
    frame.modality = entry.optional_modality("modality");
    entry.finish();

    check_relation(entry, frame.relation, frame.themes.empty() ? "" : "{theme}");
    check_slots(entry, frame.targets, {"subj", "head"});
    // Only a theme has owners: "rejected Iran's offer".
    if (frame.themes.empty()) check_slots(entry, frame.targets, {"adj", "poss", "compound"});
    check_slots(entry, {frame.subject}, {"adj", "poss", "compound", "head"});
    if (frame.targets.empty() && !frame.reciprocal) {
      entry.fail("a frame needs \"targets\", or \"reciprocal\": true");
    }
    if (std::find(frame.targets.begin(), frame.targets.end(), frame.subject) !=
        frame.targets.end()) {
      entry.fail("the subject's slot \"" + frame.subject + "\" cannot be a target too");
    }
    if (!frame.theme_preposition.empty() && frame.themes.empty()) {
      entry.fail("\"theme_preposition\" needs \"themes\" or a \"theme_set\"");
    }
    for (const std::string& lemma : lemmas) {
      frame.lemma = lemma;
      add_frame(entry, verb_frames_[lemma], frame);
      ++verb_frame_count_;
    }
  }
  whole.finish();
}

void Lexicon::load_nouns(const std::filesystem::path& file) {
  const auto content = read_lexicon_file(file);
  LexiconEntry whole(file, "", content);
  for (LexiconEntry& entry : whole.entries("frames")) {
    const std::vector<std::string> lemmas = entry.lemma_or_list("lemma");
    entry.call(joined(lemmas));
    NounFrame frame;
    frame.relation = entry.text("relation");
    frame.relation_class = entry.relation_class("class");
    frame.subjects = entry.lemmas("subjects");
    frame.targets = entry.lemmas("targets");
    frame.between = entry.lemmas("between");
    frame.subject_types = entry.entity_types("subject_types");
    frame.target_types = entry.entity_types("target_types");
    frame.modality = entry.optional_modality("modality");
    entry.finish();

    check_relation(entry, frame.relation, "");
    for (const auto& slots : {frame.subjects, frame.targets, frame.between}) {
      check_slots(entry, slots, {"subj", "obj", "iobj"});
    }
    if (frame.subjects.empty() != frame.targets.empty()) {
      entry.fail("\"subjects\" and \"targets\" need each other");
    }
    if (frame.targets.empty() && frame.between.empty()) {
      entry.fail("a frame needs \"subjects\" and \"targets\", or \"between\"");
    }
    for (const std::string& lemma : lemmas) {
      frame.lemma = lemma;
      add_frame(entry, noun_frames_[lemma], frame);
      ++noun_frame_count_;
    }
  }
  whole.finish();
}

void Lexicon::load_roles(const std::filesystem::path& file) {
  const auto content = read_lexicon_file(file);
  LexiconEntry whole(file, "", content);
  for (LexiconEntry& entry : whole.entries("roles")) {
    const std::vector<std::string> lemmas = entry.lemma_or_list("lemma");
    entry.call(joined(lemmas));
    Role role;
    role.relation = entry.text("relation");
    if (entry.has("class")) role.relation_class = entry.relation_class("class");
    if (entry.has("country_class")) role.country_class = entry.relation_class("country_class");
    role.prepositions = entry.lemmas("prepositions");
    role.holder_types = entry.entity_types("holder_types");
    role.target_types = entry.entity_types("target_types");
    role.countries = entry.texts("countries");
    if (!role.countries.empty()) role.relation_in_countries = entry.text("relation_in_countries");
    role.not_in = entry.texts("not_in");
    entry.finish();
    check_relation(entry, role.relation, "{portfolio}");
    for (const std::string& code : role.countries) check_country(entry, code);
    for (const std::string& code : role.not_in) check_country(entry, code);
    for (const std::string& lemma : lemmas) {
      role.lemma = lemma;
      add_once(entry, roles_, lemma, role);
    }
  }
  for (auto& [lemma, english] : whole.lemma_map("portfolios")) portfolios_.emplace(lemma, english);
  for (auto& [lemma, english] : whole.lemma_map("modifiers"))
    role_modifiers_.emplace(lemma, english);
  whole.finish();
}

void Lexicon::load_actors(const std::filesystem::path& file) {
  const auto content = read_lexicon_file(file);
  LexiconEntry whole(file, "", content);
  for (std::string& lemma : whole.lemmas("state")) state_nouns_.insert(std::move(lemma));
  for (std::string& lemma : whole.lemmas("governments")) {
    if (!state_nouns_.contains(lemma)) {
      whole.fail("\"governments\" holds \"" + lemma + "\", which \"state\" does not");
    }
    governments_.insert(std::move(lemma));
  }
  for (std::string& lemma : whole.lemmas("regional")) regional_.insert(std::move(lemma));
  for (std::string& lemma : whole.lemmas("local")) local_.insert(std::move(lemma));
  for (std::string& lemma : whole.lemmas("private")) {
    if (state_nouns_.contains(lemma))
      whole.fail("\"private\" holds the state noun \"" + lemma + "\"");
    private_.insert(std::move(lemma));
  }
  for (LexiconEntry& entry : whole.entries("bodies")) {
    StateBody body{entry.lemma("lemma"), entry.text("english"), entry.flag("several")};
    entry.call(body.lemma);
    entry.finish();
    if (state_nouns_.contains(body.lemma)) entry.fail("double entry; it is a state noun too");
    const std::string lemma = body.lemma;
    add_once(entry, state_bodies_, lemma, std::move(body));
  }
  whole.finish();
}

void Lexicon::load_reporting(const std::filesystem::path& file) {
  const auto content = read_lexicon_file(file);
  LexiconEntry whole(file, "", content);
  for (std::string& lemma : whole.lemmas("verbs")) reporting_verbs_.insert(std::move(lemma));
  for (std::string& lemma : whole.lemmas("prepositions")) attributions_.insert(std::move(lemma));
  whole.finish();
}

void Lexicon::load_modality(const std::filesystem::path& file) {
  const auto content = read_lexicon_file(file);
  LexiconEntry whole(file, "", content);
  load_modal_verbs(whole, "verbs", modal_verbs_);
  for (const auto& [lemma, modality] : whole.modality_map("adverbs")) {
    modal_adverbs_.emplace(lemma, modality);
  }
  load_modal_verbs(whole, "deeds", deed_verbs_);
  for (const auto& [lemma, modality] : whole.modality_map("affirmations")) {
    denied_affirmations_.emplace(lemma, modality);
  }
  for (std::string& lemma : whole.lemmas("doubts")) doubts_.insert(std::move(lemma));
  for (std::string& lemma : whole.lemmas("negations")) negations_.insert(std::move(lemma));
  for (std::string& lemma : whole.lemmas("accessions")) accessions_.insert(std::move(lemma));
  for (std::string& lemma : whole.lemmas("performances")) performances_.insert(std::move(lemma));
  whole.finish();
}

void Lexicon::load_countries(const std::filesystem::path& file) {
  const auto content = read_lexicon_file(file);
  LexiconEntry whole(file, "", content);
  for (LexiconEntry& entry : whole.entries("countries")) {
    Country country;
    country.code = entry.text("code");
    entry.call(country.code);
    country.name = entry.text("name");
    country.script = entry.text("script");
    country.former = entry.flag("former");
    country.codes = entry.texts("codes");
    country.names = entry.texts("names");
    country.short_names = entry.texts("short_names");
    country.demonyms = entry.texts("demonyms");
    country.capitals = entry.texts("capitals");
    country.capital_name = entry.text_or_empty("capital_name");
    country.seats = entry.texts("seats");
    country.kinds = entry.texts("kinds");
    entry.finish();

    if (!is_country_code(country.code)) {
      entry.fail("\"code\" must be three capital letters (ISO 3166-1 or 3166-3 alpha-3)");
    }
    if (!is_script_code(country.script)) {
      entry.fail("\"script\" must be an ISO 15924 code such as \"Latn\"");
    }
    if (country.names.empty()) entry.fail("\"names\" must hold at least one name");

    const std::size_t index = countries_.size();
    add_once(entry, country_codes_, country.code, index);
    const auto add_all = [&](TextMap<std::size_t>& map, const std::vector<std::string>& names) {
      for (const std::string& name : names) {
        const auto [place, added] = map.try_emplace(fold_name(name), index);
        if (!added && place->second != index) {
          entry.fail("double entry \"" + name + "\"; it already stands for " +
                     countries_[place->second].code);
        }
      }
    };
    for (const std::string& code : country.codes) {
      add_once(entry, other_country_codes_, code, index);
    }
    add_all(country_names_, country.names);
    add_all(country_short_names_, country.short_names);
    add_all(country_demonyms_, country.demonyms);
    longest_demonym_ = std::max(longest_demonym_, most_words(country.demonyms));
    add_all(country_capitals_, country.capitals);
    add_all(country_seats_, country.seats);
    countries_.push_back(std::move(country));
  }
  whole.finish();
}

void Lexicon::load_entities(const std::filesystem::path& file) {
  const auto content = read_lexicon_file(file);
  LexiconEntry whole(file, "", content);
  for (LexiconEntry& entry : whole.entries("entities")) {
    KnownEntity entity;
    entity.name = entry.text("name");
    entry.call(entity.name);
    entity.type = entry.entity_type("type");
    entity.names = entry.texts("names");
    entity.short_names = entry.texts("short_names");
    entity.seats = entry.texts("seats");
    entity.demonyms = entry.texts("demonyms");
    entity.members = entry.texts("members");
    entity.country = entry.text_or_empty("country");
    entity.capital = entry.text_or_empty("capital");
    entry.finish();

    if (entity.names.empty()) entry.fail("\"names\" must hold at least one name");
    if (!entity.country.empty()) check_country(entry, entity.country);
    if (entity.country.empty() && !entity.short_names.empty()) {
      entry.fail("has \"short_names\", but no country that would tell whose they are");
    }
    const std::size_t index = entities_.size();
    const auto add_all = [&](TextMap<std::size_t>& map, const std::vector<std::string>& names) {
      for (const std::string& name : names) {
        const auto [place, added] = map.try_emplace(fold_name(name), index);
        if (!added && place->second != index) {
          entry.fail("double entry \"" + name + "\"; it already stands for " +
                     entities_[place->second].name);
        }
      }
    };
    add_all(entity_names_, entity.names);
    add_all(entity_demonyms_, entity.demonyms);
    for (const std::string& seat : entity.seats) {
      if (country_by_capital(seat) == nullptr) {
        entry.fail("\"" + seat + "\" is a seat, but no capital in countries.json");
      }
    }
    add_all(entity_seats_, entity.seats);
    for (const std::string& name : entity.short_names) {
      entities_by_short_name_[fold_name(name)].push_back(index);
    }
    for (const std::string& member : entity.members) {
      entities_by_member_[fold_name(member)].push_back(index);
    }
    longest_demonym_ = std::max(longest_demonym_, most_words(entity.demonyms));
    entities_.push_back(std::move(entity));
  }
  for (const KnownEntity& region : entities_) {
    if (region.capital.empty()) continue;
    const auto capital = std::ranges::find(entities_, region.capital, &KnownEntity::name);
    if (capital == entities_.end()) {
      whole.fail("\"capital\" of " + region.name + " is " + region.capital + ", no entity's name");
    }
    capitals_.try_emplace(region.name, static_cast<std::size_t>(capital - entities_.begin()));
  }
  whole.finish();
}

void Lexicon::load_kinds(const std::filesystem::path& file) {
  const auto content = read_lexicon_file(file);
  LexiconEntry whole(file, "", content);
  const auto folded = [&](const std::string& field) {
    TextSet words;
    for (const std::string& word : whole.lemmas(field)) words.insert(fold_name(word));
    return words;
  };
  name_kinds_.firm_words = folded("firm_words");
  name_kinds_.place_words = folded("place_words");
  name_kinds_.body_words = folded("body_words");
  name_kinds_.firm_parts = whole.lemmas("firm_parts");
  name_kinds_.firm_posts = whole.lemmas("firm_posts");
  name_kinds_.firm_shares = whole.lemmas("firm_shares");
  name_kinds_.share_places = whole.lemmas("share_places");
  whole.finish();
}

const std::vector<VerbFrame>& Lexicon::verb_frames(std::string_view lemma) const {
  return list_in(verb_frames_, lemma);
}

const std::vector<NounFrame>& Lexicon::noun_frames(std::string_view lemma) const {
  return list_in(noun_frames_, lemma);
}

const Role* Lexicon::role(std::string_view lemma) const { return found_in(roles_, lemma); }

const std::string* Lexicon::portfolio(std::string_view lemma) const {
  return found_in(portfolios_, lemma);
}

const std::string* Lexicon::role_modifier(std::string_view lemma) const {
  return found_in(role_modifiers_, lemma);
}

const Country* Lexicon::country_in(const TextMap<std::size_t>& index, std::string_view name) const {
  const std::size_t* found = found_in(index, fold_name(name));
  return found == nullptr ? nullptr : &countries_[*found];
}

const Country* Lexicon::country_by_name(std::string_view name) const {
  return country_in(country_names_, name);
}

const Country* Lexicon::country_by_short_name(std::string_view name) const {
  return country_in(country_short_names_, name);
}

const Country* Lexicon::country_by_demonym(std::string_view form) const {
  return country_in(country_demonyms_, form);
}

const Country* Lexicon::country_by_capital(std::string_view name) const {
  return country_in(country_capitals_, name);
}

const Country* Lexicon::country_by_seat(std::string_view name) const {
  return country_in(country_seats_, name);
}

void Lexicon::check_country(const LexiconEntry& entry, const std::string& code) const {
  if (country_by_code(code) != nullptr) return;
  entry.fail("unknown country code \"" + code + "\"; countries.json has no such entry");
}

const Country* Lexicon::country_by_code(std::string_view alpha3) const {
  const std::size_t* found = found_in(country_codes_, alpha3);
  return found == nullptr ? nullptr : &countries_[*found];
}

const Country* Lexicon::country_by_any_code(std::string_view code) const {
  const std::size_t* const other = found_in(other_country_codes_, code);
  return other == nullptr ? country_by_code(code) : &countries_[*other];
}

const KnownEntity* Lexicon::capital_of(const KnownEntity& region) const {
  const std::size_t* const found = found_in(capitals_, region.name);
  return found == nullptr ? nullptr : &entities_[*found];
}

const KnownEntity* Lexicon::known_entity(std::string_view name) const {
  const std::size_t* found = found_in(entity_names_, fold_name(name));
  return found == nullptr ? nullptr : &entities_[*found];
}

const KnownEntity* Lexicon::known_entity_by_seat(std::string_view name) const {
  const std::size_t* found = found_in(entity_seats_, fold_name(name));
  return found == nullptr ? nullptr : &entities_[*found];
}

const KnownEntity* Lexicon::known_entity_by_demonym(std::string_view form) const {
  const std::size_t* found = found_in(entity_demonyms_, fold_name(form));
  return found == nullptr ? nullptr : &entities_[*found];
}

std::span<const std::size_t> Lexicon::known_entities_by_short_name(std::string_view name) const {
  const auto found = entities_by_short_name_.find(fold_name(name));
  return found == entities_by_short_name_.end() ? std::span<const std::size_t>{} : found->second;
}

std::span<const std::size_t> Lexicon::known_entities_by_member(std::string_view form) const {
  const auto found = entities_by_member_.find(fold_name(form));
  return found == entities_by_member_.end() ? std::span<const std::size_t>{} : found->second;
}

bool Lexicon::is_state_noun(std::string_view lemma) const { return state_nouns_.contains(lemma); }

bool Lexicon::is_regional(std::string_view lemma) const { return regional_.contains(lemma); }

bool Lexicon::is_local(std::string_view lemma) const { return local_.contains(lemma); }

bool Lexicon::is_private(std::string_view lemma) const { return private_.contains(lemma); }

bool Lexicon::is_government(std::string_view lemma) const { return governments_.contains(lemma); }

const StateBody* Lexicon::state_body(std::string_view lemma) const {
  return found_in(state_bodies_, lemma);
}

bool Lexicon::is_reporting_verb(std::string_view lemma) const {
  return reporting_verbs_.contains(lemma);
}

bool Lexicon::is_attribution(std::string_view preposition) const {
  return attributions_.contains(preposition);
}

const std::vector<ModalVerb>& Lexicon::modal_verbs(std::string_view lemma) const {
  return list_in(modal_verbs_, lemma);
}

const std::vector<ModalVerb>& Lexicon::deed_verbs(std::string_view lemma) const {
  return list_in(deed_verbs_, lemma);
}

bool Lexicon::is_accession(std::string_view lemma) const { return accessions_.contains(lemma); }

bool Lexicon::is_performance(std::string_view lemma) const { return performances_.contains(lemma); }

bool Lexicon::is_doubt(std::string_view lemma) const { return doubts_.contains(lemma); }

std::optional<Modality> Lexicon::denied_affirmation(std::string_view lemma) const {
  const Modality* found = found_in(denied_affirmations_, lemma);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

std::optional<Modality> Lexicon::modal_adverb(std::string_view lemma) const {
  const Modality* found = found_in(modal_adverbs_, lemma);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

bool Lexicon::is_negation(std::string_view lemma) const { return negations_.contains(lemma); }

}  // namespace entente
