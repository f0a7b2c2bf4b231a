// The server of a graph: HTTP/1.1, GET and HEAD, JSON.
//
//   HttpServer server(graph, {.port = 8080}, complain);
//   server.start();
//   … until somebody says stop …
//   server.stop();
//
// How it works:
//   1. Each connection has a thread of a pool (connection.h); where all are busy, others wait to be
//      accepted.
//   2. A request passes the gatekeeper (gatekeeper.h), is read (api.h) and answered from the state
//      of the graph that is then present (served_graph.h): from the answers that were kept of it,
//      else by one of a few who work at the same time, for a limited time.
//   3. The ETag is the state's version; a client that has it is told so without any work.
// Whatever is wrong with a request is answered with a Problem (problem.h).
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "export/http/served_graph.h"

namespace entente {

struct ServerOptions {
  // Where to listen: an IPv4 or IPv6 address, or "localhost".
  std::string address = "127.0.0.1";

  int port = 8080;  // 0: any that is free

  std::string token{};  // that requests have to bring; "": none

  // How long making an answer may read the graph. Default: 30 s.
  std::chrono::milliseconds time_limit{30'000};
};

class HttpServer {
 public:
  using Complain = std::function<void(std::string_view)>;

  // `complain` is told, by any thread, of failures that clients are not told about in full. Refers
  // to `graph`, which MUST outlive it.
  HttpServer(const ServedGraph& graph, ServerOptions options, Complain complain);
  ~HttpServer();

  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // Listens, and answers on other threads from then on. Throws Error where it cannot listen there.
  void start();

  // The port, once it listens.
  int port() const;

  // False where it has stopped, also by itself.
  bool is_running() const;

  // Accepts nobody any more and waits for answers that are being made; streams end at once.
  void stop();

 private:
  class Listener;

  std::unique_ptr<Listener> listener_;
};

}  // namespace entente
