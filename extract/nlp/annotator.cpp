#include "extract/nlp/annotator.h"

#include <string>
#include <utility>

#include "extract/error.h"
#include "extract/limits.h"
#include "extract/nlp/model.h"
#include "extract/nlp/segmenter.h"

namespace entente {

class Annotator::Impl {
 public:
  Impl(TokenRules rules, Model model) : segmenter_(std::move(rules)), model_(std::move(model)) {}

  Annotation segment(const Document& document) const {
    Annotation annotation{model_.language(), segmenter_.segment(document.text)};
    std::size_t words = 0;
    for (const Sentence& sentence : annotation.sentences) words += sentence.words.size();
    if (words > limits::words) {
      throw Error("the text has " + std::to_string(words) + " words, more than the limit of " +
                  std::to_string(limits::words) + "; make several documents of it");
    }
    return annotation;
  }

  const Model& model() const { return model_; }

 private:
  Segmenter segmenter_;
  Model model_;
};

Annotator::Annotator(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Annotator::Annotator(Annotator&&) noexcept = default;
Annotator& Annotator::operator=(Annotator&&) noexcept = default;
Annotator::~Annotator() = default;

Annotator Annotator::load(const std::filesystem::path& language_folder) {
  const std::filesystem::path model_file = language_folder / "model.bin";
  TokenRules rules = TokenRules::load(language_folder / "tokens.json");
  Model model = Model::load(model_file);
  if (model.language() != rules.language) {
    throw InputError(model_file.string(), 0,
                     "is a model for \"" + model.language() +
                         "\", the tokens.json beside it is for \"" + rules.language + "\"");
  }
  return Annotator(std::make_unique<Impl>(std::move(rules), std::move(model)));
}

Annotation Annotator::annotate(const Document& document) const {
  Annotation annotation = segment(document);
  analyse(annotation.sentences);
  return annotation;
}

Annotation Annotator::segment(const Document& document) const { return impl_->segment(document); }

void Annotator::analyse(std::span<Sentence> sentences) const { impl_->model().analyse(sentences); }

}  // namespace entente
