#include "tests/oracle/engine_run.h"

#include <algorithm>

#include "tests/oracle/table_text.h"

namespace entente::oracle {

namespace {

// Days of knowledge as the commits that they mean.
Query with_commits(const World& world, Query query) {
  each_clauses(query, [&](Clauses& clauses) {
    clauses.commit = clauses.known_on ? std::optional(world.commit_on(*clauses.known_on)) : clauses.commit;
  });
  return query;
}

// A topic that no body has is an error.
bool asks_unknown_topic(const World& world, Query query) {
  std::set<std::string> topics;
  for (const auto& body : world.bodies) {
    topics.insert(body.topics.begin(), body.topics.end());
  }
  bool is_unknown = false;
  each_node(query, [&](const Node& node) {
    is_unknown = is_unknown || !std::includes(topics.begin(), topics.end(), node.topics.begin(), node.topics.end());
  });
  return is_unknown;
}

}  // namespace

CaseResult run(const Scenario& scenario) {
  Engine engine;
  CaseResult result;
  World world = blank(scenario);
  int commit = 0;
  for (std::size_t i = 0; i < scenario.statements.size(); ++i) {
    const auto& statement = scenario.statements[i];
    auto reply = engine.run(statement.text);
    if (!reply.error.empty()) {
      result.refused.push_back(i);
      continue;
    }
    commit = engine.last_commit();
    if (!apply(world, statement, commit)) {
      result.difference = Difference{statement.text, "accepted\n", "fits no claim, or more than one\n", ""};
      return result;
    }
  }
  world.commit_days = scenario.commit_days;
  world.commit_days.resize(static_cast<std::size_t>(commit), today());
  if (!scenario.commit_days.empty()) {
    engine.redate(world.commit_days);
  }
  Facts facts(world);
  for (auto query : scenario.queries) {
    each_clauses(query, [&](Clauses& clauses) {
      clauses.commit = clauses.commit ? std::optional(std::clamp(*clauses.commit, 1, std::max(commit, 1))) : std::nullopt;
    });
    auto expected = answer(facts, with_commits(world, query));
    auto question = text_of(world, query);
    auto reply = engine.run(question);
    auto engine_rows = engine_text(reply, expected);
    auto oracle_rows = oracle_text(expected);
    if (asks_unknown_topic(world, query)) {
      engine_rows = reply.error.substr(0, reply.error.find(':'));
      oracle_rows = "error[N09]";
    }
    constexpr std::size_t kPreparedOneIn = 6;  // it takes three times as long
    const auto otherwise = result.compared % kPreparedOneIn == 0 ? engine.prepared_otherwise(question, reply) : "";
    if (!otherwise.empty()) {
      result.difference = Difference{question, "prepared, " + otherwise + "\n", "as it is answered when it is run\n", ""};
      return result;
    }
    ++result.compared;
    result.rows += expected.rows.size();
    if (engine_rows != oracle_rows) {
      result.difference = Difference{question + "\n    " + header_of(expected), engine_rows, oracle_rows,
                                     reply.error.substr(0, reply.error.find(':'))};
      return result;
    }
  }
  return result;
}

std::string script_of(const Scenario& scenario) {
  std::string text;
  for (const auto& statement : scenario.statements) {
    text += statement.text + "\n";
  }
  return text;
}

}  // namespace entente::oracle
