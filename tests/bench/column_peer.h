// A peer of bare columns: one block for each body, sorted by role and beginning, one for each actor, sorted by body. Where the
// blocks lie is a matter of the store; the questions are the same code.
#pragma once

#include <algorithm>
#include <array>
#include <vector>

#include "tests/bench/column_scan.h"
#include "tests/bench/pair_counts.h"
#include "tests/bench/peer.h"

namespace entente::bench {

/// Spells of a body; those of role r are the rows [role_begin[r], role_begin[r + 1]).
struct BodyBlock {
  const std::uint32_t* role_begin = nullptr;  // null: there is none
  SpellColumns columns{};
  const Day* known_to = nullptr;  // of what is superseded alone
};

struct ActorBlock {
  std::uint32_t rows = 0;
  const std::uint32_t* body = nullptr;
  const Day* from = nullptr;
  const Day* to = nullptr;
  const std::uint32_t* source = nullptr;
  const std::uint8_t* role = nullptr;

  /// The first row of a body, or the first behind where it would stand.
  [[nodiscard]] std::uint32_t find(std::uint32_t wanted) const {
    const std::uint32_t* at = body;
    for (std::uint32_t count = rows; count > 0;) {
      const std::uint32_t half = count / 2;
      const bool is_behind = at[half] < wanted;
      at += is_behind ? half + 1 : 0;
      count = is_behind ? count - half - 1 : half;
    }
    return static_cast<std::uint32_t>(at - body);
  }
};

/// The ten with the highest shared / all, ties by actor; actors come in their order.
class TopTen {
 public:
  [[nodiscard]] bool takes(double likeness) const { return count_ < 10 || likeness > top_[9].likeness; }
  void add(std::uint32_t actor, std::uint32_t shared, std::uint32_t all) {
    const double likeness = static_cast<double>(shared) / all;
    if (!takes(likeness)) {
      return;
    }
    std::size_t place = count_ < 10 ? count_++ : 9;
    for (; place > 0 && top_[place - 1].likeness < likeness; --place) {
      top_[place] = top_[place - 1];
    }
    top_[place] = {likeness, actor, shared, all};
  }
  void put_into(Digest& answer) const {
    for (std::size_t i = 0; i < count_; ++i) {
      answer.next_row(top_[i].actor, top_[i].shared, top_[i].all);
    }
  }

 private:
  struct Row {
    double likeness;
    std::uint32_t actor, shared, all;
  };
  std::array<Row, 10> top_{};
  std::size_t count_ = 0;
};

/// Store has: `Snapshot`, held during each question; load, open, bytes, write, can_write as Peer has them; actors() and bodies(),
/// how many numbers each has; current(body), superseded(body), of_actor(actor); members_on(actor, day), in how many bodies it is a
/// member.
template <class Store>
class ColumnPeer : public Peer {
 public:
  void load(const std::string& database, const SpellFiles& files) override { store_.load(database, files); }
  void open(const std::string& database) override {
    store_.open(database);
    for (auto* ids : {&found_, &others_}) {
      ids->resize(store_.actors() + 64);
    }
    places_.resize(store_.bodies() * 4 + 64);  // an actor may have several spells in a body
    marks_.resize(store_.actors());
  }
  std::uint64_t bytes(const std::string& database) override { return store_.bytes(database); }

  void snapshot(std::uint32_t body, std::int32_t role, Day day, Digest& answer) override {
    const Snapshot held(store_);
    put(holding_of(body, role, day, found_.data()), answer);
  }

  void portfolio(std::uint32_t actor, Day day, Digest& answer) override {
    const Snapshot held(store_);
    const auto block = store_.of_actor(actor);
    const auto count = places_holding(block.from, block.to, block.rows, day, places_.data());
    for (std::size_t i = 0; i < count; ++i) {
      answer.row(block.body[places_[i]], block.role[places_[i]]);
    }
  }

  void point(std::uint32_t actor, std::uint32_t body, Day day, Digest& answer) override {
    const Snapshot held(store_);
    const auto block = store_.of_actor(actor);
    for (auto at = block.find(body); at < block.rows && block.body[at] == body; ++at) {
      if (block.from[at] <= day && block.to[at] > day) {
        answer.row(block.role[at]);
      }
    }
  }

  void history(std::uint32_t actor, std::uint32_t body, Digest& answer) override {
    const Snapshot held(store_);
    const auto block = store_.of_actor(actor);
    for (auto at = block.find(body); at < block.rows && block.body[at] == body; ++at) {
      answer.next_row(block.from[at], block.to[at], block.role[at], block.source[at]);
    }
  }

  // Probes the few around the body one by one; where they are many, marks the members of both others.
  void algebra(std::uint32_t in, std::uint32_t around, std::uint32_t not_in, Day day, Digest& answer) override {
    const Snapshot held(store_);
    auto count = holding_of(around, kObserver, day, found_.data());
    count += holding_of(around, kPartner, day, found_.data() + count);
    if (count * 24 < spells_of(in) + spells_of(not_in)) {
      for (std::size_t i = 0; i < count; ++i) {
        if (is_member(found_[i], in, day) && !is_member(found_[i], not_in, day)) {
          answer.row(found_[i]);
        }
      }
      return;
    }
    const auto mark = [&](std::uint32_t body, auto change) {
      const auto members = holding_of(body, kMember, day, others_.data());
      std::for_each_n(others_.begin(), members, [&](auto actor) { change(marks_[actor]); });
    };
    mark(in, [](auto& bits) { bits = 1; });
    mark(not_in, [](auto& bits) { bits |= 2U; });
    for (std::size_t i = 0; i < count; ++i) {
      if (marks_[found_[i]] == 1) {
        answer.row(found_[i]);
      }
    }
    mark(in, [](auto& bits) { bits = 0; });
    mark(not_in, [](auto& bits) { bits = 0; });
  }

  // Only spells that hold on exactly one of the days matter; a change of role shows as two such spells.
  void difference(std::uint32_t body, Day then, Day later, Digest& answer) override {
    const Snapshot held(store_);
    const auto block = store_.current(body);
    if (block.role_begin == nullptr) {
      return;
    }
    std::size_t count = 0;
    for (const auto role : kRoles) {
      for (auto at = block.role_begin[role]; at < block.role_begin[role + 1] && block.columns.from[at] <= later; ++at) {
        const bool one = block.columns.from[at] <= then && block.columns.to[at] > then;
        const bool other = block.columns.to[at] > later;
        if (one != other) {
          const auto actor = block.columns.id[at];
          found_[count] = actor;
          count += marks_[actor] == 0 ? 1U : 0U;
          marks_[actor] = static_cast<std::uint8_t>(marks_[actor] | (one ? role : role << 4));
        }
      }
    }
    for (std::size_t i = 0; i < count; ++i) {
      const auto mark = marks_[found_[i]];
      marks_[found_[i]] = 0;
      if ((mark & 15U) != mark >> 4U) {
        answer.row(found_[i], mark & 15U, mark >> 4U);
      }
    }
  }

  void pairs_by_year(const Series& series, Digest& answer) override {
    const Snapshot held(store_);
    const auto& year_of = year_index(series);
    PairCounts counts(store_.actors(), store_.bodies(), series.years());
    for (std::uint32_t body = 0; body < store_.bodies(); ++body) {
      each_member(body, [&](std::uint32_t actor, Day from, Day to) { counts.add(actor, body, year_of(from), year_of(to)); });
    }
    counts.run([&](auto a, auto b, int year, auto count) { answer.row(a, b, series.first + year, count); });
  }

  void counts_by_year(const Series& series, Digest& answer) override {
    const Snapshot held(store_);
    const auto& year_of = year_index(series);
    std::vector<std::int32_t> changes(series.years() + 1);
    for (std::uint32_t body = 0; body < store_.bodies(); ++body) {
      std::fill(changes.begin(), changes.end(), 0);
      each_member(body, [&](std::uint32_t, Day from, Day to) {
        ++changes[year_of(from)];
        --changes[year_of(to)];
      });
      std::int32_t count = 0;
      for (std::size_t year = 0; year < series.years(); ++year) {
        count += changes[year];
        if (count != 0) {
          answer.row(body, static_cast<std::size_t>(series.first) + year, count);
        }
      }
    }
  }

  void most_similar(std::uint32_t actor, Day day, Digest& answer) override {
    const Snapshot held(store_);
    shared_.assign(store_.actors(), 0);
    const auto block = store_.of_actor(actor);
    const auto places = places_holding(block.from, block.to, block.rows, day, places_.data());
    std::uint32_t own = 0;
    for (std::size_t i = 0; i < places; ++i) {
      if (block.role[places_[i]] == kMember) {
        ++own;
        const auto members = holding_of(block.body[places_[i]], kMember, day, found_.data());
        std::for_each_n(found_.begin(), members, [&](auto other) { ++shared_[other]; });
      }
    }
    TopTen top;
    for (std::uint32_t other = 0; other < store_.actors(); ++other) {
      const std::uint32_t shared = shared_[other];
      if (shared != 0 && other != actor &&
          top.takes(static_cast<double>(shared) / own)) {  // there are never fewer than `own` in all
        top.add(other, shared, own + store_.members_on(other, day) - shared);
      }
    }
    top.put_into(answer);
  }

  void as_known(std::uint32_t body, std::int32_t role, Day day, Day known, Digest& answer) override {
    const Snapshot held(store_);
    if (const auto block = store_.current(body); block.role_begin != nullptr) {
      put(holding_as_known(block.columns, block.role_begin[role], block.role_begin[role + 1], day, known, found_.data()), answer);
    }
    if (const auto block = store_.superseded(body); block.role_begin != nullptr) {
      for (auto at = block.role_begin[role]; at < block.role_begin[role + 1] && block.columns.from[at] <= day; ++at) {
        if (block.columns.to[at] > day && block.columns.known_from[at] <= known && block.known_to[at] > known) {
          answer.row(block.columns.id[at]);
        }
      }
    }
  }

  void write(std::span<const Spell> spells) override { store_.write(spells); }
  [[nodiscard]] bool can_write() const override { return Store::kCanWrite; }

 private:
  using Snapshot = typename Store::Snapshot;

  const YearIndex& year_index(const Series& series) {
    if (series_ != series) {
      series_ = series;
      year_of_ = YearIndex(series);
    }
    return year_of_;
  }

  std::size_t holding_of(std::uint32_t body, std::int32_t role, Day day, std::uint32_t* out) {
    const auto block = store_.current(body);
    return block.role_begin == nullptr ? 0 : holding(block.columns, block.role_begin[role], block.role_begin[role + 1], day, out);
  }

  std::size_t spells_of(std::uint32_t body) {
    const auto block = store_.current(body);
    return block.role_begin == nullptr ? 0 : block.role_begin[kMember + 1] - block.role_begin[kMember];
  }

  bool is_member(std::uint32_t actor, std::uint32_t body, Day day) {
    const auto block = store_.of_actor(actor);
    for (auto at = block.find(body); at < block.rows && block.body[at] == body; ++at) {
      if (block.role[at] == kMember && block.from[at] <= day && block.to[at] > day) {
        return true;
      }
    }
    return false;
  }

  template <class EachMember>
  void each_member(std::uint32_t body, const EachMember& each) {
    const auto block = store_.current(body);
    if (block.role_begin != nullptr) {
      for (auto at = block.role_begin[kMember]; at < block.role_begin[kMember + 1]; ++at) {
        each(block.columns.id[at], block.columns.from[at], block.columns.to[at]);
      }
    }
  }

  void put(std::size_t count, Digest& answer) const {
    for (std::size_t i = 0; i < count; ++i) {
      answer.row(found_[i]);
    }
  }

  Store store_;
  Series series_;
  YearIndex year_of_;  // of it
  std::vector<std::uint32_t> found_, others_, places_;
  std::vector<std::uint8_t> marks_;
  std::vector<std::uint16_t> shared_;
};

}  // namespace entente::bench
