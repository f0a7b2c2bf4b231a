#include "store/verify.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/display.h"
#include "cli/help.h"
#include "cli/languages.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "store/graph_copies.h"
#include "store/graph_resolution.h"

namespace entente {
namespace {

struct VerifyCommandOptions {
  std::string graph;
  bool repair = false;
  bool json = false;
};

std::string remedy_of(const Difference& difference) {
  switch (difference.remedy) {
    case Difference::Remedy::Rebuild:
      return "rebuild";
    case Difference::Remedy::TakeDocumentOut:
      return "take document out";
    case Difference::Remedy::TakeDecisionOut:
      return "take decision out";
    case Difference::Remedy::Salvage:
      return "salvage";
    case Difference::Remedy::StoreAgain:
      return "store again";
    case Difference::Remedy::None:
      break;
  }
  return "none";
}

void print_difference_json(const Difference& difference, std::ostream& stream) {
  stream << nlohmann::ordered_json{{"family", name_of(difference.family)},
                                   {"key", difference.key},
                                   {"kind", name_of(difference.kind)},
                                   {"reason", difference.reason},
                                   {"remedy", remedy_of(difference)}}
                .dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace)
         << '\n';
}

void print_difference_line(const Difference& difference, std::ostream& stream) {
  stream << printable(fmt::format("{}: {}: {}{}{}", name_of(difference.family), difference.key,
                                  name_of(difference.kind), difference.reason.empty() ? "" : ": ",
                                  difference.reason))
         << '\n';
}

std::string plural(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

void print_summary(const Verification& found, bool repaired, std::ostream& stream) {
  std::size_t checked = 0;
  for (const std::size_t entries : found.checked) checked += entries;
  if (found.total() == 0) {
    stream << fmt::format("{} entries checked: no difference\n", checked);
    return;
  }
  std::vector<std::string> counts;
  for (std::size_t i = 0; i < family_names.size(); ++i) {
    const std::size_t count = found.differences.at(i);
    if (count > 0) counts.push_back(fmt::format("{} in {}", count, family_names.at(i)));
  }
  stream << fmt::format("{} entries checked: {}{} ({})\n", checked,
                        plural(found.total(), "difference"), repaired ? " repaired" : "",
                        fmt::join(counts, ", "));
  if (found.salvage && found.salvage->may_have_lost()) {
    stream << fmt::format(
        "what was stored before the damage is kept; {} known to be lost after it, others may be: "
        "build or ingest again what was stored last; the files as they were are in {}\n",
        plural(found.salvage->lost.size(), "change"), printable(found.salvage->kept.string()));
  }
  if (found.damaged_documents > 0) {
    stream << fmt::format("{} {}; build or ingest what is named above again\n",
                          plural(found.damaged_documents, "damaged document"),
                          repaired ? "taken out" : "to be taken out by --repair");
  }
  if (found.damaged_decisions > 0) {
    stream << fmt::format("{} {}; decide what is named above again with entente resolve\n",
                          plural(found.damaged_decisions, "damaged decision"),
                          repaired ? "taken out" : "to be taken out by --repair");
  }
}

ExitCode run_verify(const VerifyCommandOptions& options) {
  Output output("-");
  Progress progress(std::cerr, "entries checked", errors_go_to_terminal());
  const auto print = options.json ? print_difference_json : print_difference_line;
  Verification found;
  try {
    found = verify(options.graph,
                   {.repair = options.repair ? Repair::Yes : Repair::No,
                    .progress = [&](std::size_t entries) { progress.update(entries, 0, 0); }},
                   [&](const Difference& difference) { print(difference, output.stream()); });
  } catch (const Error& why_it_ended) {
    output.commit();  // what was found before
    throw;
  }
  if (options.repair && found.total() > 0) {
    Store store = Store::open(options.graph, {.mode = StoreMode::ReadWrite});
    keep_identities(store, NameWords::load(find_language_folder("")));
    keep_copies(store);
    store.sync();
  }
  if (!options.json) print_summary(found, options.repair, output.stream());
  output.commit();
  const bool lost = found.damaged_documents + found.damaged_decisions > 0 ||
                    (found.salvage && found.salvage->may_have_lost());
  const bool right = options.repair ? !lost : found.total() == 0;
  return right ? ExitCode::Done : ExitCode::Failed;
}

}  // namespace

Command add_verify(CLI::App& program) {
  const auto options = std::make_shared<VerifyCommandOptions>();
  CLI::App* app = program.add_subcommand("verify");
  app->description(
      "Check that a graph is what its documents say.\n"
      "Reads the checksums of all files, puts facts, entities and indexes together anew from "
      "documents and evidence, and lists each difference with its key: what is missing, extra, "
      "changed or unreadable. Exit code 1 where there is any. Takes room in the temporary folder "
      "(TMPDIR), about as much as the graph does.");
  add_graph_option(*app, options->graph, "The folder of the graph");
  app->add_flag("--repair", options->repair,
                "Rebuild what follows from documents and evidence. A document that is damaged "
                "itself is taken out, to be built or ingested again, and so is a user's decision "
                "that cannot be read; of a damaged log what was stored before the damage is kept; "
                "only then exit code 1");
  app->add_flag("--json", options->json, "One JSON object a line for each difference");
  app->footer(
      help_footer("  entente verify --graph graph\n"
                  "  entente verify --graph graph --repair\n"
                  "  entente verify --graph graph --json | jq .key\n"));
  return {app, [options] { return run_verify(*options); }};
}

}  // namespace entente
