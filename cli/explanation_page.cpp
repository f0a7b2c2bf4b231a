#include "cli/explanation_page.h"

#include <string_view>

#include "export/page_policy.h"
#include "extract/entities/dependency_tree.h"
#include "extract/entities/names.h"

namespace entente {

// Embedded by cmake/embed.cmake.
extern const std::string_view page_markup;
extern const std::string_view page_style;
extern const std::string_view page_script;

namespace {

using nlohmann::json;

// JSON that can stand in a <script>: without "<" nothing in it can end the element.
std::string in_script(const json& value) {
  std::string text;
  for (const char c : value.dump(-1, ' ', false, json::error_handler_t::replace)) {
    if (c == '<') {
      text += "\\u003c";
    } else {
      text += c;
    }
  }
  return text;
}

json words_json(const WordPlace& place) {
  return json::array({place.sentence, place.first, place.last});
}

json sentence_json(const Sentence& sentence) {
  const DependencyTree tree(sentence);
  json words = json::array();
  for (std::size_t i = 0; i < tree.size(); ++i) {
    const Word& word = tree.word(i);
    const TextRange range = range_of(tree, i);
    words.push_back({{"form", word.form},
                     {"tag", name_of(word.upos)},
                     {"relation", word.deprel},
                     {"head", tree.head(i) ? static_cast<int>(*tree.head(i)) : -1},
                     {"begin", range.begin},
                     {"end", range.end}});
  }
  return {{"begin", sentence.begin}, {"end", sentence.end}, {"words", std::move(words)}};
}

json grounds_json(const Grounds& grounds) {
  json result{{"why", grounds.why}, {"words", nullptr}};
  if (grounds.words) result["words"] = words_json(*grounds.words);
  return result;
}

json judgement_json(const PairJudgement& judgement) {
  json classes = json::array();
  for (const ClassProbability& likely : judgement.classes) {
    classes.push_back({{"class", name_of(likely.relation_class)},
                       {"inverse", likely.inverse},
                       {"probability", likely.probability}});
  }
  json contributions = json::array();
  for (const FeatureWeight& one : judgement.contributions) {
    contributions.push_back(json::array({one.what, one.weight}));
  }
  return {{"classes", std::move(classes)},
          {"contributions", std::move(contributions)},
          {"rest", judgement.rest}};
}

json rules_json(const ExplainedTriple& told) {
  json rules = json::array();
  for (const FiredRule& rule : told.rules) {
    rules.push_back({{"module", rule.module},
                     {"relation", rule.relation},
                     {"class", name_of(rule.relation_class)},
                     {"inverse", rule.inverse},
                     {"words", words_json(rule.words)},
                     {"frame", rule.frame}});
  }
  return rules;
}

json index_json(const std::optional<std::size_t>& index) {
  return index ? json(*index) : json(nullptr);
}

json triple_json(const ExplainedTriple& told) {
  const Triple& triple = told.triple;
  return {{"subject", told.subject},
          {"object", told.object},
          {"source", index_json(told.source)},
          {"relation", triple.relation},
          {"class", name_of(triple.relation_class)},
          {"date", triple.date},
          {"modality", name_of(triple.modality)},
          {"confidence", triple.confidence},
          {"module", triple.module},
          {"sentence", triple.evidence.sentence},
          {"predicate", told.predicate},
          {"subjectMention", index_json(told.subject_mention)},
          {"objectMention", index_json(told.object_mention)},
          {"path", told.path},
          {"rules", rules_json(told)},
          {"judgement", told.judgement ? judgement_json(*told.judgement) : json(nullptr)},
          {"grounds",
           {{"relation", grounds_json(told.relation)},
            {"date", grounds_json(told.date)},
            {"modality", grounds_json(told.modality)},
            {"source", grounds_json(told.source_grounds)}}}};
}

json document_json(const Explanation& explanation) {
  const Document& document = explanation.document;
  json result{
      {"id", document.id},       {"date", document.date},     {"language", document.language},
      {"title", document.title}, {"source", document.source}, {"text", document.text}};
  for (const char* list : {"entities", "sentences", "mentions", "times", "triples"}) {
    result[list] = json::array();
  }
  for (const ExplainedEntity& entity : explanation.entities) {
    result["entities"].push_back({{"id", entity.ref.id},
                                  {"name", entity.ref.name},
                                  {"type", name_of(entity.ref.type)},
                                  {"country", entity.ref.country},
                                  {"names", entity.names},
                                  {"mentions", entity.mentions}});
  }
  for (const Sentence& sentence : explanation.annotation.sentences) {
    result["sentences"].push_back(sentence_json(sentence));
  }
  for (const ExplainedMention& mention : explanation.mentions) {
    result["mentions"].push_back({{"sentence", mention.words.sentence},
                                  {"first", mention.words.first},
                                  {"last", mention.words.last},
                                  {"entity", mention.entity},
                                  {"meaning", meaning_of(mention.link)}});
  }
  for (const ExplainedTime& time : explanation.times) {
    result["times"].push_back({{"sentence", time.words.sentence},
                               {"first", time.words.first},
                               {"last", time.words.last},
                               {"value", time.time.value}});
  }
  for (const ExplainedTriple& triple : explanation.triples) {
    result["triples"].push_back(triple_json(triple));
  }
  return result;
}

constexpr std::string_view documents_mark = "{{documents}}";

// The page with all but its documents in place.
std::string filled_page() {
  std::string page(page_markup);
  const auto fill = [&](std::string_view mark, std::string_view text) {
    page.replace(page.find(mark), mark.size(), text);
  };
  fill("{{policy}}", page_policy(page_script, {page_style}));
  fill("{{style}}", page_style);
  fill("{{script}}", page_script);
  return page;
}

}  // namespace

ExplanationPage::ExplanationPage(std::ostream& stream) : stream_(stream) {
  const std::string page = filled_page();
  const std::size_t documents = page.find(documents_mark);
  stream_ << page.substr(0, documents);
  end_ = page.substr(documents + documents_mark.size());
}

void ExplanationPage::add(const Explanation& explanation) {
  stream_ << R"(<script type="application/json" class="document">)"
          << in_script(document_json(explanation)) << "</script>\n";
  documents_.push_back({{"id", explanation.document.id},
                        {"title", explanation.document.title},
                        {"triples", explanation.triples.size()}});
  for (const ExplainedTriple& told : explanation.triples) {
    classes_.emplace(name_of(told.triple.relation_class));
  }
}

void ExplanationPage::finish() {
  stream_ << R"(<script type="application/json" id="index">)"
          << in_script({{"documents", documents_}, {"classes", classes_}}) << "</script>" << end_;
}

}  // namespace entente
