#include "bracketed_text.h"

#include <map>
#include <optional>
#include <sstream>

#include "extract/entities/text_index.h"

namespace entente {
namespace {

const std::map<std::string, Upos> known_words{
    {"el", Upos::Det},     {"la", Upos::Det},    {"los", Upos::Det},     {"de", Upos::Adp},
    {"a", Upos::Adp},      {"en", Upos::Adp},    {"y", Upos::Cconj},     {".", Upos::Punct},
    {",", Upos::Punct},    {"(", Upos::Punct},   {")", Upos::Punct},     {"ruso", Upos::Adj},
    {"cubano", Upos::Adj}, {"rusas", Upos::Adj}, {"chileno", Upos::Adj}, {"felicita", Upos::Verb}};

struct Builder {
  Document document;
  Annotation annotation;

  explicit Builder(std::string_view text) {
    document = {"test", "2023-07-27", "es", "", "", "", "test", 1};
    annotation.language = "es";
    std::istringstream stream{std::string(text)};
    for (std::string token; stream >> token;) {
      if (token.starts_with('[')) {
        type_ = *entity_type_of(token.substr(1));
        name_begin_ = sentence_.words.size();
        continue;
      }
      const bool closes = token.size() > 1 && token.ends_with(']');
      if (closes) token.pop_back();
      add_word(token);
      if (closes) close_name();
      if (token == ".") close_sentence();
    }
    if (!sentence_.words.empty()) close_sentence();
  }

 private:
  void add_word(const std::string& form) {
    const auto known = known_words.find(form);
    Word word;
    word.form = form;
    word.lemma = form;
    word.upos = known != known_words.end() ? known->second : Upos::Noun;
    const bool capital = form.front() >= 'A' && form.front() <= 'Z';
    if (known == known_words.end() && (type_ || capital)) word.upos = Upos::Propn;
    if (form == "el" || form == "la" || form == "los") word.feats = "Definite=Def";
    word.head = sentence_.words.empty() ? 0 : 1;
    word.deprel = sentence_.words.empty() ? "root" : "dep";
    if (type_ && sentence_.words.size() > name_begin_) {
      word.head = static_cast<std::uint32_t>(name_begin_ + 1);
      word.deprel = "flat";
    }
    if (!document.text.empty()) document.text += ' ';
    word.begin = TextIndex(document.text).size();
    document.text += form;
    word.end = TextIndex(document.text).size();
    sentence_.words.push_back(std::move(word));
  }

  void close_name() {
    sentence_.names.push_back({name_begin_, sentence_.words.size() - 1, *type_});
    type_.reset();
  }

  void close_sentence() {
    sentence_.begin = sentence_.words.front().begin;
    sentence_.end = sentence_.words.back().end;
    annotation.sentences.push_back(std::move(sentence_));
    sentence_ = {};
  }

  Sentence sentence_;
  std::optional<EntityType> type_;  // of the name that is open
  std::size_t name_begin_ = 0;
};

std::vector<DependencyTree> trees_of(const Annotation& annotation) {
  std::vector<DependencyTree> trees;
  for (const Sentence& sentence : annotation.sentences) trees.emplace_back(sentence);
  return trees;
}

}  // namespace

const Lexicon& spanish_lexicon() {
  static const Lexicon lexicon = Lexicon::load(ENTENTE_SOURCE_DIR "/extract/language/es");
  return lexicon;
}

BracketedText::BracketedText(std::string_view text)
    : document_(Builder(text).document),
      annotation_(Builder(text).annotation),
      trees_(trees_of(annotation_)),
      entities_(document_, annotation_, trees_, spanish_lexicon(), CommonNames()) {}

std::vector<std::string> BracketedText::mentioned() const {
  std::vector<std::string> names;
  for (std::size_t s = 0; s < trees_.size(); ++s) {
    for (const Mention& mention : entities_.mentions().of(s)) {
      names.push_back(entities_.entity(mention.entity).ref.name);
    }
  }
  return names;
}

}  // namespace entente
