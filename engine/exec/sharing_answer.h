// Pairs of one actor, or body, with those that share something with it on a day, as a quick answer: what it holds says who else
// holds the same, so that nobody else is looked at; and of the most like it alone it is asked how much they hold in all.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "engine/bind/query.h"
#include "engine/claims/block_cursor.h"
#include "engine/claims/found_rows.h"
#include "engine/exec/column_tests.h"
#include "engine/exec/id_marks.h"
#include "engine/exec/quick_answer.h"
#include "engine/plan/node.h"

namespace entente::exec {

/// Gives the rows that `run` of the same query gives, in the same order; what captions say it does not count.
class SharingAnswer : public QuickAnswer {
 public:
  /// None for a query that is no such question, and where how much others hold is asked of all of them: reading what each of them
  /// holds tells what they share as well. Every use of a parameter is a slot, or there is none.
  [[nodiscard]] static std::unique_ptr<SharingAnswer> of(const bind::Query& query);

  void set(std::size_t /*slot*/, EntityId id) override { of_ = id; }
  void set_day(std::size_t /*slot*/, Day day) override { day_ = day; }
  void run(const store::Reader& reader, const catalog::Catalog& catalog, const catalog::Orders& orders, Pool& pool,
           Batch& out) override;

 private:
  enum Column : std::size_t { kA, kB, kShared, kOnlyA, kOnlyB, kJaccard, kWidth };
  /// Rows are asked for that come first by one of these, the greatest first.
  struct First {
    std::uint64_t count;
    bool by_jaccard;
  };
  /// One with which something is shared, and how much it holds in all; 0: nobody asks.
  struct Other {
    std::uint32_t id;
    std::uint32_t shared;
    std::uint32_t size;
  };
  /// How many objects somebody holds that were counted so far: `turn` is that of the last of them.
  struct Tally {
    std::uint32_t turn = 0;
    std::uint32_t count = 0;
  };
  /// On which days the set has an entity.
  enum class MayBe : std::uint8_t { kUnasked, kNever, kByDay, kAlways };
  using Ids = std::vector<std::uint32_t>;

  explicit SharingAnswer(bind::Query query);
  [[nodiscard]] bool take_tests();
  void take_first();
  void add_slots();
  void begin_run(const catalog::Catalog& catalog);
  void read_rows(claims::Axis axis, claims::BlockCursor& blocks);
  void read_objects(const catalog::Catalog& catalog, claims::BlockCursor& subjects);
  [[nodiscard]] std::size_t count_objects(const catalog::Catalog& catalog, claims::BlockCursor& subjects);
  void count_shared(const store::Reader& reader);
  [[nodiscard]] bool passes(std::size_t shared);
  void put_by_shared();
  [[nodiscard]] bool is_other(const catalog::Catalog& catalog, std::uint32_t id);
  [[nodiscard]] bool may_come_first(double value) const;
  void add(Other other);
  void choose(const catalog::Catalog& catalog, claims::BlockCursor& subjects);
  [[nodiscard]] Batch rows(const catalog::Orders& orders);

  bind::Query query_;
  std::unique_ptr<plan::Node> plan_;  // borrows from the query
  std::vector<bool> needed_;          // columns
  std::optional<ColumnTests> tests_;  // of what is shared
  std::optional<First> first_;
  claims::Axis axis_;  // of whom the pairs are
  EntityId of_;
  Day day_;
  claims::RowQuestion question_;

  const catalog::Catalog* catalog_ = nullptr;
  std::vector<MayBe> may_be_other_;  // by id
  bool rows_are_objects_ = false;    // each row one, and none else
  claims::FoundRows found_;
  IdMarks marks_;
  Ids own_;
  std::vector<Tally> tallies_;  // by id
  std::uint32_t turn_ = 0;
  Ids sharing_;
  std::vector<bool> passes_;      // the tests, by how much is shared
  Ids by_shared_;                 // those that share most in front
  Ids ends_;                      // behind those that share so much
  std::vector<double> greatest_;  // as many as are asked for, as a heap with the least in front
  std::vector<Other> others_;
};

}  // namespace entente::exec
