#include "extract/nlp/model.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "extract/error.h"
#include "extract/nlp/mst.h"

namespace entente {
namespace {

using Eigen::Index;

// Enough rows for the products to be fast, few enough for the caches.
constexpr std::size_t words_of_batch = 1024;

constexpr float impossible = -std::numeric_limits<float>::infinity();

// So much less likely may a script be that makes a known verb of a form than one that does not.
constexpr float verb_margin = 8.0F;

Index best_column(const Eigen::Ref<const Eigen::RowVectorXf>& scores) {
  Index best = 0;
  scores.maxCoeff(&best);
  return best;
}

std::vector<std::string> strings(const ModelFile& file, const char* name) {
  auto values = file.header().at(name).get<std::vector<std::string>>();
  if (values.empty()) file.fail(std::string("has an empty list \"") + name + "\"");
  return values;
}

}  // namespace

Model Model::load(const std::filesystem::path& path, Arithmetic arithmetic) {
  const ModelFile file = ModelFile::read(path);
  try {
    return Model(file, arithmetic);
  } catch (const nlohmann::json::exception& error) {
    file.fail(std::string("has a header that lacks something: ") + error.what());
  } catch (const InputError&) {
    throw;
  } catch (const Error& error) {
    file.fail(std::string("has a faulty header: ") + error.what());
  }
}

Model::Model(const ModelFile& file, Arithmetic arithmetic)
    : language_(file.header().at("language").get<std::string>()),
      features_(file),
      encoder_(file, features_.width(), arithmetic),
      heads_(file, encoder_.width(), arithmetic) {
  for (const std::string& name : strings(file, "upos")) {
    const auto upos = upos_of(name);
    if (!upos) file.fail("has the unknown tag \"" + name + "\"");
    upos_.push_back(*upos);
  }
  Index column = 0;
  for (const std::string& entry : strings(file, "feats")) {
    const std::size_t bar = entry.find('|');
    const auto upos = upos_of(std::string_view(entry).substr(0, bar));
    if (!upos || bar == std::string::npos) file.fail("has \"" + entry + "\" for UPOS|FEATS");
    std::string feats = entry.substr(bar + 1);
    if (feats == "_") feats.clear();
    feats_of_upos_.at(static_cast<std::size_t>(*upos)).push_back({column++, std::move(feats)});
  }
  for (const std::string& script : strings(file, "scripts")) scripts_.emplace_back(script);
  deprels_ = strings(file, "deprels");
  const auto root = std::find(deprels_.begin(), deprels_.end(), "root");
  if (root == deprels_.end() || deprels_.size() < 2) file.fail("lacks relations besides \"root\"");
  root_relation_ = root - deprels_.begin();
  for (const auto& [key, lemma] : file.header().at("lemmas").items()) {
    lemmas_.emplace(key, lemma.get<std::string>());
  }
  for (const auto& verb : file.header().at("verbs")) verbs_.insert(verb.get<std::string>());
  names_.emplace(strings(file, "name_tags"));
}

void Model::analyse(std::span<Sentence> sentences) const {
  std::vector<Sentence*> order;
  for (Sentence& sentence : sentences) {
    sentence.names.clear();
    if (!sentence.words.empty()) order.push_back(&sentence);
  }
  std::stable_sort(order.begin(), order.end(), [](const Sentence* a, const Sentence* b) {
    return a->words.size() > b->words.size();
  });
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin;
    std::size_t words = 0;
    do {
      words += order[end++]->words.size();
    } while (end < order.size() && words + order[end]->words.size() <= words_of_batch);
    analyse_batch(std::span(order).subspan(begin, end - begin));
    begin = end;
  }
}

Model::Scores Model::score(std::span<const std::string> forms) const {
  Scores scores;
  if (forms.empty()) return scores;
  const std::vector<std::string_view> views(forms.begin(), forms.end());
  const auto count = static_cast<Index>(forms.size());
  scores.states = encoder_(features_(views), std::array{count});
  scores.upos = heads_.upos_scores(scores.states);
  scores.arcs = heads_.arc_scores(heads_.arc_inputs(scores.states), 0, count);
  scores.labels = heads_.label_scores(heads_.label_inputs(scores.states), 0,
                                      maximum_spanning_tree(scores.arcs));
  scores.names = heads_.name_scores(scores.states);
  return scores;
}

void Model::analyse_batch(std::span<Sentence* const> batch) const {
  std::vector<std::string_view> forms;
  std::vector<Index> lengths;
  for (const Sentence* sentence : batch) {
    lengths.push_back(static_cast<Index>(sentence->words.size()));
    for (const Word& word : sentence->words) forms.push_back(word.form);
  }
  const Matrix states = encoder_(features_(forms), lengths);
  fill_tags(batch, states);
  const PairInputs arcs = heads_.arc_inputs(states);
  const PairInputs labels = heads_.label_inputs(states);
  const Matrix names = heads_.name_scores(states);
  Index first = 0;
  for (Sentence* sentence : batch) {
    const auto count = static_cast<Index>(sentence->words.size());
    fill_tree(*sentence, first, arcs, labels);
    sentence->names = (*names_)(names.middleRows(first, count));
    first += count;
  }
}

void Model::fill_tags(std::span<Sentence* const> batch, const Matrix& states) const {
  const Matrix upos = heads_.upos_scores(states);
  const Matrix feats = heads_.feats_scores(states);
  std::vector<Word*> edited;  // words whose lemma no list knows
  std::vector<Index> edited_rows;
  Index row = 0;
  for (Sentence* sentence : batch) {
    for (Word& word : sentence->words) {
      word.upos = upos_[static_cast<std::size_t>(best_column(upos.row(row)))];
      word.feats.clear();
      float best = impossible;
      for (const TaggedFeats& option : feats_of_upos_[static_cast<std::size_t>(word.upos)]) {
        if (feats(row, option.column) <= best) continue;
        best = feats(row, option.column);
        word.feats = option.feats;
      }
      if (const std::string* lemma = known_lemma(lower_utf8(word.form), word.upos)) {
        word.lemma = *lemma;
      } else {
        edited.push_back(&word);
        edited_rows.push_back(row);
      }
      ++row;
    }
  }
  fill_lemmas(edited, states(edited_rows, Eigen::all));
}

const std::string* Model::known_lemma(std::string_view lower_form, Upos upos) const {
  std::string key(lower_form);
  key.append("|").append(name_of(upos));
  const auto found = lemmas_.find(key);
  return found == lemmas_.end() ? nullptr : &found->second;
}

void Model::fill_lemmas(std::span<Word* const> words, const Matrix& states) const {
  Matrix scores = heads_.script_scores(states);
  for (std::size_t i = 0; i < words.size(); ++i) {
    words[i]->lemma = edited_lemma(*words[i], scores.row(static_cast<Index>(i)));
  }
}

std::string Model::edited_lemma(const Word& word, Eigen::Ref<Eigen::RowVectorXf> scores) const {
  const std::string lower = lower_utf8(word.form);
  const bool is_verb = word.upos == Upos::Verb || word.upos == Upos::Aux;
  std::optional<std::string> likeliest;
  float highest = impossible;
  for (std::size_t tried = 0; tried < scripts_.size(); ++tried) {
    const Index best = best_column(scores);
    const float score = scores(best);
    if (likeliest && score < highest - verb_margin) break;
    scores(best) = impossible;
    auto lemma = scripts_[static_cast<std::size_t>(best)].apply(word.form, lower);
    if (!lemma) continue;
    if (!is_verb || verbs_.contains(*lemma)) return std::move(*lemma);
    if (likeliest) continue;
    likeliest = std::move(lemma);
    highest = score;
  }
  return likeliest.value_or(word.form);
}

void Model::fill_tree(Sentence& sentence, Index first, const PairInputs& arcs,
                      const PairInputs& labels) const {
  const auto count = static_cast<Index>(sentence.words.size());
  const auto heads = maximum_spanning_tree(heads_.arc_scores(arcs, first, count));
  Matrix scores = heads_.label_scores(labels, first, heads);
  scores.col(root_relation_).setConstant(impossible);
  for (std::size_t i = 0; i < sentence.words.size(); ++i) {
    const Index relation =
        heads[i] == 0 ? root_relation_ : best_column(scores.row(static_cast<Index>(i)));
    sentence.words[i].head = heads[i];
    sentence.words[i].deprel = deprels_[static_cast<std::size_t>(relation)];
  }
}

}  // namespace entente
