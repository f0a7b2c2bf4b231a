#include "extract/nlp/conllu.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <istream>
#include <ostream>
#include <vector>

#include "extract/error.h"

namespace entente {
namespace {

using Columns = std::array<std::string_view, 10>;
enum Column : std::size_t { Id, Form, Lemma, UposTag, Xpos, Feats, Head, Deprel, Deps, Misc };

std::string_view or_underscore(std::string_view value) { return value.empty() ? "_" : value; }

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// The surface token that begins at a word: its form and the index of its last word.
struct Surface {
  std::string_view form;
  std::size_t last;
};

// Calls visit(first word, surface token, its range or nullptr) for each surface token.
template <typename Visit>
void for_each_token(const Sentence& sentence, Visit visit) {
  auto range = sentence.multiword.begin();
  for (std::size_t i = 0; i < sentence.words.size();) {
    const bool multiword = range != sentence.multiword.end() && range->first == i;
    const Surface surface =
        multiword ? Surface{range->form, range->last} : Surface{sentence.words[i].form, i};
    visit(i, surface, multiword);
    if (multiword) ++range;
    i = surface.last + 1;
  }
}

std::string text_of(const Sentence& sentence) {
  std::string text;
  for_each_token(sentence, [&](std::size_t, const Surface& surface, bool) {
    text += surface.form;
    if (sentence.words[surface.last].space_after) text += ' ';
  });
  if (text.ends_with(' ')) text.pop_back();
  return text;
}

std::vector<std::string> name_attributes(const Sentence& sentence) {
  std::vector<std::string> attributes(sentence.words.size());
  for (const NameSpan& name : sentence.names) {
    for (std::size_t i = name.first; i <= name.last; ++i) {
      attributes.at(i) = i == name.first ? "NER=B-" : "NER=I-";
      attributes.at(i) += name_of(name.type);
    }
  }
  return attributes;
}

void write_word(std::ostream& stream, const Word& word, std::size_t id, const std::string& misc) {
  stream << id << '\t' << word.form << '\t' << or_underscore(word.lemma) << '\t'
         << name_of(word.upos) << "\t_\t" << or_underscore(word.feats) << '\t';
  if (word.deprel.empty()) {
    stream << "_\t_";
  } else {
    stream << word.head << '\t' << word.deprel;
  }
  stream << "\t_\t" << or_underscore(misc) << '\n';
}

void write_sentence(std::ostream& stream, const Sentence& sentence) {
  const std::vector<std::string> names = name_attributes(sentence);
  for_each_token(sentence, [&](std::size_t first, const Surface& surface, bool multiword) {
    const std::string_view space = sentence.words[surface.last].space_after ? "" : "SpaceAfter=No";
    if (multiword) {
      stream << first + 1 << '-' << surface.last + 1 << '\t' << surface.form
             << "\t_\t_\t_\t_\t_\t_\t_\t" << or_underscore(space) << '\n';
    }
    for (std::size_t i = first; i <= surface.last; ++i) {
      std::string misc = names[i];
      if (!multiword && !space.empty()) {
        if (!misc.empty()) misc += '|';
        misc += space;
      }
      write_word(stream, sentence.words[i], i + 1, misc);
    }
  });
}

class Reader {
 public:
  Reader(std::istream& stream, std::string file) : stream_(stream), file_(std::move(file)) {}

  ConlluText read() {
    std::string line;
    while (std::getline(stream_, line)) {
      ++line_;
      if (line.ends_with('\r')) line.pop_back();
      if (line.empty()) {
        finish_sentence();
      } else if (line.front() != '#') {
        add_line(split(line));
      }
    }
    if (stream_.bad()) fail("cannot be read to its end");
    finish_sentence();
    return std::move(result_);
  }

 private:
  [[noreturn]] void fail(const std::string& reason) const {
    throw InputError(file_, line_, reason);
  }

  Columns split(std::string_view line) const {
    Columns columns;
    std::size_t count = 0;
    for (std::size_t begin = 0; begin <= line.size(); ++count) {
      const std::size_t tab = std::min(line.find('\t', begin), line.size());
      if (count < columns.size()) columns[count] = line.substr(begin, tab - begin);
      begin = tab + 1;
    }
    if (count != columns.size()) {
      fail("has " + std::to_string(count) + " columns, CoNLL-U has 10, separated by tabs");
    }
    if (columns[Form].empty()) fail("has an empty form");
    return columns;
  }

  std::size_t number(std::string_view digits, const char* column) const {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || value > UINT32_MAX) {
      fail("has \"" + std::string(digits) + "\" for " + column + ", a number is needed");
    }
    return value;
  }

  void add_line(const Columns& columns) {
    if (columns[Id].find('.') != std::string_view::npos) return;
    const std::size_t dash = columns[Id].find('-');
    if (dash != std::string_view::npos) {
      open_multiword(columns, dash);
    } else {
      add_word(columns);
    }
  }

  void open_multiword(const Columns& columns, std::size_t dash) {
    const std::size_t first = number(columns[Id].substr(0, dash), "ID");
    const std::size_t last = number(columns[Id].substr(dash + 1), "ID");
    if (first != sentence_.words.size() + 1 || last < first || first <= multiword_end_) {
      fail("has the range " + std::string(columns[Id]) + ", one that begins with the next word, " +
           std::to_string(sentence_.words.size() + 1) + ", is possible here");
    }
    sentence_.multiword.push_back({first - 1, last - 1, std::string(columns[Form])});
    multiword_end_ = last;
    place(columns[Form], has_attribute(columns[Misc], "SpaceAfter=No"));
  }

  void add_word(const Columns& columns) {
    const std::size_t id = number(columns[Id], "ID");
    if (id != sentence_.words.size() + 1) {
      fail("has the ID " + std::to_string(id) + ", " + std::to_string(sentence_.words.size() + 1) +
           " is expected");
    }
    if (id > multiword_end_) {
      place(columns[Form], has_attribute(columns[Misc], "SpaceAfter=No"));
    }
    Word word;
    word.form = columns[Form];
    if (columns[Lemma] != "_" || columns[Form] == "_") word.lemma = columns[Lemma];
    if (columns[UposTag] != "_") {
      const auto upos = upos_of(columns[UposTag]);
      if (!upos) fail("has the unknown UPOS tag \"" + std::string(columns[UposTag]) + "\"");
      word.upos = *upos;
    }
    if (columns[Feats] != "_") word.feats = columns[Feats];
    if (columns[Head] != "_") {
      word.head = static_cast<std::uint32_t>(number(columns[Head], "HEAD"));
      ++heads_;
    }
    if (columns[Deprel] != "_") word.deprel = columns[Deprel];
    word.begin = token_begin_;
    word.end = token_end_;
    word.space_after = space_after_;
    sentence_.words.push_back(std::move(word));
    add_name(columns[Misc]);
  }

  static bool has_attribute(std::string_view misc, std::string_view attribute) {
    return value_of(misc, attribute).has_value();
  }

  // What follows `prefix` in the attribute that begins with it.
  static std::optional<std::string_view> value_of(std::string_view misc, std::string_view prefix) {
    for (std::size_t begin = 0; begin < misc.size();) {
      const std::size_t bar = std::min(misc.find('|', begin), misc.size());
      const std::string_view attribute = misc.substr(begin, bar - begin);
      if (attribute.starts_with(prefix)) return attribute.substr(prefix.size());
      begin = bar + 1;
    }
    return std::nullopt;
  }

  void add_name(std::string_view misc) {
    const auto tag = value_of(misc, "NER=");
    if (!tag || *tag == "O") return;
    const auto type = tag->size() > 2 ? entity_type_of(tag->substr(2)) : std::nullopt;
    const std::string_view position = tag->substr(0, 2);
    if (!type || (position != "B-" && position != "I-")) {
      fail("has NER=" + std::string(*tag) +
           ", B- or I- before PER, ORG, GPE, LOC or MISC is needed");
    }
    const std::size_t word = sentence_.words.size() - 1;
    if (position == "B-") {
      sentence_.names.push_back({word, word, *type});
    } else if (sentence_.names.empty() || sentence_.names.back().last + 1 != word ||
               sentence_.names.back().type != *type) {
      fail("has NER=" + std::string(*tag) + " behind no word of the same name");
    } else {
      sentence_.names.back().last = word;
    }
  }

  // Writes a surface token into the text.
  void place(std::string_view form, bool no_space) {
    if (!result_.text.empty() && space_after_) {
      result_.text += ' ';
      ++length_;
    }
    token_begin_ = length_;
    if (sentence_.words.empty()) sentence_.begin = token_begin_;
    result_.text += form;
    length_ += count_code_points(form);
    token_end_ = length_;
    sentence_.end = token_end_;
    space_after_ = !no_space;
  }

  void finish_sentence() {
    if (sentence_.words.empty() && sentence_.multiword.empty()) return;
    if (multiword_end_ > sentence_.words.size()) fail("ends a sentence within a multiword token");
    if (heads_ > 0) {
      if (heads_ != sentence_.words.size())
        fail("ends a sentence in which some words have no HEAD");
      if (const auto problem = tree_problem(sentence_)) fail("ends a sentence " + *problem);
    }
    result_.annotation.sentences.push_back(std::move(sentence_));
    sentence_ = {};
    multiword_end_ = 0;
    heads_ = 0;
  }

  std::istream& stream_;
  std::string file_;
  ConlluText result_;
  Sentence sentence_;
  std::size_t line_ = 0;
  std::size_t length_ = 0;  // of the text, in code points
  std::size_t token_begin_ = 0;
  std::size_t token_end_ = 0;
  bool space_after_ = true;
  std::size_t multiword_end_ = 0;  // one-based index of the last word of the open multiword token
  std::size_t heads_ = 0;          // words of the sentence that have one
};

}  // namespace

void write_conllu(std::ostream& stream, const Annotation& annotation, std::string_view document) {
  std::size_t number = 0;
  for (const Sentence& sentence : annotation.sentences) {
    stream << "# sent_id = " << document << "-s" << ++number << "\n# text = " << text_of(sentence)
           << '\n';
    write_sentence(stream, sentence);
    stream << '\n';
  }
}

ConlluText read_conllu(std::istream& stream, const std::string& file) {
  return Reader(stream, file).read();
}

std::optional<std::string> tree_problem(const Sentence& sentence) {
  const std::size_t count = sentence.words.size();
  std::size_t roots = 0;
  for (const Word& word : sentence.words) {
    if (word.head > count) {
      return "in which the head " + std::to_string(word.head) + " is out of range";
    }
    roots += word.head == 0 ? 1 : 0;
  }
  if (count > 0 && roots != 1) return "that has " + std::to_string(roots) + " roots, not one";
  std::vector<std::size_t> seen_from(count, 0);  // one-based word whose path came by first
  for (std::size_t start = 1; start <= count; ++start) {
    for (std::size_t node = start; node != 0; node = sentence.words[node - 1].head) {
      std::size_t& seen = seen_from[node - 1];
      if (seen == start) return "whose heads form a cycle at word " + std::to_string(node);
      if (seen != 0) break;
      seen = start;
    }
  }
  return std::nullopt;
}

}  // namespace entente
