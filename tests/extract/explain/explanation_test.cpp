// What an explanation tells of a triple: who its two are, the path, the rules, what has been
// learnt, and the words behind date, modality and source.
#include "extract/explain/explanation.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/entities/text_index.h"
#include "extract/explain/pair_judgement.h"
#include "extract/extractor.h"
#include "extract/modules/modules.h"
#include "tests/extract/encoder/tiny_encoder.h"
#include "tests/extract/modules/analysed_text.h"
#include "tests/extract/modules/tiny_pair_model.h"

namespace entente {
namespace {

// Two tellings of one meeting, the first with its source, the second with its day.
constexpr std::string_view meeting =
    "# text = KCNA dijo que Duarte se reunió con Ferrer.\n"
    "1\tKCNA\tKCNA\tPROPN\t_\t_\t2\tnsubj\t_\tNER=B-ORG\n"
    "2\tdijo\tdecir\tVERB\t_\tMood=Ind|Tense=Past|VerbForm=Fin\t0\troot\t_\t_\n"
    "3\tque\tque\tSCONJ\t_\t_\t6\tmark\t_\t_\n"
    "4\tDuarte\tDuarte\tPROPN\t_\t_\t6\tnsubj\t_\tNER=B-PER\n"
    "5\tse\tél\tPRON\t_\tReflex=Yes|Case=Acc\t6\texpl:pv\t_\t_\n"
    "6\treunió\treunir\tVERB\t_\tMood=Ind|Tense=Past|VerbForm=Fin\t2\tccomp\t_\t_\n"
    "7\tcon\tcon\tADP\t_\t_\t8\tcase\t_\t_\n"
    "8\tFerrer\tFerrer\tPROPN\t_\t_\t6\tobl\t_\tNER=B-PER|SpaceAfter=No\n"
    "9\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n"
    "# text = Duarte se reunió el miércoles con Ferrer.\n"
    "1\tDuarte\tDuarte\tPROPN\t_\t_\t3\tnsubj\t_\tNER=B-PER\n"
    "2\tse\tél\tPRON\t_\tReflex=Yes|Case=Acc\t3\texpl:pv\t_\t_\n"
    "3\treunió\treunir\tVERB\t_\tMood=Ind|Tense=Past|VerbForm=Fin\t0\troot\t_\t_\n"
    "4\tel\tel\tDET\t_\tDefinite=Def|PronType=Art\t5\tdet\t_\t_\n"
    "5\tmiércoles\tmiércoles\tNOUN\t_\tAdvType=Tim\t3\tobl\t_\t_\n"
    "6\tcon\tcon\tADP\t_\t_\t7\tcase\t_\t_\n"
    "7\tFerrer\tFerrer\tPROPN\t_\t_\t3\tobl\t_\tNER=B-PER|SpaceAfter=No\n"
    "8\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\n\n";

constexpr std::string_view attack =
    "# text = Norway did not attack Syria.\n"
    "1\tNorway\tNorway\tPROPN\t_\tNumber=Sing\t4\tnsubj\t_\tNER=B-LOC\n"
    "2\tdid\tdo\tAUX\t_\tMood=Ind|Tense=Past|VerbForm=Fin\t4\taux\t_\t_\n"
    "3\tnot\tnot\tPART\t_\t_\t4\tadvmod\t_\t_\n"
    "4\tattack\tattack\tVERB\t_\tVerbForm=Inf\t0\troot\t_\t_\n"
    "5\tSyria\tSyria\tPROPN\t_\tNumber=Sing\t4\tobj\t_\tNER=B-LOC|SpaceAfter=No\n"
    "6\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_\n\n";

constexpr std::string_view two_attacks =
    "# text = Norway attacked Syria and Iraq.\n"
    "1\tNorway\tNorway\tPROPN\t_\tNumber=Sing\t2\tnsubj\t_\tNER=B-LOC\n"
    "2\tattacked\tattack\tVERB\t_\tMood=Ind|Tense=Past|VerbForm=Fin\t0\troot\t_\t_\n"
    "3\tSyria\tSyria\tPROPN\t_\tNumber=Sing\t2\tobj\t_\tNER=B-LOC\n"
    "4\tand\tand\tCCONJ\t_\t_\t5\tcc\t_\t_\n"
    "5\tIraq\tIraq\tPROPN\t_\tNumber=Sing\t3\tconj\t_\tNER=B-LOC|SpaceAfter=No\n"
    "6\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n";

constexpr std::string_view announced =
    "# text = Norway attacks Syria tomorrow.\n"
    "1\tNorway\tNorway\tPROPN\t_\tNumber=Sing\t2\tnsubj\t_\tNER=B-LOC\n"
    "2\tattacks\tattack\tVERB\t_\tMood=Ind|Tense=Pres|VerbForm=Fin\t0\troot\t_\t_\n"
    "3\tSyria\tSyria\tPROPN\t_\tNumber=Sing\t2\tobj\t_\tNER=B-LOC\n"
    "4\ttomorrow\ttomorrow\tNOUN\t_\tNumber=Sing\t2\tobl\t_\tSpaceAfter=No\n"
    "5\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n";

class Explained {
 public:
  Explained(std::string_view conllu, const std::string& language, const PairModel* model = nullptr)
      : text_(conllu, "2023-07-27", "document", language),
        explanation_(explain(text_.analysis(), model, find_relations(text_.analysis(), model))) {}

  const Analysis& analysis() const { return text_.analysis(); }
  const Explanation& all() const { return explanation_; }

  // The only triple of a class in a sentence, of those with this object where one is given.
  const ExplainedTriple& triple(RelationClass relation_class, std::size_t sentence = 0,
                                std::string_view object = {}) const {
    const ExplainedTriple* found = nullptr;
    for (const ExplainedTriple& told : explanation_.triples) {
      if (told.triple.relation_class != relation_class ||
          told.triple.evidence.sentence != sentence ||
          (!object.empty() && told.triple.object.name != object)) {
        continue;
      }
      EXPECT_EQ(found, nullptr) << "two triples of the class";
      found = &told;
    }
    if (!found) throw std::runtime_error("no triple of the class");
    return *found;
  }

  std::string words(const std::optional<WordPlace>& place) const {
    if (!place) return "-";
    const auto& words = explanation_.annotation.sentences[place->sentence].words;
    return slice(words[place->first].begin, words[place->last].end);
  }

  std::string words(const std::optional<std::size_t>& mention) const {
    if (!mention) return "-";
    return words(std::optional{explanation_.mentions[*mention].words});
  }

  std::vector<std::string> path(const ExplainedTriple& told) const {
    std::vector<std::string> forms;
    for (const std::size_t word : told.path) {
      forms.push_back(
          explanation_.annotation.sentences[told.triple.evidence.sentence].words[word].form);
    }
    return forms;
  }

 private:
  std::string slice(std::size_t begin, std::size_t end) const {
    return std::string(TextIndex(explanation_.document.text).slice(begin, end));
  }

  AnalysedText text_;
  Explanation explanation_;
};

using Path = std::vector<std::string>;

TEST(Explanation, TellsWhoTheTwoAreAndThePathBetweenThem) {
  const Explained spanish(meeting, "es");
  const ExplainedTriple& met = spanish.triple(RelationClass::Consult);
  EXPECT_EQ(spanish.words(met.subject_mention), "Duarte");
  EXPECT_EQ(spanish.words(met.object_mention), "Ferrer");
  EXPECT_EQ(spanish.path(met), (Path{"Duarte", "reunió", "Ferrer"}));
  EXPECT_EQ(spanish.all().entities[met.subject].ref, met.triple.subject);
  EXPECT_EQ(spanish.all().entities[met.subject].mentions, 2u);

  const Explained english(attack, "en");
  const ExplainedTriple& attacked = english.triple(RelationClass::Assault);
  EXPECT_EQ(english.words(attacked.subject_mention), "Norway");
  EXPECT_EQ(english.path(attacked), (Path{"Norway", "attack", "Syria"}));
}

TEST(Explanation, TellsTheRuleWithItsEntryOfTheLexicon) {
  const Explained spanish(meeting, "es");
  const auto& rules = spanish.triple(RelationClass::Consult).rules;
  ASSERT_EQ(rules.size(), 1u);
  EXPECT_EQ(rules[0].module, "events");
  EXPECT_EQ(rules[0].relation, "met");
  EXPECT_FALSE(rules[0].inverse);
  EXPECT_EQ(spanish.words(rules[0].words), "reunió");
  EXPECT_NE(rules[0].frame.find("“reunir”, reflexive: subj → con"), std::string::npos)
      << rules[0].frame;
}

TEST(Explanation, TellsTheWordsOfADateWhereTheyStandWithTheVerb) {
  const Explained spanish(meeting, "es");
  const ExplainedTriple& dated = spanish.triple(RelationClass::Consult, 1);
  EXPECT_EQ(dated.triple.date, "2023-07-26");
  EXPECT_EQ(spanish.words(dated.date.words), "el miércoles");
  EXPECT_EQ(dated.date.words->sentence, 1u);
  EXPECT_EQ(dated.date.why, "it stands with “reunió”");
}

TEST(Explanation, TellsThatAnotherTellingHasTheDateOrTheSource) {
  const Explained spanish(meeting, "es");
  const ExplainedTriple& first = spanish.triple(RelationClass::Consult, 0);
  EXPECT_EQ(first.triple.date, "2023-07-26");
  EXPECT_EQ(first.date.why, "another telling of the same event");
  EXPECT_EQ(first.date.words->sentence, 1u);
  EXPECT_EQ(spanish.words(first.date.words), "el miércoles");
  const ExplainedTriple& second = spanish.triple(RelationClass::Consult, 1);
  ASSERT_TRUE(second.source);
  EXPECT_EQ(second.source_grounds.words->sentence, 0u);
  EXPECT_EQ(spanish.words(second.source_grounds.words), "dijo");
}

TEST(Explanation, TellsTheWordThatMakesSomebodyTheSource) {
  const Explained spanish(meeting, "es");
  const ExplainedTriple& met = spanish.triple(RelationClass::Consult);
  ASSERT_TRUE(met.source);
  EXPECT_EQ(spanish.all().entities[*met.source].ref.name, "KCNA");
  EXPECT_EQ(spanish.words(met.source_grounds.words), "dijo");
}

TEST(Explanation, TellsTheWordThatAModalityComesFrom) {
  const Explained english(attack, "en");
  const ExplainedTriple& attacked = english.triple(RelationClass::Assault);
  EXPECT_EQ(attacked.triple.modality, Modality::Negated);
  EXPECT_EQ(english.words(attacked.modality.words), "not");
}

TEST(Explanation, TellsTheTimeToComeThatMakesAPlan) {
  const Explained english(announced, "en");
  const ExplainedTriple& attacked = english.triple(RelationClass::Assault);
  EXPECT_EQ(attacked.triple.date, "2023-07-28");
  EXPECT_EQ(attacked.triple.modality, Modality::Planned);
  EXPECT_EQ(english.words(attacked.modality.words), "tomorrow");
}

TEST(Explanation, HasNothingToTellOfWhatTheTextDoesNotSay) {
  const Explained english(attack, "en");
  const ExplainedTriple& attacked = english.triple(RelationClass::Assault);
  EXPECT_EQ(attacked.date.why, "");
  EXPECT_FALSE(attacked.date.words);
  EXPECT_FALSE(attacked.source_grounds.words);
  EXPECT_FALSE(attacked.judgement);  // nothing has been learnt
}

PairCandidate only_candidate(const Analysis& analysis) {
  const auto candidates = pair_candidates(analysis);
  EXPECT_EQ(candidates.size(), 1u);
  return candidates.front();
}

TEST(NamedFeatures, AreThoseThatAreHashed) {
  const Explained english(attack, "en");
  const auto relations = find_relations(english.analysis());
  const FoundRelations found(relations);
  const PairCandidate candidate = only_candidate(english.analysis());
  const auto named = named_pair_features(english.analysis(), candidate, found);
  std::vector<std::uint32_t> hashes;
  std::vector<std::string> texts;
  for (const NamedFeature& feature : named) {
    hashes.push_back(feature.hash);
    texts.push_back(feature.text);
  }
  EXPECT_EQ(hashes, pair_features(english.analysis(), candidate, found));
  for (const char* text : {"bias", "types: STATE STATE", "path: <nsubj | <obj"}) {
    EXPECT_NE(std::find(texts.begin(), texts.end(), text), texts.end()) << text;
  }
}

// A model that has learnt one feature of the attack and one kind of hint.
TinyPairModel learnt_of(const Explained& text, const std::string& feature) {
  const auto relations = find_relations(text.analysis());
  for (const NamedFeature& named : named_pair_features(
           text.analysis(), only_candidate(text.analysis()), FoundRelations(relations))) {
    if (named.text != feature) continue;
    return {.labels = {"ASSAULT>", "ASSAULT<", "CONSULT>"},
            .bias = {-1.0F, -3.0F, -2.0F},
            .threshold = 0.5,
            .features = {named.hash},
            .weights = {{2.0F, -0.5F, 0.25F}},
            .hints = {"rule events"},
            .hint_weights = {1.5F}};
  }
  throw std::runtime_error("no such feature: " + feature);
}

TEST(PairJudgement, TellsWhatTheEncoderAdds) {
  TinyModel file = learnt_of(Explained(attack, "en"), "path: <nsubj | <obj").file();
  add_tiny_encoder(file, 3, 11);
  const TemporaryFolder folder;
  write_file(folder / "relations.bin", file.bytes());
  const PairModel model = PairModel::load(folder / "relations.bin");
  const Explained english(attack, "en", &model);
  const ExplainedTriple& attacked = english.triple(RelationClass::Assault);
  ASSERT_TRUE(attacked.judgement);
  double sum = attacked.judgement->rest;
  bool told = false;
  for (const FeatureWeight& part : attacked.judgement->contributions) {
    sum += part.weight;
    told |= part.what == "the words, as the encoder reads them";
  }
  EXPECT_TRUE(told);
  const double probability = attacked.judgement->probability;
  EXPECT_NEAR(sum, std::log(probability / (1.0 - probability)), 1e-3);
}

TEST(PairJudgement, AModalityThatIsLearntIsCalledSo) {
  const TinyPairModel met{.labels = {"CONSULT>"}, .bias = {1.0F}};
  const TemporaryFolder folder;
  write_file(folder / "relations.bin", met.file_that_says("possible").bytes());
  const PairModel model = PairModel::load(folder / "relations.bin");
  const Explained english(attack, "en", &model);
  const ExplainedTriple& consulted = english.triple(RelationClass::Consult);
  EXPECT_EQ(consulted.triple.modality, Modality::Possible);
  EXPECT_EQ(consulted.modality.why, "as is learnt from annotated documents");
  EXPECT_FALSE(consulted.modality.words);
}

TEST(PairJudgement, NamesWhatCountedAndSumsUpToTheProbability) {
  const PairModel model = learnt_of(Explained(attack, "en"), "path: <nsubj | <obj").load();
  const Explained english(attack, "en", &model);
  const ExplainedTriple& attacked = english.triple(RelationClass::Assault);
  ASSERT_TRUE(attacked.judgement);
  const PairJudgement& judgement = *attacked.judgement;
  EXPECT_DOUBLE_EQ(judgement.probability, attacked.triple.confidence);
  ASSERT_EQ(judgement.contributions.size(), 3u);
  EXPECT_EQ(judgement.contributions[0].what, "path: <nsubj | <obj");
  EXPECT_DOUBLE_EQ(judgement.contributions[0].weight, 2.0);
  EXPECT_EQ(judgement.contributions[1].what, "hint: rule events");
  double sum = judgement.rest;
  for (const FeatureWeight& one : judgement.contributions) sum += one.weight;
  EXPECT_NEAR(judgement.probability, 1.0 / (1.0 + std::exp(-sum)), 1e-6);
}

TEST(PairJudgement, CountsTheCalibrationOfWhatRulesFound) {
  TinyPairModel file = learnt_of(Explained(attack, "en"), "path: <nsubj | <obj");
  file.rule_scale = 2.0;
  file.rule_shift = -1.0;
  const PairModel model = file.load();
  const Explained english(attack, "en", &model);
  const PairJudgement& judgement = *english.triple(RelationClass::Assault).judgement;
  double sum = judgement.rest;
  double calibration = 0.0;
  for (const FeatureWeight& one : judgement.contributions) {
    sum += one.weight;
    if (one.what == "calibration") calibration = one.weight;
  }
  EXPECT_NEAR(calibration, 2.0 * 2.5 - 1.0 - 2.5, 1e-6);
  EXPECT_NEAR(judgement.probability, 1.0 / (1.0 + std::exp(-sum)), 1e-6);
}

TEST(PairJudgement, TellsWhatRivalsTake) {
  TinyPairModel file = learnt_of(Explained(attack, "en"), "path: <nsubj | <obj");
  file.threshold = 0.2;
  const PairModel model = file.load();
  const Explained english(two_attacks, "en", &model);
  const auto judged = [&](std::string_view object) -> const ExplainedTriple& {
    return english.triple(RelationClass::Assault, 0, object);
  };
  // Syria is the surer one: its path has been learnt.
  const auto taken_of = [](const ExplainedTriple& triple) {
    double sum = triple.judgement->rest;
    double taken = 0.0;
    for (const FeatureWeight& one : triple.judgement->contributions) {
      sum += one.weight;
      if (one.what == "rivals in the sentence") taken += one.weight;
    }
    EXPECT_DOUBLE_EQ(triple.judgement->probability, triple.triple.confidence);
    EXPECT_NEAR(triple.triple.confidence, 1.0 / (1.0 + std::exp(-sum)), 1e-6);
    return taken;
  };
  EXPECT_EQ(taken_of(judged("Syria")), 0.0);
  EXPECT_NEAR(taken_of(judged("Iraq")), -judged("Syria").triple.confidence, 1e-6);
}

TEST(PairJudgement, ListsTheClassesSurestFirst) {
  const PairModel model = learnt_of(Explained(attack, "en"), "path: <nsubj | <obj").load();
  const Explained english(attack, "en", &model);
  const auto& classes = english.triple(RelationClass::Assault).judgement->classes;
  ASSERT_EQ(classes.size(), 3u);
  EXPECT_EQ(classes[0].relation_class, RelationClass::Assault);
  EXPECT_FALSE(classes[0].inverse);
  EXPECT_EQ(classes[1].relation_class, RelationClass::Consult);
  EXPECT_EQ(classes[2].relation_class, RelationClass::Assault);
  EXPECT_TRUE(classes[2].inverse);
  EXPECT_GE(classes[1].probability, classes[2].probability);
}

TEST(PairJudgement, KnowsNothingOfAClassThatTheModelHasNotLearnt) {
  const PairModel model = TinyPairModel{.labels = {"KIN>"}, .bias = {-5.0F}}.load();
  const Explained english(attack, "en", &model);
  EXPECT_FALSE(english.triple(RelationClass::Assault).judgement);
}

std::vector<Document> examples() {
  std::vector<Document> documents;
  for (const auto& [name, language] : {std::pair{"seed", "es"}, std::pair{"english", "en"}}) {
    std::ifstream stream(std::string(ENTENTE_SOURCE_DIR "/examples/") + name + "/article.jsonl");
    const auto record = nlohmann::json::parse(stream);
    Document document;
    document.id = record.at("id");
    document.date = record.at("date");
    document.language = language;
    document.text = record.at("text");
    documents.push_back(std::move(document));
  }
  return documents;
}

TEST(ExplainedExamples, HaveTheTriplesThatExtractionGives) {
  const Extractor extractor = Extractor::open(ENTENTE_SOURCE_DIR "/extract/language");
  for (const Document& document : examples()) {
    std::vector<Triple> triples;
    for (const ExplainedTriple& told : extractor.explain(document).triples) {
      triples.push_back(told.triple);
    }
    EXPECT_FALSE(triples.empty());
    EXPECT_EQ(triples, extractor.extract(document)) << document.id;
  }
}

TEST(ExplainedExamples, TellOfEachTripleWhereItsTwoStandAndWhatItsPartsRestOn) {
  const Extractor extractor = Extractor::open(ENTENTE_SOURCE_DIR "/extract/language");
  for (const Document& document : examples()) {
    const Explanation explanation = extractor.explain(document);
    for (const ExplainedTriple& told : explanation.triples) {
      SCOPED_TRACE(told.triple.subject.name + " " + told.triple.relation + " " +
                   told.triple.object.name);
      ASSERT_TRUE(told.subject_mention);
      ASSERT_TRUE(told.object_mention);
      EXPECT_EQ(explanation.mentions[*told.subject_mention].entity, told.subject);
      EXPECT_EQ(explanation.mentions[*told.object_mention].entity, told.object);
      EXPECT_FALSE(told.rules.empty() && !told.judgement) << "found by nobody";
      EXPECT_EQ(told.date.why.empty(), told.triple.date.empty());
      const bool is_learnt = told.modality.why.starts_with("as is learnt");
      EXPECT_EQ(told.modality.words.has_value(),
                !is_learnt && told.triple.modality != Modality::Asserted);
      EXPECT_EQ(told.source_grounds.words.has_value(), told.triple.source.has_value());
      if (told.judgement) {
        EXPECT_DOUBLE_EQ(told.judgement->probability, told.triple.confidence);
      }
    }
  }
}

}  // namespace
}  // namespace entente
