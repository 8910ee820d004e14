#include "engine/exec/step_sizes.h"

#include <algorithm>
#include <tuple>

namespace entente::exec {

std::optional<StepSizes> StepSizes::of(Machine& machine, const bind::Query& query, const bind::RoleFilter& roles) {
  constexpr Day kMostDays = 1'000'000;
  const auto& context = query.context;
  if (!query.series || query.series->by_date || !context.when.by_step || context.sureness != bind::Sureness::kBest ||
      !context.view.plain()) {
    return std::nullopt;
  }
  StepSizes out(machine, roles);
  for (const auto& step : query.series->steps) {
    const bool is_behind = step.when && (out.days_.empty() || step.when->window.begin > out.days_.back());
    if (!is_behind || step.when->kind != bind::When::Kind::kOn) {
      return std::nullopt;
    }
    out.days_.push_back(step.when->window.begin);
  }
  if (out.days_.empty() || std::int64_t{out.days_.back()} - out.days_.front() > kMostDays) {
    return std::nullopt;
  }
  for (std::uint32_t step = 0; step < out.days_.size(); ++step) {
    out.from_.resize(static_cast<std::size_t>(out.days_[step] - out.days_.front()) + 1, step);
  }
  out.from_.push_back(static_cast<std::uint32_t>(out.days_.size()));
  return out;
}

std::uint32_t StepSizes::step_from(Day day) const {
  return from_[static_cast<std::size_t>(std::clamp(day, days_.front(), days_.back() + 1) - days_.front())];
}

// Bodies are asked for in an order that is that of their numbers more often than not: one cursor goes from each to the next.
void StepSizes::read(BodyId body) {
  auto question = claims::question_of({days_.front(), days_.back() + 1}, roles_->any, roles_->ids);
  question.wants_roles = question.has_gaps;
  question.wants_begins = question.wants_ends = true;
  rows_.clear();
  if (blocks_ != nullptr) {
    blocks_->move_to(entity(body));
  } else {
    blocks_ = std::make_unique<claims::BlockCursor>(machine_->reader(), claims::Axis::kByBody, entity(body));
  }
  for (; blocks_->valid(); blocks_->next()) {
    claims::add_rows(blocks_->block(), question, rows_);
  }
  if (question.has_gaps) {
    rows_.keep([&](std::size_t row) { return roles_->takes({rows_.roles[row]}); });
  }
}

// By actor and beginning, as they stand already where one role alone is counted.
void StepSizes::put_in_order() {
  const auto place = [&](std::size_t row) { return std::pair(rows_.others[row], rows_.begins[row]); };
  bool is_sorted = true;
  for (std::size_t row = 1; row < rows_.size(); ++row) {
    is_sorted = is_sorted && place(row - 1) <= place(row);
  }
  if (is_sorted) {
    return;
  }
  std::vector<std::tuple<std::uint32_t, Day, Day>> sorted;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    sorted.emplace_back(rows_.others[row], rows_.begins[row], rows_.ends[row]);
  }
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t row = 0; row < sorted.size(); ++row) {
    std::tie(rows_.others[row], rows_.begins[row], rows_.ends[row]) = sorted[row];
  }
}

// What begins adds one from there on, what ends takes one away; of an actor what overlaps or touches counts once.
void StepSizes::add(BodyId body) {
  machine_->breathe();
  read(body);
  put_in_order();
  if (body.value >= counts_.size()) {
    counts_.resize(body.value + std::size_t{1});
  }
  auto& counts = counts_[body.value];
  counts.resize(days_.size() + 1);
  machine_->hold(counts.size() * sizeof(counts.front()));
  for (std::size_t i = 0; i < rows_.size();) {
    const std::uint32_t actor = rows_.others[i];
    const Day begin = rows_.begins[i];
    Day end = rows_.ends[i];
    for (++i; i < rows_.size() && rows_.others[i] == actor && rows_.begins[i] <= end; ++i) {
      end = std::max(end, rows_.ends[i]);
    }
    ++counts[step_from(begin)];
    --counts[step_from(end)];  // wraps below nothing until the sums are made
  }
  for (std::size_t step = 1; step < days_.size(); ++step) {
    counts[step] += counts[step - 1];
  }
}

}  // namespace entente::exec
