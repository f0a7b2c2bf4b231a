#include "extract/extractor.h"

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <utility>

#include "extract/error.h"
#include "extract/explain/explanation.h"
#include "extract/language/common_names.h"
#include "extract/language/lexicon.h"
#include "extract/lazy.h"
#include "extract/modules/modules.h"
#include "extract/modules/pair_features.h"
#include "extract/modules/pair_model.h"
#include "extract/modules/pair_wording.h"
#include "extract/nlp/annotator.h"
#include "extract/time/timex.h"
#include "extract/triple_limits.h"

namespace entente {
namespace {

// What `load` gives; where it fails, the language cannot be used.
template <typename Load>
auto load_for(std::string_view language, Load load) -> decltype(load()) {
  try {
    return load();
  } catch (const Error& error) {
    throw LanguageError("the language '" + std::string(language) +
                        "' cannot be used: " + error.what());
  }
}

struct Knowledge {
  Lexicon lexicon;
  CommonNames common_names;
  TimeTagger time_tagger;
};

// One folder of data, each part of it read when it is first needed.
class Language {
 public:
  explicit Language(std::filesystem::path folder) : folder_(std::move(folder)) {}

  const Annotator& annotator() {
    return annotator_.get([&] { return load([&] { return Annotator::load(folder_); }); });
  }

  const Knowledge& knowledge() {
    return knowledge_.get([&] {
      return load([&] {
        return Knowledge{Lexicon::load(folder_), CommonNames::load(folder_.parent_path()),
                         TimeTagger::load(folder_)};
      });
    });
  }

 private:
  template <typename Load>
  auto load(Load load) -> decltype(load()) {
    return load_for(folder_.filename().string(), load);
  }

  std::filesystem::path folder_;
  Lazy<Annotator> annotator_;
  Lazy<Knowledge> knowledge_;
};

// A document as the modules see it. `document` MUST outlive it.
struct AnalysedDocument {
  AnalysedDocument(Language& language, const Document& document)
      : annotation(language.annotator().annotate(document)),
        knowledge(language.knowledge()),
        analysis(document, annotation, knowledge.lexicon, knowledge.common_names,
                 knowledge.time_tagger) {}

  const Annotation annotation;
  const Knowledge& knowledge;
  const Analysis analysis;
};

// The words of a sentence, and its mentions: words [first, last], type, kind.
nlohmann::json describe_sentence(const Document& document, const Analysis& analysis,
                                 std::size_t sentence) {
  auto words = nlohmann::json::array();
  const DependencyTree& tree = analysis.trees[sentence];
  for (std::size_t i = 0; i < tree.size(); ++i) words.push_back(tree.word(i).form);
  auto mentions = nlohmann::json::array();
  for (const Mention& mention : analysis.entities.mentions().all_of(sentence)) {
    mentions.push_back({mention.first, mention.last,
                        feature_type(analysis.entities.entity(mention.entity)),
                        static_cast<int>(mention.kind)});
  }
  return {{"document", document.id}, {"words", words}, {"mentions", mentions}};
}

std::string name_of_label(const PairLabel& label) {
  return std::string(name_of(label.relation_class)) + (label.forward ? ">" : "<");
}

}  // namespace

class Extractor::Impl {
 public:
  Impl(const std::filesystem::path& folder, Effort effort)
      : relations_(folder / "relations.bin"), effort_(effort) {
    if (!std::filesystem::is_directory(folder)) {
      throw Error(folder.string() + ": no such folder of languages; see --language-dir");
    }
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (!std::filesystem::exists(entry.path() / "model.bin")) continue;
      languages_.try_emplace(entry.path().filename().string(), entry.path());
    }
    if (languages_.empty()) {
      throw Error(folder.string() +
                  ": no language in it has a model.bin; get one or name another folder with "
                  "--language-dir");
    }
  }

  std::vector<std::string> languages() const {
    std::vector<std::string> codes;
    for (const auto& [code, language] : languages_) codes.push_back(code);
    return codes;
  }

  bool speaks(std::string_view language) const { return languages_.contains(language); }

  Language& language(std::string_view code) {
    const auto found = languages_.find(code);
    if (found == languages_.end()) {
      throw Error("no model for the language \"" + std::string(code) + "\"");
    }
    return found->second;
  }

  // nullptr where none has learnt from the language: it is read by rules alone.
  const PairModel* pair_model(std::string_view language) {
    const std::optional<PairModel>& model = pair_model_.get([&] {
      return load_for(language, [&]() -> std::optional<PairModel> {
        if (!std::filesystem::exists(relations_)) return std::nullopt;
        return PairModel::load(relations_, effort_);
      });
    });
    return model && model->speaks(language) ? &*model : nullptr;
  }

  std::vector<Relation> find_relations(const Analysis& analysis) {
    std::vector<Relation> relations =
        entente::find_relations(analysis, pair_model(analysis.document.language));
    if (modules_.empty()) return relations;
    for (const ExtractionModule& module : modules_) module(analysis, relations);
    date_by_story(analysis, relations);
    settle(analysis, relations);
    return relations;
  }

  void add_module(ExtractionModule module) { modules_.push_back(std::move(module)); }

 private:
  std::map<std::string, Language, std::less<>> languages_;
  std::filesystem::path relations_;
  Effort effort_;
  Lazy<std::optional<PairModel>> pair_model_;
  std::vector<ExtractionModule> modules_;
};

Extractor::Extractor(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor& Extractor::operator=(Extractor&&) noexcept = default;
Extractor::~Extractor() = default;

Extractor Extractor::open(const std::filesystem::path& languages, Effort effort) {
  return Extractor(std::make_unique<Impl>(languages, effort));
}

std::vector<std::string> Extractor::languages() const { return impl_->languages(); }

bool Extractor::speaks(std::string_view language) const { return impl_->speaks(language); }

void Extractor::add_module(ExtractionModule module) { impl_->add_module(std::move(module)); }

void Extractor::prepare(std::string_view language) const {
  impl_->language(language).annotator();
  impl_->language(language).knowledge();
  impl_->pair_model(language);
}

const Annotator& Extractor::annotator(std::string_view language) const {
  return impl_->language(language).annotator();
}

void Extractor::describe_pairs(const Document& document, std::ostream& out) const {
  const AnalysedDocument analysed(impl_->language(document.language), document);
  const Analysis& analysis = analysed.analysis;
  const std::vector<Relation> relations = find_relations(analysis);
  const FoundRelations found(relations);
  const std::vector<PairLabel> labels = all_pair_labels();
  std::optional<std::size_t> described;
  for (const PairCandidate& candidate : pair_candidates(analysis)) {
    const Sentence& sentence = analysed.annotation.sentences[candidate.sentence];
    if (described != candidate.sentence) {
      out << describe_sentence(document, analysis, candidate.sentence).dump() << '\n';
      described = candidate.sentence;
    }
    auto hints = nlohmann::json::array();
    for (const PairHint& hint : pair_hints(analysis, candidate, found)) {
      hints.push_back({name_of_label(hint.label), hint.kind});
    }
    auto modalities = nlohmann::json::array();
    for (const PairLabel& label : labels) {
      const Modality modality = modality_by_rules(analysis, found, candidate, label);
      if (modality == Modality::Asserted) continue;
      modalities.push_back({name_of_label(label), name_of(modality)});
    }
    const nlohmann::json line{{"document", document.id},
                              {"begin", sentence.begin},
                              {"end", sentence.end},
                              {"first", analysis.entities.mentions().index_of(*candidate.first)},
                              {"second", analysis.entities.mentions().index_of(*candidate.second)},
                              {"a", analysis.entities.entity(candidate.first->entity).names},
                              {"b", analysis.entities.entity(candidate.second->entity).names},
                              {"rows", pair_features(analysis, candidate, found)},
                              {"hints", hints},
                              {"modalities", modalities}};
    out << line.dump() << '\n';
  }
}

std::vector<Triple> Extractor::extract(const Document& document, std::string* note) const {
  const AnalysedDocument analysed(impl_->language(document.language), document);
  if (note != nullptr) *note = note_on(analysed.annotation);
  std::vector<Triple> triples;
  std::size_t bytes = 0;
  for (const Relation& relation : impl_->find_relations(analysed.analysis)) {
    triples.push_back(to_triple(analysed.analysis, relation));
    check_lengths(triples.back());
    bytes += text_bytes(triples.back());
    check_document_size(triples.size(), bytes);
  }
  return triples;
}

Explanation Extractor::explain(const Document& document, std::string* note) const {
  const AnalysedDocument analysed(impl_->language(document.language), document);
  if (note != nullptr) *note = note_on(analysed.annotation);
  const PairModel* model = impl_->pair_model(document.language);
  return entente::explain(analysed.analysis, model, impl_->find_relations(analysed.analysis));
}

}  // namespace entente
