#include "engine/exec/step_answer.h"

#include <algorithm>
#include <utility>

#include "engine/exec/column_tests.h"
#include "engine/exec/datum_ops.h"
#include "engine/exec/existing_rows.h"
#include "engine/exec/machine.h"
#include "engine/exec/needed_columns.h"
#include "engine/exec/set_eval.h"

namespace entente::exec {

using bind::Expr;
using bind::Query;

namespace {

// The columns that such a source begins with.
constexpr std::size_t kPeriodColumn = 0;
constexpr std::size_t kBodyColumn = 1;
constexpr std::size_t kNameColumn = 2;
constexpr std::size_t kKindColumn = 3;

bool asks_bodies_by_step(const Query& query) {
  if (query.rows != Query::Rows::kBodies || !query.series || query.series->by_date) {
    return false;
  }
  auto needed = needed_columns(query);
  needed.erase(needed.begin());
  return asks_existing_rows(query, *query.series, needed);
}

const Expr* size_in(const Query& query) {
  const auto& exprs = query.stages.front().exprs;
  const auto size = std::find_if(exprs.begin(), exprs.end(), [](const Expr& expr) { return expr.op == Expr::Op::kSize; });
  return size == exprs.end() ? nullptr : &*size;
}

}  // namespace

std::unique_ptr<StepAnswer> StepAnswer::of(const Query& query) {
  const bool selects = !query.stages.empty() && query.stages.size() <= 2 && query.stages.front().op == bind::Stage::Op::kProject;
  const Expr* size = selects && asks_bodies_by_step(query) ? size_in(query) : nullptr;
  auto sizes = size == nullptr ? std::nullopt : StepSizes::of(query, size->roles);
  if (!sizes) {
    return nullptr;
  }
  std::unique_ptr<StepAnswer> out(new StepAnswer(std::move(*sizes)));
  out->set_ = query.set;
  out->roles_ = size->roles;
  out->view_ = query.context.view;
  for (const auto& step : query.series->steps) {
    out->periods_.push_back(step.period);
  }
  return out->take_columns(query) && out->stands_for(query) ? std::move(out) : nullptr;
}

bool StepAnswer::take_columns(const Query& query) {
  const auto& exprs = query.stages.front().exprs;
  return std::all_of(exprs.begin(), exprs.end(), [&](const Expr& expr) { return take_column(query, expr); }) &&
         (query.stages.size() == 1 || take_test(query.stages[1]));
}

// What stands in the catalogue or follows from the step; and the size, whose roles are the same wherever it stands.
bool StepAnswer::take_column(const Query& query, const Expr& expr) {
  const auto is_column = [](const Expr& one, std::size_t column) { return one.op == Expr::Op::kColumn && one.column == column; };
  if (is_column(expr, kBodyColumn) || is_column(expr, kNameColumn)) {
    columns_.push_back({Shown::kBody});
  } else if (is_column(expr, kKindColumn)) {
    columns_.push_back({Shown::kKind});
  } else if (is_column(expr, kPeriodColumn)) {
    columns_.push_back({Shown::kPeriod});
  } else if (expr.op == Expr::Op::kSize) {
    columns_.push_back({Shown::kSize});
    return expr.args.size() == 1 && is_column(expr.args[0], kBodyColumn) && expr.roles == size_in(query)->roles;
  } else {
    constexpr std::array<std::string_view, 4> kParts = {"year", "quarter", "month", "day"};
    const bool is_part = expr.op == Expr::Op::kCall && std::find(kParts.begin(), kParts.end(), expr.name) != kParts.end() &&
                         is_column(expr.args[0], kPeriodColumn);
    if (!is_part) {
      return false;
    }
    columns_.push_back({Shown::kPartOfPeriod});
    std::transform(periods_.begin(), periods_.end(), std::back_inserter(columns_.back().of_steps),
                   [&](const Period& period) { return part_of(period.days.begin, expr.name); });
  }
  return true;
}

// The size lies between two bounds.
bool StepAnswer::take_test(const bind::Stage& stage) {
  if (stage.op != bind::Stage::Op::kFilter) {
    return false;
  }
  const auto range = ColumnTests(stage.condition).one_range();
  if (!range || columns_[range->column].shown != Shown::kSize || range->low > range->high || range->high < 0 ||
      range->low >= Datum{kUnknown}) {
    return false;
  }
  range_ = {static_cast<std::uint32_t>(std::max(range->low, Datum{0})),
            static_cast<std::uint32_t>(std::min(range->high, Datum{kUnknown} - 1))};
  return true;
}

void StepAnswer::find_bodies(const store::Reader& reader, const catalog::Catalog& catalog, const catalog::Orders& orders,
                             Pool& pool) {
  if (found_in_ == &catalog) {
    return;
  }
  found_in_ = nullptr;
  bodies_.clear();
  ids_.clear();
  kinds_.clear();
  Machine machine(reader, catalog, pool, 0);  // no day of its own is asked
  const auto& days = sizes_.days();
  const auto step_from = [&](Day day) {
    return static_cast<std::size_t>(std::lower_bound(days.begin(), days.end(), day) - days.begin());
  };
  for (const auto* entity : existing_ever(catalog, set_, [&](EntityId id) { return orders.keys[id.value]; })) {
    const DayRange life = life_of(*entity, bind::Sureness::kBest);
    const BodyId body = as_body(entity->id);
    bodies_.push_back({body, ids_.size(), step_from(life.begin), step_from(life.end),
                       takes_none() ? machine.covered_days(body, roles_, view_) : SpanList{}});
    ids_.push_back(body.value);
    kinds_.push_back(static_cast<Datum>(entity->kind));
  }
  std::sort(bodies_.begin(), bodies_.end(), [](const Body& a, const Body& b) { return a.id < b.id; });
  found_in_ = &catalog;
}

void StepAnswer::count(BodyBlocks& blocks, const Body& body) {
  const auto& days = sizes_.days();
  sizes_.count(blocks, body.id, body.place);
  for (std::size_t step = 0; step < std::min(body.first, days.size()); ++step) {
    sizes_.at(body.place, step) = kNoBody;
  }
  for (std::size_t step = body.behind; step < days.size(); ++step) {
    sizes_.at(body.place, step) = kNoBody;
  }
  for (std::size_t step = body.first; takes_none() && step < body.behind; ++step) {
    auto& cell = sizes_.at(body.place, step);
    cell = cell == 0 && !body.covered.contains(days[step]) ? kUnknown : cell;
  }
}

void StepAnswer::run(const store::Reader& reader, const catalog::Catalog& catalog, const catalog::Orders& orders, Pool& pool,
                     Batch& out) {
  find_bodies(reader, catalog, orders, pool);
  for (Column& column : columns_) {
    if (column.shown == Shown::kPeriod) {
      column.of_steps.resize(periods_.size());
      std::transform(periods_.begin(), periods_.end(), column.of_steps.begin(),
                     [&](const Period& period) { return pool.period(period); });
    }
  }
  sizes_.make_room(bodies_.size());
  BodyBlocks blocks(reader);
  for (const Body& body : bodies_) {
    count(blocks, body);
  }
  step_ = place_ = 0;
  go_on(out);
}

void StepAnswer::go_on(Batch& out) {
  constexpr std::size_t kLittleRoom = 64;
  places_.resize(kBatchRows + KeptCounts::kSpare);
  counts_.resize(kBatchRows + KeptCounts::kSpare);
  stretches_.clear();
  out.rows = 0;
  while (kBatchRows - out.rows > kLittleRoom && step_ < periods_.size()) {
    out.rows = choose(out.rows);
  }
  show(out);
  if (step_ == periods_.size()) {
    sizes_.let_go();
  }
}

// Puts rows of one step behind those that are there, as many as there is room for in any case; returns how many there are then.
std::size_t StepAnswer::choose(std::size_t rows) {
  constexpr std::size_t kAhead = 4 * StepSizes::kTogether;
  const std::size_t end = std::min(place_ + kBatchRows - rows, ids_.size());
  while (place_ < end) {
    const std::size_t behind = std::min(end, (place_ / StepSizes::kTogether + 1) * StepSizes::kTogether);
    sizes_.fetch(place_ + kAhead, step_);
    rows += keep_counts(&sizes_.at(place_, step_), behind - place_, static_cast<std::uint32_t>(place_), range_,
                        {&counts_[rows], &places_[rows]});
    place_ = behind;
  }
  stretches_.push_back({step_, rows});
  if (place_ == ids_.size()) {
    place_ = 0;
    ++step_;
  }
  return rows;
}

void StepAnswer::show(Batch& out) const {
  out.columns.resize(columns_.size());
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    auto& cells = out.columns[c];
    cells.resize(out.rows);
    const auto from_place = [&](const std::vector<Datum>& of_places) {
      for (std::size_t row = 0; row < out.rows; ++row) {
        cells[row] = of_places[places_[row]];
      }
    };
    switch (columns_[c].shown) {
      case Shown::kBody:
        from_place(ids_);
        break;
      case Shown::kKind:
        from_place(kinds_);
        break;
      case Shown::kSize:
        std::transform(counts_.begin(), counts_.begin() + static_cast<std::ptrdiff_t>(out.rows), cells.begin(),
                       [](std::uint32_t count) { return count == kUnknown ? kAbsent : Datum{count}; });
        break;
      case Shown::kPeriod:
      case Shown::kPartOfPeriod: {
        auto from = cells.begin();
        for (const Stretch& stretch : stretches_) {
          const auto to = cells.begin() + static_cast<std::ptrdiff_t>(stretch.end);
          std::fill(from, to, columns_[c].of_steps[stretch.step]);
          from = to;
        }
      }
    }
  }
}

}  // namespace entente::exec
