#include "cli/triples_by_document.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <unistd.h>

#include "extract/error.h"
#include "extract/quotation.h"
#include "extract/triple_limits.h"
#include "store/coding.h"

namespace entente {
namespace {

constexpr std::size_t read_at_once = std::size_t{64} << 10;

[[noreturn]] void fail() {
  throw Error(std::string("a temporary file for triples cannot be written or read: ") +
              std::strerror(errno) + "; make room, or name another folder with TMPDIR");
}

// A file without a name, gone when it is closed. std::tmpfile would not look at TMPDIR.
std::FILE* open_temporary_file() {
  std::string path = std::filesystem::temp_directory_path() / "entente-triples-XXXXXX";
  const int descriptor = mkstemp(path.data());
  if (descriptor < 0 || unlink(path.c_str()) != 0) fail();
  std::FILE* const file = fdopen(descriptor, "w+");
  if (file == nullptr) fail();
  return file;
}

void write(Encoder& encoder, const EntityRef& entity) {
  encoder.text(entity.id);
  encoder.text(entity.name);
  encoder.byte(static_cast<std::uint8_t>(entity.type));
  encoder.text(entity.country);
}

EntityRef read_entity(Decoder& decoder) {
  EntityRef entity;
  entity.id = decoder.text();
  entity.name = decoder.text();
  entity.type = static_cast<EntityType>(decoder.byte());
  entity.country = decoder.text();
  return entity;
}

// A triple and where it stands.
struct PlacedTriple {
  Triple triple;
  std::size_t input = 0;
  std::size_t line = 0;
};

// All but the document.
std::string written(const Triple& triple, std::size_t input, std::size_t line) {
  Encoder encoder;
  encoder.varint(input);
  encoder.varint(line);
  encoder.text(triple.observed);
  write(encoder, triple.subject);
  encoder.text(triple.relation);
  encoder.byte(static_cast<std::uint8_t>(triple.relation_class));
  write(encoder, triple.object);
  encoder.text(triple.date);
  encoder.byte(static_cast<std::uint8_t>(triple.modality));
  encoder.byte(triple.source ? 1 : 0);
  if (triple.source) write(encoder, *triple.source);
  encoder.share(triple.confidence);
  encoder.text(triple.module);
  encoder.varint(triple.evidence.sentence);
  encoder.varint(triple.evidence.begin);
  encoder.varint(triple.evidence.end);
  encoder.text(triple.evidence.text);
  return encoder.take();
}

PlacedTriple read_triple(std::string_view document, std::string_view bytes) {
  Decoder decoder(bytes);
  PlacedTriple placed;
  placed.input = decoder.varint();
  placed.line = decoder.varint();
  Triple& triple = placed.triple;
  triple.document = document;
  triple.observed = decoder.text();
  triple.subject = read_entity(decoder);
  triple.relation = decoder.text();
  triple.relation_class = static_cast<RelationClass>(decoder.byte());
  triple.object = read_entity(decoder);
  triple.date = decoder.text();
  triple.modality = static_cast<Modality>(decoder.byte());
  if (decoder.byte() != 0) triple.source = read_entity(decoder);
  triple.confidence = decoder.share();
  triple.module = decoder.text();
  triple.evidence.sentence = decoder.varint();
  triple.evidence.begin = decoder.varint();
  triple.evidence.end = decoder.varint();
  triple.evidence.text = decoder.text();
  return placed;
}

}  // namespace

// The triples of a run, one after the other.
class TriplesByDocument::Run {
 public:
  virtual ~Run() = default;

  // False at the end. To be called before the first, too.
  virtual bool next() = 0;

  std::string_view document() const { return document_; }  // until the next call of next()
  PlacedTriple triple() const { return read_triple(document_, rest_); }

 protected:
  void set(std::string_view bytes, std::size_t document_size) {
    document_ = bytes.substr(0, document_size);
    rest_ = bytes.substr(document_size);
  }

 private:
  std::string_view document_;
  std::string_view rest_;
};

class TriplesByDocument::RunInMemory : public Run {
 public:
  RunInMemory(const std::string& bytes, const std::vector<Place>& places)
      : bytes_(bytes), place_(places.begin()), end_(places.end()) {}

  bool next() override {
    if (place_ == end_) return false;
    set(bytes_.substr(place_->begin, place_->size), place_->document_size);
    ++place_;
    return true;
  }

 private:
  std::string_view bytes_;
  std::vector<Place>::const_iterator place_;
  std::vector<Place>::const_iterator end_;
};

// In a file each triple follows its size and that of its document's id.
class TriplesByDocument::RunInFile : public Run {
 public:
  RunInFile(int file, std::uint64_t begin, std::uint64_t end)
      : file_(file), position_(begin), end_(end) {}

  bool next() override {
    if (used_ == buffer_.size() && position_ == end_) return false;
    std::array<std::uint32_t, 2> sizes{};
    std::memcpy(sizes.data(), take(sizeof sizes).data(), sizeof sizes);
    set(take(sizes[0]), sizes[1]);
    return true;
  }

 private:
  std::string_view take(std::size_t count) {
    if (buffer_.size() - used_ < count) fill(count);
    const std::string_view bytes = std::string_view(buffer_).substr(used_, count);
    used_ += count;
    return bytes;
  }

  void fill(std::size_t count) {
    buffer_.erase(0, used_);
    used_ = 0;
    const std::size_t had = buffer_.size();
    const auto wanted = static_cast<std::size_t>(
        std::min<std::uint64_t>(std::max(count - had, read_at_once), end_ - position_));
    buffer_.resize(had + wanted);
    const ssize_t got = ::pread(file_, buffer_.data() + had, wanted, static_cast<off_t>(position_));
    if (got < 0 || static_cast<std::size_t>(got) != wanted || buffer_.size() < count) fail();
    position_ += wanted;
  }

  int file_;
  std::uint64_t position_;  // of what is not yet in the buffer
  std::uint64_t end_;
  std::string buffer_;
  std::size_t used_ = 0;
};

TriplesByDocument::TriplesByDocument(OnTooLarge on_too_large, std::size_t most_in_memory)
    : on_too_large_(std::move(on_too_large)), most_in_memory_(most_in_memory) {}
TriplesByDocument::~TriplesByDocument() = default;

void TriplesByDocument::add(const Triple& triple, const std::string& file, std::size_t line) {
  const std::size_t begin = bytes_.size();
  if (inputs_.empty() || inputs_.back() != file) inputs_.push_back(file);
  bytes_.append(triple.document).append(written(triple, inputs_.size() - 1, line));
  places_.push_back({.begin = begin,
                     .size = static_cast<std::uint32_t>(bytes_.size() - begin),
                     .document_size = static_cast<std::uint32_t>(triple.document.size())});
  ++triples_;
  if (bytes_.size() + places_.size() * sizeof(Place) >= most_in_memory_) write_run();
}

std::optional<std::vector<Triple>> TriplesByDocument::next() {
  if (!reading_) begin_reading();
  while (!order_.empty()) {
    std::vector<Triple> triples;
    std::size_t bytes = 0;
    std::optional<InputError> too_large;
    const std::string document(runs_[order_.front()]->document());
    for (; !order_.empty() && runs_[order_.front()]->document() == document; advance()) {
      if (too_large) continue;
      PlacedTriple next = runs_[order_.front()]->triple();
      bytes += text_bytes(next.triple);
      triples.push_back(std::move(next.triple));
      try {
        check_document_size(triples.size(), bytes);
      } catch (const Error& error) {
        too_large.emplace(inputs_[next.input], next.line,
                          "document " + quotation(document) + ": " + error.what());
      }
    }
    if (!too_large) return triples;
    on_too_large_(document, *too_large);
  }
  return std::nullopt;
}

// To the next triple of all.
void TriplesByDocument::advance() {
  const std::size_t run = order_.front();
  const auto later = [this](std::size_t a, std::size_t b) { return comes_later(a, b); };
  std::pop_heap(order_.begin(), order_.end(), later);
  order_.pop_back();
  put_in_order(run);
}

std::string_view TriplesByDocument::document_at(const Place& place) const {
  return std::string_view(bytes_).substr(place.begin, place.document_size);
}

void TriplesByDocument::sort() {
  std::stable_sort(places_.begin(), places_.end(), [this](const Place& left, const Place& right) {
    return document_at(left) < document_at(right);
  });
}

void TriplesByDocument::write_run() {
  sort();
  if (!file_) file_.reset(open_temporary_file());
  for (const Place& place : places_) {
    const std::array<std::uint32_t, 2> sizes{place.size, place.document_size};
    if (std::fwrite(sizes.data(), sizeof sizes, 1, file_.get()) != 1 ||
        std::fwrite(bytes_.data() + place.begin, 1, place.size, file_.get()) != place.size) {
      fail();
    }
  }
  const off_t end = ftello(file_.get());
  if (end < 0) fail();
  ends_.push_back(static_cast<std::uint64_t>(end));
  bytes_.clear();
  places_.clear();
}

void TriplesByDocument::begin_reading() {
  reading_ = true;
  if (!file_) {
    sort();
    runs_.push_back(std::make_unique<RunInMemory>(bytes_, places_));
  } else {
    write_run();
    bytes_.shrink_to_fit();
    places_.shrink_to_fit();
    if (std::fflush(file_.get()) != 0) fail();
    std::uint64_t begin = 0;
    for (const std::uint64_t end : ends_) {
      runs_.push_back(std::make_unique<RunInFile>(fileno(file_.get()), begin, end));
      begin = end;
    }
  }
  for (std::size_t run = 0; run < runs_.size(); ++run) put_in_order(run);
}

// Of one document, what was added first is in the earlier run.
bool TriplesByDocument::comes_later(std::size_t run, std::size_t other) const {
  const int order = runs_[run]->document().compare(runs_[other]->document());
  return order > 0 || (order == 0 && run > other);
}

// Moves a run that is not in order_ to its next triple.
void TriplesByDocument::put_in_order(std::size_t run) {
  if (!runs_[run]->next()) return;
  order_.push_back(run);
  std::push_heap(order_.begin(), order_.end(),
                 [this](std::size_t a, std::size_t b) { return comes_later(a, b); });
}

}  // namespace entente
