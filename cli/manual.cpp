#include <memory>

#include "cli/help.h"
#include "cli/man_page.h"
#include "cli/output.h"
#include "cli/self_description.h"

namespace entente {

Command add_manual(CLI::App& program) {
  CLI::App* app = program.add_subcommand("manual");
  app->description(
      "Print the manual page.\n"
      "Prints all that the helps of the commands tell as one page for man.");
  app->footer(
      help_footer("  entente manual | man -l -\n"
                  "  entente manual > /usr/local/share/man/man1/entente.1\n"));
  return {app, [&program] {
            Output output("-");
            output.stream() << man_page(reference_of(program), ENTENTE_VERSION);
            output.commit();
            return ExitCode::Done;
          }};
}

}  // namespace entente
