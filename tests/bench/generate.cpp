#include "tests/bench/generate.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <numeric>

namespace entente::bench {
namespace {

constexpr Day kBegin = day_of(1816, 1, 1), kEnd = day_of(2026, 11, 1);
constexpr int kEraYears = 216;  // so that a few years lie between eras, and no memberships of two overlap
constexpr Day kEraDays = day_of(1816 + kEraYears, 1, 1) - kBegin;

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {  // SplitMix64
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  double part() { return static_cast<double>(next() >> 11U) * 0x1p-53; }
  std::uint32_t below(std::uint32_t count) { return static_cast<std::uint32_t>(((next() >> 32U) * count) >> 32U); }
  Day days_below(Day count) { return static_cast<Day>(below(static_cast<std::uint32_t>(count))); }
  double exponential(double mean) { return -mean * std::log(1 - part()); }
  Day day_in(int year_base, double years, double power) {
    const unsigned day = 1 + below(28);
    const unsigned month = 1 + below(12);
    return day_of(year_base + static_cast<int>(years * std::pow(part(), power)), month, day);
  }
  void shuffle(std::vector<std::uint32_t>& order) {
    for (auto i = static_cast<std::uint32_t>(order.size() - 1); i > 0; --i) {
      std::swap(order[i], order[below(i + 1)]);
    }
  }

 private:
  std::uint64_t state_;
};

Day days(double count) { return static_cast<Day>(count); }

class SpellWriter {
 public:
  explicit SpellWriter(const std::string& path) : out_(path) { out_ << kHeadings << '\n'; }
  void add(const Spell& spell) {
    char line[96];
    char* at = line;
    const auto number = [&at](std::uint32_t value) { at = std::to_chars(at, at + 12, value).ptr, *at++ = ','; };
    const auto date = [&at](Day day, char behind) { at = put_date(at, day), *at++ = behind; };
    number(spell.actor);
    number(spell.body);
    number(static_cast<std::uint32_t>(spell.role));
    date(spell.from, ',');
    date(spell.to, ',');
    number(spell.source);
    date(spell.known_from, ',');
    date(spell.known_to, '\n');
    out_.write(line, at - line);
  }

 private:
  std::ofstream out_;
};

// A sample of equal chances of all that went by.
class Sample {
 public:
  void add(const Spell& spell, Chance& chance) {
    ++seen_;
    if (kept_.size() < kMost) {
      kept_.push_back(spell);
    } else if (const auto place = chance.next() % seen_; place < kMost) {
      kept_[place] = spell;
    }
  }
  const Spell& any(Chance& chance) const { return kept_[chance.below(static_cast<std::uint32_t>(kept_.size()))]; }
  [[nodiscard]] std::size_t size() const { return kept_.size(); }

 private:
  static constexpr std::size_t kMost = 20000;
  std::uint64_t seen_ = 0;
  std::vector<Spell> kept_;
};

class Generator {
 public:
  Generator(const Size& size, std::uint64_t seed, const std::string& folder, const Series& series)
      : size_(size),
        chance_(seed),
        folder_(folder),
        series_(series),
        current_(folder + "/cur.csv"),
        superseded_(folder + "/old.csv") {}

  void run() {
    std::vector<std::uint32_t> rank(size_.bodies);
    std::iota(rank.begin(), rank.end(), 0U);
    chance_.shuffle(rank);
    active_.resize(size_.actors);
    std::iota(active_.begin(), active_.end(), 0U);
    chance_.shuffle(active_);
    const double scale = scale_of_bodies();
    births_.resize(size_.actors);
    for (auto& birth : births_) {
      birth = chance_.part() < 0.12 ? kBegin : chance_.day_in(1830, 165, 0.5);
    }
    last_life_.assign(size_.actors, ~std::uint32_t{0});
    for (std::uint32_t body = 0; body < size_.bodies; ++body) {
      for (era_ = 0; era_ < size_.eras; ++era_) {
        make_body(body, members_of_rank(scale, rank[body]));
      }
    }
    write_parameters();
  }

 private:
  double members_of_rank(double scale, std::uint32_t rank) const {
    return std::min(size_.largest_body, scale * std::pow(rank + 1, -size_.body_skew));
  }

  // The factor by which all bodies together have as many members as the size says.
  double scale_of_bodies() const {
    double low = 0;
    double high = 1e9;
    for (int step = 0; step < 100; ++step) {
      const double middle = (low + high) / 2;
      double sum = 0;
      for (std::uint32_t rank = 0; rank < size_.bodies; ++rank) {
        sum += members_of_rank(middle, rank);
      }
      (sum < size_.spells / 1.068 ? low : high) = middle;
    }
    return low;
  }

  void make_body(std::uint32_t body, double members) {
    const auto wanted = static_cast<std::uint32_t>(std::max(2.0, members + chance_.part() - 0.5));
    const Day founded = chance_.day_in(1816, 205, 0.35);
    Day ended = kEnd;
    bool is_gone = chance_.part() < 0.3;
    if (is_gone) {
      ended = std::min(kEnd, founded + 1000 + days(chance_.part() * (kEnd - founded)));
    }
    is_gone = is_gone && ended < kEnd;
    source_ += 3;
    const auto life = body * static_cast<std::uint32_t>(size_.eras) + static_cast<std::uint32_t>(era_);
    std::uint32_t have = 0;
    for (std::uint32_t tries = 0; have < wanted && tries < 60 * wanted + 200; ++tries) {
      const auto place = static_cast<std::uint32_t>(size_.actors * std::pow(chance_.part(), 1 / (1 - size_.actor_skew)));
      const std::uint32_t actor = active_[std::min(size_.actors - 1, place)];
      const Day possible = std::max(births_[actor], founded);
      if (last_life_[actor] == life || possible + 400 >= ended) {
        continue;
      }
      last_life_[actor] = life;
      ++have;
      make_spells(actor, body, possible, ended, is_gone);
    }
  }

  // One spell, or two: of who was something else before, or left and came back.
  void make_spells(std::uint32_t actor, std::uint32_t body, Day possible, Day body_ended, bool body_is_gone) {
    Day from = possible + (chance_.part() < 0.35 ? 0 : days(chance_.exponential(2200)));
    if (from + 60 >= body_ended) {
      from = possible + days(chance_.part() * (body_ended - possible - 60));
    }
    Day to = chance_.part() < 0.65 ? (body_is_gone ? body_ended : kOpen)
                                   : std::min(from + 30 + days(chance_.exponential(5500)), body_ended);
    to = to == kEnd ? kOpen : to;
    const Day last = to == kOpen ? kEnd : to;
    const double x = chance_.part();
    const std::int32_t role = x < 0.78 ? kMember : x < 0.84 ? kAssociate : x < 0.92 ? kObserver : x < 0.97 ? kPartner : kCandidate;
    Spell first{actor, body, role, from, to, 0, 0, 0};
    Spell second = first;
    const double y = chance_.part();
    if (role != kMember && y < 0.25 && last - from > 100) {
      first.to = second.from = from + 30 + days(chance_.part() * std::min(last - from - 60, 2500));
      second.role = kMember;
    } else if (role == kMember && y < 0.04 && last - from > 800) {
      first.to = from + 30 + days(chance_.part() * (last - from) / 2);
      second.from = first.to + 30 + days(chance_.part() * (last - first.to - 60));
    }
    emit(first);
    if (second.from != first.from) {
      emit(second);
    }
  }

  // Writes what is believed now, and of every tenth what was believed before.
  void emit(Spell spell) {
    if (era_ > 0) {
      spell.to = std::min(spell.to, kEnd) - era_ * kEraDays;
      spell.from -= era_ * kEraDays;
    }
    spell.source = source_ + chance_.below(40);
    spell.known_from = day_of(2005, 1, 1) + chance_.days_below(7800);
    spell.known_to = kOpen;
    current_.add(spell);
    any_.add(spell, chance_);
    if (spell.role == kObserver || spell.role == kPartner) {
      around_.add(spell, chance_);
    }
    if (chance_.part() < 0.10) {
      Spell before = spell;
      before.known_to = spell.known_from;
      before.known_from = spell.known_from - 30 - chance_.days_below(3000);
      before.from = std::min(spell.to - 1, spell.from - 400 + chance_.days_below(800));
      if (chance_.part() < 0.2) {
        before.role = 1 + chance_.days_below(5);
      }
      before.source = source_;
      superseded_.add(before);
    }
  }

  // A day on which the spell holds; now and then any day of its era.
  Day day_of_spell(const Spell& spell) {
    if (chance_.part() < 0.3) {
      constexpr Day kSince = day_of(1945, 1, 1);
      return kSince + chance_.days_below(kEnd - kSince) - (kEnd - spell.from) / kEraDays * kEraDays;
    }
    return spell.from + chance_.days_below(std::max(1, std::min(spell.to, kEnd) - spell.from));
  }

  Day day_since(int year) {
    const Day since = day_of(year, 1, 1);
    return since + chance_.days_below(kEnd - since);
  }

  // Large bodies and active actors are asked for more often, for parameters are those of random spells.
  void write_parameters() {
    std::ofstream out(folder_ + "/params.txt");
    const auto put = [&out](int question, auto a, auto b, auto c, auto d) {
      out << question << ' ' << a << ' ' << b << ' ' << c << ' ' << d << '\n';
    };
    for (std::size_t i = 0; i < any_.size(); ++i) {
      Spell spell = any_.any(chance_);
      put(1, spell.body, spell.role, day_of_spell(spell), 0);
      spell = any_.any(chance_);
      put(2, spell.actor, day_of_spell(spell), 0, 0);
      spell = any_.any(chance_);
      put(3, spell.actor, spell.body, day_of_spell(spell), 0);
      spell = any_.any(chance_);
      const bool is_elsewhere = chance_.part() < 0.2;
      put(4, spell.actor, is_elsewhere ? any_.any(chance_).body : spell.body, 0, 0);
      const auto in = any_.any(chance_).body;
      const auto around = around_.any(chance_).body;
      const auto not_in = any_.any(chance_).body;
      put(5, in, around, not_in, day_since(1990));
      spell = any_.any(chance_);
      const Day one = day_since(1950);
      const Day other = day_since(1950);
      put(6, spell.body, std::min(one, other), std::max(one, other), 0);
      if (i < 1000) {
        spell = any_.any(chance_);
        put(9, spell.actor, day_since(1950), 0, 0);
      }
      spell = any_.any(chance_);
      const Day day = day_of_spell(spell);
      put(10, spell.body, spell.role, day, day_of(2003, 1, 1) + chance_.days_below(8500));
    }
    put(7, series_.first, series_.last, 0, 0);
    put(8, series_.first, series_.last, 0, 0);
  }

  const Size& size_;
  Chance chance_;
  std::string folder_;
  Series series_;
  SpellWriter current_, superseded_;
  std::vector<std::uint32_t> active_;  // actors, the most active first
  std::vector<Day> births_;
  std::vector<std::uint32_t> last_life_;  // of each actor: the body and the era, so that a body takes it once in each
  int era_ = 0;                           // the last one is 0
  std::uint32_t source_ = 1;
  Sample any_, around_;
};

}  // namespace

const Size& size_named(const std::string& name) {
  const auto* found = std::find_if(std::begin(kSizes), std::end(kSizes), [&](const Size& size) { return size.name == name; });
  if (found == std::end(kSizes)) {
    fail("no size " + name);
  }
  return *found;
}

Size multiplied(Size size, const std::string& dimension, std::uint32_t times) {
  if (dimension == "actors") {
    size.actors *= times;
    size.largest_body *= times;
    size.spells *= times;
  } else if (dimension == "bodies") {
    size.bodies *= times;
    size.spells *= times;
  } else if (dimension == "years") {
    size.eras *= static_cast<int>(times);  // each has as many spells as the size says
  } else {
    fail("no dimension " + dimension);
  }
  return size;
}

Series all_years(const Size& size) {
  constexpr int kLast = 2020;
  return {kLast + 1 - kEraYears * size.eras, kLast};
}

void generate(const Size& size, std::uint64_t seed, const std::string& folder, const Series& series) {
  Generator(size, seed, folder, series).run();
}

}  // namespace entente::bench
