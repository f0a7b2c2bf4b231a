// A graph that is served while it is written: many ask at once, every answer is whole and of one
// state. For ThreadSanitizer, too; tests/interop/serve_api.py asks what the answers are.
#include <atomic>
#include <chrono>
#include <gtest/gtest.h>
#include <httplib.h>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "export/http/kept_answers.h"
#include "export/http/server.h"
#include "export/http/tar_archive.h"
#include "export/http/warm_up.h"
#include "store/store.h"
#include "tests/cli/temporary_folder.h"
#include "tests/export/graph_of_triples.h"

namespace entente {
namespace {

using nlohmann::json;

class Served : public testing::Test {
 protected:
  // httplib makes what it compares requests with when the first one comes. ThreadSanitizer does not
  // see that others wait for it, as the library is built without: so one thread asks beforehand.
  static void SetUpTestSuite() {
    httplib::Server server;
    server.new_task_queue = [] { return new httplib::ThreadPool(1); };
    const int port = server.bind_to_any_port("127.0.0.1");
    std::thread listener([&] { server.listen_after_bind(); });
    const auto answer = httplib::Client("127.0.0.1", port).Get("/");
    server.stop();
    listener.join();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 404);
  }

  Served() {
    for (int n = 0; n < 5; ++n) write(n);
  }

  // One more document, which tells of a meeting.
  void write(int number) const {
    Triple told = triple(
        {.id = "country/NOR", .name = "Norway", .type = EntityType::GeoPolitical, .country = "NOR"},
        "met", RelationClass::Consult,
        {.id = "country/SWE",
         .name = "Sweden",
         .type = EntityType::GeoPolitical,
         .country = "SWE"});
    told.document = "d-" + std::to_string(number);
    told.date = "2023-07-0" + std::to_string(1 + number % 9);
    told.observed = told.date;
    Store store =
        Store::open(graph_, {.mode = number == 0 ? StoreMode::Create : StoreMode::ReadWrite});
    store.put_document({.id = told.document, .date = told.date}, std::vector{told});
  }

  std::string graph() const { return graph_; }

 private:
  TemporaryFolder folder_;
  std::string graph_ = folder_.file("graph");
};

TEST_F(Served, ManyAskWhileAWriterWrites) {
  const Leaders leaders;
  const NameWords words;
  const Memberships blocs;
  std::mutex mutex;
  std::string complaints;
  const auto complain = [&](std::string_view what) {
    const std::lock_guard lock(mutex);
    complaints.append(what).append("\n");
  };
  const ServedGraph served(graph(), leaders, words, blocs, complain, warm_up);
  HttpServer server(served, {.port = 0}, complain);
  server.start();
  constexpr std::size_t last = 12;  // documents
  std::atomic<bool> all_seen = false;
  std::map<std::string, std::size_t> documents;  // by state
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::minutes(2);
  const auto ask = [&](const std::string& path) {
    httplib::Client client("127.0.0.1", server.port());
    while (!all_seen && std::chrono::steady_clock::now() < give_up) {
      const auto answer = client.Get(path.c_str());
      if (!answer || answer->status != 200) {
        const std::lock_guard lock(mutex);
        ADD_FAILURE() << path << ": " << (answer ? answer->body : "no answer");
        return;
      }
      if (path != "/api/stats") continue;
      const std::size_t seen = json::parse(answer->body)["documents"];
      const std::lock_guard lock(mutex);
      const auto [state, is_new] = documents.emplace(answer->get_header_value("ETag"), seen);
      EXPECT_EQ(state->second, seen) << "two answers of one state";
      if (seen == last) all_seen = true;
    }
  };
  std::vector<std::jthread> clients;
  for (const char* path :
       {"/api/stats", "/api/entity?id=country/NOR", "/api/alliance?actor=Norway&other=Sweden",
        "/api/timeline?actor=Norway&known-by=2023-07-04", "/explorer.json",
        "/api/path?from=Norway&to=Sweden", "/api/export?format=csv"}) {
    clients.emplace_back(ask, path);
  }
  for (std::size_t n = 5; n < last; ++n) {
    write(static_cast<int>(n));
    std::this_thread::sleep_for(std::chrono::milliseconds(300));  // the server looks every second
  }
  clients.clear();
  server.stop();
  EXPECT_TRUE(all_seen) << "the last document was not seen";
  EXPECT_EQ(complaints, "");
}

TEST_F(Served, EntitiesAreFoundByWhatLanguagesCallThem) {
  const Leaders leaders;
  const NameWords words = NameWords::load(ENTENTE_SOURCE_DIR "/extract/language");
  const Memberships blocs;
  const auto complain = [](std::string_view what) { ADD_FAILURE() << what; };
  const ServedGraph served(graph(), leaders, words, blocs, complain, warm_up);
  HttpServer server(served, {.port = 0}, complain);
  server.start();
  httplib::Client client("127.0.0.1", server.port());
  for (const char* name : {"Norway", "Noruega", "NOR"}) {
    const auto answer = client.Get(std::string("/api/entities?name=") + name);
    ASSERT_TRUE(answer) << name;
    const json entities = json::parse(answer->body)["entities"];
    ASSERT_EQ(entities.size(), 1u) << name;
    EXPECT_EQ(entities[0]["id"], "country/NOR") << name;
  }
  server.stop();
}

TEST(KeptAnswers, TellsWhatWasAskedTheLastFirst) {
  KeptAnswers answers(1000);
  const auto answer = std::make_shared<const std::string>("answer");
  answers.keep("one", answer);
  answers.keep_ready("ready", answer);
  answers.keep("two", answer);
  EXPECT_EQ(answers.asked(), (std::vector<std::string>{"two", "one"}));
  EXPECT_EQ(answers.find("ready"), answer);
  EXPECT_EQ(answers.asked(), (std::vector<std::string>{"ready", "two", "one"}));
}

TEST(KeptAnswers, WhatIsMadeReadyTakesNobodysRoom) {
  KeptAnswers answers(40);
  const auto answer = std::make_shared<const std::string>(9, 'x');
  answers.keep("a", answer);
  answers.keep("b", answer);
  answers.keep("c", answer);
  answers.keep("d", answer);
  answers.keep_ready("e", answer);
  EXPECT_FALSE(answers.contains("e"));
  EXPECT_TRUE(answers.contains("a"));
  answers.keep("f", answer);
  EXPECT_FALSE(answers.contains("a"));
}

TEST(TarArchive, HoldsFilesWrittenSideBySideAtTheirPlaces) {
  TarArchive archive("folder");
  std::ostream& one = archive.open("one");
  std::ostream& two = archive.open("two");
  two << std::string(513, '2');
  one << "1";
  std::ostringstream stream;
  archive.write(stream);
  const std::string tar = stream.str();
  ASSERT_EQ(tar.size(), (1 + 1 + 1 + 2 + 2) * 512U);
  EXPECT_EQ(tar.substr(0, 11), std::string("folder/one\0", 11));
  EXPECT_EQ(tar.substr(124, 11), "00000000001");
  EXPECT_EQ(tar.substr(512, 2), std::string("1\0", 2));
  EXPECT_EQ(tar.substr(1024 + 124, 11), "00000001001");
  EXPECT_EQ(tar.substr(1536, 514), std::string(513, '2') + '\0');
  EXPECT_EQ(tar.substr(2560), std::string(1024, '\0'));
}

}  // namespace
}  // namespace entente
