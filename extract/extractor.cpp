#include "extract/extractor.h"

#include <map>

#include "extract/error.h"
#include "extract/language/lexicon.h"
#include "extract/modules/modules.h"
#include "extract/nlp/annotator.h"
#include "extract/time/timex.h"

namespace entente {
namespace {

struct Language {
  Annotator annotator;
  Lexicon lexicon;
  TimeTagger time_tagger;
};

Triple to_triple(const Analysis& analysis, const Relation& relation) {
  const Sentence& sentence = analysis.annotation.sentences[relation.sentence];
  Triple triple;
  triple.document = analysis.document.id;
  triple.observed = analysis.document.date;
  triple.subject = analysis.entities.entity(relation.subject).ref;
  triple.relation = relation.label;
  triple.relation_class = relation.relation_class;
  triple.object = analysis.entities.entity(relation.object).ref;
  triple.date = relation.date;
  triple.modality = relation.modality;
  if (relation.source) triple.source = analysis.entities.entity(*relation.source).ref;
  triple.confidence = relation.confidence;
  triple.module = relation.module;
  triple.evidence.sentence = relation.sentence;
  triple.evidence.begin = sentence.begin;
  triple.evidence.end = sentence.end;
  triple.evidence.text = analysis.text.slice(sentence.begin, sentence.end);
  return triple;
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
                                  TimeTagger::load(entry.path())});
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

std::vector<Triple> Extractor::extract(const Document& document) const {
  const Language& language = impl_->language_of(document);
  const Annotation annotation = language.annotator.annotate(document);
  const Analysis analysis(document, annotation, language.lexicon, language.time_tagger);
  std::vector<Relation> relations;
  extract_events(analysis, relations);
  extract_nominals(analysis, relations);
  extract_roles(analysis, relations);
  extract_membership(analysis, relations);
  extract_places(analysis, relations);
  settle(analysis, relations);
  std::vector<Triple> triples;
  triples.reserve(relations.size());
  for (const Relation& relation : relations) triples.push_back(to_triple(analysis, relation));
  return triples;
}

}  // namespace entente
