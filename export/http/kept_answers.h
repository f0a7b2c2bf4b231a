// Answers that were made of one state of a graph, kept while there is room for them: the oldest
// unused go first. Threads may share one.
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace entente {

class KeptAnswers {
 public:
  // `room` for questions and answers, in bytes.
  explicit KeptAnswers(std::size_t room) : room_(room) {}

  // Nothing where it is not kept.
  std::shared_ptr<const std::string> find(std::string_view question);

  // Not where it alone would take up a quarter of the room.
  void keep(const std::string& question, std::shared_ptr<const std::string> answer);

 private:
  struct Kept {
    std::string question;
    std::shared_ptr<const std::string> answer;
    std::size_t size() const { return question.size() + answer->size(); }
  };

  const std::size_t room_;
  std::mutex mutex_;
  std::size_t used_ = 0;
  std::list<Kept> answers_;                                                 // the last used first
  std::unordered_map<std::string_view, std::list<Kept>::iterator> places_;  // views of answers_
};

}  // namespace entente
