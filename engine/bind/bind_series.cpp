// `each …`: a period cut into calendar units, or days named one by one; what each step replaces of the context.
#include <algorithm>
#include <array>

#include "engine/bind/binder.h"

namespace entente::bind {
namespace {

using Unit = ast::Steps::Unit;
using Axis = Binder::Axis;

constexpr std::size_t kStepsMax = 100'000;

// Months since year 0, so that months, quarters and years are counted alike.
std::int64_t month_number(Day day) {
  const Civil civil = civil_of(day);
  return std::int64_t{civil.year} * 12 + civil.month - 1;
}

Day first_of_month(std::int64_t number) {
  if (number >= 10'000 * 12) {
    return kDayMax + 1;
  }
  return *day_of({static_cast<std::int32_t>(number / 12), static_cast<unsigned>(number % 12) + 1, 1});
}

std::int64_t months_of(Unit unit) { return unit == Unit::kYear ? 12 : unit == Unit::kQuarter ? 3 : 1; }

Day unit_begin(Unit unit, Day day) {
  if (unit == Unit::kDay) {
    return day;
  }
  const std::int64_t month = month_number(day);
  return first_of_month(month - month % months_of(unit));
}

Day unit_end(Unit unit, Day begin, std::uint64_t every) {
  constexpr std::uint64_t kFar = 4'000'000;  // more days than the calendar has
  const auto count = static_cast<std::int64_t>(std::min(every, kFar));
  if (unit == Unit::kDay) {
    return static_cast<Day>(std::min<std::int64_t>(begin + count, kDayMax + 1));
  }
  return first_of_month(month_number(begin) + months_of(unit) * count);
}

std::string label_of(Unit unit, Day begin) {
  switch (unit) {
    case Unit::kDay:
      return to_text(begin);
    case Unit::kMonth:
      return to_text(begin, Precision::kMonth);
    case Unit::kQuarter:
      return to_text(begin, Precision::kYear) + "-Q" + std::to_string((civil_of(begin).month + 2) / 3);
    case Unit::kYear:
      break;
  }
  return to_text(begin, Precision::kYear);
}

When sampled(DayRange days, std::optional<ast::Sampling> sampling) {
  switch (sampling.value_or(ast::Sampling::kAtEnd)) {
    case ast::Sampling::kAtStart:
      return {When::Kind::kOn, {days.begin, days.begin + 1}, "on " + to_text(days.begin)};
    case ast::Sampling::kAtEnd:
      return {When::Kind::kOn, {days.end - 1, days.end}, "on " + to_text(days.end - 1)};
    case ast::Sampling::kAnyDay:
      return {When::Kind::kDuring, days, ""};
    case ast::Sampling::kEveryDay:
      break;
  }
  return {When::Kind::kThroughout, days, ""};
}

std::string sampling_words(std::optional<ast::Sampling> sampling) {
  constexpr std::array<std::string_view, 4> kWords = {"at start", "at end", "any day", "every day"};
  return sampling ? " " + std::string(kWords[static_cast<std::size_t>(*sampling)]) : "";
}

std::string unit_words(Unit unit, std::uint64_t every) {
  constexpr std::array<std::string_view, 4> kWords = {"day", "month", "quarter", "year"};
  const std::string word(kWords[static_cast<std::size_t>(unit)]);
  return every == 1 ? word : std::to_string(every) + " " + word + "s";
}

}  // namespace

// The steps, in order, cut to the period; with nothing replaced yet.
std::vector<Step> Binder::steps(const ast::Steps& steps, Span span) {
  std::vector<Step> out;
  for (const auto& value : steps.days) {
    const auto [days, precision] = date(value);
    out.push_back({{days, to_text(days.begin, precision)}, days, {}, {}, {}});
  }
  if (!steps.days.empty()) {
    std::sort(out.begin(), out.end(), [](const Step& a, const Step& b) { return a.days.begin < b.days.begin; });
    const auto same = [](const Step& a, const Step& b) { return a.period.label == b.period.label; };
    out.erase(std::unique(out.begin(), out.end(), same), out.end());
    return out;
  }
  const std::uint64_t every = steps.every ? whole_number(*steps.every) : 1;
  if (every == 0) {
    refuse("B16", "a step has no length", span, "each 1 " + unit_words(steps.unit, 1) + ", or more");
  }
  const DayRange asked = period(*steps.during);
  for (Day begin = unit_begin(steps.unit, asked.begin); begin < asked.end;) {
    const Day end = unit_end(steps.unit, begin, every);
    if (out.size() == kStepsMax) {
      refuse("B16", "these are more than " + std::to_string(kStepsMax) + " steps", span, "take longer steps, or a shorter period");
    }
    out.push_back(
        {{{begin, end}, label_of(steps.unit, begin)}, {std::max(begin, asked.begin), std::min(end, asked.end)}, {}, {}, {}});
    begin = end;
  }
  return out;
}

std::string Binder::steps_words(const ast::Steps& steps, const std::vector<Step>& all) {
  if (!steps.days.empty()) {
    std::string words;
    for (const auto& step : all) {
      words += (words.empty() ? "each of " : ", ") + step.period.label;
    }
    return words;
  }
  return "each " + unit_words(steps.unit, steps.every ? whole_number(*steps.every) : 1) + " during " + words_of(*steps.during);
}

CommitId Binder::last_commit_of(Day day) const {
  const std::int64_t end = (static_cast<std::int64_t>(day) + 1) * 86400;
  CommitId out{0};
  for (const auto& commit : setting_.commits) {
    if (commit.utc_seconds < end) {
      out = commit.id;
    }
  }
  return out;
}

// The series that the clauses ask for, if any. Two are one too many.
std::optional<Series> Binder::series(const Clauses& clauses) {
  std::optional<Series> out;
  const ast::Clause* stated = nullptr;
  for (const auto& clause : clauses.list) {
    const auto asked = steps_of(clause);
    if (!asked) {
      continue;
    }
    if (out) {
      refuse("B04", "two series are asked for",
             std::max(clause.span.begin, stated->span.begin) == clause.span.begin ? clause.span : stated->span,
             "one series a query: each … for valid, as reported each …, or as known each …");
    }
    stated = &clause;
    out.emplace();
    out->steps = steps(*asked->steps, clause.span);
    out->words = steps_words(*asked->steps, out->steps);
    for (auto& step : out->steps) {
      switch (asked->axis) {
        case Axis::kValid:
          step.when = sampled(step.days, asked->sampling);
          break;
        case Axis::kReported:
          step.reported_by = step.days.end - 1;
          break;
        case Axis::kKnown:
          step.known_at = last_commit_of(step.days.end - 1);
          break;
      }
    }
  }
  return out;
}

std::optional<Binder::AskedSteps> Binder::steps_of(const ast::Clause& clause) {
  if (const auto* each = std::get_if<ast::Each>(&clause.kind)) {
    return AskedSteps{Axis::kValid, &each->steps, each->sampling};
  }
  if (const auto* reported = std::get_if<ast::ReportedBy>(&clause.kind)) {
    if (const auto* asked = std::get_if<ast::Steps>(&reported->by)) {
      return AskedSteps{Axis::kReported, asked, std::nullopt};
    }
  }
  if (const auto* known = std::get_if<ast::KnownOn>(&clause.kind)) {
    if (const auto* asked = std::get_if<ast::Steps>(&known->on)) {
      return AskedSteps{Axis::kKnown, asked, std::nullopt};
    }
  }
  return std::nullopt;
}

// The time of a query that is asked once for every step: all of them together, until a step replaces it.
When Binder::when_each(const ast::Each& each, Span span) {
  const auto all = steps(each.steps, span);
  When out{When::Kind::kDuring,
           {all.front().days.begin, all.back().days.end},
           steps_words(each.steps, all) + sampling_words(each.sampling)};
  for (const auto& step : all) {
    out.window.end = std::max(out.window.end, step.days.end);
  }
  out.by_step = true;
  return out;
}

}  // namespace entente::bind
