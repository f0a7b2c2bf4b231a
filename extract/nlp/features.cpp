#include "extract/nlp/features.h"

#include <algorithm>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <utility>

#include "extract/error.h"
#include "extract/fnv1a.h"
#include "extract/nlp/nfc.h"

namespace entente {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

std::string ascii_key(std::string_view form) {
  std::string key(form);
  for (char& c : key) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    if (c >= '0' && c <= '9') c = '0';
  }
  return key;
}

void append_code_point(std::string& text, UChar32 c) {
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else {
    icu::UnicodeString(c).toUTF8String(text);
  }
}

char16_t shape_sign(UChar32 c) {
  switch (u_charType(c)) {
    case U_UPPERCASE_LETTER:
    case U_TITLECASE_LETTER:
      return u'X';
    case U_LOWERCASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
      return u'x';
    case U_DECIMAL_DIGIT_NUMBER:
      return u'd';
    default:
      return 0;
  }
}

}  // namespace

std::string typed(std::string_view written) {
  using Signs = std::initializer_list<std::string_view>;
  std::string form(written);
  const auto is_one_of = [&form](Signs signs) {
    return std::find(signs.begin(), signs.end(), form) != signs.end();
  };
  if (is_one_of({"“", "”", "„", "‟", "«", "»"})) return "\"";
  if (is_one_of({"‘", "’", "‚", "‛", "‹", "›"})) return "'";
  if (is_one_of({"–", "—", "―", "−"})) return "-";
  if (form == "…") return "...";
  constexpr std::string_view apostrophe = "’";
  for (auto at = form.find(apostrophe); at != std::string::npos; at = form.find(apostrophe, at)) {
    form.replace(at, apostrophe.size(), "'");
  }
  return form;
}

std::string vocabulary_key(std::string_view form) {
  if (is_ascii(form)) return ascii_key(form);
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString lower =
      nfc().normalize(icu::UnicodeString::fromUTF8(
                          icu::StringPiece(form.data(), static_cast<std::int32_t>(form.size()))),
                      status);
  if (U_FAILURE(status)) throw Error("ICU cannot normalise \"" + std::string(form) + "\"");
  lower.toLower(icu::Locale::getRoot());
  for (std::int32_t i = 0; i < lower.length(); i = lower.moveIndex32(i, 1)) {
    const UChar32 c = lower.char32At(i);
    if (u_isdigit(c)) lower.replace(i, U16_LENGTH(c), u'0');
  }
  std::string key;
  lower.toUTF8String(key);
  return key;
}

std::string shape_of(std::string_view form) {
  std::string shape;
  UChar32 last = -1;
  int run = 0;
  const auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(form.data(), static_cast<std::int32_t>(form.size())));
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    const char16_t letter = shape_sign(c);
    const UChar32 sign = letter != 0 ? static_cast<UChar32>(letter) : c;
    run = sign == last ? run + 1 : 1;
    last = sign;
    if (run <= 3) append_code_point(shape, sign);
  }
  return shape;
}

std::vector<std::uint32_t> ngram_rows(std::string_view key, std::uint32_t row_count) {
  std::string padded;
  padded.reserve(key.size() + 2);
  padded.append("<").append(key).append(">");
  std::vector<std::size_t> starts;  // of each code point, and the end
  for (std::size_t i = 0; i < padded.size(); ++i) {
    if ((padded[i] & 0xC0) != 0x80) starts.push_back(i);
  }
  const std::size_t length = starts.size();
  starts.push_back(padded.size());

  std::vector<std::uint32_t> rows;
  rows.reserve(2 * length + 8);
  const auto add = [&](char tag, std::size_t begin, std::size_t end) {
    const auto gram = std::string_view(padded).substr(starts[begin], starts[end] - starts[begin]);
    const std::uint32_t hash = fnv1a(fnv1a(std::string_view(&tag, 1)), gram);
    rows.push_back(hash % row_count);
  };
  for (std::size_t n = 2; n <= std::min<std::size_t>(5, length); ++n) {
    add('p', 0, n);
    add('s', length - n, length);
  }
  for (std::size_t n = 3; n <= 4; ++n) {
    for (std::size_t begin = 0; begin + n <= length; ++begin) add('g', begin, begin + n);
  }
  return rows;
}

Features::Features(const ModelFile& file) {
  try {
    Eigen::Index row = 0;
    for (const auto& word : file.header().at("vocabulary")) {
      vocabulary_.emplace(word.get<std::string>(), row++);
    }
    words_ = file.matrix("words", static_cast<std::size_t>(row), file.size("word"));
    ngrams_ = file.matrix("ngrams", file.size("ngram_rows"), file.size("ngram"));
    shapes_ = file.matrix("shapes", file.size("shape_rows"), file.size("shape"));
  } catch (const nlohmann::json::exception& error) {
    file.fail(std::string("has a header that lacks something: ") + error.what());
  }
  if (words_.rows() == 0 || ngrams_.rows() == 0 || shapes_.rows() == 0) {
    file.fail("has an empty table of words, n-grams or shapes");
  }
}

FormInputs Features::operator()(std::span<const std::string_view> words) const {
  std::vector<Eigen::Index> rows;
  rows.reserve(words.size());
  std::vector<std::string_view> forms;
  std::unordered_map<std::string_view, Eigen::Index> known;
  known.reserve(words.size());
  for (const std::string_view word : words) {
    const auto [entry, added] = known.emplace(word, static_cast<Eigen::Index>(forms.size()));
    if (added) forms.push_back(word);
    rows.push_back(entry->second);
  }
  FormInputs inputs{Matrix(static_cast<Eigen::Index>(forms.size()), width()), std::move(rows)};
  Eigen::Index row = 0;
  for (const std::string_view form : forms) fill(form, inputs.forms.row(row++));
  return inputs;
}

void Features::fill(std::string_view written, Eigen::Ref<Eigen::RowVectorXf> row) const {
  const std::string form = typed(written);
  const std::string key = vocabulary_key(form);
  const auto found = vocabulary_.find(key);
  row.head(words_.cols()) = words_.row(found == vocabulary_.end() ? 0 : found->second);

  auto mean = row.segment(words_.cols(), ngrams_.cols());
  mean.setZero();
  const auto grams = ngram_rows(key, static_cast<std::uint32_t>(ngrams_.rows()));
  for (const std::uint32_t gram : grams) mean += ngrams_.row(gram);
  mean /= static_cast<float>(grams.size());

  const std::uint32_t shape = fnv1a(shape_of(form)) % static_cast<std::uint32_t>(shapes_.rows());
  row.tail(shapes_.cols()) = shapes_.row(shape);
}

}  // namespace entente
