#include "tests/oracle/engine_run.h"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "entente/database.h"
#include "tests/temp_dir.h"

namespace entente::oracle {
namespace {

// Answers and errors of one text.
struct Reply {
  std::vector<Answer> answers;
  std::string error;  // empty: all went well
};

class Engine {
 public:
  Engine() : session_(open(directory_ / "world.entente")) {}

  Reply run(const std::string& text) {
    Reply reply;
    auto errors = session_.run("oracle", text, RunMode::kInteractive, [&](Answer&& answer) {
      reply.answers.push_back(std::move(answer));
      return true;
    });
    reply.error = errors.empty() ? "" : errors.front().text;
    return reply;
  }

  int last_commit() {
    auto reply = run("commits;");
    if (reply.answers.empty() || reply.answers[0].table.rows.empty()) {
      return 0;
    }
    return static_cast<int>(std::get<std::int64_t>(reply.answers[0].table.rows[0].at(0)));
  }

 private:
  static Database open(const std::filesystem::path& path) {
    auto database = Database::create_from(path.string(), {});
    if (!database) {
      throw std::runtime_error(database.error().text);
    }
    return *database;
  }

  tests::TempDir directory_;
  Session session_;
};

std::string list_text(std::vector<std::string> items) {
  std::sort(items.begin(), items.end());
  std::string text;
  for (const auto& item : items) {
    text += (text.empty() ? "" : ", ") + item;
  }
  return text;
}

std::string cell_text(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) {
    return *text;
  }
  if (const auto* number = std::get_if<std::int64_t>(&cell)) {
    return std::to_string(*number);
  }
  if (const auto* date = std::get_if<DateText>(&cell)) {
    return plain(read_bound(date->text));
  }
  if (const auto* list = std::get_if<std::vector<std::string>>(&cell)) {
    return list_text(*list);
  }
  return "";
}

// A missing bound prints as the oracle prints it.
std::string engine_cell(const Answer& answer, std::size_t row, const std::string& name) {
  const auto& columns = answer.table.columns;
  auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& column) { return column.name == name; });
  if (found == columns.end()) {
    return "no column " + name;
  }
  auto text = cell_text(answer.table.rows[row][static_cast<std::size_t>(found - columns.begin())]);
  return text.empty() && (name == "began" || name == "ended") ? "-" : text;
}

std::string lines_of(std::vector<std::string> lines, bool ordered) {
  if (!ordered) {
    std::sort(lines.begin(), lines.end());
  }
  std::string text;
  for (const auto& line : lines) {
    text += "    " + line + "\n";
  }
  return text;
}

std::string engine_text(const Reply& reply, const OracleTable& expected) {
  if (!reply.error.empty()) {
    return reply.error;
  }
  if (reply.answers.size() != 1) {
    return "no single answer\n";
  }
  std::vector<std::string> lines;
  for (std::size_t row = 0; row < reply.answers[0].table.rows.size(); ++row) {
    std::string line;
    for (const auto& column : expected.columns) {
      line += (line.empty() ? "" : " | ") + engine_cell(reply.answers[0], row, column);
    }
    lines.push_back(line);
  }
  return lines_of(std::move(lines), expected.ordered);
}

std::string oracle_text(const OracleTable& table) {
  std::vector<std::string> lines;
  for (const auto& row : table.rows) {
    std::string line;
    for (const auto& cell : row) {
      line += (line.empty() ? "" : " | ") + cell.text;
    }
    lines.push_back(line);
  }
  return lines_of(std::move(lines), table.ordered);
}

std::string header_of(const OracleTable& table) {
  std::string line;
  for (const auto& column : table.columns) {
    line += (line.empty() ? "" : " | ") + column;
  }
  return line;
}

template <class T>
bool drop_some(std::vector<T>& items, std::size_t first, std::size_t count) {
  if (first >= items.size()) {
    return false;
  }
  auto begin = items.begin() + static_cast<std::ptrdiff_t>(first);
  items.erase(begin, begin + static_cast<std::ptrdiff_t>(std::min(count, items.size() - first)));
  return true;
}

// Keeps every deletion under which a difference of the same sort remains; large pieces first.
template <class T>
void drop_needless(Scenario& scenario, std::vector<T> Scenario::*member, bool is_error) {
  for (std::size_t piece = std::max<std::size_t>(1, (scenario.*member).size() / 2); piece > 0; piece /= 2) {
    for (std::size_t first = 0; first < (scenario.*member).size();) {
      Scenario smaller = scenario;
      drop_some(smaller.*member, first, piece);
      auto difference = run(smaller).difference;
      if (difference && difference->is_error == is_error) {
        scenario = std::move(smaller);
      } else {
        first += piece;
      }
    }
  }
}

}  // namespace

CaseResult run(const Scenario& scenario) {
  Engine engine;
  CaseResult result;
  World world = scenario.world;
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
      result.difference = Difference{statement.text, "accepted\n", "fits no claim, or more than one\n", false};
      return result;
    }
  }
  for (auto query : scenario.queries) {
    if (query.clauses.commit) {
      query.clauses.commit = std::clamp(*query.clauses.commit, 1, std::max(commit, 1));
    }
    auto expected = answer(world, query);
    auto question = text_of(world, query);
    auto reply = engine.run(question);
    auto engine_rows = engine_text(reply, expected);
    auto oracle_rows = oracle_text(expected);
    ++result.compared;
    result.rows += expected.rows.size();
    if (engine_rows != oracle_rows) {
      result.difference = Difference{question + "\n    " + header_of(expected), engine_rows, oracle_rows, !reply.error.empty()};
      return result;
    }
  }
  return result;
}

Scenario shrink(Scenario scenario) {
  auto found = run(scenario).difference;
  if (!found) {
    return scenario;
  }
  drop_needless(scenario, &Scenario::queries, found->is_error);
  drop_needless(scenario, &Scenario::statements, found->is_error);
  for (const auto& refused : [&] {
         auto indices = run(scenario).refused;
         std::reverse(indices.begin(), indices.end());
         return indices;
       }()) {
    drop_some(scenario.statements, refused, 1);
  }
  return scenario;
}

std::string script_of(const Scenario& scenario) {
  std::string text;
  for (const auto& statement : scenario.statements) {
    text += statement.text + "\n";
  }
  return text;
}

}  // namespace entente::oracle
