// Random clauses: time, series, and through whose eyes.
#include "tests/oracle/generate_clauses.h"

#include <algorithm>
#include <array>
#include <map>

#include "tests/oracle/steps.h"

namespace entente::oracle {
namespace {

std::string words_of(Unit unit, int every) {
  const char* word = unit == Unit::kDay ? "day" : unit == Unit::kMonth ? "month" : unit == Unit::kQuarter ? "quarter" : "year";
  return every == 1 ? word : std::to_string(every) + " " + word + "s";
}

// Long enough for a dozen steps at most, so that a question stays quick.
int random_length(Chance& chance, Unit unit, int every) {
  int days = unit == Unit::kDay ? 1 : unit == Unit::kMonth ? 31 : unit == Unit::kQuarter ? 92 : 366;
  return chance.between(0, 10 * days * every);
}

Series each_unit(Chance& chance, Calendar& calendar) {
  Series series;
  auto unit = chance.pick(std::vector{Unit::kDay, Unit::kMonth, Unit::kMonth, Unit::kQuarter, Unit::kYear, Unit::kYear});
  int every = chance.percent(20) ? chance.between(2, 4) : 1;
  int first = std::max(0, calendar.day() - (chance.percent(50) ? random_length(chance, unit, every) : 0));
  int last = std::min(first + random_length(chance, unit, every), kAfter - 1);
  std::string period = iso(first) + " through " + iso(last);
  if (chance.percent(30)) {
    auto days = *read_bound(iso(first).substr(0, 4));
    first = days.earliest;
    last = unit == Unit::kDay ? first : days.latest;
    period = unit == Unit::kDay ? iso(first) : iso(first).substr(0, 4);
  }
  series.steps = steps_of(unit, every, first, last);
  series.text = "each " + words_of(unit, every) + " during " + period;
  return series;
}

Series each_of(Chance& chance, Calendar& calendar) {
  Series series;
  series.text = "each of ";
  std::map<int, Step> steps;  // by their first day, so that no two begin together
  for (int n = chance.between(1, 4); n > 0; --n) {
    auto date = iso(calendar.day()).substr(0, chance.percent(70) ? 10 : chance.percent(50) ? 7 : 4);
    auto days = *read_bound(date);
    if (steps.insert({days.earliest, {date, days.earliest, days.latest}}).second) {
      series.text += (steps.size() == 1 ? "" : ", ") + date;
    }
  }
  for (const auto& [first, step] : steps) {
    series.steps.push_back(step);
  }
  return series;
}

}  // namespace

Time random_time(Chance& chance, Calendar& calendar) {
  Time time;
  int a = calendar.day();
  int b = calendar.day();
  time.first = std::min(a, b);
  time.last = std::max(a, b);
  int kind = chance.between(1, 100);
  if (kind <= 55) {
    time.last = time.first = a;
    time.text = "on " + iso(a);
    return time;
  }
  if (kind <= 65) {
    time.kind = Time::Kind::kEver;
    time.text = "ever";
    return time;
  }
  time.kind = kind <= 85 ? Time::Kind::kDuring : Time::Kind::kThroughout;
  time.text = time.kind == Time::Kind::kDuring ? "during " : "throughout ";
  if (chance.percent(50)) {
    std::string date = iso(a).substr(0, chance.percent(50) ? 4 : 7);
    auto days = *read_bound(date);
    time.first = days.earliest;
    time.last = days.latest;
    time.text += date;
  } else if (chance.percent(50) && time.first < time.last) {
    time.text += iso(time.first) + " until " + iso(time.last);
    --time.last;
  } else {
    time.text += iso(time.first) + " through " + iso(time.last);
  }
  return time;
}

SourceRef random_source(Chance& chance, const World& world) {
  SourceRef ref{chance.below(world.sources.size()), {}};
  if (chance.percent(10)) {
    ref.via = chance.below(world.sources.size());
  }
  return ref;
}

Clauses random_view(Chance& chance, Calendar& calendar, const World& world, const Scenario& scenario) {
  Clauses clauses;
  if (chance.percent(20)) {
    clauses.according.push_back(random_source(chance, world));
    if (chance.percent(30)) {
      clauses.according.push_back(random_source(chance, world));
    }
  }
  if (chance.percent(15)) {
    clauses.reported = calendar.day();
  }
  if (chance.percent(18)) {
    clauses.commit = chance.between(1, static_cast<int>(scenario.statements.size()) + 1);
  } else if (chance.percent(5)) {
    clauses.known_on = calendar.day();
  }
  if (chance.percent(15)) {
    clauses.including.insert(chance.pick(std::vector{Stance::kPlanned, Stance::kProposed, Stance::kAlleged}));
    clauses.including.insert(chance.pick(std::vector{Stance::kPlanned, Stance::kProposed, Stance::kAlleged}));
  }
  return clauses;
}

Series random_series(Chance& chance, Calendar& calendar) {
  return chance.percent(25) ? each_of(chance, calendar) : each_unit(chance, calendar);
}

void add_series(Chance& chance, Calendar& calendar, Clauses& clauses) {
  int kind = chance.between(1, 100);
  clauses.series = random_series(chance, calendar);
  auto& series = *clauses.series;
  if (kind <= 12) {
    series.axis = Series::Axis::kKnown;
    series.text = "as known " + series.text;
    if (series.text.starts_with("as known each of") && chance.percent(50)) {
      series.steps.push_back({today_text(), today(), today()});
      series.text += ", today";
    }
    clauses.commit.reset();
    clauses.known_on.reset();
    return;
  }
  if (kind <= 30) {
    series.axis = Series::Axis::kReported;
    series.text = "as reported " + series.text;
    clauses.reported.reset();
    return;
  }
  clauses.time.reset();
  if (series.text.starts_with("each of") || chance.percent(40)) {
    return;
  }
  series.sampling = chance.pick(
      std::vector{Series::Sampling::kAtEnd, Series::Sampling::kAtStart, Series::Sampling::kAnyDay, Series::Sampling::kEveryDay});
  constexpr std::array<const char*, 4> kWords = {" at end", " at start", " any day", " every day"};
  series.text += kWords[static_cast<std::size_t>(series.sampling)];
}

}  // namespace entente::oracle
