#include "extract/read/main_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace entente {
namespace {

// How much of a page's words may be in one element that is beside the article.
constexpr double most_left_out = 0.3;
// In the article's own element, so many words outside links are text of it.
constexpr std::size_t words_of_sentence = 10;
// What an element farther out gets of the words in it, and how far out they count.
constexpr double share_of_next = 0.95;
constexpr std::size_t elements_around = 5;
constexpr double weight_of_article = 1.3;
constexpr double weight_of_body = 2;
// An article has at least this share of the words that are kept of its page.
constexpr double least_share = 0.5;
// So many words of text make an article.
constexpr std::size_t least_words = 25;

double link_density(const PageBlock& block) {
  return block.words == 0
             ? 0
             : static_cast<double>(block.link_words) / static_cast<double>(block.words);
}

constexpr double most_links = 0.333333;

// Algorithm 2 of the paper, with its thresholds.
bool is_content(const PageBlock& previous, const PageBlock& block, const PageBlock& next) {
  if (link_density(block) > most_links) return false;
  if (link_density(previous) <= 0.555556) {
    if (block.words > 16) return true;
    if (next.words > 15) return true;
    return previous.words > 4;
  }
  if (block.words > 40) return true;
  return next.words > 17;
}

bool is_sentence(const PageBlock& block) {
  return block.words >= words_of_sentence && link_density(block) <= most_links;
}

// Short lines that are no sentence are bylines, places and times at the front of an article, and
// headings without a text at its end.
bool is_short_line(const PageBlock* block) {
  constexpr std::array<std::string_view, 8> ends{".", "!", "?", "…", "\"", "”", "»", "“"};
  return !is_sentence(*block) &&
         std::none_of(ends.begin(), ends.end(),
                      [block](std::string_view end) { return block->text.ends_with(end); });
}

class ArticleFinder {
 public:
  explicit ArticleFinder(const HtmlPage& page) : page_(page) {
    leave_out_asides();
    judge_blocks();
  }

  // The blocks of the article, in their order.
  std::vector<const PageBlock*> find() const {
    const std::vector<bool> is_in_article = elements_within(best_element());
    std::vector<const PageBlock*> found;
    std::vector<const PageBlock*> after_heading;  // of the page, where the standfirst may be
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const PageBlock& block = *blocks_[i];
      if (is_in_article[block.element]) {
        if (found.empty()) found = std::exchange(after_heading, {});
        if (kept_[i] || is_sentence(block)) found.push_back(&block);
      } else if (block.is_main_heading) {
        after_heading = {&block};
      } else if (kept_[i] && !after_heading.empty()) {
        after_heading.push_back(&block);
      }
    }
    found.erase(found.begin(), std::find_if(found.begin(), found.end(), [](const PageBlock* block) {
                  return block->is_heading || !is_short_line(block);
                }));
    while (!found.empty() && is_short_line(found.back())) found.pop_back();
    return found;
  }

 private:
  std::size_t parent_of(std::size_t element) const { return page_.elements[element].parent; }

  // Parents have the lower numbers.
  std::vector<bool> elements_within(std::size_t outer) const {
    std::vector<bool> is_within(page_.elements.size());
    is_within[outer] = true;
    for (std::size_t i = outer + 1; i < is_within.size(); ++i) {
      is_within[i] = is_within[parent_of(i)];
    }
    return is_within;
  }

  // Words outside links of each element and all in it.
  std::vector<std::size_t> words_of_elements() const {
    std::vector<std::size_t> words(page_.elements.size());
    for (const PageBlock& block : page_.blocks) {
      words[block.element] += block.words - block.link_words;
    }
    add_inner(words);
    return words;
  }

  // How many main headings each element has in it.
  std::vector<std::size_t> headings_of_elements() const {
    std::vector<std::size_t> headings(page_.elements.size());
    for (const PageBlock& block : page_.blocks)
      headings[block.element] += block.is_main_heading ? 1 : 0;
    add_inner(headings);
    return headings;
  }

  void leave_out_asides() {
    const auto words = words_of_elements();
    const auto headings = headings_of_elements();
    const double most = most_left_out * static_cast<double>(words[0]);
    std::vector<bool> is_aside(words.size());
    for (std::size_t i = 1; i < words.size(); ++i) {
      const PageElement& element = page_.elements[i];
      const bool is_comments = element.is_comments && headings[i] == 0;
      const bool is_small = static_cast<double>(words[i]) <= most;
      is_aside[i] = is_aside[element.parent] || is_comments ||
                    (element.is_aside && is_small && !element.is_body);
    }
    for (const PageBlock& block : page_.blocks) {
      if (!is_aside[block.element]) blocks_.push_back(&block);
    }
  }

  void judge_blocks() {
    const PageBlock none;
    kept_.resize(blocks_.size());
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      kept_[i] = is_content(i > 0 ? *blocks_[i - 1] : none, *blocks_[i],
                            i + 1 < blocks_.size() ? *blocks_[i + 1] : none);
    }
  }

  // Adds up what the elements have of their own to what they and all in them have.
  template <typename Number>
  void add_inner(std::vector<Number>& of_elements) const {
    for (std::size_t i = of_elements.size() - 1; i > 0; --i) {
      of_elements[parent_of(i)] += of_elements[i];
    }
  }

  std::size_t best_element() const {
    std::vector<double> score(page_.elements.size());
    std::vector<double> words_kept(page_.elements.size());
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (!kept_[i]) continue;
      std::size_t element = blocks_[i]->element;
      double words = static_cast<double>(blocks_[i]->words - blocks_[i]->link_words);
      words_kept[element] += words;
      for (std::size_t around = 0; around < elements_around; ++around) {
        score[element] += words;
        if (element == 0) break;
        element = parent_of(element);
        words *= share_of_next;
      }
    }
    for (std::size_t i = 0; i < score.size(); ++i) {
      if (page_.elements[i].is_article) score[i] *= weight_of_article;
      if (page_.elements[i].is_body) score[i] *= weight_of_body;
    }
    add_inner(words_kept);
    auto best =
        static_cast<std::size_t>(std::max_element(score.begin(), score.end()) - score.begin());
    while (words_kept[best] < least_share * words_kept[0]) best = parent_of(best);
    return best;
  }

  const HtmlPage& page_;
  std::vector<const PageBlock*> blocks_;  // those that may be of an article
  std::vector<bool> kept_;                // of blocks_
};

}  // namespace

std::string main_text(const HtmlPage& page, const std::string& title) {
  std::string text;
  std::size_t words = 0;
  for (const PageBlock* block : ArticleFinder(page).find()) {
    if (text.empty() && (block->is_main_heading || block->text == title)) continue;
    if (!text.empty()) text += "\n\n";
    text += block->text;
    words += block->words;
  }
  if (words < least_words) return {};
  return text;
}

}  // namespace entente
