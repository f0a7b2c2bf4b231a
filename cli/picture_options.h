// The options of the commands that draw: --svg PATH and --html PATH, beside what is printed.
#pragma once

#include <CLI/CLI.hpp>
#include <ostream>
#include <string>

#include "cli/output.h"
#include "export/pictures/alliance_pictures.h"

namespace entente {

class PictureOptions {
 public:
  // Declares both. `what` the picture shows: "a heat map over time".
  void add_to(CLI::App& app, const std::string& what);

  bool are_wanted() const { return !svg_.empty() || !html_.empty(); }

  // Writes the pictures asked for. Throws Error where a path cannot be
  // written.
  template <typename View>
  void write(const PictureRequest& request, const View& view) const {
    write_to(svg_, PictureForm::Svg, request, view);
    write_to(html_, PictureForm::Page, request, view);
  }

 private:
  template <typename View>
  static void write_to(const std::string& path, PictureForm form, const PictureRequest& request,
                       const View& view) {
    if (path.empty()) return;
    Output output(path);
    write_picture(output.stream(), form, request, view);
    output.commit();
  }

  std::string svg_;  // "" where none is asked for
  std::string html_;
};

}  // namespace entente
