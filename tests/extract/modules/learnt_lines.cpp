#include "learnt_lines.h"

#include <algorithm>
#include <sstream>

#include "analysed_text.h"
#include "extract/modules/modules.h"
#include "tiny_pair_model.h"

namespace entente {
namespace {

AnalysedText analysed(const std::string& words, const std::string& language) {
  return {conllu_of(words), "2024-09-30", "pairs", language};
}

std::vector<Relation> added_by(const PairModel& model, const AnalysedText& text) {
  std::vector<Relation> relations = propose_relations(text.analysis());
  judge_pairs(text.analysis(), model, relations);
  std::erase_if(relations, [](const Relation& each) { return each.module != "pairs"; });
  return relations;
}

std::string line_of(const AnalysedText& text, const Relation& relation) {
  const auto name = [&](std::size_t i) { return text.analysis().entities.entity(i).ref.name; };
  return name(relation.subject) + " | " + relation.label + " | " + name(relation.object);
}

}  // namespace

std::string conllu_of(const std::string& words) {
  std::istringstream lines(words);
  std::string conllu;
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    std::istringstream columns(line);
    std::string form, lemma, upos, features, head, relation, name;
    columns >> form >> lemma >> upos >> features >> head >> relation >> name;
    conllu += std::to_string(number) + '\t' + form + '\t' + lemma + '\t' + upos + "\t_\t" +
              features + '\t' + head + '\t' + relation + "\t_\t" +
              (name == "_" ? "_" : "NER=" + name) + '\n';
  }
  return conllu + '\n';
}

Lines added(const std::string& label, const std::string& words, const std::string& language) {
  const AnalysedText text = analysed(words, language);
  const PairModel model = TinyPairModel{.labels = {label}, .bias = {1.0F}}.load();
  Lines lines;
  for (const Relation& each : added_by(model, text)) lines.push_back(line_of(text, each));
  return lines;
}

Lines added_as_asserted(const std::string& label, const std::string& words,
                        const std::string& language) {
  const AnalysedText text = analysed(words, language);
  const TemporaryFolder folder;
  const TinyPairModel model{.labels = {label}, .bias = {1.0F}};
  write_file(folder / "relations.bin", model.file_that_says("asserted").bytes());
  Lines lines;
  for (const Relation& each : added_by(PairModel::load(folder / "relations.bin"), text)) {
    lines.push_back(line_of(text, each) + " | " +
                    text.analysis().trees[each.sentence].word(each.predicate).form + " | " +
                    std::string(name_of(each.modality)));
  }
  return lines;
}

bool has(const Lines& lines, const std::string& line) {
  return std::ranges::find(lines, line) != lines.end();
}

}  // namespace entente
