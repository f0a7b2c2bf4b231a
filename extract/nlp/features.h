// The input of the encoder: three vectors for each word, by its form (extract/train/MODEL.md,
// "Features").
//
// Const after construction; threads may share it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/nlp/linear.h"
#include "extract/nlp/model_file.h"

namespace entente {

// The form, or of a typographic sign ("“", "–", "…") the one that a typewriter has.
std::string typed(std::string_view written);

// The form in NFC and Unicode lower case, every decimal digit replaced by 0.
std::string vocabulary_key(std::string_view form);

// The form with letters as X or x and digits as d; of a run of equal signs three are kept.
std::string shape_of(std::string_view form);

// Rows of the n-grams of a vocabulary key, in the order of prefixes and suffixes, then all others.
std::vector<std::uint32_t> ngram_rows(std::string_view key, std::uint32_t row_count);

// The inputs of a batch, each form's once.
struct FormInputs {
  Matrix forms;                    // a row for each distinct form
  std::vector<Eigen::Index> rows;  // of each word, its form's
};

class Features {
 public:
  explicit Features(const ModelFile& file);

  Eigen::Index width() const { return words_.cols() + ngrams_.cols() + shapes_.cols(); }

  FormInputs operator()(std::span<const std::string_view> words) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };

  void fill(std::string_view written, Eigen::Ref<Eigen::RowVectorXf> row) const;

  std::unordered_map<std::string, Eigen::Index, Hash, std::equal_to<>> vocabulary_;
  Matrix words_;
  Matrix ngrams_;
  Matrix shapes_;
};

}  // namespace entente
