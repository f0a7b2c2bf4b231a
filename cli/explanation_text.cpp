#include "cli/explanation_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <string>
#include <string_view>
#include <vector>

#include "cli/display.h"
#include "extract/entities/dependency_tree.h"
#include "extract/entities/names.h"
#include "extract/entities/text_index.h"

namespace entente {
namespace {

constexpr std::size_t label_width = 10;  // of "modality"
constexpr std::size_t widest_tree = 60;  // columns of branches and words before the tags

std::string padded(std::string text, std::size_t width) {
  const std::size_t used = display_width(text);
  return text.append(width > used ? width - used : 0, ' ');
}

class TextView {
 public:
  TextView(std::ostream& stream, const Explanation& explanation, std::size_t line_width)
      : stream_(stream),
        explanation_(explanation),
        text_(explanation.document.text),
        line_width_(line_width) {
    for (const Sentence& sentence : explanation.annotation.sentences) trees_.emplace_back(sentence);
  }

  void write() {
    const Document& document = explanation_.document;
    write_wrapped(
        "", "",
        fmt::format("Document {}{}{}: {} sentences, {} entities, {} triples",
                    printable(document.id), document.date.empty() ? "" : " of " + document.date,
                    document.title.empty() ? "" : ", “" + printable(document.title) + "”",
                    trees_.size(), explanation_.entities.size(), explanation_.triples.size()));
    stream_ << '\n';
    std::size_t number = 0;
    for (std::size_t s = 0; s < trees_.size(); ++s) {
      bool shown = false;
      for (const ExplainedTriple& triple : explanation_.triples) {
        if (triple.triple.evidence.sentence != s) continue;
        if (!shown) write_sentence(s);
        shown = true;
        write_triple(triple, ++number);
      }
    }
  }

 private:
  void write_sentence(std::size_t s) {
    const Sentence& sentence = explanation_.annotation.sentences[s];
    stream_ << fmt::format("Sentence {}\n", s + 1);
    write_wrapped("  ", "  ", printable(text_.one_line(sentence.begin, sentence.end)));
    stream_ << '\n';
    std::vector<Branch> branches;
    for (std::size_t i = 0; i < trees_[s].size(); ++i) {
      if (!trees_[s].head(i)) grow(trees_[s], i, "  ", "  ", branches);
    }
    std::size_t width = 0;
    for (const Branch& branch : branches) width = std::max(width, display_width(branch.text));
    width = std::min(width, widest_tree);
    for (const Branch& branch : branches) {
      const Word& word = trees_[s].word(branch.word);
      const std::string tags = fmt::format("{:<6}{:<12}", name_of(word.upos), word.deprel);
      const std::string meaning = meaning_at(s, branch.word);
      std::string line =
          padded(branch.text, width) + "  " + (meaning.empty() ? "" : tags + meaning);
      if (meaning.empty()) line += tags.substr(0, tags.find_last_not_of(' ') + 1);
      stream_ << line << '\n';
    }
    stream_ << '\n';
  }

  // A row of the drawn tree.
  struct Branch {
    std::size_t word;
    std::string text;
  };

  static void grow(const DependencyTree& tree, std::size_t word, const std::string& before,
                   const std::string& below, std::vector<Branch>& branches) {
    branches.push_back({word, before + printable(tree.word(word).form)});
    const auto children = tree.children(word);
    for (std::size_t i = 0; i < children.size(); ++i) {
      const bool last = i + 1 == children.size();
      grow(tree, children[i], below + (last ? "└─ " : "├─ "), below + (last ? "   " : "│  "),
           branches);
    }
  }

  // Who or when it is that a word heads the mention or the expression of.
  std::string meaning_at(std::size_t s, std::size_t word) const {
    for (const ExplainedMention& mention : explanation_.mentions) {
      if (mention.words.sentence != s || mention.head != word) continue;
      const EntityRef& ref = explanation_.entities[mention.entity].ref;
      return fmt::format("= {} ({}): {}", printable(ref.name), name_of(ref.type),
                         meaning_of(mention.link));
    }
    for (const ExplainedTime& time : explanation_.times) {
      if (time.words.sentence == s && time.words.first == word && !time.time.value.empty()) {
        return fmt::format("= {}", time.time.value);
      }
    }
    return {};
  }

  void write_triple(const ExplainedTriple& told, std::size_t number) {
    const Triple& triple = told.triple;
    write_wrapped("  ", "     ",
                  fmt::format("{:>2} {}  ─ {} →  {}", number, printable(triple.subject.name),
                              printable(triple.relation), printable(triple.object.name)));
    write_row("triple",
              fmt::format("{}, confidence {:.2f}, found by {}", name_of(triple.relation_class),
                          triple.confidence, triple.module));
    write_mention("subject", told.subject_mention, triple);
    write_mention("object", told.object_mention, triple);
    if (!told.path.empty()) write_row("path", path_of(told));
    write_rules(told);
    if (!named_by_rule(told)) {
      write_grounds("name", printable(triple.relation), told.relation, triple);
    }
    write_judgement(told);
    write_grounds("date", triple.date.empty() ? "none" : triple.date, told.date, triple);
    write_grounds("modality", std::string(name_of(triple.modality)), told.modality, triple);
    write_grounds("source", triple.source ? printable(triple.source->name) : "the writer",
                  told.source_grounds, triple);
    stream_ << '\n';
  }

  void write_mention(std::string_view label, std::optional<std::size_t> index,
                     const Triple& triple) {
    if (!index) return write_row(label, "stands nowhere in the text");
    const ExplainedMention& mention = explanation_.mentions[*index];
    write_row(label, fmt::format("“{}”{} is {}: {}", words_at(mention.words),
                                 elsewhere(mention.words, triple),
                                 printable(explanation_.entities[mention.entity].ref.name),
                                 meaning_of(mention.link)));
  }

  // "Kim ─nsubj→ reunió ←obl─ Shoigu": arrows lead from a word to its head.
  std::string path_of(const ExplainedTriple& told) const {
    const DependencyTree& tree = trees_[told.triple.evidence.sentence];
    std::string text = printable(tree.word(told.path.front()).form);
    for (std::size_t i = 1; i < told.path.size(); ++i) {
      const std::size_t from = told.path[i - 1];
      const std::size_t to = told.path[i];
      text += tree.head(from) == to ? fmt::format(" ─{}→ ", tree.word(from).deprel)
                                    : fmt::format(" ←{}─ ", tree.word(to).deprel);
      text += printable(tree.word(to).form);
    }
    return text;
  }

  void write_rules(const ExplainedTriple& told) {
    if (told.rules.empty()) return write_row("rules", "none: what has been learnt found it alone");
    std::string_view label = "rules";
    for (const FiredRule& rule : told.rules) {
      write_row(label, fmt::format("{} found “{}” ({}){} in “{}”{}{}", rule.module,
                                   printable(rule.relation), name_of(rule.relation_class),
                                   rule.inverse ? " the other way round" : "", words_at(rule.words),
                                   rule.frame.empty() ? "" : ", ", printable(rule.frame)));
      label = "";
    }
  }

  void write_judgement(const ExplainedTriple& told) {
    if (!told.judgement) return write_row("learnt", "nothing of this pair");
    std::string classes;
    for (const ClassProbability& likely : told.judgement->classes) {
      if (!classes.empty()) classes += ", ";
      classes += fmt::format("{}{} {:.2f}", name_of(likely.relation_class),
                             likely.inverse ? " (the other way round)" : "", likely.probability);
    }
    write_row("learnt", classes.empty() ? "no class is likely" : classes);
    for (const FeatureWeight& one : told.judgement->contributions) {
      write_row("", fmt::format("{:+6.2f}  {}", one.weight, printable(one.what)));
    }
    write_row("", fmt::format("{:+6.2f}  all others", told.judgement->rest));
  }

  void write_grounds(std::string_view label, const std::string& value, const Grounds& grounds,
                     const Triple& triple) {
    std::string text = value;
    if (grounds.words) {
      text += fmt::format(", “{}”{}", words_at(*grounds.words), elsewhere(*grounds.words, triple));
    }
    if (!grounds.why.empty()) text += ": " + printable(grounds.why);
    write_row(label, text);
  }

  std::string words_at(const WordPlace& place) const {
    const DependencyTree& tree = trees_[place.sentence];
    return printable(
        text_.one_line(range_of(tree, place.first).begin, range_of(tree, place.last).end));
  }

  static std::string elsewhere(const WordPlace& place, const Triple& triple) {
    return place.sentence == triple.evidence.sentence
               ? ""
               : fmt::format(" of sentence {}", place.sentence + 1);
  }

  void write_row(std::string_view label, const std::string& text) {
    const std::string indent(5 + label_width, ' ');
    write_wrapped("     " + padded(std::string(label), label_width), indent, text);
  }

  // Words of `text` on lines that begin with `first` and then with `next`.
  void write_wrapped(const std::string& first, const std::string& next, std::string_view text) {
    std::string line = first;
    bool empty = true;
    while (!text.empty()) {
      const std::size_t length = std::min(text.find(' ', text.find_first_not_of(' ')), text.size());
      const std::string_view word = text.substr(0, length);
      text.remove_prefix(length);
      if (!empty && display_width(line) + display_width(word) > line_width_) {
        stream_ << line << '\n';
        line = next;
        line += word.substr(std::min(word.find_first_not_of(' '), word.size()));
      } else {
        line += word;
      }
      empty = false;
    }
    stream_ << line << '\n';
  }

  std::ostream& stream_;
  const Explanation& explanation_;
  TextIndex text_;
  std::vector<DependencyTree> trees_;
  std::size_t line_width_;
};

}  // namespace

void write_explanation(std::ostream& stream, const Explanation& explanation,
                       std::size_t line_width) {
  TextView(stream, explanation, line_width).write();
}

}  // namespace entente
