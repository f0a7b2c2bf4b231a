#include "export/http/server.h"

#include <algorithm>
#include <array>
#include <httplib.h>
#include <semaphore>
#include <streambuf>
#include <sys/socket.h>
#include <thread>
#include <utility>

#include "export/http/api.h"
#include "export/http/connection.h"
#include "export/http/gatekeeper.h"
#include "export/http/problem.h"
#include "export/http/sign_in.h"
#include "graph/question.h"

namespace entente {
namespace {

constexpr int no_content = 204;
constexpr int not_modified = 304;
constexpr int wrong_method = 405;
constexpr int failed = 500;
constexpr int busy = 503;
constexpr int wrong_version = 505;

constexpr std::size_t most_connections = 256;
constexpr int most_waiting = 1024;  // connections that are not accepted yet
constexpr int requests_of_a_connection = 10'000;
constexpr int seconds_between_requests = 5;  // as Connection has it
constexpr std::chrono::seconds longest_queue{10};
constexpr std::ptrdiff_t most_streams = 4;
constexpr std::size_t piece_of_a_stream = std::size_t{64} << 10;

using Clock = std::chrono::steady_clock;
constexpr Clock::time_point no_end = Clock::time_point::max();

constexpr std::string_view api_policy = "default-src 'none'; frame-ancestors 'none'";

// A thread for each connection; where all are taken, whoever accepts connections waits.
class Workers : public httplib::TaskQueue {
 public:
  explicit Workers(Crowd& crowd) : crowd_(crowd), pool_(most_connections) {}

  void enqueue(std::function<void()> serve) override {
    free_.acquire();
    crowd_.full = ++busy_ == most_connections;
    pool_.enqueue([this, serve = std::move(serve)] {
      serve();
      --busy_;
      crowd_.full = false;
      free_.release();
    });
  }

  void shutdown() override { pool_.shutdown(); }

 private:
  Crowd& crowd_;
  httplib::ThreadPool pool_;
  std::atomic<std::size_t> busy_ = 0;
  std::counting_semaphore<> free_{most_connections};
};

// So many may work at the same time, others wait for a while.
class Places {
 public:
  explicit Places(std::ptrdiff_t most) : free_(most) {}

  class Place {
   public:
    explicit Place(Places& places) : places_(places) {
      if (places_.free_.try_acquire_for(longest_queue)) return;
      throw Problem(busy, "too many ask for this at the same time; try again later");
    }
    ~Place() { places_.free_.release(); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

   private:
    Places& places_;
  };

  std::shared_ptr<const Place> take() { return std::make_shared<const Place>(*this); }

 private:
  std::counting_semaphore<> free_;
};

// The client of a stream has left, or has to, as the server stops.
class StreamEnded : public Error {
 public:
  using Error::Error;
};

// Gives what is written to the client in larger pieces.
class StreamBuffer : public std::streambuf {
 public:
  StreamBuffer(httplib::DataSink& sink, const Crowd& crowd)
      : sink_(sink), crowd_(crowd), bytes_(piece_of_a_stream, '\0') {
    setp(bytes_.data(), bytes_.data() + bytes_.size());
  }

 protected:
  int overflow(int character) override {
    sync();
    if (character != traits_type::eof()) sputc(traits_type::to_char_type(character));
    return traits_type::not_eof(character);
  }

  int sync() override {
    const auto size = static_cast<std::size_t>(pptr() - pbase());
    if (size > 0 && (crowd_.stopping || !sink_.write(pbase(), size))) {
      throw StreamEnded("a client has left before the end of its answer");
    }
    setp(bytes_.data(), bytes_.data() + bytes_.size());
    return 0;
  }

 private:
  httplib::DataSink& sink_;
  const Crowd& crowd_;
  std::string bytes_;
};

std::vector<std::string> headers_of(const httplib::Request& request, const std::string& name) {
  std::vector<std::string> values;
  const auto [begin, end] = request.headers.equal_range(name);
  std::transform(begin, end, std::back_inserter(values),
                 [](const auto& header) { return header.second; });
  return values;
}

bool has_body(const httplib::Request& request) {
  return request.has_header("Transfer-Encoding") ||
         std::ranges::any_of(headers_of(request, "Content-Length"),
                             [](const std::string& length) { return length != "0"; });
}

// Of the encodings that cpp-httplib offers, gzip alone: Brotli, as it sets it up, takes longer than
// the answer.
void leave_gzip_alone(httplib::Request& request) {
  const std::string accepted = request.get_header_value("Accept-Encoding");
  request.headers.erase("Accept-Encoding");
  if (accepted.find("gzip") == std::string::npos) return;
  if (accepted.find("gzip;q=0") != std::string::npos) return;
  request.set_header("Accept-Encoding", "gzip");
}

void set_headers(httplib::Response& response, const std::string& policy) {
  response.set_header("X-Content-Type-Options", "nosniff");
  response.set_header("Content-Security-Policy", policy);
  response.set_header("Cross-Origin-Resource-Policy", "same-origin");
  response.set_header("Referrer-Policy", "no-referrer");
  response.set_header("Cache-Control", "private, no-cache");
  response.set_header("Vary", "Accept-Encoding, Authorization, Cookie");
}

void set_problem(httplib::Response& response, int status, const std::string& detail) {
  response.status = status;
  set_headers(response, std::string(api_policy));
  if (status == unauthorized) response.set_header("WWW-Authenticate", "Bearer");
  if (status == wrong_method) response.set_header("Allow", "GET, HEAD");
  if (status == busy) response.set_header("Retry-After", "5");
  response.set_content(problem_json(status, detail), "application/problem+json");
}

std::string_view reason_of(int status) {
  if (status == bad_request) return "this is no request of HTTP/1.1, or one of more than 32 KiB";
  return "this request cannot be answered";
}

}  // namespace

class HttpServer::Listener : public httplib::Server {
 public:
  Listener(const ServedGraph& graph, ServerOptions options, Complain complain)
      : graph_(graph),
        options_(std::move(options)),
        complain_(std::move(complain)),
        gatekeeper_(options_.address, options_.token) {
    new_task_queue = [this] { return new Workers(crowd_); };
    set_keep_alive_timeout(seconds_between_requests);
    set_keep_alive_max_count(requests_of_a_connection);
    // Not SO_REUSEPORT, cpp-httplib's default: two servers would share a port without a word.
    set_socket_options([](socket_t socket) {
      const int on = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    });
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      answer(request, response);
      return HandlerResponse::Handled;
    });
    set_error_handler(HandlerWithResponse(explain));
  }

  ~Listener() override { end(); }

  void begin() {
    const std::string& address = options_.address;
    port_ = options_.port == 0                     ? bind_to_any_port(address)
            : bind_to_port(address, options_.port) ? options_.port
                                                   : -1;
    if (port_ < 0) {
      throw Error("cannot listen on " + address + ", port " + std::to_string(options_.port) +
                  "; another program may, or the address is not this machine's");
    }
    ::listen(svr_sock_, most_waiting);  // cpp-httplib lets five wait
    thread_ = std::jthread([this] {
      listen_after_bind();
      ended_ = true;
    });
    while (!is_running() && !ended_) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }

  int port() const { return port_; }

  void end() {
    if (!thread_.joinable()) return;
    crowd_.stopping = true;
    stop();
    thread_.join();
  }

 private:
  // What cpp-httplib refuses by itself.
  static HandlerResponse explain(const httplib::Request&, httplib::Response& response) {
    if (!response.body.empty()) return HandlerResponse::Unhandled;
    set_problem(response, response.status, std::string(reason_of(response.status)));
    return HandlerResponse::Handled;
  }

  bool process_and_close_socket(socket_t socket) override {
    Connection connection(socket, crowd_);
    bool goes_on = true;
    for (int n = 1; goes_on && connection.wait_for_request(); ++n) {
      bool closed = false;
      const bool answered = process_request(connection, n == requests_of_a_connection, closed,
                                            [&](httplib::Request& request) {
                                              request.ranges.clear();
                                              leave_gzip_alone(request);
                                              if (!has_body(request)) return;
                                              closed = true;  // nobody reads it
                                              request.headers.erase("Connection");
                                              request.set_header("Connection", "close");
                                            });
      goes_on = answered && !closed && n < requests_of_a_connection;
    }
    return true;
  }

  void answer(const httplib::Request& request, httplib::Response& response) {
    try {
      gatekeeper_.check_host(headers_of(request, "Host"));
      if (request.method == "POST" && request.target == "/session") {
        open_session(request, response);
        return;
      }
      if (request.method != "GET" && request.method != "HEAD") {
        throw Problem(wrong_method, "this API is for reading: GET and HEAD");
      }
      if (has_body(request)) throw Problem(bad_request, "a question has no body");
      if (request.target == "/session") {
        set_headers(response, std::string(api_policy));
        response.set_content(may_ask(request) ? R"({"open":true})" : R"({"open":false})",
                             "application/json");
        return;
      }
      answer_question(request, response);
    } catch (const Problem& problem) {
      set_problem(response, problem.status(), problem.what());
    } catch (const WrongQuestion& wrong) {
      set_problem(response, bad_request, wrong.what());
    } catch (const TimeIsUp& late) {
      set_problem(response, busy, late.what());
    } catch (const std::exception& error) {
      complain_(error.what());
      set_problem(response, failed, "the answer cannot be made; the server has said why");
    }
  }

  void check_access(const httplib::Request& request) const {
    gatekeeper_.check_token_or_session(headers_of(request, "Authorization"),
                                       headers_of(request, "Cookie"));
  }

  bool may_ask(const httplib::Request& request) const {
    try {
      check_access(request);
      return true;
    } catch (const Problem&) {
      return false;
    }
  }

  // For who brings the token. Other sites cannot have a browser do that.
  void open_session(const httplib::Request& request, httplib::Response& response) const {
    if (has_body(request)) throw Problem(bad_request, "the token stands in Authorization");
    gatekeeper_.check_token(headers_of(request, "Authorization"));
    response.status = no_content;
    set_headers(response, std::string(api_policy));
    // A proxy that says so by mistake can only have the cookie withheld.
    const bool encrypted = request.get_header_value("X-Forwarded-Proto") == "https";
    response.set_header("Set-Cookie", gatekeeper_.session_cookie(encrypted));
  }

  static void set_page(httplib::Response& response, const Answer& page) {
    set_headers(response, page.policy.empty() ? std::string(api_policy) : page.policy);
    response.set_content(page.body, page.type);
  }

  void answer_question(const httplib::Request& request, httplib::Response& response) {
    const std::string_view target = request.target;
    const std::size_t mark = std::min(target.find('?'), target.size());
    const Question question =
        question_of(target.substr(0, mark), target.substr(std::min(mark + 1, target.size())));
    if (question.access == Access::SignIn && !may_ask(request)) {
      response.status = unauthorized;
      response.set_header("WWW-Authenticate", "Bearer");
      set_page(response, sign_in_page());
      return;
    }
    if (question.access == Access::Token) check_access(request);
    const auto state = graph_.present();
    if (question.effort == Effort::None) {
      set_page(response, question.answer(AskedGraph(state, question.graph, no_end)));
      return;
    }
    const std::string etag = "W/\"" + state->version() + "\"";
    if (request.get_header_value("If-None-Match").find(etag) != std::string::npos) {
      response.status = not_modified;
      set_headers(response, std::string(api_policy));
      response.set_header("ETag", etag);
      return;
    }
    if (question.effort == Effort::Stream) {
      stream(request, response, question, state);
    } else {
      const auto body = body_of(question, state);
      response.set_content(*body, "application/json");
    }
    set_headers(response, std::string(api_policy));
    response.set_header("ETag", etag);
  }

  std::shared_ptr<const std::string> body_of(const Question& question,
                                             const std::shared_ptr<const ServedState>& state) {
    if (auto kept = state->answers().find(question.text)) return kept;
    const auto place = (question.effort == Effort::Long ? long_ : quick_).take();
    const AskedGraph graph(state, question.graph, Clock::now() + options_.time_limit);
    auto body = std::make_shared<const std::string>(question.answer(graph).body);
    state->answers().keep(question.text, body);
    return body;
  }

  void stream(const httplib::Request& request, httplib::Response& response,
              const Question& question, const std::shared_ptr<const ServedState>& state) {
    if (request.version == "HTTP/1.0") {
      throw Problem(wrong_version, "a stream has no length that is known before; use HTTP/1.1");
    }
    const auto place = streams_.take();
    // A stream takes as long as its reader does.
    const Answer answer = question.answer(AskedGraph(state, question.graph, no_end));
    response.set_header("Content-Disposition", "attachment; filename=\"" + answer.file_name + "\"");
    response.set_chunked_content_provider(
        answer.type, [this, write = answer.stream, place](std::size_t, httplib::DataSink& sink) {
          try {
            StreamBuffer buffer(sink, crowd_);
            std::ostream stream(&buffer);
            stream.exceptions(std::ios::badbit);  // passes on what the buffer throws
            write(stream);
            stream.flush();
            sink.done();
            return true;
          } catch (const StreamEnded&) {
            return false;
          } catch (const std::exception& error) {
            complain_(error.what());
            return false;
          }
        });
  }

  static std::ptrdiff_t processors() {
    return std::max<std::ptrdiff_t>(1, std::thread::hardware_concurrency());
  }

  const ServedGraph& graph_;
  const ServerOptions options_;
  const Complain complain_;
  const Gatekeeper gatekeeper_;
  Crowd crowd_;
  Places quick_{2 * processors()};
  Places long_{std::max<std::ptrdiff_t>(1, processors() / 2)};
  Places streams_{most_streams};
  int port_ = -1;
  std::atomic<bool> ended_ = false;
  std::jthread thread_;
};

HttpServer::HttpServer(const ServedGraph& graph, ServerOptions options, Complain complain)
    : listener_(std::make_unique<Listener>(graph, std::move(options), std::move(complain))) {}

HttpServer::~HttpServer() = default;

void HttpServer::start() { listener_->begin(); }

int HttpServer::port() const { return listener_->port(); }

bool HttpServer::is_running() const { return listener_->is_running(); }

void HttpServer::stop() { listener_->end(); }

}  // namespace entente
