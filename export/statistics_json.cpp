#include "export/statistics_json.h"

#include <nlohmann/json.hpp>

#include "extract/json_text.h"

namespace entente {

std::string to_json_line(const StoreStatistics& statistics) {
  nlohmann::ordered_json json{{"documents", statistics.documents},
                              {"copies", statistics.copies},
                              {"entities", statistics.entities},
                              {"facts", statistics.facts},
                              {"mentions", statistics.mentions},
                              {"first_date", string_or_null(statistics.first_date)},
                              {"last_date", string_or_null(statistics.last_date)},
                              {"first_observed", string_or_null(statistics.first_observed)},
                              {"last_observed", string_or_null(statistics.last_observed)},
                              {"classes", nlohmann::ordered_json::object()}};
  for (std::size_t i = 0; i < relation_class_count; ++i) {
    json["classes"][std::string(name_of(static_cast<RelationClass>(i)))] =
        statistics.facts_by_class[i];
  }
  return json.dump();
}

}  // namespace entente
