#include "cli/backup_list.h"

#include <array>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <string_view>

#include "cli/display.h"
#include "cli/table.h"
#include "extract/json_text.h"

namespace entente {

std::string size_text(std::uint64_t bytes) {
  static constexpr std::array<std::string_view, 4> units{"kB", "MB", "GB", "TB"};
  double size = static_cast<double>(bytes) / 1000;
  std::size_t unit = 0;
  for (; size >= 1000 && unit + 1 < units.size(); ++unit) size /= 1000;
  return fmt::format("{:.1f} {}", size, units.at(unit));
}

std::string to_json_line(const Backup& backup) {
  using Json = nlohmann::ordered_json;
  return Json{{"number", backup.number},
              {"time", string_or_null(backup.time)},
              {"graph", string_or_null(backup.graph)},
              {"files", backup.files},
              {"bytes", backup.bytes},
              {"added", backup.added},
              {"damage", string_or_null(backup.damage)}}
      .dump(-1, ' ', false, Json::error_handler_t::replace);
}

void print_backups(std::span<const Backup> backups, bool json, std::ostream& stream) {
  if (json) {
    for (const Backup& backup : backups) stream << to_json_line(backup) << '\n';
    return;
  }
  Table table(stream,
              {{.title = "number", .align = Column::Align::Right, .may_shrink = false},
               {.title = "time", .align = Column::Align::Left, .may_shrink = false},
               {.title = "size", .align = Column::Align::Right, .may_shrink = false},
               {.title = "added", .align = Column::Align::Right, .may_shrink = false},
               {.title = "graph", .align = Column::Align::Left, .may_shrink = true}},
              output_columns());
  for (const Backup& backup : backups) {
    if (backup.damage.empty()) {
      table.add({std::to_string(backup.number), backup.time, size_text(backup.bytes),
                 size_text(backup.added), backup.graph});
    } else {
      table.add({std::to_string(backup.number), "", "", "", ""});
      table.add_note("damaged: " + backup.damage);
    }
  }
  table.finish();
}

}  // namespace entente
