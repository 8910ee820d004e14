// The data and the parameters of the questions: made up, skewed as real ones are, the same for the same seed.
#pragma once

#include <string>

#include "tests/bench/spell.h"

namespace entente::bench {

struct Size {
  const char* name;
  std::uint32_t actors, bodies;
  double spells;     // about so many believed now
  double body_skew;  // exponents of the laws by which bodies are large and actors are active
  double actor_skew;
  double largest_body;  // in members
};

inline constexpr Size kSizes[] = {{"T", 20, 30, 250, 0.45, 0.3, 18},  // for tests of the harness itself
                                  {"S", 220, 550, 40000, 0.45, 0.3, 205},
                                  {"M", 20000, 80000, 5e6, 0.75, 0.5, 8000},
                                  {"L", 200000, 800000, 5e7, 0.75, 0.5, 40000}};

const Size& size_named(const std::string& name);

/// Writes `cur.csv`, `old.csv` and `params.txt` into a folder that is there.
void generate(const Size& size, std::uint64_t seed, const std::string& folder);

}  // namespace entente::bench
