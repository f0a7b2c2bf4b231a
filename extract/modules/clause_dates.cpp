#include <algorithm>

#include "extract/entities/names.h"
#include "extract/modules/arguments.h"
#include "extract/modules/clause.h"
#include "extract/modules/verb_chain.h"

namespace entente {
namespace {

// A clause without a finite verb that says how or what for: "al vencer a Honduras", "para
// reunirse".
bool shares_time_above(const Analysis& analysis, const DependencyTree& tree, std::size_t verb) {
  const Word& word = tree.word(verb);
  const bool bare = word.has("VerbForm=Inf") || word.has("VerbForm=Ger") ||
                    (word.has("VerbForm=Part") && word.has("Tense=Pres"));
  if (tree.relation(verb) != "advcl" || !bare) return false;
  const auto introduction = introduction_of(tree, verb);
  if (!introduction) return true;
  const Grammar& grammar = analysis.lexicon.grammar();
  const std::string& lemma = tree.word(*introduction).lemma;
  return holds(grammar.purpose_marks, lemma) || holds(grammar.dative, lemma) ||
         holds(grammar.agent, lemma);
}

// A day, month or year or a time of day, that the text fixes.
bool is_dated(const Timex& time) {
  return !time.value.empty() && (time.type == TimexType::Date || time.type == TimexType::Time);
}

// A participle beside a name, or what one is called, is a clause of its own, whether it is read as
// a verb or as an adjective: "Ana, nacida en 1980", "el candidato apoyado por Dodon". That of an
// event says when it was: "asistió a la cumbre celebrada ayer".
bool is_participle_clause(const Analysis& analysis, const DependencyTree& tree, std::size_t word) {
  const std::string_view relation = tree.relation(word);
  const auto head = tree.head(word);
  return head && tree.word(word).has("VerbForm=Part") &&
         (relation == "amod" || relation == "acl" || relation == "advcl") &&
         (tree.word(*head).upos == Upos::Propn || is_called(analysis, tree, *head));
}

// The verb of the clause that a word stands in, nothing where it stands in none but beside a noun:
// "(Lugo, 1961)", "diputado desde 2011".
std::optional<std::size_t> clause_of(const Analysis& analysis, const DependencyTree& tree,
                                     std::size_t word) {
  for (std::optional<std::size_t> at = word; at; at = tree.head(*at)) {
    const bool is_clause = tree.word(*at).upos == Upos::Verb || tree.child(*at, "cop");
    if (is_clause || is_participle_clause(analysis, tree, *at)) return at;
    const std::string_view relation = tree.relation(*at);
    if (relation == "appos" || relation == "acl" || relation == "parataxis") return {};
  }
  return {};
}

// "A day after the final": a span leads to the word, so that it is at another time than what the
// clause tells.
bool is_apart_in_time(const Analysis& analysis, std::size_t sentence, std::size_t noun) {
  const DependencyTree& tree = analysis.trees[sentence];
  const auto head = tree.head(noun);
  const auto preposition = tree.child(noun, "case");
  const auto follows_span = [&](std::size_t marker) {
    return std::ranges::any_of(analysis.times[sentence], [&](const Timex& time) {
      return time.first < marker && marker <= time.last + 1 &&
             (time.type == TimexType::Duration || marker <= time.last);
    });
  };
  return (head && tree.word(*head).upos == Upos::Adv && follows_span(*head)) ||
         (preposition && follows_span(*preposition));
}

// The words whose adverbials date the predicate, the nearest first: itself, of a noun the verbs
// that describe it ("el mensaje que envió ayer") and the one that governs it, and what is above
// these as long as it happens at the same time.
std::vector<std::size_t> dating_clauses(const Analysis& analysis, std::size_t sentence,
                                        std::size_t predicate) {
  const DependencyTree& tree = analysis.trees[sentence];
  std::vector<std::size_t> clauses{predicate};
  if (is_called(analysis, tree, predicate)) return clauses;
  if (clause_of(analysis, tree, predicate) != predicate) {
    if (const auto done = performing_participle(analysis, tree, predicate)) {
      clauses.push_back(*done);
      return clauses;  // what the clause goes on to say of it comes later
    }
    if (is_apart_in_time(analysis, sentence, predicate)) return clauses;
    for (const std::size_t c : tree.children(predicate)) {
      if (tree.relation(c) == "acl" && c > predicate) clauses.push_back(c);
    }
  }
  for (auto at = clause_of(analysis, tree, predicate); at;
       at = clause_of(analysis, tree, *tree.head(*at))) {
    for (const ChainLink& link : verb_chain(analysis, sentence, *at)) {
      clauses.push_back(link.verb);
      at = link.verb;
    }
    if (!shares_time_above(analysis, tree, *at) || !tree.head(*at)) break;
  }
  return clauses;
}

// "The biggest", "the first", "el más importante".
bool stands_out(const DependencyTree& tree, std::size_t noun) {
  return std::ranges::any_of(tree.children(noun), [&](std::size_t c) {
    const auto is_ranking = [&](std::size_t i) {
      return tree.word(i).has("Degree=Sup") || tree.word(i).has("Degree=Cmp") ||
             tree.word(i).has("NumType=Ord");
    };
    return tree.relation(c) == "amod" &&
           (is_ranking(c) || std::ranges::any_of(tree.children(c), is_ranking));
  });
}

// The noun phrase of a clause that ends right before a word.
std::optional<std::size_t> phrase_before(const DependencyTree& tree, std::size_t clause,
                                         std::size_t word) {
  if (word == 0) return {};
  std::optional<std::size_t> at = word - 1;
  while (at && tree.head(*at) != clause) at = tree.head(*at);
  return at;
}

// "Since 2011" dates what has lasted since then, but neither a single deed of the past ("el mayor
// acuerdo que firmaron desde 2011") nor what stands out among all since then ("for the first
// time").
bool dates(const Analysis& analysis, const DependencyTree& tree, const Timex& time,
           std::size_t clause) {
  const std::size_t head = span_head(tree, time.first, time.last);
  const auto preposition = tree.child(head, "case");
  const bool since =
      preposition && holds(analysis.lexicon.grammar().since, tree.word(*preposition).lemma);
  if (!since || time.value.find('/') != std::string::npos) return true;
  if (head != clause && tree.head(head) != clause) return false;  // of a phrase within the clause
  if (stands_out(tree, clause)) return false;
  const auto phrase = phrase_before(tree, clause, *preposition);
  if (phrase && stands_out(tree, *phrase)) return false;
  const Word& tensed = tensed_word(tree, clause);
  return !tensed.has("Tense=Past") || tensed.has("VerbForm=Part") || is_perfect(analysis, tensed);
}

}  // namespace

const Timex* time_of(const Analysis& analysis, std::size_t sentence, std::size_t predicate) {
  const DependencyTree& tree = analysis.trees[sentence];
  const std::vector<std::size_t> clauses = dating_clauses(analysis, sentence, predicate);
  const Timex* nested = nullptr;  // in a phrase of the clause: "asistió a la cumbre del lunes"
  for (const std::size_t clause : clauses) {
    for (const Timex& time : analysis.times[sentence]) {
      if (!is_dated(time) || !dates(analysis, tree, time, clause)) continue;
      const std::size_t head = span_head(tree, time.first, time.last);
      if (head == clause || tree.head(head) == clause) return &time;
      if (!nested && clause_of(analysis, tree, head) == clause) nested = &time;
    }
  }
  return nested;
}

bool stands_with_verb(const DependencyTree& tree, const Timex& time) {
  const auto head = tree.head(span_head(tree, time.first, time.last));
  return head && (tree.word(*head).upos == Upos::Verb || tree.child(*head, "cop"));
}

bool tells_no_day(const Analysis& analysis, std::size_t sentence, std::size_t predicate) {
  const DependencyTree& tree = analysis.trees[sentence];
  const Grammar& grammar = analysis.lexicon.grammar();
  const auto is_undated = [](const Timex& time) {
    return time.type == TimexType::Set || time.value.empty();
  };
  for (const std::size_t clause : dating_clauses(analysis, sentence, predicate)) {
    for (const Timex& time : analysis.times[sentence]) {
      const std::size_t head = span_head(tree, time.first, time.last);
      if (tree.head(head) == clause && is_undated(time)) return true;
    }
    for (const std::size_t c : tree.children(clause)) {
      const Word& word = tree.word(c);
      const bool several = word.has("Number=Plur") && holds(grammar.occasions, word.lemma);
      const bool adverb = tree.relation(c) == "advmod";
      if (several || (adverb && holds(grammar.on_other_days, word.lemma))) return true;
    }
  }
  return false;
}

std::string date_of(const Analysis& analysis, std::size_t sentence, std::size_t predicate) {
  const Timex* time = time_of(analysis, sentence, predicate);
  return time ? time->value : std::string{};
}

namespace {

// "begins", "is signed", "to begin", but neither "began", "was beginning" nor "has begun".
bool is_told_in_past(const Grammar& grammar, const DependencyTree& tree, std::size_t verb) {
  const auto is_past = [&](std::size_t i) {
    return tree.word(i).has("Tense=Past") || tree.word(i).has("Tense=Imp");
  };
  const auto children = tree.children(verb);
  const bool by_auxiliary = std::ranges::any_of(
      children, [&](std::size_t c) { return tree.word(c).upos == Upos::Aux && is_past(c); });
  // The participle of "is signed" is no past.
  return by_auxiliary || (is_past(verb) && !is_passive(grammar, tree, verb));
}

// The word that dates a verb or event noun itself, not something beside it, behind the day of the
// document; "until 2025" dates its end.
std::optional<std::size_t> own_time_to_come(const Analysis& analysis, std::size_t sentence,
                                            std::size_t word) {
  const DependencyTree& tree = analysis.trees[sentence];
  const std::string& written = analysis.document.date;
  if (written.empty()) return {};
  for (const Timex& time : analysis.times[sentence]) {
    const std::size_t head = span_head(tree, time.first, time.last);
    if (!is_dated(time) || tree.head(head) != word) continue;
    if (holds(analysis.lexicon.grammar().until, tree.case_of(head))) continue;
    if (time.value.substr(0, time.value.find('/')) > written) return head;
  }
  return {};
}

}  // namespace

std::optional<std::size_t> time_to_come(const Analysis& analysis, std::size_t sentence,
                                        std::size_t predicate) {
  const DependencyTree& tree = analysis.trees[sentence];
  for (const std::size_t clause : dating_clauses(analysis, sentence, predicate)) {
    if (is_told_in_past(analysis.lexicon.grammar(), tree, clause)) continue;
    if (const auto time = own_time_to_come(analysis, sentence, clause)) return time;
  }
  return {};
}

}  // namespace entente
