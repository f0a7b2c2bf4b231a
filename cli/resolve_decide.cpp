// The commands that change what users have decided: merge, split, rename, undo.
#include <chrono>
#include <ctime>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <functional>
#include <iostream>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/display.h"
#include "cli/help.h"
#include "cli/languages.h"
#include "cli/output.h"
#include "cli/resolve.h"
#include "extract/error.h"
#include "extract/read/utf8.h"
#include "store/graph_resolution.h"
#include "store/store.h"
#include "store/user_decision.h"

namespace entente {
namespace {

struct DecideOptions {
  std::string graph;
  std::string one;
  std::string other;
  std::string name;
  std::string note;
};

struct UndoOptions {
  std::string graph;
  std::optional<std::uint64_t> number;
};

void check_text(std::string_view what, const std::string& text) {
  if (find_broken_utf8(text)) throw UsageError(fmt::format("{} is not UTF-8", what));
}

std::string present_time() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
}

// Shows what the entities of a decision are now.
void print_entities(const Snapshot& documents, const Identities& identities,
                    const Decision& decision, std::ostream& stream) {
  const Snapshot joined = documents.joined(std::make_shared<const Identities>(identities));
  std::set<std::string> shown;
  for (const std::string& id : decision.entities) {
    const auto entity = joined.entity(id);
    if (!entity) {
      stream << printable(fmt::format("  {} is not in the graph", id)) << '\n';
      continue;
    }
    if (!shown.insert(entity->id).second) continue;
    std::vector<std::string> others;
    for (const std::string& member : identities.members_of(id)) {
      if (member != entity->id) others.push_back(member);
    }
    stream << printable(fmt::format("  {} ({}){}{}", entity->name, entity->id,
                                    others.empty() ? "" : ", one with ", fmt::join(others, ", ")))
           << '\n';
  }
}

// Finds anew who is one and says how the decision, made or taken back, has turned out.
void finish(Store& store, const NameWords& words, std::string_view done, const Decision& decision) {
  keep_identities(store, words);
  store.sync();
  const Snapshot snapshot = store.snapshot();
  Output output("-");
  output.stream() << printable(fmt::format("{} {}: {}", done, decision.number, text_of(decision)))
                  << '\n';
  print_entities(snapshot, snapshot.identities().value(), decision, output.stream());
  output.commit();
}

// Whether one of a merge is a person and the other is none: a name may be mistaken for another's.
bool joins_a_person(const Snapshot& documents, const Decision& decision) {
  const auto is_person = [&](const std::string& id) {
    return documents.entity(id)->type == EntityType::Person;
  };
  return decision.kind == DecisionKind::Merge &&
         is_person(decision.entities.front()) != is_person(decision.entities.back());
}

// What the user may not have thought of.
std::string remark(const Snapshot& documents, const Identities& identities,
                   const Decision& decision) {
  const std::string& one = decision.entities.front();
  if (decision.kind == DecisionKind::Merge &&
      identities.of(one) == identities.of(decision.entities.back())) {
    return fmt::format(
        "{} and {} were one already, as `entente resolve suggest --joined` explains; now they stay "
        "one whatever is found later",
        one, decision.entities.back());
  }
  if (joins_a_person(documents, decision)) {
    return fmt::format("documents call one of {} and {} a person and the other none", one,
                       decision.entities.back());
  }
  const auto joined = documents.joined(std::make_shared<const Identities>(identities));
  if (decision.kind == DecisionKind::Rename && joined.entity(one)->name == decision.name) {
    return fmt::format("{} was called so already; now it stays so whatever documents call it", one);
  }
  return "";
}

using MakeDecision = std::function<Decision(const Snapshot& documents, const Identities&)>;

ExitCode run_decide(const DecideOptions& options, const MakeDecision& make) {
  check_text("the note", options.note);
  const NameWords words = NameWords::load(find_language_folder(""));
  Store store = Store::open(options.graph, {.mode = StoreMode::ReadWrite});
  keep_identities(store, words);
  const Snapshot before = store.snapshot();
  const Identities identities = before.identities().value();
  Decision decision = make(before, identities);
  decision.time = present_time();
  decision.note = options.note;
  decision.number = store.decide(decision);
  finish(store, words, "decision", decision);
  const std::string said = remark(before, identities, decision);
  if (!said.empty()) Warnings(std::cerr, errors_go_to_terminal()).note(said);
  return ExitCode::Done;
}

ExitCode run_merge(const DecideOptions& options) {
  return run_decide(options, [&](const Snapshot& documents, const Identities& identities) {
    return merge_of(documents, identities, options.one, options.other);
  });
}

ExitCode run_split(const DecideOptions& options) {
  return run_decide(options, [&](const Snapshot& documents, const Identities& identities) {
    return options.other.empty() ? split_of(documents, identities, options.one)
                                 : split_of(documents, identities, options.one, options.other);
  });
}

ExitCode run_rename(const DecideOptions& options) {
  check_text("the name", options.name);
  return run_decide(options, [&](const Snapshot& documents, const Identities& identities) {
    return rename_of(documents, identities, options.one, options.name);
  });
}

ExitCode run_undo(const UndoOptions& options) {
  const NameWords words = NameWords::load(find_language_folder(""));
  Store store = Store::open(options.graph, {.mode = StoreMode::ReadWrite});
  const auto decisions = store.snapshot().decisions();
  if (decisions.empty()) {
    throw Error(fmt::format("the graph \"{}\" has no decision to undo", options.graph));
  }
  const std::uint64_t number = options.number.value_or(decisions.back().number);
  const auto undone = store.undo(number);
  if (!undone) {
    throw Error(fmt::format(
        "the graph \"{}\" has no decision {}; `entente resolve list` shows those that it has",
        options.graph, number));
  }
  finish(store, words, "undone: decision", *undone);
  return ExitCode::Done;
}

void add_actor(CLI::App& app, const std::string& name, std::string& actor) {
  app.add_option(name, actor, "An id or a name; case and accents do not matter")
      ->required()
      ->option_text("ACTOR (required)");
}

void add_note(CLI::App& app, std::string& note) {
  app.add_option("--note", note, "Why, for those who come after you")->option_text("TEXT");
}

}  // namespace

Command add_merge(CLI::App& resolve) {
  const auto options = std::make_shared<DecideOptions>();
  CLI::App* app = resolve.add_subcommand("merge");
  app->description(
      "Decide that two entities are one.\n"
      "From now on all queries and exports show them, and all that is joined to either, as one. "
      "Which of the two comes first does not matter; `entente resolve rename` says what it is "
      "called.");
  add_actor(*app, "one", options->one);
  add_actor(*app, "other", options->other);
  add_graph_option(*app, options->graph, "The folder of the graph");
  add_note(*app, options->note);
  app->footer(help_footer(
      "  entente resolve merge 'J. Kerry' 'John Kerry' --graph graph\n"
      "  entente resolve merge org/farc org/farc-ep --graph graph --note 'the same since 1982'\n"));
  return {app, [options] { return run_merge(*options); }};
}

Command add_split(CLI::App& resolve) {
  const auto options = std::make_shared<DecideOptions>();
  CLI::App* app = resolve.add_subcommand("split");
  app->description(
      "Decide that entities are not one.\n"
      "The first is none of the second, now or ever; others that were one with both go with whom "
      "they look most like. Without a second, the first is none of those that it is joined with "
      "now. Names are those that documents give: `entente entity NAME --unresolved` shows whom "
      "they stand for. What a decision has merged is taken apart by `entente resolve undo`.");
  add_actor(*app, "one", options->one);
  app->add_option("other", options->other, "Whom it is not, an id or a name")->option_text("ACTOR");
  add_graph_option(*app, options->graph, "The folder of the graph");
  add_note(*app, options->note);
  app->footer(
      help_footer("  entente resolve split 'George Bush' 'George W. Bush' --graph graph\n"
                  "  entente resolve split person/serguei-shoigu --graph graph\n"));
  return {app, [options] { return run_split(*options); }};
}

Command add_rename(CLI::App& resolve) {
  const auto options = std::make_shared<DecideOptions>();
  CLI::App* app = resolve.add_subcommand("rename");
  app->description(
      "Decide what an entity is called.\n"
      "All queries and exports call it so, and find it by this name too. Its id and the names that "
      "documents give it stay. Of several names that an entity was given, the last one goes.");
  add_actor(*app, "entity", options->one);
  app->add_option("name", options->name, "The new name")
      ->required()
      ->option_text("NAME (required)");
  add_graph_option(*app, options->graph, "The folder of the graph");
  add_note(*app, options->note);
  app->footer(help_footer(
      "  entente resolve rename org/kcna 'Korean Central News Agency' --graph graph\n"));
  return {app, [options] { return run_rename(*options); }};
}

Command add_undo(CLI::App& resolve) {
  const auto options = std::make_shared<UndoOptions>();
  CLI::App* app = resolve.add_subcommand("undo");
  app->description(
      "Take a decision back.\n"
      "All queries and exports are then as if it had never been made. Without a number, the last "
      "decision is taken back.");
  app->add_option("number", options->number, "Which, as `entente resolve list` numbers them")
      ->check(from_one_up())
      ->option_text("NUMBER");
  add_graph_option(*app, options->graph, "The folder of the graph");
  app->footer(
      help_footer("  entente resolve undo --graph graph\n"
                  "  entente resolve undo 3 --graph graph\n"));
  return {app, [options] { return run_undo(*options); }};
}

}  // namespace entente
