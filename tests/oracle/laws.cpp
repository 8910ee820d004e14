#include "tests/oracle/laws.h"

#include <algorithm>
#include <cstdlib>

#include "tests/oracle/table_text.h"

namespace entente::oracle {
namespace {

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::stoull(text);
}

}  // namespace

std::vector<std::string> rows_of(Engine& engine, const std::string& question, const std::vector<std::string>& left_out) {
  auto reply = engine.run(question);
  if (!reply.error.empty()) {
    return {reply.error.substr(0, reply.error.find(':'))};
  }
  std::vector<std::string> lines;
  for (const auto& answer : reply.answers) {
    for (const auto& row : answer.table.rows) {
      std::string line;
      for (std::size_t i = 0; i < row.size(); ++i) {
        const auto& name = answer.table.columns[i].name;
        if (std::find(left_out.begin(), left_out.end(), name) == left_out.end()) {
          line += (line.empty() ? "" : " | ") + raw_text(row[i]);
        }
      }
      lines.push_back(line);
    }
  }
  return lines;
}

void record_all(Engine& engine, const std::vector<Statement>& statements) {
  for (const auto& statement : statements) {
    engine.run(statement.text);
  }
}

std::uint64_t world_count() {
  constexpr std::uint64_t kWorlds = 60;
  return setting("ENTENTE_ORACLE_LAWS", kWorlds);
}

std::uint64_t first_seed() { return setting("ENTENTE_ORACLE_SEED", 1); }

std::string text_with(const World& world, Query query, const std::function<void(Clauses&)>& change) {
  change(query.clauses);
  return text_of(world, query);
}

}  // namespace entente::oracle
