// Runs a scenario in the engine through its public face, and in the oracle beside it.
#pragma once

#include <optional>
#include <string>

#include "tests/oracle/scenario.h"

namespace entente::oracle {

/// A question that the two answer differently.
struct Difference {
  std::string question;
  std::string engine;  // rows, one a line; or the error
  std::string oracle;
  std::string error;  // the code with which the engine refused the question; none: it answered
};

struct CaseResult {
  std::optional<Difference> difference;  // the first
  std::size_t compared = 0;
  std::size_t rows = 0;
  std::vector<std::size_t> refused;  // statements that the engine did not take
};

/// Statements go in one by one; the oracle mirrors those that the engine takes.
CaseResult run(const Scenario& scenario);

/// The smallest scenario that greedy deletion finds in which some question is still answered differently.
Scenario shrink(Scenario scenario);

/// The statements of the scenario as a script.
std::string script_of(const Scenario& scenario);

}  // namespace entente::oracle
