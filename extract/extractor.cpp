#include "extract/extractor.h"

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>

#include "extract/error.h"
#include "extract/language/lexicon.h"
#include "extract/modules/modules.h"
#include "extract/modules/pair_features.h"
#include "extract/nlp/annotator.h"
#include "extract/time/timex.h"

namespace entente {
namespace {

struct Language {
  Annotator annotator;
  Lexicon lexicon;
  TimeTagger time_tagger;
  std::optional<PairModel> pair_model;  // none while relations.py has not been run
};

std::optional<PairModel> load_pair_model(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) return std::nullopt;
  return PairModel::load(file);
}

}  // namespace

class Extractor::Impl {
 public:
  explicit Impl(const std::filesystem::path& folder) {
    if (!std::filesystem::is_directory(folder)) {
      throw Error(folder.string() + ": no such folder of languages; see --language-dir");
    }
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (!std::filesystem::exists(entry.path() / "model.bin")) continue;
      languages_.emplace(entry.path().filename().string(),
                         Language{Annotator::load(entry.path()), Lexicon::load(entry.path()),
                                  TimeTagger::load(entry.path()),
                                  load_pair_model(entry.path() / "relations.bin")});
    }
    if (languages_.empty()) {
      throw Error(folder.string() + ": no language with a model.bin in it; see --language-dir");
    }
  }

  bool speaks(std::string_view language) const { return languages_.contains(language); }

  const Language& language_of(const Document& document) const {
    const auto found = languages_.find(document.language);
    if (found == languages_.end()) {
      throw Error("document " + document.id + ": no model for the language \"" + document.language +
                  "\"");
    }
    return found->second;
  }

 private:
  std::map<std::string, Language, std::less<>> languages_;
};

Extractor::Extractor(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor& Extractor::operator=(Extractor&&) noexcept = default;
Extractor::~Extractor() = default;

Extractor Extractor::load(const std::filesystem::path& languages) {
  return Extractor(std::make_unique<Impl>(languages));
}

bool Extractor::speaks(std::string_view language) const { return impl_->speaks(language); }

Annotation Extractor::annotate(const Document& document) const {
  return impl_->language_of(document).annotator.annotate(document);
}

void Extractor::describe_pairs(const Document& document, std::ostream& out) const {
  const Language& language = impl_->language_of(document);
  const Annotation annotation = language.annotator.annotate(document);
  const Analysis analysis(document, annotation, language.lexicon, language.time_tagger);
  const std::vector<Relation> relations = find_relations(analysis);
  const FoundRelations found(relations);
  for (const PairCandidate& candidate : pair_candidates(analysis)) {
    const Sentence& sentence = annotation.sentences[candidate.sentence];
    auto hints = nlohmann::json::array();
    for (const PairHint& hint : pair_hints(analysis, candidate, found)) {
      const std::string name(name_of(hint.label.relation_class));
      hints.push_back({name + (hint.label.forward ? ">" : "<"), hint.kind});
    }
    const nlohmann::json line{{"document", document.id},
                              {"begin", sentence.begin},
                              {"end", sentence.end},
                              {"a", analysis.entities.entity(candidate.first->entity).ref.name},
                              {"b", analysis.entities.entity(candidate.second->entity).ref.name},
                              {"rows", pair_features(analysis, candidate, found)},
                              {"hints", hints}};
    out << line.dump() << '\n';
  }
}

std::vector<Triple> Extractor::extract(const Document& document) const {
  const Language& language = impl_->language_of(document);
  const Annotation annotation = language.annotator.annotate(document);
  const Analysis analysis(document, annotation, language.lexicon, language.time_tagger);
  const std::vector<Relation> relations = language.pair_model
                                              ? find_relations(analysis, *language.pair_model)
                                              : find_relations(analysis);
  std::vector<Triple> triples;
  triples.reserve(relations.size());
  for (const Relation& relation : relations) triples.push_back(to_triple(analysis, relation));
  return triples;
}

}  // namespace entente
