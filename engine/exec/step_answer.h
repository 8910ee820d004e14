// How many hold a role in each body of some kinds, step by step of a series, as a quick answer: counted in one pass over the
// columns of all bodies, and shown without a row being made that is not asked for.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "engine/bind/query.h"
#include "engine/exec/kept_counts.h"
#include "engine/exec/quick_answer.h"
#include "engine/exec/step_sizes.h"

namespace entente::exec {

/// Gives the rows that `run` of the same query gives, in the same order; what captions say it does not count.
class StepAnswer : public QuickAnswer {
 public:
  /// None for a query that is no such question. It has no slots.
  [[nodiscard]] static std::unique_ptr<StepAnswer> of(const bind::Query& query);

  void set(std::size_t /*slot*/, EntityId /*id*/) override {}
  void run(const store::Reader& reader, const catalog::Catalog& catalog, const catalog::Orders& orders, Pool& pool,
           Batch& out) override;
  void go_on(Batch& out) override;

 private:
  enum class Shown : std::uint8_t { kBody, kKind, kSize, kPeriod, kPartOfPeriod };
  struct Column {
    Shown shown;
    std::vector<Datum> of_steps = {};  // of what is shown of a step
  };
  struct Body {
    BodyId id;
    std::size_t place;  // in the order of answers
    // The steps at which it exists.
    std::size_t first;
    std::size_t behind;
    SpanList covered;  // days on which some source lists all who are counted, if that is asked
  };
  // Rows of one step in a batch.
  struct Stretch {
    std::size_t step;
    std::size_t end;
  };

  explicit StepAnswer(StepSizes sizes) : sizes_(std::move(sizes)) {}
  [[nodiscard]] bool take_columns(const bind::Query& query);
  [[nodiscard]] bool take_column(const bind::Query& query, const bind::Expr& expr);
  [[nodiscard]] bool take_test(const bind::Stage& stage);
  [[nodiscard]] bool takes_none() const { return range_.least == 0; }
  void find_bodies(const store::Reader& reader, const catalog::Catalog& catalog, const catalog::Orders& orders, Pool& pool);
  void count(BodyBlocks& blocks, const Body& body);
  [[nodiscard]] std::size_t choose(std::size_t rows);
  void show(Batch& out) const;

  // In the place of a count: it is not known that there is none; the body does not exist.
  static constexpr std::uint32_t kUnknown = UINT32_MAX - 1;
  static constexpr std::uint32_t kNoBody = UINT32_MAX;

  bind::SetNode set_;
  bind::RoleFilter roles_;
  claims::View view_;
  StepSizes sizes_;
  std::vector<Period> periods_;
  std::vector<Column> columns_;
  CountRange range_{0, kUnknown};

  const catalog::Catalog* found_in_ = nullptr;
  std::vector<Body> bodies_;          // by id
  std::vector<Datum> ids_, kinds_;    // by place
  std::size_t step_ = 0, place_ = 0;  // what comes next
  // Of a batch.
  std::vector<Stretch> stretches_;
  std::vector<std::uint32_t> places_, counts_;
};

}  // namespace entente::exec
