#include "engine/exec/step_sizes.h"

#include <algorithm>
#include <bit>
#include <tuple>
#include <utility>

namespace entente::exec {

StepsByDay::StepsByDay(const std::vector<Day>& days) : first_(days.front()), behind_(days.back() + 1) {
  auto least = static_cast<std::uint32_t>(kMostDays);
  for (std::size_t step = 1; step < days.size(); ++step) {
    least = std::min(least, static_cast<std::uint32_t>(days[step] - days[step - 1]));
  }
  shift_ = static_cast<unsigned>(std::bit_width(least)) - 1;
  std::uint32_t step = 0;
  const auto count = (static_cast<std::uint32_t>(behind_ - first_) >> shift_) + 1;
  for (std::uint32_t stretch = 0; stretch < count; ++stretch) {
    const std::uint64_t begin = std::uint64_t{stretch} << shift_;
    const std::uint64_t end = begin + (std::uint64_t{1} << shift_);
    const auto at = [&] { return static_cast<std::uint64_t>(days[step] - first_); };
    while (step < days.size() && at() < begin) {
      ++step;
    }
    const bool lies_in_it = step < days.size() && at() < end;
    stretches_.push_back({step, lies_in_it ? static_cast<std::uint32_t>(at()) : UINT32_MAX});
  }
}

void StepsByDay::tally(const std::vector<Day>& days, std::vector<std::uint32_t>& counts) const {
  const auto [first, behind, shift] = std::tuple(first_, behind_, shift_);  // what is written could be these
  std::fill(counts.begin(), counts.end(), 0);
  for (const Day day : days) {
    const auto at = static_cast<std::uint32_t>(std::clamp(day, first, behind) - first);
    const Stretch stretch = stretches_[at >> shift];
    ++counts[stretch.step + (at > stretch.last ? 1U : 0U)];
  }
}

std::optional<StepSizes> StepSizes::of(const bind::Query& query, const bind::RoleFilter& roles) {
  const auto& context = query.context;
  if (!query.series || query.series->by_date || !context.when.by_step || context.sureness != bind::Sureness::kBest ||
      !context.view.plain()) {
    return std::nullopt;
  }
  std::vector<Day> days;
  for (const auto& step : query.series->steps) {
    const bool is_behind = step.when && (days.empty() || step.when->window.begin > days.back());
    if (!is_behind || step.when->kind != bind::When::Kind::kOn) {
      return std::nullopt;
    }
    days.push_back(step.when->window.begin);
  }
  if (days.empty() || std::int64_t{days.back()} - days.front() > StepsByDay::kMostDays) {
    return std::nullopt;
  }
  return StepSizes(roles, std::move(days));
}

namespace {

// Whether each actor's rows stand together, and none begins before the one in front of it has ended, as those of one role do.
// Without a branch, so that compilers do several at once.
bool follow_each_other(const claims::FoundRows& rows) {
  unsigned otherwise = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const unsigned is_next = rows.others[i - 1] < rows.others[i] ? 1U : 0U;
    const unsigned is_same = rows.others[i - 1] == rows.others[i] ? 1U : 0U;
    const unsigned has_ended = rows.ends[i - 1] <= rows.begins[i] ? 1U : 0U;
    otherwise |= (is_next | (is_same & has_ended)) ^ 1U;
  }
  return otherwise == 0;
}

}  // namespace

void StepSizes::read(claims::BlockCursor& blocks) {
  auto question = claims::question_of({days_.front(), days_.back() + 1}, roles_.any, roles_.ids);
  question.wants_roles = question.has_gaps;
  question.wants_begins = question.wants_ends = true;
  rows_.clear();
  for (; blocks.valid(); blocks.next()) {
    claims::add_rows(blocks.block(), question, rows_);
  }
  if (question.has_gaps) {
    rows_.keep([&](std::size_t row) { return roles_.takes({rows_.roles[row]}); });
  }
}

// By actor and beginning.
void StepSizes::put_in_order() {
  std::vector<std::tuple<std::uint32_t, Day, Day>> sorted;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    sorted.emplace_back(rows_.others[row], rows_.begins[row], rows_.ends[row]);
  }
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t row = 0; row < sorted.size(); ++row) {
    std::tie(rows_.others[row], rows_.begins[row], rows_.ends[row]) = sorted[row];
  }
}

// Of an actor what overlaps or touches counts once.
void StepSizes::unite() {
  std::size_t count = 0;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const bool goes_on = count > 0 && rows_.others[i] == rows_.others[count - 1] && rows_.begins[i] <= rows_.ends[count - 1];
    if (goes_on) {
      rows_.ends[count - 1] = std::max(rows_.ends[count - 1], rows_.ends[i]);
      continue;
    }
    rows_.others[count] = rows_.others[i];
    rows_.begins[count] = rows_.begins[i];
    rows_.ends[count] = rows_.ends[i];
    ++count;
  }
  rows_.cut(count);
}

// What begins counts from there on, what ends no more.
void StepSizes::make_room(std::size_t bodies) {
  const std::size_t needed = (bodies + kTogether - 1) / kTogether * kTogether * days_.size();
  if (counts_.size() < needed) {
    counts_.resize(needed);
  }
}

void StepSizes::let_go() {
  constexpr std::size_t kLarge = std::size_t{64} << 20U;  // bytes, that a statement need not hold until it is run again
  if (counts_.size() * sizeof(counts_.front()) > kLarge) {
    counts_ = {};
  }
}

void StepSizes::count(BodyBlocks& blocks, BodyId body, std::size_t number) {
  make_room(number + 1);
  read(blocks.of(body));
  if (!follow_each_other(rows_)) {
    put_in_order();
    unite();
  }
  steps_.tally(rows_.begins, begins_);
  steps_.tally(rows_.ends, ends_);
  std::uint32_t* cell = &at(number, 0);
  std::uint32_t count = 0;
  for (std::size_t step = 0; step < days_.size(); ++step, cell += kTogether) {
    count += begins_[step] - ends_[step];
    *cell = count;
  }
}

}  // namespace entente::exec
