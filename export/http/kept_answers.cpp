#include "export/http/kept_answers.h"

#include <iterator>
#include <utility>

namespace entente {
namespace {

constexpr std::size_t most_parts = 4;

}  // namespace

std::shared_ptr<const std::string> KeptAnswers::find(std::string_view question) {
  const std::lock_guard lock(mutex_);
  const auto found = places_.find(question);
  if (found == places_.end()) return nullptr;
  answers_.splice(answers_.begin(), answers_, found->second);
  found->second->asked = true;
  return found->second->answer;
}

void KeptAnswers::keep(const std::string& question, std::shared_ptr<const std::string> answer) {
  Kept kept{.question = question, .answer = std::move(answer)};
  if (kept.size() > room_ / most_parts) return;
  const std::lock_guard lock(mutex_);
  if (places_.contains(question)) return;
  used_ += kept.size();
  answers_.push_front(std::move(kept));
  places_.emplace(answers_.front().question, answers_.begin());
  while (used_ > room_) {
    used_ -= answers_.back().size();
    places_.erase(answers_.back().question);
    answers_.pop_back();
  }
}

void KeptAnswers::keep_ready(const std::string& question,
                             std::shared_ptr<const std::string> answer) {
  Kept kept{.question = question, .answer = std::move(answer), .asked = false};
  const std::lock_guard lock(mutex_);
  if (places_.contains(question) || used_ + kept.size() > room_) return;
  used_ += kept.size();
  answers_.push_back(std::move(kept));
  places_.emplace(answers_.back().question, std::prev(answers_.end()));
}

bool KeptAnswers::contains(std::string_view question) const {
  const std::lock_guard lock(mutex_);
  return places_.contains(question);
}

std::vector<std::string> KeptAnswers::asked() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> questions;
  for (const Kept& kept : answers_) {
    if (kept.asked) questions.push_back(kept.question);
  }
  return questions;
}

}  // namespace entente
