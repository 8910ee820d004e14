// The data and the parameters of the questions: made up, skewed as real ones are, the same for the same seed.
#pragma once

#include <string>

#include "tests/bench/series.h"
#include "tests/bench/spell.h"

namespace entente::bench {

struct Size {
  const char* name;
  std::uint32_t actors, bodies;
  double spells;     // about so many believed now
  double body_skew;  // exponents of the laws by which bodies are large and actors are active
  double actor_skew;
  double largest_body;  // in members
  int eras = 1;         // in each all bodies and actors live once more, with other memberships
};

inline constexpr Size kSizes[] = {{"T", 20, 30, 250, 0.45, 0.3, 18},  // for tests of the harness itself
                                  {"S", 220, 550, 40000, 0.45, 0.3, 205},
                                  {"M", 20000, 80000, 5e6, 0.75, 0.5, 8000},
                                  {"L", 200000, 800000, 5e7, 0.75, 0.5, 40000}};

const Size& size_named(const std::string& name);

/// A size with so many times as many of its `actors`, `bodies` or `years` and all else equal: as many memberships of each body and
/// year, of each actor and year, or of each actor and body on a day. So there are so many times as many memberships as well.
Size multiplied(Size size, const std::string& dimension, std::uint32_t times);

/// The years of all eras, by which the answers of Q7 and Q8 grow with the years.
Series all_years(const Size& size);

/// Writes `cur.csv`, `old.csv` and `params.txt` into a folder that is there. Q7 and Q8 range over the years of `series`.
void generate(const Size& size, std::uint64_t seed, const std::string& folder, const Series& series = {1950, 2020});

}  // namespace entente::bench
