#include "tests/bench/measure.h"

#include <unistd.h>

#include <algorithm>
#include <random>

#include "tests/bench/clock.h"

namespace entente::bench {
namespace {

constexpr std::size_t kWarmUp = 200;  // calls
constexpr double kPatience = 15;      // seconds: what takes longer is called once

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// What is not used the compiler may leave out.
void keep(std::uint64_t value) { asm volatile("" : : "r"(value)); }

}  // namespace

std::vector<Digest> first_answers(Peer& peer, int question, const std::vector<Parameters>& sets, std::size_t most) {
  std::vector<Digest> answers(std::min(most, sets.size()));
  for (std::size_t i = 0; i < answers.size(); ++i) {
    ask(peer, question, sets[i], answers[i]);
  }
  return answers;
}

Timing time_question(Peer& peer, int question, const std::vector<Parameters>& sets, double seconds) {
  std::uint64_t rows = 0;
  std::vector<double> times;
  const auto call = [&](std::size_t i) {
    Digest answer;
    ask(peer, question, sets[i % sets.size()], answer);
    keep(answer.hash());
    rows += answer.rows();
  };
  const auto timed = [&](std::size_t i) {
    const auto begin = ticks();
    call(i);
    times.push_back(nanoseconds(begin, ticks()));
  };
  const auto result = [&](double mean) {
    const auto calls = times.size();
    return Timing{calls, median(times), mean, static_cast<double>(rows) / static_cast<double>(calls)};
  };

  static_cast<void>(nanoseconds_of_tick());  // which takes a while
  double begin = seconds_now();
  timed(0);
  if (const double first = seconds_now() - begin;
      first > seconds) {  // too slow to be repeated often, or slow only because all was cold
    begin = seconds_now();
    if (first < kPatience) {
      rows = 0;
      times.clear();
      timed(1);
    }
    if (first >= kPatience || seconds_now() - begin > seconds) {
      return result(times.front());
    }
  }
  for (std::size_t i = 1; i < kWarmUp && seconds_now() - begin < seconds / 4; ++i) {
    call(i);
  }
  rows = 0;
  times.clear();
  begin = seconds_now();
  for (std::size_t i = 0; seconds_now() - begin < seconds && (i < sets.size() || i < 5); ++i) {
    timed(i);
  }
  const auto timing = result(0);
  std::size_t calls = 0;
  begin = seconds_now();
  for (; calls < times.size() && (calls % 64 != 0 || seconds_now() - begin < seconds); ++calls) {
    call(calls);
  }
  return {timing.calls, timing.median_ns, (seconds_now() - begin) / static_cast<double>(calls) * 1e9, timing.rows};
}

Writing time_writing(Peer& peer, std::uint32_t actors, std::uint32_t bodies, std::size_t rows, double seconds) {
  std::mt19937 chance{static_cast<std::uint32_t>(::getpid())};
  const auto below = [&chance](std::uint32_t count) { return static_cast<std::uint32_t>(chance() % count); };
  const Day base = day_of(2027, 1, 1);
  static_cast<void>(nanoseconds_of_tick());  // which takes a while
  std::vector<Spell> spells(rows);
  std::vector<double> times;
  const double begin = seconds_now();
  double end = begin;
  while (end - begin < seconds) {
    for (auto& spell : spells) {
      const Day from = base + static_cast<Day>(below(1000000));
      spell = {below(actors), below(bodies), kMember, from, kOpen, 0, base, kOpen};
    }
    const auto first = ticks();
    peer.write(spells);
    times.push_back(nanoseconds(first, ticks()) / 1e3);
    end = seconds_now();
  }
  return {static_cast<double>(times.size() * rows) / (end - begin), median(times)};
}

}  // namespace entente::bench
