// Laws that hold in every database, whatever was recorded: asked of the engine alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "tests/oracle/generate_queries.h"
#include "tests/oracle/laws.h"

namespace entente::oracle {
namespace {

using Lines = std::vector<std::string>;
constexpr const char* kNoTopic = "error[N09]";

void forget_commits(Clauses& clauses) {
  clauses.commit.reset();
  clauses.known_on.reset();
}

// Tries a law on random worlds; the scenario is a copy, for the law to change.
void for_worlds(const std::function<void(Scenario)>& law) {
  for (auto seed = first_seed(); seed < first_seed() + world_count() && !::testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    law(generate(seed));
  }
}

Engine& engine_with(const Scenario& scenario, std::optional<Engine>& place) {
  record_all(place.emplace(), scenario.statements);
  return *place;
}

std::string script(const Scenario& scenario) {
  std::string text;
  for (const auto& statement : scenario.statements) {
    text += statement.text + "\n";
  }
  return text;
}

Lines sorted(Lines lines) {
  std::sort(lines.begin(), lines.end());
  return lines;
}

// Keys of a set: the first column.
std::set<std::string> members(Engine& engine, const std::string& set) {
  std::set<std::string> found;
  for (const auto& line : rows_of(engine, set)) {
    found.insert(line.substr(0, line.find(" | ")));
  }
  return found;
}

// They tell of what was recorded and when, not of what is so.
bool tells_of_recording(const Query& query) {
  return query.kind == Query::Kind::kClaims || query.kind == Query::Kind::kConflicts || query.kind == Query::Kind::kHistory ||
         query.kind == Query::Kind::kSources || query.kind == Query::Kind::kCommits;
}

bool has_pivot(const Query& query) { return !query.stages.empty() && query.stages.back().kind == Stage::Kind::kPivot; }
bool has_diff(const Query& query) { return !query.stages.empty() && query.stages.back().kind == Stage::Kind::kDiff; }

// On a day, by the best reading: over a period the rows of both may hold the same actor, on different days.
TEST(Laws, ExceptAndAndMakeUpTheWhole) {
  for_worlds([](const Scenario& scenario) {
    std::optional<Engine> place;
    auto& engine = engine_with(scenario, place);
    Chance chance(scenario.statements.size());
    Calendar calendar(chance);
    for (int i = 0; i < 20; ++i) {
      Query query;
      int day = calendar.day();
      query.clauses.time = Time{Time::Kind::kOn, day, day, "on " + iso(day)};
      auto a = random_set(chance, calendar, scenario.world, false, 1);
      query.set.parts = {a, random_set(chance, calendar, scenario.world, false, 1)};
      query.set.kind = Node::Kind::kAnd;
      auto both = members(engine, text_of(scenario.world, query));
      query.set.kind = Node::Kind::kExcept;
      auto text = text_of(scenario.world, query);
      auto only = members(engine, text);
      query.set = a;
      auto all = members(engine, text_of(scenario.world, query));
      std::set<std::string> made_up = both;
      made_up.insert(only.begin(), only.end());
      ASSERT_EQ(made_up, all) << script(scenario) << text;
      ASSERT_EQ(both.size() + only.size(), all.size()) << script(scenario) << text;
    }
  });
}

TEST(Laws, DiffOfAQueryWithItselfIsEmpty) {
  for_worlds([](const Scenario& scenario) {
    std::optional<Engine> place;
    auto& engine = engine_with(scenario, place);
    for (auto query : scenario.queries) {
      forget_commits(query.clauses);
      const auto& clauses = query.clauses;
      bool is_timed = clauses.series || clauses.time;
      if (query.kind == Query::Kind::kClaims || query.kind == Query::Kind::kIs || has_diff(query) || has_pivot(query) ||
          !is_timed) {
        continue;
      }
      auto text = text_of(scenario.world, query);
      text.pop_back();
      text += " | diff with " + (clauses.series ? clauses.series->text : clauses.time->text) + ";";
      auto rows = rows_of(engine, text);
      if (rows != Lines{kNoTopic}) {
        ASSERT_EQ(rows, Lines{}) << script(scenario) << text;
      }
    }
  });
}

TEST(Laws, TheNewestCommitKnowsAll) {
  for_worlds([](const Scenario& scenario) {
    std::optional<Engine> place;
    auto& engine = engine_with(scenario, place);
    int newest = engine.last_commit();
    for (const auto& query : scenario.queries) {
      if (query.clauses.series && query.clauses.series->axis == Series::Axis::kKnown) {
        continue;
      }
      auto text = text_with(scenario.world, query, forget_commits);
      auto known = text_with(scenario.world, query, [&](Clauses& clauses) {
        forget_commits(clauses);
        clauses.commit = newest;
      });
      ASSERT_EQ(rows_of(engine, text), rows_of(engine, known)) << script(scenario) << known;
    }
  });
}

// Of sets, by their keys: `certainty` and what a row counts differ. Stages may turn the order round (`where certainty = …`).
TEST(Laws, CertainlyWithinBestWithinPossibly) {
  for_worlds([](const Scenario& scenario) {
    std::optional<Engine> place;
    auto& engine = engine_with(scenario, place);
    for (auto query : scenario.queries) {
      if (query.kind != Query::Kind::kSet || query.clauses.series || !query.clauses.sureness) {
        continue;
      }
      query.stages.clear();
      auto asked = [&](std::optional<Sureness> sureness) {
        return members(engine, text_with(scenario.world, query, [&](Clauses& clauses) { clauses.sureness = sureness; }));
      };
      auto certain = asked(Sureness::kCertainly);
      auto best = asked(std::nullopt);
      auto possible = asked(Sureness::kPossibly);
      auto text = text_of(scenario.world, query);
      ASSERT_TRUE(std::includes(best.begin(), best.end(), certain.begin(), certain.end())) << script(scenario) << text;
      ASSERT_TRUE(std::includes(possible.begin(), possible.end(), best.begin(), best.end())) << script(scenario) << text;
    }
  });
}

// What is defined again stays away.
void define_once(Scenario& scenario) {
  auto& all = scenario.statements;
  auto first_other = std::find_if(all.begin(), all.end(), [](const Statement& one) { return !one.definition; });
  all.erase(std::remove_if(first_other, all.end(), [](const Statement& one) { return one.definition.has_value(); }), all.end());
}

enum class SeamIn { kBeginning, kMiddle };

// A day at which the claim can be parted: among those on which it may have begun, or behind them.
std::optional<int> seam_day(const World& world, const Claim& claim, SeamIn where) {
  bool is_span = claim.kind == Kind::kMembership && claim.stance == Stance::kFact && claim.since && claim.until;
  bool is_worded = is_span && claim.until->text.find(' ') != std::string::npos;  // `until before 1904`
  if (!is_span || is_worded || claim.since->days.latest == kAfter || claim.until->days.earliest == kBefore) {
    return std::nullopt;
  }
  const auto& beginning = claim.since->days;
  int first = where == SeamIn::kMiddle ? beginning.latest + 1 : beginning.earliest + 1;
  int last = where == SeamIn::kMiddle ? claim.until->days.earliest - 1 : std::min(beginning.latest, claim.until->days.earliest - 1);
  int published = claim.source ? world.sources[static_cast<std::size_t>(*claim.source)].published.value_or(kNever) : kNever;
  for (const auto& life :
       {world.actors[static_cast<std::size_t>(claim.actor)].life, world.bodies[static_cast<std::size_t>(claim.body)].life}) {
    first = std::max(first, life.begin + 1);  // a half outside of a life would be refused
    last = std::min(last, life.end - 1);
  }
  int day = first + (last - first) / 2;
  bool is_open = where == SeamIn::kBeginning && beginning.earliest == kBefore;
  return is_open || first > last || published < day ? std::nullopt : std::optional(day);
}

// The statement as two of one commit; itself where it cannot be parted.
Statement halves(const World& world, const Statement& statement, SeamIn where) {
  auto day = statement.claims.size() == 1 ? seam_day(world, statement.claims[0], where) : std::nullopt;
  if (!day) {
    return statement;
  }
  auto since = statement.text.find(" since ");
  auto end = std::min(statement.text.find(" until "), statement.text.find(" through "));
  auto first =
      statement.text.substr(0, end) + " until " + iso(*day) + statement.text.substr(statement.text.find_first_of(" ;", end + 9));
  auto second = statement.text.substr(0, since) + " since " + iso(*day) + statement.text.substr(end);
  Statement parted;
  parted.text = "begin; " + first + " " + second + " commit;";
  return parted;
}

bool asks_certainly(const Node& node) {
  return node.clauses.sureness == Sureness::kCertainly || std::any_of(node.parts.begin(), node.parts.end(), asks_certainly);
}

bool asks_certainty(const Query& query) {
  return query.clauses.sureness == Sureness::kCertainly || asks_certainly(query.set) ||
         std::any_of(query.with.begin(), query.with.end(), asks_certainly) ||
         std::any_of(query.stages.begin(), query.stages.end(), [](const Stage& stage) {
           bool by = std::find(stage.columns.begin(), stage.columns.end(), "certainty") != stage.columns.end();
           return by || stage.kind == Stage::Kind::kCertainty || stage.with.sureness == Sureness::kCertainly;
         });
}

// Retracted claims must be the only ones that fit; `claims` has a row more, and `conflicts` names claims.
void answers_alike_when_parted(Scenario scenario, SeamIn where, const Lines& left_out) {
  define_once(scenario);
  std::erase_if(scenario.statements, [](const Statement& one) { return one.retraction.has_value(); });
  std::optional<Engine> whole_place;
  auto& whole = engine_with(scenario, whole_place);
  Scenario parted = scenario;
  for (auto& statement : parted.statements) {
    statement = halves(scenario.world, statement, where);
  }
  std::optional<Engine> parted_place;
  auto& split = engine_with(parted, parted_place);
  for (const auto& query : scenario.queries) {
    bool is_left_out = tells_of_recording(query) || (!left_out.empty() && asks_certainty(query));
    auto text = text_of(scenario.world, query);
    if (!is_left_out) {
      ASSERT_EQ(rows_of(whole, text, left_out), rows_of(split, text, left_out)) << script(parted) << text;
    }
  }
}

// Where its source was published before the seam, the second half would be an announcement with a first day of its own (rule 13).
TEST(Laws, SplittingAClaimChangesNoAnswer) {
  for_worlds([](const Scenario& scenario) { answers_alike_when_parted(scenario, SeamIn::kMiddle, {}); });
}

// A seam is no stated beginning (rule 11). Yet the second half vouches for its first day, on which the whole may not have begun:
// what asks how sure it is stays away.
TEST(Laws, SplittingAClaimWithinItsBeginningChangesNothingButCertainty) {
  for_worlds([](const Scenario& scenario) { answers_alike_when_parted(scenario, SeamIn::kBeginning, {"certainty"}); });
}

// An `end` must find something to end, a retraction what
// it retracts: those stay away. Ids and commits aside, and of a conflict which claim is the first.
TEST(Laws, TheOrderOfRecordingChangesNoAnswer) {
  for_worlds([](Scenario scenario) {
    define_once(scenario);
    std::erase_if(scenario.statements, [](const Statement& one) {
      return one.retraction || std::any_of(one.claims.begin(), one.claims.end(), [](const Claim& c) {
               bool is_open = c.kind == Kind::kSuspension && !c.until;  // one that is said again with an end has had its day
               return c.kind == Kind::kEnd || is_open;
             });
    });
    std::optional<Engine> place;
    auto& engine = engine_with(scenario, place);
    Scenario mixed = scenario;
    auto first =
        std::find_if(mixed.statements.begin(), mixed.statements.end(), [](const Statement& s) { return !s.claims.empty(); });
    std::shuffle(first, mixed.statements.end(), std::mt19937_64(scenario.statements.size()));
    std::optional<Engine> mixed_place;
    auto& other = engine_with(mixed, mixed_place);
    for (const auto& query : scenario.queries) {
      auto text = text_with(scenario.world, query, forget_commits);
      Lines left_out = {"id", "commit"};
      if (!tells_of_recording(query) || query.kind == Query::Kind::kClaims) {
        ASSERT_EQ(sorted(rows_of(engine, text, left_out)), sorted(rows_of(other, text, left_out))) << script(mixed) << text;
      }
    }
  });
}

std::string renamed(std::string line) {
  const std::string before = "State A";
  for (auto at = line.find(before); at != std::string::npos; at = line.find(before, at + 1)) {
    line.replace(at, before.size(), "Renamed");
  }
  return line;
}

// A question that sorts by name answers in another order, and may cut other rows.
TEST(Laws, RenamingAnActorChangesOnlyNames) {
  for_worlds([](Scenario scenario) {
    std::erase_if(scenario.statements, [](const Statement& one) {
      return one.text.starts_with("define state XA named \"") && one.definition->name != "State A";
    });
    std::optional<Engine> place;
    auto& engine = engine_with(scenario, place);
    std::vector<Lines> before;
    auto text_at = [&](std::size_t i) { return text_with(scenario.world, scenario.queries[i], forget_commits); };
    for (std::size_t i = 0; i < scenario.queries.size(); ++i) {
      auto lines = rows_of(engine, text_at(i));
      std::transform(lines.begin(), lines.end(), lines.begin(), renamed);
      before.push_back(lines);
    }
    engine.run("define state XA named \"Renamed\";");
    for (std::size_t i = 0; i < before.size(); ++i) {
      const auto& query = scenario.queries[i];
      bool by_name = std::any_of(query.stages.begin(), query.stages.end(), [](const Stage& s) { return s.text == "name"; });
      auto text = text_at(i);
      if (!by_name && query.kind != Query::Kind::kCommits && query.kind != Query::Kind::kHistory) {
        ASSERT_EQ(before[i], rows_of(engine, text)) << script(scenario) << text;
      }
    }
  });
}

}  // namespace
}  // namespace entente::oracle
