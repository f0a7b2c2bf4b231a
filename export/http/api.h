// The API: what can be asked over HTTP, and the answers. openapi.json documents it.
//
// How it works:
//   1. question_of() reads path and parameters, as strictly as the command line reads its options
//      and by the same code, and gives back a Question. Nothing of the graph is needed for it.
//   2. Question::answer makes the answer from one state of the graph: the same JSON objects that
//      the commands print with --json.
// It knows nothing of sockets, headers and threads: server.h does.
#pragma once

#include <functional>
#include <ostream>
#include <string>
#include <string_view>

#include "export/http/asked_graph.h"

namespace entente {

// How much work a question may be.
enum class Effort {
  None,    // nothing of the graph is read
  Quick,   // some ranges of it
  Long,    // maybe all of it
  Stream,  // the answer is written while it is made
};

// Who may ask.
enum class Access {
  Token,   // whoever brings the token
  SignIn,  // likewise; who does not is shown a page on which to sign in
  Open,    // anybody: nothing of the graph is in the answer
};

struct Answer {
  std::string type = "application/json";
  std::string body{};
  std::function<void(std::ostream&)> stream{};  // in place of `body` with Effort::Stream
  std::string file_name{};                      // under which a browser keeps it; "": it shows it
  std::string policy{};                         // Content-Security-Policy of a page; else the API's
};

struct Question {
  Effort effort = Effort::Quick;
  Access access = Access::Token;
  GraphTerms graph{};  // of which graph it is asked
  std::string text{};  // path and parameters in one spelling: of the same questions the same
  // `graph` is what the terms say of one state. Throws Problem, WrongQuestion, and Error as
  // Snapshot does.
  std::function<Answer(const AskedGraph& graph)> answer{};
};

// Of the path of a URL and what stands behind its "?". Throws Problem (404, 400) and WrongQuestion.
Question question_of(std::string_view path, std::string_view query);

}  // namespace entente
