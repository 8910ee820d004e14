// The parameters of the questions, and how a question is put to a peer.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "tests/bench/peer.h"

namespace entente::bench {

inline constexpr int kQuestions = 10;
using Parameters = std::array<std::int32_t, 4>;

class Questions {
 public:
  explicit Questions(const std::string& path);
  /// The sets of parameters of Q1 to Q10; those without parameters have one empty set.
  [[nodiscard]] const std::vector<Parameters>& of(int question) const { return sets_.at(static_cast<std::size_t>(question)); }

 private:
  std::array<std::vector<Parameters>, kQuestions + 1> sets_;
};

void ask(Peer& peer, int question, const Parameters& parameters, Digest& answer);

}  // namespace entente::bench
