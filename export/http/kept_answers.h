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
#include <vector>

namespace entente {

class KeptAnswers {
 public:
  // `room` for questions and answers, in bytes.
  explicit KeptAnswers(std::size_t room) : room_(room) {}

  // Nothing where it is not kept.
  std::shared_ptr<const std::string> find(std::string_view question);

  // Not where it alone would take up a quarter of the room.
  void keep(const std::string& question, std::shared_ptr<const std::string> answer);

  // Of a question that nobody has asked yet, while there is room for it.
  void keep_ready(const std::string& question, std::shared_ptr<const std::string> answer);

  bool contains(std::string_view question) const;

  // Those that were asked, the last one first.
  std::vector<std::string> asked() const;

 private:
  struct Kept {
    std::string question;
    std::shared_ptr<const std::string> answer;
    bool asked = true;
    std::size_t size() const { return question.size() + answer->size(); }
  };

  const std::size_t room_;
  mutable std::mutex mutex_;
  std::size_t used_ = 0;
  std::list<Kept> answers_;                                                 // the last used first
  std::unordered_map<std::string_view, std::list<Kept>::iterator> places_;  // views of answers_
};

}  // namespace entente
