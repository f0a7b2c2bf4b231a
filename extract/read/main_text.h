// The text of the article on a page, without the menus, teasers and comments around it.
//
// How it works:
//   1. What lies in a menu, a form, a caption and the like (html_page.h) is left out, but nothing
//      that has more than three tenths of the page's words: names may mean something else. Comments
//      may be longer than the article, but do not have the main heading in them.
//   2. Each block is judged by how many words it has, how many of them are in links, and the same
//      of its two neighbours: the decision tree of Kohlschütter, Fankhauser and Nejdl, "Boilerplate
//      Detection using Shallow Text Features" (WSDM 2010), algorithm 2.
//   3. Words of the blocks kept count for the elements around them, less the farther out these are,
//      as in Arc90's Readability (2009); <article> and itemprop="articleBody" count more. The
//      article is the element that has most, or the first around it with half of all words kept.
//   4. The text is what is kept in it, with its shorter sentences, and what is kept between the
//   main
//      heading and it, less bylines at its front.
#pragma once

#include <string>

#include "extract/read/html_page.h"

namespace entente {

// The paragraphs with a blank line between them; the headline `title` is left out at their front.
// "" where the page has no text of an article.
std::string main_text(const HtmlPage& page, const std::string& title);

}  // namespace entente
