#include <chrono>
#include <csignal>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <sys/stat.h>

#include "cli/command.h"
#include "cli/display.h"
#include "cli/help.h"
#include "cli/languages.h"
#include "cli/output.h"
#include "export/http/gatekeeper.h"
#include "export/http/served_graph.h"
#include "export/http/server.h"
#include "export/http/warm_up.h"
#include "extract/error.h"
#include "graph/alliances/leaders.h"
#include "graph/alliances/memberships.h"
#include "graph/resolve/name_words.h"

namespace entente {
namespace {

constexpr std::size_t shortest_token = 16;
constexpr int highest_port = 65'535;

struct ServeOptions {
  std::string graph;
  std::string address = "127.0.0.1";
  int port = 8080;
  std::string token_file;
  int time_limit = 30;
  std::string blocs;
};

// The first line of a file that its owner alone may read.
std::string read_token(const std::string& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) {
    throw Error(fmt::format("the token file {} cannot be read", file));
  }
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    throw Error(fmt::format("the token file {} is open to others; `chmod 600` it", file));
  }
  std::string token;
  std::getline(std::ifstream(file), token);
  if (token.size() < shortest_token) {
    throw Error(fmt::format("the token in {} has {} characters; it needs {} at least", file,
                            token.size(), shortest_token));
  }
  return token;
}

// Blocked before any thread is there, so that only whoever waits for them sees them.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

void wait_for(const sigset_t& signals, const HttpServer& server) {
  constexpr timespec second{.tv_sec = 1, .tv_nsec = 0};
  while (server.is_running() && sigtimedwait(&signals, nullptr, &second) < 0) {
  }
}

void complain(std::string_view what) {
  std::cerr << "entente: " + printable(what) + "\n" << std::flush;
}

ExitCode run_serve(const ServeOptions& options) {
  if (!is_address(options.address)) {
    throw UsageError(
        fmt::format("--bind {}: no address; write 127.0.0.1, ::1 or 0.0.0.0", options.address));
  }
  if (!is_loopback(options.address) && options.token_file.empty()) {
    throw UsageError(
        fmt::format("--bind {}: others can reach this address; --token-file says what they have "
                    "to know",
                    options.address));
  }
  const std::string token = options.token_file.empty() ? "" : read_token(options.token_file);
  const sigset_t signals = block_stop_signals();
  const NameWords words = NameWords::load(find_language_folder(""));
  const Leaders leaders = Leaders::load(find_leaders_folder());
  const Memberships blocs = Memberships::load(
      options.blocs.empty() ? find_blocs_file() : std::filesystem::path(options.blocs));
  const ServedGraph graph(options.graph, leaders, words, blocs, complain, warm_up);
  HttpServer server(graph,
                    {.address = options.address,
                     .port = options.port,
                     .token = token,
                     .time_limit = std::chrono::seconds(options.time_limit)},
                    complain);
  server.start();
  const bool is_ipv6 = options.address.find(':') != std::string::npos;
  Output output("-");
  output.stream() << fmt::format(
      "http://{}:{}/\n", is_ipv6 ? "[" + options.address + "]" : options.address, server.port());
  output.commit();
  wait_for(signals, server);
  const bool failed = !server.is_running();
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);  // a second signal ends at once
  server.stop();
  if (failed) throw Error("the server cannot listen any more");
  return ExitCode::Done;
}

}  // namespace

Command add_serve(CLI::App& program) {
  const auto options = std::make_shared<ServeOptions>();
  CLI::App* app = program.add_subcommand("serve");
  app->description(
      "Serve a graph over HTTP, for reading.\n"
      "Answers what the other commands answer, as JSON; /openapi.json describes it. What is "
      "written to the graph meanwhile is seen soon after. Prints its address once it listens, and "
      "ends with SIGINT (Ctrl-C) or SIGTERM.");
  add_graph_option(*app, options->graph, "The folder of the graph");
  app->add_option("--bind", options->address,
                  "The address to listen on; others than this machine's own need a token "
                  "(127.0.0.1)")
      ->option_text("ADDRESS");
  app->add_option("--port", options->port, "The port to listen on, 0 for any that is free (8080)")
      ->check(CLI::Range(0, highest_port))
      ->option_text("N");
  app->add_option("--token-file", options->token_file,
                  "A file, readable by you alone, with what requests have to bring: "
                  "'Authorization: Bearer TOKEN'; a browser is asked for it")
      ->option_text("FILE");
  app->add_option("--time-limit", options->time_limit,
                  "How many seconds an answer may read the graph (30)")
      ->check(from_one_up())
      ->option_text("SECONDS");
  app->add_option("--blocs", options->blocs,
                  "The blocs of roll-up=bloc, as `entente alliances --blocs` reads them (alliances "
                  "and unions since 1945)")
      ->option_text("FILE");
  app->footer(
      help_footer("  entente serve --graph graph\n"
                  "  curl 'http://127.0.0.1:8080/api/facts?about=Russia&since=2023-07&limit=10'\n"
                  "  entente serve --graph graph --bind 0.0.0.0 --port 80 --token-file token\n"));
  return {app, [options] { return run_serve(*options); }};
}

}  // namespace entente
