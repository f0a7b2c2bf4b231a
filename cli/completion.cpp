#include <memory>
#include <string>

#include "cli/completion_scripts.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/self_description.h"

namespace entente {
namespace {

std::string script_for(const std::string& shell, const CommandReference& program) {
  if (shell == "bash") return bash_completion(program);
  if (shell == "zsh") return zsh_completion(program);
  return fish_completion(program);
}

}  // namespace

Command add_completion(CLI::App& program) {
  const auto shell = std::make_shared<std::string>();
  CLI::App* app = program.add_subcommand("completion");
  app->description(
      "Print what has a shell complete commands and options.\n"
      "Prints a script for the shell: commands, their options, and files, folders and words that "
      "these take are completed from then on.");
  app->add_option("shell", *shell, "Which shell")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}))
      ->option_text("SHELL (required)");
  app->footer(
      help_footer("  source <(entente completion bash)\n"
                  "  entente completion fish > ~/.config/fish/completions/entente.fish\n"));
  return {app, [&program, shell] {
            Output output("-");
            output.stream() << script_for(*shell, reference_of(program));
            output.commit();
            return ExitCode::Done;
          }};
}

}  // namespace entente
