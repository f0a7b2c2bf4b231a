#include "export/http/warm_up.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "export/http/api.h"
#include "export/http/kept_answers.h"
#include "export/http/parameters.h"
#include "extract/error.h"

namespace entente {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds longest{20};
constexpr std::size_t most_named = 500;

// In the spelling of Question::text.
std::vector<std::string> first_questions(const Snapshot& snapshot) {
  std::vector<std::pair<std::int64_t, std::string>> named;  // less documents, then the id
  snapshot.entities([&](const Entity& entity) {
    std::int64_t documents = 0;
    for (const Entity::Name& name : entity.names) documents += name.documents;
    named.emplace_back(-documents, entity.id);
    return Walk::Continue;
  });
  const std::size_t count = std::min(most_named, named.size());
  std::ranges::partial_sort(named, named.begin() + static_cast<std::ptrdiff_t>(count));
  std::vector<std::string> questions{"/explorer.json?"};
  for (std::size_t n = 0; n < count; ++n) {
    questions.push_back("/api/entity?id=" + encoded(named[n].second));
  }
  return questions;
}

}  // namespace

void warm_up(const std::shared_ptr<const ServedState>& state, const ServedState* before,
             const std::stop_token& stop) {
  const auto end = Clock::now() + longest;
  for (const std::string& asked :
       before == nullptr ? first_questions(state->snapshot()) : before->answers().asked()) {
    if (stop.stop_requested() || Clock::now() > end) return;
    if (state->answers().contains(asked)) continue;
    try {
      const std::string_view target = asked;
      const std::size_t mark = std::min(target.find('?'), target.size());
      const Question question =
          question_of(target.substr(0, mark), target.substr(std::min(mark + 1, target.size())));
      const AskedGraph graph(state, question.graph, end);
      state->answers().keep_ready(asked,
                                  std::make_shared<const std::string>(question.answer(graph).body));
    } catch (const Error&) {
      continue;  // whoever asks is told
    }
  }
}

}  // namespace entente
