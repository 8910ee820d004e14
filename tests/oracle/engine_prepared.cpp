// The same question, prepared: what is run again may be answered by other means than what is run once.
#include "tests/oracle/engine.h"

namespace entente::oracle {
namespace {

struct IsShown {
  const Statement& rows;
  std::size_t column;
  std::size_t row;

  bool operator()(std::monostate) const { return rows.is_missing(column, row); }
  bool operator()(const std::string& text) const { return !rows.is_missing(column, row) && rows.text(column, row) == text; }
  bool operator()(const DateText& date) const { return !rows.is_missing(column, row) && rows.text(column, row) == date.text; }
  bool operator()(std::int64_t number) const { return rows.cells(column)[row] == number; }
  bool operator()(double number) const { return !rows.is_missing(column, row) && rows.decimal(column, row) == number; }
  bool operator()(bool truth) const { return rows.cells(column)[row] == (truth ? 1 : 0); }
  bool operator()(const std::vector<std::string>& list) const {
    std::size_t letters = 0;
    for (const auto& item : list) {
      letters += item.size() + (letters == 0 ? 0 : 2);
    }
    return !rows.is_missing(column, row) && rows.text(column, row).size() == letters;
  }
};

std::string otherwise(Statement& rows, const Table& table) {
  std::size_t at = 0;
  while (rows.next()) {
    for (std::size_t row = 0; row < rows.size(); ++row, ++at) {
      if (at == table.rows.size()) {
        return "it has more rows";
      }
      for (std::size_t column = 0; column < table.columns.size(); ++column) {
        if (!std::visit(IsShown{rows, column, row}, table.rows[at][column])) {
          return "row " + std::to_string(at) + ", " + table.columns[column].name + ": " + std::string(rows.text(column, row));
        }
      }
    }
  }
  return at == table.rows.size() ? "" : "it has fewer rows";
}

}  // namespace

std::string Engine::prepared_otherwise(const std::string& question, const Reply& reply) {
  auto rows = session_->prepare("oracle", question);
  if (!rows) {
    const bool is_several = rows.error().code == "T04";  // its lets stand before it
    return is_several || rows.error().text == reply.error ? "" : rows.error().text;
  }
  for (int run = 0; run < 2; ++run) {
    const auto error = rows->run();
    auto found = error || reply.answers.empty() ? "" : otherwise(*rows, reply.answers[0].table);
    const std::string failed = error ? error->text : rows->error() ? rows->error()->text : "";
    if (failed != reply.error) {
      return "run " + std::to_string(run) + ": " + failed;
    }
    if (!found.empty()) {
      return "run " + std::to_string(run) + ": " + found;
    }
    if (failed.empty() && rows->caption() != reply.answers[0].caption) {
      return "run " + std::to_string(run) + ": it has another caption";
    }
  }
  return "";
}

}  // namespace entente::oracle
