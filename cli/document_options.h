// The options that say which documents are read and how: shared by build, extract and annotate.
#pragma once

#include <CLI/CLI.hpp>
#include <cstddef>
#include <string>
#include <vector>

#include "extract/effort.h"
#include "extract/partition.h"
#include "extract/read/reader.h"

namespace entente {

class DocumentOptions {
 public:
  // Declares INPUT…, --format, --field, --date, --lang, --language-dir, --threads, --partition and
  // --strict. `more_formats` are accepted for --format beside those of a CorpusReader.
  void add_to(CLI::App& app, const std::vector<std::string>& more_formats = {});

  // Declares --quick, for commands that find relations.
  void add_effort_to(CLI::App& app);

  const std::vector<std::string>& inputs() const { return inputs_; }
  const std::string& language_folder() const { return language_folder_; }
  const std::string& format() const { return reading_.format; }
  Effort effort() const { return quick_ ? Effort::Quick : Effort::Full; }
  bool strict() const { return reading_.strict; }
  const Partition& partition() const { return partition_; }

  // Workers to run: what was given, else one for each of the machine's cores.
  std::size_t threads() const;

  // Throws UsageError for a --field that is not NAME=FIELD, a --date that does not exist and a
  // --lang that is no code of ISO 639.
  ReadOptions reading() const;

 private:
  std::vector<std::string> inputs_;
  std::vector<std::string> fields_;
  std::string language_folder_;
  std::size_t threads_ = 0;
  bool quick_ = false;
  Partition partition_;
  ReadOptions reading_;
};

}  // namespace entente
