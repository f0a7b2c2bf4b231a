#include "cli/picture_options.h"

namespace entente {

void PictureOptions::add_to(CLI::App& app, const std::string& what) {
  app.add_option("--svg", svg_, "Draw it, too: " + what + ", as SVG, for light and dark")
      ->option_text("PATH");
  app.add_option("--html", html_,
                 "The same as one page for a browser: parts tell more when pointed at, and tables "
                 "say all that is drawn")
      ->option_text("PATH");
}

}  // namespace entente
