// The engine and the oracle answer the same questions about the same random databases.
// ENTENTE_ORACLE_CASES sets how many databases, ENTENTE_ORACLE_SEED where to begin.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>

#include "tests/oracle/engine_run.h"

namespace entente::oracle {
namespace {

// 100,000 questions; under sanitizers, which are slow, a tenth.
#ifdef __SANITIZE_ADDRESS__
constexpr int kCases = 250;
#else
constexpr int kCases = 2500;
#endif
constexpr int kFailuresMax = 1;

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::stoull(text);
}

std::string report(std::uint64_t seed) {
  Scenario small = shrink(generate(seed));
  auto difference = run(small).difference;
  if (!difference) {
    return "seed " + std::to_string(seed) + ": the difference did not come again";
  }
  return "seed " + std::to_string(seed) + "\n" + script_of(small) + difference->question + "\n  engine:\n" + difference->engine +
         "  oracle:\n" + difference->oracle;
}

TEST(Oracle, AgreesWithTheEngine) {
  auto cases = setting("ENTENTE_ORACLE_CASES", kCases);
  auto first = setting("ENTENTE_ORACLE_SEED", 1);
  auto failures_max = setting("ENTENTE_ORACLE_FAILURES", kFailuresMax);
  auto begin = std::chrono::steady_clock::now();
  std::size_t compared = 0;
  std::size_t rows = 0;
  std::uint64_t failures = 0;
  for (auto seed = first; seed < first + cases && failures < failures_max; ++seed) {
    auto result = run(generate(seed));
    compared += result.compared;
    rows += result.rows;
    if (result.difference) {
      ++failures;
      ADD_FAILURE() << report(seed);
    }
  }
  std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  std::cout << "seeds " << first << " and on: " << compared << " questions, " << rows << " rows, "
            << static_cast<double>(compared) / seconds.count() << " questions a second\n";
}

}  // namespace
}  // namespace entente::oracle
