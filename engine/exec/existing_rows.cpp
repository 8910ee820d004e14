#include "engine/exec/existing_rows.h"

#include <algorithm>

#include "engine/exec/set_eval.h"

namespace entente::exec {

bool asks_existing_rows(const bind::Query& query, const bind::Series& series, const std::vector<bool>& needed) {
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
  return is_catalogue && is_plain && !says_more && one_catalogue && by_day;
}

std::vector<const catalog::Entity*> existing_ever(const catalog::Catalog& catalog, const bind::SetNode& set,
                                                  const std::function<std::uint32_t(EntityId)>& place) {
  std::vector<const catalog::Entity*> found;
  for (const auto& entity : catalog.entities()) {
    if (set.kinds.takes(entity.kind) && narrow(entity, std::nullopt, set.topics)) {
      found.push_back(&entity);
    }
  }
  std::sort(found.begin(), found.end(), [&](const auto* a, const auto* b) { return place(a->id) < place(b->id); });
  return found;
}

std::optional<ExistingRows> ExistingRows::of(Machine& machine, const bind::Query& query, const bind::Series& series,
                                             const std::vector<bool>& needed) {
  if (!asks_existing_rows(query, series, needed)) {
    return std::nullopt;
  }
  ExistingRows out;
  out.sureness_ = query.context.sureness;
  out.width_ = query.source_schema.size();
  out.needed_ = needed;
  const auto found = existing_ever(machine.catalog(), query.set, [&](EntityId id) { return machine.order_of(id); });
  for (const auto* entity : found) {
    out.ids_.push_back(entity->id.value);
    out.kinds_.push_back(static_cast<Datum>(entity->kind));
    out.best_.add(life_of(*entity, bind::Sureness::kBest));
    out.certain_.add(life_of(*entity, bind::Sureness::kCertainly));
    out.possible_.add(life_of(*entity, bind::Sureness::kPossibly));
  }
  out.one_reading_ = out.best_ == out.certain_ && out.best_ == out.possible_;
  return out;
}

void ExistingRows::Lives::add(DayRange life) {
  begins.push_back(life.begin);
  ends.push_back(life.end);
}

std::size_t ExistingRows::Lives::mark(Day day, std::vector<std::int32_t>& marks) const {
  marks.resize(begins.size());
  std::int32_t count = 0;
  for (std::size_t i = 0; i < begins.size(); ++i) {  // all of one width, so that compilers do several at once
    marks[i] = static_cast<std::int32_t>(begins[i] <= day) & static_cast<std::int32_t>(day < ends[i]);
    count += marks[i];
  }
  return static_cast<std::size_t>(count);
}

Batch ExistingRows::rows(Day day, Stats& stats) {
  std::size_t kept = 0;
  if (one_reading_) {
    kept = best_.mark(day, marks_);
    stats.best += kept;
    stats.certain += kept;
    stats.possible += kept;
  } else {
    const auto mark = [&](const Lives& lives, bind::Sureness sureness) {
      const std::size_t count = lives.mark(day, sureness == sureness_ ? marks_ : other_marks_);
      kept = sureness == sureness_ ? count : kept;
      return count;
    };
    stats.best += mark(best_, bind::Sureness::kBest);
    stats.certain += mark(certain_, bind::Sureness::kCertainly);
    stats.possible += mark(possible_, bind::Sureness::kPossibly);
  }
  stats.has_readings = true;
  Batch batch(width_);
  const auto put = [&](const std::vector<Datum>& from, std::size_t column) {
    if (!needed_[column]) {
      return;
    }
    auto& cells = batch.columns[column];
    cells.resize(from.size());
    std::size_t count = 0;
    for (std::size_t i = 0; i < from.size(); ++i) {  // without a branch: what does not stay is written over
      cells[count] = from[i];
      count += static_cast<std::size_t>(marks_[i]);
    }
    cells.resize(count);
  };
  put(ids_, 0);
  put(ids_, 1);
  put(kinds_, 2);
  batch.rows = kept;
  return batch;
}

}  // namespace entente::exec
