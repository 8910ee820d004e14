// Checks and timings of one question to one peer.
#pragma once

#include <string>
#include <vector>

#include "tests/bench/questions.h"

namespace entente::bench {

/// The answers to the first sets of parameters, at most so many.
std::vector<Digest> first_answers(Peer& peer, int question, const std::vector<Parameters>& sets, std::size_t most);

struct Timing {
  std::size_t calls = 0;
  double median_ns = 0;  // of calls timed one by one
  double mean_ns = 0;    // of a batch without a clock in it; parameters favour large bodies, so it is above the median
  double rows = 0;       // of an answer, on average
};

/// Asks with one set of parameters after another until the seconds are over, once at the least.
Timing time_question(Peer& peer, int question, const std::vector<Parameters>& sets, double seconds);

struct Writing {
  double per_second = 0;  // rows
  double median_us = 0;   // of a commit
};

/// Writes commits of so many rows until the seconds are over. The spells begin behind all days that questions ask about.
Writing time_writing(Peer& peer, std::uint32_t actors, std::uint32_t bodies, std::size_t rows, double seconds);

}  // namespace entente::bench
