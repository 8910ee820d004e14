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

/// What a `define` states; all else stays as it was.
struct Definition {
  enum class Of { kActor, kBody, kRole, kSource };
  Of of = Of::kActor;
  int index = 0;
  std::optional<std::string> name = {};
  std::optional<int> begin = {};
  std::optional<int> end = {};
  std::optional<std::vector<int>> continues = {};
  std::optional<int> succession = {};  // beside `continues`
  std::optional<std::vector<int>> under = {};
  std::optional<std::set<std::string>> topics = {};
  std::optional<int> rank = {};
  std::optional<int> role_under = {};
  std::optional<int> published = {};
  std::optional<std::vector<Covers>> covers = {};
};

/// A statement and what it does to the world once the engine has taken it.
struct Statement {
  std::string text;
  std::vector<Claim> claims = {};
  std::optional<Retraction> retraction = {};
  std::optional<Event> event = {};
  std::optional<Definition> definition = {};
  std::optional<Provision> provision = {};
};

struct Scenario {
  World world;  // things, roles and sources as they are first defined; no claims yet
  std::vector<Statement> statements;
  std::vector<Query> queries;
  std::vector<int> commit_days;  // by commit, ascending; empty: all is recorded today
};

/// The world before anything is defined.
World blank(const Scenario& scenario);

/// The same seed gives the same scenario on every machine.
Scenario generate(std::uint64_t seed);

/// Records what an accepted statement says. False when a retraction does not fit exactly one claim.
bool apply(World& world, const Statement& statement, int commit);

}  // namespace entente::oracle
