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
  return out;
}

std::uint32_t StepSizes::step_from(Day day) const {
  if (day <= days_.front()) {
    return 0;
  }
  return day > days_.back() ? static_cast<std::uint32_t>(days_.size()) : from_[static_cast<std::size_t>(day - days_.front())];
}

// What begins adds one from there on, what ends takes one away; of an actor what overlaps or touches counts once.
void StepSizes::add(BodyId body) {
  machine_->breathe();
  const claims::Wanted wanted{roles_->any, roles_->ids, {days_.front(), days_.back() + 1}};
  briefs_.clear();
  claims::add_briefs(machine_->reader(), claims::Axis::kByBody, entity(body), wanted, briefs_);
  const auto before = [](const claims::Brief& a, const claims::Brief& b) {
    return std::tie(a.other, a.best.begin) < std::tie(b.other, b.best.begin);
  };
  if (!std::is_sorted(briefs_.begin(), briefs_.end(), before)) {
    std::sort(briefs_.begin(), briefs_.end(), before);
  }
  if (body.value >= first_.size()) {
    first_.resize(body.value + 1U, kNone);
  }
  first_[body.value] = counts_.size();
  counts_.resize(counts_.size() + days_.size() + 1);
  machine_->hold((days_.size() + 1) * sizeof(counts_.front()));
  std::uint32_t* counts = counts_.data() + first_[body.value];
  for (std::size_t i = 0; i < briefs_.size();) {
    const EntityId actor = briefs_[i].other;
    DayRange days = briefs_[i].best;
    for (++i; i < briefs_.size() && briefs_[i].other == actor && briefs_[i].best.begin <= days.end; ++i) {
      days.end = std::max(days.end, briefs_[i].best.end);
    }
    ++counts[step_from(days.begin)];
    --counts[step_from(days.end)];  // wraps below nothing until the sums are made
  }
  for (std::size_t step = 1; step < days_.size(); ++step) {
    counts[step] += counts[step - 1];
  }
}

}  // namespace entente::exec
