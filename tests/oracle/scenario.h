// One random case: a script that anybody can run, what it says, and questions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/oracle/query.h"

namespace entente::oracle {

struct Retraction {
  int actor = 0;
  int role = 0;
  int body = 0;
  std::optional<int> source;
};

/// A statement and what it does to the world once the engine has taken it.
struct Statement {
  std::string text;
  std::vector<Claim> claims = {};
  std::optional<Retraction> retraction = {};
  std::optional<Event> event = {};
  std::optional<int> defines_actor = {};
  std::optional<int> defines_body = {};
  std::optional<int> defines_source = {};
};

struct Scenario {
  World world;  // things, roles and sources; no claims yet
  std::vector<Statement> statements;
  std::vector<Query> queries;
};

/// The same seed gives the same scenario on every machine.
Scenario generate(std::uint64_t seed);

/// Records what an accepted statement says. False when a retraction does not fit exactly one claim.
bool apply(World& world, const Statement& statement, int commit);

}  // namespace entente::oracle
