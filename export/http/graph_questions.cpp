#include <array>
#include <charconv>
#include <cstdint>
#include <utility>
#include <vector>

#include "export/copied_documents.h"
#include "export/document_json.h"
#include "export/fact_json.h"
#include "export/fact_views.h"
#include "export/http/asking.h"
#include "export/http/questions.h"
#include "export/statistics_json.h"

namespace entente {
namespace {

constexpr std::size_t most_names_found = 10'000;

// Whether an index leads to the facts.
bool is_narrow(const Filter& filter) {
  return !filter.about.empty() || !filter.subject.empty() || !filter.object.empty() ||
         !filter.documents.empty();
}

// Those that a name begins with: the most named first.
Page entities_beginning(const Snapshot& snapshot, const std::string& prefix,
                        const PageWords& words) {
  using Rank = std::pair<std::int64_t, std::string>;  // less documents, then the id
  std::vector<std::pair<Rank, Entity>> found;
  for (const std::string& id : snapshot.names_beginning(prefix, most_names_found)) {
    auto entity = snapshot.entity(id);
    if (!entity) continue;
    std::int64_t documents = 0;
    for (const Entity::Name& name : entity->names) documents += name.documents;
    found.push_back({{-documents, id}, *std::move(entity)});
  }
  std::ranges::sort(found, {}, &std::pair<Rank, Entity>::first);
  std::optional<Rank> after;
  if (words.after) {
    std::int64_t documents = 0;
    const std::string& text = words.after->front();
    std::from_chars(text.data(), text.data() + text.size(), documents);
    after = Rank{documents, words.after->back()};
  }
  Page page("entities", words.limit);
  for (const auto& [rank, entity] : found) {
    if (after && rank <= *after) continue;
    if (!page.has_room()) {
      page.more();
      break;
    }
    page.add(to_json_line(entity), std::array{std::to_string(rank.first), rank.second});
  }
  return page;
}

Page all_entities(const Snapshot& snapshot, const PageWords& words) {
  Page page("entities", words.limit);
  snapshot.entities(
      [&](const Entity& entity) {
        if (!page.has_room()) {
          page.more();
          return Walk::Stop;
        }
        page.add(to_json_line(entity), std::array{std::string(), entity.id});
        return Walk::Continue;
      },
      words.after ? words.after->back() : "");
  return page;
}

Page entities_named(const Snapshot& snapshot, const std::string& name, const PageWords& words) {
  Page page("entities", words.limit);
  for (const std::string& id : snapshot.find(name)) {
    if (words.after && id <= words.after->back()) continue;
    if (!page.has_room()) {
      page.more();
      break;
    }
    if (const auto entity = snapshot.entity(id)) {
      page.add(to_json_line(*entity), std::array{std::string(), id});
    }
  }
  return page;
}

// Throws Problem (404) where there is none.
DocumentRecord known_document(const Snapshot& snapshot, const std::string& id) {
  auto record = snapshot.document(id);
  if (!record) throw Problem(not_found, "this graph has no document \"" + id + "\"");
  return *std::move(record);
}

}  // namespace

Question ask_facts(Parameters& parameters) {
  const Filter filter = filter_of(parameters);
  const bool sentences = !parameters.flag("without-sentences");
  const PageWords words = page_words(parameters, parts_of_a_fact);
  std::optional<FactKey> after;
  if (words.after) after = fact_key_of(*words.after);
  return {.effort = is_narrow(filter) ? Effort::Quick : Effort::Long,
          .answer = [=](const AskedGraph& graph) {
            const Snapshot& snapshot = graph.snapshot();
            check_known(snapshot, filter);
            Page page("facts", words.limit);
            visit_facts(
                snapshot, filter, sentences ? Sentences::Load : Sentences::Skip,
                [&](const FactView& view) {
                  if (!page.has_room()) {
                    page.more();
                    return Walk::Stop;
                  }
                  page.add(to_json_line(view), place_of(view.fact.key));
                  return Walk::Continue;
                },
                after);
            return page.answer();
          }};
}

Question ask_entities(Parameters& parameters) {
  const auto name = parameters.one("name");
  const auto prefix = parameters.one("prefix");
  const PageWords words = page_words(parameters, 2);
  if (name && prefix) throw Problem(bad_request, "give either name or prefix");
  if (prefix && lookup_key(*prefix).empty()) throw Problem(bad_request, "prefix is empty");
  return {.answer = [=](const AskedGraph& graph) {
    const Snapshot& snapshot = graph.snapshot();
    if (name) return entities_named(snapshot, *name, words).answer();
    if (prefix) return entities_beginning(snapshot, *prefix, words).answer();
    return all_entities(snapshot, words).answer();
  }};
}

Question ask_stats(Parameters&) {
  return {.effort = Effort::Long, .answer = [](const AskedGraph& graph) {
            return Answer{.body = to_json_line(graph.snapshot().statistics())};
          }};
}

Question ask_documents(Parameters& parameters) {
  const PageWords words = page_words(parameters, 1);
  return {.answer = [=](const AskedGraph& graph) {
    const Snapshot& snapshot = graph.snapshot();
    Page page("documents", words.limit);
    snapshot.documents(
        [&](const DocumentRecord& record) {
          if (!page.has_room()) {
            page.more();
            return Walk::Stop;
          }
          page.add(to_json_line(record), std::array{record.id});
          return Walk::Continue;
        },
        words.after ? words.after->front() : "");
    return page.answer();
  }};
}

Question ask_document(Parameters& parameters) {
  const std::string id = parameters.required("id");
  return {.answer = [=](const AskedGraph& graph) {
    const Snapshot& snapshot = graph.snapshot();
    return Answer{.body = to_json_line(known_document(snapshot, id), snapshot)};
  }};
}

Question ask_copies(Parameters& parameters) {
  const std::vector<std::string> documents = parameters.all("document");
  const PageWords words = page_words(parameters, 1);
  return {.effort = documents.empty() ? Effort::Long : Effort::Quick,
          .answer = [=](const AskedGraph& graph) {
            const Snapshot& snapshot = graph.snapshot();
            for (const std::string& id : documents) known_document(snapshot, id);
            Page page("copied", words.limit);
            visit_copied(
                snapshot, documents,
                [&](const CopiedDocument& copied) {
                  if (!page.has_room()) {
                    page.more();
                    return Walk::Stop;
                  }
                  page.add(to_json_line(copied), std::array{copied.record.id});
                  return Walk::Continue;
                },
                words.after ? words.after->front() : "");
            return page.answer();
          }};
}

}  // namespace entente
