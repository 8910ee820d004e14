#include "engine/exec/existing_rows.h"

#include <algorithm>

#include "engine/exec/set_eval.h"

namespace entente::exec {

std::optional<ExistingRows> ExistingRows::of(Machine& machine, const bind::Query& query, const bind::Series& series,
                                             const std::vector<bool>& needed) {
  using Query = bind::Query;
  constexpr std::size_t kOwnColumns = 3;  // who, its name, its kind
  const auto& set = query.set;
  const bool is_catalogue = query.rows == Query::Rows::kActors || query.rows == Query::Rows::kBodies;
  const bool is_plain = set.op == bind::SetNode::Op::kExisting && !set.when && !set.sureness && !set.under;
  const bool says_more = std::find(needed.begin() + kOwnColumns, needed.end(), true) != needed.end();
  const bool one_catalogue = !query.context.view.known_at && !set.view.known_at;
  const bool by_day = query.context.when.by_step &&
                      std::all_of(series.steps.begin(), series.steps.end(),
                                  [](const bind::Step& step) { return step.when && step.when->kind == bind::When::Kind::kOn; });
  if (!is_catalogue || !is_plain || says_more || !one_catalogue || !by_day) {
    return std::nullopt;
  }
  ExistingRows out;
  out.sureness_ = query.context.sureness;
  out.width_ = query.source_schema.size();
  for (const auto& entity : machine.catalog().entities()) {
    if (set.kinds.takes(entity.kind) && narrow(entity, std::nullopt, set.topics)) {
      out.lives_.push_back({entity.id, static_cast<Datum>(entity.kind), life_of(entity, bind::Sureness::kBest),
                            life_of(entity, bind::Sureness::kCertainly), life_of(entity, bind::Sureness::kPossibly)});
    }
  }
  std::sort(out.lives_.begin(), out.lives_.end(),
            [&](const Life& a, const Life& b) { return machine.order_of(a.id) < machine.order_of(b.id); });
  return out;
}

Batch ExistingRows::rows(Day day, Stats& stats) const {
  Batch batch(width_);
  for (auto* column : {&batch.columns[0], &batch.columns[1], &batch.columns[2]}) {
    column->reserve(lives_.size());
  }
  for (const Life& life : lives_) {
    const bool best = life.best.contains(day);
    const bool certain = life.certain.contains(day);
    const bool possible = life.possible.contains(day);
    stats.best += best ? 1U : 0U;
    stats.certain += certain ? 1U : 0U;
    stats.possible += possible ? 1U : 0U;
    if (sureness_ == bind::Sureness::kBest ? best : sureness_ == bind::Sureness::kCertainly ? certain : possible) {
      batch.columns[0].push_back(life.id.value);
      batch.columns[1].push_back(life.id.value);
      batch.columns[2].push_back(life.kind);
    }
  }
  batch.rows = batch.columns[0].size();
  stats.has_readings = true;
  return batch;
}

}  // namespace entente::exec
