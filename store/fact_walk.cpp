#include "store/fact_walk.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/cursor.h"
#include "store/stored_facts.h"
#include "store/values.h"

namespace entente {
namespace {

// Facts that are read at once by their keys.
constexpr std::ptrdiff_t most_at_once = 256;

// Pieces of evidence whose sentences are loaded together: several lie in each block that is read.
constexpr std::size_t most_pieces_together = 32'768;

class FactWalk {
 public:
  FactWalk(const View& view, const FactMatcher& matcher, const FactPlan& plan,
           const Snapshot::FactVisitor& visit, Sentences sentences)
      : view_(view),
        database_(*view.database),
        matcher_(matcher),
        plan_(plan),
        visit_(visit),
        sentences_(sentences),
        clock_(view),
        key_(plan.keys.begin()) {}

  void run() {
    if (show_all() == Walk::Continue) show_waiting();
  }

 private:
  Walk show_all() {
    Walk next = Walk::Continue;
    if (!plan_.ranges.empty()) {
      database_.scan_ranges(
          Family::Facts, plan_.ranges, view_.state.get(),
          [&](std::string_view at, std::string_view value) { return next = pass(at, value); });
    }
    while (next == Walk::Continue && key_ != plan_.keys.end()) next = show_key();
    return next;
  }

  Walk pass(std::string_view at, std::string_view value) {
    clock_.tick();
    while (key_ != plan_.keys.end() && *key_ < at) {
      if (show_key() == Walk::Stop) return Walk::Stop;
    }
    if (key_ != plan_.keys.end() && *key_ == at) return Walk::Continue;
    return show_scanned(at, value);
  }

  // Not where it is shown under another key.
  Walk show_scanned(std::string_view at, std::string_view value) {
    const Identities& identities = *view_.identities;
    read_key(at);
    if (!matcher_.may_match(fact_.key)) return Walk::Continue;
    if (!identities.empty() && joined(fact_.key, identities).key != fact_.key) {
      return Walk::Continue;
    }
    return show_stored(at, value);
  }

  // What its key allows.
  Walk show_stored(std::string_view at, std::string_view value) {
    database_.decoded(Family::Facts, at, [&] { read_fact_evidence(value, fact_.evidence); });
    view_.copies->mark(fact_.evidence);
    if (view_.known_by) {
      fact_ = known_by(std::move(fact_), *view_.known_by);
      if (fact_.evidence.empty()) return Walk::Continue;
    }
    if (!matcher_.matches_evidence(fact_)) return Walk::Continue;
    if (sentences_ == Sentences::Load) {
      waiting_.push_back({.key = std::string(at), .fact = fact_});
      return wait(1);
    }
    if (view_.identities->empty()) return visit_(fact_);
    return visit_(joined(fact_, *view_.identities));
  }

  void read_key(std::string_view at) {
    database_.decoded(Family::Facts, at, [&] { reader_.read(at, fact_.key); });
  }

  Walk show_key() {
    clock_.tick();
    if (view_.identities->empty()) return show_stored_key();
    const std::string& at = *key_++;
    const FactKey key = database_.decoded(Family::Facts, at, [&] { return parse_fact_key(at); });
    std::vector<StoredFact> parts = stored_facts(view_, key);
    if (parts.empty()) {
      if (view_.known_by) return Walk::Continue;
      throw_missing(at);
    }
    const Fact fact = joined_of(view_, parts);
    if (!matcher_.matches(fact)) return Walk::Continue;
    if (sentences_ == Sentences::Skip) return visit_(fact);
    std::ranges::move(parts, std::back_inserter(waiting_));
    return wait(parts.size());
  }

  // The last `parts` of what waits are one fact.
  Walk wait(std::size_t parts) {
    parts_.push_back(parts);
    for (const StoredFact& stored : std::span(waiting_).last(parts))
      pieces_ += stored.fact.evidence.size();
    return pieces_ < most_pieces_ ? Walk::Continue : show_waiting();
  }

  Walk show_waiting() {
    load_sentences(view_, waiting_);
    std::span<const StoredFact> rest = waiting_;
    for (const std::size_t parts : parts_) {
      if (visit_(joined_of(view_, rest.first(parts))) == Walk::Stop) return Walk::Stop;
      rest = rest.subspan(parts);
    }
    waiting_.clear();
    parts_.clear();
    pieces_ = 0;
    most_pieces_ = std::min(2 * most_pieces_, most_pieces_together);
    return Walk::Continue;
  }

  // Where none are joined, a fact stands under the key that it is shown under.
  Walk show_stored_key() {
    const auto value = plan_.keys_adjoin ? step_to_value() : next_value();
    const std::string& at = *key_++;
    if (!value) throw_missing(at);
    read_key(at);
    return show_stored(at, *value);
  }

  // One step from the fact before, mostly.
  std::optional<std::string_view> step_to_value() {
    if (!facts_) facts_.emplace(database_, Family::Facts, view_.state.get());
    facts_->step_or_move_on(*key_);
    if (!facts_->valid() || facts_->key() != *key_) return {};
    return facts_->value();
  }

  // Of many that are read at once.
  std::optional<std::string_view> next_value() {
    if (next_value_ == values_.size()) {
      const auto most = std::min<std::ptrdiff_t>(most_at_once, plan_.keys.end() - key_);
      values_ = database_.get_sorted(Family::Facts, {key_, key_ + most}, view_.state.get());
      next_value_ = 0;
    }
    return values_[next_value_++];
  }

  [[noreturn]] void throw_missing(const std::string& at) const {
    database_.throw_damaged(Family::Facts, at, "a fact that an index names is missing");
  }

  const View& view_;
  const Database& database_;
  const FactMatcher& matcher_;
  const FactPlan& plan_;
  const Snapshot::FactVisitor& visit_;
  const Sentences sentences_;
  Clock clock_;
  std::vector<std::string>::const_iterator key_;
  std::optional<Cursor> facts_{};  // at the last of the keys, where these adjoin
  FoundValues values_{};           // else: of the keys that come next, and of some before
  std::size_t next_value_ = 0;
  FactKeyReader reader_{};
  Fact fact_{};  // the one that is being shown: its memory is used for the next

  // What is to be shown once its sentences are loaded: stored facts, and of how many of them each
  // fact is made. Few at first, for those who want few.
  std::vector<StoredFact> waiting_{};
  std::vector<std::size_t> parts_{};
  std::size_t pieces_ = 0;  // of evidence
  std::size_t most_pieces_ = 16;
};

}  // namespace

void walk_facts(const View& view, const FactMatcher& matcher, const FactPlan& plan,
                const Snapshot::FactVisitor& visit, Sentences sentences) {
  FactWalk(view, matcher, plan, visit, sentences).run();
}

}  // namespace entente
